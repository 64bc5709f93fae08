//! What a connection is.

use base::{ConnectionId, Instant};

use crate::contract::model::{Settings, System, codes};

codes! {
    /// Whether a connection is used.
    ConnectionState {
        /// It is.
        Active = "active",
        /// Somebody paused it; what happens meanwhile waits.
        Paused = "paused",
    }
}

/// A connection to another system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// Its id.
    pub id: ConnectionId,
    /// What people call it.
    pub name: String,
    /// Which system is there.
    pub system: System,
    /// Its address, without a path.
    pub url: String,
    /// The sealed secrets.
    pub secret: String,
    /// What is set.
    pub settings: Settings,
    /// Whether it is used.
    pub state: ConnectionState,
    /// How it is.
    pub pulse: Pulse,
    /// Since when.
    pub created_at: Instant,
    /// The version of what people set.
    pub version: i64,
}

/// How a connection is, as the machine notes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pulse {
    /// Where the next look for changes begins.
    pub cursor: Option<String>,
    /// When changes were last looked for.
    pub pulled_at: Option<Instant>,
    /// When the other side last answered well.
    pub ok_at: Option<Instant>,
    /// What went wrong last, and when.
    pub error: Option<(String, Instant)>,
    /// How often it went wrong since it last went well.
    pub failures: i64,
    /// Until when it is left alone.
    pub limited_until: Option<Instant>,
    /// When people were last told that it fails.
    pub warned_at: Option<Instant>,
}

impl Pulse {
    /// Whether the last thing that happened went wrong.
    pub fn is_failing(&self) -> bool {
        self.failures > 0
    }
}

/// A connection as somebody wants it; secrets that are left empty stay as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewConnection {
    /// What people call it.
    pub name: String,
    /// Which system is there.
    pub system: System,
    /// Its address.
    pub url: String,
    /// What is set.
    pub settings: Settings,
    /// The key, token or private key.
    pub token: String,
    /// The secret of the connected application.
    pub client: String,
}

/// The address at which a connection hears that something changed on the other side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hook {
    /// Of which connection.
    pub connection: ConnectionId,
    /// The sealed secret.
    pub secret: String,
    /// Who gave it this secret.
    pub made_by: String,
    /// Since when.
    pub made_at: Instant,
    /// How many messages were believed.
    pub heard: i64,
    /// How many records were looked at because of them.
    pub looked: i64,
    /// How many messages were refused.
    pub refused: i64,
    /// When a message was last believed.
    pub heard_at: Option<Instant>,
    /// When one was last refused.
    pub refused_at: Option<Instant>,
}

/// What the sealed secret of a hook is about.
pub(crate) fn about_hook(id: ConnectionId) -> String {
    format!("hook of connection {id}")
}

/// What sealed secrets are about.
pub(crate) fn about(id: ConnectionId) -> String {
    format!("connection {id}")
}
