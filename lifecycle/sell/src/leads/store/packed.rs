//! How a decision is kept small: with hundreds of partners, all that it looked at would fill a disk.
//!
//! A decision looks at every partner, and between two decisions a few have changed. So one picture of
//! all candidates is kept now and then, and with each decision what differs from it; and whom a rule left
//! out is kept as places in that list. Nothing is lost: [`unpack`] gives back what was packed, to the byte.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

/// Where the candidates stand in what a decision looked at.
const CANDIDATES: &str = "candidates";
/// What of them differs from the picture: whole new ones, and of others the fields that changed.
const DIFFER: &str = "differ";
/// Who stands in the picture and was no candidate.
const GONE: &str = "gone";
const PARTNER: &str = "partner";
const LEFT_OUT: &str = "left_out";
const REASON: &str = "reason";

/// The candidates of a picture, in the order of their ids.
pub(crate) type Picture = Vec<Value>;

fn id(candidate: &Value) -> &str {
    candidate.get(PARTNER).and_then(Value::as_str).unwrap_or_default()
}

/// The candidates that a decision looked at.
pub(crate) fn candidates(input: &Value) -> Picture {
    input.get(CANDIDATES).and_then(Value::as_array).cloned().unwrap_or_default()
}

/// Whether a new picture costs less than going on with the old one.
///
/// With n partners a picture is about 2 n times as large as one difference, and after k decisions k differences
/// are kept with each. What a decision costs, (2 n + k² / 2) / k, is least at k = 2 √n.
pub(crate) fn worn(differences: usize, partners: usize) -> bool {
    differences.saturating_mul(differences) > partners.saturating_mul(4)
}

/// What a candidate has that it has not in the picture.
fn difference(now: &Value, then: &Value) -> Option<Value> {
    let (Value::Object(now), Value::Object(then)) = (now, then) else { return Some(now.clone()) };
    let mut out: Map<String, Value> =
        now.iter().filter(|(name, value)| then.get(*name) != Some(value)).map(|(n, v)| (n.clone(), v.clone())).collect();
    if out.is_empty() {
        return None;
    }
    out.insert(PARTNER.to_owned(), now.get(PARTNER).cloned().unwrap_or_default());
    Some(Value::Object(out))
}

/// Puts what differs from a picture in the place of the candidates; how many differ.
pub(crate) fn pack_input(input: &mut Value, picture: &[Value]) -> usize {
    let all = candidates(input);
    let then: HashMap<&str, &Value> = picture.iter().map(|c| (id(c), c)).collect();
    let differ: Vec<Value> =
        all.iter().filter_map(|c| then.get(id(c)).map_or_else(|| Some(c.clone()), |then| difference(c, then))).collect();
    let now: HashMap<&str, &Value> = all.iter().map(|c| (id(c), c)).collect();
    let gone: Vec<Value> = picture.iter().map(id).filter(|p| !now.contains_key(p)).map(Value::from).collect();
    let n = differ.len() + gone.len();
    if let Value::Object(fields) = input {
        fields.remove(CANDIDATES);
        fields.insert(DIFFER.to_owned(), differ.into());
        fields.insert(GONE.to_owned(), gone.into());
    }
    n
}

/// Puts the candidates back.
pub(crate) fn unpack_input(input: &mut Value, picture: &[Value]) {
    let Value::Object(fields) = input else { return };
    let mut take = |name: &str| match fields.remove(name) {
        Some(Value::Array(list)) => list,
        _ => Vec::new(),
    };
    let (differ, gone) = (take(DIFFER), take(GONE));
    let mut all: BTreeMap<String, Value> = picture.iter().map(|c| (id(c).to_owned(), c.clone())).collect();
    for partner in gone.iter().filter_map(Value::as_str) {
        all.remove(partner);
    }
    for one in differ {
        match (all.get_mut(id(&one)), one) {
            (Some(Value::Object(whole)), Value::Object(part)) => whole.extend(part),
            (_, one) => {
                all.insert(id(&one).to_owned(), one);
            }
        }
    }
    fields.insert(CANDIDATES.to_owned(), all.into_values().collect());
}

fn lists(outcome: &mut Value) -> impl Iterator<Item = &mut Value> {
    let tried = outcome.get_mut("tried").and_then(Value::as_array_mut);
    tried.into_iter().flatten().filter_map(|t| t.get_mut(LEFT_OUT))
}

/// Names whom each rule left out by their places among the candidates, reason by reason.
pub(crate) fn pack_outcome(outcome: &mut Value, candidates: &[Value]) {
    let places: HashMap<&str, usize> = candidates.iter().enumerate().map(|(n, c)| (id(c), n)).collect();
    for list in lists(outcome) {
        let mut packed: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut last = None;
        let whole = list.as_array().into_iter().flatten().all(|one| {
            let (Some(place), Some(reason)) = (places.get(id(one)), one.get(REASON).and_then(Value::as_str)) else { return false };
            packed.entry(reason).or_default().push(*place);
            // Only what stands in the order of the candidates comes back in its order.
            last.replace(*place) < Some(*place)
        });
        if whole {
            *list = packed.into_iter().map(|(reason, places)| (reason.to_owned(), Value::from(places))).collect();
        }
    }
}

/// Names them again.
pub(crate) fn unpack_outcome(outcome: &mut Value, candidates: &[Value]) {
    for list in lists(outcome) {
        let Value::Object(packed) = list else { continue };
        let mut all: BTreeMap<u64, Value> = BTreeMap::new();
        for (reason, places) in packed.iter() {
            for place in places.as_array().into_iter().flatten().filter_map(Value::as_u64) {
                let partner = usize::try_from(place).ok().and_then(|n| candidates.get(n)).map(id).unwrap_or_default();
                all.insert(place, serde_json::json!({ PARTNER: partner, REASON: reason }));
            }
        }
        *list = all.into_values().collect();
    }
}
