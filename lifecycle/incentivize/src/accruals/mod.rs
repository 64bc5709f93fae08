//! Accruals: money earned, each with the fact, the rule and the arithmetic that made it.
//!
//! **Words.** An *accrual* is what one product line of one won deal earns under one plan.
//!
//! **States**
//!
//! ```mermaid
//! stateDiagram-v2
//!   accrued --> approved
//!   accrued --> reversed
//!   approved --> paid
//!   approved --> reversed
//!   paid --> reversed
//! ```
//!
//! **Invariants**
//! - The same win under the same plan accrues once, however often the fact is told.
//! - Every move is a journal in the ledger, in the same transaction.
//! - Where partners share in a win, their parts come to the whole, to the last unit; divided anew, it is reversed first.
//! - Reopening a deal reverses what its round of winning earned, by counter-entries; nothing is edited.
//! - The amount is the base times the rate, rounded once, half away from zero.

pub mod actions;
pub mod api;
pub(crate) mod listeners;
pub mod model;
pub mod pages;
pub mod rules;
pub(crate) mod store;
#[cfg(test)]
mod tests;
