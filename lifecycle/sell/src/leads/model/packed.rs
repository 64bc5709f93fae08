//! How a decision is kept small: with hundreds of partners, all that it looked at would fill a disk.
//!
//! A decision looks at every partner, and between two decisions a few have changed. So one picture of
//! all candidates is kept now and then, and with each decision what differs from it; and whom a rule left
//! out is kept as places in that list. Nothing is lost: unpacking gives back what was packed, to the byte.
//! These are the words of what is kept; the rules pack, and the store unpacks what it reads.

use serde_json::Value;

/// Where the candidates stand in what a decision looked at.
pub(crate) const CANDIDATES: &str = "candidates";
/// What of them differs from the picture: whole new ones, and of others the fields that changed.
pub(crate) const DIFFER: &str = "differ";
/// Who stands in the picture and was no candidate.
pub(crate) const GONE: &str = "gone";
/// The partner of a candidate, or of one that was left out.
pub(crate) const PARTNER: &str = "partner";
/// Whom a rule left out.
const LEFT_OUT: &str = "left_out";
/// Why.
pub(crate) const REASON: &str = "reason";

/// Whom each rule that was tried left out.
pub(crate) fn lists(outcome: &mut Value) -> impl Iterator<Item = &mut Value> {
    let tried = outcome.get_mut("tried").and_then(Value::as_array_mut);
    tried.into_iter().flatten().filter_map(|t| t.get_mut(LEFT_OUT))
}
