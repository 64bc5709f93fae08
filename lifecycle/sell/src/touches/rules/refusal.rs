//! Why something about a touch is refused.

use base::{Kind, Refusal};

/// A "no" about a touch that a person can act on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TouchRefusal {
    /// It is no claim that waits.
    #[error("nothing waits for an answer here")]
    NotWaiting,
    /// The partner has claimed this already.
    #[error("this was claimed already")]
    Repeated,
    /// Too many claims of the partner wait.
    #[error("{most} claims wait already")]
    TooMany {
        /// How many can wait.
        most: i64,
    },
    /// The partner takes no part any more, or not yet.
    #[error("the partner is not active")]
    PartnerNotActive,
}

impl Refusal for TouchRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::NotWaiting => "touch.not_waiting",
            Self::Repeated => "touch.repeated",
            Self::TooMany { .. } => "touch.too_many",
            Self::PartnerNotActive => "touch.partner_not_active",
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Self::TooMany { .. } => Kind::Limit,
            Self::NotWaiting | Self::Repeated | Self::PartnerNotActive => Kind::Conflict,
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooMany { most } => vec![("most", most.to_string())],
            Self::NotWaiting | Self::Repeated | Self::PartnerNotActive => Vec::new(),
        }
    }
}
