//! Deals: a partner registers an opportunity, the vendor protects it, and both see where it is.
//!
//! **Words.** A *registration* is what the partner hands in. *Protection* is the exclusive window that
//! approval gives; its *scope* is one customer and one product. The *terms* are the rules of engagement
//! as parameters; each change is a version. A *finding* is another deal about the same customer.
//! The *stage* says how far the sale of an approved deal is.
//!
//! **States** (made from the table in `rules::targets`, checked by a test)
//!
//! ```mermaid
//! stateDiagram-v2
//!     [*] --> draft
//!     draft --> in_review: submit
//!     draft --> approved: submit
//!     draft --> withdrawn: withdraw
//!     in_review --> approved: approve
//!     in_review --> rejected: reject
//!     in_review --> withdrawn: withdraw
//!     approved --> expired: expire
//!     approved --> released: release
//!     approved --> won: win
//!     approved --> lost: lose
//!     approved --> withdrawn: withdraw
//!     won --> approved: reopen
//!     lost --> approved: reopen
//!     expired --> approved: reopen
//!     expired --> disputed: dispute
//!     released --> approved: reopen
//!     released --> disputed: dispute
//!     rejected --> in_review: reopen
//!     rejected --> disputed: dispute
//!     disputed --> approved: approve
//!     disputed --> rejected: reject
//!     disputed --> withdrawn: withdraw
//! ```
//!
//! **Invariants**
//! - One customer and one product have one protection, however many hand in at once; the database refuses the second.
//! - What a partner is told of an overlap is only that it exists, in the same words whoever holds it.
//! - Reminders are sent once each, and a protection ends once, whatever is killed.
//! - The moment of the first submission never changes; it says who was first.
//! - The value of a deal is the sum of its lines.
//! - Customer and products are fixed by the approval; another customer is another registration.
//! - Every decision is kept with what was known, the version of the terms and its clauses; made again, it is the same.
//! - A draft is seen by nobody outside its partner and tells nothing.
//! - Whether a customer is free is answered in one of five words, the same for all who hold it and however they do.
//! - The link of a reminder acts for one person on one deal, while both last; looking at it changes nothing.
//! - A promise that is missed has its effect once, as a decision that is kept like any other.
//! - Of many deals that are changed at once, each is a change of its own with an outcome of its own.
//!
//! - Who sold a customer what it has goes first when it renews or takes more, until that is lost by inaction or set aside.
//! - How a deal began, and the files that were handed in with it, never change.
//! - A file is seen by the deal's partner and the vendor, and what the vendor keeps to itself by its staff only.
//! - The deals of a partner that leaves stay protected for a while, and are then free.
//!
//! **Absent on purpose**: coverage plans, conflicts and their rulings, custom fields; they are
//! capabilities of their own. What a deal earns is asked of another stage.

pub(crate) mod actions;
pub(crate) mod api;
pub(crate) mod jobs;
pub(crate) mod listeners;
pub mod model;
pub(crate) mod pages;
pub(crate) mod panels;
pub(crate) mod rules;
pub(crate) mod store;

pub use actions::{Replayed, replay};

#[cfg(test)]
pub(crate) mod tests;
