//! Steps out of their turn, steps left out, and how clear a step was.

use access::Permission;
use axum::extract::State;
use base::ActivationStepId;
use http::HeaderMap;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Path, Reply, if_match};

use super::super::actions;
use super::{StepBody, step_answer};

pub(super) fn routes() -> ApiRoutes {
    let review = Gate::May(Permission::ActivationReview);
    ApiRoutes::new().add(review, routes!(admit)).add(review, routes!(skip)).add(Gate::May(Permission::ActivationWork), routes!(rate))
}

/// Why a step is not treated like the others.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StepReason {
    /// The reason; the partner reads it.
    #[schema(min_length = 3, max_length = 1000)]
    reason: String,
}

/// Lets a step be done before those that come first.
#[utoipa::path(post, path = "/api/v1/activation-steps/{id}/exception", tag = "Activation", operation_id = "activation_steps_admit", params(("id" = String, Path, description = "The step's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = StepReason, responses((status = 200, description = "The step, open.", body = StepBody)))]
async fn admit(State(app): State<App>, me: Me, Path(id): Path<ActivationStepId>, headers: HeaderMap, Json(why): Json<StepReason>) -> Reply {
    let (version, reason) = (if_match(&headers)?, why.reason.as_str());
    app.transact(&me.actor, |work| async move { actions::admit(&work, id, reason, version).await }).await?;
    Ok(step_answer(&app.read(&me.actor), &me, id).await?)
}

/// Leaves a step out.
#[utoipa::path(post, path = "/api/v1/activation-steps/{id}/waiver", tag = "Activation", operation_id = "activation_steps_skip", params(("id" = String, Path, description = "The step's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = StepReason, responses((status = 200, description = "The step, left out.", body = StepBody)))]
async fn skip(State(app): State<App>, me: Me, Path(id): Path<ActivationStepId>, headers: HeaderMap, Json(why): Json<StepReason>) -> Reply {
    let (version, reason) = (if_match(&headers)?, why.reason.as_str());
    app.transact(&me.actor, |work| async move { actions::skip(&work, id, reason, version).await }).await?;
    Ok(step_answer(&app.read(&me.actor), &me, id).await?)
}

/// How clear a step was.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StepRating {
    /// From 1, not at all, to 5, quite clear.
    #[schema(minimum = 1, maximum = 5)]
    clear: i64,
    /// What would have helped.
    #[serde(default)]
    #[schema(max_length = 500)]
    note: String,
}

/// Says how clear a step was, once it is over; the partner's people say it, and may think better of it.
#[utoipa::path(put, path = "/api/v1/activation-steps/{id}/rating", tag = "Activation", operation_id = "activation_steps_rate", params(("id" = String, Path, description = "The step's id.")), request_body = StepRating, responses((status = 200, description = "The step.", body = StepBody)))]
async fn rate(State(app): State<App>, me: Me, Path(id): Path<ActivationStepId>, Json(said): Json<StepRating>) -> Reply {
    let (clear, note) = (said.clear, said.note.as_str());
    app.transact(&me.actor, |work| async move { actions::rate(&work, id, clear, note).await }).await?;
    Ok(step_answer(&app.read(&me.actor), &me, id).await?)
}
