//! Hearing a message, and giving a hook its secret.

use base::{ConnectionId, Result};
use web::App;
use work::Work;

use crate::connections::actions as connections;
use crate::connections::model::Connection;
use crate::contract::model::{Change, System};
use crate::records::actions as records;
use crate::secrets;

/// A new secret, and the same sealed.
///
/// HubSpot signs with a secret of its own, which is given; for the others one is made, longer than any id, so that
/// it is left out where addresses are written down.
pub(crate) fn new_secret(app: &App, connection: &Connection, given: &str) -> Result<(String, String)> {
    let secret = match connection.system {
        System::HubSpot if given.is_empty() => secrets::open(app, connection)?.client,
        System::HubSpot => given.to_owned(),
        System::Odoo | System::Salesforce => hex::encode(app.ids().random::<32>()),
    };
    super::rules::check(&secret)?;
    let sealed = secrets::seal_hook(app, connection.id, &secret)?;
    Ok((secret, sealed))
}

/// A proven message: what it names is looked at.
pub(crate) async fn heard(work: &Work, connection: &Connection, changes: &[Change]) -> Result<()> {
    let looked = records::said(work, connection, changes).await?;
    connections::note_heard(work, connection.id, looked).await
}

/// A message that was not proven.
pub(crate) async fn refused(work: &Work, connection: ConnectionId) -> Result<()> {
    connections::note_refused(work, connection).await
}
