//! The machine of the case: one table of moves, one verb for each.

use base::Instant;

use super::super::model::{Case, Ended, Move, Settled, State, StateKind};
use super::CaseRefusal;

/// The state that a move leads to from a state; none when it is not allowed there.
pub fn target(state: StateKind, wanted: Move) -> Option<StateKind> {
    use Move as M;
    use StateKind as S;
    match (state, wanted) {
        (S::Open, M::Rule) => Some(S::Decided),
        (S::Open, M::Drop) => Some(S::Dropped),
        (S::Decided, M::Appeal) => Some(S::Appealed),
        (S::Decided, M::Close) | (S::Appealed, M::Rule | M::Drop) => Some(S::Closed),
        (S::Open | S::Decided | S::Appealed | S::Closed | S::Dropped, M::Rule | M::Appeal | M::Close | M::Drop) => None,
    }
}

/// The moves that a state allows.
pub fn allowed(state: StateKind) -> Vec<Move> {
    Move::ALL.iter().copied().filter(|m| target(state, *m).is_some()).collect()
}

fn ask_table(case: &Case, wanted: Move) -> Result<(), CaseRefusal> {
    let state = case.kind();
    if target(state, wanted).is_none() {
        return Err(CaseRefusal::WrongState { state, wanted, allowed: allowed(state) });
    }
    Ok(())
}

/// Rules a case: for the first time with a term to appeal, on appeal for good.
pub fn rule(mut case: Case, settled: Settled) -> Result<Case, CaseRefusal> {
    ask_table(&case, Move::Rule)?;
    case.state = match &case.state {
        // Who decided first is not asked again.
        State::Appealed(first) if first.by.is_some() && first.by == settled.by => return Err(CaseRefusal::SameDecider),
        State::Appealed(_) => State::Closed(settled),
        State::Open | State::Decided(_) | State::Closed(_) | State::Dropped { .. } => State::Decided(settled),
    };
    Ok(case)
}

/// A side objects to the ruling, within its term; a new clock begins.
pub fn appeal(mut case: Case, decide_by: Instant, now: Instant) -> Result<Case, CaseRefusal> {
    ask_table(&case, Move::Appeal)?;
    let State::Decided(settled) = case.state.clone() else { return Ok(case) };
    if settled.appeal_until < now {
        return Err(CaseRefusal::AppealLate);
    }
    case.decide_by = decide_by;
    case.level = 1;
    case.state = State::Appealed(settled);
    Ok(case)
}

/// The term to appeal is over: the ruling is final.
pub fn close(mut case: Case, now: Instant) -> Result<Case, CaseRefusal> {
    ask_table(&case, Move::Close)?;
    let State::Decided(settled) = case.state.clone() else { return Ok(case) };
    if settled.appeal_until > now {
        return Err(CaseRefusal::NotDue);
    }
    case.state = State::Closed(settled);
    Ok(case)
}

/// There is nothing left to rule about: an open case ends without a ruling, an appealed one with the ruling it had.
pub fn drop_case(mut case: Case, ended: Ended, now: Instant) -> Result<Case, CaseRefusal> {
    ask_table(&case, Move::Drop)?;
    case.state = match case.state.clone() {
        State::Appealed(settled) => State::Closed(settled),
        State::Open | State::Decided(_) | State::Closed(_) | State::Dropped { .. } => State::Dropped { at: now, ended },
    };
    Ok(case)
}
