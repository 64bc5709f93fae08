//! What people said about pairs of accounts.

use base::{AccountId, Fault, Result};
use db::Broken;
use matching::Judgment;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{Condition, QueryOrder};
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

/// Forgets what was said about one of some accounts and one of others.
pub(crate) async fn forget(work: &Work, ones: &[AccountId], others: &[AccountId]) -> Result<()> {
    let uuids = |ids: &[AccountId]| ids.iter().map(|i| i.uuid()).collect::<Vec<_>>();
    let pair = |low: &[AccountId], high: &[AccountId]| {
        Condition::all().add(Column::LowId.is_in(uuids(low))).add(Column::HighId.is_in(uuids(high)))
    };
    let either = Condition::any().add(pair(ones, others)).add(pair(others, ones));
    Entity::delete_many().filter(either).exec(&work.conn()).await.broken("forgetting a verdict")?;
    Ok(())
}

/// Everything that was said about these accounts and others, each with which of them it was said of.
pub(crate) async fn of(work: &Work, ids: &[AccountId]) -> Result<Vec<(AccountId, PairVerdict)>> {
    let uuids: Vec<Uuid> = ids.iter().map(|i| i.uuid()).collect();
    let either = Condition::any().add(Column::LowId.is_in(uuids.clone())).add(Column::HighId.is_in(uuids.clone()));
    let rows = Entity::find().filter(either).order_by_asc(Column::LowId).order_by_asc(Column::HighId).all(&work.conn()).await;
    let mut out = Vec::new();
    for m in rows.broken("reading verdicts")? {
        let (low, high, v) = verdict(m)?;
        for (own, other) in [(low, high), (high, low)] {
            if uuids.contains(&own.uuid()) {
                out.push((own, PairVerdict { other, ..v.clone() }));
            }
        }
    }
    Ok(out)
}

/// Everything that was ever said, oldest first.
pub(crate) async fn all(work: &Work) -> Result<Vec<(AccountId, PairVerdict)>> {
    let find = Entity::find().order_by_asc(Column::At).order_by_asc(Column::LowId).order_by_asc(Column::HighId);
    let rows = find.all(&work.conn()).await.broken("reading all verdicts")?;
    rows.into_iter().map(|m| verdict(m).map(|(low, _, v)| (low, v))).collect()
}

/// The lower and the higher of a pair, and what was said of the higher.
fn verdict(m: Model) -> Result<(AccountId, AccountId, PairVerdict)> {
    let judgment = [Judgment::Same, Judgment::Different].into_iter().find(|j| j.code() == m.judgment);
    let judgment = judgment.ok_or_else(|| Fault::plain(format!("account_pair.judgment is {:?}", m.judgment)))?;
    Ok((m.low_id.into(), m.high_id.into(), PairVerdict { other: m.high_id.into(), judgment, by: m.actor, at: m.at }))
}
