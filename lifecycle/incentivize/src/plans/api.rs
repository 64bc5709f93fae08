//! The API of plans.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse;
use base::{PlanId, ProductId};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Me, Reply};

use super::actions;
use super::model::Plan;

pub(crate) fn routes() -> ApiRoutes {
    ApiRoutes::new().add(Gate::May(Permission::PlanRead), routes!(list))
}

/// A commission plan.
#[derive(Serialize, ToSchema)]
#[schema(as = Plan)]
struct PlanBody {
    /// Its id.
    #[schema(value_type = String)]
    id: PlanId,
    /// Its name.
    name: String,
    /// `draft`, `active` or `ended`.
    state: &'static str,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    valid_from: chrono::NaiveDate,
    /// Its last day; absent is open.
    #[schema(value_type = Option<String>, format = Date)]
    valid_until: Option<chrono::NaiveDate>,
    /// Its rates.
    rates: Vec<RateBody>,
}

/// One row of a rate table.
#[derive(Serialize, ToSchema)]
#[schema(as = PlanRate)]
struct RateBody {
    /// For which product; absent is any.
    #[schema(value_type = Option<String>)]
    product: Option<ProductId>,
    /// From which rank of tier upward.
    min_rank: i64,
    /// The share of the base, exact, such as `0.125`.
    rate: String,
}

fn body(p: Plan) -> PlanBody {
    let rates = p.rates.into_iter().map(|r| RateBody { product: r.product, min_rank: r.min_rank, rate: r.rate.to_string() });
    PlanBody { id: p.id, name: p.name, state: p.state.code(), valid_from: p.valid_from, valid_until: p.valid_until, rates: rates.collect() }
}

/// All plans, the latest first.
#[utoipa::path(get, path = "/api/v1/plans", tag = "Incentives", operation_id = "plans_list", responses((status = 200, description = "All plans.", body = Vec<PlanBody>)))]
async fn list(State(app): State<App>, me: Me) -> Reply {
    let plans = actions::list(&app.read(&me.actor)).await?;
    Ok(axum::response::Json(plans.into_iter().map(body).collect::<Vec<_>>()).into_response())
}
