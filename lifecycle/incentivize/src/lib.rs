//! Incentivize: what partners earn, by which rule, and where every cent of it stands.
//!
//! Plans turn won deals into accruals; each accrual is booked twice in the ledger; statements list
//! what was approved in a month. Declaration order is reading order.

pub mod accruals;
pub mod ledger;
mod migrations;
pub mod plans;
mod stage;
pub mod statements;
#[cfg(test)]
mod tests;

pub use stage::stage;
