//! Tasks of the plan of a team.

use base::{DealId, Error, Fault, Instant, PartnerId, Result, TeamTaskId, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect, Set};
use work::Work;

use super::super::model::{Task, TaskState};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deal_team_task")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub deal_id: Uuid,
    pub owner_id: Option<Uuid>,
    pub owner_partner_id: Option<Uuid>,
    pub by_partner_id: Option<Uuid>,
    pub title: String,
    pub owner_name: String,
    pub by_name: String,
    pub closed_by: String,
    pub state: String,
    pub due_on: Option<Date>,
    pub place: i64,
    pub told: i64,
    pub version: i64,
    pub at: DateTimeUtc,
    pub closed_at: Option<DateTimeUtc>,
    pub alarm_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn task(m: Model) -> Result<Task> {
    let state = TaskState::from_code(&m.state).ok_or_else(|| Fault::plain(format!("deal_team_task.state of {} is {:?}", m.id, m.state)))?;
    Ok(Task {
        id: m.id.into(),
        deal: m.deal_id.into(),
        title: m.title,
        owner: m.owner_id.map(UserId::from),
        owner_name: m.owner_name,
        owner_partner: m.owner_partner_id.map(PartnerId::from),
        due_on: m.due_on,
        state,
        place: m.place,
        told: m.told,
        by_name: m.by_name,
        by_partner: m.by_partner_id.map(PartnerId::from),
        at: m.at,
        closed_by: m.closed_by,
        closed_at: m.closed_at,
        version: m.version,
    })
}

fn row(t: &Task, alarm: Option<Instant>) -> ActiveModel {
    ActiveModel {
        id: Set(t.id.uuid()),
        deal_id: Set(t.deal.uuid()),
        owner_id: Set(t.owner.map(Uuid::from)),
        owner_partner_id: Set(t.owner_partner.map(Uuid::from)),
        by_partner_id: Set(t.by_partner.map(Uuid::from)),
        title: Set(t.title.clone()),
        owner_name: Set(t.owner_name.clone()),
        by_name: Set(t.by_name.clone()),
        closed_by: Set(t.closed_by.clone()),
        state: Set(t.state.code().to_owned()),
        due_on: Set(t.due_on),
        place: Set(t.place),
        told: Set(t.told),
        version: Set(t.version),
        at: Set(t.at),
        closed_at: Set(t.closed_at),
        alarm_at: Set(alarm),
    }
}

/// Adds a task, with the moment at which its owner is told next.
pub(crate) async fn add(work: &Work, t: &Task, alarm: Option<Instant>) -> Result<()> {
    Entity::insert(row(t, alarm)).exec_without_returning(&work.conn()).await.broken("adding a task of a team")?;
    Ok(())
}

/// Saves a task whose version is still the one that was read, and returns it with the next.
pub(crate) async fn save(work: &Work, t: Task, alarm: Option<Instant>) -> Result<Task> {
    let (read, mut saved) = (t.version, t);
    saved.version += 1;
    let update = Entity::update_many().set(row(&saved, alarm)).filter(Column::Id.eq(saved.id.uuid())).filter(Column::Version.eq(read));
    let done = update.exec(&work.conn()).await.broken("saving a task of a team")?;
    if done.rows_affected == 1 { Ok(saved) } else { Err(Error::stale()) }
}

/// The tasks of a deal in their order.
pub(crate) async fn of(work: &Work, deal: DealId) -> Result<Vec<Task>> {
    let find = Entity::find().filter(Column::DealId.eq(deal.uuid())).order_by_asc(Column::Place).order_by_asc(Column::Id);
    find.all(&work.conn()).await.broken("reading the tasks of a team")?.into_iter().map(task).collect()
}

/// A task, whoever asks: who may has been asked by its deal.
pub(crate) async fn find(work: &Work, id: TeamTaskId) -> Result<Option<Task>> {
    Entity::find_by_id(id.uuid()).one(&work.conn()).await.broken("reading a task of a team")?.map(task).transpose()
}

/// The tasks whose owners are to be told, longest due first.
pub(crate) async fn due(work: &Work, n: u64) -> Result<Vec<TeamTaskId>> {
    let find = Entity::find().select_only().column(Column::Id).filter(Column::AlarmAt.lte(work.now()));
    let ids: Vec<Uuid> =
        find.order_by_asc(Column::AlarmAt).limit(n).into_tuple().all(&work.conn()).await.broken("reading which tasks are due")?;
    Ok(ids.into_iter().map(TeamTaskId::from).collect())
}
