//! All SQL of the delays.

use base::{Instant, Result};
use db::Broken;
use sea_orm::QuerySelect as _;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use work::Work;

use super::model::Count;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "throttle")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub failures: i64,
    pub last_at: DateTimeUtc,
    pub until_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What was counted for a key; the row is locked until the commit.
pub(crate) async fn find(work: &Work, key: &str) -> Result<Option<Count>> {
    let row = Entity::find_by_id(key).lock_exclusive().one(&work.conn()).await.broken("reading a delay")?;
    Ok(row.map(|m| Count { failures: m.failures, last_at: m.last_at, until_at: m.until_at }))
}

/// Saves what was counted for a key.
pub(crate) async fn save(work: &Work, key: &str, c: Count) -> Result<()> {
    let row: ActiveModel = Model { key: key.to_owned(), failures: c.failures, last_at: c.last_at, until_at: c.until_at }.into();
    let conflict = OnConflict::column(Column::Key).update_columns([Column::Failures, Column::LastAt, Column::UntilAt]).to_owned();
    Entity::insert(row.reset_all()).on_conflict(conflict).exec_without_returning(&work.conn()).await.broken("saving a delay")?;
    Ok(())
}

/// Forgets a key.
pub(crate) async fn remove(work: &Work, key: &str) -> Result<()> {
    Entity::delete_by_id(key).exec(&work.conn()).await.broken("forgetting a delay")?;
    Ok(())
}

/// Forgets what was counted before a moment.
pub(crate) async fn prune(work: &Work, before: Instant) -> Result<()> {
    Entity::delete_many().filter(Column::LastAt.lt(before)).exec(&work.conn()).await.broken("forgetting delays")?;
    Ok(())
}
