//! The promise of an answer: its clock in every zone, what follows when it is missed, and the published share.

use base::Instant;
use chrono::{Datelike as _, TimeDelta, TimeZone as _, Timelike as _, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};
use proptest::prelude::*;
use serde_json::json;
use testkit::each_db;

use super::super::actions;
use super::super::model::*;
use super::super::rules;
use super::sample::*;
use super::world::{World, path_of, stages};
use crate::holidays::is_holiday;

/// Whether somebody is at the desk at a moment; told from the clock on the wall alone.
fn at_the_desk(at: Instant, terms: &Terms) -> bool {
    let local = at.with_timezone(&terms.zone);
    let day = local.date_naive();
    let public = terms.calendars.iter().any(|c| is_holiday(c, day));
    day.weekday().number_from_monday() <= 5
        && !public
        && !terms.holidays.contains(&day)
        && (terms.opens..terms.closes).contains(&local.hour())
}

proptest! {
    /// In each zone, over summer time, holidays and odd hours: the time at the desk between the two moments is what was promised.
    #[test]
    fn a_deadline_lies_the_promised_time_at_the_desk_away(
        zone in prop::sample::select(TZ_VARIANTS.to_vec()),
        quarters in 0_i64..140_000, days in 1_i64..6, more in 1_i64..4, opens in 0_u32..12, length in 4_u32..12,
        country in prop::sample::select(vec!["DE", "US", "GB", "NO", "FR"]),
    ) {
        let calendars = vec![country.to_owned()];
        let holidays = vec![day(2026, 12, 31)];
        let terms = Terms { zone, opens, closes: opens + length, calendars, holidays, ..Terms::default() };
        let from = Utc.with_ymd_and_hms(2025, 1, 1, 0, 0, 0).unwrap() + TimeDelta::minutes(15 * quarters);
        let due = rules::deadline(from, days, &terms);
        let quarter = |n: i64| from + TimeDelta::minutes(15 * n);
        let spent = (0..40_000).map(quarter).take_while(|t| *t < due).filter(|t| at_the_desk(*t, &terms)).count();
        // A quarter of an hour before it somebody was at the desk, so it is no later than it must be.
        prop_assert!(at_the_desk(due - TimeDelta::minutes(15), &terms), "{due} {zone}");
        let promised = usize::try_from(i64::from(length) * days * 4).unwrap();
        prop_assert_eq!(spent, promised, "{} to {} in {}", from, due, zone);
        prop_assert_eq!(rules::deadline(due, more, &terms), rules::deadline(from, days + more, &terms));
    }

    /// An approval that comes late lasts longer by the delay where the terms say so, and decides again as it did.
    #[test]
    fn a_late_approval_decides_again_as_it_did(late in -100_i64..400, tier in prop::option::of(1..400_i64), breach in prop::sample::select(Breach::ALL.to_vec())) {
        let terms = Terms { on_breach: breach, ..Terms::default() };
        let deal = in_state(StateKind::InReview);
        let decide_by = deal.review().unwrap().decide_by;
        let at = decide_by + TimeDelta::hours(late);
        let days = tier.unwrap_or(terms.protection_days);
        let done = rules::approve(deal, decision(), &terms, days, at).unwrap().0;
        let question = Question::Approve { tier_days: tier, separate: false, decide_by: Some(decide_by), incumbency: None };
        prop_assert_eq!(Some(rules::judge(&question, &terms, at)), rules::outcome(&done));
        let longer = if breach == Breach::Extend { late.max(0) } else { 0 };
        prop_assert_eq!(done.protected().unwrap().until, at + TimeDelta::days(days) + TimeDelta::hours(longer));
    }
}

#[test]
fn a_day_that_a_zone_skips_has_no_business() {
    // Samoa went from Thursday, 29 December 2011 to Saturday, 31 December.
    let terms = Terms { zone: Tz::Pacific__Apia, ..Terms::default() };
    let at = |d, h| Tz::Pacific__Apia.with_ymd_and_hms(2011, 12, d, h, 0, 0).unwrap().with_timezone(&Utc);
    let monday = Tz::Pacific__Apia.with_ymd_and_hms(2012, 1, 2, 17, 0, 0).unwrap().with_timezone(&Utc);
    assert_eq!(rules::deadline(at(29, 9), 2, &terms), monday);
}

#[test]
fn what_is_missed_is_approved_only_where_nobody_else_can_have_a_right() {
    let ask = |why: Vec<Why>, free| Question::Escalate { decide_by: now(), why, tier_days: None, free };
    for (breach, why, free, approved) in [
        (Breach::Approve, vec![Why::Value], true, true),
        (Breach::Approve, vec![Why::ByHand, Why::Currency], true, true),
        (Breach::Approve, vec![Why::Value], false, false),
        (Breach::Approve, vec![Why::Value, Why::Overlap], true, false),
        (Breach::Approve, vec![Why::Direct], true, false),
        (Breach::Approve, vec![Why::CustomerUnsure], true, false),
        (Breach::Escalate, vec![Why::Value], true, false),
        (Breach::Extend, vec![Why::Value], true, false),
    ] {
        let terms = Terms { on_breach: breach, ..Terms::default() };
        let answer = rules::judge(&ask(why, free), &terms, now());
        let expected = if approved { Outcome::Protected { until: now() + TimeDelta::days(90) } } else { Outcome::Escalated };
        assert_eq!(answer, expected);
        let early = rules::judge(&ask(vec![Why::Value], true), &terms, now() - TimeDelta::seconds(1));
        assert_eq!(early, Outcome::Refused { code: "deal.not_due".to_owned() });
    }
}

#[tokio::test]
async fn a_missed_promise_has_its_effect_and_is_counted() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        w.set_terms("on_breach", json!("approve")).await;
        let large = w.register(&w.amara, "Castellan Bank", "castellan-bank.com", 90_000_000).await;
        let second = w.register(&w.erik, "Castellan Bank", "castellan-bank.com", 90_000_000).await;
        let page = w.amara.get(&format!("/deals/{}", large["id"].as_str().unwrap())).await.expect(200).text;
        assert!(page.contains("what waited for a signature only is approved by itself"), "the partner reads what follows");
        w.pass(TimeDelta::days(3)).await;
        // What only waited for a signature is approved, what overlaps is told to the people in charge.
        let done = w.read(&w.amara, &path_of(&large)).await;
        assert_eq!((done["state"].as_str(), w.protections().await > 0), (Some("approved"), true));
        assert_eq!(w.read(&w.erik, &path_of(&second)).await["state"], "in_review");
        let row = w.read(&w.amara, &format!("{}/decisions", path_of(&large))).await["data"][0].clone();
        assert_eq!(
            (row["asked"].as_str(), row["answer"].as_str(), row["automatic"].as_bool()),
            (Some("escalate"), Some("protected"), Some(true))
        );
        assert_eq!(row["clauses"], json!(["protection", "decision"]));
        assert!(w.mail("amara@brightpath.example", "deal.approved").await.is_some(), "she was not there when it happened");
        assert!(w.notices(&w.jonas).await.contains(&"deal.escalated".to_owned()));
        // An answer that comes late gives the delay back, and one in time needs no more.
        w.set_terms("on_breach", json!("extend")).await;
        let late = w.register(&w.amara, "Tallinn Ferry Co", "tallinnferry.ee", 90_000_000).await;
        let prompt = w.register(&w.amara, "Fjord Foods", "fjordfoods.no", 90_000_000).await;
        let approve = |deal: &serde_json::Value| format!("{}/approval", path_of(deal));
        w.jonas.json("POST", &approve(&prompt), &json!({})).await.expect(200);
        w.pass(TimeDelta::days(10)).await;
        let due: Instant = late["answer_by"].as_str().unwrap().parse().unwrap();
        let given = w.jonas.json("POST", &approve(&late), &json!({})).await.expect(200).json();
        let until: Instant = given["protected_until"].as_str().unwrap().parse().unwrap();
        let at = test.app.now();
        // The clock of a test moves a little with each look at it.
        assert_eq!((until - (at + TimeDelta::days(90) + (at - due))).num_seconds(), 0);
        // The figure and its rows, each in its own scope.
        let figure = |who| w.read(who, "/api/v1/deal-promise");
        assert_eq!(figure(&w.amara).await, json!({ "days": 90, "in_time": 1, "due": 3 }));
        assert_eq!(figure(&w.erik).await, json!({ "days": 90, "in_time": 0, "due": 1 }));
        assert_eq!(figure(&w.mona).await, json!({ "days": 90, "in_time": 1, "due": 4 }));
        let first = w.read(&w.mona, "/api/v1/deal-answers?limit=3").await;
        let rest = w.read(&w.mona, &format!("/api/v1/deal-answers?limit=3&after={}", first["next"].as_str().unwrap())).await;
        assert_eq!((first["data"].as_array().unwrap().len(), rest["data"].as_array().unwrap().len()), (3, 1));
        let shown = w.erik.get("/deals/answers").await.expect(200).text;
        assert!(shown.contains("0 of 1 answers") && shown.contains("Castellan Bank") && shown.contains("Not yet"));
        assert!(!shown.contains("Tallinn") && !shown.contains("⟦"));
        assert!(w.mona.get("/deals/answers").await.expect(200).text.contains("Brightpath Systems"));
        let found = actions::replay(&test.app.read(&w.mona.actor), Instant::default(), 100).await.unwrap();
        assert_eq!(found.differ, 0, "{:?}", found.differences);
        test.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn public_holidays_of_a_country_do_not_count() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        w.set_terms("calendars", json!(["NO", "DE"])).await;
        // Thursday, 24 December 2026: Friday is a holiday, and the weekend follows.
        test.clock.set(Utc.with_ymd_and_hms(2026, 12, 24, 7, 0, 0).unwrap());
        let deal = w.register(&w.amara, "Castellan Bank", "castellan-bank.com", 90_000_000).await;
        assert_eq!(deal["answer_by"].as_str().unwrap()[..16].to_owned(), "2026-12-28T16:00");
        assert!(w.amara.get("/deals/rules").await.expect(200).text.contains("Public holidays of Germany, Norway do not count."));
        let mut terms = w.read(&w.mona, "/api/v1/deal-terms").await["terms"].clone();
        terms["calendars"] = json!(["XX"]);
        w.mona.json("PUT", "/api/v1/deal-terms", &terms).await.expect(422);
        let form = w.mona.get("/deals/rules/edit").await.expect(200).text;
        assert!(form.contains("Lag (1989:253)") && form.contains("If that is missed") && !form.contains("⟦"));
    })
    .await;
}
