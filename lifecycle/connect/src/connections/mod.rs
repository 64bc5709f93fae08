//! Connections: another system, such as the vendor's CRM, in which deals of this one are mirrored.
//!
//! **Words.** A *connection* has an address, secrets, and settings: how stages are called there, and whose
//! word counts for a field. It is *limited* while the other side asks not to be asked. Its *hook* is the address
//! at which it hears that something changed there.
//!
//! ```text
//! active ◀──resume── paused
//!    └─────pause──────▲
//! ```
//!
//! **Invariants**
//! - A new connection is paused: nothing goes over before somebody has tested it and resumes it.
//! - Secrets are sealed in the database, are never shown again, and open only for their own connection.
//! - An address in a private network is refused unless the deployment allows its host.
//! - What a paused connection would have heard waits, and is told when it is resumed.
//! - A connection that fails slows down by itself and never holds up what people do here.

pub(crate) mod actions;
pub(crate) mod api;
pub mod model;
pub(crate) mod pages;
pub(crate) mod rules;
pub(crate) mod store;
