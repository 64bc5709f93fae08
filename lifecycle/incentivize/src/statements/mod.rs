//! Statements: what was approved for a partner in a month, closed, paid, and shown at any time.
//!
//! **Words.** A *period* is a calendar month in UTC, such as `2026-11`. A *statement* lists what was
//! approved for one partner in one period and currency, and subtracts what was taken back after it
//! had been paid. What is *due* is the total less what was taken back while the statement waited.
//!
//! **States**
//!
//! ```mermaid
//! stateDiagram-v2
//!   closed --> paid
//! ```
//!
//! **Invariants**
//! - A statement's total is the sum of its lines when it was closed, and never changes after that.
//! - An accrual is added on at most one statement, and subtracted on at most one.
//! - What was taken back before the payment is not paid; what was taken back after it is subtracted on
//!   the next statement.
//! - No statement is closed for less than nothing: what a partner owes waits for what it earns next.
//! - Closing a period twice makes nothing twice; a partner's statements are numbered without gaps.

pub mod actions;
pub mod api;
pub mod model;
pub mod pages;
pub mod rules;
pub(crate) mod store;
#[cfg(test)]
mod tests;
