//! Links that let their bearer in: invitation, new password, new e-mail address, first owner.
//!
//! The secret in the address is shown once, in a mail or on the terminal; the database knows its hash.
//!
//! **Invariants**
//! - A link is used once, and not after its end.
//! - A newer link of a kind ends the older ones of that person.
//! - Looking at a link's page does not use it up; only its form does.

pub(crate) mod actions;
pub(crate) mod model;
pub(crate) mod store;
