//! Writing plans, and asking what a deal would earn.

use std::collections::HashMap;

use access::{Permission, Resource};
use base::{Money, PartnerId, PlanId, ProductId, Rate, Result, Rounding};
use chrono::NaiveDate;
use serde_json::json;
use work::{Entry, Work};

use super::model::{NewPlan, Plan, PlanState};
use super::{rules, store};

const GENERAL: Resource = Resource { kind: "plan", id: None, partner: None, owner: None };

/// All plans, the latest first.
pub async fn list(work: &Work) -> Result<Vec<Plan>> {
    work.may(Permission::PlanRead, &GENERAL)?;
    store::list(work).await
}

/// One plan.
pub async fn get(work: &Work, id: PlanId) -> Result<Plan> {
    work.may(Permission::PlanRead, &GENERAL)?;
    store::get(work, id).await
}

/// Writes a draft.
pub async fn draft(work: &Work, new: &NewPlan) -> Result<Plan> {
    work.may(Permission::PlanManage, &GENERAL)?;
    rules::check(new)?;
    let products = partners::products(work).await?;
    let mut invalid = base::Invalid::new();
    for (i, row) in new.rates.iter().enumerate() {
        let known = row.product.is_none_or(|id| products.iter().any(|p| p.id == id));
        invalid.check(known, &format!("rates.{i}.product"), "choice");
    }
    invalid.finish()?;
    let plan = Plan {
        id: work.new_id(),
        name: base::one_line(&new.name),
        state: PlanState::Draft,
        valid_from: new.valid_from,
        valid_until: new.valid_until,
        version: 1,
        rates: new.rates.clone(),
    };
    store::add(work, &plan).await?;
    work.audit(Entry::new("plan.drafted", "plan", plan.id).after(told(&plan)));
    Ok(plan)
}

/// Puts a draft in force.
pub async fn activate(work: &Work, id: PlanId) -> Result<Plan> {
    work.may(Permission::PlanManage, &GENERAL)?;
    store::lock(work).await?;
    let plan = store::get(work, id).await?;
    let others = store::list(work).await?;
    let plan = store::save(work, &rules::activate(plan, &others)?).await?;
    work.audit(Entry::new("plan.activated", "plan", plan.id).change(json!({ "state": "draft" }), told(&plan)));
    Ok(plan)
}

/// Ends a plan with today as its last day.
pub async fn end(work: &Work, id: PlanId) -> Result<Plan> {
    work.may(Permission::PlanManage, &GENERAL)?;
    let plan = store::save(work, &rules::end(store::get(work, id).await?, work.now().date_naive())?).await?;
    work.audit(Entry::new("plan.ended", "plan", plan.id).change(json!({ "state": "active" }), told(&plan)));
    Ok(plan)
}

fn told(plan: &Plan) -> serde_json::Value {
    let rates: Vec<_> =
        plan.rates.iter().map(|r| json!({ "product": r.product, "min_rank": r.min_rank, "rate": r.rate.to_string() })).collect();
    json!({ "name": plan.name, "state": plan.state.code(), "valid_from": plan.valid_from, "valid_until": plan.valid_until, "rates": rates })
}

/// The plan behind an amount, for explaining it to whoever may see the amount.
pub(crate) async fn behind(work: &Work, id: PlanId) -> Result<Plan> {
    store::get(work, id).await
}

/// The names of plans, for explaining amounts.
pub(crate) async fn names(work: &Work) -> Result<HashMap<PlanId, String>> {
    Ok(store::list(work).await?.into_iter().map(|p| (p.id, p.name)).collect())
}

/// The plan that decides about deals won on a day.
pub(crate) async fn deciding(work: &Work, on: NaiveDate) -> Result<Option<Plan>> {
    Ok(store::list(work).await?.into_iter().find(|p| rules::decides(p, on)))
}

/// What a partner would earn today with amounts of products; none where it earns nothing, or may not.
pub async fn earning(work: &Work, partner: PartnerId, lines: &[(ProductId, Money)]) -> Result<Option<Money>> {
    let standing = partners::standing(work, partner).await?;
    let Some(currency) = lines.first().map(|(_, amount)| amount.currency).filter(|_| standing.holds("incentive.earn", None)) else {
        return Ok(None);
    };
    let rank = standing.tier.map_or(0, |t| t.rank);
    let mut sum = Money::zero(currency);
    for (product, amount) in lines {
        if let Some((earned, _)) = estimate(work, *product, rank, *amount).await? {
            sum = sum.plus(earned).map_err(|e| base::Fault::new("estimating", e))?;
        }
    }
    Ok(Some(sum).filter(|s| s.minor > 0))
}

/// What an amount of a product would earn a partner of a rank today, and at which rate.
async fn estimate(work: &Work, product: ProductId, rank: i64, amount: Money) -> Result<Option<(Money, Rate)>> {
    let Some(plan) = deciding(work, work.now().date_naive()).await? else { return Ok(None) };
    let Some(row) = rules::applicable(&plan.rates, product, rank) else { return Ok(None) };
    let earned = amount.times(row.rate, Rounding::HalfUp).map_err(|e| base::Fault::new("estimating", e))?;
    Ok(Some((earned, row.rate)))
}
