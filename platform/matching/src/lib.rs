//! Same company or not: the duplicate engine.
//!
//! One engine answers "is this one that we know?" for applications, leads, deals, accounts, imports and
//! synchronization. It does no input or output, except that [`files`] reads and writes plain files.
//!
//! The way of a record: [`normalize`] takes it apart, [`keys()`] gives the short strings under which it
//! meets others in a database table, [`compare`] grades each field, a [`Model`] weighs the grades, and
//! [`score`] tells the verdict with its reasons. [`Index`] does all of this in memory.
//!
//! Invariants
//! - A score is between 0 and 1, the same for (a, b) and (b, a), and finite for any text.
//! - A record yields at most [`MOST_KEYS`] keys, and two records that are equal share one.
//! - What a person said of a pair stands above the score.
//! - No clock, no randomness: the same input gives the same answer.

mod compare;
mod contact;
pub mod files;
mod index;
mod keys;
mod lexicon;
mod model;
mod name;
mod normalized;
mod num;
mod place;
mod record;
mod tables;
mod text;
mod verdict;

#[cfg(test)]
mod tests;

pub use compare::{Comparison, Field, compare};
pub use index::{Index, Match};
pub use keys::{Key, KeyFrequency, KeyKind, MOST_KEYS, choose, keys};
pub use lexicon::Lexicon;
pub use model::{Model, SHIPPED_VERSION, TextError};
pub use normalized::{Normalized, normalize};
pub use record::{Identifier, Record};
pub use text::fold;
pub use verdict::{Evidence, Judgment, Verdict, explain, judge, score, score_only, score_with};
