//! What plans are.

use base::{PlanId, ProductId, Rate};
use chrono::NaiveDate;

/// Where a plan is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PlanState {
    /// Being written.
    Draft,
    /// Decides about deals won on its days.
    Active,
    /// Over.
    Ended,
}

impl PlanState {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Draft, Self::Active, Self::Ended];

    /// The name in the database and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Active => "active",
            Self::Ended => "ended",
        }
    }

    /// The one of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    /// The key of its name for people.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::Draft => "plan-state-draft",
            Self::Active => "plan-state-active",
            Self::Ended => "plan-state-ended",
        }
    }
}

/// One row of a plan's rate table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanRate {
    /// For which product; none is any.
    pub product: Option<ProductId>,
    /// From which rank of tier upward; 0 is everybody.
    pub min_rank: i64,
    /// The share of the base.
    pub rate: Rate,
}

/// A commission plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Its id.
    pub id: PlanId,
    /// Its name.
    pub name: String,
    /// Where it is.
    pub state: PlanState,
    /// Its first day.
    pub valid_from: NaiveDate,
    /// Its last day; none is open.
    pub valid_until: Option<NaiveDate>,
    /// Counts changes.
    pub version: i64,
    /// Its rates.
    pub rates: Vec<PlanRate>,
}

/// A plan to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPlan {
    /// Its name.
    pub name: String,
    /// Its first day.
    pub valid_from: NaiveDate,
    /// Its last day; none is open.
    pub valid_until: Option<NaiveDate>,
    /// Its rates.
    pub rates: Vec<PlanRate>,
}
