//! Merges: two accounts that turn out to be one company, and two again if that was a mistake.
//!
//! **For whom.** Staff who find a company twice choose which record stays and which value of each field it
//! keeps; everybody else goes on with the ids they have.
//!
//! **Words.** The *survivor* stays; the *absorbed* account leaves the lists, keeps its row, and its id leads
//! to the survivor from then on. A *merge* remembers the survivor before and after. *Undoing* it
//! restores both.
//!
//! **Invariants**
//! - Nothing outside is rewritten: an id that was kept anywhere stands for the survivor, and after undoing for itself.
//! - A merge that is undone at once leaves every field, key, verdict and reference as it was.
//! - A field of the survivor that somebody changed since the merge keeps that change when it is undone.
//! - An account is absorbed at most once at a time; a merge is undone at most once.
//! - Two of one family line are not merged.
//! - What the absorbed account was known by still finds the survivor; what is known of it elsewhere, in a CRM
//!   or a file, goes on feeding its own row, so that undoing loses nothing.
//! - While accounts are merged, a registration for one of them waits, or the merge does.
//! - Each merge and each undoing leaves audit records of both accounts and a fact.

pub(crate) mod actions;
pub(crate) mod api;
pub(crate) mod model;
pub(crate) mod pages;
pub(crate) mod rules;
pub(crate) mod store;

#[cfg(test)]
mod tests;
