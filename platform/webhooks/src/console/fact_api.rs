//! Facts that a listener failed at, over the API.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base::{EventId, Instant};
use http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Failed, Gate, Me, Path};
use work::Permission;

pub(super) fn routes() -> ApiRoutes {
    ApiRoutes::new().add(Gate::May(Permission::JobRead), routes!(list)).add(Gate::May(Permission::JobManage), routes!(retry))
}

/// A fact that was set aside, so that those behind it could go on.
#[derive(Debug, Serialize, ToSchema)]
struct FactAside {
    /// Which listener failed at it.
    listener: String,
    /// The fact.
    #[schema(value_type = String, example = "evt_01kw5x4e8fe7gv3d5q0qk2zj9n")]
    event: EventId,
    /// What went wrong.
    error: String,
    /// Since when it is set aside.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
}

/// What was set aside.
#[derive(Debug, Serialize, ToSchema)]
struct FactsAside {
    /// The facts, oldest first; 200 at most.
    data: Vec<FactAside>,
}

/// Lists the facts that were set aside for a listener, oldest first.
#[utoipa::path(get, path = "/api/v1/facts-aside", tag = "Operation", summary = "List facts set aside",
    responses((status = 200, description = "The facts.", body = FactsAside)))]
async fn list(State(app): State<App>) -> Result<Response, Failed> {
    let found = outbox::dead(app.db().reader()).await?;
    let data = found.into_iter().map(|d| FactAside { listener: d.consumer, event: d.event, error: d.error, at: d.at });
    Ok(axum::Json(FactsAside { data: data.collect() }).into_response())
}

/// Lets a listener do a fact again that was set aside for it.
#[utoipa::path(post, path = "/api/v1/facts-aside/{listener}/{event}/attempts", tag = "Operation", summary = "Retry a fact",
    params(("listener" = String, Path, description = "The listener's name."), ("event" = String, Path, description = "The fact.")),
    responses((status = 204, description = "It is done, and no longer aside.")))]
async fn retry(State(app): State<App>, me: Me, Path((listener, event)): Path<(String, EventId)>) -> Result<StatusCode, Failed> {
    super::retry_fact(&app, &me.actor, &listener, event).await?;
    Ok(StatusCode::NO_CONTENT)
}
