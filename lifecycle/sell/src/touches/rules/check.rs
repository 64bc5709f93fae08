//! Whether what a partner claims can be taken as it is: everything wrong is said at once.

use base::{FieldError, Instant, Invalid};
use chrono::{NaiveDate, NaiveTime, TimeDelta};

use super::super::model::{Kind, NewTouch};
use crate::texts::{host_name, line, text};

/// How long ago something may have happened that is claimed now, in days.
pub const OLDEST_DAYS: i64 = 365;

/// Checks a claim and tidies its texts; `invalid` already holds what could not be read.
pub fn check(mut new: NewTouch, today: NaiveDate, mut invalid: Invalid) -> Result<(Kind, NaiveDate, NewTouch), Invalid> {
    let c = &mut new.company;
    line(&mut invalid, "company", &mut c.name, 2, 160);
    line(&mut invalid, "domain", &mut c.domain, 0, 300);
    if !c.domain.is_empty() {
        match host_name(&c.domain) {
            Some(host) => c.domain = host,
            None => {
                invalid.push(FieldError::new("domain", "url"));
            }
        }
    }
    c.country = c.country.trim().to_ascii_uppercase();
    if c.country.is_empty() {
        invalid.push(FieldError::new("country", "required"));
    } else {
        invalid.check(celes::Country::from_alpha2(&c.country).is_ok(), "country", "choice");
    }
    let kind = new.kind.filter(|k| k.can_be_claimed());
    invalid.check(kind.is_some(), "kind", if new.kind.is_none() { "required" } else { "choice" });
    match new.on {
        None => {
            invalid.push(FieldError::new("on", "required"));
        }
        Some(on) => {
            invalid.check(on <= today, "on", "touch.future");
            if on < today.checked_sub_signed(TimeDelta::days(OLDEST_DAYS)).unwrap_or(today) {
                invalid.push(FieldError::new("on", "touch.old").with("days", OLDEST_DAYS));
            }
        }
    }
    text(&mut invalid, "what", &mut new.what, 10, 2_000);
    text(&mut invalid, "evidence", &mut new.evidence, 10, 2_000);
    line(&mut invalid, "link", &mut new.link, 0, 500);
    if !new.link.is_empty() {
        invalid.check(is_link(&new.link), "link", "touch.link");
    }
    invalid.finish()?;
    Ok((kind.unwrap_or(Kind::Referral), new.on.unwrap_or(today), new))
}

/// Whether it is an address that people can follow safely: https, a host, no name or password in it.
fn is_link(link: &str) -> bool {
    let Some(rest) = link.strip_prefix("https://") else { return false };
    let place = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | '"' | '\'' | '\\' | '`');
    !place.contains('@') && host_name(place).is_some() && link.chars().all(plain)
}

/// The moment that stands for a day: its noon.
pub fn day_moment(on: NaiveDate) -> Instant {
    on.and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap_or(NaiveTime::MIN)).and_utc()
}
