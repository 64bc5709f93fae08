//! Figures about deals: what is open, what was won, how often.

use std::collections::BTreeMap;

use base::{Currency, Instant, Money};
use chrono::{Datelike, Months, NaiveDate};

use super::super::model::StateKind;

/// What the figures need of a deal that was handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trace {
    /// Where it is.
    pub state: StateKind,
    /// Its value.
    pub value: Money,
    /// When it was handed in.
    pub submitted_at: Instant,
    /// When it ended.
    pub closed_at: Option<Instant>,
    /// On which day it was won.
    pub won_on: Option<NaiveDate>,
}

/// A sum of deals that are expected to close, or were won, on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CloseSum {
    /// The day.
    pub on: NaiveDate,
    /// Where the deals are.
    pub state: StateKind,
    /// The sum.
    pub sum: Money,
}

/// The currency in which most deals are; figures are in one currency, because rates change.
pub fn main_currency(currencies: impl Iterator<Item = Currency>) -> Currency {
    let mut counts: BTreeMap<Currency, usize> = BTreeMap::new();
    for c in currencies {
        *counts.entry(c).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, n)| *n).map_or(Currency::EUR, |(c, _)| c)
}

/// The first days of `n` months, from `back` months before the day's own.
pub fn months(day: NaiveDate, back: u32, n: u32) -> Vec<NaiveDate> {
    let first = day.with_day(1).unwrap_or(day);
    let start = first.checked_sub_months(Months::new(back)).unwrap_or(first);
    (0..n).filter_map(|i| start.checked_add_months(Months::new(i))).collect()
}

/// What was open at a moment: handed in, and not ended yet.
pub fn open_at(traces: &[Trace], currency: Currency, at: Instant) -> i64 {
    let open = |t: &&Trace| t.value.currency == currency && t.submitted_at <= at && t.closed_at.is_none_or(|end| end > at);
    traces.iter().filter(open).fold(0_i64, |sum, t| sum.saturating_add(t.value.minor))
}

/// What was won from a day until before another.
pub fn won_between(traces: &[Trace], currency: Currency, from: NaiveDate, until: NaiveDate) -> i64 {
    let won = |t: &&Trace| t.state == StateKind::Won && t.value.currency == currency && t.won_on.is_some_and(|on| on >= from && on < until);
    traces.iter().filter(won).fold(0_i64, |sum, t| sum.saturating_add(t.value.minor))
}

/// How many deals ended in a span, and how many of them were won; what was refused or taken back does not count.
pub fn won_of_ended(traces: &[Trace], from: Instant, until: Instant) -> (i64, i64) {
    let ended = |t: &&Trace| {
        matches!(t.state, StateKind::Won | StateKind::Lost | StateKind::Expired | StateKind::Released)
            && t.closed_at.is_some_and(|at| at >= from && at < until)
    };
    traces.iter().filter(ended).fold((0, 0), |(won, all), t| (won + i64::from(t.state == StateKind::Won), all + 1))
}

/// Won, approved and in review by month, in minor units of one currency.
pub fn pipeline_by_close(sums: &[CloseSum], currency: Currency, months: &[NaiveDate]) -> [Vec<i64>; 3] {
    let series = |state: StateKind| {
        let of_month = |first: &NaiveDate| {
            let fits = |s: &&CloseSum| {
                s.state == state && s.sum.currency == currency && s.on.year() == first.year() && s.on.month() == first.month()
            };
            sums.iter().filter(fits).fold(0_i64, |sum, s| sum.saturating_add(s.sum.minor))
        };
        months.iter().map(of_month).collect()
    };
    [series(StateKind::Won), series(StateKind::Approved), series(StateKind::InReview)]
}
