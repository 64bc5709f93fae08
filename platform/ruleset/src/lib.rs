//! Conditions that administrators write: checked when saved, explained when run.
//!
//! A condition is a line of CEL over a [`Vocabulary`] of documented, typed variables, such as
//! `lead.country in ["DE", "AT"] && lead.size >= 250`. [`Vocabulary::check`] makes it a [`Rule`] or says
//! what is wrong, where, and what would help ([`Fault`]). [`Rule::decide`] takes [`Facts`] and gives a
//! [`Decision`] with a trace: each comparison, the values it saw, and whether it held. For those who do not
//! write CEL, a [`Form`] of clauses becomes a condition and is read back from one.
//!
//! The parser is that of the `cel` crate. What it reads is checked and turned into a small tree of our own
//! that is walked for an answer; a test holds the answers against those of the crate's own interpreter.
//!
//! # What a condition may say
//! - `&&`, `||`, `!`, and parentheses; `==`, `!=`, `<`, `<=`, `>`, `>=`; `in` a list; `+`, `-`, `*` of numbers.
//! - `has(lead.country)`: whether it is known. `size(…)` of a text or a list.
//! - `lead.city.contains("…")`, `startsWith`, `endsWith`.
//! - `lead.products.exists(p, p in ["a", "b"])` and `all`, not one within the other.
//! - `date("2026-11-21")` for a day.
//!
//! # Invariants
//! - A checked rule always answers: no text and no facts make it fail, loop, or take long.
//! - A value that is not known makes its comparison neither true nor false; a rule holds only when it is
//!   true whatever the unknown values are.
//! - The same rule and the same facts give the same decision and the same trace.
//! - Numbers are exact decimals.
//! - Absent on purpose: regular expressions (a pattern of a few characters can cost seconds), division,
//!   `map`, `filter`, the conditional `? :`, clocks and randomness.

mod decide;
mod fault;
mod form;
mod limits;
mod lower;
mod node;
mod print;
mod types;
mod value;
mod vocabulary;

#[cfg(test)]
mod tests;

pub use decide::{Decision, Line, Seen, What};
pub use fault::{Code, Fault, Span};
pub use form::{Clause, Form, Join, Operator, Takes};
pub use limits::{MOST_CHARACTERS, MOST_CLAUSES, MOST_DEPTH, MOST_ITEMS, MOST_PARTS, MOST_TEXT};
pub use value::{Facts, Value};
pub use vocabulary::{BadVariable, Choice, Choices, Kind, Rule, Variable, Vocabulary};

/// The words of what can be wrong with a condition.
pub const MESSAGES: &[(&str, &str)] = &[("en", include_str!("../messages/en.ftl")), ("de", include_str!("../messages/de.ftl"))];
