//! Requests for introductions.

use base::{AccountMapId, Error, Fault, Instant, Result};
use db::{Broken, on_unique};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect, Set};
use uuid::Uuid;
use work::Work;

use crate::mapping::model::{Answered, Introduction, Outcome, Place, Side};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account_map_intro")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub map_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    pub asked_by: Uuid,
    pub one_list: Uuid,
    pub two_list: Uuid,
    pub one_number: i64,
    pub two_number: i64,
    pub state: String,
    pub waiting: Option<String>,
    pub by_name: String,
    pub reason: String,
    pub at: DateTimeUtc,
    pub due_at: DateTimeUtc,
    pub answered_by: Option<String>,
    pub words: Option<String>,
    pub answered_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

const WAITING: &str = "waiting";

fn state(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Waiting { .. } => WAITING,
        Outcome::Accepted(_) => "accepted",
        Outcome::Declined(_) => "declined",
        Outcome::Lapsed => "lapsed",
    }
}

fn introduction(m: Model) -> Result<Introduction> {
    let (by, words) = (m.answered_by.unwrap_or_default(), m.words.unwrap_or_default());
    let answered = m.answered_at.map(|at| Answered { by, at, words });
    let outcome = match (m.state.as_str(), answered) {
        (WAITING, _) => Outcome::Waiting { due: m.due_at },
        ("accepted", Some(answered)) => Outcome::Accepted(answered),
        ("declined", Some(answered)) => Outcome::Declined(answered),
        ("lapsed", _) => Outcome::Lapsed,
        (other, _) => return Err(Fault::plain(format!("account_map_intro.state of {} {} is {other:?}", m.map_id, m.number)).into()),
    };
    Ok(Introduction {
        map: m.map_id.into(),
        number: m.number,
        asked_by: Side::of(m.asked_by),
        one: (m.one_list.into(), m.one_number),
        two: (m.two_list.into(), m.two_number),
        by: m.by_name,
        reason: m.reason,
        at: m.at,
        outcome,
    })
}

/// The requests of a mapping, latest first; whose it is was asked with the mapping.
pub(crate) async fn of(work: &Work, map: AccountMapId) -> Result<Vec<Introduction>> {
    let find = Entity::find().filter(Column::MapId.eq(map.uuid())).order_by_desc(Column::Number).limit(200);
    find.all(&work.conn()).await.broken("reading introductions")?.into_iter().map(introduction).collect()
}

/// One request of a mapping.
pub(crate) async fn get(work: &Work, map: AccountMapId, number: i64) -> Result<Introduction> {
    let found = Entity::find_by_id((map.uuid(), number)).one(&work.conn()).await.broken("reading an introduction")?;
    found.map(introduction).transpose()?.ok_or_else(Error::missing)
}

/// Adds a request under the next number of its mapping.
pub(crate) async fn add(work: &Work, i: &Introduction, due: Instant) -> Result<()> {
    let key = |p: Place| format!("{} {}", p.0.uuid(), p.1);
    let row = ActiveModel {
        map_id: Set(i.map.uuid()),
        number: Set(i.number),
        asked_by: Set(i.asked_by.uuid()),
        one_list: Set(i.one.0.uuid()),
        two_list: Set(i.two.0.uuid()),
        one_number: Set(i.one.1),
        two_number: Set(i.two.1),
        state: Set(state(&i.outcome).to_owned()),
        waiting: Set(Some(format!("{} {} {}", i.map.uuid(), key(i.one), key(i.two)))),
        by_name: Set(i.by.clone()),
        reason: Set(i.reason.clone()),
        at: Set(i.at),
        due_at: Set(due),
        answered_by: Set(None),
        words: Set(None),
        answered_at: Set(None),
    };
    let done = Entity::insert(row).exec_without_returning(&work.conn()).await;
    on_unique(done, "account_map_intro", "asking for an introduction", || base::refuse("mapping.intro_asked", base::Kind::Conflict))?;
    Ok(())
}

/// Ends a request that waits; false when it does not wait any more.
pub(crate) async fn end(work: &Work, map: AccountMapId, number: i64, outcome: &Outcome) -> Result<bool> {
    let mut row = ActiveModel { state: Set(state(outcome).to_owned()), waiting: Set(None), ..Default::default() };
    if let Outcome::Accepted(a) | Outcome::Declined(a) = outcome {
        row.answered_by = Set(Some(a.by.clone()));
        row.words = Set(Some(a.words.clone()));
        row.answered_at = Set(Some(a.at));
    }
    let one = Entity::update_many().set(row).filter(Column::MapId.eq(map.uuid())).filter(Column::Number.eq(number));
    let done = one.filter(Column::State.eq(WAITING)).exec(&work.conn()).await.broken("ending an introduction")?;
    Ok(done.rows_affected == 1)
}

/// Requests whose time is over, for the machine.
pub(crate) async fn due(work: &Work, limit: u64) -> Result<Vec<Introduction>> {
    let find = Entity::find().filter(Column::State.eq(WAITING)).filter(Column::DueAt.lte(work.now())).order_by_asc(Column::DueAt);
    find.limit(limit).all(&work.conn()).await.broken("reading introductions")?.into_iter().map(introduction).collect()
}

/// Forgets the requests of a mapping.
pub(crate) async fn clear(work: &Work, map: AccountMapId) -> Result<()> {
    Entity::delete_many().filter(Column::MapId.eq(map.uuid())).exec(&work.conn()).await.broken("forgetting introductions")?;
    Ok(())
}
