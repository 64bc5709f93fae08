//! All SQL of the connections.

pub(crate) mod hooks;

use base::{ConnectionId, Currency, Cursor, Error, Fault, Instant, Page, PageRequest, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{Condition, QueryOrder as _, QuerySelect as _};
use serde::{Deserialize, Serialize};
use work::{Scope, Work};

use super::model::{Connection, ConnectionState, Pulse};
use crate::contract::model::{Field, Mark, Owner, Protocol, Settings, System};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "crm_connection")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    pub url: String,
    pub secret: String,
    pub system: String,
    pub state: String,
    pub settings: Json,
    pub pull_cursor: Option<String>,
    pub last_error: Option<String>,
    pub pulled_at: Option<DateTimeUtc>,
    pub ok_at: Option<DateTimeUtc>,
    pub error_at: Option<DateTimeUtc>,
    pub limited_until: Option<DateTimeUtc>,
    pub warned_at: Option<DateTimeUtc>,
    pub failures: i64,
    pub created_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The settings as they are kept.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    // What was kept before there was a choice found its own way too.
    #[serde(default)]
    protocol: String,
    database: String,
    login: String,
    client_id: String,
    key_field: String,
    pipeline: String,
    currency: String,
    stages: Vec<(String, String)>,
    owners: Vec<(String, String)>,
}

fn kept(s: &Settings) -> Result<Json> {
    let kept = Kept {
        protocol: s.protocol.code().to_owned(),
        database: s.database.clone(),
        login: s.login.clone(),
        client_id: s.client_id.clone(),
        key_field: s.key_field.clone(),
        pipeline: s.pipeline.clone(),
        currency: s.currency.code().to_owned(),
        stages: s.stages.iter().map(|(m, name)| (m.code().to_owned(), name.clone())).collect(),
        owners: s.owners.iter().map(|(f, o)| (f.code().to_owned(), o.code().to_owned())).collect(),
    };
    serde_json::to_value(kept).map_err(|e| Fault::new("writing the settings of a connection", e).into())
}

fn settings(id: Uuid, json: Json) -> Result<Settings> {
    let k: Kept = serde_json::from_value(json).map_err(|e| Fault::new(format!("crm_connection.settings of {id}"), e))?;
    let currency: Currency = k.currency.parse().map_err(|_| Fault::plain(format!("crm_connection.settings of {id}: {}", k.currency)))?;
    Ok(Settings {
        protocol: Protocol::from_code(&k.protocol).unwrap_or(Protocol::Auto),
        database: k.database,
        login: k.login,
        client_id: k.client_id,
        key_field: k.key_field,
        pipeline: k.pipeline,
        currency,
        stages: k.stages.into_iter().filter_map(|(m, name)| Some((Mark::from_code(&m)?, name))).collect(),
        owners: k.owners.iter().filter_map(|(f, o)| Some((Field::from_code(f)?, Owner::from_code(o)?))).collect(),
    })
}

fn connection(m: Model) -> Result<Connection> {
    let odd = |what: &str, value: &str| Fault::plain(format!("crm_connection.{what} of {} is {value:?}", m.id));
    Ok(Connection {
        system: System::from_code(&m.system).ok_or_else(|| odd("system", &m.system))?,
        state: ConnectionState::from_code(&m.state).ok_or_else(|| odd("state", &m.state))?,
        settings: settings(m.id, m.settings)?,
        id: m.id.into(),
        name: m.name,
        url: m.url,
        secret: m.secret,
        pulse: Pulse {
            cursor: m.pull_cursor,
            pulled_at: m.pulled_at,
            ok_at: m.ok_at,
            error: m.last_error.zip(m.error_at),
            failures: m.failures,
            limited_until: m.limited_until,
            warned_at: m.warned_at,
        },
        created_at: m.created_at,
        version: m.version,
    })
}

/// Connections belong to the vendor: who does not see everything sees none.
fn own(work: &Work) -> Condition {
    match work.scope() {
        Scope::All => Condition::all(),
        Scope::Partners(_) | Scope::Nothing => Condition::all().add(Expr::value(false)),
    }
}

/// Writes a new connection.
pub(crate) async fn add(work: &Work, c: &Connection) -> Result<()> {
    let row: ActiveModel = Model {
        id: c.id.uuid(),
        name: c.name.clone(),
        url: c.url.clone(),
        secret: c.secret.clone(),
        system: c.system.code().to_owned(),
        state: c.state.code().to_owned(),
        settings: kept(&c.settings)?,
        pull_cursor: None,
        last_error: None,
        pulled_at: None,
        ok_at: None,
        error_at: None,
        limited_until: None,
        warned_at: None,
        failures: 0,
        created_at: c.created_at,
        version: c.version,
    }
    .into();
    Entity::insert(row.reset_all()).exec_without_returning(&work.conn()).await.broken("writing a connection")?;
    Ok(())
}

/// One connection.
pub(crate) async fn get(work: &Work, id: ConnectionId) -> Result<Connection> {
    find(work, id).await?.ok_or_else(Error::missing)
}

/// One connection, if it is there.
pub(crate) async fn find(work: &Work, id: ConnectionId) -> Result<Option<Connection>> {
    let find = Entity::find_by_id(id.uuid()).filter(own(work));
    find.one(&work.conn()).await.broken("reading a connection")?.map(connection).transpose()
}

/// Connections, latest first.
pub(crate) async fn list(work: &Work, page: &PageRequest) -> Result<Page<Connection>> {
    let mut all = own(work);
    if let Some((at, id)) = page.after.as_ref().and_then(|c| Some((c.instant()?, c.id))) {
        all = all.add(Column::CreatedAt.lt(at).or(Column::CreatedAt.eq(at).and(Column::Id.lt(id))));
    }
    let find = Entity::find().filter(all).order_by_desc(Column::CreatedAt).order_by_desc(Column::Id).limit(page.limit + 1);
    let found: Result<Vec<Connection>> = find.all(&work.conn()).await.broken("reading connections")?.into_iter().map(connection).collect();
    Ok(Page::from_rows(found?, page.limit, |c| Cursor::at(c.created_at, c.id)))
}

/// Every connection; there are few.
pub(crate) async fn all(work: &Work) -> Result<Vec<Connection>> {
    let find = Entity::find().filter(own(work)).order_by_asc(Column::CreatedAt).limit(100);
    find.all(&work.conn()).await.broken("reading connections")?.into_iter().map(connection).collect()
}

/// Saves what people set; a stale version is refused.
pub(crate) async fn save(work: &Work, c: &Connection) -> Result<()> {
    let done = Entity::update_many()
        .col_expr(Column::Name, Expr::value(c.name.clone()))
        .col_expr(Column::Url, Expr::value(c.url.clone()))
        .col_expr(Column::Secret, Expr::value(c.secret.clone()))
        .col_expr(Column::State, Expr::value(c.state.code()))
        .col_expr(Column::Settings, Expr::value(kept(&c.settings)?))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(c.id.uuid()))
        .filter(Column::Version.eq(c.version))
        .exec(&work.conn())
        .await
        .broken("saving a connection")?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Error::stale()) }
}

/// Notes that the other side answered well.
pub(crate) async fn note_good(work: &Work, id: ConnectionId, now: Instant) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::OkAt, Expr::value(now))
        .col_expr(Column::Failures, Expr::value(0))
        .col_expr(Column::LimitedUntil, Expr::value(Option::<DateTimeUtc>::None))
        .filter(Column::Id.eq(id.uuid()))
        .exec(&work.conn())
        .await
        .broken("noting how a connection is")?;
    Ok(())
}

/// Notes what went wrong, and until when the other side is left alone.
pub(crate) async fn note_bad(work: &Work, id: ConnectionId, error: &str, counts: bool, until: Option<Instant>) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::LastError, Expr::value(error))
        .col_expr(Column::ErrorAt, Expr::value(work.now()))
        .col_expr(Column::Failures, Expr::col(Column::Failures).add(i64::from(counts)))
        .col_expr(Column::LimitedUntil, Expr::value(until))
        .filter(Column::Id.eq(id.uuid()))
        .exec(&work.conn())
        .await
        .broken("noting how a connection is")?;
    Ok(())
}

/// Moves the cursor on, if nobody else did since it was read.
pub(crate) async fn move_cursor(work: &Work, id: ConnectionId, from: Option<&str>, to: &str) -> Result<()> {
    let was = match from {
        Some(from) => Column::PullCursor.eq(from),
        None => Column::PullCursor.is_null(),
    };
    Entity::update_many()
        .col_expr(Column::PullCursor, Expr::value(to))
        .col_expr(Column::PulledAt, Expr::value(work.now()))
        .filter(Column::Id.eq(id.uuid()))
        .filter(was)
        .exec(&work.conn())
        .await
        .broken("moving the cursor of a connection")?;
    Ok(())
}

/// Notes that people were told; false when somebody else just did.
pub(crate) async fn note_warned(work: &Work, id: ConnectionId, before: Instant) -> Result<bool> {
    let done = Entity::update_many()
        .col_expr(Column::WarnedAt, Expr::value(work.now()))
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::WarnedAt.is_null().or(Column::WarnedAt.lt(before)))
        .exec(&work.conn())
        .await
        .broken("noting that people were told")?;
    Ok(done.rows_affected == 1)
}

/// Removes a connection with its hook; its records are removed first.
pub(crate) async fn remove(work: &Work, id: ConnectionId) -> Result<()> {
    hooks::remove(work, id).await?;
    Entity::delete_by_id(id.uuid()).exec(&work.conn()).await.broken("removing a connection")?;
    Ok(())
}
