//! What would change if the draft were published: counted account by account, in the background.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use base::{AccountId, CoveragePlanId, Currency, Fault, Instant, Money, Result};
use serde::{Deserialize, Serialize};
use serde_json::json;
use work::{Entry, Work};

use super::whole_draft;
use crate::accounts;
use crate::coverage::model::{Counting, Move, Name, Plan, Way, WhatIf, Whom};
use crate::coverage::rules::{self, Parsed};
use crate::coverage::store;

/// The job that counts.
pub(crate) const COUNT_JOB: &str = "accounts.coverage_count";
/// How many accounts are looked at in one read.
const AT_ONCE: u64 = 2000;
/// How many accounts of each change are shown.
const SOME: usize = 8;

/// What was counted, as the plan's row holds it.
#[derive(Debug, Serialize, Deserialize)]
struct Stored {
    at: Instant,
    looked_at: i64,
    moves: Vec<StoredMove>,
}

#[derive(Debug, Serialize, Deserialize)]
struct StoredMove {
    from: String,
    to: String,
    accounts: i64,
    pipeline: Vec<(String, i64)>,
    some: Vec<AccountId>,
}

/// Asks for the counting of what the draft would change.
pub(crate) async fn ask_what_if(work: &Work) -> Result<()> {
    let draft = whole_draft(work, None).await?;
    store::count(work, draft.id, Some(work.now()), None).await?;
    work.audit(
        Entry::new("coverage.what_if_asked", "coverage_plan", draft.id)
            .after(json!({ "version": draft.version, "revision": draft.revision })),
    );
    work.enqueue(COUNT_JOB, json!({ "version": draft.version, "revision": draft.revision }));
    Ok(())
}

/// How far the counting of a draft is.
pub(crate) async fn counting(work: &Work, draft: &Plan) -> Result<Counting> {
    super::may_read(work)?;
    let (since, counted, revision) = store::counting(work, draft.version).await?;
    if let Some(since) = since {
        return Ok(Counting::Runs { since });
    }
    let Some(counted) = counted else { return Ok(Counting::NotAsked) };
    let stored: Stored = serde_json::from_value(counted).map_err(|e| Fault::new("reading what was counted of a coverage plan", e))?;
    let moves = stored.moves.into_iter().map(|m| {
        let pipeline = m.pipeline.iter().filter_map(|(c, n)| Some(Money::new(*n, c.parse::<Currency>().ok()?))).collect();
        Some(Move { from: Way::from_code(&m.from)?, to: Way::from_code(&m.to)?, accounts: m.accounts, pipeline, some: m.some })
    });
    let what_if = WhatIf { at: stored.at, looked_at: stored.looked_at, moves: moves.flatten().collect() };
    Ok(Counting::Done { what_if, outdated: revision != draft.revision })
}

#[derive(Default)]
struct Sum {
    accounts: i64,
    pipeline: BTreeMap<String, i64>,
    some: Vec<AccountId>,
}

/// A counting that is under way: every account is looked at twice, by the plan in force and by the draft.
///
/// It reads in small pieces and holds no transaction meanwhile; the result says of which revision it is.
pub(crate) struct Count {
    id: CoveragePlanId,
    revision: i64,
    now: Option<Arc<Parsed>>,
    then: Parsed,
    after: Option<AccountId>,
    looked_at: i64,
    sums: BTreeMap<(Way, Way), Sum>,
    /// The accounts of the last piece that change, and how.
    changed: BTreeMap<AccountId, (Way, Way)>,
}

/// Begins to count what a draft would change; none when the draft is no more.
pub(crate) async fn begin_count(work: &Work, version: i64) -> Result<Option<Count>> {
    let Some(draft) = store::find(work, version).await?.filter(Plan::is_draft) else { return Ok(None) };
    let (now, then) = (super::ask::plan(work).await?, rules::parse(&draft)?);
    let (sums, changed) = (BTreeMap::new(), BTreeMap::new());
    Ok(Some(Count { id: draft.id, revision: draft.revision, now, then, after: None, looked_at: 0, sums, changed }))
}

/// Looks at the next accounts; the answer is which of them change, and none at the end.
pub(crate) async fn count_more(work: &Work, count: &mut Count) -> Result<Option<Vec<AccountId>>> {
    let found = accounts::actions::after(work, count.after, AT_ONCE).await?;
    let Some(last) = found.last() else { return Ok(None) };
    count.after = Some(last.id);
    count.looked_at = count.looked_at.saturating_add(i64::try_from(found.len()).unwrap_or(i64::MAX));
    let own: Vec<AccountId> = found.iter().map(|a| a.id).collect();
    let absorbed: HashMap<AccountId, AccountId> = accounts::actions::absorbed_by(work, &own).await?.into_iter().collect();
    let ids: Vec<AccountId> = own.iter().chain(absorbed.keys()).copied().collect();
    let before = match &count.now {
        Some(plan) => named(work, plan.version, &ids, &absorbed).await?,
        None => HashMap::new(),
    };
    let after = named(work, count.then.version, &ids, &absorbed).await?;
    let today = work.now().date_naive();
    count.changed.clear();
    for account in &found {
        let facts = rules::facts_of(Whom::Account(account));
        let old = rules::decide(count.now.as_deref(), before.get(&account.id), &facts, today).served;
        let new = rules::decide(Some(&count.then), after.get(&account.id), &facts, today).served;
        if old.way != new.way || old.partners != new.partners {
            let sum = count.sums.entry((old.way, new.way)).or_default();
            sum.accounts += 1;
            if sum.some.len() < SOME {
                sum.some.push(account.id);
            }
            count.changed.insert(account.id, (old.way, new.way));
        }
    }
    // What is open at an absorbed account is open at the one that it went into.
    let along: Vec<(AccountId, (Way, Way))> = absorbed.iter().filter_map(|(gone, now)| Some((*gone, *count.changed.get(now)?))).collect();
    count.changed.extend(along);
    Ok(Some(count.changed.keys().copied().collect()))
}

/// What a version says of accounts by name; the name of an absorbed account stands for the one it went into.
pub(super) async fn named(
    work: &Work,
    version: i64,
    ids: &[AccountId],
    absorbed: &HashMap<AccountId, AccountId>,
) -> Result<HashMap<AccountId, Name>> {
    let mut names = store::names::find_many(work, version, ids).await?;
    names.sort_by_key(|n| (absorbed.contains_key(&n.account), n.account));
    let mut out = HashMap::new();
    for name in names {
        out.entry(absorbed.get(&name.account).copied().unwrap_or(name.account)).or_insert(name);
    }
    Ok(out)
}

/// Adds what is open at accounts of the last piece.
pub(crate) fn add_pipeline(count: &mut Count, open: &[(AccountId, Money)]) {
    for (id, money) in open {
        if let Some(sum) = count.changed.get(id).and_then(|way| count.sums.get_mut(way)) {
            let total = sum.pipeline.entry(money.currency.code().to_owned()).or_default();
            *total = total.saturating_add(money.minor);
        }
    }
}

/// Keeps what was counted.
///
/// By the id of the plan: the draft may have been thrown away meanwhile, and another begun under its number.
pub(crate) async fn end_count(work: &Work, count: &Count) -> Result<()> {
    let moves = count.sums.iter().map(|((from, to), s)| StoredMove {
        from: from.code().to_owned(),
        to: to.code().to_owned(),
        accounts: s.accounts,
        pipeline: s.pipeline.iter().map(|(currency, minor)| (currency.clone(), *minor)).collect(),
        some: s.some.clone(),
    });
    let stored = Stored { at: work.now(), looked_at: count.looked_at, moves: moves.collect() };
    let counted = serde_json::to_value(&stored).map_err(|e| Fault::new("writing what was counted of a coverage plan", e))?;
    store::count(work, count.id, None, Some((counted, count.revision))).await
}

/// Says of a plan that nobody counts it any more, because the counting failed for good.
pub(crate) async fn give_up_counting(work: &Work, version: i64) -> Result<()> {
    match store::find(work, version).await? {
        Some(plan) => store::count(work, plan.id, None, None).await,
        None => Ok(()),
    }
}
