//! The caller: who it is, tokens, sessions.

use access::Permission;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base::{Instant, Kind, PartnerId, SessionId, TokenId, UserId, refuse};
use chrono::TimeDelta;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa::openapi::schema::Array;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Failed, Gate, Json, Me, Path, Via};

use super::{choice, codes};
use crate::sessions::model::device;
use crate::tokens::model::NewToken;
use crate::{sessions, tokens};

pub(super) fn routes() -> ApiRoutes {
    let gate = Gate::May(Permission::TokenManage);
    ApiRoutes::new()
        .add(Gate::SignedIn, routes!(me))
        .add(gate, routes!(list_tokens))
        .add(gate, routes!(make_token))
        .add(gate, routes!(end_token))
        .add(Gate::SignedIn, routes!(list_sessions))
        .add(Gate::SignedIn, routes!(end_session))
        .add(Gate::SignedIn, routes!(end_sessions))
}

/// The caller.
#[derive(Debug, Serialize, ToSchema)]
pub struct Caller {
    /// The person.
    #[schema(value_type = String, example = "usr_01kw5x4e8fe7gv3d5q0qk2zj9n")]
    id: UserId,
    /// The full name.
    name: String,
    /// The e-mail address.
    email: String,
    /// The name of the partner or team.
    org: String,
    /// The partner whose rows the caller sees; absent for people of the vendor.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    partner: Option<PartnerId>,
    /// The roles.
    roles: Vec<String>,
    /// What the caller may do, as far as the token's scopes allow.
    permissions: Vec<String>,
    /// The language.
    locale: String,
    /// The time zone.
    zone: String,
}

/// Who the caller is and what the caller may do.
#[utoipa::path(get, path = "/api/v1/me", tag = "Account", summary = "Who am I",
    responses((status = 200, description = "The caller.", body = Caller)))]
async fn me(State(app): State<App>, me: Me) -> Result<Response, Failed> {
    let account = me.account.clone().ok_or_else(unauthenticated)?;
    let permissions = Permission::ALL.iter().filter(|p| me.can(&app, **p)).map(|p| p.code().to_owned());
    let caller = Caller {
        id: account.id,
        name: account.name,
        email: account.email,
        org: account.org,
        partner: me.actor.partner,
        roles: me.actor.roles.iter().map(|r| r.code().to_owned()).collect(),
        permissions: permissions.collect(),
        locale: me.locale.tag().to_owned(),
        zone: me.zone.name().to_owned(),
    };
    Ok(axum::Json(caller).into_response())
}

fn unauthenticated() -> base::Error {
    refuse("unauthenticated", Kind::Unauthenticated)
}

/// A personal access token, without its secret.
#[derive(Debug, Serialize, ToSchema)]
pub struct Token {
    /// Its id.
    #[schema(value_type = String, example = "tok_01kw5x4e8fe7gv3d5q0qk2zj9n")]
    id: TokenId,
    /// What its owner calls it.
    name: String,
    /// Its first characters.
    hint: String,
    /// The permissions that it lends.
    scopes: Vec<String>,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    created_at: Instant,
    /// When it ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<Instant>,
    /// When it was used last, to the minute.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    last_used_at: Option<Instant>,
}

impl From<tokens::model::Token> for Token {
    fn from(t: tokens::model::Token) -> Self {
        Self {
            id: t.id,
            name: t.name,
            hint: t.hint,
            scopes: t.scopes.iter().map(|s| s.code().to_owned()).collect(),
            created_at: t.created_at,
            expires_at: t.expires_at,
            last_used_at: t.last_used_at,
        }
    }
}

/// A new token with its secret.
#[derive(Debug, Serialize, ToSchema)]
struct MadeToken {
    /// The token.
    token: Token,
    /// The secret; it is shown this once.
    secret: String,
}

/// All of the caller's own.
#[derive(Debug, Serialize, ToSchema)]
struct Tokens {
    /// The tokens, latest first.
    data: Vec<Token>,
}

/// Lists the caller's tokens.
#[utoipa::path(get, path = "/api/v1/tokens", tag = "Account", summary = "List tokens",
    responses((status = 200, description = "The tokens.", body = Tokens)))]
async fn list_tokens(State(app): State<App>, me: Me) -> Result<Response, Failed> {
    let found = tokens::actions::list(&app.read(&me.actor), me.user()?).await?;
    Ok(axum::Json(Tokens { data: found.into_iter().map(Token::from).collect() }).into_response())
}

/// A token to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TokenRequest {
    /// What to call it.
    #[schema(max_length = 80, pattern = r"^[^\x00-\x1f\x7f-\x9f]*[^\s\x00-\x1f\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$")]
    name: String,
    /// The permissions that it lends, such as `deal.read`; a token can lend only its own.
    #[schema(schema_with = scopes_schema)]
    scopes: Vec<String>,
    /// How many days it holds; 90 when absent.
    #[schema(minimum = 1, maximum = 365)]
    days: Option<i64>,
}

fn scopes_schema() -> Array {
    codes(Permission::ALL.iter().map(|p| p.code()))
}

/// Makes a token. The answer is the only place where its secret is shown.
#[utoipa::path(post, path = "/api/v1/tokens", tag = "Account", summary = "Make a token", request_body = TokenRequest,
    responses((status = 201, description = "The token with its secret.", body = MadeToken)))]
async fn make_token(State(app): State<App>, me: Me, Json(body): Json<TokenRequest>) -> Result<Response, Failed> {
    let user = me.user()?;
    let scopes: Option<Vec<Permission>> = body.scopes.iter().map(|s| Permission::from_code(s)).collect();
    let new = NewToken {
        name: body.name,
        scopes: scopes.ok_or_else(|| choice("scopes"))?,
        expires_at: Some(app.now() + TimeDelta::days(body.days.unwrap_or(90).clamp(0, 1000))),
    };
    let new = &new;
    let (token, secret) = app.transact(&me.actor, |work| async move { tokens::actions::make(&work, user, new).await }).await?;
    let unkept = [(http::header::CACHE_CONTROL, "no-store")];
    Ok((StatusCode::CREATED, unkept, axum::Json(MadeToken { token: token.into(), secret })).into_response())
}

/// Takes a token back.
#[utoipa::path(delete, path = "/api/v1/tokens/{id}", tag = "Account", summary = "End a token",
    params(("id" = String, Path, description = "The token.")), responses((status = 204, description = "The token is no longer accepted.")))]
async fn end_token(State(app): State<App>, me: Me, Path(id): Path<TokenId>) -> Result<StatusCode, Failed> {
    let user = me.user()?;
    app.transact(&me.actor, |work| async move { tokens::actions::end(&work, user, id).await }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A browser in which the caller is signed in.
#[derive(Debug, Serialize, ToSchema)]
struct Session {
    /// Its id.
    #[schema(value_type = String, example = "ses_01kw5x4e8fe7gv3d5q0qk2zj9n")]
    id: SessionId,
    /// The browser, in a few words.
    device: String,
    /// From where it was begun.
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    /// Whether this call comes from it.
    current: bool,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    created_at: Instant,
    /// When it was used last, to the minute.
    #[schema(value_type = String, format = DateTime)]
    last_seen_at: Instant,
    /// When it ends.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Instant,
}

/// All of the caller's own.
#[derive(Debug, Serialize, ToSchema)]
struct Sessions {
    /// The sessions, the one used last first.
    data: Vec<Session>,
}

/// Sessions and the profile are the person's own business: a token must have been lent that too.
pub(super) fn own_business(me: &Me) -> base::Result<UserId> {
    let lent = me.actor.scopes.as_ref().is_none_or(|s| s.contains(&Permission::TokenManage));
    if lent { me.user() } else { Err(base::Error::forbidden()) }
}

/// Lists the browsers in which the caller is signed in. A token needs the scope `token.manage`.
#[utoipa::path(get, path = "/api/v1/sessions", tag = "Account", summary = "List sessions",
    responses((status = 200, description = "The sessions.", body = Sessions)))]
async fn list_sessions(State(app): State<App>, me: Me) -> Result<Response, Failed> {
    let user = own_business(&me)?;
    let found = sessions::actions::list(&app.read(&me.actor), user).await?;
    let data = found.into_iter().map(|s| Session {
        current: me.via == Via::Session(s.id),
        id: s.id,
        device: s.agent.as_deref().map(device).unwrap_or_default(),
        address: s.address,
        created_at: s.created_at,
        last_seen_at: s.last_seen_at,
        expires_at: s.expires_at,
    });
    Ok(axum::Json(Sessions { data: data.collect() }).into_response())
}

/// Ends a session. A token needs the scope `token.manage`.
#[utoipa::path(delete, path = "/api/v1/sessions/{id}", tag = "Account", summary = "End a session",
    params(("id" = String, Path, description = "The session.")), responses((status = 204, description = "The session is over.")))]
async fn end_session(State(app): State<App>, me: Me, Path(id): Path<SessionId>) -> Result<StatusCode, Failed> {
    let user = own_business(&me)?;
    app.transact(&me.actor, |work| async move { sessions::actions::end(&work, user, id).await }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Signs the caller out everywhere; tokens stay. A token needs the scope `token.manage`.
#[utoipa::path(delete, path = "/api/v1/sessions", tag = "Account", summary = "End all sessions",
    responses((status = 204, description = "No browser is signed in any more.")))]
async fn end_sessions(State(app): State<App>, me: Me) -> Result<StatusCode, Failed> {
    let user = own_business(&me)?;
    app.transact(&me.actor, |work| async move { sessions::actions::end_all(&work, user, None).await }).await?;
    Ok(StatusCode::NO_CONTENT)
}
