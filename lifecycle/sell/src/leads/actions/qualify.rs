//! Which partners the pool of a rule admits when there is no lead to be given, as for a request for proposals.

use std::collections::BTreeMap;

use base::{PartnerId, Result};
use ruleset::Facts;
use work::Work;

use super::super::rules::{self, Candidate, Input, Method, Place, Pool, Rule, RuleSet};
use super::{read, route};

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
    let rule =
        Rule { key: "request".to_owned(), name: String::new(), condition: "true".to_owned(), pool, method: Method::First { n: i64::MAX } };
    let set = RuleSet { rules: vec![rule], ..RuleSet::default() };
    let found = route::candidates(work, &set).await?.all;
    let candidates = found.into_iter().map(|c| Candidate { capacity: 1, open: 0, ..c }).collect();
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
