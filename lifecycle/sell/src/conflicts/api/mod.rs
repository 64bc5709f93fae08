//! The API of the conflicts.

mod bodies;
mod codes;
mod fair;
mod figures;
mod moves;
mod opportunities;

use access::Permission;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use base::{CaseId, DealId};
use chrono::TimeDelta;
use http::header::ETAG;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::routes;
use web::{ApiPage, ApiRoutes, App, Gate, Me, PageQuery, Path, Query, Reply, etag};

use self::bodies::{CardBody, CaseBody, LetterBody};
use self::codes::StateCode;
use self::figures::FiguresBody;
use super::actions;
use super::model::Filter;

pub(crate) fn routes() -> ApiRoutes {
    let read = Gate::May(Permission::DealRead);
    ApiRoutes::new()
        .add(read, routes!(list))
        .add(read, routes!(get))
        .add(read, routes!(letters))
        .add(read, routes!(figures_get))
        .merge(moves::routes())
        .merge(opportunities::routes())
        .merge(fair::routes())
}

/// A case as the caller may see it, with its version.
async fn answer(app: &App, me: &Me, id: CaseId) -> base::Result<Response> {
    let seen = actions::seen(&app.read(&me.actor), id).await?;
    let tag = etag(seen.case.version);
    Ok(([(ETAG, tag)], axum::response::Json(CaseBody::of(seen, me.is_staff()))).into_response())
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Only in these states; may be repeated.
    #[serde(default)]
    #[param(inline)]
    state: Vec<StateCode>,
    /// Only with this deal.
    #[param(value_type = Option<String>)]
    #[serde(default, deserialize_with = "web::given")]
    deal_id: Option<DealId>,
}

/// Conflicts that the caller may see, newest first: a partner sees those in which it is a side.
#[utoipa::path(get, path = "/api/v1/conflicts", tag = "Conflicts", operation_id = "conflicts_list", params(ListQuery, PageQuery), responses((status = 200, description = "A page of conflicts.", body = ApiPage<CardBody>)))]
async fn list(State(app): State<App>, me: Me, Query(query): Query<ListQuery>, Query(page): Query<PageQuery>) -> Reply {
    let filter = Filter { states: query.state.iter().map(|s| (*s).into()).collect(), deal: query.deal_id };
    let found = actions::list(&app.read(&me.actor), &filter, &page.request()?).await?;
    Ok(axum::response::Json(ApiPage::of(found, CardBody::from)).into_response())
}

/// One conflict: for staff with every side, what is known of each and what the rules propose; for a partner its own
/// part, and nothing of another side.
#[utoipa::path(get, path = "/api/v1/conflicts/{id}", tag = "Conflicts", operation_id = "conflicts_get", params(("id" = String, Path, description = "The conflict's id.")), responses((status = 200, description = "The conflict; `ETag` is its version.", body = CaseBody)))]
async fn get(State(app): State<App>, me: Me, Path(id): Path<CaseId>) -> Reply {
    Ok(answer(&app, &me, id).await?)
}

/// The letters of a ruling, one for each side that the caller may see; empty until there is a ruling.
#[utoipa::path(get, path = "/api/v1/conflicts/{id}/letters", tag = "Conflicts", operation_id = "conflict_letters_list", params(("id" = String, Path, description = "The conflict's id.")), responses((status = 200, description = "The letters.", body = Vec<LetterBody>)))]
async fn letters(State(app): State<App>, me: Me, Path(id): Path<CaseId>) -> Reply {
    let found = actions::letters(&app.read(&me.actor), &app.read(&app.system("conflicts")), id).await?;
    Ok(axum::response::Json(found.into_iter().map(LetterBody::from).collect::<Vec<_>>()).into_response())
}

/// How conflicts went in the last year; for staff.
#[utoipa::path(get, path = "/api/v1/conflict-figures", tag = "Conflicts", operation_id = "conflict_figures_get", responses((status = 200, description = "The figures.", body = FiguresBody)))]
async fn figures_get(State(app): State<App>, me: Me) -> Reply {
    let work = app.read(&me.actor);
    let found = actions::tally(&work, work.now() - TimeDelta::days(365)).await?;
    Ok(axum::response::Json(FiguresBody::of(found, actions::course(&work).await?)).into_response())
}
