//! Delays for guessing: each failed try makes the next one wait longer.
//!
//! Counted per account and per address, in the database, so that every node knows. An account that
//! does not exist is counted like one that does.
//!
//! **Invariants**
//! - A try is counted before it is checked, so that many at once are many tries.
//! - The delay doubles from two seconds to a quarter of an hour for an account, to a minute for an
//!   address; after a quiet day all is forgotten.
//! - Success forgets the account's count, and gives the address only that one try back.

mod actions;
mod model;
pub(crate) mod rules;
mod store;

pub(crate) use actions::{clear, give_back, prune, take};
pub(crate) use rules::Key;
