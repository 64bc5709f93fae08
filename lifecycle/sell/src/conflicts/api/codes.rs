//! The codes of the model as the API writes them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::model;
use crate::codes::wire;

wire! {
    /// Where a conflict is.
    StateCode as ConflictState = StateKind { Open, Decided, Appealed, Closed, Dropped }
    /// What opened a conflict.
    TriggerCode as ConflictTrigger = Trigger { Overlap, Direct, Coverage, Dispute, Override, Claim, Merge }
    /// What a ruling says.
    KindCode as ConflictRulingKind = Kind { Confirm, Separate, Split, CoSell, Release, Reject }
    /// What a ruling means for one side.
    FateCode as ConflictFate = Fate { Confirmed, Shared, Together, Ended }
    /// What is compared between claims.
    CheckCode as ConflictCheck = Check { Coverage, Scope, Protection, Incumbency, Lead, First, Buyer, Skills, Progress }
    /// About what a partner is asked whether it was fair.
    RatingCode as FairnessKind = RatingKind { Ruling, Approved, Rejected }
    /// What somebody wrote.
    EntryCode as ConflictEntryKind = EntryKind { Statement, Message, Appeal }
}
