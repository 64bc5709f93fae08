//! What the pages of an import show, in words.

use std::collections::HashMap;

use base::{AccountId, Result};
use ui::{Tone, Ui};
use work::Work;

use crate::accounts::actions::bulk;
use crate::accounts::model::Account;
use crate::accounts::{pages, words};
use crate::imports::jobs;
use crate::imports::model::{Double, Import, Rejection, State};
pub(super) use crate::imports::rules::row::excerpt;

/// One thing that could not be read.
pub(super) struct RejectedRow {
    pub(super) row: i64,
    pub(super) column: String,
    pub(super) value: String,
    pub(super) code: String,
    pub(super) text: String,
}

/// Everything that could not be read, a line each.
pub(super) fn rejected(ui: &Ui, rejections: Vec<Rejection>) -> Vec<RejectedRow> {
    let line = |row: i64, p: &crate::imports::model::Problem| RejectedRow {
        row,
        column: p.column.clone(),
        value: p.value.clone(),
        code: p.code.clone(),
        text: jobs::words(&ui.l, p),
    };
    rejections.iter().flat_map(|r| r.problems.iter().map(|p| line(r.row, p))).collect()
}

/// A new account and the one that it may be.
pub(super) struct DoubleRow {
    pub(super) row: i64,
    pub(super) name: String,
    pub(super) href: String,
    pub(super) other: String,
    pub(super) other_href: String,
    pub(super) place: String,
    pub(super) verdict: String,
    pub(super) tone: Tone,
}

async fn named(work: &Work, ids: impl Iterator<Item = AccountId>) -> Result<HashMap<AccountId, Account>> {
    let mut ids: Vec<AccountId> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    bulk::by_ids(work, &ids).await
}

/// Possible duplicates with the names of both; those of which one is gone are left out.
pub(super) async fn doubles(work: &Work, ui: &Ui, found: Vec<Double>) -> Result<Vec<DoubleRow>> {
    let accounts = named(work, found.iter().flat_map(|d| [d.account, d.other])).await?;
    let line = |d: Double| {
        let (one, other) = (accounts.get(&d.account)?, accounts.get(&d.other)?);
        let verdict = if d.judgment == matching::Judgment::Same { "account-verdict-same" } else { "account-verdict-likely" };
        Some(DoubleRow {
            row: d.row,
            name: one.name.clone(),
            href: format!("/accounts/{}", d.account),
            other: other.name.clone(),
            other_href: format!("/accounts/{}", d.other),
            place: words::place(&ui.l, other),
            verdict: ui.t(verdict),
            tone: pages::tone(d.judgment),
        })
    };
    Ok(found.into_iter().filter_map(line).collect())
}

/// An account that an undo left.
pub(super) struct KeptRow {
    pub(super) row: i64,
    pub(super) name: String,
    pub(super) href: String,
}

/// The accounts that an undo left, by name.
pub(super) async fn kept(work: &Work, rows: Vec<(i64, AccountId)>) -> Result<Vec<KeptRow>> {
    let accounts = named(work, rows.iter().map(|r| r.1)).await?;
    let line = |(row, id): (i64, AccountId)| Some(KeptRow { row, name: accounts.get(&id)?.name.clone(), href: format!("/accounts/{id}") });
    Ok(rows.into_iter().filter_map(line).collect())
}

/// How many rows a worker is through with, and of how many.
pub(super) fn progress(import: &Import) -> (u64, u64) {
    let n = |i: i64| u64::try_from(i).unwrap_or(0);
    match import.state {
        // Rows are counted while they are checked.
        State::Checking => (n(import.counts.rows), 0),
        State::Undoing => (n(import.place), n(import.counts.created + import.counts.updated)),
        _ => (n(import.place - 1).min(n(import.counts.rows)), n(import.counts.rows)),
    }
}
