//! The lists of the own side.

use std::collections::{HashMap, HashSet};

use base::{AccountMapListId, Error, Invalid, Kind, Refusal as _, Result, Simple};
use serde_json::json;
use work::{Entry, Work};

use super::{FILL_JOB, ask_compare, may_manage, may_read};
use crate::accounts;
use crate::mapping::model::{Company, List, NewList, Origin, Side};
use crate::mapping::{rules, store};

/// The lists of the actor's side, by name.
pub(crate) async fn list(work: &Work) -> Result<Vec<List>> {
    let side = may_read(work)?;
    store::lists::of(work, side).await
}

/// A list of the actor's side, with its first companies.
pub(crate) async fn get(work: &Work, id: AccountMapListId) -> Result<(List, Vec<Company>)> {
    let side = may_read(work)?;
    let list = store::lists::get(work, side, id).await?;
    let first = store::entries::after(work, id, 0, 100).await?;
    Ok((list, first.into_iter().map(|e| e.1).collect()))
}

/// Adds a list, or puts other companies on one that is there.
pub(crate) async fn put(work: &Work, id: Option<AccountMapListId>, new: &NewList) -> Result<List> {
    let side = may_manage(work)?;
    let mut invalid = Invalid::new();
    let name = rules::name(&new.name).unwrap_or_else(|e| {
        invalid.push(e);
        String::new()
    });
    let (companies, stage) = match &new.origin {
        Origin::Given(raw) => (Some(clean(raw)?), None),
        Origin::Accounts(stage) => {
            let stage = base::one_line(stage);
            invalid.check(side == Side::Vendor && !stage.is_empty() && stage.chars().count() <= 60, "stage", "mapping.stage");
            (None, Some(stage))
        }
    };
    invalid.finish()?;
    let own = store::lists::of(work, side).await?;
    if id.is_none() && own.len() >= rules::LISTS {
        return Err(Error::from(Simple::new("mapping.lists_most", Kind::Limit).with("max", rules::LISTS)));
    }
    count_change(work, side).await?;
    let list = match id {
        Some(id) => {
            let before = store::lists::get(work, side, id).await?;
            let after = List { name, population: new.population, stage, changed_at: work.now(), version: before.version + 1, ..before };
            store::lists::save(work, &after).await?;
            after
        }
        None => {
            let population = new.population;
            let list = List { id: work.new_id(), side, name, population, stage, n: 0, last_number: 0, changed_at: work.now(), version: 1 };
            store::lists::add(work, &list).await?;
            list
        }
    };
    let list = match companies {
        Some(companies) => replace(work, list, companies).await?,
        None => {
            work.enqueue(FILL_JOB, json!({ "list": list.id }));
            list
        }
    };
    note(work, "mapping.list_saved", &list);
    Ok(list)
}

fn note(work: &Work, action: &str, list: &List) {
    // Not its name and length: the vendor reads the audit record of everybody.
    let after = json!({ "population": list.population.code() });
    work.audit(Entry::new(action, "mapping_list", list.id).partner(list.side.partner()).after(after));
}

fn clean(raw: &[Company]) -> Result<Vec<Company>> {
    rules::count(raw.len())?;
    let mut out = Vec::with_capacity(raw.len());
    for (at, company) in raw.iter().enumerate() {
        let wrong = |e: Invalid| {
            let column = e.fields().first().map(|f| f.field.clone()).unwrap_or_default();
            // The header of a file is line 1.
            Simple::new("mapping.file_row", Kind::Invalid).with("line", at + 2).with("column", column)
        };
        out.push(rules::company(company).map_err(wrong)?);
    }
    Ok(out)
}

/// A side that changes what it puts in again and again could ask about one company after the other.
pub(super) async fn count_change(work: &Work, side: Side) -> Result<()> {
    if store::lists::count_change(work, side).await? > rules::CHANGES {
        return Err(Error::from(Simple::new("mapping.changes", Kind::Limit).with("max", rules::CHANGES)));
    }
    Ok(())
}

/// Puts these companies on a list and takes all others off; those that stay keep their number, and what was
/// found of them.
async fn replace(work: &Work, list: List, companies: Vec<Company>) -> Result<List> {
    let mut wanted: HashSet<Company> = companies.into_iter().collect();
    let mut gone = Vec::new();
    let mut last = 0;
    loop {
        let some = store::entries::after(work, list.id, last, 2000).await?;
        let Some(end) = some.last() else { break };
        last = end.0;
        gone.extend(some.into_iter().filter(|(_, company)| !wanted.remove(company)).map(|e| e.0));
    }
    store::entries::remove(work, list.id, &gone).await?;
    store::keys::remove(work, list.id, &gone).await?;
    store::overlaps::forget(work, list.id, &gone).await?;
    let mut fresh: Vec<Company> = wanted.into_iter().collect();
    fresh.sort_unstable();
    let numbered: Vec<(i64, &Company)> = (list.last_number + 1..).zip(&fresh).collect();
    store::entries::add(work, list.side, list.id, &numbered).await?;
    let keys: Vec<(i64, String)> = numbered
        .iter()
        .flat_map(|(number, c)| {
            let n = accounts::rules::normalized(&rules::details(c), "");
            accounts::rules::strong_keys(&n).into_iter().map(|key| (*number, key)).collect::<Vec<_>>()
        })
        .collect();
    store::keys::add(work, list.id, &keys).await?;
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let after = List {
        n: list.n + count(fresh.len()) - count(gone.len()),
        last_number: list.last_number + count(fresh.len()),
        version: list.version + 1,
        ..list
    };
    store::lists::save(work, &after).await?;
    for map in store::list(work, after.side).await? {
        ask_compare(work, &map);
    }
    Ok(after)
}

/// Takes a list away, from every mapping that it was put into.
pub(crate) async fn remove(work: &Work, id: AccountMapListId) -> Result<()> {
    let side = may_manage(work)?;
    let list = store::lists::get(work, side, id).await?;
    count_change(work, side).await?;
    store::overlaps::forget_list(work, id).await?;
    store::keys::clear(work, id).await?;
    store::entries::clear(work, id).await?;
    store::lists::remove(work, id).await?;
    note(work, "mapping.list_removed", &list);
    Ok(())
}

/// A list that is taken from the accounts, for the machine.
pub(crate) async fn to_fill(work: &Work, id: AccountMapListId) -> Result<Option<String>> {
    Ok(store::lists::find_many(work, &[id]).await?.pop().and_then(|l| l.stage))
}

/// Those of these accounts that are at a stage, as companies.
pub(crate) fn at_stage(found: &[crate::Account], stage: &str) -> Vec<Company> {
    let wanted = stage.to_lowercase();
    let of = |a: &crate::Account| Company {
        name: a.name.clone(),
        domain: a.domain.clone(),
        city: a.city.clone(),
        country: a.country.clone(),
        owner: a.owner.clone(),
    };
    found.iter().filter(|a| a.lifecycle_stage.to_lowercase() == wanted).map(of).collect()
}

/// Fills a list from the accounts, for the machine.
pub(crate) async fn fill(work: &Work, id: AccountMapListId, companies: &[Company]) -> Result<()> {
    let Some(list) = store::lists::find_many(work, &[id]).await?.pop().filter(|l| l.stage.is_some()) else { return Ok(()) };
    let list = replace(work, list, companies.to_vec()).await?;
    note(work, "mapping.list_filled", &list);
    Ok(())
}

/// Companies by their places on lists.
pub(super) async fn at(
    work: &Work,
    places: impl Iterator<Item = store::overlaps::Place>,
) -> Result<HashMap<store::overlaps::Place, Company>> {
    let mut wanted: HashMap<AccountMapListId, Vec<i64>> = HashMap::new();
    for (list, number) in places {
        wanted.entry(list).or_default().push(number);
    }
    for numbers in wanted.values_mut() {
        numbers.sort_unstable();
        numbers.dedup();
    }
    store::entries::get_many(work, &wanted).await
}
