//! Why something about a request is refused.

use base::{Kind, Refusal};

use super::super::model::{Move, StateKind};

/// A "no" about a request for proposals that a person can act on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProposalRefusal {
    /// The state does not allow the move.
    #[error("a request that is {state} does not allow {wanted}")]
    WrongState {
        /// The state it is in.
        state: StateKind,
        /// What was asked for.
        wanted: Move,
        /// What would be allowed.
        allowed: Vec<Move>,
    },
    /// Answers are sealed until the deadline.
    #[error("answers are sealed until the deadline")]
    Sealed,
    /// The time to answer is over.
    #[error("the time to answer is over")]
    TooLate,
    /// There is no answer to take back.
    #[error("there is no answer to take back")]
    NotAnswered,
    /// No partner qualifies.
    #[error("no partner qualifies")]
    Nobody,
    /// Only a draft can be changed.
    #[error("only a draft can be changed")]
    NotDraft,
    /// A partner has the lead already, or it ended.
    #[error("the lead is not free")]
    LeadTaken,
    /// The partner takes no part any more.
    #[error("the partner is not active")]
    PartnerNotActive,
    /// The partner has made it a deal already, or the lead is what it has.
    #[error("there is nothing to make a deal of")]
    NoDeal,
}

impl Refusal for ProposalRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::WrongState { .. } => "proposal.wrong_state",
            Self::Sealed => "proposal.sealed",
            Self::TooLate => "proposal.too_late",
            Self::NotAnswered => "proposal.not_answered",
            Self::Nobody => "proposal.nobody",
            Self::NotDraft => "proposal.not_draft",
            Self::LeadTaken => "proposal.lead_taken",
            Self::PartnerNotActive => "proposal.partner_not_active",
            Self::NoDeal => "proposal.no_deal",
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Self::TooLate => Kind::Expired,
            Self::WrongState { .. }
            | Self::Sealed
            | Self::NotAnswered
            | Self::Nobody
            | Self::NotDraft
            | Self::LeadTaken
            | Self::PartnerNotActive
            | Self::NoDeal => Kind::Conflict,
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::WrongState { state, wanted, allowed } => vec![
                ("state", state.code().to_owned()),
                ("move", wanted.code().to_owned()),
                ("allowed", allowed.iter().map(|m| m.code()).collect::<Vec<_>>().join(", ")),
            ],
            _ => Vec::new(),
        }
    }
}
