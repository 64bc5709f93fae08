//! Home and overview: numbers first, then what to do, in the order of what it brings.
//!
//! **Words.** A *figure* has a definition and rows behind it. A *next action* has a reason, a reward
//! and a deadline. The *work queue* is everything that waits for a person, oldest deadline first.
//!
//! **Invariants**
//! - Nothing is computed here: each figure, action and entry comes from the stage that knows it.
//! - What the reader may not open is not gathered.

pub(crate) mod actions;
pub mod api;
pub mod pages;
#[cfg(test)]
mod tests;
