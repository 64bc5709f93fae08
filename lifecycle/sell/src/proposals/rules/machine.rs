//! The machine of the request: one table of moves, one verb for each.

use base::{Instant, PartnerId, ProposalId};

use super::super::model::{Move, Request, State, StateKind, Verdict};
use super::ProposalRefusal;

/// The state that a move leads to from a state; none when it is not allowed there.
pub fn target(state: StateKind, wanted: Move) -> Option<StateKind> {
    use Move as M;
    use StateKind as S;
    match (state, wanted) {
        (S::Draft, M::Publish) => Some(S::Published),
        (S::Published, M::Close) => Some(S::Closed),
        (S::Closed, M::Award) => Some(S::Awarded),
        (S::Closed, M::Decline) => Some(S::NotAwarded),
        (S::Draft | S::Published | S::Closed, M::Withdraw) => Some(S::Withdrawn),
        (
            S::Draft | S::Published | S::Closed | S::Awarded | S::NotAwarded | S::Withdrawn,
            M::Publish | M::Close | M::Award | M::Decline | M::Withdraw,
        ) => None,
    }
}

/// The moves that a state allows.
pub fn allowed(state: StateKind) -> Vec<Move> {
    Move::ALL.iter().copied().filter(|m| target(state, *m).is_some()).collect()
}

fn ask_table(request: &Request, wanted: Move) -> Result<(), ProposalRefusal> {
    let state = request.kind();
    if target(state, wanted).is_none() {
        return Err(ProposalRefusal::WrongState { state, wanted, allowed: allowed(state) });
    }
    Ok(())
}

/// Shows it to the partners that qualify, until a deadline.
pub fn publish(request: Request, deadline: Instant, now: Instant) -> Result<Request, ProposalRefusal> {
    ask_table(&request, Move::Publish)?;
    Ok(request.moved(State::Published { at: now, deadline, reminded: false }))
}

/// The deadline has passed: answers are open.
pub fn close(request: Request, decide_by: Instant, now: Instant) -> Result<Request, ProposalRefusal> {
    ask_table(&request, Move::Close)?;
    if request.deadline.is_some_and(|d| d > now) {
        return Err(ProposalRefusal::Sealed);
    }
    Ok(request.moved(State::Closed { at: now, decide_by }))
}

/// Refuses to decide in a state that does not allow it.
pub fn ask(request: &Request) -> Result<(), ProposalRefusal> {
    ask_table(request, Move::Award)
}

/// One partner has it.
pub fn award(request: Request, proposal: ProposalId, partner: PartnerId, reason: String, now: Instant) -> Result<Request, ProposalRefusal> {
    ask_table(&request, Move::Award)?;
    Ok(request.moved(State::Awarded { verdict: Verdict { at: now, reason }, proposal, partner, deal: None }))
}

/// No partner has it.
pub fn decline(request: Request, reason: String, now: Instant) -> Result<Request, ProposalRefusal> {
    ask_table(&request, Move::Decline)?;
    Ok(request.moved(State::NotAwarded(Verdict { at: now, reason })))
}

/// Takes it back; what was sealed stays so.
pub fn withdraw(request: Request, reason: String, now: Instant) -> Result<Request, ProposalRefusal> {
    ask_table(&request, Move::Withdraw)?;
    let opened = request.state().is_open();
    Ok(request.moved(State::Withdrawn { verdict: Verdict { at: now, reason }, opened }))
}

/// Refuses an answer outside of the time to answer, also when the clock has not come by yet.
pub fn may_answer(request: &Request, now: Instant) -> Result<(), ProposalRefusal> {
    match request.state() {
        State::Published { deadline, .. } if now < *deadline => Ok(()),
        State::Draft
        | State::Published { .. }
        | State::Closed { .. }
        | State::Awarded { .. }
        | State::NotAwarded(_)
        | State::Withdrawn { .. } => Err(ProposalRefusal::TooLate),
    }
}
