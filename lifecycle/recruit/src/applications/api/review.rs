//! Taking an application up, and asking the applicant.

use access::Permission;
use axum::extract::State;
use base::ApplicationId;
use http::HeaderMap;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Path, Reply, if_match};

use super::super::actions;
use super::{ApplicationBody, answer};

pub(super) fn routes() -> ApiRoutes {
    let decide = Gate::May(Permission::ApplicationDecide);
    ApiRoutes::new().add(decide, routes!(review)).add(decide, routes!(ask))
}

/// Takes an application that came in into review; the applicant sees that somebody looks at it.
#[utoipa::path(post, path = "/api/v1/applications/{id}/review", tag = "Applications", operation_id = "applications_review", params(("id" = String, Path, description = "The application's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), responses((status = 200, description = "The application, in review.", body = ApplicationBody)))]
async fn review(State(app): State<App>, me: Me, Path(id): Path<ApplicationId>, headers: HeaderMap) -> Reply {
    let version = if_match(&headers)?;
    Ok(answer(app.transact(&me.actor, |work| async move { actions::review(&work, id, version).await }).await?))
}

/// A question to the applicant.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct InfoRequest {
    /// What is asked.
    #[schema(min_length = 5, max_length = 2000)]
    question: String,
}

/// Asks the applicant something; the answer brings the application back into review.
#[utoipa::path(post, path = "/api/v1/applications/{id}/info-request", tag = "Applications", operation_id = "applications_ask", params(("id" = String, Path, description = "The application's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = InfoRequest, responses((status = 200, description = "The application, waiting for the applicant.", body = ApplicationBody)))]
async fn ask(State(app): State<App>, me: Me, Path(id): Path<ApplicationId>, headers: HeaderMap, Json(new): Json<InfoRequest>) -> Reply {
    let (version, question) = (if_match(&headers)?, new.question.as_str());
    Ok(answer(app.transact(&me.actor, |work| async move { actions::ask(&work, id, version, question).await }).await?))
}
