//! Absences: a member of staff is away, and somebody else decides meanwhile.
//!
//! **Words.** An *absence* has a first and a last day and a *substitute*. Whoever is away is *stood in for*.
//!
//! **Invariants**
//! - Nobody stands in for themselves, and a substitute who is away too is stood in for by its own.
//! - The promise of an answer runs on while somebody is away.
//! - What a substitute decides says for whom.
//!
//! **Absent on purpose**: rights. A substitute is one of those who may decide anyway, and gets no right by standing in.

pub(crate) mod actions;
pub(crate) mod api;
pub mod model;
pub(crate) mod pages;
mod rules;
mod store;

#[cfg(test)]
mod tests;
