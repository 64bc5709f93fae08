//! The second factor: codes of an authenticator app, and recovery codes for the day the phone is lost.
//!
//! **Invariants**
//! - A code is accepted once; so is a recovery code.
//! - The app's secret is sealed in the database, recovery codes are hashes.
//! - Turning it on asks for a code, turning it off and new recovery codes ask for the password.

pub(crate) mod actions;
pub(crate) mod rules;
pub(crate) mod store;
