//! What is proposed, and whether it has to be.

use base::{Instant, UserId};

/// Whether a second person looks at a plan before it is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Approval {
    /// Wherever there is one.
    #[default]
    Second,
    /// Whoever may change the plan puts it in force alone.
    Alone,
}

impl Approval {
    /// Both, in the order of pages.
    pub const ALL: [Self; 2] = [Self::Second, Self::Alone];

    /// The name in the database, the API and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Alone => "alone",
        }
    }

    /// The one of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.code() == code)
    }
}

/// Where a proposal is in its life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It waits for a second person.
    Waiting,
    /// It was put in force.
    Approved(Decided),
    /// It went back to be worked on.
    Refused(Decided),
    /// Who proposed it took it back.
    Withdrawn,
}

/// Who decided about a proposal, when, and what they said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// Who.
    pub by: String,
    /// When.
    pub at: Instant,
    /// What they said; may be empty where they agreed.
    pub words: String,
}

/// A draft that somebody wants in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Its id.
    pub id: uuid::Uuid,
    /// Of which version.
    pub version: i64,
    /// Who proposed it.
    pub by: Option<UserId>,
    /// Their name at that time.
    pub by_name: String,
    /// When.
    pub at: Instant,
    /// Why; it stays with the version.
    pub reason: String,
    /// Where it is.
    pub fate: Fate,
}

impl Proposal {
    /// Whether it waits for a second person.
    pub fn waits(&self) -> bool {
        self.fate == Fate::Waiting
    }
}
