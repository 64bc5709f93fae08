//! What a win earns, and what may become of it: pure.

use base::{Instant, Kind, Money, MoneyError, Refusal, Rounding, UserId};

use super::model::{Accrual, AccrualState};
use crate::ledger::model::Account;
use crate::plans::model::PlanRate;

/// Why an accrual stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("an accrual that is {state} cannot be {verb}")]
pub struct AccrualRefused {
    /// The state it is in.
    pub state: &'static str,
    /// What was asked for.
    pub verb: &'static str,
}

impl Refusal for AccrualRefused {
    fn code(&self) -> &'static str {
        "accrual.state"
    }
    fn kind(&self) -> Kind {
        Kind::Conflict
    }
    fn args(&self) -> Vec<(&'static str, String)> {
        vec![("state", self.state.to_owned()), ("verb", self.verb.to_owned())]
    }
}

/// What a base earns at a rate: rounded once, half away from zero.
pub fn earned(base: Money, rate: &PlanRate) -> Result<Money, MoneyError> {
    base.times(rate.rate, Rounding::HalfUp)
}

/// How a win is weighed: the shares of partners in percent, and last what they leave, which is the vendor's own.
pub fn weights(shares: impl Iterator<Item = i64>) -> Vec<u32> {
    let mut all: Vec<u32> = shares.map(|s| u32::try_from(s).unwrap_or(0)).collect();
    let given: u32 = all.iter().sum();
    all.push(100_u32.saturating_sub(given));
    all
}

/// Approves an accrual for payment.
pub fn approve(mut a: Accrual, by: Option<UserId>, now: Instant) -> Result<Accrual, AccrualRefused> {
    match a.state {
        AccrualState::Accrued => {
            a.state = AccrualState::Approved { at: now, by };
            Ok(a)
        }
        AccrualState::Approved { .. } | AccrualState::Paid { .. } | AccrualState::Reversed { .. } => {
            Err(AccrualRefused { state: a.state.code(), verb: "approved" })
        }
    }
}

/// Marks an approved accrual as paid.
pub fn pay(mut a: Accrual, now: Instant) -> Result<Accrual, AccrualRefused> {
    match a.state {
        AccrualState::Approved { .. } => {
            a.state = AccrualState::Paid { at: now };
            Ok(a)
        }
        AccrualState::Accrued | AccrualState::Paid { .. } | AccrualState::Reversed { .. } => {
            Err(AccrualRefused { state: a.state.code(), verb: "paid" })
        }
    }
}

/// Takes an accrual back; also tells on which account its amount stands now.
///
/// One that waits for payment on a statement is subtracted there, so that it is not paid; one that was
/// paid is subtracted on a later statement, when that is closed.
pub fn reverse(mut a: Accrual, reason: &str, now: Instant) -> Result<(Accrual, Account), AccrualRefused> {
    let stands_on = match a.state {
        AccrualState::Accrued => Account::Accrued,
        AccrualState::Approved { .. } => {
            a.taken_back_on = a.statement;
            Account::Payable
        }
        // Paid money cannot be called back by a booking: the partner owes it, against later earnings.
        AccrualState::Paid { .. } => Account::Payable,
        AccrualState::Reversed { .. } => return Err(AccrualRefused { state: a.state.code(), verb: "reversed" }),
    };
    a.state = AccrualState::Reversed { at: now, reason: reason.to_owned() };
    Ok((a, stands_on))
}
