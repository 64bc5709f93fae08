//! The ledger: every amount is booked twice, nothing is ever changed or removed.
//!
//! **Words.** A *journal* is a set of entries that sum to zero in one currency. A debit is a positive
//! number of minor units, a credit a negative one.
//!
//! **Invariants**
//! - Every journal sums to zero in its currency; so does the whole ledger, at all times.
//! - Entries are added, never changed: a correction is the opposite journal.
//! - What a partner is owed is the credit balance of `accrued` and `payable`; nobody keeps it elsewhere.
//!
//! Absent on purpose: who earns what (accruals) and when it is paid (statements).

pub mod actions;
pub mod model;
pub mod rules;
pub(crate) mod store;
#[cfg(test)]
mod tests;
