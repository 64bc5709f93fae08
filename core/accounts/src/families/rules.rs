//! Which parent an account may have.

use base::{AccountId, FieldError, Invalid};

use super::model::DEEPEST;

/// Whether an account may have a parent, by the parent with its own ancestors and the depth of what is below the account.
pub(crate) fn check(own: AccountId, line: &[AccountId], below: usize) -> Result<(), Invalid> {
    let mut invalid = Invalid::new();
    if line.contains(&own) {
        invalid.push(FieldError::new("parent", "account.parent_circle"));
    } else if line.len() + 1 + below > DEEPEST {
        invalid.push(FieldError::new("parent", "account.parent_deep").with("max", DEEPEST));
    }
    invalid.finish()
}
