//! Sample values for tests.

use base::{Currency, Instant, ProductId};
use chrono::{NaiveDate, TimeDelta, TimeZone as _, Utc};
use uuid::Uuid;

use super::super::model::*;
use super::super::rules::{self, Decision, Submission};

/// Wednesday, 18 November 2026, 09:00 UTC.
pub(super) fn now() -> Instant {
    Utc.with_ymd_and_hms(2026, 11, 18, 9, 0, 0).unwrap()
}

pub(super) fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

pub(super) fn product(n: u128) -> ProductId {
    Uuid::from_u128(n).into()
}

pub(super) fn customer() -> Customer {
    Customer {
        company: "Nordvik Shipping AS".to_owned(),
        domain: "nordvik-shipping.no".to_owned(),
        country: "NO".to_owned(),
        city: "Bergen".to_owned(),
        contact_name: "Ingrid Aas".to_owned(),
        contact_email: "ingrid.aas@nordvik-shipping.no".to_owned(),
        contact_role: String::new(),
    }
}

pub(super) fn registration() -> Registration {
    Registration {
        customer: customer(),
        need: "Met Ingrid on site on 18 November; they replace manual planning before spring.".to_owned(),
        lines: vec![Line { product: product(1), quantity: 1, amount_minor: 4_500_000 }],
        close_on: Some(day(2027, 2, 15)),
        ..Registration::empty(Currency::EUR)
    }
}

pub(super) fn draft() -> Deal {
    let new = NewDeal {
        id: Uuid::from_u128(100).into(),
        partner: Uuid::from_u128(200).into(),
        owner: Some(Uuid::from_u128(300).into()),
        owner_name: "Amara Diallo".to_owned(),
    };
    Deal::draft(new, registration(), "Route Planner".to_owned(), now())
}

pub(super) fn submitted(why: Vec<Why>) -> Deal {
    let terms = Terms::default();
    let findings = Findings::default();
    rules::submit(draft(), Submission { findings: &findings, why, terms: &terms, days: terms.protection_days, first: true, now: now() })
        .unwrap()
        .0
}

pub(super) fn decision() -> Decision {
    Decision { by: Some(Uuid::from_u128(400).into()), note: "Well qualified.".to_owned(), separate: false, first: true }
}

/// A deal in each state, a day after it was handed in.
pub(super) fn in_state(state: StateKind) -> Deal {
    let terms = Terms::default();
    let later = now() + TimeDelta::days(1);
    match state {
        StateKind::Draft => draft(),
        StateKind::InReview => submitted(vec![Why::Value]),
        StateKind::Approved => submitted(Vec::new()),
        StateKind::Won => rules::win(in_state(StateKind::Approved), day(2026, 11, 19), 2, later).unwrap().0,
        StateKind::Lost => rules::lose(in_state(StateKind::Approved), LossReason::Price, "Too dear.".to_owned(), later).unwrap().0,
        StateKind::Expired => rules::expire(in_state(StateKind::Approved), now() + TimeDelta::days(terms.protection_days)).unwrap().0,
        StateKind::Released => rules::release(in_state(StateKind::Approved), None, String::new(), later).unwrap().0,
        StateKind::Withdrawn => rules::withdraw(in_state(StateKind::InReview), "Project stopped.".to_owned(), later).unwrap().0,
        StateKind::Disputed => rules::dispute(in_state(StateKind::Rejected), "We had a budget.".to_owned(), later).unwrap().0,
        StateKind::Rejected => {
            let deal = in_state(StateKind::InReview);
            rules::reject(deal, Some(Uuid::from_u128(400).into()), RejectReason::NotQualified, "No budget yet.".to_owned(), later)
                .unwrap()
                .0
        }
    }
}
