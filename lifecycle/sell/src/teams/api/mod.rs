//! The API of teams.

mod bodies;
mod codes;
mod offers;
mod plan;

use access::Permission;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use base::{DealId, Invalid, PartnerId, TeamInvitationId, UserId};
use http::header::ETAG;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Path, Reply, etag, if_match};

use self::bodies::{InvitationBody, NewInvitationBody, SharesBody, TeamBody};
use self::codes::RoleCode;
use self::offers::{JointsBody, OfferBody};
use super::actions;

pub(crate) fn routes() -> ApiRoutes {
    let (read, edit) = (Gate::May(Permission::DealRead), Gate::May(Permission::DealEdit));
    ApiRoutes::new()
        .add(read, routes!(get))
        .add(edit, routes!(invite))
        .add(edit, routes!(take_back))
        .add(edit, routes!(propose))
        .add(edit, routes!(drop_proposed))
        .add(edit, routes!(respond))
        .add(edit, routes!(remove))
        .add(edit, routes!(leave))
        .add(edit, routes!(add_staff))
        .add(edit, routes!(remove_staff))
        .add(read, routes!(joint))
        .add(read, routes!(invitation))
        .add(edit, routes!(accept))
        .add(edit, routes!(decline))
        .merge(plan::routes())
}

/// The team as the caller may read it now, with its version.
async fn answer(app: &App, me: &Me, id: DealId) -> base::Result<Response> {
    let board = actions::board(&app.read(&me.actor), id).await?;
    let tag = etag(board.version);
    Ok(([(ETAG, tag)], axum::response::Json(TeamBody::of(board, me.actor.partner))).into_response())
}

/// The team of a deal: for its partner, for staff, and for the partners on it, which read what was agreed.
///
/// Deals that were never approved have no team (404).
#[utoipa::path(get, path = "/api/v1/deals/{id}/team", tag = "Teams", operation_id = "deal_team_get", params(("id" = String, Path, description = "The deal's id.")), responses((status = 200, description = "The team; `ETag` is its version.", body = TeamBody)))]
async fn get(State(app): State<App>, me: Me, Path(id): Path<DealId>) -> Reply {
    Ok(answer(&app, &me, id).await?)
}

/// Invites another partner to sell a deal together.
///
/// The answer says nothing about whether somebody was found under the address.
#[utoipa::path(post, path = "/api/v1/deals/{id}/team/invitations", tag = "Teams", operation_id = "deal_team_invitations_create", params(("id" = String, Path, description = "The deal's id.")), request_body = NewInvitationBody, responses((status = 201, description = "The invitation.", body = InvitationBody)))]
async fn invite(State(app): State<App>, me: Me, Path(id): Path<DealId>, Json(body): Json<NewInvitationBody>) -> Reply {
    let (new, unread) = (&body.into(), &Invalid::new());
    let made = app.transact(&me.actor, |work| async move { actions::invite(&work, id, new, unread).await }).await?;
    Ok((StatusCode::CREATED, axum::response::Json(InvitationBody::from(made))).into_response())
}

/// Takes an invitation back while it waits.
#[utoipa::path(delete, path = "/api/v1/deals/{id}/team/invitations/{invitation}", tag = "Teams", operation_id = "deal_team_invitations_delete", params(("id" = String, Path, description = "The deal's id."), ("invitation" = String, Path, description = "The invitation's id.")), responses((status = 204, description = "It is taken back.")))]
async fn take_back(State(app): State<App>, me: Me, Path((id, invitation)): Path<(DealId, TeamInvitationId)>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::take_back(&work, id, invitation).await }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Proposes other shares. They are in force once every partner of the team has agreed.
#[utoipa::path(put, path = "/api/v1/deals/{id}/team/shares", tag = "Teams", operation_id = "deal_team_shares_propose", params(("id" = String, Path, description = "The deal's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = SharesBody, responses((status = 200, description = "The team.", body = TeamBody)))]
async fn propose(State(app): State<App>, me: Me, Path(id): Path<DealId>, headers: HeaderMap, Json(body): Json<SharesBody>) -> Reply {
    let (version, shares) = (if_match(&headers)?, &body.read());
    app.transact(&me.actor, |work| async move { actions::propose(&work, id, version, shares).await }).await?;
    Ok(answer(&app, &me, id).await?)
}

/// Takes proposed shares back; what is in force stays.
#[utoipa::path(delete, path = "/api/v1/deals/{id}/team/shares", tag = "Teams", operation_id = "deal_team_shares_drop", params(("id" = String, Path, description = "The deal's id.")), responses((status = 200, description = "The team.", body = TeamBody)))]
async fn drop_proposed(State(app): State<App>, me: Me, Path(id): Path<DealId>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::drop_proposed(&work, id).await }).await?;
    Ok(answer(&app, &me, id).await?)
}

/// One partner's answer to proposed shares.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TeamConsent {
    /// The version of the team that was read.
    #[schema(minimum = 0)]
    version: i64,
    /// Whether the caller's partner agrees.
    agrees: bool,
    /// Why not, in words that the team reads.
    #[schema(max_length = 2000)]
    #[serde(default)]
    reason: String,
}

/// Agrees to the proposed shares as they were read, or refuses them. The last yes puts them in force.
#[utoipa::path(post, path = "/api/v1/deals/{id}/team/consent", tag = "Teams", operation_id = "deal_team_consent_create", params(("id" = String, Path, description = "The deal's id.")), request_body = TeamConsent, responses((status = 200, description = "The team.", body = TeamBody)))]
async fn respond(State(app): State<App>, me: Me, Path(id): Path<DealId>, Json(body): Json<TeamConsent>) -> Reply {
    let b = &body;
    app.transact(&me.actor, |work| async move { actions::respond(&work, id, b.version, b.agrees, &b.reason).await }).await?;
    Ok(answer(&app, &me, id).await?)
}

/// Ends the membership of a partner without a share.
#[utoipa::path(delete, path = "/api/v1/deals/{id}/team/members/{partner}", tag = "Teams", operation_id = "deal_team_members_remove", params(("id" = String, Path, description = "The deal's id."), ("partner" = String, Path, description = "The partner's id.")), responses((status = 204, description = "It is on the team no longer.")))]
async fn remove(State(app): State<App>, me: Me, Path((id, partner)): Path<(DealId, PartnerId)>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::remove(&work, id, partner, "").await }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Why a partner leaves.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TeamDeparture {
    /// In words that the lead reads.
    #[schema(max_length = 2000)]
    #[serde(default)]
    reason: String,
}

/// The caller's partner leaves the team. Before the win its share goes back to the lead.
#[utoipa::path(post, path = "/api/v1/deals/{id}/team/departure", tag = "Teams", operation_id = "deal_team_departure_create", params(("id" = String, Path, description = "The deal's id.")), request_body = TeamDeparture, responses((status = 204, description = "It has left.")))]
async fn leave(State(app): State<App>, me: Me, Path(id): Path<DealId>, Json(body): Json<TeamDeparture>) -> Reply {
    let reason = &body.reason;
    app.transact(&me.actor, |work| async move { actions::leave(&work, id, reason).await }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// What a person of the vendor does on the team.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TeamStaffRole {
    /// The role.
    role: RoleCode,
}

/// Puts a person of the vendor on the team, or changes what they do there; for staff.
#[utoipa::path(put, path = "/api/v1/deals/{id}/team/staff/{user}", tag = "Teams", operation_id = "deal_team_staff_set", params(("id" = String, Path, description = "The deal's id."), ("user" = String, Path, description = "The person's id.")), request_body = TeamStaffRole, responses((status = 200, description = "The team.", body = TeamBody)))]
async fn add_staff(State(app): State<App>, me: Me, Path((id, user)): Path<(DealId, UserId)>, Json(body): Json<TeamStaffRole>) -> Reply {
    let role = body.role.into();
    app.transact(&me.actor, |work| async move { actions::add_staff(&work, id, user, role).await }).await?;
    Ok(answer(&app, &me, id).await?)
}

/// Takes a person of the vendor off the team; for staff.
#[utoipa::path(delete, path = "/api/v1/deals/{id}/team/staff/{user}", tag = "Teams", operation_id = "deal_team_staff_remove", params(("id" = String, Path, description = "The deal's id."), ("user" = String, Path, description = "The person's id.")), responses((status = 204, description = "They are on the team no longer.")))]
async fn remove_staff(State(app): State<App>, me: Me, Path((id, user)): Path<(DealId, UserId)>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::remove_staff(&work, id, user).await }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The joint opportunities of the caller's partner: invitations that wait, then teams; empty for staff.
#[utoipa::path(get, path = "/api/v1/joint-deals", tag = "Teams", operation_id = "joint_deals_list", responses((status = 200, description = "The joint opportunities.", body = JointsBody)))]
async fn joint(State(app): State<App>, me: Me) -> Reply {
    let found = actions::joint(&app.read(&me.actor)).await?;
    Ok(axum::response::Json(JointsBody::of(found)).into_response())
}

/// An invitation to the caller's partner.
#[utoipa::path(get, path = "/api/v1/team-invitations/{id}", tag = "Teams", operation_id = "team_invitations_get", params(("id" = String, Path, description = "The invitation's id.")), responses((status = 200, description = "The invitation.", body = OfferBody)))]
async fn invitation(State(app): State<App>, me: Me, Path(id): Path<TeamInvitationId>) -> Reply {
    let found = actions::invitation(&app.read(&me.actor), id).await?;
    Ok(axum::response::Json(OfferBody::from(found)).into_response())
}

/// Accepts an invitation: the caller's partner is on the team, and agrees to the share that was offered.
#[utoipa::path(post, path = "/api/v1/team-invitations/{id}/acceptance", tag = "Teams", operation_id = "team_invitation_acceptance_create", params(("id" = String, Path, description = "The invitation's id.")), responses((status = 200, description = "The team.", body = TeamBody)))]
async fn accept(State(app): State<App>, me: Me, Path(id): Path<TeamInvitationId>) -> Reply {
    let member = app.transact(&me.actor, |work| async move { actions::accept(&work, id).await }).await?;
    Ok(answer(&app, &me, member.deal).await?)
}

/// Why an invitation is declined.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TeamRefusal {
    /// In words that the lead reads.
    #[schema(min_length = 3, max_length = 2000)]
    reason: String,
}

/// Declines an invitation, with a reason.
#[utoipa::path(post, path = "/api/v1/team-invitations/{id}/refusal", tag = "Teams", operation_id = "team_invitation_refusal_create", params(("id" = String, Path, description = "The invitation's id.")), request_body = TeamRefusal, responses((status = 204, description = "It is declined.")))]
async fn decline(State(app): State<App>, me: Me, Path(id): Path<TeamInvitationId>, Json(body): Json<TeamRefusal>) -> Reply {
    let reason = &body.reason;
    app.transact(&me.actor, |work| async move { actions::decline(&work, id, reason).await }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
