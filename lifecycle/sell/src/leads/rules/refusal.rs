//! Why something about a lead is refused.

use base::{Kind, Refusal};

use super::super::model::{Move, StateKind};

/// A "no" about a lead that a person can act on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LeadRefusal {
    /// The state does not allow the move.
    #[error("a lead that is {state} does not allow {wanted}")]
    WrongState {
        /// The state it is in.
        state: StateKind,
        /// What was asked for.
        wanted: Move,
        /// What would be allowed.
        allowed: Vec<Move>,
    },
    /// The offer was answered, or its time is over.
    #[error("the offer has ended")]
    OfferEnded,
    /// The customer has to be contacted before that.
    #[error("the customer was contacted already")]
    ContactedAlready,
    /// The partner takes no part.
    #[error("the partner is not active")]
    PartnerNotActive,
    /// The lead was offered to this partner in this round already.
    #[error("the partner has this lead already")]
    HasItAlready,
}

impl Refusal for LeadRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::WrongState { .. } => "lead.wrong_state",
            Self::OfferEnded => "lead.offer_ended",
            Self::ContactedAlready => "lead.contacted_already",
            Self::PartnerNotActive => "lead.partner_not_active",
            Self::HasItAlready => "lead.has_it_already",
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Self::OfferEnded => Kind::Expired,
            _ => Kind::Conflict,
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
