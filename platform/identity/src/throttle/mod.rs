//! Delays for guessing: each failed try makes the next one wait longer.
//!
//! Counted per account and per address, in the database, so that every node knows. An account that
//! does not exist is counted like one that does.
//!
//! **Invariants**
//! - A try is counted before it is checked, so that many at once are many tries.
//! - The delay doubles from two seconds to a quarter of an hour; after a quiet day all is forgotten.
//! - Success forgets the account's count, not the address's.

mod actions;
mod model;
pub(crate) mod rules;
mod store;

pub(crate) use actions::{clear, prune, take};
pub(crate) use rules::Key;
