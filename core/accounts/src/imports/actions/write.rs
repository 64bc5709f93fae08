//! Writing rows: what each one means for the accounts that are there.

use std::collections::HashMap;

use base::{AccountId, ImportId, Result};
use facts::accounts::ImportFinished;
use serde_json::json;
use work::Work;

use super::still;
use crate::accounts::actions::{bulk, matching};
use crate::accounts::fields::{changed, known, values};
use crate::accounts::model::{Account, Details, External, NewAccount, Origin};
use crate::accounts::rules::fold;
use crate::imports::model::{Counts, Double, Import, State};
use crate::imports::rules::row::Row;
use crate::imports::rules::{Move, to};
use crate::imports::store::{self, changes::Change};

/// The account of each row, where there is one.
async fn existing(work: &Work, import: &Import, rows: &[Row]) -> Result<Vec<Option<Account>>> {
    let ids: Vec<&str> = rows.iter().filter_map(|r| r.external.as_deref()).collect();
    let by_id = bulk::by_external(work, &import.source, &ids).await?;
    let folds: Vec<String> = rows.iter().map(|r| if r.external.is_none() { fold(&r.details.name) } else { String::new() }).collect();
    let mut asked: Vec<&str> = folds.iter().map(String::as_str).filter(|f| !f.is_empty()).collect();
    asked.sort_unstable();
    asked.dedup();
    let by_name = bulk::by_folds(work, &asked).await?;
    let find = |row: &Row, fold: &String| match &row.external {
        Some(id) => by_id.get(id).cloned(),
        None => by_name.get(fold)?.iter().find(|a| is_same(import, a, &row.details)).cloned(),
    };
    Ok(rows.iter().zip(&folds).map(|(row, fold)| find(row, fold)).collect())
}

/// Whether an account of the same name is the one that a row without a key means.
fn is_same(import: &Import, account: &Account, details: &Details) -> bool {
    // One that the same system knows by a key is another row of its.
    let keyed = account.external.as_ref().is_some_and(|e| e.source == import.source);
    let place = if details.domain.is_empty() {
        account.domain.is_empty() && account.country == details.country
    } else {
        account.domain == details.domain
    };
    place && !keyed
}

/// What a row makes of an account: the fields that the row fills, over what is there.
fn merged(account: &Account, row: &Row) -> Details {
    let mut details = account.details.clone();
    for field in &row.given {
        field.copy(&row.details, &mut details);
    }
    details.domains.retain(|d| *d != details.domain);
    details
}

/// What rows would do; nothing is written.
pub(crate) async fn compare(work: &Work, import: &Import, rows: &[Row]) -> Result<Counts> {
    let mut counts = Counts::default();
    let mut new: Vec<(AccountId, &Details)> = Vec::new();
    for (row, account) in rows.iter().zip(existing(work, import, rows).await?) {
        match account {
            Some(account) if merged(&account, row) == account.details => counts.unchanged += 1,
            Some(_) => counts.updated += 1,
            None => new.push((work.new_id(), &row.details)),
        }
    }
    counts.created = count(new.len());
    counts.duplicates = count(matching::doubles(work, &new).await?.len());
    Ok(counts)
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Writes a chunk of rows: creates, updates, remembers for the undo, looks for duplicates; `place` is the
/// row up to which the file is then done.
pub(crate) async fn write(work: &Work, id: ImportId, from: i64, rows: &[Row], place: i64) -> Result<Import> {
    let import = store::get(work, id).await?;
    still(&import, State::Running)?;
    if import.place != from {
        return Err(base::Error::stale());
    }
    let mut counts = import.counts;
    let accounts = existing(work, &import, rows).await?;
    let (mut new, mut new_rows) = (Vec::new(), Vec::new());
    let (mut updates, mut changes) = (Vec::new(), Vec::new());
    for (row, account) in rows.iter().zip(&accounts) {
        let Some(account) = account else {
            let external = row.external.clone().map(|key| External { source: import.source.clone(), id: key });
            new.push(NewAccount { details: row.details.clone(), origin: Origin::Import, external, import: Some(id) });
            new_rows.push(row.row);
            continue;
        };
        let details = merged(account, row);
        let fields = changed(&account.details, &details);
        if fields.is_empty() {
            counts.unchanged += 1;
            continue;
        }
        counts.updated += 1;
        let (before, after) = (values(&account.details, &fields), values(&details, &fields));
        changes.push(Change { row: row.row, account: account.id, is_new: false, before, after });
        updates.push((account, details));
    }
    let created = bulk::create_many(work, &new).await?;
    bulk::update_many(work, &updates).await?;
    counts.created += count(created.len());
    let mut row_of: HashMap<AccountId, i64> = HashMap::with_capacity(created.len());
    for (account, row) in created.iter().zip(&new_rows) {
        row_of.insert(account.id, *row);
        changes.push(Change { row: *row, account: account.id, is_new: true, before: json!({}), after: known(&account.details) });
    }
    store::changes::add(work, id, &changes).await?;

    let records: Vec<(AccountId, &Details)> = created.iter().map(|a| (a.id, &a.details)).collect();
    let found = matching::doubles(work, &records).await?;
    let doubles: Vec<Double> = found
        .iter()
        .filter_map(|d| {
            let account = records.get(d.at)?.0;
            Some(Double { row: *row_of.get(&account)?, account, other: d.other, judgment: d.judgment, score: thousandths(d.score) })
        })
        .collect();
    counts.duplicates += count(doubles.len());
    store::doubles::add(work, id, &doubles).await?;
    store::save(work, &Import { counts, place, moved_at: Some(work.now()), ..import }).await
}

/// A score between 0 and 1 in thousandths.
fn thousandths(score: f64) -> i64 {
    format!("{:.0}", score * 1000.0).parse().unwrap_or(0)
}

/// Ends a run.
pub(crate) async fn finish(work: &Work, id: ImportId, from: i64) -> Result<Import> {
    let import = store::get(work, id).await?;
    still(&import, State::Running)?;
    if import.place != from {
        return Err(base::Error::stale());
    }
    let state = to(import.state, Move::Finish)?;
    let Counts { created, updated, unchanged, rejected, .. } = import.counts;
    work.record(&ImportFinished { import: id, created, updated, unchanged, rejected })?;
    store::save(work, &Import { state, ended_at: Some(work.now()), ..import }).await
}
