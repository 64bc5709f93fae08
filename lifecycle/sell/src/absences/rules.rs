//! Whether an absence can be set, and who decides meanwhile.

use base::{FieldError, Instant, Invalid, UserId};
use chrono::{Months, NaiveDate};

use super::model::{Absence, NewAbsence, StandIn};

/// The days and the substitute of an absence, if they can be.
pub fn check(new: &NewAbsence, user: UserId, people: &[UserId], today: NaiveDate) -> Result<(NaiveDate, NaiveDate, UserId), Invalid> {
    let mut invalid = Invalid::new();
    let last = today.checked_add_months(Months::new(12)).unwrap_or(today);
    let (from, until) = (new.from.unwrap_or(today), new.until.unwrap_or(today));
    for (field, given) in [("from", new.from), ("until", new.until)] {
        if given.is_none() {
            invalid.push(FieldError::new(field, "required"));
        }
    }
    invalid.check(from >= NaiveDate::default() && from <= last, "from", "far_date");
    invalid.check(new.until.is_none() || until >= from && until >= today, "until", "past_date");
    invalid.check(until <= last, "until", "far_date");
    let substitute = new.substitute.filter(|s| *s != user && people.contains(s));
    invalid.check(substitute.is_some(), "substitute", if new.substitute.is_none() { "required" } else { "choice" });
    invalid.finish()?;
    Ok((from, until, substitute.unwrap_or(user)))
}

/// Whether somebody is away at a moment.
pub fn is_away(absence: &Absence, now: Instant) -> bool {
    let today = now.with_timezone(&absence.zone).date_naive();
    (absence.from..=absence.until).contains(&today)
}

/// Who decides for somebody at a moment; none where nobody has to, or everybody who could is away too.
pub fn stands_in(all: &[Absence], user: UserId, now: Instant) -> Option<StandIn> {
    let away = |who: UserId| all.iter().find(|a| a.user == who && is_away(a, now));
    let first = away(user)?;
    let mut last = first;
    // Of as many as there are absences none is asked twice.
    for _ in all {
        match away(last.substitute) {
            Some(next) if next.user != user => last = next,
            Some(_) => return None,
            None => {
                return Some(StandIn {
                    user: last.substitute,
                    name: last.substitute_name.clone(),
                    absent: user,
                    absent_name: first.name.clone(),
                    until: first.until,
                });
            }
        }
    }
    None
}
