//! The API of requests for proposals.

mod answers;
mod bodies;
mod codes;
mod moves;

use access::Permission;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use base::{LeadId, ProposalRequestId};
use http::header::{ETAG, LOCATION};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::routes;
use web::{ApiPage, ApiRoutes, App, Gate, Json, Me, PageQuery, Path, Query, Reply, etag, if_match};

use self::answers::ProposalBody;
use self::bodies::{CardBody, NewRequestBody, RequestBody};
use self::codes::StateCode;
use super::actions;
use super::model::Filter;

pub(crate) fn routes() -> ApiRoutes {
    let (read, assign) = (Gate::May(Permission::LeadRead), Gate::May(Permission::LeadAssign));
    ApiRoutes::new()
        .add(read, routes!(list))
        .add(assign, routes!(create))
        .add(read, routes!(get))
        .add(assign, routes!(put))
        .add(assign, routes!(proposals))
        .merge(moves::routes())
}

/// A request as the caller may see it, with its version.
async fn answer(app: &App, me: &Me, id: ProposalRequestId) -> base::Result<Response> {
    let work = app.read(&me.actor);
    let request = actions::get(&work, id).await?;
    let tag = etag(request.version);
    let letter = if me.is_member() { actions::letter(&work, &request).await? } else { None };
    Ok(([(ETAG, tag)], axum::response::Json(RequestBody::of(request, me.is_staff(), letter))).into_response())
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Only in these states; may be repeated.
    #[serde(default)]
    #[param(inline)]
    state: Vec<StateCode>,
    /// Only about this lead; for staff.
    #[param(value_type = Option<String>)]
    #[serde(default, deserialize_with = "web::given")]
    lead_id: Option<LeadId>,
}

/// Requests for proposals that the caller may see, newest first: a partner sees those that it was asked.
#[utoipa::path(get, path = "/api/v1/proposal-requests", tag = "Proposals", operation_id = "proposal_requests_list", params(ListQuery, PageQuery), responses((status = 200, description = "A page of requests.", body = ApiPage<CardBody>)))]
async fn list(State(app): State<App>, me: Me, Query(query): Query<ListQuery>, Query(page): Query<PageQuery>) -> Reply {
    // A partner does not learn which lead a request is about.
    let lead = query.lead_id.filter(|_| me.is_staff());
    let filter = Filter { states: query.state.iter().map(|s| (*s).into()).collect(), lead };
    let found = actions::list(&app.read(&me.actor), &filter, &page.request()?).await?;
    Ok(axum::response::Json(ApiPage::of(found, CardBody::from)).into_response())
}

/// Begins a request for proposals, as a draft that only staff see.
#[utoipa::path(post, path = "/api/v1/proposal-requests", tag = "Proposals", operation_id = "proposal_requests_create", request_body = NewRequestBody, responses((status = 201, description = "The request; `Location` is its address, `ETag` its version.", body = RequestBody)))]
async fn create(State(app): State<App>, me: Me, Json(body): Json<NewRequestBody>) -> Reply {
    let (new, unread) = body.read();
    let (new, unread) = (&new, &unread);
    let made = app.transact(&me.actor, |work| async move { actions::begin(&work, new, unread).await }).await?;
    let place = format!("/api/v1/proposal-requests/{}", made.id);
    Ok((StatusCode::CREATED, [(LOCATION, place)], answer(&app, &me, made.id).await?).into_response())
}

/// A request for proposals: for staff with who qualifies; for a partner without, and with its letter once it is decided.
#[utoipa::path(get, path = "/api/v1/proposal-requests/{id}", tag = "Proposals", operation_id = "proposal_requests_get", params(("id" = String, Path, description = "The request's id.")), responses((status = 200, description = "The request; `ETag` is its version.", body = RequestBody)))]
async fn get(State(app): State<App>, me: Me, Path(id): Path<ProposalRequestId>) -> Reply {
    Ok(answer(&app, &me, id).await?)
}

/// Writes a draft anew; the lead that it is about stays.
#[utoipa::path(put, path = "/api/v1/proposal-requests/{id}", tag = "Proposals", operation_id = "proposal_requests_replace", params(("id" = String, Path, description = "The request's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = NewRequestBody, responses((status = 200, description = "The request.", body = RequestBody)))]
async fn put(
    State(app): State<App>,
    me: Me,
    Path(id): Path<ProposalRequestId>,
    headers: HeaderMap,
    Json(body): Json<NewRequestBody>,
) -> Reply {
    let version = if_match(&headers)?;
    let (new, unread) = body.read();
    let (new, unread) = (&new, &unread);
    app.transact(&me.actor, |work| async move { actions::change(&work, id, version, new, unread).await }).await?;
    Ok(answer(&app, &me, id).await?)
}

/// What was answered, with its points, the best first; empty until the deadline has passed.
#[utoipa::path(get, path = "/api/v1/proposal-requests/{id}/proposals", tag = "Proposals", operation_id = "proposals_list", params(("id" = String, Path, description = "The request's id.")), responses((status = 200, description = "The proposals.", body = Vec<ProposalBody>)))]
async fn proposals(State(app): State<App>, me: Me, Path(id): Path<ProposalRequestId>) -> Reply {
    let work = app.read(&me.actor);
    let request = actions::get(&work, id).await?;
    let opened = actions::opened(&work, &request).await?;
    Ok(axum::response::Json(ProposalBody::all(opened)).into_response())
}
