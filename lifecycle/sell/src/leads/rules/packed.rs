//! Packs a decision for the store; `model::packed` says how.

use std::collections::{BTreeMap, HashMap, HashSet};

use base::PartnerId;
use serde_json::Value;

use super::super::model::packed::{CANDIDATES, DIFFER, GONE, PARTNER, lists};
use super::outcome::{LeftOut, Outcome};
use super::route::{Candidate, Input};

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
