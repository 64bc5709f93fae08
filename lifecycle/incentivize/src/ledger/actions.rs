//! Booking, and asking for balances.

use base::{AccrualId, Money, PartnerId, Result};
use work::Work;

use super::model::{Account, Balance, Booking, Journal};
use super::{rules, store};

/// Books an amount from one account to another, for an accrual of a partner.
///
/// For the actions of this stage, which have asked for permission themselves.
pub async fn book(
    work: &Work,
    partner: PartnerId,
    accrual: AccrualId,
    reason: &'static str,
    from: Account,
    to: Account,
    amount: Money,
) -> Result<()> {
    let entries = rules::transfer(from, to, amount).map_err(|e| base::Fault::new("booking an amount", e))?;
    rules::check_balanced(&entries)?;
    let journal = Journal { id: work.new_id(), partner, accrual, reason, at: work.now(), entries };
    store::add(work, &journal).await
}

/// What was booked about an accrual that the actor was allowed to see, oldest first.
pub(crate) async fn about(work: &Work, accrual: AccrualId) -> Result<Vec<Booking>> {
    store::about(work, accrual).await
}

/// Balances by account and currency, within what the actor may see.
pub async fn balances(work: &Work, partner: Option<PartnerId>) -> Result<Vec<Balance>> {
    store::balances(work, partner).await
}
