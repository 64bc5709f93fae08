//! The moves of a lead as nouns.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse as _;
use base::{LeadId, PartnerId};
use http::HeaderMap;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Path, Reply, if_match};

use super::answer;
use super::bodies::{DeclineCode, DropCode, LeadBody};
use crate::leads::actions::{self, Answer};
use crate::leads::model::Channel;

pub(super) fn routes() -> ApiRoutes {
    let (work, assign) = (Gate::May(Permission::LeadWork), Gate::May(Permission::LeadAssign));
    ApiRoutes::new()
        .add(work, routes!(accept))
        .add(work, routes!(decline))
        .add(work, routes!(contact))
        .add(work, routes!(convert))
        .add(Gate::SignedIn, routes!(disqualify))
        .add(assign, routes!(recall))
        .add(assign, routes!(assign_to))
}

/// Takes an offered lead, for the caller's own partner.
#[utoipa::path(post, path = "/api/v1/leads/{id}/acceptance", tag = "Leads", operation_id = "lead_acceptance_create", params(("id" = String, Path, description = "The lead's id.")), responses((status = 200, description = "The lead, taken.", body = LeadBody)))]
async fn accept(State(app): State<App>, me: Me, Path(id): Path<LeadId>) -> Reply {
    let done = |work| async move { actions::answer(&work, id, None, &Answer::Accept, Channel::Api).await };
    let lead = app.transact(&me.actor, done).await?;
    Ok(answer(&app, &me, lead).await?)
}

/// Why a lead is declined.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LeadDecline {
    /// Why.
    reason: DeclineCode,
    /// In words; needed when the reason is `other`.
    #[schema(max_length = 2000)]
    #[serde(default)]
    note: String,
}

/// What is left to the caller after declining.
#[derive(Serialize, ToSchema)]
struct LeadDeclined {
    /// The lead, which the caller's partner no longer sees.
    #[schema(value_type = String)]
    lead_id: LeadId,
}

/// Declines an offered lead; it moves on to the next partner.
#[utoipa::path(post, path = "/api/v1/leads/{id}/decline", tag = "Leads", operation_id = "lead_decline_create", params(("id" = String, Path, description = "The lead's id.")), request_body = LeadDecline, responses((status = 200, description = "It is declined.", body = LeadDeclined)))]
async fn decline(State(app): State<App>, me: Me, Path(id): Path<LeadId>, Json(body): Json<LeadDecline>) -> Reply {
    let said = &Answer::Decline { reason: body.reason.into(), note: body.note };
    app.transact(&me.actor, |work| async move { actions::answer(&work, id, None, said, Channel::Api).await }).await?;
    Ok(axum::response::Json(LeadDeclined { lead_id: id }).into_response())
}

/// Says that the customer was contacted for the first time.
#[utoipa::path(post, path = "/api/v1/leads/{id}/contact", tag = "Leads", operation_id = "lead_contact_create", params(("id" = String, Path, description = "The lead's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), responses((status = 200, description = "The lead.", body = LeadBody)))]
async fn contact(State(app): State<App>, me: Me, Path(id): Path<LeadId>, headers: HeaderMap) -> Reply {
    let version = if_match(&headers)?;
    let lead = app.transact(&me.actor, |work| async move { actions::contact(&work, id, version).await }).await?;
    Ok(answer(&app, &me, lead).await?)
}

/// Makes a lead a draft of a deal registration.
#[utoipa::path(post, path = "/api/v1/leads/{id}/conversion", tag = "Leads", operation_id = "lead_conversion_create", params(("id" = String, Path, description = "The lead's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), responses((status = 200, description = "The lead with its deal.", body = LeadBody)))]
async fn convert(State(app): State<App>, me: Me, Path(id): Path<LeadId>, headers: HeaderMap) -> Reply {
    let version = if_match(&headers)?;
    let (lead, _) = app.transact(&me.actor, |work| async move { actions::convert(&work, id, version).await }).await?;
    Ok(answer(&app, &me, lead).await?)
}

/// Why a lead is none.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LeadDrop {
    /// Why.
    reason: DropCode,
    /// In words; needed when the reason is `other`.
    #[schema(max_length = 2000)]
    #[serde(default)]
    note: String,
}

/// Says that a lead is none.
#[utoipa::path(post, path = "/api/v1/leads/{id}/disqualification", tag = "Leads", operation_id = "lead_disqualification_create", params(("id" = String, Path, description = "The lead's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = LeadDrop, responses((status = 200, description = "The lead.", body = LeadBody)))]
async fn disqualify(State(app): State<App>, me: Me, Path(id): Path<LeadId>, headers: HeaderMap, Json(body): Json<LeadDrop>) -> Reply {
    let (version, reason, note) = (if_match(&headers)?, body.reason.into(), &body.note);
    let lead = app.transact(&me.actor, |work| async move { actions::disqualify(&work, id, version, reason, note).await }).await?;
    Ok(answer(&app, &me, lead).await?)
}

/// Why a lead is taken back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LeadRecall {
    /// In words.
    #[schema(min_length = 3, max_length = 2000)]
    reason: String,
}

/// Takes a lead back and routes it anew.
#[utoipa::path(post, path = "/api/v1/leads/{id}/recall", tag = "Leads", operation_id = "lead_recall_create", params(("id" = String, Path, description = "The lead's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = LeadRecall, responses((status = 200, description = "The lead, new again.", body = LeadBody)))]
async fn recall(State(app): State<App>, me: Me, Path(id): Path<LeadId>, headers: HeaderMap, Json(body): Json<LeadRecall>) -> Reply {
    let (version, reason) = (if_match(&headers)?, &body.reason);
    let lead = app.transact(&me.actor, |work| async move { actions::recall(&work, id, version, reason).await }).await?;
    Ok(answer(&app, &me, lead).await?)
}

/// To whom a person gives a lead.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LeadAssignment {
    /// Which partner.
    #[schema(value_type = String, pattern = "^ptn_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    partner_id: PartnerId,
    /// Why; kept with the decision.
    #[schema(min_length = 3, max_length = 2000)]
    reason: String,
}

/// Offers a lead to a partner that a person chose.
#[utoipa::path(post, path = "/api/v1/leads/{id}/assignment", tag = "Leads", operation_id = "lead_assignment_create", params(("id" = String, Path, description = "The lead's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = LeadAssignment, responses((status = 200, description = "The lead, offered.", body = LeadBody)))]
async fn assign_to(State(app): State<App>, me: Me, Path(id): Path<LeadId>, headers: HeaderMap, Json(body): Json<LeadAssignment>) -> Reply {
    let (version, partner, reason) = (if_match(&headers)?, body.partner_id, &body.reason);
    let lead = app.transact(&me.actor, |work| async move { actions::assign(&work, id, version, partner, reason).await }).await?;
    Ok(answer(&app, &me, lead).await?)
}
