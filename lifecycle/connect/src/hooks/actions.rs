//! Hearing a message.

use base::{ConnectionId, Result};
use work::Work;

use crate::connections::actions as connections;
use crate::connections::model::Connection;
use crate::contract::model::Change;
use crate::records::actions as records;

/// A proven message: what it names is looked at.
pub(crate) async fn heard(work: &Work, connection: &Connection, changes: &[Change]) -> Result<()> {
    let looked = records::said(work, connection, changes).await?;
    connections::note_heard(work, connection.id, looked).await
}

/// A message that was not proven.
pub(crate) async fn refused(work: &Work, connection: ConnectionId) -> Result<()> {
    connections::note_refused(work, connection).await
}
