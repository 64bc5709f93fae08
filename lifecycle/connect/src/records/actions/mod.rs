//! What is done with records: hearing of deals, speaking with the other side, and what people decide.

mod decide;
mod hear;
mod note;

pub(crate) use decide::{choose, conflict, conflicts, history, list, open_count, read, rehearse, remove_connection, replay, resume, tally};
pub(crate) use hear::{heard, imaged, overdue, prune, record_of, refused, said, wants_images};
pub(crate) use note::{claim, note};

use base::{Result, SyncId};
use serde_json::json;
use work::Work;

use super::model::{Conflict, Record};
use super::store;
use crate::contract::model::Field;

/// The job that brings one record up to date.
pub(crate) const SYNC: &str = "connect.sync";

/// Lets a worker look at a record, now or later.
fn enqueue(work: &Work, id: SyncId, at: base::Instant) {
    work.enqueue_at(SYNC, json!({ "record": id }), at, None);
}

/// Asks a person, once for each field.
async fn ask(work: &Work, record: &Record, field: Option<Field>, ours: &str, theirs: &str, code: &str) -> Result<bool> {
    if store::conflicts::open_of(work, record.id).await?.iter().any(|c| c.field == field) {
        return Ok(false);
    }
    let conflict = Conflict {
        id: work.new_id(),
        record: record.id,
        connection: record.connection,
        deal: record.deal,
        partner: record.partner,
        field,
        ours: ours.to_owned(),
        theirs: theirs.to_owned(),
        code: code.to_owned(),
        at: work.now(),
        settled: None,
    };
    store::conflicts::add(work, &conflict).await?;
    Ok(true)
}
