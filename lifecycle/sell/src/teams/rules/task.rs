//! Tasks: what they say, when their owner is told, and who may change them.

use base::{Instant, Invalid, PartnerId};
use chrono::{Datelike as _, Days, NaiveDate, NaiveTime, TimeZone as _, Utc};
use chrono_tz::Tz;

use super::super::model::{NewTask, Task, TaskState};
use super::TeamRefusal;
use crate::texts::line;

/// Owners are told so many days before a task is due.
const BEFORE: u64 = 2;

/// Whether a task can be written as it is.
pub fn check_task(mut new: NewTask, mut invalid: Invalid) -> Result<NewTask, Invalid> {
    line(&mut invalid, "title", &mut new.title, 3, 200);
    invalid.check(new.due_on.is_none_or(|on| (2000..=2100).contains(&on.year())), "due_on", "far_date");
    invalid.finish().map(|()| new)
}

/// When the owner is told next: before the day, then after it; eight in the morning where the business is.
pub fn due_alarm(task: &Task, zone: Tz) -> Option<Instant> {
    let due = task.due_on.filter(|_| task.state == TaskState::Open)?;
    let morning = |on: NaiveDate| {
        let local = on.and_time(NaiveTime::MIN) + chrono::TimeDelta::hours(8);
        zone.from_local_datetime(&local).earliest().map_or_else(|| Utc.from_utc_datetime(&local), |t| t.with_timezone(&Utc))
    };
    match task.told {
        0 => due.checked_sub_days(Days::new(BEFORE)).map(morning),
        1 => due.checked_add_days(Days::new(1)).map(morning),
        _ => None,
    }
}

/// Refuses to change a closed task, and one of others: the lead and the vendor may change all, a member what its own
/// people have to do or have written.
pub fn writable(task: &Task, member: Option<PartnerId>) -> Result<bool, TeamRefusal> {
    if task.state != TaskState::Open {
        return Err(TeamRefusal::TaskClosed);
    }
    Ok(member.is_none_or(|own| task.owner_partner == Some(own) || task.by_partner == Some(own)))
}
