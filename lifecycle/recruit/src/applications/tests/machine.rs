//! Every state against every move.

use base::{ApplicationId, Instant, PartnerId};
use chrono::TimeDelta;
use testkit::beginning;
use uuid::Uuid;

use super::sample::details;
use crate::applications::model::{Application, Decision, Filed, Reason, State};
use crate::applications::rules::{self, ApplicationRefused};

fn decision(at: Instant) -> Decision {
    Decision { at, by: "Rosa".to_owned(), reason: Reason::Fits, words: String::new() }
}

fn in_state(state: State) -> Application {
    Application {
        id: ApplicationId::from(Uuid::from_u128(1)),
        details: details(),
        locale: "en".to_owned(),
        state,
        since: beginning(),
        created_at: beginning(),
        found: None,
        version: 1,
    }
}

fn states() -> Vec<State> {
    let now = beginning();
    let filed = Filed { at: now, due: now + TimeDelta::days(2) };
    vec![
        State::Draft,
        State::Submitted { filed },
        State::InReview { filed },
        State::InfoRequested { filed, question: "Which city?".to_owned() },
        State::Approved { filed, decision: decision(now), partner: PartnerId::from(Uuid::from_u128(2)) },
        State::Rejected { filed, decision: decision(now) },
        State::Withdrawn { filed: Some(filed), at: now },
    ]
}

type Move = fn(Application, Instant) -> Result<Application, ApplicationRefused>;

#[test]
fn every_move_is_allowed_exactly_where_the_drawing_says() {
    let moves: [(&str, Move, &[&str], &str); 7] = [
        ("submit", rules::submit, &["draft"], "submitted"),
        ("review", rules::review, &["submitted"], "in_review"),
        ("ask", |a, now| rules::ask(a, "Why?", now), &["in_review"], "info_requested"),
        ("answer", rules::answer, &["info_requested"], "in_review"),
        ("approve", |a, now| rules::approve(a, decision(now), PartnerId::from(Uuid::from_u128(3))), &["in_review"], "approved"),
        ("reject", |a, now| rules::reject(a, decision(now)), &["in_review"], "rejected"),
        ("withdraw", rules::withdraw, &["draft", "submitted", "in_review", "info_requested"], "withdrawn"),
    ];
    let codes: Vec<&str> = states().iter().map(State::code).collect();
    assert_eq!(codes, State::CODES);
    let later = beginning() + TimeDelta::hours(1);
    for (name, verb, from, to) in moves {
        for state in states() {
            let code = state.code();
            let outcome = verb(in_state(state), later);
            if from.contains(&code) {
                let a = outcome.unwrap();
                assert_eq!((a.state.code(), a.since), (to, later), "{name} from {code}");
            } else {
                assert!(matches!(outcome, Err(ApplicationRefused::State { state, .. }) if state == code), "{name} from {code}");
            }
        }
    }
}

#[test]
fn an_answer_begins_the_promise_again() {
    let asked = rules::ask(in_state(states().swap_remove(2)), "Why?", beginning()).unwrap();
    let later = beginning() + TimeDelta::days(5);
    let filed = rules::answer(asked, later).unwrap().state.filed().unwrap();
    assert_eq!((filed.at, filed.due), (beginning(), rules::answer_by(later)));
}
