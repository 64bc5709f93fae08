//! Leads that are owed to a partner in a quarter: pure.

use base::Instant;

use crate::quarter::Quarter;

/// The first month of a quarter, as months are counted in the tallies: from year zero.
pub fn first_month(quarter: Quarter) -> i64 {
    i64::from(quarter.year) * 12 + i64::from(quarter.n - 1) * 3
}

/// Where a promise stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed {
    /// How many leads are promised in the quarter.
    pub promised: i64,
    /// How many were offered so far.
    pub offered: i64,
    /// How many are left.
    pub left: i64,
    /// By how many the offers are behind the part of the promise that the days so far come to, rounded down.
    pub behind: i64,
}

/// Where a promise stands at a moment of a quarter.
pub fn owed(promised: i64, offered: i64, quarter: Quarter, now: Instant) -> Owed {
    let (begins, ends) = quarter.span();
    let (whole, passed) = ((ends - begins).num_days().max(1), (now - begins).num_days());
    let due = promised * passed.clamp(0, whole) / whole;
    Owed { promised, offered, left: (promised - offered).max(0), behind: (due - offered).max(0) }
}
