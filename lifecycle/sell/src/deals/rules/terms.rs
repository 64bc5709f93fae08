//! Whether terms can be set as they are.

use base::{FieldError, Invalid};

use super::super::model::Terms;
use crate::holidays;
use crate::texts::text;

/// Checks new terms and puts their lists in order.
pub fn check_terms(mut t: Terms, mut invalid: Invalid) -> Result<Terms, Invalid> {
    let mut range = |field: &str, value: i64, min: i64, max: i64| {
        if !(min..=max).contains(&value) {
            invalid.push(FieldError::new(field, "range").with("min", min).with("max", max));
        }
    };
    range("protection_days", t.protection_days, 1, 730);
    range("decision_days", t.decision_days, 1, 60);
    range("max_extensions", t.max_extensions, 0, 20);
    range("extension_days", t.extension_days, 1, 365);
    range("evidence_days", t.evidence_days, 1, 365);
    range("idle_days", t.idle_days, 0, 730);
    range("idle_grace_days", t.idle_grace_days, 1, 365);
    range("incumbency_days", t.incumbency_days, 0, 1_825);
    range("renewal_days", t.renewal_days, 0, 730);
    range("renewal_lapse_days", t.renewal_lapse_days, 0, t.renewal_days.clamp(0, 730));
    range("term_months", t.term_months, 1, 120);
    range("departure_days", t.departure_days, 0, 365);
    range("claim_days", t.claim_days, 0, 365);
    range("checks_per_hour", t.checks_per_hour, 1, 10_000);
    range("opens", i64::from(t.opens), 0, 23);
    range("closes", i64::from(t.closes), i64::from(t.opens) + 1, 24);
    range("dispute_days", t.disputes.dispute_days, 1, 365);
    range("statement_days", t.disputes.statement_days, 1, 60);
    range("ruling_days", t.disputes.ruling_days, 1, 60);
    range("step_days", t.disputes.step_days, 1, 60);
    range("appeal_days", t.disputes.appeal_days, 1, 60);
    for day in &t.reminder_days {
        range("reminder_days", *day, 1, 365);
    }
    if t.reminder_days.len() > 10 {
        invalid.push(FieldError::new("reminder_days", "too_many").with("most", 10));
    }
    if t.disputes.committee.len() > 20 {
        invalid.push(FieldError::new("committee", "too_many").with("most", 20));
    }
    if t.holidays.len() > 400 {
        invalid.push(FieldError::new("holidays", "too_many").with("most", 400));
    }
    for country in &t.calendars {
        invalid.check(holidays::countries().any(|(known, _)| known == country), "calendars", "choice");
    }
    if t.auto_approve.is_some_and(|m| !(0..=10_000_000_000_000).contains(&m.minor)) {
        invalid.push(FieldError::new("auto_approve_minor", "range").with("min", 0).with("max", 10_000_000_000_000_i64));
    }
    text(&mut invalid, "words", &mut t.words, 0, 20_000);
    invalid.finish()?;
    t.reminder_days.sort_unstable_by(|a, b| b.cmp(a));
    t.reminder_days.dedup();
    t.holidays.sort_unstable();
    t.holidays.dedup();
    t.calendars.sort_unstable();
    t.calendars.dedup();
    Ok(t)
}
