//! Inquiry forms: public pages that capture leads, without signing in and without a script.
//!
//! **Words.** A *form* has a key, which is its address. An *inquiry* is what somebody sent by it and has not
//! confirmed yet; without confirmation it never becomes a lead. A *turn* is one inquiry of one place.
//!
//! **Invariants**
//! - What comes in is captured as by the API: checked, compared with what is known, scored; a job finds its partner.
//! - Where a form verifies addresses, nothing is captured before the link in the mail was pressed, and once.
//! - A form that is off looks like one that is not there.
//! - A place sends so many inquiries in an hour and no more; a machine that fills every field is thanked and ignored.
//! - Whoever sends something learns nothing: a repeated inquiry is thanked like a new one.
//!
//! **Absent on purpose**: snippets for other sites, files.

pub(crate) mod actions;
pub(crate) mod api;
pub(crate) mod jobs;
pub mod model;
pub(crate) mod pages;
pub(crate) mod rules;
pub(crate) mod store;

#[cfg(test)]
mod tests;
