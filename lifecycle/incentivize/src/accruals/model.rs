//! What accruals are.

use base::{AccrualId, DealId, Instant, Money, PartnerId, PlanId, ProductId, Rate, StatementId, UserId};
use chrono::NaiveDate;

/// Where an accrual is, with what is true only then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccrualState {
    /// Earned; waits for approval.
    Accrued,
    /// Approved for payment.
    Approved {
        /// When.
        at: Instant,
        /// By whom; none is a rule.
        by: Option<UserId>,
    },
    /// Paid out.
    Paid {
        /// When.
        at: Instant,
    },
    /// Taken back.
    Reversed {
        /// When.
        at: Instant,
        /// Why.
        reason: String,
    },
}

impl AccrualState {
    /// The names of all states.
    pub const CODES: [&'static str; 4] = ["accrued", "approved", "paid", "reversed"];

    /// The name in the database and the API.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Accrued => "accrued",
            Self::Approved { .. } => "approved",
            Self::Paid { .. } => "paid",
            Self::Reversed { .. } => "reversed",
        }
    }

    /// The key of its name for people.
    pub const fn label_key(&self) -> &'static str {
        match self {
            Self::Accrued => "accrual-state-accrued",
            Self::Approved { .. } => "accrual-state-approved",
            Self::Paid { .. } => "accrual-state-paid",
            Self::Reversed { .. } => "accrual-state-reversed",
        }
    }
}

/// Money earned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accrual {
    /// Its id.
    pub id: AccrualId,
    /// By which partner.
    pub partner: PartnerId,
    /// For which deal.
    pub deal: DealId,
    /// Which time this deal was won.
    pub round: i64,
    /// The customer's name, for reading.
    pub company: String,
    /// For which product.
    pub product: ProductId,
    /// The product's name at that time.
    pub product_name: String,
    /// Under which plan.
    pub plan: PlanId,
    /// In which version.
    pub plan_version: i64,
    /// The partner's rank on that day.
    pub tier_rank: i64,
    /// The partner's share of the win, in percent.
    pub share: i64,
    /// For the how-manieth time the win is divided; 0 for the first.
    pub revision: i64,
    /// What the rate was applied to: the partner's part of the line.
    pub base: Money,
    /// The rate.
    pub rate: Rate,
    /// The result.
    pub amount: Money,
    /// The day the deal was won.
    pub earned_on: NaiveDate,
    /// When it was posted.
    pub created_at: Instant,
    /// On which statement it is.
    pub statement: Option<StatementId>,
    /// On which statement it is subtracted, when it was taken back after it was stated.
    pub taken_back_on: Option<StatementId>,
    /// Where it is.
    pub state: AccrualState,
    /// Counts changes.
    pub version: i64,
}

/// Which accruals are asked for; all conditions hold together.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// In this state.
    pub state: Option<&'static str>,
    /// Of this partner.
    pub partner: Option<PartnerId>,
    /// For this deal.
    pub deal: Option<DealId>,
}
