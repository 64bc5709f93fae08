//! What may be done with plans and steps, and what follows.

mod forms;
mod moves;
mod outlook;
mod templates;

pub(crate) use forms::check_form;
#[cfg(test)]
pub(crate) use moves::Verb;
pub(crate) use moves::{accept, admit, end, give_back, hand_in, observe, settle, skip, start, take};
pub(crate) use outlook::{blocked_by, counts, due, expected, may_work, median, missing, next, overdue, percent};
pub(crate) use templates::{check_template, choose};

use base::{Invalid, Kind, Refusal};

/// A "no" about a plan or a step.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Other steps come before.
    #[error("other steps come before: {missing}")]
    Locked {
        /// What they are called.
        missing: String,
    },
    /// The state does not allow the move.
    #[error("a step that is {state} cannot {verb}; it can {allowed}")]
    NotNow {
        /// What was tried.
        verb: &'static str,
        /// The state.
        state: &'static str,
        /// What the state allows.
        allowed: String,
    },
    /// The step is somebody else's.
    #[error("the step is for the role {role}")]
    OtherOwner {
        /// Whose it is.
        role: &'static str,
    },
    /// The plan has ended.
    #[error("the plan has ended")]
    PlanOver,
    /// A form was handed in for a document, or the other way round.
    #[error("a step of kind {kind} takes something else")]
    WrongKind {
        /// The kind of the step.
        kind: &'static str,
    },
}

impl Refusal for Refused {
    fn code(&self) -> &'static str {
        match self {
            Self::Locked { .. } => "activation.locked",
            Self::NotNow { .. } => "activation.not_now",
            Self::OtherOwner { .. } => "activation.other_owner",
            Self::PlanOver => "activation.plan_over",
            Self::WrongKind { .. } => "activation.wrong_kind",
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Self::Locked { .. } | Self::NotNow { .. } | Self::PlanOver | Self::WrongKind { .. } => Kind::Conflict,
            Self::OtherOwner { .. } => Kind::Forbidden,
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Locked { missing } => vec![("missing", missing.clone())],
            Self::NotNow { verb, state, allowed } => {
                vec![("verb", (*verb).to_owned()), ("state", (*state).to_owned()), ("allowed", allowed.clone())]
            }
            Self::OtherOwner { role } => vec![("role", (*role).to_owned())],
            Self::PlanOver => Vec::new(),
            Self::WrongKind { kind } => vec![("kind", (*kind).to_owned())],
        }
    }
}

/// Checks a reason that a person wrote.
pub(crate) fn check_reason(reason: &str) -> Result<String, Invalid> {
    let reason = base::one_line(reason);
    let mut invalid = Invalid::new();
    if let Err(e) = base::check_length("reason", &reason, 3, 1000) {
        invalid.push(e);
    }
    invalid.finish().map(|()| reason)
}

/// Checks an answer to the one question at the end of a step.
pub(crate) fn check_clarity(clear: i64, note: &str) -> Result<Option<String>, Invalid> {
    let note = base::one_line(note);
    let mut invalid = Invalid::new();
    invalid.check((1..=5).contains(&clear), "clear", "choice");
    if let Err(e) = base::check_length("note", &note, 0, 500) {
        invalid.push(e);
    }
    invalid.finish().map(|()| (!note.is_empty()).then_some(note))
}
