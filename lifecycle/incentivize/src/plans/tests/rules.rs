//! Which plan decides, and which of its rows.

use base::{ProductId, Rate};
use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use uuid::Uuid;

use super::super::model::{NewPlan, Plan, PlanRate, PlanState};
use super::super::rules::{PlanRefused, activate, applicable, check, decides, end};

fn day(n: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + Days::new(n)
}

fn plan(id: u128, state: PlanState, from: u64, until: Option<u64>) -> Plan {
    Plan {
        id: Uuid::from_u128(id).into(),
        name: format!("Plan {id}"),
        state,
        valid_from: day(from),
        valid_until: until.map(day),
        version: 1,
        rates: vec![rate(None, 0, 1000)],
    }
}

fn product(n: u128) -> ProductId {
    Uuid::from_u128(n).into()
}

fn rate(of: Option<u128>, min_rank: i64, points: i64) -> PlanRate {
    PlanRate { product: of.map(product), min_rank, rate: Rate::from_basis_points(points) }
}

proptest! {
    #[test]
    fn whatever_is_activated_and_ended_no_day_has_two_plans(moves in prop::collection::vec((0u64..60, prop::option::of(0u64..40), any::<bool>(), 0u64..80), 1..14)) {
        let mut plans: Vec<Plan> = Vec::new();
        for (id, (from, length, ends, today)) in (1..).zip(moves) {
            let draft = plan(id, PlanState::Draft, from, length.map(|l| from + l));
            if let Ok(active) = activate(draft, &plans) {
                plans.push(active);
            }
            if ends && let Some(last) = plans.iter().rposition(|p| p.state == PlanState::Active) {
                plans[last] = end(plans[last].clone(), day(today)).unwrap();
            }
        }
        for n in 0..150 {
            let deciding: Vec<&str> = plans.iter().filter(|p| decides(p, day(n))).map(|p| p.name.as_str()).collect();
            prop_assert!(deciding.len() <= 1, "{:?} on {}", deciding, day(n));
        }
    }

    #[test]
    fn the_row_that_applies_is_the_most_specific_one_reached(rows in prop::collection::vec((prop::option::of(1u128..4), 0i64..5, 0i64..10_000), 0..12), of in 1u128..4, rank in 0i64..6) {
        let rates: Vec<PlanRate> = rows.into_iter().map(|(p, r, points)| rate(p, r, points)).collect();
        let fits: Vec<&PlanRate> = rates.iter().filter(|r| r.min_rank <= rank && r.product.is_none_or(|p| p == product(of))).collect();
        match applicable(&rates, product(of), rank) {
            None => prop_assert!(fits.is_empty()),
            Some(found) => {
                prop_assert!(fits.contains(&found));
                prop_assert!(fits.iter().all(|f| (f.product.is_some(), f.min_rank) <= (found.product.is_some(), found.min_rank)));
            }
        }
    }
}

#[test]
fn a_plan_decides_from_its_first_day_to_its_last() {
    let p = plan(1, PlanState::Active, 10, Some(20));
    let on = |n: u64| decides(&p, day(n));
    assert_eq!([on(9), on(10), on(20), on(21)], [false, true, true, false]);
    assert!(!decides(&plan(1, PlanState::Draft, 10, None), day(15)));
    assert!(decides(&plan(1, PlanState::Ended, 10, Some(20)), day(20)), "its days stay decided");
}

#[test]
fn days_that_an_ended_plan_decided_are_not_decided_again() {
    let ended = end(plan(1, PlanState::Active, 0, None), day(30)).unwrap();
    let refused = activate(plan(2, PlanState::Draft, 30, None), std::slice::from_ref(&ended)).unwrap_err();
    assert_eq!(refused, PlanRefused::Overlap { other: "Plan 1".to_owned() });
    assert!(activate(plan(2, PlanState::Draft, 31, None), &[ended]).is_ok());
    assert!(activate(plan(2, PlanState::Draft, 0, None), &[plan(3, PlanState::Draft, 0, None)]).is_ok(), "drafts decide nothing");
}

#[test]
fn a_plan_that_is_ended_before_it_begins_never_decides() {
    let p = end(plan(1, PlanState::Active, 50, Some(60)), day(10)).unwrap();
    assert!((0..100).all(|n| !decides(&p, day(n))));
    assert!(activate(plan(2, PlanState::Draft, 0, None), std::slice::from_ref(&p)).is_ok());
    assert_eq!(end(p, day(11)).unwrap_err(), PlanRefused::State { state: "ended", verb: "ended" });
}

#[test]
fn what_is_wrong_with_a_plan_is_said_for_each_row() {
    let new = NewPlan {
        name: "P".to_owned(),
        valid_from: day(10),
        valid_until: Some(day(9)),
        rates: vec![
            rate(None, 0, 10_001),
            rate(None, 0, 500),
            rate(Some(1), 101, 0),
            rate(Some(1), 1, -1),
            PlanRate { rate: "0.12345".parse().unwrap(), ..rate(Some(2), 0, 0) },
        ],
    };
    let fields = |new: &NewPlan| match check(new) {
        Ok(()) => Vec::new(),
        Err(e) => base::Refusal::fields(&e).into_iter().map(|f| format!("{} {}", f.field, f.code)).collect(),
    };
    assert_eq!(
        fields(&new),
        [
            "name too_short",
            "valid_until date_order",
            "rates.0.rate rate",
            "rates.1 plan.rate_twice",
            "rates.2.min_rank number",
            "rates.3.rate rate",
            "rates.4.rate rate"
        ]
    );
    let far = NewPlan { name: "Plan".to_owned(), valid_from: NaiveDate::MAX, valid_until: None, rates: Vec::new() };
    assert_eq!(fields(&far), ["valid_from date", "rates required"]);
}
