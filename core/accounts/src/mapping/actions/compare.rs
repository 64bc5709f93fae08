//! Finding who is on lists of both sides, a piece at a time.

use std::collections::HashMap;

use base::{AccountMapId, AccountMapListId, Result};
use matching::{Normalized, score_only};
use work::Work;

use super::lists::at;
use crate::accounts::actions::{learn, matching as engine};
use crate::accounts::rules::{normalized, strong_keys};
use crate::mapping::model::Company;
use crate::mapping::rules;
use crate::mapping::store::{self, overlaps::Place};

/// How many companies are compared in one transaction.
const PIECE: u64 = 200;
/// A key that more companies of the other side share than this says little and is not followed.
const COMMON: usize = 50;
/// How many companies of the other side one is compared with.
const COMPARED: usize = 12;

/// Compares the next companies of a mapping; whether there may be more.
///
/// Companies on a list have rising numbers, and a mapping remembers how far it came on each list: so what is
/// new on a list is compared, and nothing twice.
pub(crate) async fn step(work: &Work, id: AccountMapId) -> Result<bool> {
    let Some((map, mut walked)) = store::find(work, id).await? else { return Ok(false) };
    let (Some(one), Some(two)) = (&map.consents.0, &map.consents.1) else { return Ok(false) };
    for (own, other, is_first) in [(&one.terms.lists, &two.terms.lists, true), (&two.terms.lists, &one.terms.lists, false)] {
        for list in own {
            let done = walked.get(list).copied().unwrap_or(0);
            let piece = store::entries::after(work, *list, done, PIECE).await?;
            let Some(last) = piece.last().map(|e| e.0) else { continue };
            let found = same(work, *list, &piece, other).await?;
            let found: Vec<(Place, Place)> = found.into_iter().map(|(a, b)| if is_first { (a, b) } else { (b, a) }).collect();
            store::overlaps::add(work, id, &found).await?;
            walked.insert(*list, last);
            store::set_walked(work, id, &walked).await?;
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether companies of a mapping are still to be compared.
pub(super) async fn is_running(work: &Work, id: AccountMapId) -> Result<bool> {
    let Some((map, walked)) = store::find(work, id).await? else { return Ok(false) };
    let (Some(one), Some(two)) = (map.consents.0, map.consents.1) else { return Ok(false) };
    let lists = store::lists::find_many(work, &[one.terms.lists, two.terms.lists].concat()).await?;
    Ok(lists.iter().any(|l| l.n > 0 && walked.get(&l.id).copied().unwrap_or(0) < l.last_number))
}

/// Which companies of a piece are the same as one on the other side's lists.
async fn same(work: &Work, list: AccountMapListId, piece: &[(i64, Company)], other: &[AccountMapListId]) -> Result<Vec<(Place, Place)>> {
    let mut own: Vec<(Place, Normalized)> = piece.iter().map(|(number, c)| ((list, *number), normalized(&rules::details(c), ""))).collect();
    let keys: Vec<Vec<String>> = own.iter().map(|o| strong_keys(&o.1)).collect();
    let mut all: Vec<String> = keys.iter().flatten().cloned().collect();
    all.sort_unstable();
    all.dedup();
    let holders = store::keys::holders(work, other, &all).await?;
    let wanted: Vec<Vec<Place>> = keys.iter().map(|keys| candidates(keys, &holders)).collect();
    let found = at(work, wanted.iter().flatten().copied()).await?;
    let mut known: HashMap<Place, Normalized> = found.into_iter().map(|(place, c)| (place, normalized(&rules::details(&c), ""))).collect();
    let model = learn::model(work).await?;
    let lexicon = engine::lexicon(work, own.iter().map(|o| &o.1).chain(known.values())).await?;
    for n in own.iter_mut().map(|o| &mut o.1).chain(known.values_mut()) {
        n.reweigh(&lexicon);
    }
    let mut out = Vec::new();
    for ((place, n), candidates) in own.iter().zip(&wanted) {
        // What is only likely is not shown: a guess that is nearly right must not bring out the name.
        let same = candidates.iter().filter(|c| known.get(c).is_some_and(|other| score_only(n, other, &model) >= model.same));
        out.extend(same.map(|c| (*place, *c)));
    }
    Ok(out)
}

/// Who shares keys with a company: those that share most first.
fn candidates(keys: &[String], holders: &HashMap<String, Vec<Place>>) -> Vec<Place> {
    let mut shared: HashMap<Place, usize> = HashMap::new();
    for places in keys.iter().filter_map(|k| holders.get(k)).filter(|p| p.len() <= COMMON) {
        for place in places {
            *shared.entry(*place).or_default() += 1;
        }
    }
    let mut ranked: Vec<(Place, usize)> = shared.into_iter().collect();
    ranked.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked.into_iter().take(COMPARED).map(|r| r.0).collect()
}
