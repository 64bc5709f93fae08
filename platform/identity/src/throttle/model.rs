//! What is counted.

use base::Instant;

/// The tries that were counted for a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) failures: i64,
    pub(crate) last_at: Instant,
    pub(crate) until_at: Instant,
}
