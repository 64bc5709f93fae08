//! The people of the vendor.

use access::{Permission, Role};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base::{Instant, UserId};
use http::header::{ETAG, LOCATION};
use http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::Array;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use web::{ApiPage, ApiRoutes, App, Failed, Gate, Json, Me, PageQuery, Path, Query, etag, if_match};

use super::codes;
use super::people::{
    Side, end_factor, end_sessions, filter, invite_again, language_of, look_after, remove, resume, roles_of, set_roles, suspend,
};
use crate::users::actions as people;
use crate::users::model::Filter;
use crate::{NewUser, User as Found, users};

const SIDE: Side = Side::Vendor;

pub(super) fn routes() -> ApiRoutes {
    let manage = Gate::May(Permission::UserManage);
    ApiRoutes::new()
        .add(manage, routes!(list_users))
        .add(manage, routes!(invite_user))
        .add(manage, routes!(get_user))
        .add(manage, routes!(remove_user))
        .add(manage, routes!(set_user_roles))
        .add(manage, routes!(suspend_user))
        .add(manage, routes!(resume_user))
        .add(manage, routes!(invite_user_again))
        .add(manage, routes!(end_user_sessions))
        .add(manage, routes!(end_user_factor))
}

/// A person of the vendor.
#[derive(Debug, Serialize, ToSchema)]
struct User {
    /// Their id.
    #[schema(value_type = String, example = "usr_01kw5x4e8fe7gv3d5q0qk2zj9n")]
    id: UserId,
    /// The full name.
    name: String,
    /// The e-mail address.
    email: String,
    /// The name of their team.
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

impl From<Found> for User {
    fn from(u: Found) -> Self {
        Self {
            id: u.id,
            name: u.name,
            email: u.email,
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

fn answer(status: StatusCode, user: Found) -> Response {
    let headers = [(ETAG, etag(user.version)), (LOCATION, format!("/api/v1/users/{}", user.id))];
    (status, headers, axum::Json(User::from(user))).into_response()
}

/// Which people are asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct UserQuery {
    /// In this state; without it all but the removed.
    #[param(pattern = "^(invited|active|suspended|removed)?$")]
    state: Option<String>,
    /// Whose name or address holds this text.
    #[param(max_length = 100)]
    q: Option<String>,
}

/// Lists the vendor's own people by name.
#[utoipa::path(get, path = "/api/v1/users", tag = "Users", summary = "List users", params(UserQuery, PageQuery),
    responses((status = 200, description = "The people.", body = ApiPage<User>)))]
async fn list_users(
    State(app): State<App>,
    me: Me,
    Query(query): Query<UserQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Response, Failed> {
    let page = page.request()?;
    let filter = Filter { staff: true, ..filter(query.state.as_deref(), query.q.as_deref())? };
    let found = users::store::list(&app.read(&me.actor), &filter, &page).await?;
    Ok(axum::Json(ApiPage::of(found, User::from)).into_response())
}

fn roles_schema() -> Array {
    codes(Role::ALL.iter().filter(|r| r.is_staff()).map(|r| r.code()))
}

/// A person of the vendor to invite.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewStaff {
    /// The e-mail address, which gets the link.
    #[schema(format = Email, max_length = 254)]
    email: String,
    /// The full name.
    #[schema(max_length = 120, pattern = r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$")]
    name: String,
    /// What they may do.
    #[schema(schema_with = roles_schema)]
    roles: Vec<String>,
    /// The name of their team; the vendor's name when absent.
    #[schema(max_length = 200, pattern = r"^[^\x00-\x1f\x7f-\x9f]*$")]
    org: Option<String>,
    /// The language of the invitation; English when absent.
    #[schema(pattern = "^(en|de)$")]
    locale: Option<String>,
}

/// Invites a colleague: they get a mail with a link to set their password.
#[utoipa::path(post, path = "/api/v1/users", tag = "Users", summary = "Invite a user", request_body = NewStaff,
    responses((status = 201, description = "The person, invited.", body = User)))]
async fn invite_user(State(app): State<App>, me: Me, Json(body): Json<NewStaff>) -> Result<Response, Failed> {
    let new = &NewUser {
        email: body.email,
        name: body.name,
        roles: roles_of(&body.roles)?,
        partner: None,
        org: body.org.unwrap_or_else(|| app.settings().vendor.clone()),
        locale: language_of(body.locale)?,
        zone: me.zone.name().to_owned(),
    };
    let user = app
        .transact(&me.actor, |work| async move {
            let id = people::invite(&work, new).await?;
            people::get(&work, id).await
        })
        .await?;
    Ok(answer(StatusCode::CREATED, user))
}

/// Reads one person of the vendor.
#[utoipa::path(get, path = "/api/v1/users/{id}", tag = "Users", summary = "Read a user",
    params(("id" = String, Path, description = "The person.")), responses((status = 200, description = "The person.", body = User)))]
async fn get_user(State(app): State<App>, me: Me, Path(id): Path<UserId>) -> Result<Response, Failed> {
    Ok(answer(StatusCode::OK, look_after(&app.read(&me.actor), id, SIDE).await?))
}

/// Removes a person for good: sessions and tokens end at once, the address is free again.
#[utoipa::path(delete, path = "/api/v1/users/{id}", tag = "Users", summary = "Remove a user",
    params(("id" = String, Path, description = "The person.")), responses((status = 204, description = "The person is gone.")))]
async fn remove_user(State(app): State<App>, me: Me, Path(id): Path<UserId>) -> Result<StatusCode, Failed> {
    remove(&app, &me, id, SIDE).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The roles of a person of the vendor.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StaffRoles {
    /// What they may do from now on.
    #[schema(schema_with = roles_schema)]
    roles: Vec<String>,
}

/// Sets the roles of a person; their sessions end, so that the new rights hold at once.
#[utoipa::path(put, path = "/api/v1/users/{id}/roles", tag = "Users", summary = "Set a user's roles", request_body = StaffRoles,
    params(("id" = String, Path, description = "The person."), ("If-Match" = Option<String>, Header, description = "The version that was read.")),
    responses((status = 200, description = "The person.", body = User)))]
async fn set_user_roles(
    State(app): State<App>,
    me: Me,
    headers: HeaderMap,
    Path(id): Path<UserId>,
    Json(body): Json<StaffRoles>,
) -> Result<Response, Failed> {
    let user = set_roles(&app, &me, id, SIDE, &roles_of(&body.roles)?, if_match(&headers)?).await?;
    Ok(answer(StatusCode::OK, user))
}

/// Suspends a person: sessions and tokens end at once.
#[utoipa::path(post, path = "/api/v1/users/{id}/suspension", tag = "Users", summary = "Suspend a user",
    params(("id" = String, Path, description = "The person.")), responses((status = 200, description = "The person.", body = User)))]
async fn suspend_user(State(app): State<App>, me: Me, Path(id): Path<UserId>) -> Result<Response, Failed> {
    Ok(answer(StatusCode::OK, suspend(&app, &me, id, SIDE).await?))
}

/// Lets a suspended person back in.
#[utoipa::path(delete, path = "/api/v1/users/{id}/suspension", tag = "Users", summary = "End a user's suspension",
    params(("id" = String, Path, description = "The person.")), responses((status = 200, description = "The person.", body = User)))]
async fn resume_user(State(app): State<App>, me: Me, Path(id): Path<UserId>) -> Result<Response, Failed> {
    Ok(answer(StatusCode::OK, resume(&app, &me, id, SIDE).await?))
}

/// Sends the invitation of a person again, who has not come yet; the link of the one before ends.
#[utoipa::path(post, path = "/api/v1/users/{id}/invitation", tag = "Users", summary = "Invite a user again",
    params(("id" = String, Path, description = "The person.")), responses((status = 200, description = "The person.", body = User)))]
async fn invite_user_again(State(app): State<App>, me: Me, Path(id): Path<UserId>) -> Result<Response, Failed> {
    Ok(answer(StatusCode::OK, invite_again(&app, &me, id, SIDE).await?))
}

/// Signs a person out everywhere; their tokens stay.
#[utoipa::path(delete, path = "/api/v1/users/{id}/sessions", tag = "Users", summary = "Sign a user out",
    params(("id" = String, Path, description = "The person.")), responses((status = 204, description = "No browser is signed in any more.")))]
async fn end_user_sessions(State(app): State<App>, me: Me, Path(id): Path<UserId>) -> Result<StatusCode, Failed> {
    end_sessions(&app, &me, id, SIDE).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends the second factor of a person who has lost it; they sign in with the password alone until they set up another.
#[utoipa::path(delete, path = "/api/v1/users/{id}/second-factor", tag = "Users", summary = "End a user's second factor",
    params(("id" = String, Path, description = "The person.")), responses((status = 204, description = "It is not asked for any more.")))]
async fn end_user_factor(State(app): State<App>, me: Me, Path(id): Path<UserId>) -> Result<StatusCode, Failed> {
    end_factor(&app, &me, id, SIDE).await?;
    Ok(StatusCode::NO_CONTENT)
}
