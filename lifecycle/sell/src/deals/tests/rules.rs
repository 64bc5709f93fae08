//! Rules: values only.

use base::{Currency, FieldError, Invalid, Money, Refusal as _};
use chrono::{TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;
use uuid::Uuid;

use super::super::model::*;
use super::super::rules::{self, Candidate, CloseSum, DealRefusal, Depth, Trace};
use super::sample::*;

fn codes(invalid: &Invalid) -> Vec<String> {
    invalid.fields().iter().map(|f: &FieldError| format!("{} {}", f.field, f.code)).collect()
}

#[test]
fn everything_wrong_is_said_at_once() {
    let mut r = registration();
    r.customer.company = " ".to_owned();
    r.customer.domain = "nowhere".to_owned();
    r.customer.country = "XX".to_owned();
    r.customer.contact_email = "ingrid.aas@nordvik".to_owned();
    r.need = "soon\u{0}".to_owned();
    r.lines = vec![Line { product: product(1), quantity: 0, amount_minor: -1 }, Line { product: product(1), quantity: 1, amount_minor: 1 }];
    r.close_on = Some(day(2026, 11, 16));
    let found = rules::check(r, Depth::Full, day(2026, 11, 18), Invalid::new()).unwrap_err();
    assert_eq!(
        codes(&found),
        [
            "customer.company required",
            "customer.contact_email email",
            "customer.domain url",
            "customer.country choice",
            "need plain_text",
            "lines.0.quantity range",
            "lines.0.amount_minor range",
            "lines.1.product_id twice",
            "close_on past_date",
        ]
    );
}

#[test]
fn a_draft_may_be_empty_but_not_wrong() {
    let today = day(2026, 11, 18);
    assert!(rules::check(Registration::empty(Currency::EUR), Depth::Draft, today, Invalid::new()).is_ok());
    let mut r = Registration::empty(Currency::EUR);
    r.customer.company = "x".repeat(161);
    assert_eq!(codes(&rules::check(r, Depth::Draft, today, Invalid::new()).unwrap_err()), ["customer.company too_long"]);
    let empty = rules::check(Registration::empty(Currency::EUR), Depth::Full, today, Invalid::new()).unwrap_err();
    assert_eq!(
        codes(&empty),
        [
            "customer.company required",
            "customer.contact_name required",
            "customer.contact_email required",
            "customer.country required",
            "need required",
            "lines required",
            "close_on required",
        ]
    );
}

#[test]
fn a_website_is_read_as_people_write_it() {
    for (typed, host) in [
        ("https://www.Nordvik-Shipping.no/kontakt?x=1", Some("nordvik-shipping.no")),
        ("nordvik.no:8080", Some("nordvik.no")),
        ("müller.de", Some("müller.de")),
        ("www.no", Some("www.no")),
        ("nowhere", None),
        ("10.0.0.1", None),
        ("-a.de", None),
        ("a..de", None),
        ("", None),
    ] {
        assert_eq!(rules::host_name(typed).as_deref(), host, "{typed}");
    }
}

#[test]
fn decisions_are_due_in_business_hours() {
    let terms = Terms { holidays: vec![day(2026, 12, 25)], ..Terms::default() };
    let at = |m: u32, d: u32, h: u32, min: u32| terms.zone.with_ymd_and_hms(2026, m, d, h, min, 0).unwrap().with_timezone(&Utc);
    for (from, due) in [
        (at(11, 19, 15, 0), at(11, 23, 15, 0)),
        (at(11, 21, 12, 0), at(11, 24, 17, 0)),
        (at(11, 18, 7, 30), at(11, 19, 17, 0)),
        (at(11, 18, 9, 0), at(11, 19, 17, 0)),
        (at(11, 18, 17, 0), at(11, 20, 17, 0)),
        (at(11, 18, 23, 59), at(11, 20, 17, 0)),
        (at(12, 24, 9, 0), at(12, 28, 17, 0)),
    ] {
        assert_eq!(rules::deadline(from, 2, &terms), due, "{from}");
    }
}

proptest! {
    #[test]
    fn a_deadline_is_later_in_business_hours_and_keeps_the_order(
        minutes in 0i64..2_000_000, more in 0i64..5_000, days in 1i64..10,
        zone in prop::sample::select(vec![Tz::UTC, Tz::Europe__Berlin, Tz::America__New_York, Tz::Asia__Kolkata, Tz::Pacific__Auckland, Tz::America__St_Johns]),
    ) {
        use chrono::{Datelike as _, Timelike as _};
        let terms = Terms { zone, ..Terms::default() };
        let from = Utc.with_ymd_and_hms(2025, 1, 1, 0, 0, 0).unwrap() + TimeDelta::minutes(minutes);
        let due = rules::deadline(from, days, &terms);
        let local = due.with_timezone(&zone);
        prop_assert!(due > from);
        prop_assert!(local.weekday().number_from_monday() <= 5);
        prop_assert!((9..=17).contains(&local.hour()) && (local.hour() < 17 || local.minute() == 0));
        prop_assert!(rules::deadline(from + TimeDelta::minutes(more), days, &terms) >= due);
        // Whatever the weekend, two business days never take longer than the days twice and two weekends.
        prop_assert!(due - from <= TimeDelta::days(days * 2 + 5));
    }

    #[test]
    fn no_text_breaks_the_check(company in ".{0,300}", domain in ".{0,80}", email in ".{0,80}", need in ".{0,60}", country in ".{0,4}") {
        let mut r = registration();
        r.customer.company = company;
        r.customer.domain = domain;
        r.customer.contact_email = email;
        r.need = need;
        r.customer.country = country;
        if let Ok(good) = rules::check(r, Depth::Full, day(2026, 11, 18), Invalid::new()) {
            let c = &good.customer;
            prop_assert!(c.company.chars().all(|x| !x.is_control()) && c.company.chars().count() <= 160);
            let known = rules::prepare(c);
            prop_assert!(rules::keys(&known).len() <= 16);
        }
    }

    #[test]
    fn no_path_leads_past_the_table(moves in prop::collection::vec(prop::sample::select(Move::ALL.to_vec()), 1..14)) {
        let terms = Terms::default();
        let mut deal = draft();
        let mut at = now();
        for wanted in moves {
            at += TimeDelta::days(3);
            let before = deal.kind();
            let today = at.date_naive();
            let next = match wanted {
                Move::Edit => rules::edit(deal.clone(), Registration { next_step: at.to_string(), ..registration() }, None, at).map(|d| d.0).ok(),
                Move::Submit => {
                    let s = rules::Submission { findings: &Findings::default(), why: vec![Why::Value], terms: &terms, days: 90, first: false, now: at };
                    rules::submit(deal.clone(), s).map(|d| d.0).ok()
                }
                Move::Approve => rules::approve(deal.clone(), decision(), &terms, 90, at).map(|d| d.0).ok(),
                Move::Reject => rules::reject(deal.clone(), None, RejectReason::Other, String::new(), at).map(|d| d.0).ok(),
                Move::SetStage => rules::move_stage(deal.clone(), Stage::Negotiation, at).map(|d| d.0).ok(),
                Move::Extend => rules::extend(deal.clone(), &terms, false, at).map(|d| d.0).ok(),
                Move::Expire => rules::expire(deal.clone(), at).map(|d| d.0).ok(),
                Move::Release => rules::release(deal.clone(), None, String::new(), at).map(|d| d.0).ok(),
                Move::Win => rules::win(deal.clone(), today, 0, at).map(|d| d.0).ok(),
                Move::Lose => rules::lose(deal.clone(), LossReason::Other, String::new(), at).map(|d| d.0).ok(),
                Move::Withdraw => rules::withdraw(deal.clone(), String::new(), at).map(|d| d.0).ok(),
                Move::Reopen => rules::reopen(deal.clone(), String::new(), &terms, at).map(|d| d.0).ok(),
                Move::Dispute => rules::dispute(deal.clone(), String::new(), at).map(|d| d.0).ok(),
            };
            if let Some(next) = next {
                prop_assert!(rules::targets(before, wanted).contains(&next.kind()));
                prop_assert_eq!(next.closed_at.is_some(), !matches!(next.kind(), StateKind::Draft | StateKind::InReview | StateKind::Approved | StateKind::Disputed));
                prop_assert!(next.protection().is_none_or(|p| p.extensions <= terms.max_extensions));
                prop_assert!(next.submitted_at.is_some() || matches!(next.kind(), StateKind::Draft | StateKind::Withdrawn));
                prop_assert!(rules::alarm(&next, &terms).is_none() || matches!(next.kind(), StateKind::InReview | StateKind::Approved | StateKind::Won));
                deal = next;
            }
        }
    }
}

#[test]
fn progress_extends_at_once_and_silence_asks_a_person() {
    let terms = Terms::default();
    let deal = in_state(StateKind::Approved);
    let late = now() + TimeDelta::days(80);
    assert_eq!(rules::ask_extension(deal.clone(), String::new(), &terms, now()).unwrap_err(), DealRefusal::ExtensionEarly { days: 30 });
    let (asked, told) = rules::ask_extension(deal.clone(), "Budget comes in March".to_owned(), &terms, late).unwrap();
    assert_eq!(told, None);
    assert_eq!(asked.protected().unwrap().ask.as_ref().unwrap().reason, "Budget comes in March");
    assert_eq!(rules::ask_extension(asked.clone(), String::new(), &terms, late).unwrap_err(), DealRefusal::ExtensionPending);
    let (granted, _) = rules::extend(asked, &terms, false, late).unwrap();
    assert_eq!(granted.protected().unwrap().ask, None);

    let (moved, _) = rules::move_stage(deal, Stage::Proposal, late - TimeDelta::days(5)).unwrap();
    let (once, told) = rules::ask_extension(moved, String::new(), &terms, late).unwrap();
    assert_eq!(told.unwrap().protected_until, now() + TimeDelta::days(120));
    let (twice, _) = rules::extend(once, &terms, false, late).unwrap();
    assert_eq!(rules::extend(twice.clone(), &terms, false, late).unwrap_err(), DealRefusal::ExtensionLimit { most: 2 });
    assert_eq!(rules::extend(twice, &terms, true, late).unwrap().0.protected().unwrap().extensions, 3);
}

#[test]
fn an_approval_fixes_customer_and_products_but_not_the_value() {
    let deal = in_state(StateKind::Approved);
    let mut other = registration();
    other.customer.domain = "another.example".to_owned();
    assert_eq!(rules::edit(deal.clone(), other, None, now()).unwrap_err(), DealRefusal::CustomerFixed);
    let mut dearer = registration();
    dearer.lines[0].amount_minor = 9_000_000;
    let (deal, told) = rules::edit(deal, dearer, None, now()).unwrap();
    assert_eq!(told.unwrap().fields, ["value"]);
    assert_eq!(deal.value(), Money::new(9_000_000, Currency::EUR));
    let same = deal.registration.clone();
    assert_eq!(rules::edit(deal, same, None, now()).unwrap().1, None);
}

#[test]
fn a_win_is_neither_ahead_nor_before_the_registration() {
    let deal = in_state(StateKind::Approved);
    let code = |on| {
        rules::win(deal.clone(), on, 0, now()).map_err(|e| match e {
            base::Error::Refused(r) => r.fields().first().map(|f| f.code).unwrap_or_default(),
            base::Error::Fault(f) => panic!("{f}"),
        })
    };
    assert_eq!(code(day(2026, 11, 20)).unwrap_err(), "future_date");
    assert_eq!(code(day(2026, 11, 16)).unwrap_err(), "before_registration");
    let (won, told) = code(day(2026, 11, 18)).unwrap();
    assert_eq!((told.round, told.value_minor, told.lines.len()), (1, 4_500_000, 1));
    let (again, reopened) = rules::reopen(won, "Wrong date".to_owned(), &Terms::default(), now()).unwrap();
    assert_eq!((reopened.from.as_str(), reopened.round), ("won", 1));
    assert_eq!(rules::win(again, day(2026, 11, 18), 0, now()).unwrap().1.round, 2);
}

#[test]
fn who_may_register() {
    let mut terms = Terms::default();
    terms.certificates.push((product(1), "route-planner".to_owned()));
    let products = [(product(1), "Route Planner".to_owned())];
    let mut standing = Standing::default();
    assert_eq!(rules::eligible(&standing, &products, &terms), Err(DealRefusal::PartnerNotActive));
    standing.active = true;
    assert_eq!(rules::eligible(&standing, &products, &terms), Err(DealRefusal::NoRight));
    standing.may_register = true;
    let missing = DealRefusal::NotCertified { product: "Route Planner".to_owned(), certificate: "route-planner".to_owned() };
    assert_eq!(rules::eligible(&standing, &products, &terms), Err(missing));
    standing.certificates.push("route-planner".to_owned());
    assert_eq!(rules::eligible(&standing, &products, &terms), Ok(()));
    assert_eq!(rules::eligible(&standing, &[(product(2), "Fleet".to_owned())], &terms), Ok(()));
}

fn finding(partner: u128) -> Finding {
    Finding {
        deal: Uuid::from_u128(1).into(),
        partner: Uuid::from_u128(partner).into(),
        held: Held::Protected,
        same: true,
        same_product: true,
        won_at: None,
        score: 990,
        evidence: vec![],
    }
}

#[test]
fn who_decides() {
    let partner = Uuid::from_u128(200).into();
    let terms = Terms::default();
    let free = Findings::default();
    let route = |r: &Registration, f: &Findings, t: &Terms| rules::route(&rules::case(r, f, partner, Standing::default()), t, now());
    assert_eq!(route(&registration(), &free, &terms), []);
    let with = |f: Findings| route(&registration(), &f, &terms);
    assert_eq!(with(Findings { others: vec![finding(9)], ..free.clone() }), [Why::Overlap]);
    assert_eq!(with(Findings { others: vec![finding(200)], ..free.clone() }), [Why::OwnDuplicate]);
    assert_eq!(with(Findings { maybe: vec![Uuid::from_u128(1).into()], ..free.clone() }), [Why::CustomerUnsure]);
    assert_eq!(with(Findings { account_stage: "Opportunity".to_owned(), ..free.clone() }), [Why::Direct]);
    let by = |way, partners: &[u128]| Findings {
        served: accounts::Served { way, partners: partners.iter().map(|p| Uuid::from_u128(*p).into()).collect(), ..Default::default() },
        ..free.clone()
    };
    assert_eq!(with(by(accounts::Way::Direct, &[])), [Why::Direct], "by the plan as by the account's stage");
    assert_eq!(with(Findings { account_stage: "opportunity".to_owned(), ..by(accounts::Way::Direct, &[]) }), [Why::Direct], "said once");
    assert_eq!(with(by(accounts::Way::PartnerLed, &[])), [], "any partner may");
    assert_eq!(with(by(accounts::Way::PartnerLed, &[9, 200])), []);
    assert_eq!(with(by(accounts::Way::PartnerLed, &[9])), [Why::Coverage]);
    assert_eq!(with(by(accounts::Way::CoSell, &[200])), []);
    assert_eq!(with(by(accounts::Way::CoSell, &[9])), [Why::Coverage]);
    assert_eq!(with(by(accounts::Way::Open, &[])), []);
    let claim = |partner: u128, lead: u128, days: i64| LeadClaim {
        lead: Uuid::from_u128(lead).into(),
        partner: Uuid::from_u128(partner).into(),
        until: now() + TimeDelta::days(days),
    };
    let given = |claims: Vec<LeadClaim>| Findings { claims, ..free.clone() };
    assert_eq!(with(given(vec![claim(9, 1, 3)])), [Why::Claimed]);
    assert_eq!(with(given(vec![claim(9, 1, 0)])), [], "over");
    assert_eq!(with(given(vec![claim(200, 1, 3)])), [], "its own");
    assert_eq!(with(given(vec![claim(9, 1, 3), claim(200, 1, 3)])), [], "both were asked about one lead");
    assert_eq!(with(given(vec![claim(9, 1, 3), claim(200, 2, 3)])), [Why::Claimed], "and about two");
    assert_eq!(route(&registration(), &given(vec![claim(9, 1, 3)]), &Terms { claim_days: 0, ..Terms::default() }), []);
    let mut big = registration();
    big.lines[0].amount_minor = 5_000_001;
    assert_eq!(route(&big, &free, &terms), [Why::Value]);
    big.currency = Currency::USD;
    assert_eq!(route(&big, &free, &terms), [Why::Currency]);
    assert_eq!(route(&registration(), &free, &Terms { auto_approve: None, ..Terms::default() }), [Why::ByHand]);
}

#[test]
fn who_won_the_customer_keeps_it_for_as_long_as_the_terms_say() {
    let partner = Uuid::from_u128(200).into();
    let won = |days: i64| Finding { held: Held::Won, won_at: Some(now() - TimeDelta::days(days)), ..finding(9) };
    let why = |days: i64, terms: &Terms| {
        // Found long ago or lately: only the terms say whether it counts.
        let f = Findings { past: vec![won(days)], ..Findings::default() };
        rules::route(&rules::case(&registration(), &f, partner, Standing::default()), terms, now())
    };
    let terms = Terms::default();
    assert_eq!((why(180, &terms), why(181, &terms)), (vec![Why::Overlap], vec![]));
    assert_eq!(why(181, &Terms { incumbency_days: 365, ..terms }), [Why::Overlap]);
}

#[test]
fn one_customer_written_in_several_ways() {
    let candidate = |company: &str, domain: &str, state| Candidate {
        deal: Uuid::from_u128(1).into(),
        partner: Uuid::from_u128(9).into(),
        state,
        closed_at: None,
        customer: Customer { company: company.to_owned(), domain: domain.to_owned(), country: "NO".to_owned(), ..Customer::default() },
        products: vec![product(1)],
        submitted_at: None,
        won_on: None,
        term_ends: None,
    };
    let known = rules::prepare(&customer());
    let weigh = |c: Candidate| rules::weigh(&known, &[product(1)], &[c]);
    let same = weigh(candidate("NORDVIK SHIPPING", "www.nordvik-shipping.no", StateKind::Approved));
    assert_eq!((same.len(), same[0].same, same[0].held, same[0].same_product), (1, true, Held::Protected, true));
    assert_eq!(weigh(candidate("Castellan Bank plc", "castellan.example", StateKind::Approved)), []);
    assert_eq!(weigh(candidate("Nordvik Shipping AS", "nordvik-shipping.no", StateKind::Lost)), []);
    assert_eq!(rules::scopes(&known), ["domain:nordvik-shipping.no"]);
    let bare = rules::prepare(&Customer { company: "Nordvik Shipping AS".to_owned(), country: "NO".to_owned(), ..Customer::default() });
    let other = rules::prepare(&Customer { company: "Nordvik Shipping".to_owned(), country: "NO".to_owned(), ..Customer::default() });
    assert_eq!(rules::scopes(&bare), rules::scopes(&other));
    assert_eq!(rules::scopes(&bare).len(), 1);
}

#[test]
fn figures_are_what_was_true_then() {
    let trace = |state, minor, submitted: i64, closed: Option<i64>, won| Trace {
        state,
        value: Money::new(minor, Currency::EUR),
        submitted_at: now() - TimeDelta::days(submitted),
        closed_at: closed.map(|d| now() - TimeDelta::days(d)),
        won_on: won,
    };
    let traces = [
        trace(StateKind::Approved, 100, 10, None, None),
        trace(StateKind::Won, 200, 100, Some(5), Some(day(2026, 11, 13))),
        trace(StateKind::Lost, 400, 120, Some(80), None),
        trace(StateKind::Rejected, 800, 50, Some(49), None),
    ];
    assert_eq!(rules::open_at(&traces, Currency::EUR, now()), 100);
    assert_eq!(rules::open_at(&traces, Currency::EUR, now() - TimeDelta::days(90)), 600);
    assert_eq!(rules::open_at(&traces, Currency::USD, now()), 0);
    assert_eq!(rules::won_between(&traces, Currency::EUR, day(2026, 10, 1), day(2027, 1, 1)), 200);
    assert_eq!(rules::won_of_ended(&traces, now() - TimeDelta::days(90), now()), (1, 2));
    let months = rules::months(day(2026, 11, 18), 2, 6);
    assert_eq!((months[0], months[5]), (day(2026, 9, 1), day(2027, 2, 1)));
    let sums = [CloseSum { on: day(2026, 12, 24), state: StateKind::Approved, sum: Money::new(7, Currency::EUR) }];
    assert_eq!(rules::pipeline_by_close(&sums, Currency::EUR, &months)[1], [0, 0, 0, 7, 0, 0]);
}

#[test]
fn terms_are_kept_within_reason() {
    let terms = Terms { reminder_days: vec![3, 30, 3, 0], closes: 9, protection_days: 0, ..Terms::default() };
    let found = rules::check_terms(terms, Invalid::new()).unwrap_err();
    assert_eq!(codes(&found), ["protection_days range", "closes range", "reminder_days range"]);
    let terms = Terms { reminder_days: vec![3, 30, 3, 14], ..Terms::default() };
    assert_eq!(rules::check_terms(terms, Invalid::new()).unwrap().reminder_days, [30, 14, 3]);
}
