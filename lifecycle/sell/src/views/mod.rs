//! Views: lists of deals that somebody comes back to, by name.
//!
//! **Words.** A *view* is a name for an address of the list: its filters, its columns and its order. A
//! *personal* view is its owner's; a *shared* one is made by staff, for all staff.
//!
//! **Invariants**
//! - A view holds no deals: who opens it sees what the reader may see.
//! - A personal view is seen by its owner only, and a shared one by staff only.
//! - What a view adds to an address stays inside the list.

pub(crate) mod actions;
pub(crate) mod api;
pub mod model;
pub(crate) mod pages;
mod rules;
mod store;
