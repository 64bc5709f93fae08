//! All SQL of the merges.

use base::{AccountId, Error, Fault, MergeId, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect, Set};
use uuid::Uuid;
use work::{Scope, Work};

use super::model::{Deed, Merge};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account_merge")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub survivor_id: Uuid,
    pub absorbed_id: Uuid,
    pub before: Json,
    pub after: Json,
    pub along: Json,
    pub reason: String,
    pub made_by: String,
    pub made_at: DateTimeUtc,
    pub undone_by: Option<String>,
    pub undone_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn merge(m: Model) -> Result<Merge> {
    let along = serde_json::from_value(m.along).map_err(|e| Fault::new("reading who went along with a merge", e))?;
    Ok(Merge {
        id: m.id.into(),
        survivor: m.survivor_id.into(),
        absorbed: m.absorbed_id.into(),
        before: m.before,
        after: m.after,
        along,
        reason: m.reason,
        made: Deed { at: m.made_at, by: m.made_by },
        undone: m.undone_at.zip(m.undone_by).map(|(at, by)| Deed { at, by }),
    })
}

/// Merges are the vendor's, as accounts are.
fn scoped(work: &Work) -> Condition {
    match work.scope() {
        Scope::All => Condition::all(),
        Scope::Partners(_) | Scope::Nothing => Condition::all().add(Column::Id.is_null()),
    }
}

pub(crate) async fn get(work: &Work, id: MergeId) -> Result<Merge> {
    let found = Entity::find_by_id(id.uuid()).filter(scoped(work)).one(&work.conn()).await.broken("reading a merge")?;
    found.map(merge).transpose()?.ok_or_else(Error::missing)
}

/// The merges in which these accounts had a part, newest first.
pub(crate) async fn of(work: &Work, accounts: &[AccountId]) -> Result<Vec<Merge>> {
    let ids: Vec<Uuid> = accounts.iter().map(|a| a.uuid()).collect();
    let either = Condition::any().add(Column::SurvivorId.is_in(ids.clone())).add(Column::AbsorbedId.is_in(ids));
    let find = Entity::find().filter(scoped(work)).filter(either).order_by_desc(Column::MadeAt).order_by_desc(Column::Id).limit(50);
    find.all(&work.conn()).await.broken("reading merges")?.into_iter().map(merge).collect()
}

pub(crate) async fn add(work: &Work, m: &Merge) -> Result<()> {
    let row = ActiveModel {
        id: Set(m.id.uuid()),
        survivor_id: Set(m.survivor.uuid()),
        absorbed_id: Set(m.absorbed.uuid()),
        before: Set(m.before.clone()),
        after: Set(m.after.clone()),
        along: Set(serde_json::to_value(&m.along).map_err(|e| Fault::new("writing who goes along with a merge", e))?),
        reason: Set(m.reason.clone()),
        made_by: Set(m.made.by.clone()),
        made_at: Set(m.made.at),
        undone_by: Set(None),
        undone_at: Set(None),
    };
    Entity::insert(row).exec_without_returning(&work.conn()).await.broken("keeping a merge")?;
    Ok(())
}

/// Marks a merge undone, once.
pub(crate) async fn undo(work: &Work, id: MergeId, deed: &Deed) -> Result<()> {
    let row = ActiveModel { undone_by: Set(Some(deed.by.clone())), undone_at: Set(Some(deed.at)), ..Default::default() };
    let done = Entity::update_many()
        .set(row)
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::UndoneAt.is_null())
        .exec(&work.conn())
        .await
        .broken("undoing a merge")?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Error::stale()) }
}
