//! Who shares in what a deal earns: one row for each deal that a ruling divided.

use base::{DealId, Fault, PartnerId, Result};
use db::Broken;
use sea_orm::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use work::Work;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deal_credit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub deal_id: Uuid,
    pub partner_id: Uuid,
    pub revision: i64,
    pub shares: Json,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// How a deal is divided, and for the how-manieth time; none leaves all of it to its partner.
pub(crate) async fn of(work: &Work, deal: DealId) -> Result<Option<(i64, Vec<(PartnerId, i64)>)>> {
    let found = Entity::find_by_id(deal.uuid()).one(&work.conn()).await.broken("reading who shares in a deal")?;
    let Some(m) = found else { return Ok(None) };
    let shares = serde_json::from_value(m.shares).map_err(|e| Fault::new(format!("reading deal_credit.shares of {deal}"), e))?;
    Ok(Some((m.revision, shares)))
}

/// Divides a deal anew.
pub(crate) async fn put(work: &Work, deal: DealId, partner: PartnerId, revision: i64, shares: &[(PartnerId, i64)]) -> Result<()> {
    let shares = serde_json::to_value(shares).map_err(|e| Fault::new("writing who shares in a deal", e))?;
    let row = ActiveModel {
        deal_id: Set(deal.uuid()),
        partner_id: Set(partner.uuid()),
        revision: Set(revision),
        shares: Set(shares),
        at: Set(work.now()),
    };
    let again = OnConflict::column(Column::DealId).update_columns([Column::Revision, Column::Shares, Column::At]).to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(&work.conn()).await.broken("dividing a deal")?;
    Ok(())
}
