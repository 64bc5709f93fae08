//! Templates of plans.

use access::Role;
use base::Instant;
use uuid::Uuid;

use super::{StepKind, Words};

/// A step as a template has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepSpec {
    /// Its stable key within the template.
    pub key: String,
    /// What it is called.
    pub title: Words,
    /// What is to be done.
    pub what: Words,
    /// Why.
    pub why: Words,
    /// How long it takes.
    pub takes: Words,
    /// What counts as proof.
    pub proof: Words,
    /// Whose it is: a role of the partner, or of the vendor.
    pub owner: Role,
    /// Days from the start after which it is due.
    pub due_days: i64,
    /// The keys of the steps that come before.
    pub after: Vec<String>,
    /// Whether the partner becomes active only with it.
    pub required: bool,
    /// How much of the progress it is.
    pub weight: i64,
    /// What it is.
    pub kind: StepKind,
}

/// One version of a template; a version is never changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// The id of this version.
    pub id: Uuid,
    /// What all versions of it share.
    pub key: String,
    /// 1 for the first version.
    pub no: i64,
    /// The partner types it is for; empty is all others.
    pub types: Vec<String>,
    /// What plans of it are called.
    pub title: Words,
    /// The steps, in order.
    pub steps: Vec<StepSpec>,
    /// When it was written.
    pub created_at: Instant,
    /// By whom.
    pub created_by: String,
}

/// A version to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTemplate {
    /// What all versions of it share.
    pub key: String,
    /// The partner types it is for.
    pub types: Vec<String>,
    /// What plans of it are called.
    pub title: Words,
    /// The steps, in order.
    pub steps: Vec<StepSpec>,
}
