//! The API of the views.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse;
use base::{DealViewId, Instant};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Path, Reply};

use super::actions;
use super::model::{NewView, View};

pub(crate) fn routes() -> ApiRoutes {
    let read = Gate::May(Permission::DealRead);
    ApiRoutes::new().add(read, routes!(list)).add(read, routes!(save)).add(read, routes!(remove))
}

/// A name for an address of the list of deals.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DealView)]
struct ViewBody {
    /// Its id.
    #[schema(value_type = String)]
    id: DealViewId,
    /// Its name.
    name: String,
    /// The filters, columns and order, as the address of the list writes them.
    query: String,
    /// Whether all staff see it.
    shared: bool,
    /// When it was saved.
    #[schema(value_type = String, format = DateTime)]
    saved_at: Instant,
}

impl From<View> for ViewBody {
    fn from(v: View) -> Self {
        Self { id: v.id, name: v.name, query: v.query, shared: v.shared, saved_at: v.at }
    }
}

/// The views of the caller.
#[derive(Debug, Serialize, ToSchema)]
struct DealViews {
    /// The own ones, and for staff those that are shared, by name.
    data: Vec<ViewBody>,
}

/// The views of the caller, by name.
#[utoipa::path(get, path = "/api/v1/deal-views", tag = "Deals", operation_id = "deal_views_list", responses((status = 200, description = "The views.", body = DealViews)))]
async fn list(State(app): State<App>, me: Me) -> Reply {
    let found = actions::list(&app.read(&me.actor)).await?;
    Ok(axum::response::Json(DealViews { data: found.into_iter().map(ViewBody::from).collect() }).into_response())
}

/// A view to save.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewDealView {
    /// Its name.
    #[schema(min_length = 1, max_length = 60)]
    name: String,
    /// The filters, columns and order, as the address of the list writes them; what the list does not know is left out.
    #[schema(max_length = 1000, pattern = "^[A-Za-z0-9%_.=&+-]*$")]
    #[serde(default)]
    query: String,
    /// Whether all staff are to see it; staff only.
    #[serde(default)]
    shared: bool,
}

/// Saves an address of the list under a name.
#[utoipa::path(post, path = "/api/v1/deal-views", tag = "Deals", operation_id = "deal_views_add", request_body = NewDealView, responses((status = 201, description = "The view.", body = ViewBody)))]
async fn save(State(app): State<App>, me: Me, Json(body): Json<NewDealView>) -> Reply {
    let new = &NewView { name: body.name, query: body.query, shared: body.shared };
    let saved = app.transact(&me.actor, |work| async move { actions::save(&work, new).await }).await?;
    Ok((StatusCode::CREATED, axum::response::Json(ViewBody::from(saved))).into_response())
}

/// Removes a view.
#[utoipa::path(delete, path = "/api/v1/deal-views/{id}", tag = "Deals", operation_id = "deal_views_remove", params(("id" = String, Path, description = "The view's id.")), responses((status = 204, description = "It is gone.")))]
async fn remove(State(app): State<App>, me: Me, Path(id): Path<DealViewId>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::remove(&work, id).await }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
