//! Applications: from a stranger's form to a partner, or to an honest no.
//!
//! **Words.** An *applicant* is a person who applies for a company. An application is *filed* once its
//! e-mail address is confirmed; from then on the answer is *due* within two business days.
//!
//! **States**
//!
//! ```mermaid
//! stateDiagram-v2
//!   [*] --> draft
//!   draft --> submitted: confirm
//!   submitted --> in_review: review
//!   in_review --> info_requested: ask
//!   info_requested --> in_review: answer
//!   in_review --> approved: approve
//!   in_review --> rejected: reject
//!   draft --> withdrawn: withdraw
//!   submitted --> withdrawn: withdraw
//!   in_review --> withdrawn: withdraw
//!   info_requested --> withdrawn: withdraw
//! ```
//!
//! **Invariants**
//! - An application moves only along the drawn lines; each move is a fact, an entry in the timeline and a mail.
//! - The database holds no secret of an applicant's link, only its hash; a confirmation works once.
//! - What an applicant hears never says who else is known, only whom to ask.
//! - Approval, partner, administrator and fact are one transaction; of two deciders one wins.
//! - The score that was decided on stays with the application, with the number of its profile.
//!
//! **In process.** Demo data and imports call [`actions::begin`] and [`actions::verify`] as the system
//! and [`actions::decide`] as the person who decides; each takes the caller's transaction.
//!
//! Absent on purpose: screening against lists of restricted parties, and decisions without a person.

pub mod actions;
pub mod api;
pub mod listeners;
pub mod model;
pub mod pages;
pub mod rules;
pub(crate) mod store;
#[cfg(test)]
mod tests;

pub use actions::{answer, ask, begin, decide, review, verify, withdraw};
pub use model::{Application, Details, Reason, Verdict};
