//! Making, changing, pausing and ending connections, and noting how they are.

mod hooks;

pub(crate) use hooks::{close_hook, find_hook, hook, note_heard, note_refused, open_hook};

use base::{ConnectionId, Error, Instant, Page, PageRequest, Result};
use chrono::TimeDelta;
use facts::connect::DealImagesAsked;
use notices::Message;
use serde_json::{Value, json};
use work::{Entry, Permission, Resource, Role, Work};

use super::model::{Connection, ConnectionState, NewConnection, Pulse};
use super::rules::{self, ConnectionRefusal};
use super::store;
use crate::contract::model::Trouble;

/// How long to wait when the other side does not let a connection in.
const DENIED: TimeDelta = TimeDelta::minutes(15);

/// Asks whether the actor looks after connections.
pub(crate) fn may(work: &Work) -> Result<()> {
    work.may(Permission::ConnectionManage, &Resource::general("connection"))
}

fn told(c: &Connection) -> Value {
    let s = &c.settings;
    let stages: Vec<_> = s.stages.iter().map(|(m, n)| format!("{}: {n}", m.code())).collect();
    let owners: Vec<_> = s.owners.iter().map(|(f, o)| format!("{}: {}", f.code(), o.code())).collect();
    json!({
        "name": c.name, "system": c.system.code(), "url": c.url, "state": c.state.code(), "protocol": s.protocol.code(), "database": s.database, "login": s.login,
        "client_id": s.client_id, "key_field": s.key_field, "pipeline": s.pipeline, "currency": s.currency.code(), "stages": stages,
        "owners": owners,
    })
}

/// Makes a connection; its id was needed to seal its secrets.
pub(crate) async fn make(work: &Work, id: ConnectionId, new: &NewConnection, sealed: &str, allowed: &[String]) -> Result<Connection> {
    may(work)?;
    rules::check(new, true, allowed)?;
    let connection = Connection {
        id,
        name: base::one_line(&new.name),
        system: new.system,
        url: new.url.trim_end_matches('/').to_owned(),
        secret: sealed.to_owned(),
        settings: new.settings.clone(),
        // Nothing goes over before somebody has tested it and says so.
        state: ConnectionState::Paused,
        pulse: Pulse::default(),
        created_at: work.now(),
        version: 1,
    };
    store::add(work, &connection).await?;
    // What is protected already stands there too.
    work.signal(&DealImagesAsked { connection: id, after: None })?;
    work.audit(Entry::new("connection.made", "connection", id).after(told(&connection)));
    Ok(connection)
}

/// One connection.
pub(crate) async fn get(work: &Work, id: ConnectionId) -> Result<Connection> {
    may(work)?;
    store::get(work, id).await
}

/// One connection, for the machine.
pub(crate) async fn find(work: &Work, id: ConnectionId) -> Result<Option<Connection>> {
    store::find(work, id).await
}

/// Connections, latest first.
pub(crate) async fn list(work: &Work, page: &PageRequest) -> Result<Page<Connection>> {
    may(work)?;
    store::list(work, page).await
}

/// Every connection, for the machine.
pub(crate) async fn all(work: &Work) -> Result<Vec<Connection>> {
    store::all(work).await
}

/// Changes what is set; `sealed` are new secrets, where some were given.
pub(crate) async fn change(
    work: &Work,
    id: ConnectionId,
    new: &NewConnection,
    sealed: Option<&str>,
    version: Option<i64>,
    allowed: &[String],
) -> Result<Connection> {
    let before = get(work, id).await?;
    if version.is_some_and(|v| v != before.version) {
        return Err(Error::stale());
    }
    if new.system != before.system {
        return Err(ConnectionRefusal::System.into());
    }
    rules::check(new, false, allowed)?;
    let after = Connection {
        name: base::one_line(&new.name),
        url: new.url.trim_end_matches('/').to_owned(),
        settings: new.settings.clone(),
        secret: sealed.map_or_else(|| before.secret.clone(), str::to_owned),
        ..before.clone()
    };
    store::save(work, &after).await?;
    // Whoever changed it wants to know at once whether it works now.
    store::note_good(work, id, before.pulse.ok_at.unwrap_or(before.created_at)).await?;
    let mut entry = Entry::new("connection.changed", "connection", id).change(told(&before), told(&after));
    if sealed.is_some() {
        entry = entry.reason("secrets replaced");
    }
    work.audit(entry);
    Ok(Connection { version: after.version + 1, ..after })
}

/// Pauses a connection.
pub(crate) async fn pause(work: &Work, id: ConnectionId) -> Result<Connection> {
    let before = get(work, id).await?;
    let state = rules::pause(before.state)?;
    moved(work, Connection { state, ..before.clone() }, &before, "connection.paused").await
}

/// Uses a connection again; what waits is told by who keeps it.
pub(crate) async fn resume(work: &Work, id: ConnectionId) -> Result<Connection> {
    let before = get(work, id).await?;
    let state = rules::resume(before.state)?;
    moved(work, Connection { state, ..before.clone() }, &before, "connection.resumed").await
}

async fn moved(work: &Work, after: Connection, before: &Connection, action: &str) -> Result<Connection> {
    store::save(work, &after).await?;
    work.audit(Entry::new(action, "connection", after.id).change(told(before), told(&after)));
    Ok(Connection { version: after.version + 1, ..after })
}

/// Removes a connection whose records are gone already.
pub(crate) async fn remove(work: &Work, id: ConnectionId) -> Result<()> {
    let connection = get(work, id).await?;
    store::remove(work, id).await?;
    work.audit(Entry::new("connection.removed", "connection", id).change(told(&connection), Value::Null));
    Ok(())
}

/// Notes that a test was made; who asks may.
pub(crate) fn note_test(work: &Work, id: ConnectionId, good: bool) -> Result<()> {
    may(work)?;
    work.audit(Entry::new("connection.tested", "connection", id).after(json!({ "good": good })));
    Ok(())
}

/// Notes that the other side answered well.
pub(crate) async fn note_good(work: &Work, id: ConnectionId) -> Result<()> {
    store::note_good(work, id, work.now()).await
}

/// Notes trouble; tells until when the other side is left alone, if it is.
pub(crate) async fn note_bad(work: &Work, connection: &Connection, trouble: &Trouble) -> Result<Option<Instant>> {
    let (counts, rest) = match trouble {
        Trouble::RateLimited(after) => (false, Some(*after)),
        // One record that is refused says nothing about the others.
        Trouble::Refused { .. } => return Ok(None),
        Trouble::Denied(_) => (true, Some(DENIED)),
        Trouble::Unavailable(_) => (true, Some(rules::rest(connection.pulse.failures + 1))),
    };
    let until = rest.map(|rest| work.after(rest));
    store::note_bad(work, connection.id, &trouble.to_string(), counts, until).await?;
    // One slow answer is nobody's business; a series, or a shut door, is.
    if matches!(trouble, Trouble::Denied(_)) || connection.pulse.failures + 1 >= 5 && counts {
        warn(work, connection, &trouble.to_string()).await?;
    }
    Ok(until)
}

/// Tells the administrators, at most once a day, that a connection needs somebody.
async fn warn(work: &Work, connection: &Connection, why: &str) -> Result<()> {
    if !store::note_warned(work, connection.id, work.after(-TimeDelta::days(1))).await? {
        return Ok(());
    }
    let mut people = identity::staff_with(work, Role::Owner).await?;
    people.extend(identity::staff_with(work, Role::PartnerOps).await?);
    let message = Message {
        topic: "connection.failing",
        args: vec![("name", connection.name.as_str().into()), ("why", why.into())],
        href: format!("/admin/connections/{}", connection.id),
        mail: true,
    };
    notices::tell(work, &identity::recipients(&people), &message).await
}

/// Moves on where the next look for changes begins.
pub(crate) async fn move_cursor(work: &Work, id: ConnectionId, from: Option<&str>, to: &str) -> Result<()> {
    store::move_cursor(work, id, from, to).await
}
