//! Quizzes: questions drawn from the bank, one to a page, saved at every answer.
//!
//! **Words.** An *attempt* is one try of one person: its own questions, in its own order.
//!
//! **States**
//!
//! ```mermaid
//! stateDiagram-v2
//!   open --> passed
//!   open --> failed
//! ```
//!
//! **Invariants**
//! - A person has at most one open attempt in a course, and no more attempts than the course allows.
//! - An attempt keeps the questions that it drew; handing in twice changes nothing.
//! - A question is right when exactly the right answers are chosen.
//! - Right answers are shown only after an attempt is handed in.

pub mod actions;
pub mod api;
pub mod model;
pub mod pages;
pub mod rules;
pub(crate) mod store;
#[cfg(test)]
mod tests;
