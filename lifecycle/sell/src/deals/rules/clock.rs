//! Business time and what falls due: decisions, reminders, the end of a protection.

use base::Instant;
use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc, Weekday};

use super::super::model::{Breach, Deal, State, Terms, Why};
use super::incumbency::window;
use super::judge::{departs, idle};
use crate::holidays::is_holiday;

/// The moment that lies so many business days after another, counted in business hours.
///
/// Two days of 9 to 17 are sixteen business hours, so what comes in on Thursday at 15:00 is due on
/// Monday at 15:00, and what comes in on Saturday is due on Tuesday at 17:00.
pub fn deadline(from: Instant, days: i64, terms: &Terms) -> Instant {
    let length = i64::from(terms.closes.saturating_sub(terms.opens).max(1));
    let mut left = TimeDelta::hours(length * days.clamp(0, 365));
    let mut day = from.with_timezone(&terms.zone).date_naive();
    // Holidays are finite, so a business day comes; the bound only guards against a calendar of nothing else.
    for _ in 0..4_000 {
        if is_business(day, terms) {
            let start = from.max(at(day, terms.opens, terms));
            let end = at(day, terms.closes, terms);
            if start < end {
                if left <= end - start {
                    return start + left;
                }
                left -= end - start;
            }
        }
        let Some(next) = day.succ_opt() else { break };
        day = next;
    }
    from + left
}

/// How much business time lies between two moments.
pub fn worked(from: Instant, until: Instant, terms: &Terms) -> TimeDelta {
    let mut sum = TimeDelta::zero();
    let mut day = from.with_timezone(&terms.zone).date_naive();
    let last = until.with_timezone(&terms.zone).date_naive();
    while day <= last {
        if is_business(day, terms) {
            let (start, end) = (from.max(at(day, terms.opens, terms)), until.min(at(day, terms.closes, terms)));
            sum += (end - start).max(TimeDelta::zero());
        }
        let Some(next) = day.succ_opt() else { break };
        day = next;
    }
    sum
}

fn is_business(day: NaiveDate, terms: &Terms) -> bool {
    let public = || terms.calendars.iter().any(|country| is_holiday(country, day));
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !terms.holidays.contains(&day) && !public()
}

/// An hour of a day in the business zone; where the clock skips it, the first moment after.
fn at(day: NaiveDate, hour: u32, terms: &Terms) -> Instant {
    let naive = if hour >= 24 {
        day.succ_opt().unwrap_or(day).and_time(NaiveTime::MIN)
    } else {
        day.and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default())
    };
    // Clocks skip an hour or half of one in spring, and where the date line moved, a whole day.
    let local = (0..=100).find_map(|quarters| terms.zone.from_local_datetime(&(naive + TimeDelta::minutes(15 * quarters))).earliest());
    local.map_or_else(|| Utc.from_utc_datetime(&naive), |t| t.with_timezone(&Utc))
}

/// By how much an approval at this moment lasts longer, because it came late.
pub fn delay(decide_by: Option<Instant>, terms: &Terms, now: Instant) -> TimeDelta {
    match (terms.on_breach, decide_by) {
        (Breach::Extend, Some(by)) => (now - by).max(TimeDelta::zero()),
        (Breach::Extend, None) | (Breach::Escalate | Breach::Approve, _) => TimeDelta::zero(),
    }
}

/// Whether what waits for a person for these reasons is approved when its time has passed.
///
/// Only what waits for a signature: where another may have a right to the customer, a person has to look, however late.
pub fn approves_late(why: &[Why], terms: &Terms) -> bool {
    terms.on_breach == Breach::Approve && why.iter().all(|w| matches!(w, Why::Value | Why::Currency | Why::ByHand))
}

/// For how many days the link of a reminder lets its person update the deal.
pub const LINK_DAYS: i64 = 30;

/// What falls due for a deal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ring {
    /// The decision is late: the desk is told.
    Escalate,
    /// The protection ends in so many days: both sides are told.
    Remind(i64),
    /// Nobody works on it: the partner is told what follows.
    Idle,
    /// Nobody has worked on it since that was told: the protection ends.
    Release,
    /// The partner has left, and the time after that is over.
    Depart,
    /// What was sold ends before long: its partner is told that the renewal is its own.
    Renewal,
    /// The protection is over.
    Expire,
}

/// When something falls due for a deal next; none when nothing will.
pub fn alarm(deal: &Deal, terms: &Terms) -> Option<Instant> {
    match deal.state() {
        State::InReview(review) => (!review.escalated).then_some(review.decide_by),
        State::Approved(p) => {
            let open = terms.reminder_days.iter().filter(|d| p.reminded.is_none_or(|sent| sent > **d));
            let first = open.map(|d| p.until - TimeDelta::days(*d)).min();
            let leaves = deal.left_at.map(|left| departs(left, terms));
            let next = [first, idle(deal.alive_at(), p.idle_told, terms).map(|(at, _)| at), leaves].into_iter().flatten().min();
            Some(next.map_or(p.until, |at| at.min(p.until)))
        }
        State::Won { on, .. } => renewal(deal, *on, terms),
        State::Draft
        | State::Lost { .. }
        | State::Expired { .. }
        | State::Released { .. }
        | State::Withdrawn { .. }
        | State::Rejected { .. }
        | State::Disputed(_) => None,
    }
}

/// When the partner of a won deal is told that the renewal is its own; none when it was told.
fn renewal(deal: &Deal, won_on: NaiveDate, terms: &Terms) -> Option<Instant> {
    let window = window(won_on, deal.term_ends, terms).filter(|_| deal.renewal_told.is_none())?;
    Some(at(window.opens, terms.opens, terms))
}

/// What is due for a deal at this moment.
pub fn ring(deal: &Deal, terms: &Terms, now: Instant) -> Option<Ring> {
    match deal.state() {
        State::InReview(review) => (!review.escalated && review.decide_by <= now).then_some(Ring::Escalate),
        State::Approved(p) if p.until <= now => Some(Ring::Expire),
        State::Approved(_) if deal.left_at.is_some_and(|left| departs(left, terms) <= now) => Some(Ring::Depart),
        State::Approved(p) => {
            if let Some((at, end)) = idle(deal.alive_at(), p.idle_told, terms)
                && at <= now
            {
                return Some(if end { Ring::Release } else { Ring::Idle });
            }
            // After a pause of the server only the nearest reminder is sent.
            let due = terms.reminder_days.iter().copied().filter(|d| p.until - TimeDelta::days(*d) <= now).min()?;
            p.reminded.is_none_or(|sent| sent > due).then_some(Ring::Remind(due))
        }
        State::Won { on, .. } => renewal(deal, *on, terms).filter(|at| *at <= now).map(|_| Ring::Renewal),
        State::Draft
        | State::Lost { .. }
        | State::Expired { .. }
        | State::Released { .. }
        | State::Withdrawn { .. }
        | State::Rejected { .. }
        | State::Disputed(_) => None,
    }
}
