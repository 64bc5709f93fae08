//! What a link that lets its bearer in is.

use base::{Instant, UserId};
use chrono::TimeDelta;
use uuid::Uuid;

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkKind {
    /// Setting the first password.
    Invitation,
    /// Setting a new password.
    Reset,
    /// Showing that an e-mail address is one's own.
    Email,
    /// Making the first owner of an empty deployment.
    Setup,
}

impl LinkKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Invitation, Self::Reset, Self::Email, Self::Setup];

    /// The name in the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Reset => "reset",
            Self::Email => "email",
            Self::Setup => "setup",
        }
    }

    /// The kind of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }

    /// The path before the secret.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Invitation => "/invitation/",
            Self::Reset => "/password/reset/",
            Self::Email => "/account/email/",
            Self::Setup => "/setup/",
        }
    }

    /// How long it can be used.
    pub const fn lifetime(self) -> TimeDelta {
        match self {
            Self::Invitation => TimeDelta::days(7),
            Self::Reset => TimeDelta::hours(1),
            Self::Email => TimeDelta::days(1),
            Self::Setup => TimeDelta::days(1),
        }
    }
}

/// A link that can still be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its key.
    pub id: Uuid,
    /// What it is for.
    pub kind: LinkKind,
    /// Whose it is.
    pub user: Option<UserId>,
    /// The address that it confirms.
    pub email: Option<String>,
    /// When it ends.
    pub expires_at: Instant,
}
