//! Account mapping: two sides find out which companies both of them deal with, and nothing else.
//!
//! **For whom.** The vendor and a partner, or two partners that know each other, want to sell together and
//! ask where they meet. Neither wants to hand its list of customers to the other.
//!
//! **Words.** A *side* is the vendor or one partner. Its *lists* hold companies of one *population*: customers,
//! prospects, or companies with an open opportunity. A *mapping* is between two sides; each gives its
//! *consent*, which names the lists that it puts in and the *level* up to which it shows: how many, their names,
//! or their names and who looks after them. An *overlap* is a company that the duplicate engine finds on lists of both.
//! On an overlap that is shown with its owners a side asks the other for an *introduction*.
//!
//! **Invariants**
//! - Without the consent of both sides in force there is no result, whatever was computed before.
//! - Nothing is shown beyond the lower of the two levels, and of the other side nothing but overlaps.
//! - A side reads, changes and removes its own lists only; the other learns neither their names nor their length.
//! - A count tells no more than "fewer than five", or the multiple of five below it.
//! - A side changes its lists and what it puts in a few times a day, and puts in ten companies or more, so that nobody asks name by name.
//! - Consent has versions; withdrawing it is at once, and takes what was computed with it.
//! - Who looked at a result is in the audit record.
//! - An introduction is asked for, shown and answered only while both agree to the highest level, and ends with the consent.
//! - To everybody else a mapping looks as if it were not there; that goes for the vendor and the mapping of two partners.
//! - A partner finds no other by asking: two partners meet by a code that one gives to the other.

pub(crate) mod actions;
pub(crate) mod api;
pub(crate) mod jobs;
pub(crate) mod model;
pub(crate) mod pages;
pub(crate) mod rules;
pub(crate) mod store;

#[cfg(test)]
mod tests;
