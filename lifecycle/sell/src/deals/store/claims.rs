//! Claims: under which names leads that partners were given hold a customer.

use base::{Instant, LeadId, PartnerId, Result};
use db::Broken;
use sea_orm::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use uuid::Uuid;
use work::Work;

use super::super::model::LeadClaim;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deal_claim")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub scope: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub lead_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub partner_id: Uuid,
    pub until: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Notes a claim under some names; one that was there has its new end.
pub(crate) async fn put(work: &Work, claim: &LeadClaim, scopes: &[String]) -> Result<()> {
    let mut scopes: Vec<&String> = scopes.iter().collect();
    scopes.sort_unstable();
    scopes.dedup();
    if scopes.is_empty() {
        return Ok(());
    }
    let rows = scopes.into_iter().map(|scope| ActiveModel {
        scope: Set(scope.clone()),
        lead_id: Set(claim.lead.uuid()),
        partner_id: Set(claim.partner.uuid()),
        until: Set(claim.until),
    });
    let again = OnConflict::columns([Column::Scope, Column::LeadId, Column::PartnerId]).update_column(Column::Until).to_owned();
    Entity::insert_many(rows).on_conflict(again).exec_without_returning(&work.conn()).await.broken("noting a claim")?;
    Ok(())
}

/// Ends the claims that a lead gives, to one partner or to all.
pub(crate) async fn end(work: &Work, lead: LeadId, partner: Option<PartnerId>) -> Result<()> {
    let mut old = Entity::delete_many().filter(Column::LeadId.eq(lead.uuid()));
    if let Some(partner) = partner {
        old = old.filter(Column::PartnerId.eq(partner.uuid()));
    }
    old.exec(&work.conn()).await.broken("ending claims")?;
    Ok(())
}

/// Until when a lead is the claim of a partner, whoever asks.
pub(crate) async fn until(work: &Work, lead: LeadId, partner: PartnerId, now: Instant) -> Result<Option<Instant>> {
    let find =
        Entity::find().filter(Column::LeadId.eq(lead.uuid())).filter(Column::PartnerId.eq(partner.uuid())).filter(Column::Until.gt(now));
    let rows = find.all(&work.conn()).await.broken("reading the claim of a lead")?;
    Ok(rows.into_iter().map(|m| m.until).max())
}

/// The claims of anybody that hold one of these names, in the order of the leads; whose they are is the caller's secret to keep.
pub(crate) async fn of(work: &Work, scopes: &[String], now: Instant) -> Result<Vec<LeadClaim>> {
    if scopes.is_empty() {
        return Ok(Vec::new());
    }
    let find = Entity::find().filter(Column::Scope.is_in(scopes.iter().map(String::as_str))).filter(Column::Until.gt(now));
    let rows = find.all(&work.conn()).await.broken("looking for claims to a customer")?;
    let claim = |m: Model| LeadClaim { lead: m.lead_id.into(), partner: m.partner_id.into(), until: m.until };
    let mut all: Vec<LeadClaim> = rows.into_iter().map(claim).collect();
    all.sort_unstable();
    all.dedup();
    Ok(all)
}
