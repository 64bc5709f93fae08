//! Documents, and what is asked about plans.

use base::{ActivationStepId, FileId, Instant, PartnerId};

use super::Words;

/// A file handed in for a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its id.
    pub id: FileId,
    /// For which step.
    pub step: ActivationStepId,
    /// Of which partner.
    pub partner: PartnerId,
    /// What it is called.
    pub name: String,
    /// The SHA-256 of its bytes in hexadecimal digits.
    pub digest: String,
    /// Its media type.
    pub content: String,
    /// How many bytes it has.
    pub size: i64,
    /// Who handed it in.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// Who keeps a plan from going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockedBy {
    /// Somebody of the partner.
    Partner,
    /// Somebody of the vendor.
    Vendor,
    /// Nobody: all required steps are done.
    Nobody,
}

impl BlockedBy {
    /// The name in the API and in messages.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Partner => "partner",
            Self::Vendor => "vendor",
            Self::Nobody => "nobody",
        }
    }
}

/// Which plans are asked for; all conditions hold together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// In one of these states; empty is any.
    pub states: Vec<&'static str>,
    /// Of these partners.
    pub partners: Option<Vec<PartnerId>>,
}

/// What reviewers say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Somebody begins to look.
    Take,
    /// It will do.
    Accept,
    /// It goes back, with a reason.
    Return(String),
}

/// How clear the steps of a key were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clarity {
    /// The key of the step.
    pub key: String,
    /// What it is called.
    pub title: Words,
    /// How many people said.
    pub n: i64,
    /// The mean, in tenths.
    pub tenths: i64,
}
