//! The people of partners.

use access::{Permission, Role};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base::{Instant, Kind, PartnerId, UserId, refuse};
use http::header::{ETAG, LOCATION};
use http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::Array;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use web::{ApiPage, ApiRoutes, App, Failed, Gate, Json, Me, PageQuery, Path, Query, etag, if_match};

use super::people::{
    Side, end_factor, end_sessions, filter, invite_again, language_of, look_after, remove, resume, roles_of, set_roles, suspend,
};
use super::{choice, codes};
use crate::users::actions as people;
use crate::users::model::Filter;
use crate::{NewUser, User, users};

const SIDE: Side = Side::Partners;

pub(super) fn routes() -> ApiRoutes {
    let manage = Gate::May(Permission::MemberManage);
    ApiRoutes::new()
        .add(Gate::May(Permission::MemberRead), routes!(list_members))
        .add(manage, routes!(invite_member))
        .add(manage, routes!(get_member))
        .add(manage, routes!(remove_member))
        .add(manage, routes!(set_member_roles))
        .add(manage, routes!(suspend_member))
        .add(manage, routes!(resume_member))
        .add(manage, routes!(invite_member_again))
        .add(manage, routes!(end_member_sessions))
        .add(manage, routes!(end_member_factor))
}

/// A person of a partner.
#[derive(Debug, Serialize, ToSchema)]
pub struct Member {
    /// Their id.
    #[schema(value_type = String, example = "usr_01kw5x4e8fe7gv3d5q0qk2zj9n")]
    id: UserId,
    /// The full name.
    name: String,
    /// The e-mail address.
    email: String,
    /// Their partner; absent for people of the vendor.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    partner: Option<PartnerId>,
    /// The partner's name.
    org: String,
    /// What they may do, as roles.
    roles: Vec<String>,
    /// `invited`, `active`, `suspended` or `removed`.
    state: &'static str,
    /// Whether a second factor is asked for when they sign in.
    second_factor: bool,
    /// The language.
    locale: String,
    /// The time zone.
    zone: String,
    /// Since when they are known.
    #[schema(value_type = String, format = DateTime)]
    created_at: Instant,
    /// When they were here last, to the minute.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    last_seen_at: Option<Instant>,
    /// The version, also in `ETag`; send it back in `If-Match`.
    version: i64,
}

impl From<User> for Member {
    fn from(u: User) -> Self {
        Self {
            id: u.id,
            name: u.name,
            email: u.email,
            partner: u.partner,
            org: u.org,
            roles: u.roles.iter().map(|r| r.code().to_owned()).collect(),
            state: u.state.code(),
            second_factor: u.second_factor,
            locale: u.locale,
            zone: u.zone,
            created_at: u.created_at,
            last_seen_at: u.last_seen_at,
            version: u.version,
        }
    }
}

fn member(status: StatusCode, user: User) -> Response {
    let headers = [(ETAG, etag(user.version)), (LOCATION, format!("/api/v1/members/{}", user.id))];
    (status, headers, axum::Json(Member::from(user))).into_response()
}

/// Which members are asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct MemberQuery {
    /// People of this partner; members always get their own.
    #[param(pattern = "^(ptn_[0-7][0-9a-hjkmnp-tv-z]{25})?$")]
    partner: Option<String>,
    /// In this state; without it all but the removed.
    #[param(pattern = "^(invited|active|suspended|removed)?$")]
    state: Option<String>,
    /// Whose name or address holds this text.
    #[param(max_length = 100)]
    q: Option<String>,
}

/// Lists the people of partners by name; members get those of their own partner.
#[utoipa::path(get, path = "/api/v1/members", tag = "Members", summary = "List members", params(MemberQuery, PageQuery),
    responses((status = 200, description = "The members.", body = ApiPage<Member>)))]
async fn list_members(
    State(app): State<App>,
    me: Me,
    Query(query): Query<MemberQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Response, Failed> {
    let page = page.request()?;
    let partner = match query.partner.as_deref().filter(|p| !p.is_empty()) {
        Some(text) => Some(text.parse::<PartnerId>().map_err(|_| choice("partner"))?),
        None => me.actor.partner,
    };
    let filter = Filter { partner, members: true, ..filter(query.state.as_deref(), query.q.as_deref())? };
    let found = users::store::list(&app.read(&me.actor), &filter, &page).await?;
    Ok(axum::Json(ApiPage::of(found, Member::from)).into_response())
}

/// A person to invite.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewMember {
    /// The e-mail address, which gets the link.
    #[schema(format = Email, max_length = 254)]
    email: String,
    /// The full name.
    #[schema(max_length = 120, pattern = r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$")]
    name: String,
    /// What they may do.
    #[schema(schema_with = roles_schema)]
    roles: Vec<String>,
    /// Their partner; members invite into their own.
    #[schema(value_type = Option<String>, pattern = "^ptn_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    partner: Option<PartnerId>,
    /// The partner's name, needed only while it has no people who carry it.
    #[schema(max_length = 200, pattern = r"^[^\x00-\x1f\x7f-\x9f]*$")]
    org: Option<String>,
    /// The language of the invitation; English when absent.
    #[schema(pattern = "^(en|de)$")]
    locale: Option<String>,
}

fn roles_schema() -> Array {
    codes(Role::ALL.iter().filter(|r| !r.is_staff()).map(|r| r.code()))
}

/// Invites a person: they get a mail with a link to set their password.
#[utoipa::path(post, path = "/api/v1/members", tag = "Members", summary = "Invite a member", request_body = NewMember,
    responses((status = 201, description = "The member, invited.", body = Member)))]
async fn invite_member(State(app): State<App>, me: Me, Json(body): Json<NewMember>) -> Result<Response, Failed> {
    let partner = body.partner.or(me.actor.partner).ok_or_else(|| refuse("user.partner_needed", Kind::Conflict))?;
    let new = NewUser {
        email: body.email,
        name: body.name,
        roles: roles_of(&body.roles)?,
        partner: Some(partner),
        org: body.org.unwrap_or_default(),
        locale: language_of(body.locale)?,
        zone: me.zone.name().to_owned(),
    };
    let new = &new;
    let user = app
        .transact(&me.actor, |work| async move {
            let people_there = people::of_partner(&work, partner).await?;
            let org = people_there.first().map_or_else(|| new.org.clone(), |u| u.org.clone());
            let id = people::invite(&work, &NewUser { org, ..new.clone() }).await?;
            people::get(&work, id).await
        })
        .await?;
    Ok(member(StatusCode::CREATED, user))
}

/// Reads one person.
#[utoipa::path(get, path = "/api/v1/members/{id}", tag = "Members", summary = "Read a member",
    params(("id" = String, Path, description = "The member.")), responses((status = 200, description = "The member.", body = Member)))]
async fn get_member(State(app): State<App>, me: Me, Path(id): Path<UserId>) -> Result<Response, Failed> {
    Ok(member(StatusCode::OK, look_after(&app.read(&me.actor), id, SIDE).await?))
}

/// Removes a person for good: sessions and tokens end at once, the address is free again.
#[utoipa::path(delete, path = "/api/v1/members/{id}", tag = "Members", summary = "Remove a member",
    params(("id" = String, Path, description = "The member.")), responses((status = 204, description = "The person is gone.")))]
async fn remove_member(State(app): State<App>, me: Me, Path(id): Path<UserId>) -> Result<StatusCode, Failed> {
    remove(&app, &me, id, SIDE).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The roles of a person.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Roles {
    /// What they may do from now on.
    #[schema(schema_with = roles_schema)]
    roles: Vec<String>,
}

/// Sets the roles of a person; their sessions end, so that the new rights hold at once.
#[utoipa::path(put, path = "/api/v1/members/{id}/roles", tag = "Members", summary = "Set a member's roles", request_body = Roles,
    params(("id" = String, Path, description = "The member.")), responses((status = 200, description = "The member.", body = Member)))]
async fn set_member_roles(
    State(app): State<App>,
    me: Me,
    headers: HeaderMap,
    Path(id): Path<UserId>,
    Json(body): Json<Roles>,
) -> Result<Response, Failed> {
    let user = set_roles(&app, &me, id, SIDE, &roles_of(&body.roles)?, if_match(&headers)?).await?;
    Ok(member(StatusCode::OK, user))
}

/// Suspends a person: sessions and tokens end at once.
#[utoipa::path(post, path = "/api/v1/members/{id}/suspension", tag = "Members", summary = "Suspend a member",
    params(("id" = String, Path, description = "The member.")), responses((status = 200, description = "The member.", body = Member)))]
async fn suspend_member(State(app): State<App>, me: Me, Path(id): Path<UserId>) -> Result<Response, Failed> {
    Ok(member(StatusCode::OK, suspend(&app, &me, id, SIDE).await?))
}

/// Lets a suspended person back in.
#[utoipa::path(delete, path = "/api/v1/members/{id}/suspension", tag = "Members", summary = "End a suspension",
    params(("id" = String, Path, description = "The member.")), responses((status = 200, description = "The member.", body = Member)))]
async fn resume_member(State(app): State<App>, me: Me, Path(id): Path<UserId>) -> Result<Response, Failed> {
    Ok(member(StatusCode::OK, resume(&app, &me, id, SIDE).await?))
}

/// Sends the invitation of a person again, who has not come yet; the link of the one before ends.
#[utoipa::path(post, path = "/api/v1/members/{id}/invitation", tag = "Members", summary = "Invite a member again",
    params(("id" = String, Path, description = "The member.")), responses((status = 200, description = "The member.", body = Member)))]
async fn invite_member_again(State(app): State<App>, me: Me, Path(id): Path<UserId>) -> Result<Response, Failed> {
    Ok(member(StatusCode::OK, invite_again(&app, &me, id, SIDE).await?))
}

/// Signs a person out everywhere; their tokens stay.
#[utoipa::path(delete, path = "/api/v1/members/{id}/sessions", tag = "Members", summary = "Sign a member out",
    params(("id" = String, Path, description = "The member.")), responses((status = 204, description = "No browser is signed in any more.")))]
async fn end_member_sessions(State(app): State<App>, me: Me, Path(id): Path<UserId>) -> Result<StatusCode, Failed> {
    end_sessions(&app, &me, id, SIDE).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends the second factor of a person who has lost it; they sign in with the password alone until they set up another.
#[utoipa::path(delete, path = "/api/v1/members/{id}/second-factor", tag = "Members", summary = "End a member's second factor",
    params(("id" = String, Path, description = "The member.")), responses((status = 204, description = "It is not asked for any more.")))]
async fn end_member_factor(State(app): State<App>, me: Me, Path(id): Path<UserId>) -> Result<StatusCode, Failed> {
    end_factor(&app, &me, id, SIDE).await?;
    Ok(StatusCode::NO_CONTENT)
}
