//! Activation: the plan by which a new partner becomes fully operational.
//!
//! A template for the partner type says which steps, whose, by when and what counts as proof. Both
//! sides see the same plan from approval on; the clock starts when both have signed. Steps finish
//! themselves from what the system sees wherever it can see it; when the last required one is over,
//! the partner is active in the same transaction.
//!
//! **Words.** *Owner* is the role that works on a step. *Observed* is a step that nobody hands in.
//! An *exception* lets a locked step begin early; to *skip* leaves a step out; both are approved.
//!
//! **States** of a step
//!
//! ```mermaid
//! stateDiagram-v2
//!   locked --> open
//!   open --> submitted
//!   open --> done
//!   submitted --> in_review
//!   submitted --> done
//!   submitted --> returned
//!   in_review --> done
//!   in_review --> returned
//!   returned --> submitted
//!   returned --> done
//! ```
//!
//! Whatever is not done can be skipped.
//!
//! **Invariants**
//! - A partner has one plan, however often its approval is told.
//! - A step cannot begin before what comes before it is over, except by an approved and logged exception.
//! - What the system saw before a step's turn counts when its turn comes.
//! - A partner is active only with every required step done or skipped, in the transaction of the last one.
//! - A running plan keeps the version of its template.
//! - A document is taken only from whoever may work on the step, and only while the step asks for one.
//!
//! Absent on purpose: steps of the kinds integration, environment, meeting and audit, moving a running
//! plan to another version, and pilots.

pub(crate) mod actions;
pub(crate) mod api;
pub(crate) mod listeners;
pub(crate) mod model;
pub(crate) mod pages;
pub(crate) mod panels;
mod rules;
mod store;
#[cfg(test)]
mod tests;
