//! What people said about pairs of accounts.

use base::{AccountId, Fault, Result};
use db::Broken;
use matching::Judgment;
use sea_orm::Condition;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use uuid::Uuid;
use work::Work;

use crate::accounts::model::PairVerdict;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account_pair")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub low_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub high_id: Uuid,
    pub judgment: String,
    pub actor: String,
    pub actor_id: Option<Uuid>,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Keeps what a person said about a pair, over what was said before.
pub(crate) async fn put(work: &Work, one: AccountId, other: AccountId, judgment: Judgment) -> Result<()> {
    let row: ActiveModel = Model {
        low_id: one.min(other).uuid(),
        high_id: one.max(other).uuid(),
        judgment: judgment.code().to_owned(),
        actor: work.actor().name.clone(),
        actor_id: work.actor().user.map(Uuid::from),
        at: work.now(),
    }
    .into();
    let again = OnConflict::columns([Column::LowId, Column::HighId])
        .update_columns([Column::Judgment, Column::Actor, Column::ActorId, Column::At])
        .to_owned();
    Entity::insert(row.reset_all()).on_conflict(again).exec_without_returning(&work.conn()).await.broken("keeping a verdict")?;
    Ok(())
}

/// Forgets what was said about a pair.
pub(crate) async fn forget(work: &Work, one: AccountId, other: AccountId) -> Result<()> {
    let pair = Condition::all().add(Column::LowId.eq(one.min(other).uuid())).add(Column::HighId.eq(one.max(other).uuid()));
    Entity::delete_many().filter(pair).exec(&work.conn()).await.broken("forgetting a verdict")?;
    Ok(())
}

/// Everything that was said about an account and others.
pub(crate) async fn of(work: &Work, id: AccountId) -> Result<Vec<PairVerdict>> {
    let either = Condition::any().add(Column::LowId.eq(id.uuid())).add(Column::HighId.eq(id.uuid()));
    let rows = Entity::find().filter(either).all(&work.conn()).await.broken("reading verdicts")?;
    rows.into_iter()
        .map(|m| {
            let judgment = [Judgment::Same, Judgment::Different].into_iter().find(|j| j.code() == m.judgment);
            Ok(PairVerdict {
                other: if m.low_id == id.uuid() { m.high_id } else { m.low_id }.into(),
                judgment: judgment.ok_or_else(|| Fault::plain(format!("account_pair.judgment is {:?}", m.judgment)))?,
                by: m.actor,
                at: m.at,
            })
        })
        .collect()
}
