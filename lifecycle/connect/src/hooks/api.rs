//! Hooks over the API.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use base::{ConnectionId, Error, Instant};
use http::StatusCode;
use http::header::CACHE_CONTROL;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Failed, Gate, Json, Me, Path};
use work::Permission;

use super::pages::{address, whole_address};
use crate::connections::actions as connections;
use crate::connections::model::Hook;
use crate::secrets;

pub(crate) fn routes() -> ApiRoutes {
    let gate = Gate::May(Permission::ConnectionManage);
    ApiRoutes::new().add(gate, routes!(get)).add(gate, routes!(open)).add(gate, routes!(close))
}

/// The address at which a connection hears that something changed on the other side.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConnectionHook {
    /// The address; for Odoo and Salesforce it is used with the secret behind it.
    address: String,
    /// Since when it has its secret.
    #[schema(value_type = String, format = DateTime)]
    made_at: Instant,
    /// Who gave it its secret.
    made_by: String,
    /// How many messages were believed.
    heard: i64,
    /// How many records were looked at because of them.
    looked: i64,
    /// How many messages were refused.
    refused: i64,
    /// When a message was last believed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    heard_at: Option<Instant>,
    /// When a message was last refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    refused_at: Option<Instant>,
}

impl ConnectionHook {
    fn of(app: &App, h: Hook) -> Self {
        Self {
            address: address(app, h.connection),
            made_at: h.made_at,
            made_by: h.made_by,
            heard: h.heard,
            looked: h.looked,
            refused: h.refused,
            heard_at: h.heard_at,
            refused_at: h.refused_at,
        }
    }
}

/// Reads the hook of a connection, without its secret.
#[utoipa::path(get, path = "/api/v1/connections/{id}/hook", tag = "Connections", operation_id = "connection_hook_get", summary = "Read a hook",
    params(("id" = String, Path, description = "The connection.")), responses((status = 200, description = "The hook.", body = ConnectionHook)))]
async fn get(State(app): State<App>, me: Me, Path(id): Path<ConnectionId>) -> Result<Response, Failed> {
    let (_, hook) = connections::hook(&app.read(&me.actor), id).await?;
    Ok(axum::Json(ConnectionHook::of(&app, hook.ok_or_else(Error::missing)?)).into_response())
}

/// How a hook is opened.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct HookRequest {
    /// HubSpot: the client secret of the application that signs; left out, that of the connection. Made for the others.
    #[serde(default)]
    #[schema(value_type = Option<String>, pattern = "^[!-~]{16,200}$")]
    secret: Option<String>,
}

/// A hook as it was just opened.
#[derive(Debug, Serialize, ToSchema)]
struct OpenedHook {
    /// The whole address to enter on the other side, with its secret, which is not shown again.
    url: String,
    /// The hook.
    hook: ConnectionHook,
}

/// Opens the hook of a connection, or gives it a new secret. The one before ends at once.
#[utoipa::path(put, path = "/api/v1/connections/{id}/hook", tag = "Connections", operation_id = "connection_hook_open", summary = "Open a hook",
    request_body = HookRequest,
    params(("id" = String, Path, description = "The connection.")), responses((status = 200, description = "The hook with its address.", body = OpenedHook)))]
async fn open(State(app): State<App>, me: Me, Path(id): Path<ConnectionId>, Json(body): Json<HookRequest>) -> Result<Response, Failed> {
    let connection = connections::get(&app.read(&me.actor), id).await?;
    let (secret, sealed) = secrets::new_hook_secret(&app, &connection, body.secret.as_deref().unwrap_or_default())?;
    let sealed = sealed.as_str();
    let hook = app.transact(&me.actor, |work| async move { connections::open_hook(&work, id, sealed).await }).await?;
    let opened = OpenedHook { url: whole_address(&app, &connection, &secret), hook: ConnectionHook::of(&app, hook) };
    Ok(([(CACHE_CONTROL, "no-store")], axum::Json(opened)).into_response())
}

/// Closes the hook of a connection; changes are looked for, as before.
#[utoipa::path(delete, path = "/api/v1/connections/{id}/hook", tag = "Connections", operation_id = "connection_hook_close", summary = "Close a hook",
    params(("id" = String, Path, description = "The connection.")), responses((status = 204, description = "It is closed.")))]
async fn close(State(app): State<App>, me: Me, Path(id): Path<ConnectionId>) -> Result<StatusCode, Failed> {
    app.transact(&me.actor, |work| async move { connections::close_hook(&work, id).await }).await?;
    Ok(StatusCode::NO_CONTENT)
}
