//! What an endpoint is.

use base::{EndpointId, Instant};

/// Whether an endpoint is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndpointState {
    /// It is.
    Active,
    /// Somebody paused it; what happens meanwhile is not kept for it.
    Paused,
    /// It answered that it is gone for good.
    Gone,
}

impl EndpointState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Active, Self::Paused, Self::Gone];

    /// The name in the database and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Gone => "gone",
        }
    }

    /// The state of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// An address that hears what happens.
#[derive(Debug, Clone, PartialEq)]
pub struct Endpoint {
    /// Its id.
    pub id: EndpointId,
    /// The address.
    pub url: String,
    /// What it is for.
    pub description: String,
    /// The kinds of facts it hears; all when empty. One that ends in `.*` stands for all of that area.
    pub kinds: Vec<String>,
    /// Whether it is called.
    pub state: EndpointState,
    /// The sealed secret.
    pub secret: String,
    /// The sealed secret before it, and until when it signs as well.
    pub old_secret: Option<(String, Instant)>,
    /// When the administrators were last told that it fails.
    pub warned_at: Option<Instant>,
    /// Since when.
    pub created_at: Instant,
    /// The version of the row.
    pub version: i64,
}

/// An endpoint as somebody asks for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewEndpoint {
    /// The address.
    pub url: String,
    /// What it is for.
    pub description: String,
    /// The kinds of facts it hears; all when empty.
    pub kinds: Vec<String>,
}

/// What sealed secrets are about.
pub(crate) fn about(id: EndpointId) -> String {
    format!("webhook {id}")
}
