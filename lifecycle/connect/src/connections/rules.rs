//! What a connection must be, and how it slows down when it fails.

use base::{FieldError, Invalid, Kind, Refusal};
use chrono::TimeDelta;
use webhooks::guard::{Guard, GuardError};

use super::model::{ConnectionState, NewConnection};
use crate::contract::model::System;

/// Why something about a connection is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConnectionRefusal {
    /// It is not in a state for this.
    #[error("not in this state")]
    State,
    /// A connection stays with the system that it was made for.
    #[error("the system of a connection does not change")]
    System,
}

impl Refusal for ConnectionRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::State => "connection.state",
            Self::System => "connection.system",
        }
    }

    fn kind(&self) -> Kind {
        Kind::Conflict
    }
}

/// Checks a connection; `fresh` is one without secrets yet, `allowed` are hosts that may be private.
pub fn check(new: &NewConnection, fresh: bool, allowed: &[String]) -> Result<(), Invalid> {
    let mut invalid = Invalid::new();
    let s = &new.settings;
    let line = |text: &str, most: usize| text.chars().count() <= most && !text.chars().any(char::is_control);
    invalid.check(!new.name.trim().is_empty() && line(&new.name, 80), "name", "connection.name");
    if let Some(code) = address(&new.url, allowed) {
        invalid.push(FieldError::new("url", code));
    }
    for (field, text) in [("database", &s.database), ("login", &s.login), ("client_id", &s.client_id)] {
        invalid.check(line(text, 200), field, "connection.line");
    }
    if new.system == System::Odoo {
        invalid.check(!s.database.is_empty(), "database", "required");
        invalid.check(!s.login.is_empty(), "login", "required");
    } else {
        invalid.check(is_name(&s.key_field), "key_field", "connection.field");
    }
    if new.system == System::Salesforce {
        invalid.check(!s.client_id.is_empty(), "client_id", "required");
        invalid.check(!new.token.starts_with("-----BEGIN") || !s.login.is_empty(), "login", "required");
    }
    if new.system == System::HubSpot {
        invalid.check(is_name(&s.pipeline), "pipeline", "connection.field");
    }
    let needs_token = fresh && (new.system != System::Salesforce || new.client.is_empty());
    invalid.check(!needs_token || !new.token.is_empty(), "token", "required");
    let secret = |text: &str| text.len() <= 8_000 && !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r'));
    invalid.check(secret(&new.token), "token", "connection.line");
    invalid.check(secret(&new.client), "client_secret", "connection.line");
    for (mark, name) in &s.stages {
        invalid.check(!name.trim().is_empty() && line(name, 100), &format!("stage_{}", mark.code()), "connection.stage");
    }
    invalid.finish()
}

/// What is wrong with an address: it has to be a host, and nothing behind it.
fn address(url: &str, allowed: &[String]) -> Option<&'static str> {
    if url.len() > 300 {
        return Some("url");
    }
    match Guard::new(allowed).check(url) {
        Ok(read) if !matches!(read.path(), "" | "/") || read.query().is_some() || read.fragment().is_some() => Some("connection.path"),
        Ok(_) => None,
        Err(GuardError::Scheme) => Some("connection.https"),
        Err(GuardError::Private(_)) => Some("connection.private"),
        Err(GuardError::Unreadable | GuardError::User | GuardError::Unknown(_)) => Some("url"),
    }
}

/// Whether a text can name a field, a property or a pipeline.
fn is_name(text: &str) -> bool {
    !text.is_empty() && text.len() <= 80 && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
}

/// The state after pausing.
pub fn pause(state: ConnectionState) -> Result<ConnectionState, ConnectionRefusal> {
    match state {
        ConnectionState::Active => Ok(ConnectionState::Paused),
        ConnectionState::Paused => Err(ConnectionRefusal::State),
    }
}

/// The state after resuming.
pub fn resume(state: ConnectionState) -> Result<ConnectionState, ConnectionRefusal> {
    match state {
        ConnectionState::Paused => Ok(ConnectionState::Active),
        ConnectionState::Active => Err(ConnectionRefusal::State),
    }
}

/// How long a connection is left alone after so many failures in a row: up to five minutes.
pub fn rest(failures: i64) -> TimeDelta {
    let doubled = u32::try_from(failures.clamp(1, 8)).map_or(300, |n| 2_i64.pow(n));
    TimeDelta::seconds(doubled.min(300))
}
