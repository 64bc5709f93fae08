//! Every state and every move: the table, and the drawing in the module's text.

use chrono::TimeDelta;
use uuid::Uuid;

use super::super::model::{Case, Ended, Move, Settled, State, StateKind, Trigger};
use super::super::rules::{self, machine::target};

fn settled(by: u128) -> Settled {
    let at = testkit::beginning();
    Settled { ruling: Uuid::from_u128(1).into(), at, by: Some(Uuid::from_u128(by).into()), appeal_until: at + TimeDelta::days(7) }
}

fn case(state: State) -> Case {
    let now = testkit::beginning();
    Case {
        id: Uuid::from_u128(9).into(),
        trigger: Trigger::Overlap,
        company: "Nordvik Shipping".to_owned(),
        account: None,
        merge: None,
        opened_at: now,
        terms_version: 1,
        decide_by: now + TimeDelta::days(7),
        level: 0,
        assignee: None,
        assignee_name: String::new(),
        state,
        version: 1,
    }
}

fn states() -> [State; 5] {
    let now = testkit::beginning();
    [
        State::Open,
        State::Decided(settled(1)),
        State::Appealed(settled(1)),
        State::Closed(settled(1)),
        State::Dropped { at: now, ended: Ended::NoClaim },
    ]
}

#[test]
fn every_state_and_every_move() {
    let now = testkit::beginning() + TimeDelta::days(1);
    let mut drawing = String::from("//! stateDiagram-v2\n//!     [*] --> open\n");
    for state in states() {
        let kind = state.kind();
        for wanted in Move::ALL {
            let done = match wanted {
                Move::Rule => rules::rule(case(state.clone()), settled(2)),
                Move::Appeal => rules::appeal(case(state.clone()), now, now),
                Move::Close => rules::close(case(state.clone()), now + TimeDelta::days(30)),
                Move::Drop => rules::drop_case(case(state.clone()), Ended::NoClaim, now),
            };
            match done {
                Ok(after) => {
                    assert_eq!(Some(after.kind()), target(kind, *wanted), "{kind} {wanted}");
                    drawing += &format!("//!     {kind} --> {}: {wanted}\n", after.kind());
                }
                Err(e) => {
                    assert_eq!(base::Refusal::code(&e), "case.wrong_state", "{kind} {wanted}");
                    assert_eq!(target(kind, *wanted), None);
                }
            }
        }
    }
    assert!(include_str!("../mod.rs").contains(&drawing), "src/conflicts/mod.rs should hold this drawing:\n{drawing}");
    assert_eq!(states().map(|s| s.kind()).to_vec(), StateKind::ALL);
}

#[test]
fn who_ruled_first_does_not_decide_the_appeal_and_nobody_appeals_late() {
    let code = |r: Result<Case, rules::CaseRefusal>| base::Refusal::code(&r.unwrap_err());
    assert_eq!(code(rules::rule(case(State::Appealed(settled(1))), settled(1))), "case.same_decider");
    let late = testkit::beginning() + TimeDelta::days(8);
    assert_eq!(code(rules::appeal(case(State::Decided(settled(1))), late, late)), "case.appeal_late");
    assert_eq!(code(rules::close(case(State::Decided(settled(1))), testkit::beginning())), "case.not_due");
}
