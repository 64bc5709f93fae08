//! What people see and decide about records.

use base::{ConflictId, ConnectionId, DealId, Error, FieldError, Invalid, Page, PageRequest, Result, SyncId};
use serde_json::json;
use work::{Entry, Work};

use super::super::model::{Claim, Conflict, Line, Mirror, Record, Settled, Side, Step, StepKind, SyncState};
use super::super::rules::RecordRefusal;
use super::super::store;
use super::hear::wait;
use super::note::told_by;
use crate::connections::actions::{self as connections, may};
use crate::connections::model::{Connection, ConnectionState};

/// The records of a connection, what happened last first, with the customers' names.
pub(crate) async fn list(work: &Work, connection: ConnectionId, state: Option<SyncState>, page: &PageRequest) -> Result<Page<Line>> {
    let connection = connections::get(work, connection).await?;
    let found = store::list(work, &store::Filter { connection: Some(connection.id), state }, page).await?;
    let deals: Vec<DealId> = found.items.iter().map(|r| r.deal).collect();
    let names = store::mirrors::companies(work, &deals).await?;
    let name = |deal: DealId| names.iter().find(|(d, _)| *d == deal).map(|(_, n)| n.clone()).unwrap_or_default();
    let items = found.items.into_iter().map(|record| Line { company: name(record.deal), record }).collect();
    Ok(Page { items, next: found.next })
}

/// One record of a connection, with the deal.
pub(crate) async fn read(work: &Work, connection: ConnectionId, id: SyncId) -> Result<(Connection, Record, Mirror)> {
    let connection = connections::get(work, connection).await?;
    let record = store::get(work, id).await?;
    if record.connection != connection.id {
        return Err(Error::missing());
    }
    let mirror = store::mirrors::find(work, record.deal).await?.ok_or_else(Error::missing)?;
    Ok((connection, record, mirror))
}

/// What was done with a record, latest first.
pub(crate) async fn history(work: &Work, id: SyncId) -> Result<Vec<Step>> {
    may(work)?;
    store::steps::list(work, id, 100).await
}

/// How many records of a connection are in each state.
pub(crate) async fn tally(work: &Work, connection: ConnectionId) -> Result<Vec<(SyncState, i64)>> {
    may(work)?;
    store::counts(work, connection).await
}

/// What is open on a connection, oldest first.
pub(crate) async fn conflicts(work: &Work, connection: ConnectionId, page: &PageRequest) -> Result<Page<Conflict>> {
    let connection = connections::get(work, connection).await?;
    store::conflicts::list(work, connection.id, page).await
}

/// How many conflicts are open on a connection.
pub(crate) async fn open_count(work: &Work, connection: ConnectionId) -> Result<u64> {
    may(work)?;
    store::conflicts::open_on(work, connection).await
}

/// One conflict of a connection.
pub(crate) async fn conflict(work: &Work, connection: ConnectionId, id: ConflictId) -> Result<Conflict> {
    may(work)?;
    store::conflicts::get(work, id).await.and_then(|c| if c.connection == connection { Ok(c) } else { Err(Error::missing()) })
}

/// Looks and writes again, whatever came of it before.
pub(crate) async fn replay(work: &Work, connection: ConnectionId, id: SyncId) -> Result<Record> {
    let (connection, record, _) = read(work, connection, id).await?;
    if connection.state != ConnectionState::Active {
        return Err(RecordRefusal::Paused.into());
    }
    if record.state == SyncState::Gone {
        // Whether it is made again is asked in the queue, not here.
        return Err(RecordRefusal::Unfollowable.into());
    }
    let record = store::hold(work, id).await?;
    store::steps::add(work, &record, StepKind::Replayed, "").await?;
    // The texts are written again as well.
    wait(work, Record { print: None, ..record }).await?;
    let entry = Entry::new("connection.replayed", "connection", connection.id);
    work.audit(entry.after(json!({ "record": id })));
    store::get(work, id).await
}

/// What a rehearsal looks at: the same as a worker, without taking anything.
pub(crate) async fn rehearse(work: &Work, connection: ConnectionId, id: SyncId) -> Result<Claim> {
    let (connection, record, mirror) = read(work, connection, id).await?;
    let open = store::conflicts::open_of(work, id).await?.iter().filter_map(|c| c.field).collect();
    Ok(Claim { record, mirror, connection, open, by: String::new() })
}

/// Settles a conflict with the value of one side.
pub(crate) async fn choose(work: &Work, connection: ConnectionId, id: ConflictId, side: Side, reason: &str) -> Result<Conflict> {
    let conflict = conflict(work, connection, id).await?;
    let mut invalid = Invalid::new();
    let reason = base::one_line(reason);
    if !(3..=500).contains(&reason.chars().count()) || reason.chars().any(char::is_control) {
        invalid.push(FieldError::new("reason", "connection.reason"));
    }
    invalid.finish()?;
    let settled =
        Settled { side: Some(side), reason: reason.clone(), by: work.actor().user, by_name: work.actor().name.clone(), at: work.now() };
    if !store::conflicts::settle(work, id, &settled).await? {
        return Err(RecordRefusal::Settled.into());
    }
    let record = store::hold(work, conflict.record).await?;
    let connection = connections::get(work, connection).await?;
    let name = conflict.field.map_or("record", |f| f.code());
    store::steps::add(work, &record, StepKind::Chosen, &format!("{name}: {}", side.code())).await?;
    match (conflict.field, side) {
        (Some(field), Side::Ours) => {
            let mut force = record.force.clone();
            force.retain(|f| *f != field);
            force.push(field);
            wait(work, Record { force, ..record }).await?;
        }
        (Some(field), Side::Theirs) => {
            let theirs = record.seen.clone().unwrap_or_default();
            let told = told_by(&connection, &theirs, &[field], record.deal, record.partner);
            if told.stage.is_none() && told.close_on.is_none() && told.value_minor.is_none() {
                return Err(RecordRefusal::Unfollowable.into());
            }
            work.record(&told)?;
            let open = !store::conflicts::open_of(work, record.id).await?.is_empty();
            let state = if open { SyncState::Conflict } else { SyncState::Synced };
            if record.state == SyncState::Conflict {
                store::save(work, &Record { state, ..record }).await?;
            }
        }
        // It is made again under the same key, and nothing of the old one counts.
        (None, Side::Ours) => {
            wait(work, Record { remote: None, remote_at: None, base: None, seen: None, seen_at: None, print: None, ..record }).await?;
        }
        // It stays removed.
        (None, Side::Theirs) => {}
    }
    let entry = Entry::new("connection.conflict_settled", "connection", connection.id).partner(Some(conflict.partner));
    let values = json!({ "deal": conflict.deal, "field": name, "ours": conflict.ours, "theirs": conflict.theirs, "chosen": side.code() });
    work.audit(entry.after(values).reason(reason));
    store::conflicts::get(work, id).await
}

/// Uses a connection again, and lets what waited be looked at.
pub(crate) async fn resume(work: &Work, connection: ConnectionId) -> Result<Connection> {
    let resumed = connections::resume(work, connection).await?;
    // What does not fit into one transaction is found by the sweep within minutes.
    for id in store::wake_all(work, connection, 500).await? {
        super::enqueue(work, id, work.now());
    }
    Ok(resumed)
}

/// Removes a connection with all that is kept about it; the other side keeps its records.
pub(crate) async fn remove_connection(work: &Work, connection: ConnectionId) -> Result<()> {
    let connection = connections::get(work, connection).await?;
    store::remove_of(work, connection.id).await?;
    connections::remove(work, connection.id).await
}
