//! A decision that was kept small, as it was: the other half of how the rules pack it.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::model::packed::{CANDIDATES, DIFFER, GONE, PARTNER, REASON, lists};

/// The candidates of a picture as they are kept, in the order of their ids.
pub(crate) type Picture = Vec<Value>;

fn id(candidate: &Value) -> &str {
    candidate.get(PARTNER).and_then(Value::as_str).unwrap_or_default()
}

/// The candidates that a decision looked at, once it is unpacked.
pub(crate) fn candidates(input: &Value) -> &[Value] {
    input.get(CANDIDATES).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
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
