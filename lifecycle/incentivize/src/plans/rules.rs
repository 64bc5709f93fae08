//! What a sound plan is, and which rate applies: pure.

use base::{FieldError, Invalid, Kind, ProductId, Rate, Refusal, check_length};
use chrono::{Datelike as _, NaiveDate};

use super::model::{NewPlan, Plan, PlanRate, PlanState};

/// Why a plan stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlanRefused {
    /// Its state does not allow that.
    #[error("a plan that is {state} cannot be {verb}")]
    State {
        /// The state it is in.
        state: &'static str,
        /// What was asked for.
        verb: &'static str,
    },
    /// Another plan decides about some of its days.
    #[error("{other} decides about some of these days")]
    Overlap {
        /// The other plan's name.
        other: String,
    },
}

impl Refusal for PlanRefused {
    fn code(&self) -> &'static str {
        match self {
            Self::State { .. } => "plan.state",
            Self::Overlap { .. } => "plan.overlap",
        }
    }
    fn kind(&self) -> Kind {
        Kind::Conflict
    }
    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::State { state, verb } => vec![("state", (*state).to_owned()), ("verb", (*verb).to_owned())],
            Self::Overlap { other } => vec![("other", other.clone())],
        }
    }
}

/// The most rows that a rate table has.
pub const MOST_RATES: usize = 100;

/// Checks a plan: days in order, at least one rate, rates between nothing and the whole, no row twice.
pub fn check(new: &NewPlan) -> Result<(), Invalid> {
    let mut invalid = Invalid::new();
    if let Err(e) = check_length("name", &new.name, 2, 100) {
        invalid.push(e);
    }
    let sane = |day: NaiveDate| (2000..=2199).contains(&day.year());
    invalid.check(sane(new.valid_from), "valid_from", "date");
    invalid.check(new.valid_until.is_none_or(sane), "valid_until", "date");
    invalid.check(new.valid_until.is_none_or(|u| u >= new.valid_from), "valid_until", "date_order");
    invalid.check(!new.rates.is_empty(), "rates", "required");
    invalid.check(new.rates.len() <= MOST_RATES, "rates", "plan.too_many_rates");
    for (i, row) in new.rates.iter().enumerate() {
        let (none, whole) = (Rate::from_basis_points(0), Rate::from_basis_points(10_000));
        // People read rates with two decimals of a percent; a finer one could not be explained.
        let exact = row.rate.factor().normalize().scale() <= 4;
        invalid.check(row.rate >= none && row.rate <= whole && exact, &format!("rates.{i}.rate"), "rate");
        invalid.check((0..=100).contains(&row.min_rank), &format!("rates.{i}.min_rank"), "number");
        let twice = new.rates.iter().take(i).any(|o| o.product == row.product && o.min_rank == row.min_rank);
        if twice {
            invalid.push(FieldError::new(format!("rates.{i}"), "plan.rate_twice"));
        }
    }
    invalid.finish()
}

/// The first and the last day that a plan decides about, once it is no draft any more; none is never.
pub fn days(plan: &Plan) -> Option<(NaiveDate, NaiveDate)> {
    let last = plan.valid_until.unwrap_or(NaiveDate::MAX);
    (plan.valid_from <= last).then_some((plan.valid_from, last))
}

/// Activates a draft, unless another plan decides about some of its days: an active one, or one that
/// has ended but decided on them.
pub fn activate(mut plan: Plan, others: &[Plan]) -> Result<Plan, PlanRefused> {
    if plan.state != PlanState::Draft {
        return Err(PlanRefused::State { state: plan.state.code(), verb: "activated" });
    }
    let overlap = |a: &Plan| match (days(a), days(&plan)) {
        (Some(theirs), Some(ours)) => theirs.0 <= ours.1 && ours.0 <= theirs.1,
        (None, _) | (_, None) => false,
    };
    let other = others.iter().find(|a| a.id != plan.id && a.state != PlanState::Draft && overlap(a));
    if let Some(other) = other {
        return Err(PlanRefused::Overlap { other: other.name.clone() });
    }
    plan.state = PlanState::Active;
    Ok(plan)
}

/// Ends an active plan with a day as its last; one that has not begun by then never decides.
pub fn end(mut plan: Plan, last: NaiveDate) -> Result<Plan, PlanRefused> {
    if plan.state != PlanState::Active {
        return Err(PlanRefused::State { state: plan.state.code(), verb: "ended" });
    }
    let eve = plan.valid_from.pred_opt().unwrap_or(plan.valid_from);
    plan.valid_until = Some(plan.valid_until.map_or(last, |u| u.min(last)).max(eve));
    plan.state = PlanState::Ended;
    Ok(plan)
}

/// Whether a plan decides about a deal won on a day.
pub fn decides(plan: &Plan, on: NaiveDate) -> bool {
    plan.state != PlanState::Draft && days(plan).is_some_and(|(first, last)| first <= on && on <= last)
}

/// The row that applies to a product for a partner of a rank: one that names the product before one
/// for all, and the highest rank that the partner reaches.
pub fn applicable(rates: &[PlanRate], product: ProductId, rank: i64) -> Option<&PlanRate> {
    rates.iter().filter(|r| r.product.is_none_or(|p| p == product) && r.min_rank <= rank).max_by_key(|r| (r.product.is_some(), r.min_rank))
}
