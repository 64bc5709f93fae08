//! Leads that are owed to a partner in a quarter: pure.

use base::Instant;
use chrono::{Datelike, TimeZone as _, Utc};

/// A quarter of the calendar year, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quarter {
    /// Its first month, counted from year zero.
    pub first_month: i64,
    /// When it begins.
    pub begins: Instant,
    /// When the next one does.
    pub ends: Instant,
}

/// The first moment of a month that is counted from year zero.
fn begins(month: i64) -> Instant {
    let (year, month) = (month.div_euclid(12), month.rem_euclid(12));
    let day = i32::try_from(year).ok().zip(u32::try_from(month + 1).ok());
    day.and_then(|(year, month)| Utc.with_ymd_and_hms(year, month, 1, 0, 0, 0).single()).unwrap_or_default()
}

impl Quarter {
    /// The quarter that a moment lies in.
    pub fn of(at: Instant) -> Self {
        let month = i64::from(at.year()) * 12 + i64::from(at.month0());
        let first_month = month - month.rem_euclid(3);
        Self { first_month, begins: begins(first_month), ends: begins(first_month + 3) }
    }
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
    let (whole, passed) = ((quarter.ends - quarter.begins).num_days().max(1), (now - quarter.begins).num_days());
    let due = promised * passed.clamp(0, whole) / whole;
    Owed { promised, offered, left: (promised - offered).max(0), behind: (due - offered).max(0) }
}
