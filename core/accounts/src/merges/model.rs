//! Values of a merge.

use base::{AccountId, Instant, MergeId};
use serde_json::Value;

use crate::accounts::fields::Field;

/// Two accounts to be merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMerge {
    /// The one that stays.
    pub survivor: AccountId,
    /// The one that goes into it.
    pub absorbed: AccountId,
    /// The fields whose values are taken over from the absorbed.
    pub take: Vec<Field>,
    /// Why.
    pub reason: String,
    /// The versions that were compared, of the survivor and of the absorbed.
    pub versions: Option<(i64, i64)>,
}

/// When and by whom something was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// When.
    pub at: Instant,
    /// By whom.
    pub by: String,
}

/// A merge that was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Merge {
    /// Its id.
    pub id: MergeId,
    /// The account that stayed.
    pub survivor: AccountId,
    /// The account that went into it.
    pub absorbed: AccountId,
    /// The fields of the survivor that changed, before.
    pub before: Value,
    /// The same fields, after.
    pub after: Value,
    /// The accounts that had gone into the absorbed one before, and went along.
    pub along: Vec<AccountId>,
    /// Why.
    pub reason: String,
    /// The deed.
    pub made: Deed,
    /// That it was undone.
    pub undone: Option<Deed>,
}
