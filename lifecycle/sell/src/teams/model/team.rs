//! The team of a deal: its members, its invitations, and the shares that are proposed.

use base::{DealId, Instant, PartnerId, TeamInvitationId, UserId};

use super::codes::{How, InvitationState, Role};

/// All of the credit, in hundredths of a percent.
pub const WHOLE: i64 = 10_000;

/// What a member reads of the deal beside the customer's name and the stage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct View {
    /// What it is worth, and its products.
    pub value: bool,
    /// The person at the customer.
    pub contact: bool,
    /// The files that the partner and the vendor share.
    pub files: bool,
}

/// What one partner gets of the credit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// Which partner.
    pub partner: PartnerId,
    /// In hundredths of a percent.
    pub points: i64,
}

/// One partner's yes to proposed shares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// Which partner.
    pub partner: PartnerId,
    /// Who said it.
    pub name: String,
    /// When.
    pub at: Instant,
}

/// Shares that wait until every partner of the team has agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// The shares, the lead's first.
    pub shares: Vec<Share>,
    /// Who proposed them.
    pub by_name: String,
    /// When.
    pub at: Instant,
    /// Whether partner operations did, which may after the win and after a ruling.
    pub by_operations: bool,
    /// Who has agreed.
    pub agreed: Vec<Consent>,
}

/// The team of a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// Which deal.
    pub deal: DealId,
    /// Whose deal it is.
    pub lead: PartnerId,
    /// Whether a ruling divided the deal.
    pub ruled: bool,
    /// Shares that are proposed.
    pub proposed: Option<Proposed>,
    /// Which version of the row it is; 0 when there is none yet.
    pub version: i64,
}

/// A partner on the team beside the lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Of which deal.
    pub deal: DealId,
    /// Which partner.
    pub partner: PartnerId,
    /// What it does.
    pub role: Role,
    /// What it reads.
    pub view: View,
    /// Whether a ruling made it one.
    pub by_ruling: bool,
    /// Who accepted for it: the person that the others know.
    pub person: Option<UserId>,
    /// That person's name.
    pub person_name: String,
    /// Since when.
    pub since: Instant,
    /// How, when and why it ended.
    pub ended: Option<(How, Instant, String)>,
}

/// A person of the vendor on the team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staff {
    /// Who.
    pub user: UserId,
    /// The name.
    pub name: String,
    /// What they do.
    pub role: Role,
    /// Since when.
    pub since: Instant,
}

/// What became of an invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It waits.
    Waiting,
    /// The partner is on the team.
    Accepted {
        /// Since when.
        at: Instant,
        /// Who accepted.
        by: String,
    },
    /// The partner said no.
    Declined {
        /// When.
        at: Instant,
        /// Who declined.
        by: String,
        /// Why.
        reason: String,
    },
    /// Nobody answered in time.
    Lapsed {
        /// When.
        at: Instant,
    },
    /// It was taken back.
    Withdrawn {
        /// When.
        at: Instant,
    },
}

impl Answer {
    /// Which state it is.
    pub const fn kind(&self) -> InvitationState {
        match self {
            Self::Waiting => InvitationState::Waiting,
            Self::Accepted { .. } => InvitationState::Accepted,
            Self::Declined { .. } => InvitationState::Declined,
            Self::Lapsed { .. } => InvitationState::Lapsed,
            Self::Withdrawn { .. } => InvitationState::Withdrawn,
        }
    }

    /// When it was given.
    pub const fn at(&self) -> Option<Instant> {
        match self {
            Self::Waiting => None,
            Self::Accepted { at, .. } | Self::Declined { at, .. } | Self::Lapsed { at } | Self::Withdrawn { at } => Some(*at),
        }
    }
}

/// An invitation as somebody writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewInvitation {
    /// The partner, where staff choose it.
    pub partner: Option<PartnerId>,
    /// The address of one of its people, otherwise.
    pub address: String,
    /// What it is to do.
    pub role: Role,
    /// What it is to read.
    pub view: View,
    /// What it is to get of the credit; the lead gives it.
    pub points: i64,
    /// Why, in words.
    pub message: String,
    /// In how many days it answers.
    pub days: i64,
}

/// An invitation to a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its id.
    pub id: TeamInvitationId,
    /// To which deal.
    pub deal: DealId,
    /// Whose deal it is.
    pub lead: PartnerId,
    /// Which partner is asked; none while nobody was found for the address.
    pub to: Option<PartnerId>,
    /// The address that was typed; the partner's name where staff chose it.
    pub address: String,
    /// What it is to do.
    pub role: Role,
    /// What it is to read.
    pub view: View,
    /// What it is to get of the credit.
    pub points: i64,
    /// Why, in words.
    pub message: String,
    /// Who invited.
    pub by: Option<UserId>,
    /// That person's name.
    pub by_name: String,
    /// Whether a person of the vendor did.
    pub by_staff: bool,
    /// When.
    pub at: Instant,
    /// By when it is answered.
    pub answer_by: Instant,
    /// Whether the partner was reminded.
    pub reminded: bool,
    /// What became of it.
    pub answer: Answer,
    /// Which version of the row it is.
    pub version: i64,
}

impl Invitation {
    /// Where it is.
    pub const fn state(&self) -> InvitationState {
        self.answer.kind()
    }
}
