//! Rules of activation: values only.

use access::Role;
use base::{Instant, Refusal as _};
use chrono::{TimeDelta, TimeZone as _, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use crate::activation::model::{BlockedBy, First, FormKind, NewTemplate, Plan, PlanState, Step, StepKind, StepSpec, StepState, Words};
use crate::activation::rules::{self, Refused, Verb};

fn now() -> Instant {
    Utc.with_ymd_and_hms(2026, 11, 18, 9, 0, 0).unwrap()
}

fn spec(key: &str, kind: StepKind, after: &[&str], due_days: i64) -> StepSpec {
    let words = |t: &str| Words { en: t.to_owned(), de: String::new() };
    StepSpec {
        key: key.to_owned(),
        title: words(key),
        what: words("what"),
        why: words(""),
        takes: words(""),
        proof: words(""),
        owner: Role::PartnerAdmin,
        due_days,
        after: after.iter().map(|a| (*a).to_owned()).collect(),
        required: true,
        weight: 10,
        kind,
    }
}

fn step(n: i64, spec: StepSpec, state: StepState) -> Step {
    Step {
        id: Uuid::from_u128(u128::try_from(n).unwrap()).into(),
        plan: Uuid::from_u128(100).into(),
        partner: Uuid::from_u128(200).into(),
        position: n,
        spec,
        answers: Vec::new(),
        observed_at: None,
        exception: None,
        clear: None,
        clear_note: None,
        version: 1,
        state,
    }
}

fn plan(state: PlanState) -> Plan {
    Plan {
        id: Uuid::from_u128(100).into(),
        partner: Uuid::from_u128(200).into(),
        template: Uuid::from_u128(300),
        key: "general".to_owned(),
        no: 1,
        title: Words::default(),
        origin: "test".to_owned(),
        created_at: now(),
        version: 1,
        state,
    }
}

fn states() -> Vec<StepState> {
    let (at, by, reason) = (now(), "x".to_owned(), "r".to_owned());
    vec![
        StepState::Locked,
        StepState::Open { at },
        StepState::Submitted { at, by: by.clone() },
        StepState::InReview { at, by: by.clone() },
        StepState::Done { at, by: by.clone() },
        StepState::Returned { at, by: by.clone(), reason: reason.clone() },
        StepState::Skipped { at, by, reason },
    ]
}

fn kinds() -> Vec<StepKind> {
    vec![
        StepKind::Form(FormKind::Contacts),
        StepKind::Document,
        StepKind::Agreement("program".to_owned()),
        StepKind::Course("sales".to_owned()),
        StepKind::First(First::DealApproved),
        StepKind::Approval,
    ]
}

/// Does the move for real and says where it led.
fn moved(kind: &StepKind, state: &StepState, verb: Verb) -> Result<String, String> {
    // A step with something before it, so that a locked one stays locked until it is moved.
    let before = step(1, spec("before", StepKind::Approval, &[], 0), StepState::Open { at: now() });
    let it = step(2, spec("it", kind.clone(), &["before"], 1), state.clone());
    let all = vec![before.clone(), it.clone()];
    let name = |s: Step| s.state().name().to_owned();
    let refused = |e: Refused| e.code().to_owned();
    match verb {
        Verb::Unlock => {
            let done = Step { state: StepState::Done { at: now(), by: "x".to_owned() }, ..before };
            let (_, steps) = rules::settle(plan(PlanState::Prepared), vec![done, it], now());
            let after = steps[1].state().clone();
            if after == *state { Err("nothing".to_owned()) } else { Ok(after.name().to_owned()) }
        }
        Verb::Admit => rules::admit(it, "x", "y", now()).map(name).map_err(refused),
        Verb::HandIn => rules::hand_in(it, &all, "en", "x", now()).map(name).map_err(refused),
        Verb::Take => rules::take(it, "x", now()).map(name).map_err(refused),
        Verb::Accept => rules::accept(it, "x", now()).map(name).map_err(refused),
        Verb::GiveBack => rules::give_back(it, "x", "y", now()).map(name).map_err(refused),
        Verb::Finish => {
            let after = rules::observe(it, "x", now());
            if after.state() == state {
                Err(if after.observed_at.is_some() { "remembered" } else { "nothing" }.to_owned())
            } else {
                Ok(name(after))
            }
        }
        Verb::Skip => rules::skip(it, "x", "y", now()).map(name).map_err(refused),
    }
}

#[test]
fn every_kind_times_every_state_times_every_move() {
    let mut table = String::new();
    for kind in kinds() {
        for state in states() {
            for verb in Verb::ALL {
                let did = moved(&kind, &state, verb);
                assert_eq!(
                    did.as_ref().ok().map(String::as_str),
                    verb.leads_to(&kind, &state),
                    "{} {} {}",
                    kind.name(),
                    state.name(),
                    verb.code()
                );
                if let Ok(to) = did {
                    table.push_str(&format!("{:<10} {:<10} {:<10} {to}\n", kind.name(), state.name(), verb.code()));
                }
            }
        }
    }
    insta::assert_snapshot!("moves", table);
    assert_eq!(kinds().iter().map(StepKind::name).collect::<Vec<_>>(), ["form", "document", "agreement", "course", "first", "approval"]);
}

#[test]
fn a_locked_step_says_what_is_missing() {
    let first = step(1, spec("first", StepKind::Approval, &[], 0), StepState::Open { at: now() });
    let second = step(2, spec("second", StepKind::Document, &["first"], 1), StepState::Locked);
    let refused = rules::hand_in(second.clone(), &[first, second], "en", "x", now()).unwrap_err();
    assert_eq!(refused, Refused::Locked { missing: "first".to_owned() });
}

#[test]
fn what_was_seen_early_counts_when_its_turn_comes() {
    let open = StepState::Open { at: now() };
    let steps = vec![
        step(1, spec("agreement", StepKind::Agreement("program".to_owned()), &[], 0), open),
        rules::observe(step(2, spec("course", StepKind::Course("sales".to_owned()), &["agreement"], 5), StepState::Locked), "x", now()),
        step(3, spec("call", StepKind::Approval, &["course"], 7), StepState::Locked),
    ];
    let (same, steps) = rules::settle(plan(PlanState::Running { since: now() }), steps, now());
    assert_eq!(steps.iter().map(|s| s.state().name()).collect::<Vec<_>>(), ["open", "locked", "locked"]);
    let done = rules::observe(steps[0].clone(), "x", now());
    let (after, steps) = rules::settle(same, vec![done, steps[1].clone(), steps[2].clone()], now());
    assert_eq!(steps.iter().map(|s| s.state().name()).collect::<Vec<_>>(), ["done", "done", "open"]);
    assert_eq!(after.state().name(), "running");
}

#[test]
fn a_plan_is_complete_with_its_last_required_step_and_only_while_the_clock_runs() {
    let done = StepState::Done { at: now(), by: "x".to_owned() };
    let skipped = StepState::Skipped { at: now(), by: "x".to_owned(), reason: "y".to_owned() };
    let optional = StepSpec { required: false, ..spec("deal", StepKind::First(First::DealApproved), &["a", "b"], 60) };
    let steps = |last: StepState| {
        vec![
            step(1, spec("a", StepKind::Approval, &[], 0), done.clone()),
            step(2, spec("b", StepKind::Document, &[], 0), last),
            step(3, optional.clone(), StepState::Locked),
        ]
    };
    let state = |p: PlanState, last: StepState| rules::settle(plan(p), steps(last), now()).0.state().name();
    let running = PlanState::Running { since: now() };
    assert_eq!(state(running.clone(), StepState::Open { at: now() }), "running");
    assert_eq!(state(running.clone(), done.clone()), "completed");
    assert_eq!(state(running, skipped), "completed");
    assert_eq!(state(PlanState::Prepared, done.clone()), "prepared");
    assert_eq!(state(PlanState::Ended { since: None, at: now(), reason: "x".to_owned() }, done.clone()), "ended");
}

#[test]
fn progress_counts_required_weight_and_names_who_is_next() {
    let open = StepState::Open { at: now() };
    let done = StepState::Done { at: now(), by: "x".to_owned() };
    let mut steps = vec![
        step(1, StepSpec { weight: 30, ..spec("a", StepKind::Approval, &[], 0) }, done.clone()),
        step(2, StepSpec { weight: 10, ..spec("b", StepKind::Document, &[], 5) }, open.clone()),
        step(3, StepSpec { weight: 60, required: false, ..spec("c", StepKind::Approval, &[], 1) }, open),
    ];
    assert_eq!(rules::percent(&steps), 75);
    assert_eq!(rules::counts(&steps), (1, 3));
    assert_eq!((rules::blocked_by(&steps).0, rules::blocked_by(&steps).1.map(|s| s.position)), (BlockedBy::Partner, Some(2)));
    steps[1].state = StepState::Submitted { at: now(), by: "x".to_owned() };
    assert_eq!(rules::blocked_by(&steps).0, BlockedBy::Vendor);
    steps[1].state = StepState::Skipped { at: now(), by: "x".to_owned(), reason: "y".to_owned() };
    assert_eq!((rules::percent(&steps), rules::blocked_by(&steps).0), (100, BlockedBy::Nobody));
}

#[test]
fn the_expected_day_follows_the_longest_chain() {
    let running = plan(PlanState::Running { since: now() });
    let open = StepState::Open { at: now() };
    let steps = vec![
        step(1, spec("profile", StepKind::Form(FormKind::CompanyProfile), &[], 3), open.clone()),
        step(2, spec("extract", StepKind::Document, &["profile"], 7), StepState::Locked),
        step(3, spec("course", StepKind::Course("x".to_owned()), &[], 5), open),
    ];
    let days = |steps: &[Step], at: Instant| rules::expected(&running, steps, at).map(|e| (e - now()).num_days());
    assert_eq!(days(&steps, now()), Some(7), "on time, it is the last due day");
    assert_eq!(days(&steps, now() + TimeDelta::days(10)), Some(15), "ten days in, with nothing done: tomorrow, and four days after that");
    assert_eq!(rules::expected(&plan(PlanState::Prepared), &steps, now()), None);
    assert!(rules::overdue(&running, &steps[0], now() + TimeDelta::days(4)));
    assert!(!rules::overdue(&running, &steps[0], now() + TimeDelta::days(2)));
}

#[test]
fn a_step_is_for_its_owner_and_for_who_runs_that_side() {
    let as_role = |role: Role| move |r: Role| r == role;
    assert!(rules::may_work(Role::Sales, as_role(Role::Sales)));
    assert!(rules::may_work(Role::Sales, as_role(Role::PartnerAdmin)));
    assert!(!rules::may_work(Role::PartnerAdmin, as_role(Role::Sales)));
    assert!(!rules::may_work(Role::Sales, as_role(Role::PartnerOps)), "staff do not do a partner's steps");
    assert!(rules::may_work(Role::ChannelManager, as_role(Role::PartnerOps)));
    assert!(!rules::may_work(Role::ChannelManager, as_role(Role::PartnerAdmin)));
}

fn answers(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

#[test]
fn a_company_profile_is_checked_field_by_field() {
    let good = [
        ("legal_name", "Brightpath  Systems GmbH"),
        ("street", "Kai 1"),
        ("postal_code", "20457"),
        ("city", "Hamburg"),
        ("country", "DE"),
        ("tax_number", "de 811 907 980"),
        ("bank_country", "DE"),
        ("billing_email", "Billing@Brightpath.example"),
    ];
    let kept = rules::check_form(FormKind::CompanyProfile, &answers(&good)).unwrap();
    let value = |name: &str| kept.iter().find(|k| k.0 == name).unwrap().1.clone();
    assert_eq!(
        (value("legal_name").as_str(), value("tax_number").as_str(), value("billing_email").as_str()),
        ("Brightpath Systems GmbH", "DE811907980", "billing@brightpath.example")
    );
    let fields = |given: &[(&str, &str)]| {
        let invalid = rules::check_form(FormKind::CompanyProfile, &answers(given)).unwrap_err();
        invalid.fields().into_iter().map(|f| format!("{} {}", f.field, f.code)).collect::<Vec<_>>()
    };
    let mut bad = good.to_vec();
    bad[4].1 = "FR";
    bad[7].1 = "not an address";
    bad.push(("is_admin", "true"));
    assert_eq!(fields(&bad), ["answers activation.unknown_field", "tax_number activation.vat", "billing_email email"]);
    assert_eq!(fields(&[]).len(), 8, "each required field is named");
    let twice = [&good[..], &[("city", "Berlin")]].concat();
    assert!(fields(&twice).contains(&"answers activation.unknown_field".to_owned()));
}

#[test]
fn the_shipped_templates_are_sound() {
    let shipped = crate::activation::store::shipped().unwrap();
    assert_eq!(shipped.iter().map(|t| t.key.as_str()).collect::<Vec<_>>(), ["general", "reseller", "msp", "service_delivery"]);
    for t in &shipped {
        rules::check_template(t).unwrap();
        for s in &t.steps {
            for words in [&s.title, &s.what, &s.why, &s.takes, &s.proof] {
                assert!(!words.en.is_empty() && !words.de.is_empty(), "{} {}", t.key, s.key);
            }
        }
        let (_, steps) = rules::settle(
            plan(PlanState::Prepared),
            (1..).zip(t.steps.clone()).map(|(n, s)| step(n, s, StepState::Locked)).collect(),
            now(),
        );
        assert!(steps.iter().filter(|s| s.state().is_workable()).count() <= 5, "at most five tasks at once");
    }
}

#[test]
fn a_template_that_cannot_work_is_refused() {
    let first = StepSpec { required: true, ..spec("deal", StepKind::First(First::DealApproved), &[], 1) };
    let circle = spec("b", StepKind::Approval, &["c"], 1);
    let new = NewTemplate {
        key: "x1".to_owned(),
        types: vec!["pirate".to_owned()],
        title: Words::default(),
        steps: vec![first, circle, spec("b", StepKind::Document, &["b"], -1)],
    };
    let found: Vec<_> = rules::check_template(&new).unwrap_err().fields().into_iter().map(|f| format!("{} {}", f.field, f.code)).collect();
    assert_eq!(
        found,
        [
            "types choice",
            "title.en required",
            "steps.0.required activation.first_required",
            "steps.1.key agreement.key",
            "steps.1.after activation.after",
            "steps.2.key agreement.key",
            "steps.2.key activation.key_twice",
            "steps.2.due_days number",
        ]
    );
}

proptest! {
    /// No order of events makes a plan complete with a required step undone, and progress never shrinks.
    #[test]
    fn no_path_activates_too_early(moves in prop::collection::vec((0usize..6, 0usize..8), 1..60)) {
        let mut steps: Vec<Step> = vec![
            step(1, spec("agreement", StepKind::Agreement("program".to_owned()), &[], 0), StepState::Locked),
            step(2, spec("profile", StepKind::Form(FormKind::Contacts), &[], 3), StepState::Locked),
            step(3, spec("extract", StepKind::Document, &["profile"], 7), StepState::Locked),
            step(4, spec("course", StepKind::Course("x".to_owned()), &["agreement"], 9), StepState::Locked),
            step(5, spec("call", StepKind::Approval, &["agreement", "extract"], 9), StepState::Locked),
            step(6, StepSpec { required: false, ..spec("deal", StepKind::First(First::DealApproved), &["call"], 60) }, StepState::Locked),
        ];
        let mut whole = plan(PlanState::Running { since: now() });
        let mut percent = 0;
        for (i, m) in moves {
            let s = steps[i].clone();
            let after = match Verb::ALL[m] {
                Verb::Unlock => Ok(s),
                Verb::Admit => rules::admit(s, "x", "y", now()),
                Verb::HandIn => rules::hand_in(s, &steps, "en", "x", now()),
                Verb::Take => rules::take(s, "x", now()),
                Verb::Accept => rules::accept(s, "x", now()),
                Verb::GiveBack => rules::give_back(s, "x", "y", now()),
                Verb::Finish => Ok(rules::observe(s, "x", now())),
                // Leaving out changes what progress is measured by, so it is not among these moves.
                Verb::Skip => continue,
            };
            if let Ok(after) = after { steps[i] = after; }
            (whole, steps) = rules::settle(whole, steps, now());
            let all_over = steps.iter().filter(|s| s.spec.required).all(|s| s.state().is_over());
            prop_assert_eq!(whole.state().name() == "completed", all_over);
            prop_assert!(rules::percent(&steps) >= percent);
            percent = rules::percent(&steps);
            prop_assert_eq!(percent == 100, all_over);
        }
    }
}
