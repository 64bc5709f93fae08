//! Whether what a partner wrote can be taken as it is: everything wrong is said at once.

use base::{FieldError, Invalid};
use chrono::{Months, NaiveDate};

use super::super::model::Registration;
use crate::texts::{host_name, is_email, line, text};

/// The most that one product of a deal may cost, in minor units.
const MOST_MINOR: i64 = 10_000_000_000_000;
/// The most products of one deal.
const MOST_LINES: usize = 20;
/// The most pieces of one product.
const MOST_PIECES: i64 = 1_000_000;

/// How complete a registration must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// A draft may be empty, but not wrong.
    Draft,
    /// What is handed in answers every question that the review asks.
    Full,
}

/// Checks a registration and tidies its texts; `invalid` already holds what could not be read.
pub fn check(mut r: Registration, depth: Depth, today: NaiveDate, mut invalid: Invalid) -> Result<Registration, Invalid> {
    let min = |n: usize| if depth == Depth::Full { n } else { 0 };
    let c = &mut r.customer;
    line(&mut invalid, "customer.company", &mut c.company, min(2), 160);
    line(&mut invalid, "customer.city", &mut c.city, 0, 120);
    line(&mut invalid, "customer.contact_name", &mut c.contact_name, min(2), 120);
    line(&mut invalid, "customer.contact_role", &mut c.contact_role, 0, 120);
    line(&mut invalid, "customer.contact_email", &mut c.contact_email, min(1), 254);
    if !c.contact_email.is_empty() && !is_email(&c.contact_email) && depth == Depth::Full {
        invalid.push(FieldError::new("customer.contact_email", "email"));
    }
    line(&mut invalid, "customer.domain", &mut c.domain, 0, 300);
    if !c.domain.is_empty() {
        match host_name(&c.domain) {
            Some(host) => c.domain = host,
            None if depth == Depth::Full => {
                invalid.push(FieldError::new("customer.domain", "url"));
            }
            None => {}
        }
    }
    c.country = c.country.trim().to_ascii_uppercase();
    if c.country.is_empty() {
        invalid.check(depth == Depth::Draft, "customer.country", "required");
    } else {
        invalid.check(celes::Country::from_alpha2(&c.country).is_ok(), "customer.country", "choice");
    }
    text(&mut invalid, "need", &mut r.need, min(10), 10_000);
    line(&mut invalid, "competitor", &mut r.competitor, 0, 160);
    line(&mut invalid, "next_step", &mut r.next_step, 0, 160);
    lines(&mut invalid, &r, depth);
    r.published_on = r.published_on.filter(|_| r.tender);
    invalid.check(r.published_on.is_none_or(|on| in_reach(on, today)), "tender_published_on", "far_date");
    match r.close_on {
        None => {
            invalid.check(depth == Depth::Draft || has(&invalid, "close_on"), "close_on", "required");
        }
        Some(on) => check_close(&mut invalid, on, depth, today),
    }
    invalid.finish().map(|()| r)
}

/// Whether a customer can be expected to decide on that day.
pub fn check_close(invalid: &mut Invalid, on: NaiveDate, depth: Depth, today: NaiveDate) {
    // Yesterday is still today somewhere.
    let early = on < today.pred_opt().unwrap_or(today);
    invalid.check(!early || depth == Depth::Draft, "close_on", "past_date");
    invalid.check(in_reach(on, today), "close_on", "far_date");
}

/// Whether a day is one that people speak of: not before there were such deals, and within five years.
fn in_reach(on: NaiveDate, today: NaiveDate) -> bool {
    on >= NaiveDate::default() && on <= today.checked_add_months(Months::new(60)).unwrap_or(today)
}

fn has(invalid: &Invalid, field: &str) -> bool {
    use base::Refusal as _;
    invalid.fields().iter().any(|f| f.field == field || f.field.starts_with(&format!("{field}.")))
}

fn lines(invalid: &mut Invalid, r: &Registration, depth: Depth) {
    if r.lines.is_empty() {
        invalid.check(depth == Depth::Draft || has(invalid, "lines"), "lines", "required");
        return;
    }
    if r.lines.len() > MOST_LINES {
        invalid.push(FieldError::new("lines", "too_many").with("most", MOST_LINES));
        return;
    }
    for (i, l) in r.lines.iter().enumerate() {
        if r.lines.iter().take(i).any(|other| other.product == l.product) {
            invalid.push(FieldError::new(format!("lines.{i}.product_id"), "twice"));
        }
        if !(1..=MOST_PIECES).contains(&l.quantity) {
            invalid.push(FieldError::new(format!("lines.{i}.quantity"), "range").with("min", 1).with("max", MOST_PIECES));
        }
        if !(0..=MOST_MINOR).contains(&l.amount_minor) {
            invalid.push(FieldError::new(format!("lines.{i}.amount_minor"), "range").with("min", 0).with("max", MOST_MINOR));
        }
    }
    if depth == Depth::Full && r.value().minor <= 0 && !has(invalid, "lines") {
        invalid.push(FieldError::new("lines", "no_value"));
    }
}

/// How much of the form is filled in, in percent.
pub fn completeness(r: &Registration) -> i64 {
    let c = &r.customer;
    let filled = [
        !c.company.is_empty(),
        !c.domain.is_empty(),
        !c.country.is_empty(),
        !c.city.is_empty(),
        !c.contact_name.is_empty(),
        !c.contact_email.is_empty(),
        !c.contact_role.is_empty(),
        r.need.chars().count() >= 80,
        !r.lines.is_empty(),
        r.close_on.is_some(),
        !r.competitor.is_empty(),
        !r.next_step.is_empty(),
    ];
    let done = filled.iter().filter(|f| **f).count();
    i64::try_from(done * 100 / filled.len()).unwrap_or(0)
}
