//! What tier progress is.

use base::Money;
use partners::Tier;

/// Where a partner stands against the criteria.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// The tier it has.
    pub tier: Option<Tier>,
    /// The next one; none at the top.
    pub next: Option<Tier>,
    /// Revenue of won deals in the last twelve months.
    pub revenue: Money,
    /// How many of its people hold a certification.
    pub certified: i64,
}
