//! Plans: who earns how much on what.
//!
//! **Words.** A *plan* has *rates* by product and tier. A rate may name a product or stand for all,
//! and holds from a rank of tier upward. The rate that names the product wins; among those the one
//! with the highest rank that the partner reaches.
//!
//! **States**
//!
//! ```mermaid
//! stateDiagram-v2
//!   draft --> active
//!   active --> ended
//! ```
//!
//! **Invariants**
//! - The plan that was active on the day the deal was won decides, also for later corrections.
//! - The rates of an active plan never change; a change is a new plan from a later day.
//! - At most one plan decides about any day: no other is activated for days of one that is active or ended.

pub mod actions;
pub mod api;
pub mod model;
pub mod pages;
pub mod rules;
pub(crate) mod store;
#[cfg(test)]
mod tests;
