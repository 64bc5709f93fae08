//! Tests of the funnel.

use chrono::{TimeDelta, TimeZone as _, Utc};

use super::model::{Row, Step};
use super::rules;

fn row(days: [Option<i64>; 5]) -> Row {
    let applied_at = Utc.with_ymd_and_hms(2026, 1, 1, 9, 0, 0).unwrap();
    Row {
        partner: None,
        name: "x".to_owned(),
        kind: "reseller".to_owned(),
        applied_at,
        reached: days.map(|d| d.map(|d| applied_at + TimeDelta::days(d))),
    }
}

#[test]
fn those_who_have_not_come_far_are_counted_as_waiting() {
    let rows = [row([Some(2), Some(5), Some(20), None, None]), row([Some(4), None, None, None, None]), row([None; 5])];
    let stats = rules::stats(&rows);
    assert_eq!(stats.iter().map(|s| s.reached).collect::<Vec<_>>(), [2, 1, 1, 0, 0]);
    assert_eq!(stats[0].median, Some(TimeDelta::days(3)));
    assert_eq!(stats[1].median, Some(TimeDelta::days(3)));
    assert_eq!(stats[3].median, None);
    assert_eq!(stats[4].step, Step::FirstWin);
}
