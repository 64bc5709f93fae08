//! What every list of this stage does with the place where its next page begins.

use base::{Cursor, Error, Instant, Result};

/// The moment of a cursor; one that no row can have is refused.
pub(crate) fn moment_of(after: &Cursor) -> Result<Instant> {
    after.instant().ok_or_else(wrong_cursor)
}

/// The refusal of a cursor that a list cannot have given.
pub(crate) fn wrong_cursor() -> Error {
    let mut invalid = base::Invalid::new();
    invalid.push(base::FieldError::new("after", "cursor"));
    invalid.into()
}
