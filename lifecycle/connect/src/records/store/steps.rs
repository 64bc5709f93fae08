//! What was done with records.

use base::{Fault, Instant, Result, SyncId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder as _, QuerySelect as _};
use work::Work;

use super::super::model::{Record, Step, StepKind};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "crm_step")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub record_id: Uuid,
    pub partner_id: Uuid,
    pub at: DateTimeUtc,
    pub kind: String,
    pub detail: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Writes what was done.
pub(crate) async fn add(work: &Work, record: &Record, kind: StepKind, detail: &str) -> Result<()> {
    let row: ActiveModel = Model {
        id: work.new_id(),
        record_id: record.id.uuid(),
        partner_id: record.partner.uuid(),
        at: work.now(),
        kind: kind.code().to_owned(),
        detail: detail.to_owned(),
    }
    .into();
    Entity::insert(row.reset_all()).exec_without_returning(&work.conn()).await.broken("writing a step")?;
    Ok(())
}

/// What was done with a record, latest first.
pub(crate) async fn list(work: &Work, record: SyncId, n: u64) -> Result<Vec<Step>> {
    let find = Entity::find()
        .filter(super::own(work))
        .filter(Column::RecordId.eq(record.uuid()))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .limit(n);
    let rows = find.all(&work.conn()).await.broken("reading steps")?;
    let read = |m: Model| -> Result<Step> {
        let kind = StepKind::from_code(&m.kind).ok_or_else(|| Fault::plain(format!("crm_step.kind of {} is {:?}", m.id, m.kind)))?;
        Ok(Step { at: m.at, kind, detail: m.detail })
    };
    rows.into_iter().map(read).collect()
}

/// Removes what was written before a moment.
pub(crate) async fn prune(work: &Work, before: Instant) -> Result<()> {
    Entity::delete_many().filter(Column::At.lt(before)).exec(&work.conn()).await.broken("removing steps")?;
    Ok(())
}
