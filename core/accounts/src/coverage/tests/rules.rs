//! What a plan says, by values alone.

use base::{AccountId, Currency, FieldError, Instant, Invalid, Money, PartnerId, Refusal};
use chrono::NaiveDate;
use proptest::prelude::*;
use uuid::Uuid;

use crate::Details;
use crate::coverage::model::{By, Coverage, Name, NewRule, Outcome, Plan, PlanState, Rule, Served, Validity, Way, Whom};
use crate::coverage::rules::{self, VOCABULARY};

fn partner(n: u128) -> PartnerId {
    Uuid::from_u128(n).into()
}

fn served(way: Way, partners: &[u128]) -> Served {
    Served { way, partners: partners.iter().map(|n| partner(*n)).collect(), ..Served::default() }
}

fn rule(n: u128, condition: &str, served: Served, validity: Validity) -> Rule {
    Rule { id: Uuid::from_u128(n).into(), name: format!("Rule {n}"), condition: condition.to_owned(), served, validity }
}

fn plan(rules: Vec<Rule>) -> Plan {
    Plan {
        id: Uuid::from_u128(1).into(),
        version: 4,
        state: PlanState::Draft,
        rules,
        otherwise: served(Way::PartnerLed, &[]),
        begun_by: "Mona".to_owned(),
        begun_at: Instant::default(),
        revision: 1,
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

const TODAY: &str = "2026-11-22";

fn asked(plan: &Plan, name: Option<&Name>, details: &Details) -> Coverage {
    rules::decide(Some(&rules::parse(plan).unwrap()), name, &rules::facts_of(Whom::Company(details)), day(TODAY))
}

fn german(employees: Option<i64>) -> Details {
    Details { country: "DE".to_owned(), employees, ..Details::default() }
}

#[test]
fn every_variable_is_documented() {
    let names: Vec<&str> = VOCABULARY.variables().iter().map(|v| v.name.as_str()).collect();
    assert_eq!(names.len(), 14, "{names:?}");
    let revenue = Some(Money::new(1_250_050, Currency::EUR));
    let all = Details {
        name: "Alpha".to_owned(),
        domain: "alpha.de".to_owned(),
        city: "Berlin".to_owned(),
        region: "Berlin".to_owned(),
        postal: "10115".to_owned(),
        industry: "Freight".to_owned(),
        lifecycle_stage: "customer".to_owned(),
        owner: "Jonas".to_owned(),
        revenue,
        ..german(Some(5))
    };
    let facts = rules::facts_of(Whom::Company(&all));
    let unknown: Vec<&str> = names.into_iter().filter(|n| facts.get(n).is_none()).collect();
    assert_eq!(unknown, ["account.origin", "account.source"], "only an account has these");
    assert_eq!(facts.get("account.revenue").unwrap().to_string(), "12500.5");
    assert_eq!(rules::facts_of(Whom::Company(&Details::default())).iter().count(), 0, "nothing is known of nobody");
}

#[test]
fn the_first_rule_that_holds_decides_and_the_others_say_why_not() {
    let p = plan(vec![
        rule(1, "account.employees >= 250", served(Way::Direct, &[]), Validity::default()),
        rule(2, "account.country == \"DE\"", served(Way::CoSell, &[7]), Validity::default()),
        rule(3, "true", served(Way::Open, &[]), Validity::default()),
    ]);
    let small = asked(&p, None, &german(Some(10)));
    assert_eq!((small.served.way, small.version), (Way::CoSell, 4));
    assert_eq!(small.by, By::Rule { id: Uuid::from_u128(2).into(), name: "Rule 2".to_owned() });
    assert_eq!(small.why.iter().map(|s| s.outcome).collect::<Vec<_>>(), [Outcome::DoesNotFit, Outcome::Decided], "the third is not asked");
    let seen = &small.why[0].trace[0].seen[0];
    assert_eq!((seen.name.as_str(), seen.value.as_ref().unwrap().to_string()), ("account.employees", "10".to_owned()));
    assert_eq!(asked(&p, None, &german(Some(250))).served.way, Way::Direct);
    assert_eq!(asked(&p, None, &german(None)).served.way, Way::CoSell, "what is not known fits no rule");
    assert_eq!(asked(&plan(vec![]), None, &german(None)).by, By::Otherwise);
    let nothing = rules::decide(None, None, &rules::facts_of(Whom::Company(&german(None))), day(TODAY));
    assert_eq!((nothing.by, nothing.served.way, nothing.version, nothing.why.len()), (By::NoPlan, Way::Open, 0, 0));
}

#[test]
fn a_name_goes_before_rules_as_long_as_it_holds() {
    let p = plan(vec![rule(1, "true", served(Way::Direct, &[]), Validity::default())]);
    let account: AccountId = Uuid::from_u128(5).into();
    let name = |from: Option<&str>, until: Option<&str>| Name {
        account,
        served: served(Way::PartnerLed, &[9]),
        validity: Validity { from: from.map(day), until: until.map(day) },
        note: "Framework contract".to_owned(),
    };
    let by = |name: &Name| asked(&p, Some(name), &german(None));
    assert_eq!(by(&name(None, None)).by, By::Name { note: "Framework contract".to_owned() });
    assert_eq!(by(&name(Some(TODAY), Some(TODAY))).served, served(Way::PartnerLed, &[9]), "the first and the last day count");
    let early = by(&name(Some("2026-11-23"), None));
    assert_eq!((early.served.way, early.why[0].outcome), (Way::Direct, Outcome::NotYet));
    let late = by(&name(None, Some("2026-11-21")));
    assert_eq!((late.served.way, late.why[0].outcome), (Way::Direct, Outcome::Ended));
    let dated = plan(vec![rule(1, "true", served(Way::Direct, &[]), Validity { from: Some(day("2027-01-01")), until: None })]);
    assert_eq!(asked(&dated, None, &german(None)).by, By::Otherwise);
}

#[test]
fn who_may_sell() {
    let may = |way, partners: &[u128]| served(way, partners).admits(partner(7));
    assert!(may(Way::Open, &[]) && may(Way::PartnerLed, &[]) && may(Way::PartnerLed, &[7, 8]) && may(Way::CoSell, &[7]));
    assert!(!may(Way::Direct, &[]) && !may(Way::PartnerLed, &[8]) && !may(Way::CoSell, &[8]));
}

fn codes(wrong: &Invalid) -> Vec<(String, &'static str)> {
    wrong.fields().into_iter().map(|FieldError { field, code, .. }| (field, code)).collect()
}

#[test]
fn what_is_wrong_is_told_at_once_and_where() {
    let new = NewRule {
        id: None,
        name: " ".to_owned(),
        condition: "account.contry == \"DE\"".to_owned(),
        served: Served { segment: "x".repeat(61), ..served(Way::CoSell, &[]) },
        validity: Validity { from: Some(day("2026-12-01")), until: Some(day("2026-11-01")) },
    };
    let wrong = rules::check_rule(&new, Invalid::new()).unwrap_err();
    let found = codes(&wrong);
    let fields: Vec<&str> = found.iter().map(|f| f.0.as_str()).collect();
    assert_eq!(fields, ["name", "condition", "partners", "segment", "until"]);
    assert_eq!(found[1].1, "rule.unknown_name");
    assert_eq!((found[2].1, found[4].1), ("coverage.co_sell_partners", "coverage.ends_before"));
    let condition = wrong.fields().into_iter().find(|f| f.field == "condition").unwrap();
    assert!(condition.args.contains(&("wanted", "account.country".to_owned())), "{condition:?}");
    let mut open = Invalid::new();
    rules::check_served(&served(Way::Open, &[1]), &mut open);
    assert_eq!(codes(&open), [("partners".to_owned(), "coverage.no_partners_here")]);
    let unknown_country = NewRule { condition: "account.country == \"Germany\"".to_owned(), ..new };
    assert_eq!(codes(&rules::check_rule(&unknown_country, Invalid::new()).unwrap_err())[1].1, "rule.unknown_choice");
    assert!(rules::check_reason("\n").is_err());
}

proptest! {
    #[test]
    fn the_same_question_gives_the_same_answer_and_the_last_step_decides(employees in proptest::option::of(0_i64..2000), limits in proptest::collection::vec(0_i64..2000, 0..6)) {
        let rules = limits.iter().enumerate().map(|(n, limit)| {
            rule(u128::try_from(n).unwrap() + 1, &format!("account.employees >= {limit}"), served(Way::Direct, &[]), Validity::default())
        });
        let p = plan(rules.collect());
        let one = asked(&p, None, &german(employees));
        prop_assert_eq!(&one, &asked(&p, None, &german(employees)));
        let first = employees.and_then(|e| limits.iter().position(|limit| e >= *limit));
        match first {
            Some(at) => {
                prop_assert_eq!(one.why.len(), at + 1);
                prop_assert_eq!(one.why[at].outcome, Outcome::Decided);
            }
            None => {
                prop_assert_eq!(one.by, By::Otherwise);
                prop_assert_eq!(one.why.len(), limits.len());
            }
        }
    }
}
