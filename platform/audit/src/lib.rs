//! The audit record: who did what to what, when and from where, chained by hashes.
//!
//! Each record's hash covers all of its columns and the hash of the record before it in its chain.
//! There are several chains, so that transactions on PostgreSQL do not all wait for one row; a
//! transaction writes to one of them. The heads of all chains are signed together and the signed
//! heads are kept apart from the database ([`anchor`]), so that a cut tail is found as well.

pub mod anchor;
mod migrations;
mod store;
mod verify;

pub use anchor::{Anchor, AnchorError, Keeper};
pub use migrations::MIGRATIONS;
pub use store::{Filter, Record, append, heads, list};
pub use verify::{Finding, Flaw, Verdict, verify};

use base::PartnerId;
use serde_json::Value;
use uuid::Uuid;

/// What is to be written about one change.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// What was done, such as `deal.approved`.
    pub action: String,
    /// The sort of thing it was done to, such as `deal`.
    pub subject_kind: &'static str,
    /// Which thing.
    pub subject: Option<Uuid>,
    /// The partner it belongs to.
    pub partner: Option<PartnerId>,
    /// The state before; secrets and marked personal data are left out by the caller.
    pub before: Option<Value>,
    /// The state after, or the facts of the change.
    pub after: Option<Value>,
    /// The reason, where one was asked for.
    pub reason: Option<String>,
}

impl Entry {
    /// An entry about a thing.
    pub fn new(action: impl Into<String>, subject_kind: &'static str, subject: impl Into<Uuid>) -> Self {
        Self { action: action.into(), subject_kind, subject: Some(subject.into()), ..Self::default() }
    }

    /// Says which partner it belongs to.
    #[must_use]
    pub fn partner(mut self, partner: Option<PartnerId>) -> Self {
        self.partner = partner;
        self
    }

    /// Says what was before and what is now.
    #[must_use]
    pub fn change(mut self, before: Value, after: Value) -> Self {
        self.before = Some(before);
        self.after = Some(after);
        self
    }

    /// Says what is now.
    #[must_use]
    pub fn after(mut self, after: Value) -> Self {
        self.after = Some(after);
        self
    }

    /// Says why.
    #[must_use]
    pub fn reason(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }
}
