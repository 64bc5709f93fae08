//! Scoring: how well an applicant fits the ideal partner profile.
//!
//! **Words.** A *profile* is a numbered list of *criteria* with weights that sum to 100; a *must* is a
//! criterion that has to be met at least in part. The *score* is the sum of what each criterion
//! *contributes*.
//!
//! **Invariants**
//! - A profile never changes; a change is a new number. Each score names the number it was made under.
//! - The contributions sum to the score exactly, and the same answers give the same score.
//! - No protected personal attribute is an input: only the company is looked at.
//!
//! Absent on purpose: a score that is learned from past partners.

pub mod actions;
pub(crate) mod api;
pub mod model;
pub mod pages;
pub mod rules;
pub(crate) mod store;
#[cfg(test)]
mod tests;

pub use actions::{ensure_default, publish};
