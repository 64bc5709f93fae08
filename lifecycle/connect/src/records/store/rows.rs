//! The records themselves.

use base::{ConnectionId, Cursor, DealId, Error, Fault, Instant, Page, PageRequest, Result, SyncId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait as _, Query};
use sea_orm::{QueryOrder as _, QuerySelect as _};
use serde::{Deserialize, Serialize};
use work::Work;

use super::super::model::{Record, SyncState};
use super::{conflicts, own, steps};
use crate::contract::model::{Field, Values};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "crm_record")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub connection_id: Uuid,
    pub deal_id: Uuid,
    pub partner_id: Uuid,
    pub state: String,
    pub remote_id: Option<String>,
    pub lease_by: Option<String>,
    pub last_error: Option<String>,
    pub text_print: Option<String>,
    pub base: Option<Json>,
    pub seen: Option<Json>,
    pub force: String,
    pub wanted: i64,
    pub written: i64,
    pub attempts: i64,
    pub remote_at: Option<DateTimeUtc>,
    pub next_at: Option<DateTimeUtc>,
    pub lease_until: Option<DateTimeUtc>,
    pub synced_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub changed_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Values as they are kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    value: Option<String>,
    close_on: Option<String>,
    stage: Option<String>,
    /// When the other side had changed them, where that counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<Instant>,
}

fn kept(values: Option<&Values>, at: Option<Instant>) -> Result<Option<Json>> {
    let keep = |v: &Values| Kept { value: v.value.clone(), close_on: v.close_on.clone(), stage: v.stage.clone(), at };
    values.map(|v| serde_json::to_value(keep(v))).transpose().map_err(|e| Fault::new("writing the values of a record", e).into())
}

fn values(id: Uuid, json: Option<Json>) -> Result<Option<(Values, Option<Instant>)>> {
    let read = |json| serde_json::from_value::<Kept>(json).map_err(|e| Fault::new(format!("crm_record.base of {id}"), e));
    Ok(json.map(read).transpose()?.map(|k| (Values { value: k.value, close_on: k.close_on, stage: k.stage }, k.at)))
}

fn record(m: Model) -> Result<Record> {
    let state = SyncState::from_code(&m.state).ok_or_else(|| Fault::plain(format!("crm_record.state of {} is {:?}", m.id, m.state)))?;
    let (seen, seen_at) = values(m.id, m.seen)?.unzip();
    Ok(Record {
        base: values(m.id, m.base)?.map(|b| b.0),
        seen,
        seen_at: seen_at.flatten(),
        id: m.id.into(),
        connection: m.connection_id.into(),
        deal: m.deal_id.into(),
        partner: m.partner_id.into(),
        state,
        remote: m.remote_id,
        remote_at: m.remote_at,
        print: m.text_print,
        force: m.force.split_whitespace().filter_map(Field::from_code).collect(),
        wanted: m.wanted,
        written: m.written,
        attempts: m.attempts,
        next_at: m.next_at,
        lease_until: m.lease_until,
        error: m.last_error,
        synced_at: m.synced_at,
        created_at: m.created_at,
        changed_at: m.changed_at,
    })
}

fn forced(fields: &[Field]) -> String {
    fields.iter().map(|f| f.code()).collect::<Vec<_>>().join(" ")
}

/// Writes a new record.
pub(crate) async fn add(work: &Work, r: &Record) -> Result<()> {
    let row: ActiveModel = Model {
        id: r.id.uuid(),
        connection_id: r.connection.uuid(),
        deal_id: r.deal.uuid(),
        partner_id: r.partner.uuid(),
        state: r.state.code().to_owned(),
        remote_id: r.remote.clone(),
        lease_by: None,
        last_error: None,
        text_print: None,
        base: None,
        seen: None,
        force: forced(&r.force),
        wanted: r.wanted,
        written: r.written,
        attempts: r.attempts,
        remote_at: r.remote_at,
        next_at: r.next_at,
        lease_until: None,
        synced_at: r.synced_at,
        created_at: r.created_at,
        changed_at: r.changed_at,
    }
    .into();
    Entity::insert(row.reset_all()).exec_without_returning(&work.conn()).await.broken("writing a record")?;
    Ok(())
}

/// One record.
pub(crate) async fn get(work: &Work, id: SyncId) -> Result<Record> {
    find(work, id).await?.ok_or_else(Error::missing)
}

/// One record, if it is there.
pub(crate) async fn find(work: &Work, id: SyncId) -> Result<Option<Record>> {
    let find = Entity::find_by_id(id.uuid()).filter(own(work));
    find.one(&work.conn()).await.broken("reading a record")?.map(record).transpose()
}

/// The record of a deal on a connection.
pub(crate) async fn find_of(work: &Work, connection: ConnectionId, deal: DealId) -> Result<Option<Record>> {
    let find = Entity::find().filter(own(work)).filter(Column::ConnectionId.eq(connection.uuid())).filter(Column::DealId.eq(deal.uuid()));
    find.one(&work.conn()).await.broken("reading a record")?.map(record).transpose()
}

/// The record with an id of the other side.
pub(crate) async fn by_remote(work: &Work, connection: ConnectionId, remote: &str) -> Result<Option<Record>> {
    let find = Entity::find().filter(own(work)).filter(Column::ConnectionId.eq(connection.uuid())).filter(Column::RemoteId.eq(remote));
    find.one(&work.conn()).await.broken("reading a record")?.map(record).transpose()
}

/// Which records are asked for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filter {
    /// On this connection.
    pub(crate) connection: Option<ConnectionId>,
    /// In this state.
    pub(crate) state: Option<SyncState>,
}

/// Records, what happened last first.
pub(crate) async fn list(work: &Work, filter: &Filter, page: &PageRequest) -> Result<Page<Record>> {
    let mut all = own(work);
    if let Some(connection) = filter.connection {
        all = all.add(Column::ConnectionId.eq(connection.uuid()));
    }
    if let Some(state) = filter.state {
        all = all.add(Column::State.eq(state.code()));
    }
    if let Some((at, id)) = page.after.as_ref().and_then(|c| Some((c.instant()?, c.id))) {
        all = all.add(Column::ChangedAt.lt(at).or(Column::ChangedAt.eq(at).and(Column::Id.lt(id))));
    }
    let find = Entity::find().filter(all).order_by_desc(Column::ChangedAt).order_by_desc(Column::Id).limit(page.limit + 1);
    let found: Result<Vec<Record>> = find.all(&work.conn()).await.broken("reading records")?.into_iter().map(record).collect();
    Ok(Page::from_rows(found?, page.limit, |r| Cursor::at(r.changed_at, r.id)))
}

/// How many records of a connection are in each state.
pub(crate) async fn counts(work: &Work, connection: ConnectionId) -> Result<Vec<(SyncState, i64)>> {
    let rows: Vec<(String, i64)> = Entity::find()
        .select_only()
        .column(Column::State)
        .column_as(Column::Id.count(), "n")
        .filter(own(work))
        .filter(Column::ConnectionId.eq(connection.uuid()))
        .group_by(Column::State)
        .into_tuple()
        .all(&work.conn())
        .await
        .broken("counting records")?;
    Ok(rows.into_iter().filter_map(|(state, n)| Some((SyncState::from_code(&state)?, n))).collect())
}

/// Takes a record to work on it; false when somebody else has it.
pub(crate) async fn lease(work: &Work, id: SyncId, by: &str, until: Instant) -> Result<bool> {
    let done = Entity::update_many()
        .col_expr(Column::LeaseBy, Expr::value(by))
        .col_expr(Column::LeaseUntil, Expr::value(until))
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::State.eq(SyncState::Waiting.code()))
        .filter(Column::LeaseUntil.is_null().or(Column::LeaseUntil.lte(work.now())))
        .exec(&work.conn())
        .await
        .broken("taking a record")?;
    Ok(done.rows_affected == 1)
}

/// Gives a record back; false when the claim had ended and somebody else has it.
pub(crate) async fn release(work: &Work, id: SyncId, by: &str) -> Result<bool> {
    let done = Entity::update_many()
        .col_expr(Column::LeaseBy, Expr::value(Option::<String>::None))
        .col_expr(Column::LeaseUntil, Expr::value(Option::<DateTimeUtc>::None))
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::LeaseBy.eq(by))
        .exec(&work.conn())
        .await
        .broken("giving a record back")?;
    Ok(done.rows_affected == 1)
}

/// Holds a record until the end of the transaction, so that what is read now is what is saved over.
pub(crate) async fn hold(work: &Work, id: SyncId) -> Result<Record> {
    Entity::update_many()
        .col_expr(Column::ChangedAt, Expr::value(work.now()))
        .filter(own(work))
        .filter(Column::Id.eq(id.uuid()))
        .exec(&work.conn())
        .await
        .broken("holding a record")?;
    get(work, id).await
}

/// Saves a record that is held; who works on it is not touched.
pub(crate) async fn save(work: &Work, r: &Record) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(r.state.code()))
        .col_expr(Column::RemoteId, Expr::value(r.remote.clone()))
        .col_expr(Column::RemoteAt, Expr::value(r.remote_at))
        .col_expr(Column::Base, Expr::value(kept(r.base.as_ref(), None)?))
        .col_expr(Column::Seen, Expr::value(kept(r.seen.as_ref(), r.seen_at)?))
        .col_expr(Column::TextPrint, Expr::value(r.print.clone()))
        .col_expr(Column::Force, Expr::value(forced(&r.force)))
        .col_expr(Column::Wanted, Expr::value(r.wanted))
        .col_expr(Column::Written, Expr::value(r.written))
        .col_expr(Column::Attempts, Expr::value(r.attempts))
        .col_expr(Column::NextAt, Expr::value(r.next_at))
        .col_expr(Column::LastError, Expr::value(r.error.clone()))
        .col_expr(Column::SyncedAt, Expr::value(r.synced_at))
        .col_expr(Column::ChangedAt, Expr::value(work.now()))
        .filter(Column::Id.eq(r.id.uuid()))
        .exec(&work.conn())
        .await
        .broken("saving a record")?;
    Ok(())
}

/// Records that have waited beyond their time, as when a job was lost.
pub(crate) async fn overdue(work: &Work, before: Instant, n: u64) -> Result<Vec<SyncId>> {
    let find = Entity::find()
        .filter(own(work))
        .filter(Column::State.eq(SyncState::Waiting.code()))
        .filter(Column::NextAt.is_null().or(Column::NextAt.lt(before)))
        .filter(Column::LeaseUntil.is_null().or(Column::LeaseUntil.lt(before)))
        .order_by_asc(Column::NextAt)
        .limit(n);
    Ok(find.all(&work.conn()).await.broken("reading records")?.into_iter().map(|m| m.id.into()).collect())
}

/// The records of a connection that wait.
pub(crate) async fn wake_all(work: &Work, connection: ConnectionId, n: u64) -> Result<Vec<SyncId>> {
    let find = Entity::find()
        .filter(own(work))
        .filter(Column::ConnectionId.eq(connection.uuid()))
        .filter(Column::State.eq(SyncState::Waiting.code()))
        .limit(n);
    Ok(find.all(&work.conn()).await.broken("reading records")?.into_iter().map(|m| m.id.into()).collect())
}

/// Removes what is kept about a connection; the other side keeps its own.
pub(crate) async fn remove_of(work: &Work, connection: ConnectionId) -> Result<()> {
    let doing = "removing records";
    let ids = || Query::select().column(Column::Id).from(Entity).and_where(Column::ConnectionId.eq(connection.uuid())).to_owned();
    steps::Entity::delete_many().filter(steps::Column::RecordId.in_subquery(ids())).exec(&work.conn()).await.broken(doing)?;
    conflicts::Entity::delete_many().filter(conflicts::Column::RecordId.in_subquery(ids())).exec(&work.conn()).await.broken(doing)?;
    Entity::delete_many().filter(Column::ConnectionId.eq(connection.uuid())).exec(&work.conn()).await.broken(doing)?;
    Ok(())
}
