//! How a decision is kept small: with hundreds of partners, all that it looked at would fill a disk.
//!
//! A decision looks at every partner, and between two decisions a few have changed. So one picture of
//! all candidates is kept now and then, and with each decision what differs from it; and whom a rule left
//! out is kept as places in that list. Nothing is lost: unpacking gives back what was packed, to the byte.

use std::collections::{BTreeMap, HashMap, HashSet};

use base::PartnerId;
use serde_json::Value;

use super::super::rules::{Candidate, Input, LeftOut, Outcome};

/// Where the candidates stand in what a decision looked at.
const CANDIDATES: &str = "candidates";
/// What of them differs from the picture: whole new ones, and of others the fields that changed.
const DIFFER: &str = "differ";
/// Who stands in the picture and was no candidate.
const GONE: &str = "gone";
const PARTNER: &str = "partner";
const LEFT_OUT: &str = "left_out";
const REASON: &str = "reason";

/// The candidates of a picture as they are kept, in the order of their ids.
pub(crate) type Picture = Vec<Value>;

fn id(candidate: &Value) -> &str {
    candidate.get(PARTNER).and_then(Value::as_str).unwrap_or_default()
}

/// The candidates that a decision looked at, once it is unpacked.
pub(crate) fn candidates(input: &Value) -> &[Value] {
    input.get(CANDIDATES).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// Whether a new picture costs less than going on with the old one.
///
/// With n partners a picture is about 2 n times as large as one difference, and after k decisions k differences
/// are kept with each. What a decision costs, (2 n + k² / 2) / k, is least at k = 2 √n.
pub(crate) fn worn(differences: usize, partners: usize) -> bool {
    differences.saturating_mul(differences) > partners.saturating_mul(4)
}

/// What a candidate has that it has not in the picture; most have nothing, and are not written to be compared.
fn difference(now: &Candidate, then: Option<&Candidate>) -> serde_json::Result<Option<Value>> {
    let Some(then) = then else { return serde_json::to_value(now).map(Some) };
    if now == then {
        return Ok(None);
    }
    let (mut now, then) = (serde_json::to_value(now)?, serde_json::to_value(then)?);
    if let Value::Object(fields) = &mut now {
        fields.retain(|name, value| name == PARTNER || then.get(name.as_str()) != Some(value));
    }
    Ok(Some(now))
}

/// What a decision looked at, with what differs from a picture in the place of the candidates; how many differ.
pub(crate) fn pack_input(input: &Input, picture: &[Candidate]) -> serde_json::Result<(Value, usize)> {
    let then: HashMap<PartnerId, &Candidate> = picture.iter().map(|c| (c.partner, c)).collect();
    let mut differ = Vec::new();
    for candidate in &input.candidates {
        differ.extend(difference(candidate, then.get(&candidate.partner).copied())?);
    }
    let now: HashSet<PartnerId> = input.candidates.iter().map(|c| c.partner).collect();
    let gone: Vec<PartnerId> = picture.iter().map(|c| c.partner).filter(|p| !now.contains(p)).collect();
    let n = differ.len() + gone.len();
    let mut packed = serde_json::to_value(input.without_candidates())?;
    if let Value::Object(fields) = &mut packed {
        fields.remove(CANDIDATES);
        fields.insert(DIFFER.to_owned(), differ.into());
        fields.insert(GONE.to_owned(), serde_json::to_value(gone)?);
    }
    Ok((packed, n))
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

/// What came of a decision, with those whom each rule left out named by their places, reason by reason.
pub(crate) fn pack_outcome(outcome: &Outcome, candidates: &[Candidate]) -> serde_json::Result<Value> {
    let places: HashMap<PartnerId, usize> = candidates.iter().enumerate().map(|(n, c)| (c.partner, n)).collect();
    let mut packed = serde_json::to_value(outcome.without_left_out())?;
    for (list, tried) in lists(&mut packed).zip(&outcome.tried) {
        *list = by_reason(&tried.left_out, &places)?;
    }
    Ok(packed)
}

fn by_reason(left_out: &[LeftOut], places: &HashMap<PartnerId, usize>) -> serde_json::Result<Value> {
    let mut packed: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut last = None;
    for one in left_out {
        let place = places.get(&one.partner).copied();
        // Only what stands in the order of the candidates comes back in its order.
        if place.is_none() || last.replace(place) >= Some(place) {
            return serde_json::to_value(left_out);
        }
        packed.entry(one.reason.code()).or_default().extend(place);
    }
    serde_json::to_value(packed)
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
