//! What a record, its history and a conflict are.

use base::{ConflictId, ConnectionId, DealId, Instant, PartnerId, SyncId, UserId};
use facts::sell::DealImage;

use crate::connections::model::Connection;
use crate::contract::model::{Field, Remote, Trouble, Values, Writes, codes};

codes! {
    /// Where a record is.
    SyncState {
        /// Something is to be looked at or written.
        Waiting = "waiting",
        /// Both sides agree.
        Synced = "synced",
        /// A person has to choose.
        Conflict = "conflict",
        /// The other side does not take it.
        Refused = "refused",
        /// Tried too often.
        Failed = "failed",
        /// Removed on the other side.
        Gone = "gone",
    }

    /// What was done with a record.
    StepKind {
        /// It was made on the other side.
        Made = "made",
        /// Fields were written to the other side.
        Wrote = "wrote",
        /// Both sides were compared and agree.
        Agreed = "agreed",
        /// Changes of the other side were handed on.
        Followed = "followed",
        /// A person has to choose.
        Asked = "asked",
        /// A person chose.
        Chosen = "chosen",
        /// The other side asked to be left alone for a while.
        Limited = "limited",
        /// The other side did not take it.
        Refused = "refused",
        /// No answer.
        Unanswered = "unanswered",
        /// It is no longer there.
        Gone = "gone",
        /// A person asked for it to be done again.
        Replayed = "replayed",
    }

    /// Whose value a conflict ends with.
    Side {
        /// This system's.
        Ours = "ours",
        /// The other side's.
        Theirs = "theirs",
    }
}

/// What is known here of a deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mirror {
    /// Which deal.
    pub deal: DealId,
    /// Of which partner.
    pub partner: PartnerId,
    /// How it stands.
    pub image: DealImage,
}

/// One deal on one connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its id.
    pub id: SyncId,
    /// On which connection.
    pub connection: ConnectionId,
    /// Which deal.
    pub deal: DealId,
    /// Of which partner.
    pub partner: PartnerId,
    /// Where it is.
    pub state: SyncState,
    /// Its id on the other side.
    pub remote: Option<String>,
    /// When the other side last changed it, by its own clock.
    pub remote_at: Option<Instant>,
    /// On what both sides last agreed.
    pub base: Option<Values>,
    /// What the other side said last.
    pub seen: Option<Values>,
    /// When it had changed that, by its own clock, before anything was written to it.
    pub seen_at: Option<Instant>,
    /// A hash of the texts that were written last.
    pub print: Option<String>,
    /// Fields that a person decided to write.
    pub force: Vec<Field>,
    /// The version of the deal that is to be there.
    pub wanted: i64,
    /// The version of the deal that is there.
    pub written: i64,
    /// How often it failed in a row.
    pub attempts: i64,
    /// When it is tried next.
    pub next_at: Option<Instant>,
    /// Until when somebody works on it.
    pub lease_until: Option<Instant>,
    /// What went wrong last.
    pub error: Option<String>,
    /// When both sides were last compared.
    pub synced_at: Option<Instant>,
    /// Since when.
    pub created_at: Instant,
    /// When something last happened to it.
    pub changed_at: Instant,
}

/// A record with the customer's name, for lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The record.
    pub record: Record,
    /// The customer's name.
    pub company: String,
}

/// One thing that was done with a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// When.
    pub at: Instant,
    /// What.
    pub kind: StepKind,
    /// Fields, or words of the other side.
    pub detail: String,
}

/// A value that a person decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Its id.
    pub id: ConflictId,
    /// About which record.
    pub record: SyncId,
    /// On which connection.
    pub connection: ConnectionId,
    /// About which deal.
    pub deal: DealId,
    /// Of which partner.
    pub partner: PartnerId,
    /// Which field; none is the record as a whole.
    pub field: Option<Field>,
    /// The value here.
    pub ours: String,
    /// The value there.
    pub theirs: String,
    /// Why the rules did not decide.
    pub code: String,
    /// Since when.
    pub at: Instant,
    /// How it ended.
    pub settled: Option<Settled>,
}

/// How a conflict ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// With whose value; none when both sides became equal by themselves.
    pub side: Option<Side>,
    /// Why.
    pub reason: String,
    /// Who chose.
    pub by: Option<UserId>,
    /// The name at that time.
    pub by_name: String,
    /// When.
    pub at: Instant,
}

/// What a worker holds while it speaks with the other side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The record.
    pub record: Record,
    /// The deal.
    pub mirror: Mirror,
    /// The connection.
    pub connection: Connection,
    /// Fields about which a person is being asked.
    pub open: Vec<Field>,
    /// What says that the claim is this worker's.
    pub by: String,
}

/// What is to be done with each field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merge {
    /// Equal on both sides.
    pub agreed: Vec<Field>,
    /// To be written there.
    pub push: Vec<Field>,
    /// To be followed here.
    pub pull: Vec<Field>,
    /// For a person, and why.
    pub ask: Vec<(Field, &'static str)>,
}

/// What came of speaking with the other side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Both sides were compared, and what was to be written is written.
    Done(Box<Done>),
    /// What was there is no longer there.
    Gone,
    /// It did not work.
    Trouble(Trouble),
}

/// A comparison with what followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The record there, after the writing.
    pub remote: Remote,
    /// Whether it was made just now.
    pub made: bool,
    /// What was written.
    pub wrote: Writes,
    /// What was decided.
    pub merge: Merge,
    /// The values here.
    pub ours: Values,
    /// The values there, before the writing.
    pub theirs: Values,
    /// When they were last changed, before the writing, by the other side's clock.
    pub theirs_at: Option<Instant>,
    /// The hash of the texts that are there now.
    pub print: String,
}
