//! What the vendor's own team follows, and whether it may where a partner is protected.

use base::{AccountId, DealId, Instant, OpportunityId, UserId};

/// Whether the vendor's own team may follow an opportunity at a customer that a partner protects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Consent {
    /// Nobody was protected there.
    Free,
    /// Somebody was named on record, at a time when who is named was not asked.
    Named,
    /// The named person is asked; until it answers nothing goes on.
    Waiting {
        /// Until when.
        until: Instant,
    },
    /// The named person allowed it.
    Allowed {
        /// When.
        at: Instant,
    },
    /// The named person said no.
    Refused {
        /// When.
        at: Instant,
    },
    /// Nobody answered in time.
    Lapsed {
        /// Since when.
        at: Instant,
    },
}

impl Consent {
    /// The stable name.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Free => "free",
            Self::Named => "named",
            Self::Waiting { .. } => "waiting",
            Self::Allowed { .. } => "allowed",
            Self::Refused { .. } => "refused",
            Self::Lapsed { .. } => "lapsed",
        }
    }

    /// Until when the named person is asked.
    pub const fn until(&self) -> Option<Instant> {
        match self {
            Self::Waiting { until } => Some(*until),
            Self::Free | Self::Named | Self::Allowed { .. } | Self::Refused { .. } | Self::Lapsed { .. } => None,
        }
    }

    /// When it was answered, or nobody had.
    pub const fn answered_at(&self) -> Option<Instant> {
        match self {
            Self::Allowed { at } | Self::Refused { at } | Self::Lapsed { at } => Some(*at),
            Self::Free | Self::Named | Self::Waiting { .. } => None,
        }
    }
}

/// An opportunity that the vendor's own team follows, or wants to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opportunity {
    /// Its id.
    pub id: OpportunityId,
    /// At which account.
    pub account: AccountId,
    /// The account's name at that time.
    pub company: String,
    /// Who follows it.
    pub owner: Option<UserId>,
    /// That person's name.
    pub owner_name: String,
    /// What it is about.
    pub note: String,
    /// Since when.
    pub at: Instant,
    /// The deal that protects the customer, where one did.
    pub deal: Option<DealId>,
    /// Who is asked whether it may go on although the customer is protected.
    pub approver: Option<UserId>,
    /// That person's name.
    pub approver_name: String,
    /// Why it should.
    pub reason: String,
    /// Whether it may.
    pub consent: Consent,
    /// What the named person said with its answer.
    pub answer: String,
}

impl Opportunity {
    /// Whether nobody asked: the stage of the account was changed, and the note is that stage.
    pub const fn found(&self) -> bool {
        self.approver.is_some() && self.reason.is_empty()
    }
}
