//! The secrets of connections, sealed and opened.

use base::{ConnectionId, Fault, Result};
use serde_json::{Value, json};
use web::App;

use crate::connections::model::{Connection, Hook, about, about_hook};
use crate::contract::model::{Secrets, System, Target};
use crate::hooks::rules::check;

/// Seals secrets for a connection.
pub(crate) fn seal(app: &App, id: ConnectionId, secrets: &Secrets) -> Result<String> {
    let text = json!({ "token": secrets.token, "client": secrets.client }).to_string();
    app.seal()?.seal(app.ids().random::<12>(), &about(id), text.as_bytes())
}

/// Opens the secrets of a connection.
pub(crate) fn open(app: &App, connection: &Connection) -> Result<Secrets> {
    let bytes = app.seal()?.open_sealed(&about(connection.id), &connection.secret)?;
    let json: Value = serde_json::from_slice(&bytes).map_err(|e| Fault::new("opening the secrets of a connection", e))?;
    let of = |name: &str| json.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    Ok(Secrets { token: of("token"), client: of("client") })
}

/// A new secret for the hook of a connection, and the same sealed.
///
/// HubSpot signs with a secret of its own, which is given; for the others one is made, longer than any id, so that
/// it is left out where addresses are written down.
pub(crate) fn new_hook_secret(app: &App, connection: &Connection, given: &str) -> Result<(String, String)> {
    let secret = match connection.system {
        System::HubSpot if given.is_empty() => open(app, connection)?.client,
        System::HubSpot => given.to_owned(),
        System::Odoo | System::Salesforce => hex::encode(app.ids().random::<32>()),
    };
    check(&secret)?;
    let sealed = app.seal()?.seal(app.ids().random::<12>(), &about_hook(connection.id), secret.as_bytes())?;
    Ok((secret, sealed))
}

/// Opens the secret of a hook.
pub(crate) fn open_hook(app: &App, hook: &Hook) -> Result<Vec<u8>> {
    app.seal()?.open_sealed(&about_hook(hook.connection), &hook.secret)
}

/// Where the driver of a connection goes.
pub(crate) fn target(app: &App, connection: &Connection) -> Result<Target> {
    Ok(Target {
        system: connection.system,
        url: connection.url.clone(),
        settings: connection.settings.clone(),
        secrets: open(app, connection)?,
        allowed: app.settings().webhook_allowed_hosts.clone(),
        now: app.now(),
    })
}
