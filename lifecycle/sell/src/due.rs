//! What every clock of this stage does with what came of one thing that was due.

use std::fmt::Display;

use base::{Kind, Result};

/// Whether it is done; what failed is logged, so that it does not hold up the others.
pub(crate) fn settled(done: Result<()>, what: &str, id: impl Display) -> bool {
    match done {
        Ok(()) => true,
        // Somebody saved it at this moment; the next run looks again.
        Err(e) if e.kind() == Some(Kind::Stale) => false,
        Err(e) => {
            tracing::error!(what, %id, error = %e, "what is due failed");
            false
        }
    }
}
