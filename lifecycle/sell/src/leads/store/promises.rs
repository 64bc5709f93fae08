//! How many leads each tier is promised in a quarter.

use std::collections::HashMap;

use base::{Result, TierId};
use db::Broken;
use sea_orm::Set;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use work::Work;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "lead_promise")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub tier_id: Uuid,
    pub per_quarter: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What is promised to each tier; partners may read what is promised to theirs.
pub(crate) async fn all(work: &Work) -> Result<HashMap<TierId, i64>> {
    let rows = Entity::find().all(&work.conn()).await.broken("reading how many leads are promised")?;
    Ok(rows.into_iter().map(|m| (m.tier_id.into(), m.per_quarter)).collect())
}

/// Promises so many leads to a tier.
pub(crate) async fn put(work: &Work, tier: TierId, per_quarter: i64) -> Result<()> {
    let row = ActiveModel { tier_id: Set(tier.uuid()), per_quarter: Set(per_quarter) };
    let again = OnConflict::column(Column::TierId).update_column(Column::PerQuarter).to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(&work.conn()).await.broken("promising leads")?;
    Ok(())
}
