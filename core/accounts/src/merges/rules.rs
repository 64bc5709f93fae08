//! What a merge makes of the details, and what undoing it restores.

use base::{Error, Kind, Result};
use serde_json::Value;

use crate::accounts::fields::{Field, changed, values};
use crate::accounts::model::Details;

/// The survivor's details with the fields that are taken over.
pub(crate) fn merged(survivor: &Details, absorbed: &Details, take: &[Field]) -> Details {
    let mut out = survivor.clone();
    for field in take {
        field.copy(absorbed, &mut out);
    }
    out
}

/// The fields in which two details differ and the absorbed one knows something.
pub(crate) fn choices(survivor: &Details, absorbed: &Details) -> Vec<Field> {
    changed(survivor, absorbed).into_iter().filter(|f| !f.is_unknown(absorbed)).collect()
}

/// The fields that are taken over when nobody chooses: those that the survivor does not know.
pub(crate) fn proposed(survivor: &Details, absorbed: &Details) -> Vec<Field> {
    choices(survivor, absorbed).into_iter().filter(|f| f.is_unknown(survivor)).collect()
}

/// The values that changed, before and after.
pub(crate) fn change(before: &Details, after: &Details) -> (Value, Value) {
    let fields = changed(before, after);
    (values(before, &fields), values(after, &fields))
}

/// The survivor's details without the merge, and the fields that somebody changed since and that therefore stay.
pub(crate) fn restored(now: &Details, before: &Value, after: &Value) -> (Details, Vec<Field>) {
    let (mut out, mut kept) = (now.clone(), Vec::new());
    for field in Field::ALL {
        let (Some(old), Some(new)) = (before.get(field.code()), after.get(field.code())) else { continue };
        if field.value(now) == *new {
            field.restore(&mut out, old);
        } else {
            kept.push(*field);
        }
    }
    (out, kept)
}

/// Whether two accounts may be merged: not one with itself, and not two of one line.
pub(crate) fn check(one: base::AccountId, other: base::AccountId, lines: [&[base::AccountId]; 2]) -> Result<()> {
    if one == other {
        return Err(base::refuse("account.same_pair", Kind::Invalid));
    }
    let [of_one, of_other] = lines;
    if of_one.contains(&other) || of_other.contains(&one) {
        return Err(Error::from(base::Simple::new("account.merge_family", Kind::Conflict)));
    }
    Ok(())
}
