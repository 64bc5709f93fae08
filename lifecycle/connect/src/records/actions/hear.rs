//! What is heard: from facts about deals, and from the other side.

use std::collections::BTreeMap;

use base::{Instant, Result, SyncId};
use chrono::TimeDelta;
use facts::sell::{DealChangeRefused, DealImaged};
use work::Work;

use super::super::model::{Mirror, Record, StepKind, SyncState};
use super::super::{rules, store};
use super::{ask, enqueue};
use crate::connections::actions as connections;
use crate::connections::model::{Connection, ConnectionState};
use crate::contract::ChangePage;
use crate::contract::model::{Change, Field};

/// How long after it was said that something changed one looks.
const SETTLED: TimeDelta = TimeDelta::seconds(2);

/// Whether anybody wants to know how deals stand.
pub(crate) async fn wants_images(work: &Work) -> Result<bool> {
    Ok(!connections::all(work).await?.is_empty())
}

/// A deal stands as told: each connection is brought up to date.
pub(crate) async fn imaged(work: &Work, told: &DealImaged) -> Result<()> {
    let mirror = Mirror { deal: told.deal, partner: told.partner, image: told.image.clone() };
    store::mirrors::put(work, &mirror).await?;
    for connection in connections::all(work).await? {
        match store::find_of(work, connection.id, told.deal).await? {
            Some(known) => {
                let record = store::hold(work, known.id).await?;
                if told.image.version <= record.wanted || record.state == SyncState::Gone {
                    continue;
                }
                wait(work, Record { wanted: told.image.version, ..record }).await?;
            }
            None if rules::begins(&told.image.state) => {
                let now = work.now();
                let record = Record {
                    id: work.new_id(),
                    connection: connection.id,
                    deal: told.deal,
                    partner: told.partner,
                    state: SyncState::Waiting,
                    remote: None,
                    remote_at: None,
                    base: None,
                    seen: None,
                    seen_at: None,
                    print: None,
                    force: Vec::new(),
                    wanted: told.image.version,
                    written: 0,
                    attempts: 0,
                    next_at: Some(now),
                    lease_until: None,
                    error: None,
                    synced_at: None,
                    created_at: now,
                    changed_at: now,
                };
                store::add(work, &record).await?;
                enqueue(work, record.id, now);
            }
            None => {}
        }
    }
    Ok(())
}

/// Lets a record wait for a worker, from the beginning of its patience.
pub(super) async fn wait(work: &Work, record: Record) -> Result<()> {
    wait_until(work, record, work.now()).await
}

async fn wait_until(work: &Work, record: Record, at: Instant) -> Result<()> {
    let id = record.id;
    store::save(work, &Record { state: SyncState::Waiting, attempts: 0, next_at: Some(at), error: None, ..record }).await?;
    enqueue(work, id, at);
    Ok(())
}

/// Whether a change of this moment was there already when the record was compared last.
fn is_known(at: Option<Instant>, seen: Option<Instant>, compared: Option<Instant>) -> bool {
    match (at, seen) {
        // Clocks of the other side may know only seconds: what was compared within that second is looked at again.
        (Some(at), Some(seen)) => at < seen || (at == seen && compared.is_some_and(|c| c > at + TimeDelta::seconds(1))),
        _ => false,
    }
}

/// Somebody says that records changed on the other side: those that are ours are looked at in a moment.
///
/// What is said is not believed, only looked at, so it may be said twice, late, in another order, or wrongly. Tells
/// how many records are looked at because of it.
pub(crate) async fn said(work: &Work, connection: &Connection, changes: &[Change]) -> Result<i64> {
    // One of each, always in the same order, so that two messages at once do not wait for each other.
    let mut latest: BTreeMap<&str, Option<Instant>> = BTreeMap::new();
    for change in changes {
        let at = latest.entry(change.id.as_str()).or_insert(change.at);
        *at = at.zip(change.at).map(|(a, b)| a.max(b));
    }
    let mut looked = 0;
    for (id, at) in latest {
        let Some(found) = store::by_remote(work, connection.id, id).await? else { continue };
        let record = store::hold(work, found.id).await?;
        let known = is_known(at, record.seen_at, record.synced_at);
        if !known && matches!(record.state, SyncState::Synced | SyncState::Conflict) {
            // Some say it before they have committed it.
            wait_until(work, record, work.after(SETTLED)).await?;
            looked += 1;
        }
    }
    Ok(looked)
}

/// Records changed on the other side: those that are ours are looked at; the cursor moves on with them.
pub(crate) async fn heard(work: &Work, connection: &Connection, page: &ChangePage, from: Option<&str>) -> Result<()> {
    for change in &page.changes {
        look_at(work, connection, change).await?;
    }
    connections::move_cursor(work, connection.id, from, &page.cursor).await?;
    connections::note_good(work, connection.id).await
}

/// Looks at one record that is said to have changed; told twice, late or in another order, it is the same.
pub(crate) async fn look_at(work: &Work, connection: &Connection, change: &Change) -> Result<()> {
    let mut found = store::by_remote(work, connection.id, &change.id).await?;
    if found.is_none()
        && let Some(deal) = change.key.as_ref().and_then(|k| k.parse().ok())
    {
        // A copy that somebody made there carries the deal's id too, and is not the record.
        found = store::find_of(work, connection.id, deal).await?.filter(|r| r.remote.is_none());
    }
    let Some(found) = found else { return Ok(()) };
    let record = store::hold(work, found.id).await?;
    let known = is_known(change.at, record.remote_at, record.synced_at);
    if known || !matches!(record.state, SyncState::Synced | SyncState::Conflict) {
        return Ok(());
    }
    wait(work, record).await
}

/// What the other side changed was not followed here: a person decides.
pub(crate) async fn refused(work: &Work, told: &DealChangeRefused) -> Result<()> {
    let Some(field) = Field::from_code(&told.field) else { return Ok(()) };
    let Some(found) = store::find_of(work, told.connection, told.deal).await? else { return Ok(()) };
    let record = store::hold(work, found.id).await?;
    let Some(mirror) = store::mirrors::find(work, told.deal).await? else { return Ok(()) };
    let Some(connection) = connections::find(work, told.connection).await? else { return Ok(()) };
    let ours = rules::ours(&rules::opportunity(mirror.deal, &mirror.image, &connection.settings, ""));
    let theirs = record.seen.as_ref().and_then(|s| s.of(field)).unwrap_or_default().to_owned();
    if ask(work, &record, Some(field), ours.of(field).unwrap_or_default(), &theirs, &told.code).await? {
        store::steps::add(work, &record, StepKind::Asked, field.code()).await?;
    }
    if record.state == SyncState::Synced {
        store::save(work, &Record { state: SyncState::Conflict, ..record }).await?;
    }
    Ok(())
}

/// Lets those be looked at that wait although their time is over, as when a worker was killed for good.
pub(crate) async fn overdue(work: &Work) -> Result<()> {
    let active: Vec<_> = connections::all(work).await?.into_iter().filter(|c| c.state == ConnectionState::Active).map(|c| c.id).collect();
    for id in store::overdue(work, work.after(-TimeDelta::minutes(5)), 200).await? {
        let record = store::hold(work, id).await?;
        if active.contains(&record.connection) {
            store::save(work, &Record { next_at: Some(work.now()), ..record }).await?;
            enqueue(work, id, work.now());
        }
    }
    Ok(())
}

/// Forgets what was done with records before a moment.
pub(crate) async fn prune(work: &Work, before: Instant) -> Result<()> {
    store::steps::prune(work, before).await
}

/// The id of a record in a job.
pub(crate) fn record_of(payload: &serde_json::Value) -> Option<SyncId> {
    payload.get("record").and_then(serde_json::Value::as_str).and_then(|t| t.parse().ok())
}
