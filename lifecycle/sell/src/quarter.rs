//! The quarters of the calendar year, in which figures of this stage are compared.

use base::Instant;
use chrono::{Datelike as _, NaiveDate, NaiveTime};
use i18n::L10n;

/// A quarter of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    /// The year.
    pub year: i32,
    /// From 1 to 4.
    pub n: u32,
}

impl Quarter {
    /// The quarter of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self { year: day.year(), n: day.month0() / 3 + 1 }
    }

    /// Reads `2026-Q4`.
    pub fn from_code(code: &str) -> Option<Self> {
        let (year, n) = code.split_once("-Q")?;
        let (year, n) = (year.parse().ok()?, n.parse().ok()?);
        ((1..=4).contains(&n) && (1970..=9998).contains(&year) && code.len() == 7).then_some(Self { year, n })
    }

    /// The stable name.
    pub fn code(self) -> String {
        format!("{}-Q{}", self.year, self.n)
    }

    /// The name that people read.
    pub fn name(self, l: &L10n) -> String {
        l.ta("quarter-name", &[("n", self.n.into()), ("year", self.year.to_string().into())])
    }

    /// The one before.
    #[must_use]
    pub const fn before(self) -> Self {
        if self.n == 1 { Self { year: self.year - 1, n: 4 } } else { Self { year: self.year, n: self.n - 1 } }
    }

    const fn after(self) -> Self {
        if self.n == 4 { Self { year: self.year + 1, n: 1 } } else { Self { year: self.year, n: self.n + 1 } }
    }

    /// Its first day.
    pub fn first(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.n * 3 - 2, 1).unwrap_or_default()
    }

    /// From its first moment until that of the next, in UTC.
    pub fn span(self) -> (Instant, Instant) {
        let begins = |q: Self| q.first().and_time(NaiveTime::MIN).and_utc();
        (begins(self), begins(self.after()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_is_three_months_of_the_calendar() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let q = Quarter::from_code("2026-Q4").unwrap();
        assert_eq!((q, q.code(), q.first()), (Quarter::of(day(2026, 12, 31)), "2026-Q4".to_owned(), day(2026, 10, 1)));
        let (from, until) = q.span();
        assert_eq!((from.date_naive(), until.date_naive()), (day(2026, 10, 1), day(2027, 1, 1)));
        assert_eq!(Quarter { year: 2026, n: 1 }.before(), Quarter { year: 2025, n: 4 });
        assert_eq!(Quarter::of(day(2027, 1, 1)).span().0, until);
        for wrong in ["", "2026-Q0", "2026-Q5", "2026Q1", "9999-Q4", "-026-Q1", "2026-Q+1", "٢٠٢٦-Q1"] {
            assert_eq!(Quarter::from_code(wrong), None, "{wrong}");
        }
    }
}
