//! People: who they are, what they may do, and their invitation and end.
//!
//! ```text
//! invited ──password──▶ active ◀──resume── suspended
//!    │                    │────suspend──────▲
//!    └──────────remove────┴──remove──▶ removed
//! ```
//!
//! **Invariants**
//! - An address belongs to one person.
//! - Roles belong to the person's own side: staff roles for the vendor, partner roles for members.
//! - Suspending and removing end sessions, tokens and links at once.
//! - Nobody changes their own roles or access, and the last owner stays.
//! - A member sees and changes people of their own partner only; others look missing.

pub mod actions;
pub mod model;
pub mod rules;
pub(crate) mod store;
