//! Taking a record to work on it, and noting what came of that.

use base::{Result, SyncId};
use chrono::{NaiveDate, TimeDelta};
use facts::connect::CrmDealChanged;
use work::Work;

use super::super::model::{Claim, Conflict, Done, Outcome, Record, Settled, StepKind, SyncState};
use super::super::{rules, store};
use super::{ask, enqueue};
use crate::connections::actions as connections;
use crate::connections::model::{Connection, ConnectionState};
use crate::contract::model::{Field, Trouble, Values};

/// How long a worker has a record; longer than all its calls take together.
const LEASE: TimeDelta = TimeDelta::seconds(110);

/// Takes a record to work on it; none when there is nothing to do now, or somebody else does it.
pub(crate) async fn claim(work: &Work, id: SyncId) -> Result<Option<Claim>> {
    let Some(record) = store::find(work, id).await?.filter(|r| r.state == SyncState::Waiting) else { return Ok(None) };
    let Some(connection) = connections::find(work, record.connection).await? else { return Ok(None) };
    let now = work.now();
    if connection.state != ConnectionState::Active {
        return Ok(None);
    }
    let later = [connection.pulse.limited_until, record.lease_until, record.next_at].into_iter().flatten().max().filter(|at| *at > now);
    if let Some(later) = later {
        enqueue(work, id, later);
        return Ok(None);
    }
    let by = base::Instant::timestamp_micros(&now).to_string() + &hex::encode(work.random::<8>());
    if !store::lease(work, id, &by, now + LEASE).await? {
        return Ok(None);
    }
    let Some(mirror) = store::mirrors::find(work, record.deal).await? else { return Ok(None) };
    let open = store::conflicts::open_of(work, id).await?.iter().filter_map(|c| c.field).collect();
    // Read again, because it is ours only now.
    let record = store::get(work, id).await?;
    Ok(Some(Claim { record, mirror, connection, open, by }))
}

/// Notes what came of speaking with the other side; nothing when somebody else has taken over.
pub(crate) async fn note(work: &Work, claim: &Claim, outcome: &Outcome) -> Result<()> {
    if !store::release(work, claim.record.id, &claim.by).await? {
        return Ok(());
    }
    let record = store::get(work, claim.record.id).await?;
    match outcome {
        Outcome::Done(done) => {
            connections::note_good(work, claim.connection.id).await?;
            note_done(work, claim, record, done).await
        }
        Outcome::Gone => {
            connections::note_good(work, claim.connection.id).await?;
            store::steps::add(work, &record, StepKind::Gone, record.remote.as_deref().unwrap_or_default()).await?;
            ask(work, &record, None, &claim.mirror.image.company, "", "gone").await?;
            store::save(work, &Record { state: SyncState::Gone, next_at: None, ..record }).await
        }
        Outcome::Trouble(trouble) => note_trouble(work, claim, record, trouble).await,
    }
}

fn names(fields: &[Field]) -> String {
    fields.iter().map(|f| f.code()).collect::<Vec<_>>().join(", ")
}

async fn note_done(work: &Work, claim: &Claim, record: Record, done: &Done) -> Result<()> {
    let merge = &done.merge;
    let mut base = record.base.clone().unwrap_or_default();
    for field in merge.agreed.iter().chain(&merge.push).copied() {
        base.set(field, done.ours.of(field).map(str::to_owned));
    }
    let mut steps = Vec::new();
    if done.made {
        steps.push((StepKind::Made, done.remote.id.clone()));
    } else if !done.wrote.fields.is_empty() || done.wrote.text {
        steps.push((StepKind::Wrote, names(&done.wrote.fields)));
    }
    if !merge.pull.is_empty() {
        steps.push((StepKind::Followed, names(&merge.pull)));
        follow(work, claim, &done.theirs, &merge.pull)?;
    }
    for (field, code) in &merge.ask {
        let of = |v: &Values| v.of(*field).unwrap_or_default().to_owned();
        if ask(work, &record, Some(*field), &of(&done.ours), &of(&done.theirs), code).await? {
            steps.push((StepKind::Asked, field.code().to_owned()));
        }
    }
    let open = still_open(work, &record, &merge.agreed).await?;
    if steps.is_empty() && record.state != SyncState::Synced {
        steps.push((StepKind::Agreed, String::new()));
    }
    for (kind, detail) in &steps {
        store::steps::add(work, &record, *kind, detail).await?;
    }
    let newer = record.wanted > claim.mirror.image.version;
    let state = match (newer, open) {
        (true, _) => SyncState::Waiting,
        (false, true) => SyncState::Conflict,
        (false, false) => SyncState::Synced,
    };
    let id = record.id;
    let after = Record {
        state,
        remote: Some(done.remote.id.clone()),
        remote_at: done.remote.at.or(record.remote_at),
        base: Some(base),
        seen: Some(done.theirs.clone()),
        seen_at: done.theirs_at,
        print: Some(done.print.clone()),
        force: record.force.iter().copied().filter(|f| !merge.push.contains(f) && !merge.agreed.contains(f)).collect(),
        written: claim.mirror.image.version,
        attempts: 0,
        next_at: newer.then(|| work.now()),
        error: None,
        synced_at: Some(work.now()),
        ..record
    };
    store::save(work, &after).await?;
    if newer {
        enqueue(work, id, work.now());
    }
    Ok(())
}

/// Hands on what the other side changed; whether it can be followed is for those to say whose it is.
pub(super) fn follow(work: &Work, claim: &Claim, theirs: &Values, fields: &[Field]) -> Result<()> {
    let told = told_by(&claim.connection, theirs, fields, claim.record.deal, claim.record.partner);
    work.record(&told)
}

/// What the other side changed, as a fact.
pub(super) fn told_by(
    connection: &Connection,
    theirs: &Values,
    fields: &[Field],
    deal: base::DealId,
    partner: base::PartnerId,
) -> CrmDealChanged {
    let settings = &connection.settings;
    let of = |field: Field| theirs.of(field).filter(|_| fields.contains(&field)).and_then(|v| rules::told(field, v, settings));
    let value_minor = of(Field::Value).and_then(|m| m.parse::<i64>().ok());
    CrmDealChanged {
        deal,
        partner,
        connection: connection.id,
        system: connection.name.clone(),
        stage: of(Field::Stage),
        close_on: of(Field::CloseOn).and_then(|d| d.parse::<NaiveDate>().ok()),
        currency: value_minor.map(|_| settings.currency.code().to_owned()),
        value_minor,
    }
}

/// Ends the conflicts about fields that agree by now; tells whether any is left.
async fn still_open(work: &Work, record: &Record, agreed: &[Field]) -> Result<bool> {
    let open: Vec<Conflict> = store::conflicts::open_of(work, record.id).await?;
    let mut left = false;
    for conflict in open {
        // The record as a whole is there again, or the field is equal on both sides.
        if conflict.field.is_none_or(|f| agreed.contains(&f)) {
            let itself = Settled { side: None, reason: String::new(), by: None, by_name: String::new(), at: work.now() };
            store::conflicts::settle(work, conflict.id, &itself).await?;
        } else {
            left = true;
        }
    }
    Ok(left)
}

async fn note_trouble(work: &Work, claim: &Claim, record: Record, trouble: &Trouble) -> Result<()> {
    let error = trouble.to_string();
    let rest = connections::note_bad(work, &claim.connection, trouble).await?;
    let id = record.id;
    let [random] = work.random::<1>();
    let (kind, state, attempts, next_at) = match trouble {
        // It costs no patience: the other side said when.
        Trouble::RateLimited(_) => (StepKind::Limited, SyncState::Waiting, record.attempts, rest),
        Trouble::Refused { .. } => (StepKind::Refused, SyncState::Refused, record.attempts, None),
        Trouble::Denied(_) | Trouble::Unavailable(_) => {
            let attempts = record.attempts + 1;
            match rules::wait(attempts, random) {
                Some(wait) => (StepKind::Unanswered, SyncState::Waiting, attempts, Some(work.after(wait).max(rest.unwrap_or(work.now())))),
                None => (StepKind::Unanswered, SyncState::Failed, attempts, None),
            }
        }
    };
    // What changed meanwhile may be just what was refused.
    let state = if state == SyncState::Refused && record.wanted > claim.mirror.image.version { SyncState::Waiting } else { state };
    let next_at = if state == SyncState::Waiting { next_at.or(Some(work.now())) } else { None };
    store::steps::add(work, &record, kind, &error).await?;
    store::save(work, &Record { state, attempts, next_at, error: Some(error), ..record }).await?;
    if let Some(at) = next_at {
        enqueue(work, id, at);
    }
    Ok(())
}
