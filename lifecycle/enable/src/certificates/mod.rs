//! Certificates: what a person has shown to know, since when and until when.
//!
//! **Words.** A *certification* is named by a key; a *certificate* is one person holding it, with a
//! number that anybody can check. While it is active, the right `certified:<key>` is a grant in core.
//!
//! **States**
//!
//! ```mermaid
//! stateDiagram-v2
//!   active --> expired
//!   active --> revoked
//! ```
//!
//! **Invariants**
//! - A certificate is never deleted or edited; passing again issues a new one and the later end counts.
//! - The grant ends when the certificate does, unless another certificate of the same person still gives it.
//! - A holder is warned once at each of 90, 60 and 30 days before the end, unless it was renewed.
//! - The public page tells name, certification and dates to whoever has the number, nothing else.

pub mod actions;
pub mod api;
pub mod model;
pub mod pages;
pub(crate) mod store;
#[cfg(test)]
mod tests;
