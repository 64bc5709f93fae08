//! How conflicts go, with the rows behind each figure; and proposals made again.

use std::collections::{BTreeMap, HashMap};

use base::{CaseId, Instant, Result, RulingId};
use work::{Permission, Resource, Work};

use super::super::model::{Kind, Tally, Trigger};
use super::super::rules;
use super::super::store;
use super::super::store::rulings::Ruled;
use crate::deals::actions as deals;

/// How many rulings one query reads.
const AT_ONCE: u64 = 500;

async fn every(work: &Work, since: Instant, mut each: impl FnMut(Ruled)) -> Result<()> {
    let mut after: Option<(Instant, RulingId)> = None;
    loop {
        let batch = store::rulings::since(work, since, after, AT_ONCE).await?;
        let Some(last) = batch.last() else { return Ok(()) };
        after = Some((last.proposed.at, last.id));
        batch.into_iter().for_each(&mut each);
    }
}

/// How conflicts went since a moment; for those who may read all deals.
pub async fn tally(work: &Work, since: Instant) -> Result<Tally> {
    super::may_rule_any(work)?;
    let now = work.now();
    let mut tally = Tally {
        registered: deals::registered(work, since, now).await?,
        opened: store::cases::opened(work, since, now).await?,
        ..Tally::default()
    };
    let (mut minutes, mut clauses) = (Vec::new(), BTreeMap::<String, i64>::new());
    every(work, since, |r| {
        if r.appeal {
            tally.appealed += 1;
            tally.overturned += i64::from(r.overturned);
        } else {
            tally.ruled += 1;
            minutes.push(r.minutes);
        }
        *clauses.entry(r.clause).or_default() += 1;
    })
    .await?;
    tally.median_minutes = rules::median(minutes);
    (tally.flagged, tally.apart) = flags(work, since).await?;
    tally.clauses = clauses.into_iter().collect();
    tally.clauses.sort_by_key(|c| std::cmp::Reverse(c.1));
    Ok(tally)
}

/// How many cases that a likeness opened by itself were ruled, and of these as projects of their own.
///
/// The last ruling of a case counts. A case that its sides or a person ended otherwise says nothing of the likeness.
async fn flags(work: &Work, since: Instant) -> Result<(i64, i64)> {
    let last: HashMap<CaseId, Kind> = store::rulings::took(work, since).await?.into_iter().map(|t| (t.case, t.kind)).collect();
    let (mut flagged, mut apart) = (0, 0);
    for (case, trigger, _) in store::cases::openings(work, since).await? {
        let alike = matches!(trigger, Trigger::Overlap | Trigger::Claim);
        if let Some(kind) = last.get(&case).filter(|_| alike) {
            flagged += 1;
            apart += i64::from(*kind == Kind::Separate);
        }
    }
    Ok((flagged, apart))
}

/// The rulings behind the figures, newest first.
pub async fn rows(work: &Work, since: Instant) -> Result<Vec<Ruled>> {
    super::may_rule_any(work)?;
    let mut all = Vec::new();
    every(work, since, |r| all.push(r)).await?;
    all.reverse();
    all.truncate(200);
    Ok(all)
}

/// What came of making proposals again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Replayed {
    /// How many were made again.
    pub proposals: u64,
    /// The rulings whose proposal comes out otherwise, up to the number that was asked for.
    pub differences: Vec<RulingId>,
    /// How many that are.
    pub differ: u64,
}

/// Makes every kept proposal again, each under the version of the rules that held.
pub async fn replay(work: &Work, since: Instant, most: usize) -> Result<Replayed> {
    work.may(Permission::DealManage, &Resource::general("deal_terms"))?;
    let versions: HashMap<i64, _> = deals::all_terms(work).await?.into_iter().map(|t| (t.version, t)).collect();
    let mut found = Replayed::default();
    every(work, since, |r| {
        found.proposals += 1;
        let p = &r.proposed;
        let again = versions.get(&p.version).map(|terms| rules::propose(&p.question, terms, p.at));
        if again.as_ref() != Some(&p.proposal) {
            found.differ += 1;
            if found.differences.len() < most {
                found.differences.push(r.id);
            }
        }
    })
    .await?;
    Ok(found)
}
