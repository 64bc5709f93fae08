//! Families: which account belongs to which.
//!
//! **For whom.** Staff see at one look that a customer is part of a group, and who else is.
//!
//! **Words.** An account has at most one *parent*; the accounts whose parent it is are its *children*. The
//! parents of the parents are its *ancestors*, the last of which is the head of the *family*.
//!
//! **Invariants**
//! - Nobody is their own ancestor; a parent that would make it so is refused.
//! - A family is at most ten deep.
//! - An account that is somebody's parent, or has one, is not removed.
//! - Each change leaves an audit record of both accounts.

pub(crate) mod actions;
pub(crate) mod api;
pub(crate) mod model;
pub(crate) mod pages;
pub(crate) mod rules;
pub(crate) mod store;

#[cfg(test)]
mod tests;
