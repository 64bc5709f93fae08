//! What people said about pairs teaches the weights of the duplicate engine.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use base::{AccountId, Fault, Result};
use matching::{Judgment, Model, SHIPPED_VERSION, compare};
use serde_json::json;
use work::{Entry, Work};

use super::matching::lexicon;
use crate::accounts::{rules, store};

/// Weights that have been read, by their text's digest, which tells those of two databases apart.
static READ: LazyLock<Mutex<HashMap<String, Arc<Model>>>> = LazyLock::new(Mutex::default);
/// More weights than one process ever asks at a time.
const KEPT: usize = 32;
/// Fewer verdicts than this teach nothing.
pub(crate) const FEWEST: usize = 10;
/// How many accounts are read at once.
const CHUNK: usize = 2_000;

/// The weights that hold: the latest learned ones, else those that came with the program.
///
/// One statement that reads one row; the weights themselves are read once.
pub(crate) async fn model(work: &Work) -> Result<Arc<Model>> {
    let Some((version, digest)) = store::weights::latest(work, SHIPPED_VERSION).await? else { return Ok(shipped()) };
    let known = READ.lock().unwrap_or_else(PoisonError::into_inner).get(&digest).cloned();
    if let Some(model) = known {
        return Ok(model);
    }
    let text = store::weights::text(work, version).await?;
    let model = Arc::new(Model::from_text(&text).map_err(|e| Fault::new("reading the learned weights", e))?);
    keep(digest, &model);
    Ok(model)
}

fn keep(digest: String, model: &Arc<Model>) {
    let mut kept = READ.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.len() >= KEPT {
        kept.clear();
    }
    kept.insert(digest, model.clone());
}

fn shipped() -> Arc<Model> {
    static SHIPPED: LazyLock<Arc<Model>> = LazyLock::new(Arc::default);
    SHIPPED.clone()
}

/// Learns the weights again from everything that people said; returns the new version, if they changed.
///
/// Always from the shipped weights and from all verdicts, oldest first, so that the same verdicts about the
/// same accounts give the same weights. A merge that was not undone says "same", whatever was said before.
pub(crate) async fn learn(work: &Work) -> Result<Option<i64>> {
    let said = said(work).await?;
    if said.len() < FEWEST {
        return Ok(None);
    }
    let mut ids: Vec<AccountId> = said.iter().flat_map(|s| [s.0, s.1]).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut known = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        let found = store::by_ids(work, chunk).await?;
        known.extend(found.into_iter().map(|a| (a.id, rules::normalized(&a.details, ""))));
    }
    let lexicon = lexicon(work, known.values()).await?;
    for n in known.values_mut() {
        n.reweigh(&lexicon);
    }
    let pairs: Vec<_> = said.iter().filter_map(|(one, other, same)| Some((compare(known.get(one)?, known.get(other)?), *same))).collect();
    let mut taught = Model::default().taught(&pairs);
    let before = store::weights::latest(work, SHIPPED_VERSION).await?;
    let version = store::weights::highest(work).await?.unwrap_or(0) + 1;
    // Told apart by what they weigh, not by their number.
    taught.version = SHIPPED_VERSION;
    let digest = store::weights::digest(&taught.to_text());
    if before.is_some_and(|b| b.1 == digest) {
        return Ok(None);
    }
    taught.version = SHIPPED_VERSION.saturating_add(u32::try_from(version).unwrap_or(u32::MAX));
    let new = store::weights::Weights { version, shipped: SHIPPED_VERSION, text: taught.to_text(), digest, pairs: pairs.len() };
    store::weights::add(work, &new).await?;
    let entry = Entry { action: "account.weights_learned".to_owned(), subject_kind: "account_weights", ..Entry::default() };
    work.audit(entry.after(json!({ "version": version, "pairs": pairs.len() })));
    Ok(Some(version))
}

/// What people said, oldest first, each pair once: two accounts and whether they are the same company.
async fn said(work: &Work) -> Result<Vec<(AccountId, AccountId, bool)>> {
    let merged = store::aliases::pairs(work).await?;
    let verdicts = store::pairs::all(work).await?;
    let one_now = |a: AccountId, b: AccountId| merged.iter().any(|m| *m == (a, b) || *m == (b, a));
    let mut out: Vec<(AccountId, AccountId, bool)> = Vec::with_capacity(verdicts.len() + merged.len());
    for (one, v) in verdicts {
        if !one_now(one, v.other) {
            out.push((one, v.other, v.judgment == Judgment::Same));
        }
    }
    out.extend(merged.iter().map(|m| (m.0, m.1, true)));
    Ok(out)
}
