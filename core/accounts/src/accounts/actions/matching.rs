//! Same company or not: the stored side of the duplicate engine.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use access::{Permission, Resource};
use base::{AccountId, Error, Result};
use matching::{Judgment, Lexicon, Normalized, Record, normalize, score_only, score_with};
use work::{Scope, Work};

use super::learn::model;
use crate::accounts::model::{Account, Details, Match, PairVerdict};
use crate::accounts::{rules, store};

/// A key that more accounts share than this says little and is not followed.
const COMMON: u64 = 100;
/// How many accounts are compared in full.
const COMPARED: usize = 100;
/// How many accounts a check of many records compares with each.
const COMPARED_IN_BULK: usize = 12;
/// As [`COMMON`], for a check of many records.
const COMMON_IN_BULK: u64 = 12;

/// The accounts that may be the company of a record, best first, with the evidence.
///
/// Few statements: who shares a key with it, what is known about those, how common the words of their names
/// are, and which weights hold. What may be told of the answer to whom is the caller's rule.
pub async fn matches(work: &Work, record: &Record, limit: usize) -> Result<Vec<Match>> {
    weigh(work, record, None, &[], limit).await
}

/// The accounts that may be the same company as this one; what a person said about a pair stands.
pub async fn matches_of(work: &Work, account: &Account, limit: usize) -> Result<Vec<Match>> {
    let said = super::verdicts(work, account.id).await?;
    weigh(work, &account.details.record(""), Some(account.id), &said, limit).await
}

/// Checks whether a company is known, for staff and their programs.
pub async fn check(work: &Work, details: &Details, limit: usize) -> Result<Vec<Match>> {
    if work.scope() != Scope::All {
        return Err(Error::forbidden());
    }
    work.may(Permission::AccountRead, &Resource::general("account"))?;
    matches(work, &details.record(""), limit).await
}

/// The accounts whose names are spelled much like a text, best first.
pub(crate) async fn alike(work: &Work, text: &str, limit: usize) -> Result<Vec<AccountId>> {
    let n = normalize(&Record::named("", text), &Lexicon::new());
    let ids = candidates(work, &n, None).await?;
    let model = model(work).await?;
    let survivors = store::aliases::survivors(work, &ids).await?;
    let mut scored: Vec<(f64, AccountId)> = Vec::new();
    for account in store::by_ids(work, &ids).await? {
        let named = normalize(&Record::named("", &account.name), &Lexicon::new());
        scored.push((score_only(&n, &named, &model), survivors.get(&account.id).copied().unwrap_or(account.id)));
    }
    scored.retain(|s| s.0 >= 0.3);
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut told = HashSet::new();
    scored.retain(|s| told.insert(s.1));
    Ok(scored.into_iter().take(limit).map(|s| s.1).collect())
}

async fn weigh(work: &Work, record: &Record, own: Option<AccountId>, said: &[PairVerdict], limit: usize) -> Result<Vec<Match>> {
    let mut asked = normalize(record, &Lexicon::new());
    if asked.is_empty() {
        return Ok(Vec::new());
    }
    let mut ids = candidates(work, &asked, own).await?;
    ids.extend(said.iter().filter(|s| s.judgment == Judgment::Same && !ids.contains(&s.other)).map(|s| s.other).collect::<Vec<_>>());
    let accounts = store::by_ids(work, &ids).await?;
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    let survivors = survivors(work, &accounts).await?;
    let mut known: Vec<(Account, Normalized)> = accounts
        .into_iter()
        .map(|a| {
            let n = rules::normalized(&a.details, "");
            (a, n)
        })
        .collect();
    let lexicon = lexicon(work, known.iter().map(|k| &k.1).chain([&asked])).await?;
    asked.reweigh(&lexicon);
    let model = model(work).await?;
    let mut found: Vec<Match> = Vec::new();
    for (account, n) in &mut known {
        // What an absorbed account is known by speaks for the one that it went into, and so does what was said of it.
        let account = survivors.get(&account.id).unwrap_or(account);
        if Some(account.id) == own {
            continue;
        }
        let person = said.iter().find(|s| s.other == account.id).map(|s| s.judgment);
        n.reweigh(&lexicon);
        // Most candidates are far off; only what is near gets its evidence written out.
        if person.is_none() && score_only(&asked, n, &model) < model.likely {
            continue;
        }
        let v = score_with(&asked, n, &model, person);
        found.push(Match { account: account.clone(), verdict: v.verdict, score: v.score, evidence: v.evidence, by_person: v.by_person });
    }
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.account.id.cmp(&b.account.id)));
    let mut told = HashSet::new();
    found.retain(|m| told.insert(m.account.id));
    found.truncate(limit);
    Ok(found)
}

/// The survivors of those of these accounts that were absorbed, by the id of the absorbed.
async fn survivors(work: &Work, accounts: &[Account]) -> Result<HashMap<AccountId, Account>> {
    let ids: Vec<AccountId> = accounts.iter().map(|a| a.id).collect();
    let aliases = store::aliases::survivors(work, &ids).await?;
    if aliases.is_empty() {
        return Ok(HashMap::new());
    }
    let wanted: Vec<AccountId> = aliases.values().copied().collect();
    let known: HashMap<AccountId, Account> = store::by_ids(work, &wanted).await?.into_iter().map(|a| (a.id, a)).collect();
    Ok(aliases.into_iter().filter_map(|(gone, now)| Some((gone, known.get(&now)?.clone()))).collect())
}

/// Who shares a key with a record: those that share rare keys first.
async fn candidates(work: &Work, n: &Normalized, own: Option<AccountId>) -> Result<Vec<AccountId>> {
    let keys = rules::keys(n);
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let holders = store::keys::holders(work, &keys, COMMON).await?;
    let mut ids = ranked(&holders, &keys, COMPARED, own);
    if ids.is_empty() {
        // Every key is common, or none is known: the first holders of each are better than nobody.
        ids = store::keys::first_holders(work, &keys, 20).await?;
        ids.retain(|id| Some(*id) != own);
        ids.truncate(COMPARED);
    }
    Ok(ids)
}

/// Holders of keys by how much they share, at most `most` of them.
fn ranked(holders: &HashMap<String, Vec<AccountId>>, keys: &[String], most: usize, own: Option<AccountId>) -> Vec<AccountId> {
    let mut sums: HashMap<AccountId, f64> = HashMap::new();
    for key in keys {
        let Some(ids) = holders.get(key) else { continue };
        let n = f64::from(u32::try_from(ids.len()).unwrap_or(u32::MAX));
        let weight = rules::key_weight(key) / (1.0 + n).ln_1p();
        for id in ids.iter().filter(|id| Some(**id) != own) {
            *sums.entry(*id).or_default() += weight;
        }
    }
    let mut ranked: Vec<(AccountId, f64)> = sums.into_iter().collect();
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked.into_iter().take(most).map(|r| r.0).collect()
}

/// What is known about how common the words of these names are.
pub(crate) async fn lexicon<'a>(work: &Work, names: impl Iterator<Item = &'a Normalized>) -> Result<Lexicon> {
    let mut words: Vec<&str> = names.flat_map(Normalized::words).collect();
    words.sort_unstable();
    words.dedup();
    let (names, counts) = store::tallies::words(work, &words).await?;
    let mut text = format!("lexicon 1\nnames {names}\n");
    for (word, n) in counts {
        let _ = writeln!(text, "{word} {n}");
    }
    Lexicon::from_text(&text).map_err(|e| base::Fault::new("reading the counts of words", e).into())
}

/// A possible duplicate found in a check of many.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Double {
    /// Which of the records that were checked.
    pub(crate) at: usize,
    /// The account that it may be.
    pub(crate) other: AccountId,
    /// Same or likely.
    pub(crate) judgment: Judgment,
    /// Between 0 and 1.
    pub(crate) score: f64,
}

/// Checks many records at once, with each other and with the accounts that are there: for each the best
/// match, if it is likely.
///
/// It follows the keys that say much by themselves and asks for the rest only two or three statements,
/// however many records there are.
pub(crate) async fn doubles(work: &Work, records: &[(AccountId, &Details)]) -> Result<Vec<Double>> {
    let normalized: Vec<Normalized> = records.iter().map(|r| rules::normalized(r.1, "")).collect();
    let keys: Vec<Vec<String>> = normalized.iter().map(rules::strong_keys).collect();
    let mut all: Vec<String> = keys.iter().flatten().cloned().collect();
    all.sort_unstable();
    all.dedup();
    let mut holders = store::keys::holders(work, &all, COMMON_IN_BULK).await?;
    // Where each of the records themselves is, so that they meet each other too.
    let own: HashMap<AccountId, usize> = records.iter().enumerate().map(|(i, r)| (r.0, i)).collect();
    for (record, keys) in records.iter().zip(&keys) {
        for key in keys {
            let ids = holders.entry(key.clone()).or_default();
            if !ids.contains(&record.0) && u64::try_from(ids.len()).is_ok_and(|n| n < COMMON_IN_BULK * 2) {
                ids.push(record.0);
            }
        }
    }
    let wanted: Vec<Vec<AccountId>> =
        records.iter().zip(&keys).map(|(r, keys)| ranked(&holders, keys, COMPARED_IN_BULK, Some(r.0))).collect();
    let mut others: Vec<AccountId> = wanted.iter().flatten().filter(|id| !own.contains_key(id)).copied().collect();
    others.sort_unstable();
    others.dedup();
    let mut known: HashMap<AccountId, Normalized> = HashMap::with_capacity(others.len());
    for chunk in others.chunks(5000) {
        known.extend(store::by_ids(work, chunk).await?.into_iter().map(|a| (a.id, rules::normalized(&a.details, ""))));
    }
    let model = model(work).await?;
    let survivors = store::aliases::survivors(work, &others).await?;
    let ids: Vec<AccountId> = records.iter().map(|r| r.0).collect();
    let apart: HashSet<(AccountId, AccountId)> = store::pairs::of(work, &ids)
        .await?
        .into_iter()
        .filter(|s| s.1.judgment == Judgment::Different)
        .map(|(own, v)| (own, v.other))
        .collect();
    let mut found = Vec::new();
    for ((at, (n, ids)), record) in normalized.iter().zip(&wanted).enumerate().zip(records) {
        let ids = ids.iter().filter(|id| !apart.contains(&(record.0, **id)));
        let scores = ids.filter_map(|id| {
            let other = match own.get(id) {
                // Each pair of the records themselves is told once, at the later one.
                Some(i) if *i < at => normalized.get(*i)?,
                Some(_) => return None,
                None => known.get(id)?,
            };
            Some((score_only(n, other, &model), *id))
        });
        let best = scores.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        if let Some((score, other)) = best.filter(|b| b.0 >= model.likely) {
            let other = survivors.get(&other).copied().unwrap_or(other);
            found.push(Double { at, other, judgment: matching::judge(score, &model), score });
        }
    }
    Ok(found)
}
