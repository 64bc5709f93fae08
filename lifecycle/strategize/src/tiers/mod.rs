//! Tiers: which level a partner has reached, and what is missing for the next.
//!
//! **Words.** A tier asks for *revenue* of won deals in twelve months and for *certified people*.
//! Promotion happens at once when all is met; demotion only by a person.
//!
//! **Invariants**
//! - A tier is reached when every criterion of it is met at the same time; none is weighed against another.
//! - Revenue counts deals in the tier's currency, by the day they were won; a reopened deal counts no more.
//! - Each promotion stores the figures that it used, as its reason.

pub mod actions;
pub(crate) mod listeners;
pub mod model;
pub mod pages;
pub mod rules;
pub(crate) mod store;
#[cfg(test)]
mod tests;
