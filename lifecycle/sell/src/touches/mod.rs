//! Touches: what each partner contributed to the journey of a customer, from the first word to the renewal.
//!
//! **Words.** A *touch* is one contribution of one partner: it was *recorded* from what happened here, or the partner
//! *claimed* it with evidence and the vendor *confirmed* or *refused* it. The *journey* of a customer is its touches in
//! the order of time. A won deal is *sourced* by the partner of the first touch, where that was before anybody
//! registered the customer, and *influenced* by who helped later.
//!
//! ```text
//! (what happened) → recorded          claimed → confirmed | refused
//! ```
//!
//! **Invariants**
//! - One thing that happened is one touch of a partner, however often it is told.
//! - A touch is never changed but by the answer to its claim, and by its account once that is known; none is deleted.
//! - A claim counts for nothing before a person of the vendor has confirmed it.
//! - A partner reads its own touches only, and nothing of what the vendor knows of the customer.
//! - Each won deal counts once in the totals; no figure of a partner changes with what happens this month.
//! - Accounts that were merged have one journey; nothing is rewritten.
//!
//! **Absent on purpose**: shares of credit. Attribution reads what is recorded here.

pub(crate) mod actions;
pub(crate) mod api;
pub(crate) mod listeners;
pub mod model;
pub(crate) mod pages;
pub(crate) mod panels;
pub(crate) mod rules;
pub(crate) mod store;

#[cfg(test)]
mod tests;
