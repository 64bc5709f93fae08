//! Which partners the pool of a rule admits when there is no lead to be given, as for a request for proposals.

use std::collections::BTreeMap;

use base::{PageRequest, PartnerId, Result};
use ruleset::Facts;
use work::{Role, Work};

use super::super::model::Profile;
use super::super::rules::{self, Candidate, History, Input, Method, Place, Pool, Rule, RuleSet};
use super::super::store;
use super::read;

/// What is sought: where, what, in which industry and language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sought {
    /// Where the customer is.
    pub place: Place,
    /// The keys of the products.
    pub products: Vec<String>,
    /// Its industry.
    pub industry: String,
    /// Its language.
    pub language: String,
}

/// The active partners that a pool admits, by the same test as when leads are routed; how busy they are does not count.
pub async fn qualifying(work: &Work, pool: &Pool, sought: &Sought) -> Result<Vec<PartnerId>> {
    // A need without a place is one for every territory.
    let pool = Pool { territory: pool.territory && !sought.place.country.is_empty(), ..pool.clone() };
    let candidates = candidates(work, &pool).await?;
    let rule =
        Rule { key: "request".to_owned(), name: String::new(), condition: "true".to_owned(), pool, method: Method::First { n: i64::MAX } };
    let set = RuleSet { rules: vec![rule], ..RuleSet::default() };
    let input = Input {
        at: work.now(),
        facts: Facts::new(),
        place: sought.place.clone(),
        products: sought.products.clone(),
        industry: sought.industry.clone(),
        language: sought.language.clone(),
        candidates,
        top_tier: 0,
        clocks: BTreeMap::new(),
        coverage: None,
        draw: None,
    };
    let vocabulary = read::vocabulary(work).await?;
    let mut chosen = rules::decide(&rules::prepare_set(&set, &vocabulary), &input).chosen;
    chosen.sort_unstable();
    Ok(chosen)
}

/// Every active partner with what it says it can take, and never full.
async fn candidates(work: &Work, pool: &Pool) -> Result<Vec<Candidate>> {
    let profiles = store::partners::profiles(work).await?;
    let staffed = identity::partners_with(work, &[Role::PartnerAdmin, Role::Sales]).await?;
    let ranks: BTreeMap<_, _> = match partners::programs::actions::current(work).await? {
        Some(program) => partners::tiers(work, program.id).await?.into_iter().map(|t| (t.id, t.rank)).collect(),
        None => BTreeMap::new(),
    };
    let mut certified: BTreeMap<PartnerId, Vec<String>> = BTreeMap::new();
    for key in &pool.certificates {
        for grant in partners::holders(work, &format!("certified:{key}")).await? {
            certified.entry(grant.partner).or_default().push(key.clone());
        }
    }
    let filter = partners::Filter { state: Some(partners::Lifecycle::Active), ..partners::Filter::default() };
    let (mut all, mut page) = (Vec::new(), PageRequest::first(200));
    loop {
        let found = partners::list(work, &filter, &page).await?;
        for p in found.items {
            let said = profiles.get(&p.id).cloned().unwrap_or_else(|| Profile::of(p.id));
            let or = |list: Vec<String>, own: &str| if list.is_empty() { vec![own.to_owned()] } else { list };
            all.push(Candidate {
                partner: p.id,
                kind: p.kind.code().to_owned(),
                active: true,
                staffed: staffed.contains(&p.id),
                tier: p.tier.and_then(|t| ranks.get(&t).copied()).unwrap_or(0),
                certificates: certified.remove(&p.id).unwrap_or_default(),
                territories: or(said.territories, &p.country),
                languages: or(said.languages, p.locale.split('-').next().unwrap_or_default()),
                country: p.country,
                city: p.city,
                industries: said.industries,
                products: said.products,
                capacity: 1,
                open: 0,
                weight: said.weight,
                paused: said.paused,
                asked: false,
                waits_since: p.created_at,
                history: History {
                    offered: 0,
                    accepted: 0,
                    answered: 0,
                    answer_minutes: 0,
                    contacted: 0,
                    contact_minutes: 0,
                    converted: 0,
                },
                turns: BTreeMap::new(),
            });
        }
        let Some(next) = found.next else { return Ok(all) };
        page = PageRequest { after: Some(next), ..page };
    }
}
