//! What falls on which day: expected closes, ends of protection, answers.

use std::collections::HashMap;
use std::ops::Range;

use base::{Instant, PartnerId, Result};
use chrono::{NaiveDate, NaiveTime, TimeZone as _, Utc};
use chrono_tz::Tz;
use work::{Permission, Resource, Scope, Work};

use super::super::model::{Card, Filter};
use super::super::rules::{Dated, dated};
use super::super::store;
use super::read::partner_names;

/// The most deals that one calendar shows.
pub const IN_CALENDAR: u64 = 400;

/// What falls into some days, in the order of the days; and whether there is more than is shown.
pub async fn calendar(
    work: &Work,
    filter: &Filter,
    days: &Range<NaiveDate>,
    zone: Tz,
) -> Result<(Vec<Dated>, HashMap<PartnerId, String>, bool)> {
    work.may(Permission::DealRead, &Resource::own("deal", work.actor()))?;
    let begins = |day: NaiveDate| -> Instant {
        let midnight = day.and_time(NaiveTime::MIN);
        zone.from_local_datetime(&midnight).earliest().map_or_else(|| Utc.from_utc_datetime(&midnight), |t| t.with_timezone(&Utc))
    };
    let moments = begins(days.start)..begins(days.end);
    let mut cards: Vec<Card> = store::list::between(work, filter, days, &moments, IN_CALENDAR + 1).await?;
    let most = usize::try_from(IN_CALENDAR).unwrap_or(usize::MAX);
    let more = cards.len() > most;
    cards.truncate(most);
    let names = if matches!(work.scope(), Scope::All) { partner_names(work, &cards).await? } else { HashMap::new() };
    Ok((dated(&cards, days, zone), names, more))
}
