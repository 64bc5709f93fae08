//! The moves of steps, and what one move sets off in the plan.

use base::Instant;

use super::super::model::{Plan, PlanState, Step, StepKind, StepState};
use super::{Refused, outlook};

/// A move of a step, named by the user's verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verb {
    /// What comes before is over.
    Unlock,
    /// It may begin before its time, by approval.
    Admit,
    /// Its owner hands it in.
    HandIn,
    /// Somebody of staff begins to look.
    Take,
    /// Staff say that it will do.
    Accept,
    /// Staff send it back.
    GiveBack,
    /// The system saw what it waits for.
    Finish,
    /// It is left out, by approval.
    Skip,
}

impl Verb {
    /// Every move.
    pub(crate) const ALL: [Self; 8] =
        [Self::Unlock, Self::Admit, Self::HandIn, Self::Take, Self::Accept, Self::GiveBack, Self::Finish, Self::Skip];

    /// The name in refusals and in the table of moves.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Unlock => "unlock",
            Self::Admit => "admit",
            Self::HandIn => "hand_in",
            Self::Take => "take",
            Self::Accept => "accept",
            Self::GiveBack => "give_back",
            Self::Finish => "finish",
            Self::Skip => "skip",
        }
    }

    /// The state that the move leads to, where it is allowed.
    pub(crate) const fn leads_to(self, kind: &StepKind, from: &StepState) -> Option<&'static str> {
        use StepKind as K;
        use StepState as S;
        match (self, from, kind) {
            (Self::Unlock | Self::Admit, S::Locked, _) => Some("open"),
            (Self::HandIn, S::Open { .. } | S::Returned { .. }, K::Form(_)) => Some("done"),
            (Self::HandIn, S::Open { .. } | S::Returned { .. }, K::Document | K::Agreement(_)) => Some("submitted"),
            (Self::Take, S::Submitted { .. }, K::Document) => Some("in_review"),
            (Self::Accept, S::Submitted { .. } | S::InReview { .. }, K::Document) => Some("done"),
            (Self::Accept, S::Open { .. }, K::Approval) => Some("done"),
            (Self::GiveBack, S::Submitted { .. } | S::InReview { .. }, K::Document) => Some("returned"),
            (
                Self::Finish,
                S::Open { .. } | S::Submitted { .. } | S::InReview { .. } | S::Returned { .. },
                K::Agreement(_) | K::Course(_) | K::First(_),
            ) => Some("done"),
            (Self::Skip, S::Locked | S::Open { .. } | S::Submitted { .. } | S::InReview { .. } | S::Returned { .. }, _) => Some("skipped"),
            (
                _,
                S::Locked
                | S::Open { .. }
                | S::Submitted { .. }
                | S::InReview { .. }
                | S::Done { .. }
                | S::Returned { .. }
                | S::Skipped { .. },
                K::Form(_) | K::Document | K::Agreement(_) | K::Course(_) | K::First(_) | K::Approval,
            ) => None,
        }
    }
}

fn allow(step: &Step, verb: Verb) -> Result<(), Refused> {
    if verb.leads_to(&step.spec.kind, &step.state).is_some() {
        return Ok(());
    }
    let allowed: Vec<_> = Verb::ALL.into_iter().filter(|v| v.leads_to(&step.spec.kind, &step.state).is_some()).map(Verb::code).collect();
    Err(Refused::NotNow { verb: verb.code(), state: step.state.name(), allowed: allowed.join(", ") })
}

/// Its owner hands it in: a form is done with that, a document waits for review.
///
/// A locked step says what is missing, in the language asked for.
pub(crate) fn hand_in(step: Step, all: &[Step], language: &str, by: &str, now: Instant) -> Result<Step, Refused> {
    if step.state == StepState::Locked {
        let missing: Vec<_> = outlook::missing(&step, all).iter().map(|s| s.spec.title.get(language).to_owned()).collect();
        return Err(Refused::Locked { missing: missing.join(", ") });
    }
    allow(&step, Verb::HandIn)?;
    let by = by.to_owned();
    let state = match step.spec.kind {
        StepKind::Form(_) => StepState::Done { at: now, by },
        StepKind::Document | StepKind::Agreement(_) | StepKind::Course(_) | StepKind::First(_) | StepKind::Approval => {
            StepState::Submitted { at: now, by }
        }
    };
    Ok(Step { state, ..step })
}

/// Somebody of staff begins to look.
pub(crate) fn take(step: Step, by: &str, now: Instant) -> Result<Step, Refused> {
    allow(&step, Verb::Take)?;
    Ok(Step { state: StepState::InReview { at: now, by: by.to_owned() }, ..step })
}

/// Staff say that it will do.
pub(crate) fn accept(step: Step, by: &str, now: Instant) -> Result<Step, Refused> {
    allow(&step, Verb::Accept)?;
    Ok(Step { state: StepState::Done { at: now, by: by.to_owned() }, ..step })
}

/// Staff send it back with a reason.
pub(crate) fn give_back(step: Step, by: &str, reason: &str, now: Instant) -> Result<Step, Refused> {
    allow(&step, Verb::GiveBack)?;
    Ok(Step { state: StepState::Returned { at: now, by: by.to_owned(), reason: reason.to_owned() }, ..step })
}

/// It may begin before its time; who allowed it and why stays with it.
pub(crate) fn admit(step: Step, by: &str, reason: &str, now: Instant) -> Result<Step, Refused> {
    allow(&step, Verb::Admit)?;
    Ok(Step { state: StepState::Open { at: now }, exception: Some(format!("{by}: {reason}")), ..step })
}

/// It is left out, by approval.
pub(crate) fn skip(step: Step, by: &str, reason: &str, now: Instant) -> Result<Step, Refused> {
    allow(&step, Verb::Skip)?;
    Ok(Step { state: StepState::Skipped { at: now, by: by.to_owned(), reason: reason.to_owned() }, ..step })
}

/// The system saw what it waits for.
pub(crate) fn finish(step: Step, by: &str, now: Instant) -> Result<Step, Refused> {
    allow(&step, Verb::Finish)?;
    Ok(Step { state: StepState::Done { at: now, by: by.to_owned() }, ..step })
}

/// The system saw what it waits for; a locked step remembers that until its turn comes.
pub(crate) fn observe(step: Step, by: &str, now: Instant) -> Step {
    if step.state.is_over() {
        return step;
    }
    let step = Step { observed_at: Some(step.observed_at.unwrap_or(now)), ..step };
    finish(step.clone(), by, now).unwrap_or(step)
}

/// The clock begins, at the second signature.
pub(crate) fn start(plan: Plan, now: Instant) -> Plan {
    match plan.state {
        PlanState::Prepared => Plan { state: PlanState::Running { since: now }, ..plan },
        PlanState::Running { .. } | PlanState::Completed { .. } | PlanState::Ended { .. } => plan,
    }
}

/// The partner left before it was done.
pub(crate) fn end(plan: Plan, reason: &str, now: Instant) -> Plan {
    match plan.state {
        PlanState::Prepared | PlanState::Running { .. } => {
            let since = plan.state.since();
            Plan { state: PlanState::Ended { since, at: now, reason: reason.to_owned() }, ..plan }
        }
        PlanState::Completed { .. } | PlanState::Ended { .. } => plan,
    }
}

/// Opens what is free now, finishes what was seen before its turn, and completes the plan when the
/// last required step is over.
pub(crate) fn settle(plan: Plan, mut steps: Vec<Step>, now: Instant) -> (Plan, Vec<Step>) {
    loop {
        let free: Vec<usize> = (0..steps.len())
            .filter(|i| steps.get(*i).is_some_and(|s| s.state == StepState::Locked && outlook::missing(s, &steps).is_empty()))
            .collect();
        if free.is_empty() {
            break;
        }
        for i in free {
            if let Some(step) = steps.get_mut(i) {
                step.state = if step.observed_at.is_some() && step.spec.kind.is_observed() {
                    StepState::Done { at: now, by: String::new() }
                } else {
                    StepState::Open { at: now }
                };
            }
        }
    }
    let all_over = steps.iter().filter(|s| s.spec.required).all(|s| s.state.is_over());
    let plan = match plan.state {
        PlanState::Running { since } if all_over => Plan { state: PlanState::Completed { since, at: now }, ..plan },
        PlanState::Prepared | PlanState::Running { .. } | PlanState::Completed { .. } | PlanState::Ended { .. } => plan,
    };
    (plan, steps)
}
