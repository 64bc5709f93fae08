//! The API of accounts.

mod bodies;
mod matches;

use access::Permission;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base::{AccountId, Error, Kind, PageRequest};
use http::header::{ETAG, LOCATION};
use http::{HeaderMap, HeaderValue, StatusCode};
use matching::Judgment;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use web::{ApiPage, ApiRoutes, App, Gate, Json, Me, PageQuery, Path, Query, Reply, etag, if_match};

use super::actions;
use super::model::{Account, Filter, NewAccount, Origin};
use crate::countries;
use bodies::{AccountBody, AccountChange, AccountFields, body};
use matches::{MatchList, matched};

pub(crate) fn routes() -> ApiRoutes {
    ApiRoutes::new()
        .add(Gate::May(Permission::AccountRead), routes!(list))
        .add(Gate::May(Permission::AccountManage), routes!(create))
        .add(Gate::May(Permission::AccountRead), routes!(get))
        .add(Gate::May(Permission::AccountManage), routes!(change))
        .add(Gate::May(Permission::AccountRead), routes!(doubles))
        .add(Gate::May(Permission::AccountManage), routes!(judge, forget))
        .add(Gate::May(Permission::AccountRead), routes!(check))
}

fn answer(status: StatusCode, account: Account) -> Response {
    let (tag, place) = (etag(account.version), format!("/api/v1/accounts/{}", account.id));
    let mut response = (status, [(ETAG, tag)], axum::response::Json(body(account))).into_response();
    if status == StatusCode::CREATED
        && let Ok(value) = HeaderValue::from_str(&place)
    {
        response.headers_mut().insert(LOCATION, value);
    }
    response
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Only whose name or domain begins with this text, or is spelled much like it.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Only in this country, ISO 3166 alpha-2.
    #[serde(default, deserialize_with = "web::given")]
    #[param(pattern = "^[A-Z]{2}$")]
    country: Option<String>,
    /// Only of exactly this industry.
    #[param(max_length = 250)]
    industry: Option<String>,
}

/// Accounts by name.
#[utoipa::path(get, path = "/api/v1/accounts", tag = "Accounts", operation_id = "accounts_list", params(ListQuery, PageQuery), responses((status = 200, description = "A page of accounts. Members of partners see none.", body = ApiPage<AccountBody>)))]
async fn list(State(app): State<App>, me: Me, Query(query): Query<ListQuery>, Query(page): Query<PageQuery>) -> Reply {
    let mut invalid = base::Invalid::new();
    invalid.check(query.country.as_deref().is_none_or(|c| countries::code(c) == Some(c)), "country", "account.country");
    let country = query.country.unwrap_or_default();
    let sound = |text: &str, max: usize| text.chars().count() <= max && !text.chars().any(char::is_control);
    let (q, industry) = (query.q.unwrap_or_default(), query.industry.unwrap_or_default());
    invalid.check(sound(&q, 200), "q", "account.search");
    invalid.check(sound(&industry, 250), "industry", "account.search");
    invalid.finish()?;
    let request: PageRequest = page.request()?;
    if request.after.as_ref().is_some_and(|c| c.key.contains('\0')) {
        return Err(base::refuse("cursor", Kind::Invalid).into());
    }
    let found = actions::list(&app.read(&me.actor), &Filter { q, country, industry, ids: None }, &request).await?;
    Ok(axum::response::Json(ApiPage::of(found, body)).into_response())
}

/// Adds an account.
///
/// Whether the company is known already is asked at `/api/v1/account-matches`; adding does not ask it.
#[utoipa::path(post, path = "/api/v1/accounts", tag = "Accounts", operation_id = "accounts_create", request_body = AccountFields, responses((status = 201, description = "The new account; `Location` is its address, `ETag` its version.", body = AccountBody)))]
async fn create(State(app): State<App>, me: Me, Json(fields): Json<AccountFields>) -> Reply {
    let new = NewAccount { external: fields.external()?, ..NewAccount::new(fields.details()?, Origin::Api) };
    let new = &new;
    let account = app.transact(&me.actor, |work| async move { actions::add(&work, new).await }).await?;
    Ok(answer(StatusCode::CREATED, account))
}

/// One account.
#[utoipa::path(get, path = "/api/v1/accounts/{id}", tag = "Accounts", operation_id = "accounts_get", params(("id" = String, Path, description = "The account's id.")), responses((status = 200, description = "The account; `ETag` is its version.", body = AccountBody)))]
async fn get(State(app): State<App>, me: Me, Path(id): Path<AccountId>) -> Reply {
    Ok(answer(StatusCode::OK, actions::get(&app.read(&me.actor), id).await?))
}

/// Changes an account.
///
/// Fields that are left out stay as they are; an empty text or `null` takes a value away.
#[utoipa::path(patch, path = "/api/v1/accounts/{id}", tag = "Accounts", operation_id = "accounts_change", params(("id" = String, Path, description = "The account's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = AccountChange, responses((status = 200, description = "The changed account; `ETag` is its version.", body = AccountBody)))]
async fn change(State(app): State<App>, me: Me, Path(id): Path<AccountId>, headers: HeaderMap, Json(change): Json<AccountChange>) -> Reply {
    let version = if_match(&headers)?;
    let change = &change;
    let account = app
        .transact(&me.actor, |work| async move {
            let now = actions::get(&work, id).await?;
            // The change is of what was read here, so that is the version to hold on to.
            let version = version.unwrap_or(now.version);
            actions::edit(&work, id, &change.over(now.details)?, Some(version)).await
        })
        .await?;
    Ok(answer(StatusCode::OK, account))
}

/// Asks whether a company is known, without adding it.
///
/// The same engine answers for deals, leads and imports. Members of partners may not ask: the answer would
/// tell them who the vendor's customers are.
#[utoipa::path(post, path = "/api/v1/account-matches", tag = "Accounts", operation_id = "account_matches_check", request_body = AccountFields, responses((status = 200, description = "Accounts that may be this company, best first, with the evidence.", body = MatchList)))]
async fn check(State(app): State<App>, me: Me, Json(fields): Json<AccountFields>) -> Reply {
    fields.external()?;
    let details = super::rules::sound(&fields.details()?)?;
    let found = actions::check(&app.read(&me.actor), &details, 10).await.map_err(|e| match e {
        Error::Refused(r) if r.kind() == Kind::Missing => Error::forbidden(),
        e => e,
    })?;
    let l = me.l10n(&app);
    Ok(axum::response::Json(MatchList { data: found.into_iter().map(|m| matched(m, &l)).collect() }).into_response())
}

/// Accounts that may be the same company as this one; what a person said about a pair stands above the score.
#[utoipa::path(get, path = "/api/v1/accounts/{id}/matches", tag = "Accounts", operation_id = "accounts_matches", params(("id" = String, Path, description = "The account's id.")), responses((status = 200, description = "Accounts that may be the same company, best first, with the evidence.", body = MatchList)))]
async fn doubles(State(app): State<App>, me: Me, Path(id): Path<AccountId>) -> Reply {
    let work = app.read(&me.actor);
    let account = actions::get(&work, id).await?;
    let found = actions::matches_of(&work, &account, 10).await?;
    let l = me.l10n(&app);
    Ok(axum::response::Json(MatchList { data: found.into_iter().map(|m| matched(m, &l)).collect() }).into_response())
}

/// What a person says about two accounts.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AccountVerdict)]
struct VerdictBody {
    /// `same` or `different`.
    #[schema(pattern = "^(same|different)$")]
    judgment: String,
}

/// Says whether two accounts are the same company.
#[utoipa::path(put, path = "/api/v1/accounts/{id}/verdicts/{other}", tag = "Accounts", operation_id = "account_verdicts_put", params(("id" = String, Path, description = "The account's id."), ("other" = String, Path, description = "The other account's id.")), request_body = VerdictBody, responses((status = 204, description = "Noted.")))]
async fn judge(State(app): State<App>, me: Me, Path((id, other)): Path<(AccountId, AccountId)>, Json(said): Json<VerdictBody>) -> Reply {
    let judgment = [Judgment::Same, Judgment::Different].into_iter().find(|j| j.code() == said.judgment);
    let mut invalid = base::Invalid::new();
    invalid.check(judgment.is_some(), "judgment", "account.judgment");
    invalid.finish()?;
    app.transact(&me.actor, |work| async move { actions::judge(&work, id, other, judgment).await }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Leaves open again whether two accounts are the same company.
#[utoipa::path(delete, path = "/api/v1/accounts/{id}/verdicts/{other}", tag = "Accounts", operation_id = "account_verdicts_delete", params(("id" = String, Path, description = "The account's id."), ("other" = String, Path, description = "The other account's id.")), responses((status = 204, description = "Open again.")))]
async fn forget(State(app): State<App>, me: Me, Path((id, other)): Path<(AccountId, AccountId)>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::judge(&work, id, other, None).await }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
