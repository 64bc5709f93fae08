//! The API of the deals.

mod answered;
mod answers;
mod batches;
mod bodies;
mod calendar;
mod checks;
mod codes;
mod decisions;
mod estimate;
mod files;
mod moves;
mod owners;
mod terms;
mod uploads;

use access::Permission;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base::{AccountId, DealId, FieldError, Invalid, PartnerId, ProductId};
use chrono::NaiveDate;
use http::header::{ETAG, LOCATION};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use web::{ApiPage, ApiRoutes, App, Gate, Json, Me, PageQuery, Path, Query, Reply, etag, if_match};

use self::answers::{CardBody, DealBody, NoteBody};
use self::bodies::{DealChange, NewDealBody};
use self::codes::SortCode;
use super::actions::{self, Input};
use super::model::{Deal, Filter, Sort};

pub(crate) use checks::asked;
pub(crate) use codes::{StageCode, StateCode};
pub(crate) use estimate::earning;
pub(crate) use uploads::{body_limit, hand_out, send, take_in};

pub(crate) fn routes() -> ApiRoutes {
    let (read, edit) = (Gate::May(Permission::DealRead), Gate::May(Permission::DealEdit));
    ApiRoutes::new()
        .add(read, routes!(list))
        .add(Gate::May(Permission::DealRegister), routes!(create))
        .add(read, routes!(get))
        .add(edit, routes!(change))
        .add(read, routes!(notes))
        .add(edit, routes!(add_note))
        .merge(moves::routes())
        .merge(terms::routes())
        .merge(decisions::routes())
        .merge(answered::routes())
        .merge(checks::routes())
        .merge(batches::routes())
        .merge(files::routes())
        .merge(owners::routes())
        .merge(calendar::routes())
        .merge(estimate::routes())
}

/// A deal with its version.
fn answer(me: &Me, deal: Deal) -> Response {
    let tag = etag(deal.version);
    ([(ETAG, tag)], axum::response::Json(DealBody::of(deal, me.is_staff()))).into_response()
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Whose company, product or contact holds this text; for staff, whose company begins with it.
    #[param(max_length = 200)]
    q: Option<String>,
    /// Only in these states; may be repeated.
    #[serde(default)]
    #[param(inline)]
    state: Vec<StateCode>,
    /// Only approved deals in this stage.
    #[param(inline)]
    #[serde(default, deserialize_with = "web::given")]
    stage: Option<StageCode>,
    /// Only with this product.
    #[param(value_type = Option<String>)]
    #[serde(default, deserialize_with = "web::given")]
    product_id: Option<ProductId>,
    /// Only of this partner.
    #[param(value_type = Option<String>)]
    #[serde(default, deserialize_with = "web::given")]
    partner_id: Option<PartnerId>,
    /// Only about this account.
    #[param(value_type = Option<String>)]
    #[serde(default, deserialize_with = "web::given")]
    account_id: Option<AccountId>,
    /// Only expected to close on this day or later.
    #[serde(default, deserialize_with = "web::given")]
    closing_from: Option<NaiveDate>,
    /// Only expected to close before this day.
    #[serde(default, deserialize_with = "web::given")]
    closing_until: Option<NaiveDate>,
    /// Only those that the caller owns, alone or with others.
    #[serde(default, deserialize_with = "web::given")]
    mine: Option<bool>,
    /// The order; across all partners only `recent` and `company`.
    #[param(inline)]
    #[serde(default, deserialize_with = "web::given")]
    sort: Option<SortCode>,
}

impl ListQuery {
    fn filter(&self, me: &Me) -> Result<Filter, Invalid> {
        let mut invalid = Invalid::new();
        let sound = |d: &NaiveDate| *d >= NaiveDate::default() && d.format("%Y").to_string().len() == 4;
        invalid.check(self.closing_from.as_ref().is_none_or(sound), "closing_from", "date");
        invalid.check(self.closing_until.as_ref().is_none_or(sound), "closing_until", "date");
        let q = self.q.clone().unwrap_or_default();
        if q.chars().count() > 200 {
            invalid.push(FieldError::new("q", "too_long").with("max", 200));
        }
        invalid.finish()?;
        Ok(Filter {
            q,
            states: self.state.iter().map(|s| (*s).into()).collect(),
            stage: self.stage.map(Into::into),
            product: self.product_id,
            closing_from: self.closing_from,
            closing_until: self.closing_until,
            ending_until: None,
            owner: me.actor.user.filter(|_| self.mine == Some(true)),
            partner: self.partner_id,
            account: self.account_id,
            merged: Vec::new(),
        })
    }
}

/// Deals that the caller may see.
#[utoipa::path(get, path = "/api/v1/deals", tag = "Deals", operation_id = "deals_list", params(ListQuery, PageQuery), responses((status = 200, description = "A page of deals.", body = ApiPage<CardBody>)))]
async fn list(State(app): State<App>, me: Me, Query(query): Query<ListQuery>, Query(page): Query<PageQuery>) -> Reply {
    let filter = query.filter(&me)?;
    let sort: Sort = query.sort.map(Into::into).unwrap_or_default();
    let (found, _) = actions::list(&app.read(&me.actor), &filter, sort, &page.request()?).await?;
    Ok(axum::response::Json(ApiPage::of(found, CardBody::from)).into_response())
}

/// Hands a registration in, or keeps a draft.
///
/// A registration that is free and under the limit is approved at once; otherwise a person decides by
/// `answer_by`. What is known of an overlap is only that it exists.
#[utoipa::path(post, path = "/api/v1/deals", tag = "Deals", operation_id = "deals_create", request_body = NewDealBody, responses((status = 201, description = "The deal; `Location` is its address, `ETag` its version.", body = DealBody)))]
async fn create(State(app): State<App>, me: Me, Json(body): Json<NewDealBody>) -> Reply {
    let (partner, registration, unread, draft) = body.read();
    let input = Input { partner, draft: None, version: None, registration, unread };
    let deal = if draft {
        let input = &input;
        app.transact(&me.actor, |work| async move { actions::save_draft(&work, input).await }).await?
    } else {
        hand_in(&app, &me, &input).await?
    };
    let place = format!("/api/v1/deals/{}", deal.id);
    Ok((StatusCode::CREATED, [(LOCATION, place)], answer(&me, deal)).into_response())
}

/// Looks first, then writes.
pub(super) async fn hand_in(app: &App, me: &Me, input: &Input) -> base::Result<Deal> {
    let ready = actions::prepare(&app.read(&me.actor), input).await?;
    let ready = &ready;
    app.transact(&me.actor, |work| async move { actions::register(&work, ready).await }).await
}

/// One deal.
#[utoipa::path(get, path = "/api/v1/deals/{id}", tag = "Deals", operation_id = "deals_get", params(("id" = String, Path, description = "The deal's id.")), responses((status = 200, description = "The deal; `ETag` is its version.", body = DealBody)))]
async fn get(State(app): State<App>, me: Me, Path(id): Path<DealId>) -> Reply {
    let deal = actions::get(&app.read(&me.actor), id).await?;
    Ok(answer(&me, deal))
}

/// Changes what a deal says.
///
/// Until the decision everything can change; an approval fixes customer and products.
#[utoipa::path(patch, path = "/api/v1/deals/{id}", tag = "Deals", operation_id = "deals_change", params(("id" = String, Path, description = "The deal's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = DealChange, responses((status = 200, description = "The changed deal.", body = DealBody)))]
async fn change(State(app): State<App>, me: Me, Path(id): Path<DealId>, headers: HeaderMap, Json(body): Json<DealChange>) -> Reply {
    let version = if_match(&headers)?;
    let before = actions::get(&app.read(&me.actor), id).await?;
    let known = before.version;
    let (registration, unread) = body.apply(before.registration);
    // What was read here is what is changed there: a save in between is not overwritten.
    let input = &Input { partner: None, draft: None, version: Some(version.unwrap_or(known)), registration, unread };
    let deal = app.transact(&me.actor, |work| async move { actions::edit(&work, id, input).await }).await?;
    Ok(answer(&me, deal))
}

/// The notes about a deal, newest first.
#[utoipa::path(get, path = "/api/v1/deals/{id}/notes", tag = "Deals", operation_id = "deal_notes_list", params(("id" = String, Path, description = "The deal's id."), PageQuery), responses((status = 200, description = "A page of notes.", body = ApiPage<NoteBody>)))]
async fn notes(State(app): State<App>, me: Me, Path(id): Path<DealId>, Query(page): Query<PageQuery>) -> Reply {
    let work = app.read(&me.actor);
    let deal = actions::get(&work, id).await?;
    let found = actions::notes(&work, deal.id, &page.request()?).await?;
    Ok(axum::response::Json(ApiPage::of(found, NoteBody::from)).into_response())
}

/// Something to write about a deal.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewDealNote {
    /// The text, in Markdown.
    #[schema(min_length = 2, max_length = 2000)]
    body: String,
    /// Whether only the vendor's staff read it; staff only.
    #[serde(default)]
    internal: bool,
    /// By a partner: that this asks how the deal stands; staff answers by the next working day. By staff: that the
    /// partner asked by other means, and this answers. On a draft it is ignored.
    #[serde(default)]
    asks: bool,
}

/// Writes a note about a deal. A note by the partner is progress, and progress extends a protection; a question is not.
#[utoipa::path(post, path = "/api/v1/deals/{id}/notes", tag = "Deals", operation_id = "deal_notes_add", params(("id" = String, Path, description = "The deal's id.")), request_body = NewDealNote, responses((status = 201, description = "The note.", body = NoteBody)))]
async fn add_note(State(app): State<App>, me: Me, Path(id): Path<DealId>, Json(note): Json<NewDealNote>) -> Reply {
    let new = &actions::NewNote { body: note.body, internal: note.internal, asks: note.asks };
    let added = app.transact(&me.actor, |work| async move { actions::add_note(&work, id, new).await }).await?;
    Ok((StatusCode::CREATED, axum::response::Json(NoteBody::from(added))).into_response())
}
