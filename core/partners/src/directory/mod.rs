//! The directory: every partner, from first contact to the end, in one record.
//!
//! **Words.** A partner is an organization in, or applying to, the program. Its *lifecycle* says how
//! far it has come; its *manager* is the person at the vendor who looks after it.
//!
//! **States**
//!
//! ```mermaid
//! stateDiagram-v2
//!   prospect --> applicant
//!   prospect --> rejected
//!   applicant --> contracting
//!   applicant --> rejected
//!   contracting --> onboarding
//!   contracting --> rejected
//!   contracting --> offboarding
//!   onboarding --> active
//!   onboarding --> suspended
//!   onboarding --> offboarding
//!   active --> suspended
//!   active --> offboarding
//!   suspended --> active
//!   suspended --> offboarding
//!   offboarding --> former
//!   rejected --> applicant
//! ```
//!
//! **Invariants**
//! - A partner moves only along the drawn lines; each move is a fact with a reason where one is asked.
//! - `activated_at` is set once, by the first move to active, and never edited.
//! - A member sees only the own partner; another looks missing.
//!
//! Absent on purpose: applications (recruit), agreements and activation plans (onboard).

pub mod actions;
pub mod api;
pub mod model;
pub mod pages;
pub mod rules;
pub(crate) mod store;
#[cfg(test)]
mod tests;
