//! The API of plans.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse;
use base::{Invalid, PlanId, ProductId, Rate};
use chrono::NaiveDate;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Path, Reply};

use super::actions;
use super::model::{NewPlan, Plan, PlanRate};

pub(crate) fn routes() -> ApiRoutes {
    ApiRoutes::new()
        .add(Gate::May(Permission::PlanRead), routes!(list))
        .add(Gate::May(Permission::PlanManage), routes!(draft))
        .add(Gate::May(Permission::PlanRead), routes!(get))
        .add(Gate::May(Permission::PlanManage), routes!(activate))
        .add(Gate::May(Permission::PlanManage), routes!(end))
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
    valid_from: NaiveDate,
    /// Its last day; absent is open.
    #[schema(value_type = Option<String>, format = Date)]
    valid_until: Option<NaiveDate>,
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

/// One plan.
#[utoipa::path(get, path = "/api/v1/plans/{id}", tag = "Incentives", operation_id = "plans_get", params(("id" = String, Path, description = "The plan's id.")), responses((status = 200, description = "The plan.", body = PlanBody)))]
async fn get(State(app): State<App>, me: Me, Path(id): Path<PlanId>) -> Reply {
    Ok(axum::response::Json(body(actions::get(&app.read(&me.actor), id).await?)).into_response())
}

/// A plan to be written.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewPlan)]
#[serde(deny_unknown_fields)]
struct NewPlanBody {
    /// Its name.
    #[schema(min_length = 2, max_length = 100)]
    name: String,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    valid_from: NaiveDate,
    /// Its last day; absent is open.
    #[schema(value_type = Option<String>, format = Date)]
    valid_until: Option<NaiveDate>,
    /// Its rates; a product and rank may have one.
    #[schema(min_items = 1, max_items = 100)]
    rates: Vec<NewRateBody>,
}

/// A row of the rate table of a plan to be written.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewPlanRate)]
#[serde(deny_unknown_fields)]
struct NewRateBody {
    /// For which product; absent is any.
    #[schema(value_type = Option<String>)]
    product: Option<ProductId>,
    /// From which rank of tier upward; 0 is everybody.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 100)]
    min_rank: i64,
    /// The share of the base, exact, such as `0.125`; at most four digits after the point.
    #[schema(max_length = 6, pattern = "^(0(\\.[0-9]{1,4})?|1(\\.0{1,4})?)$")]
    rate: String,
}

/// Writes a draft; it decides nothing until it is activated.
#[utoipa::path(post, path = "/api/v1/plans", tag = "Incentives", operation_id = "plans_draft", request_body = NewPlanBody, responses((status = 201, description = "The draft.", body = PlanBody)))]
async fn draft(State(app): State<App>, me: Me, Json(new): Json<NewPlanBody>) -> Reply {
    let mut invalid = Invalid::new();
    let mut rates = Vec::with_capacity(new.rates.len());
    for (i, row) in new.rates.iter().enumerate() {
        match row.rate.parse::<Rate>() {
            Ok(rate) => rates.push(PlanRate { product: row.product, min_rank: row.min_rank, rate }),
            Err(_) => {
                invalid.check(false, &format!("rates.{i}.rate"), "rate");
            }
        }
    }
    invalid.finish()?;
    let new = &NewPlan { name: new.name, valid_from: new.valid_from, valid_until: new.valid_until, rates };
    let plan = app.transact(&me.actor, |work| async move { actions::draft(&work, new).await }).await?;
    Ok((StatusCode::CREATED, axum::response::Json(body(plan))).into_response())
}

/// Puts a draft in force.
#[utoipa::path(post, path = "/api/v1/plans/{id}/activation", tag = "Incentives", operation_id = "plans_activate", params(("id" = String, Path, description = "The plan's id.")), responses((status = 200, description = "The active plan.", body = PlanBody)))]
async fn activate(State(app): State<App>, me: Me, Path(id): Path<PlanId>) -> Reply {
    let plan = app.transact(&me.actor, |work| async move { actions::activate(&work, id).await }).await?;
    Ok(axum::response::Json(body(plan)).into_response())
}

/// Ends a plan with today as its last day.
#[utoipa::path(post, path = "/api/v1/plans/{id}/end", tag = "Incentives", operation_id = "plans_end", params(("id" = String, Path, description = "The plan's id.")), responses((status = 200, description = "The plan, which ends today.", body = PlanBody)))]
async fn end(State(app): State<App>, me: Me, Path(id): Path<PlanId>) -> Reply {
    let plan = app.transact(&me.actor, |work| async move { actions::end(&work, id).await }).await?;
    Ok(axum::response::Json(body(plan)).into_response())
}
