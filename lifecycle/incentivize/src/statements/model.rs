//! What statements are.

use base::{Instant, Money, PartnerId, StatementId};

/// A closed statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its id.
    pub id: StatementId,
    /// Of which partner.
    pub partner: PartnerId,
    /// The month, such as `2026-11`.
    pub period: String,
    /// The sum of its accruals.
    pub total: Money,
    /// When it was closed.
    pub closed_at: Instant,
    /// When it was paid; none is not yet.
    pub paid_at: Option<Instant>,
    /// Counts changes.
    pub version: i64,
}
