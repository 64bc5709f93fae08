//! Agreements: the contract by which a partner joins, from the text to the sealed document.
//!
//! A template is a text in several languages, one of which governs; every version stays. Approval of
//! an application sends the fitting one; the partner reads it on a page or as PDF and signs in the
//! portal; the vendor countersigns, and at that moment the partner comes in.
//!
//! **Words.** *Governing* is the language whose text decides. *Origin* is what an agreement was made
//! for. *Document* is the PDF to sign, *sealed* the one with signatures and certificate page.
//!
//! **States**
//!
//! ```mermaid
//! stateDiagram-v2
//!   sent --> viewed
//!   sent --> signed
//!   viewed --> signed
//!   sent --> declined
//!   viewed --> declined
//!   signed --> in_force
//!   in_force --> expired
//!   in_force --> terminated
//!   in_force --> superseded
//! ```
//!
//! What is not yet in force can also be taken back (terminated) or replaced (superseded).
//!
//! **Invariants**
//! - One cause makes one agreement, however often it is told.
//! - The text of an agreement never changes after it was sent.
//! - A signature names the digest of the document that was signed, and no side signs twice.
//! - Nobody signs for a partner but its own administrators and executives, never while viewing as it.
//! - Countersigning, the partner's move to onboarding and its first grants are one transaction.
//! - The public verify page tells title, parties and date of a document that its asker has, nothing else.
//!
//! Absent on purpose: a digital signature over the bytes of the PDF, signing by mailed code, and
//! external signature providers.

pub(crate) mod actions;
pub(crate) mod api;
pub(crate) mod jobs;
pub(crate) mod listeners;
pub(crate) mod model;
pub(crate) mod pages;
pub(crate) mod panels;
mod rules;
mod store;
#[cfg(test)]
mod tests;

/// The job that sets the document to sign.
const DOCUMENT_JOB: &str = "onboard.document";
/// The job that sets the sealed document.
const SEAL_JOB: &str = "onboard.seal";
