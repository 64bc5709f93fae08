//! The API of the directory.

use access::Permission;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base::{PartnerId, TierId, UserId};
use http::HeaderMap;
use http::header::ETAG;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use web::{ApiPage, ApiRoutes, App, Gate, Json, Me, PageQuery, Path, Query, Reply, etag, if_match};

use super::actions;
use super::model::{Filter, Lifecycle, Partner, PartnerType};

pub(crate) fn routes() -> ApiRoutes {
    ApiRoutes::new()
        .add(Gate::May(Permission::PartnerRead), routes!(list))
        .add(Gate::May(Permission::PartnerRead), routes!(get))
        .add(Gate::May(Permission::PartnerRead), routes!(change))
        .add(Gate::May(Permission::PartnerManage), routes!(move_to))
        .add(Gate::May(Permission::PartnerManage), routes!(assign))
        .add(Gate::May(Permission::PartnerManage), routes!(set_tier))
}

/// A partner organization.
#[derive(Serialize, ToSchema)]
#[schema(as = Partner)]
struct PartnerBody {
    /// Its id.
    #[schema(value_type = String, example = "ptn_01h455vb4pex5vsknk084sn02q")]
    id: PartnerId,
    /// Its name.
    name: String,
    /// What sort it is.
    kind: &'static str,
    /// Its country, ISO 3166 alpha-2.
    country: String,
    /// Its city.
    city: String,
    /// Its web site.
    website: String,
    /// How far it has come: contracting, onboarding, active …
    state: &'static str,
    /// Its manager at the vendor.
    #[schema(value_type = Option<String>)]
    manager: Option<UserId>,
    /// Its tier.
    #[schema(value_type = Option<String>)]
    tier: Option<TierId>,
    /// The currency it is paid in.
    currency: &'static str,
    /// Since when it is known.
    #[schema(value_type = String, format = DateTime)]
    created_at: base::Instant,
    /// When it first became active.
    #[schema(value_type = Option<String>, format = DateTime)]
    activated_at: Option<base::Instant>,
}

fn body(p: Partner) -> PartnerBody {
    PartnerBody {
        id: p.id,
        name: p.name,
        kind: p.kind.code(),
        country: p.country,
        city: p.city,
        website: p.website,
        state: p.state.code(),
        manager: p.manager,
        tier: p.tier,
        currency: p.currency.code(),
        created_at: p.created_at,
        activated_at: p.activated_at,
    }
}

fn answer(p: Partner) -> Response {
    let tag = etag(p.version);
    ([(ETAG, tag)], axum::response::Json(body(p))).into_response()
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Only in this state.
    #[serde(default, deserialize_with = "web::given")]
    state: Option<String>,
    /// Only of this sort.
    #[serde(default, deserialize_with = "web::given")]
    kind: Option<String>,
    /// Only whose name holds this text.
    #[param(max_length = 200)]
    q: Option<String>,
}

/// Partners that the caller may see, by name.
#[utoipa::path(get, path = "/api/v1/partners", tag = "Partners", operation_id = "partners_list", params(ListQuery, PageQuery), responses((status = 200, description = "A page of partners.", body = ApiPage<PartnerBody>)))]
async fn list(State(app): State<App>, me: Me, Query(query): Query<ListQuery>, Query(page): Query<PageQuery>) -> Reply {
    let mut invalid = base::Invalid::new();
    let state = query.state.as_deref().map(Lifecycle::from_code);
    let kind = query.kind.as_deref().map(PartnerType::from_code);
    invalid.check(state != Some(None), "state", "choice");
    invalid.check(kind != Some(None), "kind", "choice");
    if query.q.as_deref().is_some_and(|q| q.chars().count() > 200) {
        invalid.push(base::FieldError::new("q", "too_long").with("max", 200));
    }
    invalid.finish()?;
    let filter = Filter { state: state.flatten(), kind: kind.flatten(), manager: None, q: query.q.unwrap_or_default(), ids: None };
    let found = actions::list(&app.read(&me.actor), &filter, &page.request()?).await?;
    Ok(axum::response::Json(ApiPage::of(found, body)).into_response())
}

/// One partner.
#[utoipa::path(get, path = "/api/v1/partners/{id}", tag = "Partners", operation_id = "partners_get", params(("id" = String, Path, description = "The partner's id.")), responses((status = 200, description = "The partner; `ETag` is its version.", body = PartnerBody)))]
async fn get(State(app): State<App>, me: Me, Path(id): Path<PartnerId>) -> Reply {
    Ok(answer(actions::get(&app.read(&me.actor), id).await?))
}

/// What a partner says of itself.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PartnerChange {
    /// Its city.
    #[schema(max_length = 100)]
    city: String,
    /// Its web site.
    #[schema(max_length = 200)]
    website: String,
}

/// Changes what a partner says of itself.
#[utoipa::path(patch, path = "/api/v1/partners/{id}", tag = "Partners", operation_id = "partners_change", params(("id" = String, Path, description = "The partner's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = PartnerChange, responses((status = 200, description = "The changed partner.", body = PartnerBody)))]
async fn change(State(app): State<App>, me: Me, Path(id): Path<PartnerId>, headers: HeaderMap, Json(change): Json<PartnerChange>) -> Reply {
    let version = if_match(&headers)?;
    let change = &change;
    let p = app.transact(&me.actor, |work| async move { actions::edit(&work, id, version, &change.city, &change.website).await }).await?;
    Ok(answer(p))
}

/// A move along the lifecycle.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Move {
    /// The state to move to.
    #[schema(max_length = 40)]
    to: String,
    /// Why; needed for suspending, leaving and rejecting.
    #[schema(max_length = 2000)]
    reason: Option<String>,
}

/// Moves a partner along its lifecycle.
#[utoipa::path(post, path = "/api/v1/partners/{id}/moves", tag = "Partners", operation_id = "partners_move", params(("id" = String, Path, description = "The partner's id.")), request_body = Move, responses((status = 200, description = "The moved partner.", body = PartnerBody)))]
async fn move_to(State(app): State<App>, me: Me, Path(id): Path<PartnerId>, Json(wish): Json<Move>) -> Reply {
    let mut invalid = base::Invalid::new();
    let to = Lifecycle::from_code(&wish.to);
    invalid.check(to.is_some(), "to", "choice");
    let reason = wish.reason.as_deref();
    invalid.finish()?;
    let Some(to) = to else { return Err(base::Error::missing().into()) };
    let p = app.transact(&me.actor, |work| async move { actions::move_to(&work, id, to, reason).await }).await?;
    Ok(answer(p))
}

/// Who is to look after a partner.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ManagerChange {
    /// A channel manager.
    #[schema(value_type = String)]
    manager: UserId,
}

/// Gives a partner another manager.
#[utoipa::path(put, path = "/api/v1/partners/{id}/manager", tag = "Partners", operation_id = "partners_assign", params(("id" = String, Path, description = "The partner's id.")), request_body = ManagerChange, responses((status = 200, description = "The partner.", body = PartnerBody)))]
async fn assign(State(app): State<App>, me: Me, Path(id): Path<PartnerId>, Json(wish): Json<ManagerChange>) -> Reply {
    let manager = wish.manager;
    Ok(answer(app.transact(&me.actor, |work| async move { actions::assign(&work, id, manager).await }).await?))
}

/// On which tier a partner is to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TierChange {
    /// A tier of its program.
    #[schema(value_type = String)]
    tier: TierId,
    /// Why; the partner sees it.
    #[schema(min_length = 1, max_length = 2000)]
    reason: String,
}

/// Puts a partner on another tier, up or down.
#[utoipa::path(put, path = "/api/v1/partners/{id}/tier", tag = "Partners", operation_id = "partners_set_tier", params(("id" = String, Path, description = "The partner's id.")), request_body = TierChange, responses((status = 200, description = "The partner.", body = PartnerBody)))]
async fn set_tier(State(app): State<App>, me: Me, Path(id): Path<PartnerId>, Json(wish): Json<TierChange>) -> Reply {
    let wish = &wish;
    Ok(answer(app.transact(&me.actor, |work| async move { actions::set_tier(&work, id, wish.tier, &wish.reason).await }).await?))
}
