//! The API of what partners can take.

use access::Permission;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use base::{FieldError, Invalid, PartnerId};
use http::HeaderMap;
use http::header::ETAG;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Path, Reply, etag, if_match};

use crate::leads::actions;
use crate::leads::model::Profile;

pub(super) fn routes() -> ApiRoutes {
    ApiRoutes::new().add(Gate::May(Permission::LeadRead), routes!(profile)).add(Gate::May(Permission::LeadManage), routes!(set_profile))
}

/// What a partner can take.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LeadProfile {
    /// Places: `DE`, `DE-BY`, `DE:80-85`, or `*`; empty is the partner's own country.
    #[serde(default)]
    #[schema(max_items = 200)]
    territories: Vec<String>,
    /// Languages, ISO 639-1; empty is the partner's own.
    #[serde(default)]
    #[schema(max_items = 200)]
    languages: Vec<String>,
    /// Industries; empty is any.
    #[serde(default)]
    #[schema(max_items = 200)]
    industries: Vec<String>,
    /// Keys of products; empty is any.
    #[serde(default)]
    #[schema(max_items = 200)]
    products: Vec<String>,
    /// How many open leads it can have; what the rules say when absent.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 10_000)]
    capacity: Option<i64>,
    /// Its share when leads go round.
    #[schema(minimum = 1, maximum = 100)]
    weight: i64,
    /// Takes no leads for now.
    #[serde(default)]
    paused: bool,
}

fn profile_answer(p: Profile) -> Response {
    let tag = etag(p.version);
    let body = LeadProfile {
        territories: p.territories,
        languages: p.languages,
        industries: p.industries,
        products: p.products,
        capacity: p.capacity,
        weight: p.weight,
        paused: p.paused,
    };
    ([(ETAG, tag)], axum::response::Json(body)).into_response()
}

/// What a partner can take.
#[utoipa::path(get, path = "/api/v1/partners/{id}/lead-profile", tag = "Leads", operation_id = "lead_profile_get", params(("id" = String, Path, description = "The partner's id.")), responses((status = 200, description = "Its profile.", body = LeadProfile)))]
async fn profile(State(app): State<App>, me: Me, Path(id): Path<PartnerId>) -> Reply {
    Ok(profile_answer(actions::profile(&app.read(&me.actor), id).await?))
}

/// Sets what a partner can take.
#[utoipa::path(put, path = "/api/v1/partners/{id}/lead-profile", tag = "Leads", operation_id = "lead_profile_set", params(("id" = String, Path, description = "The partner's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = LeadProfile, responses((status = 200, description = "Its profile.", body = LeadProfile)))]
async fn set_profile(
    State(app): State<App>,
    me: Me,
    Path(id): Path<PartnerId>,
    headers: HeaderMap,
    Json(body): Json<LeadProfile>,
) -> Reply {
    let version = if_match(&headers)?;
    let mut invalid = Invalid::new();
    if body.territories.iter().chain(&body.languages).chain(&body.industries).any(|t| t.contains(['\n', ','])) {
        invalid.push(FieldError::new("territories", "plain_text"));
    }
    let profile = Profile {
        partner: id,
        territories: body.territories,
        languages: body.languages,
        industries: body.industries,
        products: body.products,
        capacity: body.capacity,
        weight: body.weight,
        paused: body.paused,
        version: 0,
    };
    let (profile, invalid) = (&profile, &invalid);
    let done =
        app.transact(&me.actor, |work| async move { actions::set_profile(&work, version, profile.clone(), invalid.clone()).await }).await?;
    Ok(profile_answer(done))
}
