//! Statements: what was approved for a partner in a month, closed, paid, and shown at any time.
//!
//! **Words.** A *period* is a calendar month in UTC, such as `2026-11`. A *statement* lists the
//! accruals of one partner, period and currency; reversals of paid accruals are on the next one.
//!
//! **States**
//!
//! ```mermaid
//! stateDiagram-v2
//!   closed --> paid
//! ```
//!
//! **Invariants**
//! - A statement's total is the sum of its accruals; it never changes after it is closed.
//! - An accrual is on at most one statement.
//! - Closing a period twice makes nothing twice.

pub mod actions;
pub mod api;
pub mod model;
pub mod pages;
pub(crate) mod store;
#[cfg(test)]
mod tests;
