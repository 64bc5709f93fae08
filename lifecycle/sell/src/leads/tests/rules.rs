//! The table of moves, the places, the pools, the score: by values.

use chrono::TimeDelta;

use super::super::model::{Move, StateKind};
use super::super::rules::{
    LeadRefusal, LeftOut, Method, Place, Pool, Reason, TABLE, Weights, allowed, check_set, decide, prepare_set, target, vocabulary,
};
use super::fairness::{candidate, input_of, set_of};

#[test]
fn every_state_and_every_move() {
    for state in StateKind::ALL {
        for wanted in Move::ALL {
            let row = TABLE.iter().find(|row| row.0 == *state && row.1 == *wanted);
            match (row, target(*state, *wanted)) {
                (Some(row), Ok(to)) => assert_eq!(row.2, to),
                (None, Err(LeadRefusal::WrongState { allowed: can, .. })) => assert_eq!(can, allowed(*state)),
                (row, told) => panic!("{state} {wanted}: {row:?} {told:?}"),
            }
        }
    }
    let mut pairs: Vec<(&str, &str)> = TABLE.iter().map(|row| (row.0.code(), row.1.code())).collect();
    pairs.sort_unstable();
    pairs.dedup();
    assert_eq!(pairs.len(), TABLE.len(), "a move leads to one place");
    assert_eq!(allowed(StateKind::Converted), []);
}

#[test]
fn territories_hold_what_they_say() {
    let munich =
        Place { country: "DE".to_owned(), region: "Bayern".to_owned(), postal_code: "80331".to_owned(), city: "München".to_owned() };
    for (territory, holds) in [
        ("*", true),
        ("DE", true),
        ("AT", false),
        ("DE-Bayern", true),
        ("DE-bayern", true),
        ("DE-Hessen", false),
        ("DE:80", true),
        ("DE:80-85", true),
        ("DE:81-85", false),
        ("DE:80331", true),
        ("DE:80000-80400", true),
        ("AT:80-85", false),
        ("de", false),
        ("DE:", false),
        ("DE:85-80", false),
        ("", false),
    ] {
        assert_eq!(munich.within(territory), holds, "{territory}");
    }
    let london = Place { country: "GB".to_owned(), postal_code: "sw1a 1aa".to_owned(), ..Place::default() };
    assert!(london.within("GB:SW1-SW9") && !london.within("GB:EC"));
    assert!(!Place { country: "DE".to_owned(), ..Place::default() }.within("DE:80"));
    assert_eq!((munich.near("DE", "münchen"), munich.near("DE", "Köln"), munich.near("AT", "Wien")), (100, 50, 0));
}

#[test]
fn each_partner_that_is_left_out_hears_one_reason() {
    let pool = Pool {
        types: vec!["reseller".to_owned()],
        min_tier: 1,
        certificates: vec!["expert".to_owned()],
        partners: (1..=12).map(|n| candidate(n).partner).collect(),
        territory: true,
        language: true,
        products: true,
        industry: true,
    };
    let mut set = set_of(Method::Longest);
    set.rules[0].pool = pool;
    let good = |n: u128| {
        let mut c = candidate(n);
        c.certificates = vec!["expert".to_owned()];
        c.tier = 2;
        c
    };
    let mut all: Vec<_> = (1..=14).map(good).collect();
    all[0].active = false;
    all[1].staffed = false;
    all[2].paused = true;
    all[3].asked = true;
    all[4].kind = "msp".to_owned();
    all[5].tier = 0;
    all[6].certificates.clear();
    all[7].territories = vec!["AT".to_owned()];
    all[8].languages = vec!["fr".to_owned()];
    all[9].products = vec!["yard".to_owned()];
    all[10].industries = vec!["retail".to_owned()];
    all[11].capacity = 0;
    let mut input = input_of("2026-11-22T09:00:00Z".parse().unwrap(), all);
    input.products = vec!["route".to_owned()];
    input.industry = "transport".to_owned();
    let words = vocabulary(&[]).unwrap();
    let outcome = decide(&prepare_set(&set, &words), &input);
    let told: Vec<Reason> = outcome.tried[0].left_out.iter().map(|l: &LeftOut| l.reason).collect();
    use Reason::{Asked, Certificate, Full, Industry, Language, Nobody, NotActive, NotNamed, Paused, Products, Territory, Tier, Type};
    assert_eq!(
        told,
        [NotActive, Nobody, Paused, Asked, Type, Tier, Certificate, Territory, Language, Products, Industry, Full, NotNamed, NotNamed]
    );
    assert_eq!((outcome.chosen.len(), outcome.why.as_deref()), (0, Some("nobody_left")));
}

#[test]
fn a_rule_without_a_partner_left_hands_on_to_the_next() {
    let mut set = set_of(Method::Longest);
    let mut second = set.rules[0].clone();
    set.rules[0].pool.types = vec!["msp".to_owned()];
    second.key = "second".to_owned();
    set.rules.push(second);
    let words = vocabulary(&[]).unwrap();
    let input = input_of("2026-11-22T09:00:00Z".parse().unwrap(), vec![candidate(1)]);
    let outcome = decide(&prepare_set(&set, &words), &input);
    assert_eq!(outcome.rule.as_deref(), Some("second"));
    assert_eq!(outcome.tried.len(), 2);
    // The same input gives the same answer, also after it was kept as text.
    let kept = serde_json::from_str(&serde_json::to_string(&input).unwrap()).unwrap();
    assert_eq!(decide(&prepare_set(&set, &words), &kept), outcome);
    set.rules.clear();
    assert_eq!(decide(&prepare_set(&set, &words), &input).why.as_deref(), Some("no_rule"));
}

#[test]
fn the_better_record_goes_first_until_another_has_waited_too_long() {
    let weights = Weights { accepts: 50, answers: 50, ..Weights::default() };
    let set = set_of(Method::Best(weights));
    let words = vocabulary(&[]).unwrap();
    let now = "2026-11-22T09:00:00Z".parse().unwrap();
    let (mut good, mut poor) = (candidate(1), candidate(2));
    good.waits_since = now - TimeDelta::hours(1);
    poor.waits_since = now - TimeDelta::days(13);
    (good.history.offered, good.history.accepted, good.history.answered, good.history.answer_minutes) = (10, 9, 10, 600);
    (poor.history.offered, poor.history.accepted, poor.history.answered, poor.history.answer_minutes) = (10, 1, 10, 24_000);
    let mut input = input_of(now, vec![poor, good]);
    let outcome = decide(&prepare_set(&set, &words), &input);
    assert_eq!(outcome.ranked.iter().map(|r| (r.score, r.overdue)).collect::<Vec<_>>(), [(Some(905), false), (Some(165), false)]);
    input.candidates[0].waits_since = now - TimeDelta::days(14);
    let outcome = decide(&prepare_set(&set, &words), &input);
    assert_eq!(outcome.chosen, [candidate(2).partner]);
    assert!(outcome.ranked[0].overdue);
}

#[test]
fn rules_with_faults_are_refused_with_their_places() {
    let words = vocabulary(&[("route".to_owned(), "Route".to_owned())]).unwrap();
    let mut set = set_of(Method::First { n: 1 });
    set.rules[0].condition = "lead.contry == \"DE\"".to_owned();
    set.rules[0].pool.types = vec!["baker".to_owned()];
    set.answer_days = 0;
    let wrong = check_set(set, &words, &["reseller".to_owned()], 3, base::Invalid::new()).unwrap_err();
    use base::Refusal as _;
    let told: Vec<(String, &str)> = wrong.fields().into_iter().map(|f| (f.field, f.code)).collect();
    let said: Vec<(&str, &str)> = told.iter().map(|(field, code)| (field.as_str(), *code)).collect();
    assert_eq!(
        said,
        [("answer_days", "range"), ("rules.0.condition", "rule.unknown_name"), ("rules.0.types", "choice"), ("rules.0.n", "range")]
    );
}
