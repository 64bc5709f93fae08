//! What is done to a conflict, as nouns: ruling, assignee, statement, message, appeal; and the dispute of a deal.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse as _;
use base::{CaseId, CasePartyId, DealId, FieldError, Invalid, UserId};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Path, Reply, if_match};

use super::answer;
use super::bodies::{CaseBody, PartBody};
use super::codes::KindCode;
use crate::conflicts::actions;
use crate::conflicts::model::{Part, Ruling};

pub(super) fn routes() -> ApiRoutes {
    let (edit, decide) = (Gate::May(Permission::DealEdit), Gate::May(Permission::DealDecide));
    ApiRoutes::new()
        .add(decide, routes!(rule))
        .add(decide, routes!(assign))
        .add(edit, routes!(state))
        .add(edit, routes!(write))
        .add(edit, routes!(appeal))
        .add(edit, routes!(dispute))
}

/// A ruling; without a kind it is what the rules propose at this moment.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewConflictRuling {
    /// What it says.
    kind: Option<KindCode>,
    /// Who keeps the customer or leads.
    #[schema(value_type = Option<String>, pattern = "^cpty_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    lead_id: Option<CasePartyId>,
    /// Who shares: for `split` and `co_sell`, a hundred percent together.
    #[serde(default)]
    #[schema(max_items = 50)]
    parts: Vec<PartBody>,
    /// Why, in words that every side reads; needed when it is not what the rules propose.
    #[schema(max_length = 4000)]
    #[serde(default)]
    reason: String,
}

/// Rules a conflict: deals, protections and shares change with it.
///
/// On appeal somebody else rules, and for good.
#[utoipa::path(post, path = "/api/v1/conflicts/{id}/ruling", tag = "Conflicts", operation_id = "conflict_ruling_create", params(("id" = String, Path, description = "The conflict's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = NewConflictRuling, responses((status = 200, description = "The ruled conflict.", body = CaseBody)))]
async fn rule(State(app): State<App>, me: Me, Path(id): Path<CaseId>, headers: HeaderMap, Json(body): Json<NewConflictRuling>) -> Reply {
    let version = if_match(&headers)?;
    let mut invalid = Invalid::new();
    let plain = |p: &PartBody| p.role.chars().count() <= 80 && !p.role.chars().any(char::is_control);
    invalid.check(body.parts.iter().all(plain), "parts", "plain_text");
    invalid.finish()?;
    let part = |p: PartBody| Part { side: p.side_id, share: p.share, role: p.role };
    let parts: Vec<Part> = body.parts.into_iter().map(part).collect();
    let ruling = body.kind.map(|kind| Ruling { kind: kind.into(), lead: body.lead_id, parts, reason: body.reason });
    let ruling = ruling.as_ref();
    app.transact(&me.actor, |work| async move { actions::rule(&work, id, version, ruling).await }).await?;
    Ok(answer(&app, &me, id).await?)
}

/// Who rules.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ConflictAssignment {
    /// A person of the vendor who may decide about deals.
    #[schema(value_type = String, pattern = "^usr_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    user_id: UserId,
    /// Why.
    #[schema(max_length = 4000)]
    #[serde(default)]
    reason: String,
}

/// Gives a conflict to somebody; not to who ruled first, once a side has appealed.
#[utoipa::path(put, path = "/api/v1/conflicts/{id}/assignee", tag = "Conflicts", operation_id = "conflict_assignee_set", params(("id" = String, Path, description = "The conflict's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = ConflictAssignment, responses((status = 200, description = "The conflict.", body = CaseBody)))]
async fn assign(State(app): State<App>, me: Me, Path(id): Path<CaseId>, headers: HeaderMap, Json(body): Json<ConflictAssignment>) -> Reply {
    let (version, to, reason) = (if_match(&headers)?, body.user_id, &body.reason);
    app.transact(&me.actor, |work| async move { actions::assign(&work, id, version, to, reason).await }).await?;
    Ok(answer(&app, &me, id).await?)
}

/// Something to say for one side.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewConflictEntry {
    /// Which side; for a partner its own when absent, for staff the direct team when it states.
    #[schema(value_type = Option<String>, pattern = "^cpty_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    side_id: Option<CasePartyId>,
    /// The text, in Markdown.
    #[schema(min_length = 3, max_length = 4000)]
    body: String,
}

/// A side says its part, until its term is over. Nobody but the vendor reads it.
#[utoipa::path(post, path = "/api/v1/conflicts/{id}/statements", tag = "Conflicts", operation_id = "conflict_statements_add", params(("id" = String, Path, description = "The conflict's id.")), request_body = NewConflictEntry, responses((status = 201, description = "The conflict.", body = CaseBody)))]
async fn state(State(app): State<App>, me: Me, Path(id): Path<CaseId>, Json(body): Json<NewConflictEntry>) -> Reply {
    let (side, text) = (body.side_id, &body.body);
    app.transact(&me.actor, |work| async move { actions::state(&work, id, side, text).await }).await?;
    Ok((StatusCode::CREATED, answer(&app, &me, id).await?).into_response())
}

/// Writes between one side and the vendor. No other side reads it.
#[utoipa::path(post, path = "/api/v1/conflicts/{id}/messages", tag = "Conflicts", operation_id = "conflict_messages_add", params(("id" = String, Path, description = "The conflict's id.")), request_body = NewConflictEntry, responses((status = 201, description = "The conflict.", body = CaseBody)))]
async fn write(State(app): State<App>, me: Me, Path(id): Path<CaseId>, Json(body): Json<NewConflictEntry>) -> Reply {
    let (side, text) = (body.side_id, &body.body);
    app.transact(&me.actor, |work| async move { actions::write(&work, id, side, text).await }).await?;
    Ok((StatusCode::CREATED, answer(&app, &me, id).await?).into_response())
}

/// Why a side appeals.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewConflictAppeal {
    /// Which side; the caller's own when absent.
    #[schema(value_type = Option<String>, pattern = "^cpty_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    side_id: Option<CasePartyId>,
    /// In words.
    #[schema(min_length = 3, max_length = 4000)]
    reason: String,
}

/// Appeals against a ruling: once for each side, within the term. Somebody else rules again.
#[utoipa::path(post, path = "/api/v1/conflicts/{id}/appeal", tag = "Conflicts", operation_id = "conflict_appeal_create", params(("id" = String, Path, description = "The conflict's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = NewConflictAppeal, responses((status = 200, description = "The conflict.", body = CaseBody)))]
async fn appeal(State(app): State<App>, me: Me, Path(id): Path<CaseId>, headers: HeaderMap, Json(body): Json<NewConflictAppeal>) -> Reply {
    let (version, side, reason) = (if_match(&headers)?, body.side_id, &body.reason);
    app.transact(&me.actor, |work| async move { actions::appeal(&work, id, version, side, reason).await }).await?;
    Ok(answer(&app, &me, id).await?)
}

/// Why a decision is disputed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewDealDispute {
    /// In words.
    #[schema(min_length = 3, max_length = 2000)]
    reason: String,
}

/// Disputes how a deal ended: refused, released or expired. A conflict is opened; once for each decision.
#[utoipa::path(post, path = "/api/v1/deals/{id}/dispute", tag = "Conflicts", operation_id = "deal_dispute_create", params(("id" = String, Path, description = "The deal's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = NewDealDispute, responses((status = 201, description = "The conflict that it is before.", body = CaseBody)))]
async fn dispute(State(app): State<App>, me: Me, Path(id): Path<DealId>, headers: HeaderMap, Json(body): Json<NewDealDispute>) -> Reply {
    let (version, reason) = (if_match(&headers)?, &body.reason);
    if reason.chars().count() > 2_000 {
        let mut invalid = Invalid::new();
        invalid.push(FieldError::new("reason", "too_long").with("max", 2_000));
        return Err(invalid.into());
    }
    let case = app.transact(&me.actor, |work| async move { actions::dispute(&work, id, version, reason).await }).await?;
    Ok((StatusCode::CREATED, answer(&app, &me, case.id).await?).into_response())
}
