//! What a personal access token is.

use access::Permission;
use base::{Instant, TokenId, UserId};

/// What every token begins with, so that people and scanners know one when they see it.
pub const PREFIX: &str = "tp_";

/// A token as its owner sees it; the secret itself is shown once, when it is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Its id.
    pub id: TokenId,
    /// Whose it is.
    pub user: UserId,
    /// What its owner calls it.
    pub name: String,
    /// Its first characters.
    pub hint: String,
    /// What it may be used for, at most what its owner may do.
    pub scopes: Vec<Permission>,
    /// Since when.
    pub created_at: Instant,
    /// When it ends.
    pub expires_at: Option<Instant>,
    /// When it was used last, to the minute.
    pub last_used_at: Option<Instant>,
}

/// A token to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewToken {
    /// What its owner calls it.
    pub name: String,
    /// What it may be used for.
    pub scopes: Vec<Permission>,
    /// When it ends.
    pub expires_at: Option<Instant>,
}
