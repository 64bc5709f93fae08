//! The moves of a request and of an answer as nouns.

use std::collections::BTreeMap;

use access::Permission;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use base::{Invalid, ProposalId, ProposalRequestId};
use http::HeaderMap;
use http::header::ETAG;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Path, Reply, etag, if_match};

use super::answer;
use super::answers::{AnswersBody, OwnBody, ProposalBody};
use super::bodies::RequestBody;
use crate::proposals::actions::{self, Points};
use crate::proposals::model::Proposal;

pub(super) fn routes() -> ApiRoutes {
    let (read, work) = (Gate::May(Permission::LeadRead), Gate::May(Permission::LeadWork));
    let assign = Gate::May(Permission::LeadAssign);
    ApiRoutes::new()
        .add(assign, routes!(publish))
        .add(assign, routes!(withdraw))
        .add(assign, routes!(review))
        .add(assign, routes!(award))
        .add(read, routes!(own))
        .add(work, routes!(keep))
        .add(work, routes!(submit))
        .add(work, routes!(take_back))
        .add(work, routes!(take_up))
}

/// Publishes a draft to the partners that qualify now. The deadline counts in business days from here.
#[utoipa::path(post, path = "/api/v1/proposal-requests/{id}/publication", tag = "Proposals", operation_id = "proposal_request_publication_create", params(("id" = String, Path, description = "The request's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), responses((status = 200, description = "The request, published.", body = RequestBody)))]
async fn publish(State(app): State<App>, me: Me, Path(id): Path<ProposalRequestId>, headers: HeaderMap) -> Reply {
    let version = if_match(&headers)?;
    app.transact(&me.actor, |work| async move { actions::publish(&work, id, version).await }).await?;
    Ok(answer(&app, &me, id).await?)
}

/// Why a request is taken back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ProposalRequestWithdrawal {
    /// In words that every partner that was asked reads.
    #[schema(min_length = 3, max_length = 4000)]
    reason: String,
}

/// Takes a request back. What was answered before its deadline stays sealed for good.
#[utoipa::path(post, path = "/api/v1/proposal-requests/{id}/withdrawal", tag = "Proposals", operation_id = "proposal_request_withdrawal_create", params(("id" = String, Path, description = "The request's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = ProposalRequestWithdrawal, responses((status = 200, description = "The request.", body = RequestBody)))]
async fn withdraw(
    State(app): State<App>,
    me: Me,
    Path(id): Path<ProposalRequestId>,
    headers: HeaderMap,
    Json(body): Json<ProposalRequestWithdrawal>,
) -> Reply {
    let (version, reason) = (if_match(&headers)?, &body.reason);
    app.transact(&me.actor, |work| async move { actions::withdraw(&work, id, version, reason).await }).await?;
    Ok(answer(&app, &me, id).await?)
}

/// The points of the caller for one criterion.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewProposalPoints {
    /// How many.
    #[schema(minimum = 0, maximum = 5)]
    points: i64,
    /// Why, in words.
    #[schema(max_length = 1000)]
    #[serde(default)]
    note: String,
}

/// The points of the caller for one proposal.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ProposalReview {
    /// Which proposal.
    #[schema(value_type = String, pattern = "^prp_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    proposal_id: ProposalId,
    /// By the key of the criterion.
    points: BTreeMap<String, NewProposalPoints>,
}

/// Gives a proposal points, as the caller; given again, the later ones count. After the deadline only.
#[utoipa::path(put, path = "/api/v1/proposal-requests/{id}/points", tag = "Proposals", operation_id = "proposal_points_set", params(("id" = String, Path, description = "The request's id.")), request_body = ProposalReview, responses((status = 200, description = "All proposals of the request.", body = Vec<ProposalBody>)))]
async fn review(State(app): State<App>, me: Me, Path(id): Path<ProposalRequestId>, Json(body): Json<ProposalReview>) -> Reply {
    let point = |(criterion, p): (String, NewProposalPoints)| Points { criterion, points: p.points, note: p.note };
    let (proposal, given): (_, Vec<Points>) = (body.proposal_id, body.points.into_iter().take(40).map(point).collect());
    let (given, unread) = (&given, &Invalid::new());
    let request = app.transact(&me.actor, |work| async move { actions::review(&work, id, proposal, given, unread).await }).await?;
    let opened = actions::opened(&app.read(&me.actor), &request).await?;
    Ok(axum::response::Json(ProposalBody::all(opened)).into_response())
}

/// Who gets it, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ProposalAward {
    /// Which proposal; nobody's when absent.
    #[schema(value_type = Option<String>, pattern = "^prp_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    #[serde(default)]
    proposal_id: Option<ProposalId>,
    /// In words that every partner that answered reads.
    #[schema(min_length = 3, max_length = 4000)]
    reason: String,
}

/// Gives a request to one partner or to nobody. A request about a lead gives the lead, taken by that partner.
#[utoipa::path(post, path = "/api/v1/proposal-requests/{id}/award", tag = "Proposals", operation_id = "proposal_request_award_create", params(("id" = String, Path, description = "The request's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = ProposalAward, responses((status = 200, description = "The request, decided.", body = RequestBody)))]
async fn award(
    State(app): State<App>,
    me: Me,
    Path(id): Path<ProposalRequestId>,
    headers: HeaderMap,
    Json(body): Json<ProposalAward>,
) -> Reply {
    let (version, proposal, reason) = (if_match(&headers)?, body.proposal_id, &body.reason);
    app.transact(&me.actor, |work| async move { actions::award(&work, id, version, proposal, reason).await }).await?;
    Ok(answer(&app, &me, id).await?)
}

/// The own part with its version.
fn own_answer(part: Proposal) -> Response {
    ([(ETAG, etag(part.version))], axum::response::Json(OwnBody::from(part))).into_response()
}

/// The part of the caller's own partner in a request.
#[utoipa::path(get, path = "/api/v1/proposal-requests/{id}/answer", tag = "Proposals", operation_id = "proposal_answer_get", params(("id" = String, Path, description = "The request's id.")), responses((status = 200, description = "The own part; `ETag` is its version.", body = OwnBody)))]
async fn own(State(app): State<App>, me: Me, Path(id): Path<ProposalRequestId>) -> Reply {
    let work = app.read(&me.actor);
    let request = actions::get(&work, id).await?;
    Ok(own_answer(actions::part(&work, &request).await?))
}

/// Keeps what was typed so far. It is not handed in by that.
#[utoipa::path(put, path = "/api/v1/proposal-requests/{id}/answer", tag = "Proposals", operation_id = "proposal_answer_set", params(("id" = String, Path, description = "The request's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = AnswersBody, responses((status = 200, description = "The own part.", body = OwnBody)))]
async fn keep(
    State(app): State<App>,
    me: Me,
    Path(id): Path<ProposalRequestId>,
    headers: HeaderMap,
    Json(body): Json<AnswersBody>,
) -> Reply {
    let (version, typed) = (if_match(&headers)?, &body.read());
    let part = app.transact(&me.actor, |work| async move { actions::save_draft(&work, id, version, typed).await }).await?;
    Ok(own_answer(part))
}

/// Hands the answer in. It can be handed in again until the deadline; the last one counts.
#[utoipa::path(post, path = "/api/v1/proposal-requests/{id}/answer/submission", tag = "Proposals", operation_id = "proposal_submission_create", params(("id" = String, Path, description = "The request's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = AnswersBody, responses((status = 200, description = "The own part, answered.", body = OwnBody)))]
async fn submit(
    State(app): State<App>,
    me: Me,
    Path(id): Path<ProposalRequestId>,
    headers: HeaderMap,
    Json(body): Json<AnswersBody>,
) -> Reply {
    let (version, typed) = (if_match(&headers)?, &body.read());
    let part = app.transact(&me.actor, |work| async move { actions::submit(&work, id, version, typed).await }).await?;
    Ok(own_answer(part))
}

/// Takes the answer back; it can be handed in again until the deadline.
#[utoipa::path(delete, path = "/api/v1/proposal-requests/{id}/answer/submission", tag = "Proposals", operation_id = "proposal_submission_delete", params(("id" = String, Path, description = "The request's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), responses((status = 200, description = "The own part, taken back.", body = OwnBody)))]
async fn take_back(State(app): State<App>, me: Me, Path(id): Path<ProposalRequestId>, headers: HeaderMap) -> Reply {
    let version = if_match(&headers)?;
    let part = app.transact(&me.actor, |work| async move { actions::take_back(&work, id, version).await }).await?;
    Ok(own_answer(part))
}

/// Makes what was awarded a draft of a deal registration; where it is a lead, the lead is converted instead.
#[utoipa::path(post, path = "/api/v1/proposal-requests/{id}/deal", tag = "Proposals", operation_id = "proposal_request_deal_create", params(("id" = String, Path, description = "The request's id.")), responses((status = 200, description = "The request; the draft is among the caller's deals.", body = RequestBody)))]
async fn take_up(State(app): State<App>, me: Me, Path(id): Path<ProposalRequestId>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::take_up(&work, id).await }).await?;
    Ok(answer(&app, &me, id).await?)
}
