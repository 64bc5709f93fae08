//! Revenue by won deal, filled from facts; it can be rebuilt from them.

use base::{DealId, PartnerId, Result};
use chrono::NaiveDate;
use db::{Broken, dialect};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{QuerySelect, Set};
use uuid::Uuid;
use work::Work;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "tier_revenue")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub deal_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub round: i64,
    pub partner_id: Uuid,
    pub minor: i64,
    pub currency: String,
    pub won_on: Date,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub(crate) async fn add(work: &Work, won: &facts::sell::DealWon) -> Result<()> {
    let row = ActiveModel {
        deal_id: Set(won.deal.uuid()),
        round: Set(won.round),
        partner_id: Set(won.partner.uuid()),
        minor: Set(won.value_minor),
        currency: Set(won.currency.clone()),
        won_on: Set(won.on),
    };
    let once = OnConflict::columns([Column::DealId, Column::Round]).do_nothing().to_owned();
    Entity::insert_many([row]).on_conflict(once).exec_without_returning(&work.conn()).await.broken("noting revenue")?;
    Ok(())
}

pub(crate) async fn remove(work: &Work, deal: DealId, round: i64) -> Result<()> {
    Entity::delete_many()
        .filter(Column::DealId.eq(deal.uuid()))
        .filter(Column::Round.eq(round))
        .exec(&work.conn())
        .await
        .broken("taking revenue back")?;
    Ok(())
}

pub(crate) async fn since(work: &Work, partner: PartnerId, currency: &str, from: NaiveDate) -> Result<i64> {
    let sum: Option<Option<i64>> = Entity::find()
        .select_only()
        .column_as(dialect::sum(Expr::col(Column::Minor)), "total")
        .filter(Column::PartnerId.eq(partner.uuid()))
        .filter(Column::Currency.eq(currency))
        .filter(Column::WonOn.gte(from))
        .into_tuple()
        .one(&work.conn())
        .await
        .broken("summing revenue")?;
    Ok(sum.flatten().unwrap_or(0))
}
