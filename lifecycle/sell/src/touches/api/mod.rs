//! The API of the touches.

mod bodies;

use access::Permission;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use base::{AccountId, FieldError, Invalid, PartnerId, TouchId};
use http::StatusCode;
use http::header::LOCATION;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::routes;
use web::{ApiPage, ApiRoutes, App, Gate, Json, Me, PageQuery, Path, Query, Reply};

use self::bodies::{AnswerBody, FiguresBody, KindCode, NewTouchBody, StateCode, TouchBody};
use super::actions;
use super::model::{Filter, Touch};
use crate::quarter::Quarter;

pub(crate) fn routes() -> ApiRoutes {
    let read = Gate::May(Permission::DealRead);
    ApiRoutes::new()
        .add(read, routes!(list))
        .add(Gate::May(Permission::DealRegister), routes!(create))
        .add(read, routes!(get))
        .add(Gate::May(Permission::DealDecide), routes!(answer))
        .add(read, routes!(figures))
        .add(Gate::May(Permission::AccountRead), routes!(journey))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Only at customers whose name begins with this text.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Only of this kind.
    #[param(inline)]
    #[serde(default, deserialize_with = "web::given")]
    kind: Option<KindCode>,
    /// Only in this state.
    #[param(inline)]
    #[serde(default, deserialize_with = "web::given")]
    state: Option<StateCode>,
    /// Only of this quarter, such as `2026-Q4`.
    #[param(min_length = 7, max_length = 7, pattern = "^(19[7-9][0-9]|[2-8][0-9]{3}|9[0-8][0-9]{2})-Q[1-4]$")]
    quarter: Option<String>,
    /// Only of this partner.
    #[param(value_type = Option<String>)]
    #[serde(default, deserialize_with = "web::given")]
    partner_id: Option<PartnerId>,
}

impl ListQuery {
    fn filter(&self) -> Result<Filter, Invalid> {
        let mut invalid = Invalid::new();
        let q = self.q.clone().unwrap_or_default();
        if q.chars().count() > 200 {
            invalid.push(FieldError::new("q", "too_long").with("max", 200));
        }
        let asked = self.quarter.as_deref().filter(|q| !q.is_empty());
        let quarter = asked.and_then(Quarter::from_code);
        invalid.check(asked.is_none() || quarter.is_some(), "quarter", "choice");
        invalid.finish()?;
        Ok(Filter { kind: self.kind.map(Into::into), state: self.state.map(Into::into), quarter, partner: self.partner_id, q })
    }
}

fn said(me: &Me, touch: Touch) -> Response {
    axum::response::Json(TouchBody::of(touch, me.is_staff())).into_response()
}

/// What partners contributed to the journeys of customers, the latest first; a partner reads its own.
#[utoipa::path(get, path = "/api/v1/touches", tag = "Touches", operation_id = "touches_list", params(ListQuery, PageQuery), responses((status = 200, description = "A page of touches.", body = ApiPage<TouchBody>)))]
async fn list(State(app): State<App>, me: Me, Query(query): Query<ListQuery>, Query(page): Query<PageQuery>) -> Reply {
    let (found, _) = actions::list(&app.read(&me.actor), &query.filter()?, &page.request()?).await?;
    let staff = me.is_staff();
    Ok(axum::response::Json(ApiPage::of(found, |t| TouchBody::of(t, staff))).into_response())
}

/// Says what the caller's partner did at a customer.
///
/// It counts once a person of the vendor has confirmed it. The answer is the same whether the vendor knows the
/// customer or not.
#[utoipa::path(post, path = "/api/v1/touches", tag = "Touches", operation_id = "touches_create", request_body = NewTouchBody, responses((status = 201, description = "The touch; `Location` is its address.", body = TouchBody)))]
async fn create(State(app): State<App>, me: Me, Json(body): Json<NewTouchBody>) -> Reply {
    let new = &body.read();
    let made = app.transact(&me.actor, |work| async move { actions::claim(&work, new, &Invalid::new()).await }).await?;
    let place = format!("/api/v1/touches/{}", made.id);
    Ok((StatusCode::CREATED, [(LOCATION, place)], said(&me, made)).into_response())
}

/// A touch.
#[utoipa::path(get, path = "/api/v1/touches/{id}", tag = "Touches", operation_id = "touches_get", params(("id" = String, Path, description = "The touch's id.")), responses((status = 200, description = "The touch.", body = TouchBody)))]
async fn get(State(app): State<App>, me: Me, Path(id): Path<TouchId>) -> Reply {
    let touch = actions::get(&app.read(&me.actor), id).await?;
    Ok(said(&me, touch))
}

/// Confirms or refuses what a partner claims.
#[utoipa::path(post, path = "/api/v1/touches/{id}/answer", tag = "Touches", operation_id = "touches_answer", params(("id" = String, Path, description = "The touch's id.")), request_body = AnswerBody, responses((status = 200, description = "The touch.", body = TouchBody)))]
async fn answer(State(app): State<App>, me: Me, Path(id): Path<TouchId>, Json(body): Json<AnswerBody>) -> Reply {
    let answer = &body.read();
    let touch = app.transact(&me.actor, |work| async move { actions::answer(&work, id, answer, &Invalid::new()).await }).await?;
    Ok(said(&me, touch))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OfPartner {
    /// Only of this partner.
    #[param(value_type = Option<String>)]
    #[serde(default, deserialize_with = "web::given")]
    partner_id: Option<PartnerId>,
}

/// How much partners contribute: of the caller's partner, of one partner, or of all.
#[utoipa::path(get, path = "/api/v1/touch-figures", tag = "Touches", operation_id = "touch_figures", params(OfPartner), responses((status = 200, description = "The figures, with the days between which they were counted.", body = FiguresBody)))]
async fn figures(State(app): State<App>, me: Me, Query(query): Query<OfPartner>) -> Reply {
    let found = actions::figures(&app.read(&me.actor), query.partner_id).await?;
    Ok(axum::response::Json(FiguresBody::from(found)).into_response())
}

/// The journey of a customer: every partner's part, the first touch first; for the vendor.
#[utoipa::path(get, path = "/api/v1/accounts/{id}/journey", tag = "Touches", operation_id = "accounts_journey", params(("id" = String, Path, description = "The account's id; one that was merged leads to the account it stands for."), OfPartner, PageQuery), responses((status = 200, description = "A page of touches.", body = ApiPage<TouchBody>)))]
async fn journey(
    State(app): State<App>,
    me: Me,
    Path(id): Path<AccountId>,
    Query(query): Query<OfPartner>,
    Query(page): Query<PageQuery>,
) -> Reply {
    let (_, found) = actions::journey(&app.read(&me.actor), id, query.partner_id, &page.request()?).await?;
    Ok(axum::response::Json(ApiPage::of(found, |s| TouchBody::of(s.touch, true))).into_response())
}
