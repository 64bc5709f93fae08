//! Programs: what partners are enrolled in, its tiers, and the products they sell.
//!
//! **Words.** A *program* has *tiers*; rank 1 is the entry. A tier has criteria (revenue in twelve
//! months, certified people) and benefits (points of margin, days of protection).
//!
//! **Invariants**
//! - One program is the default; new partners are enrolled in it at its entry tier.
//! - Ranks of a program are 1, 2, 3 … without gaps; a higher rank never asks for less.

pub mod actions;
pub mod api;
pub mod model;
pub mod pages;
pub mod rules;
pub(crate) mod store;
#[cfg(test)]
mod tests;
