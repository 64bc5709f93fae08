//! One change for many deals; each is a transaction and an outcome of its own.

use base::{DealId, Result, UserId};
use chrono::NaiveDate;
use work::Work;

use super::super::model::{Deal, RejectReason, Stage};
use super::{Approval, Update, answer_extension, approve, assign, reject, update, withdraw};

/// The most deals of one batch.
pub const BATCH: usize = 100;

/// What is done to each of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Batch {
    /// Says how far the sale is.
    Stage(Stage),
    /// Says when the customer is expected to decide.
    Close(NaiveDate),
    /// Makes a member of their partner their owner.
    Assign(UserId),
    /// Takes them back.
    Withdraw {
        /// Why.
        note: String,
    },
    /// Approves them.
    Approve {
        /// What both sides read.
        note: String,
    },
    /// Refuses them.
    Reject {
        /// Why.
        reason: RejectReason,
        /// In words that both sides read.
        note: String,
    },
    /// Gives them more time.
    Extend {
        /// What both sides read.
        note: String,
    },
}

impl Batch {
    /// What a partner can do to many deals.
    pub const OF_PARTNERS: [&'static str; 4] = ["stage", "close_on", "assign", "withdraw"];

    /// What staff can do to many deals.
    pub const OF_STAFF: [&'static str; 7] = ["approve", "reject", "extend", "stage", "close_on", "assign", "withdraw"];
}

/// Does to one deal of a batch what is done to all; permission and state are asked for each as if it were alone.
pub async fn apply(work: &Work, id: DealId, batch: &Batch) -> Result<Deal> {
    match batch {
        Batch::Stage(stage) => update(work, id, None, &Update { stage: Some(*stage), ..Update::default() }).await,
        Batch::Close(on) => update(work, id, None, &Update { close_on: Some(*on), ..Update::default() }).await,
        Batch::Assign(user) => assign(work, id, None, *user).await,
        Batch::Withdraw { note } => withdraw(work, id, None, note).await,
        Batch::Approve { note } => approve(work, id, None, &Approval { note: note.clone(), ..Approval::default() }).await,
        Batch::Reject { reason, note } => reject(work, id, None, *reason, note).await,
        Batch::Extend { note } => answer_extension(work, id, None, true, note).await,
    }
}
