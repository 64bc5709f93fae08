//! The case: its sides, its clock, where it is, what was written and ruled.

use base::{AccountId, CaseId, CasePartyId, CommentId, DealId, Instant, LeadId, MergeId, PartnerId, RulingId, UserId};

use super::codes::{EntryKind, Fate, Kind, StateKind, Trigger};

/// A ruling that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// Which one.
    pub ruling: RulingId,
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: Option<UserId>,
    /// Until when a side may appeal.
    pub appeal_until: Instant,
}

/// Where a case is, with what is true only there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It waits for its ruling.
    Open,
    /// It is ruled; the sides may appeal.
    Decided(Settled),
    /// A side has appealed; somebody else rules.
    Appealed(Settled),
    /// The ruling is final.
    Closed(Settled),
    /// It ended without a ruling.
    Dropped {
        /// Since when.
        at: Instant,
        /// Why.
        ended: Ended,
    },
}

/// Why a case ended without a ruling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// No claim was left.
    NoClaim,
    /// The accounts whose merge opened it are two again.
    Unmerged,
    /// It became one with another.
    Joined(CaseId),
}

impl Ended {
    /// The stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoClaim => "no_claim",
            Self::Unmerged => "unmerged",
            Self::Joined(_) => "joined",
        }
    }
}

impl State {
    /// Which state it is.
    pub const fn kind(&self) -> StateKind {
        match self {
            Self::Open => StateKind::Open,
            Self::Decided(_) => StateKind::Decided,
            Self::Appealed(_) => StateKind::Appealed,
            Self::Closed(_) => StateKind::Closed,
            Self::Dropped { .. } => StateKind::Dropped,
        }
    }

    /// The ruling that stands, if one does.
    pub const fn settled(&self) -> Option<&Settled> {
        match self {
            Self::Decided(s) | Self::Appealed(s) | Self::Closed(s) => Some(s),
            Self::Open | Self::Dropped { .. } => None,
        }
    }
}

/// One conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// What opened it.
    pub trigger: Trigger,
    /// The customer, as the registration that opened it names it; for the vendor's staff.
    pub company: String,
    /// The account, where it is known.
    pub account: Option<AccountId>,
    /// The merge of two accounts that opened it, where one did.
    pub merge: Option<MergeId>,
    /// Since when.
    pub opened_at: Instant,
    /// The version of the rules of engagement under which it was opened.
    pub terms_version: i64,
    /// By when it is, or was, to be ruled.
    pub decide_by: Instant,
    /// How far it has gone up: 0 the manager, 1 the director, 2 the committee.
    pub level: i64,
    /// Who rules.
    pub assignee: Option<UserId>,
    /// That person's name.
    pub assignee_name: String,
    /// Where it is.
    pub state: State,
    /// Which version of the row it is.
    pub version: i64,
}

impl Case {
    /// Which state it is in.
    pub const fn kind(&self) -> StateKind {
        self.state.kind()
    }

    /// Whether it waits for a ruling.
    pub const fn waits(&self) -> bool {
        matches!(self.state, State::Open | State::Appealed(_))
    }
}

/// One side of a case: a registration or a lead with its partner, or the vendor's direct team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Its id.
    pub id: CasePartyId,
    /// Of which case.
    pub case: CaseId,
    /// Its deal; none for the direct team, and for who has only a lead.
    pub deal: Option<DealId>,
    /// The lead that it was given, where that is its claim.
    pub lead: Option<LeadId>,
    /// Its partner; none for the direct team.
    pub partner: Option<PartnerId>,
    /// Since when it is a side.
    pub joined_at: Instant,
    /// By when it gives its statement.
    pub statement_by: Instant,
    /// When it gave it.
    pub stated_at: Option<Instant>,
    /// When it appealed.
    pub appealed_at: Option<Instant>,
    /// Whether it was told that it is a side.
    pub told: bool,
    /// What the ruling means for it.
    pub fate: Option<Fate>,
    /// Its share in percent, where several share.
    pub share: i64,
    /// What it does in a deal of several, in words.
    pub role: String,
}

/// One side's part in a ruling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Which side.
    pub side: CasePartyId,
    /// Its share in percent.
    pub share: i64,
    /// What it does, in words.
    pub role: String,
}

/// What was ruled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// What it says.
    pub kind: Kind,
    /// Who keeps the customer or leads.
    pub lead: Option<CasePartyId>,
    /// Who shares.
    pub parts: Vec<Part>,
    /// Why, in words that every side reads.
    pub reason: String,
}

/// What somebody wrote in a case, between one side and the vendor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: CommentId,
    /// Of which side.
    pub side: CasePartyId,
    /// What it is.
    pub kind: EntryKind,
    /// The writer's name at that time.
    pub author_name: String,
    /// Whether a person of the vendor wrote it.
    pub by_staff: bool,
    /// The text, in Markdown.
    pub body: String,
    /// When.
    pub at: Instant,
}

/// Something about to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// What it is.
    pub kind: EntryKind,
    /// The text.
    pub body: String,
}

/// A case as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The case.
    pub case: Case,
    /// The customer as the reader's own registration names it; as the case does for staff.
    pub company: String,
    /// How many sides it has; 0 for those who may not know.
    pub sides: usize,
    /// What the ruling means for the reader's side.
    pub fate: Option<Fate>,
    /// Whether the reader's side still owes its statement.
    pub owes: Option<Instant>,
}

/// Which cases are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// In one of these states; all when empty.
    pub states: Vec<StateKind>,
    /// With this deal.
    pub deal: Option<DealId>,
}

/// How conflicts went in a period.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Registrations that were handed in.
    pub registered: i64,
    /// Cases that were opened.
    pub opened: i64,
    /// Cases that were ruled for the first time.
    pub ruled: i64,
    /// Minutes of business time to the first ruling, the middle one.
    pub median_minutes: Option<i64>,
    /// Cases that were appealed and ruled again.
    pub appealed: i64,
    /// Of these, those with another outcome.
    pub overturned: i64,
    /// Cases that a likeness opened by itself and that were ruled.
    pub flagged: i64,
    /// Of these, those that were ruled to be projects of their own: the flag was wrong.
    pub apart: i64,
    /// How many rulings rest on each clause.
    pub clauses: Vec<(String, i64)>,
}
