//! No partner starves: 40 partners and 5,000 leads under each method.

use std::collections::BTreeMap;

use base::{Instant, PartnerId};
use chrono::TimeDelta;
use ruleset::Facts;
use uuid::Uuid;

use super::super::rules::{Candidate, History, Input, Method, Place, Pool, Rule, RuleSet, Weights, decide, prepare_set, vocabulary};

const PARTNERS: u128 = 40;
const LEADS: usize = 5_000;

fn begin() -> Instant {
    "2026-01-05T09:00:00Z".parse().unwrap()
}

pub(super) fn candidate(n: u128) -> Candidate {
    Candidate {
        partner: PartnerId::from(Uuid::from_u128(n)),
        kind: "reseller".to_owned(),
        active: true,
        staffed: true,
        tier: i64::try_from(n % 4).unwrap(),
        certificates: Vec::new(),
        country: "DE".to_owned(),
        city: "Köln".to_owned(),
        territories: vec!["DE".to_owned()],
        languages: vec!["de".to_owned()],
        industries: Vec::new(),
        products: Vec::new(),
        capacity: 1_000_000,
        open: 0,
        weight: if n.is_multiple_of(2) { 20 } else { 10 },
        paused: false,
        asked: false,
        waits_since: begin(),
        history: History::default(),
        turns: BTreeMap::new(),
    }
}

pub(super) fn set_of(method: Method) -> RuleSet {
    let rule = Rule {
        key: "all".to_owned(),
        name: "All".to_owned(),
        condition: "true".to_owned(),
        pool: Pool { territory: true, ..Pool::default() },
        method,
    };
    RuleSet { rules: vec![rule], ..RuleSet::default() }
}

pub(super) fn input_of(at: Instant, candidates: Vec<Candidate>) -> Input {
    Input {
        at,
        facts: Facts::new(),
        place: Place { country: "DE".to_owned(), city: "Bonn".to_owned(), ..Place::default() },
        products: Vec::new(),
        industry: String::new(),
        language: "de".to_owned(),
        candidates,
        top_tier: 3,
        clocks: BTreeMap::new(),
    }
}

/// What each partner got, and the longest that one had to wait between two leads, in days.
struct Year {
    got: BTreeMap<PartnerId, i64>,
    longest: i64,
}

/// Leads come evenly over a year. Partners differ: some accept all and fast, some hardly any.
fn year(method: Method) -> Year {
    let set = set_of(method);
    let words = vocabulary(&[]).unwrap();
    let draft = prepare_set(&set, &words);
    let mut input = input_of(begin(), (1..=PARTNERS).map(candidate).collect());
    let mut got: BTreeMap<PartnerId, i64> = BTreeMap::new();
    let mut longest = 0;
    let step = TimeDelta::minutes(365 * 24 * 60 / i64::try_from(LEADS).unwrap());
    for n in 0..LEADS {
        input.at += step;
        let outcome = decide(&draft, &input);
        assert!(!outcome.chosen.is_empty());
        if let Some(turn) = &outcome.turn {
            input.clocks.insert(turn.rule.clone(), turn.clock);
        }
        for partner in &outcome.chosen {
            let c = input.candidates.iter_mut().find(|c| c.partner == *partner).unwrap();
            longest = longest.max((input.at - c.waits_since).num_days());
            c.waits_since = input.at;
            c.history.offered += 1;
            // Every fifth partner declines four of five, the others one of five.
            let poor = partner.uuid().as_u128().is_multiple_of(5);
            let accepts = n.is_multiple_of(5) == poor;
            c.history.answered += 1;
            c.history.answer_minutes += if poor { 2_400 } else { 120 };
            if accepts {
                c.history.accepted += 1;
                c.history.converted += i64::from(!poor);
            }
            if let Some(turn) = &outcome.turn {
                c.turns.insert(turn.rule.clone(), turn.next);
            }
            *got.entry(*partner).or_default() += 1;
        }
    }
    Year { got, longest }
}

fn all(year: &Year) -> Vec<i64> {
    (1..=PARTNERS).map(|n| year.got.get(&PartnerId::from(Uuid::from_u128(n))).copied().unwrap_or(0)).collect()
}

#[test]
fn in_turn_each_gets_its_share_by_weight() {
    let got = all(&year(Method::Turns));
    // 20 partners of weight 20 and 20 of weight 10 share 5,000 leads two to one.
    for (i, n) in got.iter().enumerate() {
        let share = if (i + 1).is_multiple_of(2) { 5_000 * 20 / 600 } else { 5_000 * 10 / 600 };
        assert!((n - share).abs() <= 2, "partner {} got {n} and not {share}", i + 1);
    }
}

#[test]
fn by_waiting_all_get_the_same() {
    assert_eq!(all(&year(Method::Longest)), [125; 40]);
}

#[test]
fn of_several_asked_at_once_all_are_asked_alike() {
    let got = all(&year(Method::First { n: 3 }));
    assert!(got.iter().all(|n| (374..=376).contains(n)), "{got:?}");
}

#[test]
fn the_best_get_most_and_nobody_waits_without_end() {
    let weights = Weights { tier: 20, accepts: 40, answers: 20, converts: 20, ..Weights::default() };
    let year = year(Method::Best(weights));
    let got = all(&year);
    let patience = RuleSet::default().patience_days;
    // One in patience is the floor; the year has 26 times 14 days.
    assert!(got.iter().all(|n| *n >= 24), "{got:?}");
    assert!(year.longest <= patience + 3, "{}", year.longest);
    assert!(got.iter().max().unwrap() > &1_000, "{got:?}");
}

#[test]
fn who_joins_late_neither_floods_nor_starves() {
    let set = set_of(Method::Turns);
    let words = vocabulary(&[]).unwrap();
    let draft = prepare_set(&set, &words);
    let mut input = input_of(begin(), (1..=10).map(candidate).collect());
    for c in &mut input.candidates {
        c.weight = 10;
    }
    let mut got: BTreeMap<PartnerId, i64> = BTreeMap::new();
    for n in 0..400 {
        if n == 200 {
            let mut late = candidate(11);
            late.weight = 10;
            late.waits_since = input.at;
            input.candidates.push(late);
        }
        let outcome = decide(&draft, &input);
        let (turn, partner) = (outcome.turn.unwrap(), outcome.chosen[0]);
        input.clocks.insert(turn.rule.clone(), turn.clock);
        let c = input.candidates.iter_mut().find(|c| c.partner == partner).unwrap();
        c.waits_since = input.at;
        c.turns.insert(turn.rule, turn.next);
        *got.entry(partner).or_default() += 1;
        input.at += TimeDelta::hours(1);
    }
    let late = got[&PartnerId::from(Uuid::from_u128(11))];
    assert!((17..=19).contains(&late), "{late} of 200 among eleven");
}
