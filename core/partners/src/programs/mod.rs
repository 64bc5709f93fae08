//! Programs: what partners are enrolled in, its tiers, and the products they sell.
//!
//! **Words.** A *program* has *tiers*; rank 1 is the entry. A tier has criteria (revenue in twelve
//! months, certified people) and benefits (points of margin, days of protection).
//!
//! A program may take some types of partners only.
//!
//! **Invariants**
//! - One program is the default; new partners are enrolled in it at its entry tier.
//! - Ranks of a program are 1, 2, 3 … without gaps; a higher rank never asks for less.
//! - A tier stays where it is: partners hold it and incentive plans name its rank. Its name, criteria and
//!   benefits may change, and higher ones may be added.
//! - A product stays too; one that is not sold any more is offered for nothing new.

pub mod actions;
pub mod api;
pub mod model;
pub mod pages;
pub mod rules;
pub(crate) mod store;
#[cfg(test)]
mod tests;
