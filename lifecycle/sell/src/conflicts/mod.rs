//! Conflicts: several claim one customer, or a partner disputes a decision; facts are weighed, a person rules.
//!
//! **Words.** A *case* is one conflict. Its *sides* are registrations and leads with their partners, and the vendor's
//! *direct* team where it is one. A *claim* is what is known of a side, from facts. A *statement* is what a side
//! says. A *ruling* decides a case and ends or upholds its deals; an *appeal* asks for one more, by another person.
//! A *seat* says that a deal or a lead is before a case now. A *rating* is how fair a partner finds a decision.
//!
//! **States** (the table in `rules::machine`, walked by a test)
//!
//! ```mermaid
//! stateDiagram-v2
//!     [*] --> open
//!     open --> decided: rule
//!     open --> dropped: drop
//!     decided --> appealed: appeal
//!     decided --> closed: close
//!     appealed --> closed: rule
//!     appealed --> closed: drop
//! ```
//!
//! **Invariants**
//! - A deal or a lead is before one case at a time, so a pair of claims is never before two; a third joins.
//! - Open cases that one registration touches become one; words stay with their side, the earlier deadline counts.
//! - A case opens in the transaction of the submission, dispute or merge that makes it.
//! - A case with no claim left is dropped in the transaction that took the last one away.
//! - A side reads its own words, messages and letter, and nothing of another: no name, no price, no text, no id.
//! - Shares come to a hundred percent; a ruling, its deals, protections and shares are one transaction.
//! - Who ruled first does not decide the appeal; a side appeals once; the second ruling is final.
//! - The proposal is a pure function of what is kept with it; made again it is the same.
//! - Every open case has a person and a moment; when it passes the next of the chain is asked.
//! - On a protected customer the vendor's own team waits for the named person, who is never the one who asked.
//! - A letter is set once for each ruling, side and language, and does not change afterwards.
//! - Nobody of the vendor reads what one partner said of fairness; below five answers there is no mean.
//!
//! **Absent on purpose**: joining an open case with one that waits for its appeal; the proposal of each would mislead.

pub(crate) mod actions;
pub(crate) mod api;
pub(crate) mod jobs;
pub(crate) mod listeners;
pub mod model;
pub(crate) mod pages;
pub(crate) mod panels;
pub(crate) mod rules;
pub(crate) mod store;

pub use actions::replay;

#[cfg(test)]
pub(crate) mod tests;
