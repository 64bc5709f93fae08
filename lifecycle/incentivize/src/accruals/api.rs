//! The API of accruals and balances.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse;
use base::{AccrualId, DealId, PartnerId, PlanId, ProductId, StatementId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use web::{ApiPage, ApiRoutes, App, Gate, Me, PageQuery, Path, Query, Reply};

use super::actions;
use super::model::{Accrual, AccrualState, Filter};
use crate::ledger;

pub(crate) fn routes() -> ApiRoutes {
    ApiRoutes::new()
        .add(Gate::May(Permission::AccrualRead), routes!(list))
        .add(Gate::May(Permission::AccrualRead), routes!(get))
        .add(Gate::May(Permission::AccrualApprove), routes!(approve))
        .add(Gate::May(Permission::AccrualRead), routes!(balances))
}

/// Money earned.
#[derive(Serialize, ToSchema)]
#[schema(as = Accrual)]
pub(crate) struct AccrualBody {
    /// Its id.
    #[schema(value_type = String)]
    id: AccrualId,
    /// By which partner.
    #[schema(value_type = String)]
    partner: PartnerId,
    /// For which deal.
    #[schema(value_type = String)]
    deal: DealId,
    /// The customer's name.
    company: String,
    /// For which product.
    #[schema(value_type = String)]
    product: ProductId,
    /// Under which plan.
    #[schema(value_type = String)]
    plan: PlanId,
    /// In which version.
    plan_version: i64,
    /// The partner's rank on that day.
    tier_rank: i64,
    /// What the rate was applied to, in minor units.
    base_minor: i64,
    /// The rate, exact.
    rate: String,
    /// The result in minor units, rounded once, half away from zero.
    amount_minor: i64,
    /// The currency of both.
    currency: &'static str,
    /// The day the deal was won.
    #[schema(value_type = String, format = Date)]
    earned_on: chrono::NaiveDate,
    /// `accrued`, `approved`, `paid` or `reversed`.
    state: &'static str,
    /// On which statement it is.
    #[schema(value_type = Option<String>)]
    statement: Option<StatementId>,
    /// On which statement it is subtracted, when it was taken back after it was stated.
    #[schema(value_type = Option<String>)]
    taken_back_on: Option<StatementId>,
}

pub(crate) fn body(a: Accrual) -> AccrualBody {
    AccrualBody {
        id: a.id,
        partner: a.partner,
        deal: a.deal,
        company: a.company,
        product: a.product,
        plan: a.plan,
        plan_version: a.plan_version,
        tier_rank: a.tier_rank,
        base_minor: a.base.minor,
        rate: a.rate.to_string(),
        amount_minor: a.amount.minor,
        currency: a.amount.currency.code(),
        earned_on: a.earned_on,
        state: a.state.code(),
        statement: a.statement,
        taken_back_on: a.taken_back_on,
    }
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Only in this state: `accrued`, `approved`, `paid` or `reversed`.
    state: Option<String>,
    /// Only for this deal.
    deal: Option<String>,
    /// Only of this partner.
    partner: Option<String>,
}

/// Accruals that the caller may see, latest first.
#[utoipa::path(get, path = "/api/v1/accruals", tag = "Incentives", operation_id = "accruals_list", params(ListQuery, PageQuery), responses((status = 200, description = "A page of accruals.", body = ApiPage<AccrualBody>)))]
async fn list(State(app): State<App>, me: Me, Query(query): Query<ListQuery>, Query(page): Query<PageQuery>) -> Reply {
    let mut invalid = base::Invalid::new();
    let state = query.state.as_deref().map(|s| AccrualState::CODES.into_iter().find(|c| *c == s));
    invalid.check(state != Some(None), "state", "choice");
    let deal = query.deal.as_deref().map(str::parse::<DealId>);
    invalid.check(!matches!(deal, Some(Err(_))), "deal", "bad_id");
    let partner = query.partner.as_deref().map(str::parse::<PartnerId>);
    invalid.check(!matches!(partner, Some(Err(_))), "partner", "bad_id");
    invalid.finish()?;
    let filter = Filter { state: state.flatten(), deal: deal.and_then(Result::ok), partner: partner.and_then(Result::ok) };
    let found = actions::list(&app.read(&me.actor), &filter, &page.request()?).await?;
    Ok(axum::response::Json(ApiPage::of(found, body)).into_response())
}

/// One accrual.
#[utoipa::path(get, path = "/api/v1/accruals/{id}", tag = "Incentives", operation_id = "accruals_get", params(("id" = String, Path, description = "The accrual's id.")), responses((status = 200, description = "The accrual.", body = AccrualBody)))]
async fn get(State(app): State<App>, me: Me, Path(id): Path<AccrualId>) -> Reply {
    let a = actions::get(&app.read(&me.actor), id).await?;
    Ok(axum::response::Json(body(a)).into_response())
}

/// Approves an accrual for payment.
#[utoipa::path(post, path = "/api/v1/accruals/{id}/approval", tag = "Incentives", operation_id = "accruals_approve", params(("id" = String, Path, description = "The accrual's id.")), responses((status = 200, description = "The approved accrual.", body = AccrualBody)))]
async fn approve(State(app): State<App>, me: Me, Path(id): Path<AccrualId>) -> Reply {
    let a = app.transact(&me.actor, |work| async move { actions::approve(&work, id).await }).await?;
    Ok(axum::response::Json(body(a)).into_response())
}

/// The balance of one account of the ledger.
#[derive(Serialize, ToSchema)]
#[schema(as = Balance)]
struct BalanceBody {
    /// `commission_expense`, `accrued`, `payable` or `paid_out`.
    account: String,
    /// Debits less credits, in minor units; what a partner holds is a credit, so it is negative.
    minor: i64,
    /// The currency.
    currency: &'static str,
}

/// The balances of the ledger within what the caller may see; they sum to zero in each currency.
#[utoipa::path(get, path = "/api/v1/balances", tag = "Incentives", operation_id = "balances_list", responses((status = 200, description = "All balances.", body = Vec<BalanceBody>)))]
async fn balances(State(app): State<App>, me: Me) -> Reply {
    let found = ledger::actions::balances(&app.read(&me.actor), None).await?;
    let rows: Vec<BalanceBody> =
        found.into_iter().map(|b| BalanceBody { account: b.account, minor: b.amount.minor, currency: b.amount.currency.code() }).collect();
    Ok(axum::response::Json(rows).into_response())
}
