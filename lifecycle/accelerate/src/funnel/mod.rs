//! The funnel: from application to the first won deal, with the time each step takes.
//!
//! **Words.** A *row* is one applicant, later one partner. Each step has the moment at which it was
//! first reached. A step's time is the median over the rows that reached it.
//!
//! **Invariants**
//! - A moment is written once: the first time counts.
//! - Rows that have not reached a step are counted as waiting, never left out.

pub(crate) mod actions;
pub(crate) mod listeners;
pub mod model;
pub mod pages;
pub mod rules;
pub(crate) mod store;
#[cfg(test)]
mod tests;
