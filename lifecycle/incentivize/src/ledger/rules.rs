//! How journals are made: pure.

use base::{Fault, Money, MoneyError};

use super::model::{Account, Entry};

/// Moves an amount from one account to another: a credit here, a debit there.
pub fn transfer(from: Account, to: Account, amount: Money) -> Result<Vec<Entry>, MoneyError> {
    Ok(vec![Entry { account: to, amount }, Entry { account: from, amount: amount.negated()? }])
}

/// Refuses entries that do not sum to zero or mix currencies: never the user's fault.
pub fn check_balanced(entries: &[Entry]) -> Result<(), Fault> {
    let Some(first) = entries.first() else { return Err(Fault::plain("a journal without entries")) };
    let mut sum = Money::zero(first.amount.currency);
    for entry in entries {
        sum = sum.plus(entry.amount).map_err(|e| Fault::new("a journal of mixed currencies", e))?;
    }
    if sum.minor == 0 { Ok(()) } else { Err(Fault::plain(format!("a journal that does not balance: {sum}"))) }
}
