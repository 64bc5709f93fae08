//! Who decides while somebody is away.

use base::UserId;
use chrono::{NaiveDate, TimeZone as _, Utc};
use chrono_tz::Tz;
use uuid::Uuid;

use super::model::Absence;
use super::rules;

fn who(n: u128) -> UserId {
    Uuid::from_u128(n).into()
}

fn away(user: u128, substitute: u128) -> Absence {
    let day = |d| NaiveDate::from_ymd_opt(2026, 12, d).unwrap();
    let at = Utc.with_ymd_and_hms(2026, 11, 18, 9, 0, 0).unwrap();
    let (name, substitute_name) = (format!("P{user}"), format!("P{substitute}"));
    Absence {
        user: who(user),
        name,
        substitute: who(substitute),
        substitute_name,
        from: day(1),
        until: day(5),
        zone: Tz::Europe__Berlin,
        at,
    }
}

#[test]
fn a_substitute_who_is_away_too_is_stood_in_for_by_its_own() {
    let at = |d, h| Utc.with_ymd_and_hms(2026, 12, d, h, 0, 0).unwrap();
    let by = |all: &[Absence], d, h| rules::stands_in(all, who(1), at(d, h)).map(|s| (s.user, s.absent_name, s.until.to_string()));
    let second = Some((who(2), "P1".to_owned(), "2026-12-05".to_owned()));
    // From midnight to midnight where the person is.
    assert_eq!((by(&[away(1, 2)], 1, 0), by(&[away(1, 2)], 5, 22)), (second.clone(), second));
    assert_eq!((by(&[away(1, 2)], 5, 23), rules::stands_in(&[away(1, 2)], who(2), at(2, 9))), (None, None));
    assert_eq!(by(&[away(1, 2), away(2, 3)], 2, 9).unwrap().0, who(3));
    // In a circle, or one that does not come back to the first, nobody is found.
    assert_eq!(by(&[away(1, 2), away(2, 1)], 2, 9), None);
    assert_eq!(by(&[away(1, 2), away(2, 3), away(3, 2)], 2, 9), None);
}
