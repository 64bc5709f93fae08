//! The moves of a deal as nouns: submission, approval, rejection, stage, win, loss and the rest.

use access::Permission;
use axum::extract::State;
use base::{AccountId, DealId};
use chrono::NaiveDate;
use http::HeaderMap;
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Path, Reply, if_match};

use super::codes::{LossCode, RejectCode, StageCode};
use super::{answer, hand_in};
use crate::deals::actions::{self, Approval, Input, Update};
use crate::deals::model::Over;

pub(super) fn routes() -> ApiRoutes {
    let (edit, decide) = (Gate::May(Permission::DealEdit), Gate::May(Permission::DealDecide));
    ApiRoutes::new()
        .add(Gate::May(Permission::DealRegister), routes!(submit))
        .add(decide, routes!(approve))
        .add(decide, routes!(reject))
        .add(edit, routes!(stage))
        .add(edit, routes!(next_step))
        .add(edit, routes!(update))
        .add(edit, routes!(win))
        .add(edit, routes!(lose))
        .add(edit, routes!(withdraw))
        .add(edit, routes!(extend))
        .add(decide, routes!(release))
        .add(decide, routes!(reopen))
}

/// Hands a draft in.
#[utoipa::path(post, path = "/api/v1/deals/{id}/submission", tag = "Deals", operation_id = "deal_submission_create", params(("id" = String, Path, description = "The deal's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), responses((status = 200, description = "The deal, approved or in review.", body = super::DealBody)))]
async fn submit(State(app): State<App>, me: Me, Path(id): Path<DealId>, headers: HeaderMap) -> Reply {
    let version = if_match(&headers)?;
    let before = actions::get(&app.read(&me.actor), id).await?;
    let known = before.version;
    let input = Input {
        partner: Some(before.partner),
        draft: Some(id),
        version: Some(version.unwrap_or(known)),
        registration: before.registration,
        unread: base::Invalid::new(),
    };
    let deal = hand_in(&app, &me, &input).await?;
    Ok(answer(&me, deal))
}

/// A decision in favor.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DealApproval {
    /// What both sides read.
    #[schema(max_length = 2000)]
    #[serde(default)]
    note: String,
    /// Whether it is a project of its own that may stand beside another protection.
    #[serde(default)]
    separate: bool,
    /// The account that it is about; found or created when absent.
    #[schema(value_type = Option<String>, pattern = "^acct_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    account_id: Option<AccountId>,
    /// Whether the customer chose this partner in writing over the one that goes first; its letter is among the files.
    #[serde(default)]
    customer_choice: bool,
}

/// Approves a registration: its protection begins.
#[utoipa::path(post, path = "/api/v1/deals/{id}/approval", tag = "Deals", operation_id = "deal_approval_create", params(("id" = String, Path, description = "The deal's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = DealApproval, responses((status = 200, description = "The approved deal.", body = super::DealBody)))]
async fn approve(State(app): State<App>, me: Me, Path(id): Path<DealId>, headers: HeaderMap, Json(body): Json<DealApproval>) -> Reply {
    let version = if_match(&headers)?;
    let over = body.customer_choice.then_some(Over::Choice);
    let approval = &Approval { note: body.note, separate: body.separate, account: body.account_id, over };
    let deal = app.transact(&me.actor, |work| async move { actions::approve(&work, id, version, approval).await }).await?;
    Ok(answer(&me, deal))
}

/// A decision against.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DealRejection {
    /// Why.
    reason: RejectCode,
    /// In words that both sides read.
    #[schema(min_length = 3, max_length = 2000)]
    note: String,
}

/// Refuses a registration.
#[utoipa::path(post, path = "/api/v1/deals/{id}/rejection", tag = "Deals", operation_id = "deal_rejection_create", params(("id" = String, Path, description = "The deal's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = DealRejection, responses((status = 200, description = "The refused deal.", body = super::DealBody)))]
async fn reject(State(app): State<App>, me: Me, Path(id): Path<DealId>, headers: HeaderMap, Json(body): Json<DealRejection>) -> Reply {
    let version = if_match(&headers)?;
    let body = &body;
    let deal =
        app.transact(&me.actor, |work| async move { actions::reject(&work, id, version, body.reason.into(), &body.note).await }).await?;
    Ok(answer(&me, deal))
}

/// How far the sale is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DealStageChange {
    /// The stage.
    stage: StageCode,
}

/// Says how far the sale of an approved deal is.
#[utoipa::path(put, path = "/api/v1/deals/{id}/stage", tag = "Deals", operation_id = "deal_stage_set", params(("id" = String, Path, description = "The deal's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = DealStageChange, responses((status = 200, description = "The deal.", body = super::DealBody)))]
async fn stage(State(app): State<App>, me: Me, Path(id): Path<DealId>, headers: HeaderMap, Json(body): Json<DealStageChange>) -> Reply {
    let (version, to) = (if_match(&headers)?, body.stage.into());
    let deal = app.transact(&me.actor, |work| async move { actions::move_stage(&work, id, version, to).await }).await?;
    Ok(answer(&me, deal))
}

/// What is done next.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DealNextStep {
    /// In a few words; empty is nothing.
    #[schema(max_length = 160)]
    next_step: String,
}

/// Says what is done next.
#[utoipa::path(put, path = "/api/v1/deals/{id}/next-step", tag = "Deals", operation_id = "deal_next_step_set", params(("id" = String, Path, description = "The deal's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = DealNextStep, responses((status = 200, description = "The deal.", body = super::DealBody)))]
async fn next_step(State(app): State<App>, me: Me, Path(id): Path<DealId>, headers: HeaderMap, Json(body): Json<DealNextStep>) -> Reply {
    let version = if_match(&headers)?;
    let body = &body;
    let deal = app.transact(&me.actor, |work| async move { actions::set_next_step(&work, id, version, &body.next_step).await }).await?;
    Ok(answer(&me, deal))
}

/// How a deal stands; nothing at all says that nothing has changed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DealUpdate {
    /// How far the sale is.
    stage: Option<StageCode>,
    /// When the customer is expected to decide.
    close_on: Option<NaiveDate>,
    /// What happened, in Markdown that both sides read.
    #[schema(max_length = 2000)]
    #[serde(default)]
    note: String,
}

/// Says in one go how an approved deal stands.
///
/// A new stage, another date and a note are progress. An empty update says that nothing has changed: the deal is not
/// released for silence, but that extends nothing.
#[utoipa::path(post, path = "/api/v1/deals/{id}/updates", tag = "Deals", operation_id = "deal_updates_add", params(("id" = String, Path, description = "The deal's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = DealUpdate, responses((status = 200, description = "The deal.", body = super::DealBody)))]
async fn update(State(app): State<App>, me: Me, Path(id): Path<DealId>, headers: HeaderMap, Json(body): Json<DealUpdate>) -> Reply {
    let version = if_match(&headers)?;
    let said = &Update { stage: body.stage.map(Into::into), close_on: body.close_on, note: body.note };
    let deal = app.transact(&me.actor, |work| async move { actions::update(&work, id, version, said).await }).await?;
    Ok(answer(&me, deal))
}

/// The customer bought.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DealWin {
    /// On this day; not ahead, and not before the registration.
    won_on: NaiveDate,
    /// Until when what was sold runs; by the rules of engagement when absent. Who sold it goes first with the renewal.
    term_ends_on: Option<NaiveDate>,
    /// The same in months from the day it was won, where the day is not given.
    #[schema(minimum = 1, maximum = 120)]
    term_months: Option<u32>,
}

/// Says that the customer bought.
#[utoipa::path(post, path = "/api/v1/deals/{id}/win", tag = "Deals", operation_id = "deal_win_create", params(("id" = String, Path, description = "The deal's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = DealWin, responses((status = 200, description = "The won deal.", body = super::DealBody)))]
async fn win(State(app): State<App>, me: Me, Path(id): Path<DealId>, headers: HeaderMap, Json(body): Json<DealWin>) -> Reply {
    let (version, on) = (if_match(&headers)?, body.won_on);
    let by_months = body.term_months.filter(|m| *m <= 120).and_then(|m| on.checked_add_months(chrono::Months::new(m)));
    let ends = body.term_ends_on.or(by_months);
    let deal = app.transact(&me.actor, |work| async move { actions::win(&work, id, version, on, ends).await }).await?;
    Ok(answer(&me, deal))
}

/// The customer did not buy.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DealLoss {
    /// Why.
    reason: LossCode,
    /// In words.
    #[schema(max_length = 2000)]
    #[serde(default)]
    note: String,
}

/// Says that the customer did not buy.
#[utoipa::path(post, path = "/api/v1/deals/{id}/loss", tag = "Deals", operation_id = "deal_loss_create", params(("id" = String, Path, description = "The deal's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = DealLoss, responses((status = 200, description = "The lost deal.", body = super::DealBody)))]
async fn lose(State(app): State<App>, me: Me, Path(id): Path<DealId>, headers: HeaderMap, Json(body): Json<DealLoss>) -> Reply {
    let version = if_match(&headers)?;
    let body = &body;
    let deal =
        app.transact(&me.actor, |work| async move { actions::lose(&work, id, version, body.reason.into(), &body.note).await }).await?;
    Ok(answer(&me, deal))
}

/// Why a deal is taken back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DealWithdrawal {
    /// In words.
    #[schema(min_length = 3, max_length = 2000)]
    note: String,
}

/// Takes a deal back, for good.
#[utoipa::path(post, path = "/api/v1/deals/{id}/withdrawal", tag = "Deals", operation_id = "deal_withdrawal_create", params(("id" = String, Path, description = "The deal's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = DealWithdrawal, responses((status = 200, description = "The withdrawn deal.", body = super::DealBody)))]
async fn withdraw(State(app): State<App>, me: Me, Path(id): Path<DealId>, headers: HeaderMap, Json(body): Json<DealWithdrawal>) -> Reply {
    let version = if_match(&headers)?;
    let body = &body;
    let deal = app.transact(&me.actor, |work| async move { actions::withdraw(&work, id, version, &body.note).await }).await?;
    Ok(answer(&me, deal))
}

/// More time.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DealExtension {
    /// Why it is needed, or what is answered.
    #[schema(min_length = 3, max_length = 2000)]
    reason: String,
    /// Staff answer an open request with yes or no; yes when absent. Members ask.
    grant: Option<bool>,
}

/// Asks for more time, or gives it.
///
/// A member asks: progress since the approval gives the time at once, otherwise a person answers. Staff give or refuse it.
#[utoipa::path(post, path = "/api/v1/deals/{id}/extension", tag = "Deals", operation_id = "deal_extension_create", params(("id" = String, Path, description = "The deal's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = DealExtension, responses((status = 200, description = "The deal; `extension_asked` tells whether a person answers.", body = super::DealBody)))]
async fn extend(State(app): State<App>, me: Me, Path(id): Path<DealId>, headers: HeaderMap, Json(body): Json<DealExtension>) -> Reply {
    let version = if_match(&headers)?;
    let (body, staff) = (&body, me.is_staff());
    let deal = app
        .transact(&me.actor, |work| async move {
            if staff {
                actions::answer_extension(&work, id, version, body.grant.unwrap_or(true), &body.reason).await
            } else {
                actions::ask_extension(&work, id, version, &body.reason).await
            }
        })
        .await?;
    Ok(answer(&me, deal))
}

/// Why a protection ends before its time.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DealRelease {
    /// In words that both sides read.
    #[schema(min_length = 3, max_length = 2000)]
    reason: String,
}

/// Ends the protection of a deal before its time; its customer is free again.
#[utoipa::path(post, path = "/api/v1/deals/{id}/release", tag = "Deals", operation_id = "deal_release_create", params(("id" = String, Path, description = "The deal's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = DealRelease, responses((status = 200, description = "The released deal.", body = super::DealBody)))]
async fn release(State(app): State<App>, me: Me, Path(id): Path<DealId>, headers: HeaderMap, Json(body): Json<DealRelease>) -> Reply {
    let version = if_match(&headers)?;
    let body = &body;
    let deal = app.transact(&me.actor, |work| async move { actions::release(&work, id, version, &body.reason).await }).await?;
    Ok(answer(&me, deal))
}

/// Why a deal is opened again.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DealReopening {
    /// In words that both sides read.
    #[schema(min_length = 3, max_length = 2000)]
    reason: String,
}

/// Opens an ended deal again.
#[utoipa::path(post, path = "/api/v1/deals/{id}/reopening", tag = "Deals", operation_id = "deal_reopening_create", params(("id" = String, Path, description = "The deal's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = DealReopening, responses((status = 200, description = "The deal, approved or in review again.", body = super::DealBody)))]
async fn reopen(State(app): State<App>, me: Me, Path(id): Path<DealId>, headers: HeaderMap, Json(body): Json<DealReopening>) -> Reply {
    let version = if_match(&headers)?;
    let body = &body;
    let deal = app.transact(&me.actor, |work| async move { actions::reopen(&work, id, version, &body.reason).await }).await?;
    Ok(answer(&me, deal))
}
