//! Which audit records are asked for, from a form or an address.

use base::{FieldError, Instant, Invalid, PartnerId, UserId};
use chrono::{Days, NaiveDate, NaiveTime, TimeZone};
use serde::Deserialize;
use uuid::Uuid;

/// The filter as text.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    pub(crate) action: String,
    #[serde(default)]
    pub(crate) actor: String,
    #[serde(default)]
    pub(crate) partner: String,
    #[serde(default)]
    pub(crate) subject: String,
    /// A day in the reader's time zone.
    #[serde(default)]
    pub(crate) from: String,
    /// The last day, which is in.
    #[serde(default)]
    pub(crate) until: String,
}

fn day(invalid: &mut Invalid, field: &str, text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let day: Option<NaiveDate> = text.parse().ok().filter(|d: &NaiveDate| (1..=9999).contains(&chrono::Datelike::year(d)));
    invalid.check(day.is_some(), field, "date");
    day
}

/// The first moment of a day in a time zone.
fn begin<Z: TimeZone>(zone: &Z, day: NaiveDate) -> Option<Instant> {
    let midnight = day.and_time(NaiveTime::MIN);
    // Where the clocks skip midnight, the day begins an hour later.
    let local = zone
        .from_local_datetime(&midnight)
        .earliest()
        .or_else(|| zone.from_local_datetime(&(midnight + chrono::TimeDelta::hours(1))).earliest());
    local.map(|at| at.to_utc())
}

/// The id inside any typed id, such as that of `deal_…`, or a plain one.
fn any_id(text: &str) -> Option<Uuid> {
    match text.rsplit_once('_') {
        Some((_, tail)) => format!("deal_{tail}").parse::<base::DealId>().ok().map(Uuid::from),
        None => Uuid::try_parse(text).ok(),
    }
}

impl Asked {
    /// The filter, or what is wrong with it.
    pub(crate) fn filter<Z: TimeZone>(&self, zone: &Z) -> Result<audit::Filter, Invalid> {
        let mut invalid = Invalid::new();
        let action = self.action.trim();
        let known = action.len() <= 80 && action.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_'));
        invalid.check(known, "action", "audit.action");
        let filled = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        let mut id = |field: &str, text: &str, read: &dyn Fn(&str) -> Option<Uuid>| {
            let text = filled(text)?;
            let found = read(&text);
            if found.is_none() {
                invalid.push(FieldError::new(field, "bad_id"));
            }
            found
        };
        let actor = id("actor", &self.actor, &|t| t.parse::<UserId>().ok().map(Uuid::from)).map(UserId::from);
        let partner = id("partner", &self.partner, &|t| t.parse::<PartnerId>().ok().map(Uuid::from)).map(PartnerId::from);
        let subject = id("subject", &self.subject, &any_id);
        let from = day(&mut invalid, "from", &self.from).and_then(|d| begin(zone, d));
        let until = day(&mut invalid, "until", &self.until).and_then(|d| d.checked_add_days(Days::new(1))).and_then(|d| begin(zone, d));
        invalid.finish()?;
        Ok(audit::Filter { subject, partner, actor, action: Some(action.to_owned()).filter(|a| !a.is_empty()), from, until })
    }

    /// Whether anything is asked for.
    pub(crate) fn is_empty(&self) -> bool {
        [&self.action, &self.actor, &self.partner, &self.subject, &self.from, &self.until].iter().all(|t| t.trim().is_empty())
    }

    /// The filter as the end of an address.
    pub(crate) fn query(&self) -> String {
        web::query_string(&[
            ("action", self.action.trim()),
            ("actor", self.actor.trim()),
            ("partner", self.partner.trim()),
            ("subject", self.subject.trim()),
            ("from", self.from.trim()),
            ("until", self.until.trim()),
        ])
    }
}
