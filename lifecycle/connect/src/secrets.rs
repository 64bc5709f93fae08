//! The secrets of connections, sealed and opened.

use base::{ConnectionId, Fault, Result};
use serde_json::{Value, json};
use web::App;

use crate::connections::model::{Connection, Hook, about, about_hook};
use crate::contract::model::{Secrets, Target};

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

/// Seals the secret of a hook.
pub(crate) fn seal_hook(app: &App, id: ConnectionId, secret: &str) -> Result<String> {
    app.seal()?.seal(app.ids().random::<12>(), &about_hook(id), secret.as_bytes())
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
