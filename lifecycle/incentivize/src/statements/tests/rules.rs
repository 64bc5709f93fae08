//! Months, and what a spreadsheet takes for a formula.

use base::Instant;
use chrono::{TimeZone as _, Utc};

use super::super::rules::{bounds, last_month, month_begins, period_of};

fn at(y: i32, m: u32, d: u32, h: u32) -> Instant {
    Utc.with_ymd_and_hms(y, m, d, h, 30, 0).unwrap()
}

#[test]
fn a_month_begins_at_midnight_utc() {
    assert_eq!(month_begins(at(2026, 11, 18, 9)), Utc.with_ymd_and_hms(2026, 11, 1, 0, 0, 0).unwrap());
    assert_eq!(period_of(at(2026, 11, 30, 23)), "2026-11");
    assert_eq!((last_month(at(2026, 12, 1, 0)), last_month(at(2027, 1, 31, 23))), ("2026-11".to_owned(), "2026-12".to_owned()));
}

#[test]
fn a_period_has_its_first_and_last_day() {
    let days = |p: &str| bounds(p).map(|(a, b)| format!("{a} {b}"));
    assert_eq!(days("2028-02").as_deref(), Some("2028-02-01 2028-02-29"));
    assert_eq!(days("2026-12").as_deref(), Some("2026-12-01 2026-12-31"));
    assert_eq!(days("2026-12-05"), None);
    assert_eq!(days("x"), None);
}
