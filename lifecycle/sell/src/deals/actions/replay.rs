//! Deciding again what was decided: to prove that nothing was made up, and to try other terms before they hold.

use std::collections::{BTreeMap, HashMap};

use base::{DealId, Instant, Invalid, Page, PageRequest, PartnerId, Result};
use work::{Permission, Resource, Work};

use super::super::model::{Card, Decided, Difference, Terms};
use super::super::rules;
use super::super::store;
use super::may;

/// How many decisions one query reads.
const AT_ONCE: u64 = 1_000;

/// What came of deciding again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Replayed {
    /// How many decisions were made again.
    pub decisions: u64,
    /// How many came out otherwise.
    pub differ: u64,
    /// Those, oldest first, up to the number that was asked for.
    pub differences: Vec<Difference>,
    /// How many of each kind: what was asked, what was answered, what is answered now.
    pub kinds: BTreeMap<Kind, u64>,
}

/// A kind of difference: what was asked, what was answered, what is answered now.
pub type Kind = (&'static str, &'static str, &'static str);

/// What was decided about a deal, newest first.
pub async fn decisions(work: &Work, id: DealId, page: &PageRequest) -> Result<Page<Decided>> {
    let deal = store::get(work, id).await?;
    may(work, Permission::DealRead, &deal)?;
    store::decisions::of(work, id, page).await
}

/// Decides everything since a moment again, each under the version of the terms that held.
pub async fn replay(work: &Work, since: Instant, most: usize) -> Result<Replayed> {
    work.may(Permission::DealManage, &Resource::general("deal_terms"))?;
    let mut versions: HashMap<i64, Terms> = HashMap::new();
    for terms in store::terms::all(work).await? {
        versions.insert(terms.version, terms);
    }
    again(work, since, most, |d| versions.get(&d.version)).await
}

/// Decides everything since a moment again under other terms, which need not hold yet.
pub async fn try_terms(work: &Work, terms: Terms, unread: Invalid, since: Instant, most: usize) -> Result<Replayed> {
    work.may(Permission::DealManage, &Resource::general("deal_terms"))?;
    let terms = rules::check_terms(terms, unread)?;
    again(work, since, most, |_| Some(&terms)).await
}

/// The deals that differences are about, with the names of their partners.
pub async fn about(work: &Work, differences: &[Difference]) -> Result<(Vec<Card>, HashMap<PartnerId, String>)> {
    let ids: Vec<DealId> = differences.iter().map(|d| d.decided.deal).collect();
    let cards = store::list::by_ids(work, &ids).await?;
    let names = super::read::partner_names(work, &cards).await?;
    Ok((cards, names))
}

/// Asks the kept questions again.
async fn again<'a>(work: &Work, since: Instant, most: usize, terms_of: impl Fn(&Decided) -> Option<&'a Terms>) -> Result<Replayed> {
    let mut found = Replayed::default();
    let mut after = None;
    loop {
        let batch = store::decisions::since(work, since, after, AT_ONCE).await?;
        let Some(last) = batch.last() else { return Ok(found) };
        after = Some((last.at, last.id));
        for decided in batch {
            found.decisions += 1;
            let now = match terms_of(&decided) {
                Some(terms) => rules::judge(&decided.question, terms, decided.at),
                // A version that is gone can decide nothing, and that is a difference too.
                None => super::super::model::Outcome::Refused { code: "deal.terms_missing".to_owned() },
            };
            if now != decided.outcome {
                found.differ += 1;
                *found.kinds.entry((decided.question.code(), decided.outcome.code(), now.code())).or_default() += 1;
                if found.differences.len() < most {
                    found.differences.push(Difference { decided, now });
                }
            }
        }
    }
}
