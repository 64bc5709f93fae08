//! Looking at a result, as far as both agreed.

use std::collections::HashMap;

use base::{AccountMapId, AccountMapListId, Result};
use serde_json::json;
use work::Work;

use super::lists::at;
use super::{compare, may_read, note};
use crate::mapping::model::{Consent, Level, Overlap, Population, Shown};
use crate::mapping::rules;
use crate::mapping::store::{self, overlaps::Place};

/// Whether lists have grown short since they were put in: with hardly a company on them, they would ask about it by name.
pub(super) async fn is_short(work: &Work, one: &Consent, two: &Consent) -> Result<bool> {
    let lists = store::lists::find_many(work, &[one.terms.lists.as_slice(), &two.terms.lists].concat()).await?;
    let n = |c: &Consent| lists.iter().filter(|l| c.terms.lists.contains(&l.id)).map(|l| l.n).sum::<i64>();
    Ok(n(one) < rules::LEAST || n(two) < rules::LEAST)
}

/// What a mapping shows to the actor's side; none without the consent of both, and enough companies of both.
///
/// Whoever looks is noted.
pub(crate) async fn see(work: &Work, id: AccountMapId, skip: usize, limit: usize) -> Result<Option<Shown>> {
    let side = may_read(work)?;
    let map = store::get(work, side, id).await?;
    let (Some(one), Some(two)) = (&map.consents.0, &map.consents.1) else { return Ok(None) };
    let level = one.terms.level.min(two.terms.level);
    if is_short(work, one, two).await? {
        return Ok(None);
    }
    let lists = store::lists::find_many(work, &[one.terms.lists.as_slice(), &two.terms.lists].concat()).await?;
    let populations: HashMap<AccountMapListId, Population> = lists.into_iter().map(|l| (l.id, l.population)).collect();
    let is_first = map.one == side;
    let (mine, theirs) = if is_first { (one, two) } else { (two, one) };
    let of = |lists: &[AccountMapListId]| lists.iter().filter_map(|l| populations.get(l).copied()).collect::<Vec<_>>();
    let (own, other) = (of(&mine.terms.lists), of(&theirs.terms.lists));
    let found = store::overlaps::of(work, id, &one.terms.lists, &two.terms.lists).await?;
    let pairs: Vec<(Place, Place)> = found.into_iter().map(|(a, b)| if is_first { (a, b) } else { (b, a) }).collect();
    let counted: Vec<(Population, Place, Population)> =
        pairs.iter().filter_map(|(a, b)| Some((*populations.get(&a.0)?, *a, *populations.get(&b.0)?))).collect();
    let mut shown = Shown {
        level,
        counts: rules::counts(&own, &other, &counted),
        overlaps: Vec::new(),
        more: 0,
        is_running: compare::is_running(work, id).await?,
    };
    if level > Level::Count {
        let companies = at(work, pairs.iter().flat_map(|(a, b)| [*a, *b])).await?;
        let overlap = |(a, b): &(Place, Place)| {
            Some(Overlap {
                place: *a,
                mine: (*populations.get(&a.0)?, companies.get(a)?.clone()),
                theirs: (*populations.get(&b.0)?, rules::shown(companies.get(b)?, level)?),
            })
        };
        let mut all: Vec<Overlap> = pairs.iter().filter_map(overlap).collect();
        all.sort_by(|a, b| {
            (&a.mine.1.name, a.mine.0, a.theirs.0, &a.theirs.1.name).cmp(&(&b.mine.1.name, b.mine.0, b.theirs.0, &b.theirs.1.name))
        });
        let left = all.len().saturating_sub(skip);
        shown.overlaps = all.into_iter().skip(skip).take(limit).collect();
        shown.more = left.saturating_sub(shown.overlaps.len());
    }
    note(work, "mapping.seen", id, side, json!({ "level": level.code(), "companies": shown.overlaps.len() }));
    Ok(Some(shown))
}
