//! What a token may be.

use access::Permission;
use base::{FieldError, Instant, Invalid, check_length};
use chrono::TimeDelta;

use super::model::NewToken;

/// The longest life of a token.
const MAX_DAYS: i64 = 365;

/// Checks a token to make; `own` are the scopes of the token that asks, if one does.
pub(crate) fn check(new: &NewToken, own: Option<&[Permission]>, now: Instant) -> Result<(), Invalid> {
    let mut invalid = Invalid::new();
    if let Err(e) = check_length("name", &new.name, 1, 80) {
        invalid.push(e);
    }
    invalid.check(!new.name.chars().any(char::is_control), "name", "characters");
    invalid.check(!new.scopes.is_empty(), "scopes", "required");
    invalid.check(new.scopes.iter().all(|s| own.is_none_or(|o| o.contains(s))), "scopes", "token.scope");
    if let Some(end) = new.expires_at
        && (end <= now || end > now + TimeDelta::days(MAX_DAYS))
    {
        invalid.push(FieldError::new("expires_at", "token.expiry").with("days", MAX_DAYS));
    }
    invalid.finish()
}
