//! Personal access tokens: a person lends some of their rights to a program.
//!
//! **Invariants**
//! - A token can do at most what its owner may do, and of that only what its scopes name.
//! - A token makes no token that can do more than itself.
//! - The secret is shown once and kept as a hash.
//! - A token ends with its time, when it is taken back, and when its owner loses access.

pub(crate) mod actions;
pub(crate) mod model;
pub(crate) mod rules;
pub(crate) mod store;
