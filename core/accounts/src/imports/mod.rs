//! Imports: files of companies that become accounts.
//!
//! **For whom.** Partner operations, who get lists of customers out of a CRM; the command line and the API
//! do the same by the same functions.
//!
//! **Words.** A *layout* is a program's way of naming columns; a *mapping* says what each column is taken
//! as. A row is *rejected* when a value in a mapped column cannot be read; what cannot be read is never
//! guessed. A *double* is a new account that may be one that was known.
//!
//! **States.**
//! ```text
//! mapping ─▶ checking ─▶ checked ─▶ running ─▶ done ─▶ undoing ─▶ undone
//!               │  ╲─▶ refused ─▶╱      ╲─▶ failed ╱
//!               ╰─▶ running (without a dry run)
//! ```
//!
//! **What is read how.** Text is UTF-8 or Windows-1252, cells are parted by comma, semicolon, tab or bar. A row
//! that is blank is passed over. A row is rejected when a cell of a mapped column is no value of its field
//! (a number with a year, an amount in words, a country that could be two, no web address), when it has
//! more or fewer cells than the header, or when an earlier row is about the same company. An account is found
//! again by its key elsewhere, without one by domain and name, without a domain by country and name.
//!
//! **Invariants**
//! - Without leave to keep the good rows, one rejected row stops an import before anything is written.
//! - Each row of the file is created, updated, unchanged or rejected, and counted so.
//! - The same file a second time changes nothing.
//! - A row changes only the fields that it fills; an empty cell takes nothing away.
//! - A chunk of rows is one transaction with its place in the file: a worker that dies repeats none.
//! - An undo takes back what the import made and leaves what somebody changed or uses since.
//! - What is written for spreadsheets holds no formula.
//!
//! Absent on purpose: other files than CSV, and merging doubles.

pub(crate) mod actions;
pub(crate) mod api;
pub(crate) mod jobs;
pub(crate) mod model;
pub(crate) mod pages;
pub(crate) mod rules;
pub(crate) mod store;

#[cfg(test)]
mod tests;
