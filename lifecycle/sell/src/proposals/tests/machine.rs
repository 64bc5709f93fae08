//! Every state and every move; and that a total is what its parts come to.

use chrono::TimeDelta;
use proptest::prelude::*;
use uuid::Uuid;

use super::super::model::{Criterion, Move, NewRequest, Request, Score, State, StateKind, Verdict};
use super::super::rules::{self, target};

fn request(state: State) -> Request {
    Request::begun(Uuid::from_u128(1).into(), NewRequest::default(), None, String::new(), testkit::beginning()).moved(state)
}

fn states() -> [State; 6] {
    let (at, deadline) = (testkit::beginning(), testkit::beginning() + TimeDelta::days(1));
    let verdict = Verdict { at, reason: String::new() };
    let (proposal, partner) = (Uuid::from_u128(2).into(), Uuid::from_u128(3).into());
    [
        State::Draft,
        State::Published { at, deadline, reminded: false },
        State::Closed { at, decide_by: deadline },
        State::Awarded { verdict: verdict.clone(), proposal, partner, deal: None },
        State::NotAwarded(verdict.clone()),
        State::Withdrawn { verdict, opened: false },
    ]
}

#[test]
fn every_state_and_every_move() {
    let now = testkit::beginning() + TimeDelta::days(2);
    let (proposal, partner) = (Uuid::from_u128(2).into(), Uuid::from_u128(3).into());
    let mut drawing = String::from("//! stateDiagram-v2\n//!     [*] --> draft\n");
    for state in states() {
        let kind = state.kind();
        for wanted in Move::ALL {
            let r = request(state.clone());
            let done = match wanted {
                Move::Publish => rules::publish(r, now, now),
                Move::Close => rules::close(r, now, now),
                Move::Award => rules::award(r, proposal, partner, String::new(), now),
                Move::Decline => rules::decline(r, String::new(), now),
                Move::Withdraw => rules::withdraw(r, String::new(), now),
            };
            match done {
                Ok(after) => {
                    assert_eq!(Some(after.kind()), target(kind, *wanted), "{kind} {wanted}");
                    drawing += &format!("//!     {kind} --> {}: {wanted}\n", after.kind());
                }
                Err(e) => {
                    assert_eq!(base::Refusal::code(&e), "proposal.wrong_state", "{kind} {wanted}");
                    assert_eq!(target(kind, *wanted), None);
                }
            }
        }
    }
    assert!(include_str!("../mod.rs").contains(&drawing), "src/proposals/mod.rs should hold this drawing:\n{drawing}");
    assert_eq!(states().map(|s| s.kind()).to_vec(), StateKind::ALL);
    // What is taken back before its deadline stays sealed, also for those who took it back.
    let sealed = rules::withdraw(request(states()[1].clone()), String::new(), now).unwrap();
    assert!(!sealed.state().is_open());
    assert!(rules::withdraw(request(states()[2].clone()), String::new(), now).unwrap().state().is_open());
    // Nobody closes it early, and the last moment to answer is the one before the deadline.
    let early = rules::close(request(states()[1].clone()), now, testkit::beginning()).unwrap_err();
    assert_eq!(base::Refusal::code(&early), "proposal.sealed");
    let deadline = testkit::beginning() + TimeDelta::days(1);
    assert!(rules::may_answer(&request(states()[1].clone()), deadline - TimeDelta::seconds(1)).is_ok());
    assert!(rules::may_answer(&request(states()[1].clone()), deadline).is_err());
}

/// Rounded half up, by decimals of the text and not by the rule under test.
fn recount(points: &[i64]) -> i64 {
    let (sum, n) = (points.iter().sum::<i64>() * 1_000, i64::try_from(points.len()).unwrap());
    let thousandths = sum / n;
    let exact_half = (sum % n == 0) && thousandths % 10 == 5;
    let up = thousandths % 10 >= 5 || exact_half;
    thousandths / 10 + i64::from(up)
}

proptest! {
    #[test]
    fn a_total_is_what_a_recount_gives(given in proptest::collection::vec((1i64..=100, proptest::collection::vec(0i64..=5, 0..7)), 1..8)) {
        let proposal = Uuid::from_u128(7).into();
        let criteria: Vec<Criterion> =
            given.iter().enumerate().map(|(i, (weight, _))| Criterion { key: format!("c{i}"), text: String::new(), weight: *weight }).collect();
        let mut scores = Vec::new();
        for (i, (_, points)) in given.iter().enumerate() {
            for (who, n) in (0u128..).zip(points) {
                for of in [proposal, Uuid::from_u128(8).into()] {
                    scores.push(Score {
                        proposal: of,
                        criterion: format!("c{i}"),
                        reviewer: Uuid::from_u128(who).into(),
                        reviewer_name: String::new(),
                        points: if of == proposal { *n } else { 5 - *n },
                        note: String::new(),
                        at: testkit::beginning(),
                    });
                }
            }
        }
        let found = rules::compare(&criteria, &scores, proposal);
        let (mut sum, mut weights) = (0, 0);
        for (line, (weight, points)) in found.lines.iter().zip(&given) {
            prop_assert_eq!(line.average, (!points.is_empty()).then(|| recount(points)));
            sum += weight * line.average.unwrap_or(0);
            weights += weight;
        }
        prop_assert_eq!((found.sum, found.weights), (sum, weights));
        prop_assert_eq!(found.total.is_some(), given.iter().all(|(_, points)| !points.is_empty()));
        if let Some(total) = found.total {
            // The nearest hundredth.
            prop_assert!((0..=500).contains(&total) && (total * weights - sum).abs() * 2 <= weights, "{} {} {}", total, sum, weights);
        }
    }
}
