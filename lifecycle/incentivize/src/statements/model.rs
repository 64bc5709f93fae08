//! What statements are.

use base::{Instant, Money, MoneyError, PartnerId, StatementId};

use crate::accruals::model::Accrual;

/// A closed statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its id.
    pub id: StatementId,
    /// Of which partner.
    pub partner: PartnerId,
    /// Its number, counted for each partner without gaps.
    pub number: i64,
    /// The month, such as `2026-11`.
    pub period: String,
    /// The sum of its lines when it was closed.
    pub total: Money,
    /// When it was closed.
    pub closed_at: Instant,
    /// Its payment; none is not yet.
    pub paid: Option<Payment>,
    /// Counts changes.
    pub version: i64,
}

/// That a statement was paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Payment {
    /// When.
    pub at: Instant,
    /// How much: the total less what was taken back while the statement waited.
    pub amount: Money,
}

/// One line of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub accrual: Accrual,
    /// Whether it subtracts what was taken back; otherwise it adds what was earned.
    pub taken_back: bool,
}

impl Line {
    /// What it adds; negative when it subtracts.
    pub fn amount(&self) -> Result<Money, MoneyError> {
        if self.taken_back { self.accrual.amount.negated() } else { Ok(self.accrual.amount) }
    }

    /// What its rate was applied to, with the same sign.
    pub fn base(&self) -> Result<Money, MoneyError> {
        if self.taken_back { self.accrual.base.negated() } else { Ok(self.accrual.base) }
    }
}
