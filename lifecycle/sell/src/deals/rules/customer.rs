//! Same customer or not: how a customer is looked up among deals, and how a find is weighed.

use base::{DealId, Instant, PartnerId, ProductId};
use chrono::NaiveDate;
use matching::{Judgment, KeyKind, Lexicon, Model, Normalized, Record};

use super::super::model::{Customer, Finding, Held, StateKind};

/// A customer made ready for comparison.
#[derive(Debug, Clone)]
pub struct Known {
    /// For the duplicate engine.
    pub record: Record,
    /// The same, normalized.
    pub normalized: Normalized,
}

/// Makes a customer ready for comparison.
pub fn prepare(customer: &Customer) -> Known {
    let some = |text: &str| if text.is_empty() { Vec::new() } else { vec![text.to_owned()] };
    let record = Record {
        names: some(&customer.company),
        domains: some(&customer.domain),
        city: customer.city.clone(),
        country: customer.country.clone(),
        emails: some(&customer.contact_email),
        ..Record::default()
    };
    let normalized = matching::normalize(&record, &Lexicon::new());
    Known { record, normalized }
}

/// A customer as an account would hold it: a host of no registered domain, such as one of an intranet, stays with the deal.
pub fn company(customer: &Customer) -> accounts::Details {
    accounts::Details {
        name: customer.company.clone(),
        domain: accounts::domain(&customer.domain).unwrap_or_default(),
        city: customer.city.chars().take(100).collect(),
        country: customer.country.clone(),
        ..accounts::Details::default()
    }
}

/// Blocking keys with their weights: what a rare key shares says more than what a common one does.
pub fn keys(known: &Known) -> Vec<(String, i64)> {
    let weight = |kind: KeyKind| match kind {
        KeyKind::Identifier | KeyKind::Domain | KeyKind::Signature => 10,
        KeyKind::Email | KeyKind::Phone => 6,
        KeyKind::Token | KeyKind::Trigrams | KeyKind::Place => 3,
        KeyKind::Sound | KeyKind::Half | KeyKind::Acronym => 1,
    };
    matching::keys(&known.normalized).into_iter().map(|k| (format!("{}:{}", k.kind.code(), k.text), weight(k.kind))).collect()
}

/// The names under which a customer is protected, whatever account it turns out to be.
///
/// Its own domains; without one, the words of its name with its country. Two submissions of the same
/// customer share one of them, so the database itself refuses the second protection.
pub fn scopes(known: &Known) -> Vec<String> {
    let domains: Vec<String> = known.normalized.domains().iter().take(3).map(|d| format!("domain:{d}")).collect();
    if !domains.is_empty() {
        return domains;
    }
    alias(known).map(|name| format!("name:{name}")).into_iter().collect()
}

/// The name of a customer of which a host name is known too: it says something about those of which none is.
fn alias(known: &Known) -> Option<String> {
    let signature = matching::keys(&known.normalized).into_iter().find(|k| k.kind == KeyKind::Signature);
    signature.map(|k| format!("{}/{}", k.text, known.normalized.country()))
}

/// Under which names a lead is a claim to its customer.
pub fn claim_scopes(known: &Known) -> Vec<String> {
    let mut all = scopes(known);
    if all.iter().any(|s| s.starts_with("domain:")) {
        all.extend(alias(known).map(|name| format!("known:{name}")));
    }
    all
}

/// Under which names a customer is looked for among claims: two that have different host names are two customers.
pub fn claim_asks(known: &Known) -> Vec<String> {
    let mut all = scopes(known);
    let other = if all.iter().any(|s| s.starts_with("domain:")) { "name" } else { "known" };
    all.extend(alias(known).map(|name| format!("{other}:{name}")));
    all
}

/// Another deal that shares a key.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Which deal.
    pub deal: DealId,
    /// Whose.
    pub partner: PartnerId,
    /// Where it is.
    pub state: StateKind,
    /// When it ended.
    pub closed_at: Option<Instant>,
    /// Its customer.
    pub customer: Customer,
    /// Its products.
    pub products: Vec<ProductId>,
    /// When it was handed in.
    pub submitted_at: Option<Instant>,
    /// On which day it was won.
    pub won_on: Option<NaiveDate>,
    /// Until when what was sold runs.
    pub term_ends: Option<NaiveDate>,
}

/// Weighs candidates against a customer: what is the same or likely the same, surest first.
///
/// What was won is found however long ago; whether it still holds the customer is for the terms to say.
pub fn weigh(known: &Known, products: &[ProductId], candidates: &[Candidate]) -> Vec<Finding> {
    let model = Model::default();
    let mut found: Vec<Finding> = candidates
        .iter()
        .filter_map(|c| {
            let held = match c.state {
                StateKind::Approved => Held::Protected,
                StateKind::InReview | StateKind::Disputed => Held::Open,
                StateKind::Won => Held::Won,
                StateKind::Draft
                | StateKind::Lost
                | StateKind::Expired
                | StateKind::Released
                | StateKind::Withdrawn
                | StateKind::Rejected => return None,
            };
            let other = prepare(&c.customer);
            let score = matching::score_only(&known.normalized, &other.normalized, &model);
            let verdict = matching::judge(score, &model);
            if verdict == Judgment::Different {
                return None;
            }
            let evidence = matching::score(&known.normalized, &other.normalized, &model).evidence;
            Some(Finding {
                deal: c.deal,
                partner: c.partner,
                held,
                same: verdict == Judgment::Same,
                same_product: c.products.iter().any(|p| products.contains(p)),
                won_at: c.closed_at.filter(|_| held == Held::Won),
                score: thousandths(score),
                evidence: evidence.into_iter().take(4).map(|e| e.code.to_owned()).collect(),
            })
        })
        .collect();
    found.sort_by(|a, b| b.same.cmp(&a.same).then(b.score.cmp(&a.score)).then(a.deal.cmp(&b.deal)));
    found
}

/// A score between 0 and 1 in whole thousandths; by way of text, because floats are not cast here.
fn thousandths(score: f64) -> i64 {
    format!("{:.0}", score * 1_000.0).parse().unwrap_or(0)
}
