//! Why something about a case is refused.

use base::{FieldError, Kind, Refusal};

use super::super::model::{Move, StateKind};

/// A "no" about a case that a person can act on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CaseRefusal {
    /// The state does not allow the move.
    #[error("a case that is {state} does not allow {wanted}")]
    WrongState {
        /// The state it is in.
        state: StateKind,
        /// What was asked for.
        wanted: Move,
        /// What would be allowed.
        allowed: Vec<Move>,
    },
    /// The person who ruled first does not decide the appeal.
    #[error("the person who ruled first does not decide the appeal")]
    SameDecider,
    /// The term to appeal is over.
    #[error("the term to appeal is over")]
    AppealLate,
    /// A side appeals once.
    #[error("the side has appealed already")]
    AppealedAlready,
    /// The ruling gave the side all it claimed.
    #[error("the ruling gave the side all that it claimed")]
    NothingToAppeal,
    /// The term for statements is over, or the case is decided.
    #[error("the term for statements is over")]
    StatementLate,
    /// What a ruling decided is appealed, not disputed.
    #[error("a ruling is appealed in its case")]
    Ruled,
    /// Who speaks is no side of the case.
    #[error("the caller is no side of the case")]
    NotASide,
    /// The term is not over yet.
    #[error("the term is not over yet")]
    NotDue,
    /// A ruling needs somebody who leads.
    #[error("the ruling names nobody who leads")]
    NoLead,
    /// The shares do not come to a hundred percent.
    #[error("the shares come to {sum} percent")]
    Shares {
        /// What they come to.
        sum: i64,
    },
    /// Projects that share a product are one project.
    #[error("the projects share a product")]
    OneProject,
    /// The customer is protected for a partner.
    #[error("the customer is protected for a partner")]
    Protected,
    /// The coverage plan gives the customer to partners.
    #[error("the coverage plan gives the customer to partners")]
    PartnerLed,
    /// Only the named approver answers.
    #[error("only the named approver answers")]
    NotTheApprover,
    /// It was answered, or never asked.
    #[error("nobody waits for this answer")]
    NotAsked,
    /// A question can be answered for some time only.
    #[error("the time to answer is over")]
    RatingLate,
    /// The approver's time is over.
    #[error("the time to answer is over")]
    ApprovalLate,
    /// The approver is somebody else who may set rules.
    #[error("the approver must be somebody else who may set the rules")]
    Approver,
}

impl Refusal for CaseRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::WrongState { .. } => "case.wrong_state",
            Self::SameDecider => "case.same_decider",
            Self::AppealLate => "case.appeal_late",
            Self::AppealedAlready => "case.appealed_already",
            Self::NothingToAppeal => "case.nothing_to_appeal",
            Self::StatementLate => "case.statement_late",
            Self::Ruled => "case.ruled",
            Self::NotASide => "case.not_a_side",
            Self::NotDue => "case.not_due",
            Self::NoLead => "case.no_lead",
            Self::Shares { .. } => "case.shares",
            Self::OneProject => "case.one_project",
            Self::Protected => "case.protected",
            Self::PartnerLed => "case.partner_led",
            Self::NotTheApprover => "case.not_the_approver",
            Self::NotAsked => "case.not_asked",
            Self::ApprovalLate => "case.approval_late",
            Self::RatingLate => "case.rating_late",
            Self::Approver => "case.approver",
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Self::NoLead | Self::Shares { .. } | Self::OneProject | Self::Approver => Kind::Invalid,
            Self::AppealLate | Self::StatementLate | Self::ApprovalLate | Self::RatingLate => Kind::Expired,
            Self::NotTheApprover => Kind::Forbidden,
            Self::WrongState { .. }
            | Self::SameDecider
            | Self::AppealedAlready
            | Self::NothingToAppeal
            | Self::Ruled
            | Self::NotASide
            | Self::NotDue
            | Self::NotAsked
            | Self::Protected
            | Self::PartnerLed => Kind::Conflict,
        }
    }

    fn fields(&self) -> Vec<FieldError> {
        match self {
            Self::NoLead => vec![FieldError::new("lead", "case.no_lead")],
            Self::Shares { sum } => vec![FieldError::new("parts", "case.shares").with("sum", sum)],
            Self::OneProject => vec![FieldError::new("kind", "case.one_project")],
            Self::Approver => vec![FieldError::new("approver", "case.approver")],
            _ => Vec::new(),
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::WrongState { state, wanted, allowed } => vec![
                ("state", state.code().to_owned()),
                ("move", wanted.code().to_owned()),
                ("allowed", allowed.iter().map(|m| m.code()).collect::<Vec<_>>().join(", ")),
            ],
            Self::Shares { sum } => vec![("sum", sum.to_string())],
            _ => Vec::new(),
        }
    }
}
