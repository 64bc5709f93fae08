//! Why something about a team is refused.

use base::{Kind, Refusal};

/// A "no" about a team that a person can act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TeamRefusal {
    /// Only an approved or won deal has a team that changes.
    #[error("the deal is neither approved nor won")]
    Closed,
    /// The invitation was answered, taken back, or its time is over.
    #[error("the invitation waits for no answer")]
    NotWaiting,
    /// The lead has not that much of the credit any more.
    #[error("the lead has less than {points} of the credit")]
    ShareGone {
        /// How much was to be given.
        points: i64,
    },
    /// The shares do not come to the whole, or are not of the partners of the team.
    #[error("the shares come to {sum}")]
    Shares {
        /// What they come to.
        sum: i64,
    },
    /// After the win, and after a ruling, only partner operations proposes shares.
    #[error("only partner operations changes the shares now")]
    Frozen,
    /// Nothing is proposed that could be answered.
    #[error("no shares are proposed")]
    NothingProposed,
    /// Who has a share is not removed.
    #[error("the partner has a share of the credit")]
    HasShare,
    /// A partner that is not on the team has a share: by a ruling, or from before it left.
    #[error("a partner that is not on the team has a share")]
    ShareApart,
    /// There are as many invitations or members as can be.
    #[error("a team has {most} at most")]
    TooMany {
        /// How many.
        most: i64,
    },
    /// The partner is not active.
    #[error("the partner is not active")]
    PartnerNotActive,
    /// The partner is on the team already.
    #[error("the partner is on the team")]
    OnTeam,
    /// The task was done or dropped.
    #[error("the task is closed")]
    TaskClosed,
}

impl Refusal for TeamRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Closed => "team.closed",
            Self::NotWaiting => "team.not_waiting",
            Self::ShareGone { .. } => "team.share_gone",
            Self::Shares { .. } => "team.shares",
            Self::Frozen => "team.frozen",
            Self::NothingProposed => "team.nothing_proposed",
            Self::HasShare => "team.has_share",
            Self::ShareApart => "team.share_apart",
            Self::TooMany { .. } => "team.too_many",
            Self::PartnerNotActive => "team.partner_not_active",
            Self::OnTeam => "team.on_team",
            Self::TaskClosed => "team.task_closed",
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Self::NotWaiting => Kind::Expired,
            Self::TooMany { .. } => Kind::Limit,
            Self::Closed
            | Self::ShareGone { .. }
            | Self::Shares { .. }
            | Self::Frozen
            | Self::NothingProposed
            | Self::HasShare
            | Self::ShareApart
            | Self::PartnerNotActive
            | Self::OnTeam
            | Self::TaskClosed => Kind::Conflict,
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::ShareGone { points } => vec![("percent", percent(*points))],
            Self::Shares { sum } => vec![("percent", percent(*sum))],
            Self::TooMany { most } => vec![("most", most.to_string())],
            _ => Vec::new(),
        }
    }
}

/// Hundredths of a percent as a number that everybody reads.
fn percent(points: i64) -> String {
    if points % 100 == 0 { (points / 100).to_string() } else { format!("{}.{:02}", points / 100, points.rem_euclid(100)) }
}
