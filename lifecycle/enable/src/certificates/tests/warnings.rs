//! When a warning is due.

use chrono::{TimeDelta, TimeZone as _, Utc};

use super::super::actions::due_warning;

#[test]
fn each_warning_is_due_once() {
    let until = Utc.with_ymd_and_hms(2027, 6, 1, 0, 0, 0).unwrap();
    let at = |days: i64, warned: i64| due_warning(until, until - TimeDelta::days(days), warned);
    assert_eq!(at(91, 0), None);
    assert_eq!(at(90, 0), Some(90));
    assert_eq!(at(89, 90), None);
    assert_eq!(at(60, 90), Some(60));
    assert_eq!(at(20, 60), Some(30));
    assert_eq!(at(20, 30), None);
    assert_eq!(at(5, 0), Some(30), "one that was missed for long is warned once, by the nearest");
}
