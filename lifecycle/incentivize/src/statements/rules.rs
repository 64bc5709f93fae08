//! What a statement holds and comes to: pure.

use base::{Currency, Instant, Money, MoneyError, StatementId};
use chrono::{Datelike as _, NaiveDate, TimeZone as _, Utc};

use super::model::Line;
use crate::accruals::model::{Accrual, AccrualState};

/// The month of a moment, such as `2026-11`.
pub fn period_of(at: Instant) -> String {
    at.format("%Y-%m").to_string()
}

/// The moment at which the month of a moment begins.
pub fn month_begins(at: Instant) -> Instant {
    Utc.with_ymd_and_hms(at.year(), at.month(), 1, 0, 0, 0).single().unwrap_or(at)
}

/// The month that is over at a moment, such as `2026-10`.
pub fn last_month(at: Instant) -> String {
    period_of(month_begins(at) - chrono::TimeDelta::seconds(1))
}

/// The first and the last day of a period.
pub fn bounds(period: &str) -> Option<(NaiveDate, NaiveDate)> {
    let first = NaiveDate::parse_from_str(&format!("{period}-01"), "%Y-%m-%d").ok()?;
    let next = first.checked_add_months(chrono::Months::new(1))?;
    Some((first, next.pred_opt()?))
}

/// The lines that waiting accruals make: what was approved adds, what was taken back subtracts.
pub fn waiting(accruals: Vec<Accrual>) -> Vec<Line> {
    let line = |accrual: Accrual| Line { taken_back: matches!(accrual.state, AccrualState::Reversed { .. }), accrual };
    accruals.into_iter().map(line).collect()
}

/// The lines of a statement. An accrual that was stated and taken back on the same one has two.
pub fn lines(id: StatementId, accruals: &[Accrual]) -> Vec<Line> {
    let mut lines = Vec::with_capacity(accruals.len());
    for a in accruals {
        if a.statement == Some(id) {
            lines.push(Line { accrual: a.clone(), taken_back: false });
        }
        if a.taken_back_on == Some(id) {
            lines.push(Line { accrual: a.clone(), taken_back: true });
        }
    }
    lines
}

/// What lines come to.
pub fn sum(lines: &[Line], currency: Currency) -> Result<Money, MoneyError> {
    lines.iter().try_fold(Money::zero(currency), |sum, line| sum.plus(line.amount()?))
}
