//! The API of the coverage plan.

mod approve;
mod bodies;

use access::Permission;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base::{AccountId, Error, Invalid, Page, PageRequest};
use http::header::ETAG;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use web::{ApiPage, ApiRoutes, App, Gate, Json, Me, PageQuery, Path, Query, Reply, etag, if_match};

use super::actions;
use super::model::{Name, Plan};
use bodies::{CoverageBody, NameBody, NameShown, PlanBody, PlanFields, WhatIfBody, answered, counted, name_shown, plan_body};

pub(crate) fn routes() -> ApiRoutes {
    let (read, manage) = (Gate::May(Permission::CoverageRead), Gate::May(Permission::CoverageManage));
    ApiRoutes::new()
        .add(read, routes!(in_force))
        .add(read, routes!(version))
        .add(read, routes!(names))
        .add(manage, routes!(draft, replace, discard))
        .add(manage, routes!(publish))
        .add(manage, routes!(what_if, ask_what_if))
        .add(manage, routes!(name, unname))
        .add(Gate::May(Permission::AccountRead), routes!(of_account))
        .merge(approve::routes())
}

fn shown(plan: Plan) -> Response {
    let tag = etag(plan.revision);
    ([(ETAG, tag)], axum::response::Json(plan_body(plan))).into_response()
}

/// The coverage plan in force.
///
/// Without one every account is open to whoever comes first, and the answer is 404.
#[utoipa::path(get, path = "/api/v1/coverage-plan", tag = "Coverage", operation_id = "coverage_plan_get", responses((status = 200, description = "The plan in force.", body = PlanBody)))]
async fn in_force(State(app): State<App>, me: Me) -> Reply {
    Ok(shown(actions::in_force(&app.read(&me.actor)).await?.ok_or_else(Error::missing)?))
}

/// One version of the coverage plan, the draft among them.
#[utoipa::path(get, path = "/api/v1/coverage-plan/versions/{version}", tag = "Coverage", operation_id = "coverage_plan_version", params(("version" = i64, Path, description = "Which version.")), responses((status = 200, description = "The plan of that version.", body = PlanBody)))]
async fn version(State(app): State<App>, me: Me, Path(version): Path<i64>) -> Reply {
    Ok(shown(actions::get(&app.read(&me.actor), version).await?))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct NamesQuery {
    /// Of this version; of the one in force when absent.
    #[serde(default, deserialize_with = "web::given")]
    #[param(minimum = 1)]
    version: Option<i64>,
}

/// The accounts that a version of the coverage plan names.
#[utoipa::path(get, path = "/api/v1/coverage-plan/names", tag = "Coverage", operation_id = "coverage_names_list", params(NamesQuery, PageQuery), responses((status = 200, description = "A page of named accounts, by id.", body = ApiPage<NameShown>)))]
async fn names(State(app): State<App>, me: Me, Query(query): Query<NamesQuery>, Query(page): Query<PageQuery>) -> Reply {
    let work = app.read(&me.actor);
    let version = match query.version {
        Some(version) => actions::get(&work, version).await?.version,
        None => actions::in_force(&work).await?.map_or(0, |p| p.version),
    };
    let request: PageRequest = page.request()?;
    let (found, _): (Page<Name>, u64) = actions::names(&work, version, &request).await?;
    Ok(axum::response::Json(ApiPage::of(found, name_shown)).into_response())
}

/// The draft of the coverage plan.
#[utoipa::path(get, path = "/api/v1/coverage-plan/draft", tag = "Coverage", operation_id = "coverage_draft_get", responses((status = 200, description = "The draft; `ETag` is its revision.", body = PlanBody)))]
async fn draft(State(app): State<App>, me: Me) -> Reply {
    Ok(shown(actions::draft(&app.read(&me.actor)).await?.ok_or_else(Error::missing)?))
}

/// Sets the rules of the draft, which is begun from the plan in force when there is none.
///
/// Nothing is in force before it is published. A rule keeps its id from version to version; leave it out for a new one.
#[utoipa::path(put, path = "/api/v1/coverage-plan/draft", tag = "Coverage", operation_id = "coverage_draft_put", params(("If-Match" = Option<String>, Header, description = "The revision that was read.")), request_body = PlanFields, responses((status = 200, description = "The draft; `ETag` is its revision.", body = PlanBody)))]
async fn replace(State(app): State<App>, me: Me, headers: HeaderMap, Json(fields): Json<PlanFields>) -> Reply {
    let revision = if_match(&headers)?;
    let (rules, otherwise) = fields.read()?;
    let (rules, otherwise) = (&rules, &otherwise);
    let plan = app.transact(&me.actor, |work| async move { actions::replace(&work, revision, rules, otherwise).await }).await?;
    Ok(shown(plan))
}

/// Throws the draft away; the plan in force stays.
#[utoipa::path(delete, path = "/api/v1/coverage-plan/draft", tag = "Coverage", operation_id = "coverage_draft_delete", params(("If-Match" = Option<String>, Header, description = "The revision that was read.")), responses((status = 204, description = "It is gone.")))]
async fn discard(State(app): State<App>, me: Me, headers: HeaderMap) -> Reply {
    let revision = if_match(&headers)?;
    app.transact(&me.actor, |work| async move { actions::discard(&work, revision).await }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Why the draft is put in force.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CoveragePublication)]
struct PublicationBody {
    /// The reason; it stays with the version.
    #[schema(min_length = 1, max_length = 500)]
    reason: String,
}

/// Puts the draft in force, or proposes it where a second person has to agree.
#[utoipa::path(post, path = "/api/v1/coverage-plan/draft/publication", tag = "Coverage", operation_id = "coverage_draft_publish", params(("If-Match" = Option<String>, Header, description = "The revision that was read.")), request_body = PublicationBody, responses((status = 200, description = "The plan, now in force.", body = PlanBody), (status = 202, description = "The draft, which waits for somebody else's approval.", body = PlanBody)))]
async fn publish(State(app): State<App>, me: Me, headers: HeaderMap, Json(body): Json<PublicationBody>) -> Reply {
    let revision = if_match(&headers)?;
    let reason = body.reason.as_str();
    let plan = app.transact(&me.actor, |work| async move { actions::publish(&work, revision, reason).await }).await?;
    let status = if plan.is_draft() { StatusCode::ACCEPTED } else { StatusCode::OK };
    Ok((status, shown(plan)).into_response())
}

/// What the publication of the draft would change.
#[utoipa::path(get, path = "/api/v1/coverage-plan/draft/what-if", tag = "Coverage", operation_id = "coverage_what_if_get", responses((status = 200, description = "How far the counting is, and what it gave.", body = WhatIfBody)))]
async fn what_if(State(app): State<App>, me: Me) -> Reply {
    let work = app.read(&me.actor);
    let draft = actions::draft(&work).await?.ok_or_else(Error::missing)?;
    Ok(axum::response::Json(counted(actions::counting(&work, &draft).await?)).into_response())
}

/// Counts what the publication of the draft would change, in the background.
#[utoipa::path(post, path = "/api/v1/coverage-plan/draft/what-if", tag = "Coverage", operation_id = "coverage_what_if_ask", responses((status = 202, description = "It is being counted; read the same address for the result.")))]
async fn ask_what_if(State(app): State<App>, me: Me) -> Reply {
    app.transact(&me.actor, |work| async move { actions::ask_what_if(&work).await }).await?;
    Ok(StatusCode::ACCEPTED.into_response())
}

/// Names an account in the draft, which is begun when there is none.
#[utoipa::path(put, path = "/api/v1/coverage-plan/draft/names/{account}", tag = "Coverage", operation_id = "coverage_names_put", params(("account" = String, Path, description = "The account's id.")), request_body = NameBody, responses((status = 204, description = "It is named.")))]
async fn name(State(app): State<App>, me: Me, Path(account): Path<AccountId>, Json(body): Json<NameBody>) -> Reply {
    let new = &body.read(account)?;
    app.transact(&me.actor, |work| async move {
        actions::begin(&work).await?;
        actions::name(&work, new, Invalid::new()).await
    })
    .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Takes an account out of the draft, which is begun when there is none.
#[utoipa::path(delete, path = "/api/v1/coverage-plan/draft/names/{account}", tag = "Coverage", operation_id = "coverage_names_delete", params(("account" = String, Path, description = "The account's id.")), responses((status = 204, description = "It is not named any more.")))]
async fn unname(State(app): State<App>, me: Me, Path(account): Path<AccountId>) -> Reply {
    app.transact(&me.actor, |work| async move {
        actions::begin(&work).await?;
        actions::unname(&work, account).await
    })
    .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Who serves an account, and why: each rule that was looked at, with the values that it saw.
#[utoipa::path(get, path = "/api/v1/accounts/{id}/coverage", tag = "Coverage", operation_id = "accounts_coverage", params(("id" = String, Path, description = "The account's id."), MomentQuery), responses((status = 200, description = "Who serves it, or served it at that moment.", body = CoverageBody)))]
async fn of_account(State(app): State<App>, me: Me, Path(id): Path<AccountId>, Query(query): Query<MomentQuery>) -> Reply {
    let work = app.read(&me.actor);
    let coverage = match query.at {
        Some(at) => actions::explain_at(&work, id, at).await?,
        None => actions::explain(&work, id).await?,
    };
    Ok(axum::response::Json(answered(coverage)).into_response())
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct MomentQuery {
    /// A moment since the account is here, such as `2026-11-18T09:00:00Z`; now when absent.
    #[serde(default, deserialize_with = "web::given")]
    #[param(value_type = Option<String>, format = DateTime)]
    at: Option<base::Instant>,
}
