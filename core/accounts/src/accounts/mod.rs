//! Accounts: the companies that buy in the end.
//!
//! **For whom.** Staff keep the list of end customers; stages ask whether a company is one of them
//! (a deal, a lead, an application) and get an answer with its reasons.
//!
//! **Words.** The *details* are what is known about a company. Its *key elsewhere* (source and id) ties
//! it to a CRM or a file. *Blocking keys* are short texts under which two records that may be the same
//! company meet in the database; the engine in `matching` then weighs the evidence. A *pair* is two
//! accounts about which a person has said that they are the same, or are not.
//!
//! **States.** None: an account is there until the import that made it is undone.
//!
//! **Invariants**
//! - A member of a partner sees no account, whatever they ask; to them each one is missing.
//! - An account is known to another system at most once.
//! - The keys of an account are those of its present details, written in the same transaction.
//! - What a person said about a pair stands above the score.
//! - Each change leaves an audit record and a fact; a save that changes nothing leaves neither.
//! - An account to which something refers is not removed.
//!
//! Two accounts that are one company are merged by `merges`, who serves an account is told by `coverage`, both beside this.

pub(crate) mod actions;
pub(crate) mod api;
pub(crate) mod fields;
pub(crate) mod jobs;
pub(crate) mod model;
pub(crate) mod pages;
pub(crate) mod rules;
pub(crate) mod store;
pub(crate) mod words;

#[cfg(test)]
mod tests;
