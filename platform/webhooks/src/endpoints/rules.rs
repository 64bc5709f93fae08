//! What an endpoint must be, and what it hears.

use base::{FieldError, Invalid, Kind, Refusal, check_length};

use super::model::{Endpoint, EndpointState, NewEndpoint};
use crate::guard::{Guard, GuardError};

/// Facts that are between parts of this deployment and nobody else's business.
const INTERNAL: [&str; 6] =
    ["notice.told", "deal.imaged", "deal.image_asked", "deal.images_asked", "deal.images_told", "deal.change_refused"];

/// Why an endpoint is not changed so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EndpointRefusal {
    /// It is not in a state for this.
    #[error("not in this state")]
    State,
}

impl Refusal for EndpointRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::State => "webhook.state",
        }
    }
    fn kind(&self) -> Kind {
        Kind::Conflict
    }
}

/// Checks an endpoint to make; `allowed` are hosts that may be private.
pub fn check(new: &NewEndpoint, allowed: &[String]) -> Result<(), Invalid> {
    let mut invalid = Invalid::new();
    if new.url.len() > 2000 {
        invalid.push(FieldError::new("url", "too_long").with("max", 2000));
    } else if let Err(e) = Guard::new(allowed).check(&new.url) {
        let code = match e {
            GuardError::Unreadable | GuardError::User | GuardError::Unknown(_) => "url",
            GuardError::Scheme => "webhook.https",
            GuardError::Private(_) => "webhook.private",
        };
        invalid.push(FieldError::new("url", code));
    }
    if let Err(e) = check_length("description", &new.description, 0, 200) {
        invalid.push(e);
    }
    invalid.check(!new.description.chars().any(char::is_control), "description", "characters");
    invalid.check(new.kinds.len() <= 100 && new.kinds.iter().all(|k| is_kind(k)), "kinds", "webhook.kind");
    invalid.finish()
}

/// Whether a text can be a kind of fact, or an area of them.
fn is_kind(text: &str) -> bool {
    let name = text.strip_suffix(".*").unwrap_or(text);
    let words = name.split('.').all(|w| !w.is_empty() && w.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'));
    words && text.len() <= 80
}

/// Whether an endpoint hears a kind of fact.
pub fn hears(endpoint: &Endpoint, kind: &str) -> bool {
    let named = |k: &String| match k.strip_suffix(".*") {
        Some(area) => kind.strip_prefix(area).is_some_and(|rest| rest.starts_with('.')),
        None => k == kind,
    };
    endpoint.state == EndpointState::Active && !INTERNAL.contains(&kind) && (endpoint.kinds.is_empty() || endpoint.kinds.iter().any(named))
}

/// The state after pausing.
pub fn pause(state: EndpointState) -> Result<EndpointState, EndpointRefusal> {
    match state {
        EndpointState::Active => Ok(EndpointState::Paused),
        EndpointState::Paused | EndpointState::Gone => Err(EndpointRefusal::State),
    }
}

/// The state after resuming.
pub fn resume(state: EndpointState) -> Result<EndpointState, EndpointRefusal> {
    match state {
        EndpointState::Paused | EndpointState::Gone => Ok(EndpointState::Active),
        EndpointState::Active => Err(EndpointRefusal::State),
    }
}
