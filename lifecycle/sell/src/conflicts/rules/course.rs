//! How disputes go over time: sums over quarters, and around the moments at which rules changed. Pure.

use base::Instant;
use chrono::TimeDelta;
use chrono_tz::Tz;

use super::super::model::{Mark, Span};
use crate::quarter::Quarter;

/// How many answers there must be before a mean or a word of them is shown.
pub const ENOUGH: usize = 5;

/// How far one looks before and after a change of rules.
pub const AROUND: TimeDelta = TimeDelta::days(90);

/// What the course is made of: moments of openings, of first rulings with their minutes, and of answers with their stars.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Traces {
    /// When cases were opened.
    pub opened: Vec<Instant>,
    /// When cases were ruled first, and how many minutes of business time that took.
    pub ruled: Vec<(Instant, i64)>,
    /// When partners answered, and with how many stars.
    pub rated: Vec<(Instant, i64)>,
}

/// The quarter of a moment, where the business is.
pub fn quarter(at: Instant, zone: Tz) -> Quarter {
    Quarter::of(at.with_timezone(&zone).date_naive())
}

/// The middle one; of two the lower, so that the figure is one that happened.
pub fn median(mut all: Vec<i64>) -> Option<i64> {
    all.sort_unstable();
    all.get(all.len().saturating_sub(1) / 2).copied()
}

/// What happened at the moments that count.
pub fn span(t: &Traces, counts: impl Fn(Instant) -> bool) -> Span {
    let stars: Vec<i64> = t.rated.iter().filter(|r| counts(r.0)).map(|r| r.1).collect();
    let n = i64::try_from(stars.len()).unwrap_or(i64::MAX);
    let sum: i64 = stars.iter().sum();
    Span {
        disputes: i64::try_from(t.opened.iter().filter(|at| counts(**at)).count()).unwrap_or(i64::MAX),
        median_minutes: median(t.ruled.iter().filter(|r| counts(r.0)).map(|r| r.1).collect()),
        answers: n,
        // Rounded to the nearest hundredth.
        fairness: (stars.len() >= ENOUGH).then(|| (sum * 200 + n) / (2 * n)),
    }
}

/// The quarters in which something happened, newest first.
pub fn quarters(t: &Traces, zone: Tz) -> Vec<(Quarter, Span)> {
    let moments = t.opened.iter().copied().chain(t.ruled.iter().map(|r| r.0)).chain(t.rated.iter().map(|r| r.0));
    let mut all: Vec<Quarter> = moments.map(|at| quarter(at, zone)).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().rev().map(|q| (q, span(t, |at| quarter(at, zone) == q))).collect()
}

/// What happened before and after a version of some rules came into force.
pub fn mark(t: &Traces, at: Instant, routing: bool, version: i64) -> Mark {
    let before = span(t, |m| m >= at - AROUND && m < at);
    let after = span(t, |m| m >= at && m < at + AROUND);
    Mark { at, routing, version, before, after }
}
