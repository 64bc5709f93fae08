//! Every state and every move: the table, and the drawing in the module's text.

use base::Error;
use chrono::TimeDelta;

use super::super::model::*;
use super::super::rules::{self, Submission};
use super::sample::*;

/// Does a move; the state that it led to, or the code of the refusal.
fn attempt(deal: Deal, wanted: Move) -> Result<Deal, String> {
    let terms = Terms::default();
    let findings = Findings::default();
    let later = now() + TimeDelta::days(1);
    let refused = |e: rules::DealRefusal| base::Refusal::code(&e).to_owned();
    match wanted {
        Move::Edit => {
            let next = Registration { next_step: "Demo".to_owned(), ..registration() };
            rules::edit(deal, next, None, later).map(|d| d.0).map_err(refused)
        }
        Move::Submit => {
            let days = terms.protection_days;
            rules::submit(deal, Submission { findings: &findings, why: vec![], terms: &terms, days, first: false, now: later })
                .map(|d| d.0)
                .map_err(refused)
        }
        Move::Approve => rules::approve(deal, decision(), &terms, 90, later).map(|d| d.0).map_err(refused),
        Move::Reject => rules::reject(deal, None, RejectReason::Other, "No.".to_owned(), later).map(|d| d.0).map_err(refused),
        Move::SetStage => rules::move_stage(deal, Stage::Proposal, later).map(|d| d.0).map_err(refused),
        Move::Extend => rules::extend(deal, &terms, false, later).map(|d| d.0).map_err(refused),
        Move::Expire => rules::expire(deal, now() + TimeDelta::days(400)).map(|d| d.0).map_err(refused),
        Move::Release => rules::release(deal, None, String::new(), later).map(|d| d.0).map_err(refused),
        Move::Win => rules::win(deal, day(2026, 11, 19), 1, later).map(|d| d.0).map_err(|e: Error| e.code().unwrap_or("fault").to_owned()),
        Move::Lose => rules::lose(deal, LossReason::Price, String::new(), later).map(|d| d.0).map_err(refused),
        Move::Withdraw => rules::withdraw(deal, "Stopped.".to_owned(), later).map(|d| d.0).map_err(refused),
        Move::Dispute => rules::dispute(deal, "Look again.".to_owned(), later).map(|d| d.0).map_err(refused),
        Move::Reopen => rules::reopen(deal, "A mistake.".to_owned(), &terms, later).map(|d| d.0).map_err(refused),
    }
}

#[test]
fn every_state_and_every_move() {
    let mut table = String::new();
    for state in StateKind::ALL {
        for wanted in Move::ALL {
            let deal = in_state(*state);
            assert_eq!(deal.kind(), *state);
            let targets = rules::targets(*state, *wanted);
            match attempt(deal, *wanted) {
                Ok(after) => {
                    assert!(targets.contains(&after.kind()), "{state} {wanted} led to {}", after.kind());
                    table += &format!("{:<10} {:<10} -> {}\n", state.code(), wanted.code(), after.kind());
                }
                Err(code) => {
                    assert_eq!(code, "deal.wrong_state", "{state} {wanted}");
                    assert!(targets.is_empty(), "the table allows {state} {wanted}");
                }
            }
        }
    }
    insta::assert_snapshot!(table, @r"
    draft      edit       -> draft
    draft      submit     -> approved
    draft      withdraw   -> withdrawn
    in_review  edit       -> in_review
    in_review  approve    -> approved
    in_review  reject     -> rejected
    in_review  withdraw   -> withdrawn
    approved   edit       -> approved
    approved   move_stage -> approved
    approved   extend     -> approved
    approved   expire     -> expired
    approved   release    -> released
    approved   win        -> won
    approved   lose       -> lost
    approved   withdraw   -> withdrawn
    won        reopen     -> approved
    lost       reopen     -> approved
    expired    reopen     -> approved
    expired    dispute    -> disputed
    released   reopen     -> approved
    released   dispute    -> disputed
    rejected   reopen     -> in_review
    rejected   dispute    -> disputed
    disputed   approve    -> approved
    disputed   reject     -> rejected
    disputed   withdraw   -> withdrawn
    ");
}

/// The drawing, made from the table of moves.
fn drawing() -> String {
    let mut out = String::from("//! ```mermaid\n//! stateDiagram-v2\n//!     [*] --> draft\n");
    for state in StateKind::ALL {
        for wanted in Move::ALL {
            for target in rules::targets(*state, *wanted) {
                if target != state {
                    out += &format!("//!     {state} --> {target}: {wanted}\n");
                }
            }
        }
    }
    out + "//! ```\n"
}

#[test]
fn the_drawing_is_the_table() {
    let text = include_str!("../mod.rs");
    let drawing = drawing();
    assert!(text.contains(&drawing), "src/deals/mod.rs should hold this drawing:\n{drawing}");
}

#[test]
fn a_refusal_says_the_state_the_move_and_what_is_allowed() {
    let refusal = rules::move_stage(in_state(StateKind::Won), Stage::Proposal, now()).unwrap_err();
    assert_eq!(refusal, rules::DealRefusal::WrongState { state: StateKind::Won, wanted: Move::SetStage, allowed: vec![Move::Reopen] });
}
