//! The addresses at which connections hear: opening and closing them, and noting what came in.

use base::{ConnectionId, Error, Result};
use chrono::TimeDelta;
use serde_json::json;
use work::{Entry, Work};

use super::super::model::{Connection, Hook};
use super::super::store;
use super::get;

/// How often refused messages are put on record; in between they are counted.
const TOLD: TimeDelta = TimeDelta::hours(1);

/// The hook of a connection, if it is open.
pub(crate) async fn hook(work: &Work, id: ConnectionId) -> Result<(Connection, Option<Hook>)> {
    let connection = get(work, id).await?;
    let hook = store::hooks::find(work, id).await?;
    Ok((connection, hook))
}

/// The hook of a connection, for the machine.
pub(crate) async fn find_hook(work: &Work, id: ConnectionId) -> Result<Option<Hook>> {
    store::hooks::find(work, id).await
}

/// Opens the hook of a connection, or gives it a new secret; the one before ends at once.
pub(crate) async fn open_hook(work: &Work, id: ConnectionId, sealed: &str) -> Result<Hook> {
    let (connection, before) = hook(work, id).await?;
    let renewed = before.is_some();
    let (secret, made_by, made_at) = (sealed.to_owned(), work.actor().name.clone(), work.now());
    let opened = match before {
        Some(before) => Hook { secret, made_by, made_at, ..before },
        None => {
            let connection = connection.id;
            Hook { connection, secret, made_by, made_at, heard: 0, looked: 0, refused: 0, heard_at: None, refused_at: None }
        }
    };
    store::hooks::put(work, &opened).await?;
    work.audit(Entry::new("connection.hook_opened", "connection", id).after(json!({ "renewed": renewed })));
    Ok(opened)
}

/// Closes the hook of a connection; changes are looked for, as before.
pub(crate) async fn close_hook(work: &Work, id: ConnectionId) -> Result<()> {
    get(work, id).await?;
    if !store::hooks::remove(work, id).await? {
        return Err(Error::missing());
    }
    work.audit(Entry::new("connection.hook_closed", "connection", id));
    Ok(())
}

/// Notes a message that was believed.
pub(crate) async fn note_heard(work: &Work, id: ConnectionId, looked: i64) -> Result<()> {
    store::hooks::note_heard(work, id, looked).await
}

/// Notes a message that was refused; on record it stands at most once an hour, with how many there were.
pub(crate) async fn note_refused(work: &Work, id: ConnectionId) -> Result<()> {
    store::hooks::note_refused(work, id).await?;
    if store::hooks::note_told(work, id, work.after(-TOLD)).await? {
        let refused = store::hooks::find(work, id).await?.map_or(0, |h| h.refused);
        work.audit(Entry::new("connection.hook_refused", "connection", id).after(json!({ "refused": refused })));
    }
    Ok(())
}
