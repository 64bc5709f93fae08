//! Requests for proposals: a need is published to the partners that qualify, answered under seal, compared, awarded.
//!
//! **Words.** A *request* says what a customer needs, who *qualifies* (a pool, as lead routing has them), which
//! *questions* an answer has, and by which *criteria* with weights answers are compared. A *proposal* is one
//! partner's part in it: invited, answered, or taken back. A *reviewer* gives each proposal 0 to 5 points by criterion.
//!
//! **States** (the table in `rules::machine`, walked by a test)
//!
//! ```mermaid
//! stateDiagram-v2
//!     [*] --> draft
//!     draft --> published: publish
//!     draft --> withdrawn: withdraw
//!     published --> closed: close
//!     published --> withdrawn: withdraw
//!     closed --> awarded: award
//!     closed --> not_awarded: decline
//!     closed --> withdrawn: withdraw
//! ```
//!
//! **Invariants**
//! - Before the deadline nobody but the partner itself reads an answer: no person of the vendor, not by viewing as it.
//! - An answer after the deadline is refused, also when the clock has not come by yet.
//! - A partner that does not qualify does not find the request; no partner learns who else was asked or answers.
//! - What a withdrawn request was answered before its deadline stays sealed for good.
//! - A total is made of the averages that stand beside it, and a recount gives the same.
//! - Each partner that answered has its letter with the reasons; points are in it only if the request says so.
//! - What is awarded from a lead is the lead, taken by that partner; otherwise the partner makes it a deal.
//!
//! **Absent on purpose**: moving a deadline, files in answers, questions of partners.

pub(crate) mod actions;
pub(crate) mod api;
pub(crate) mod jobs;
pub mod model;
pub(crate) mod pages;
pub(crate) mod panels;
pub(crate) mod rules;
pub(crate) mod store;

#[cfg(test)]
mod tests;
