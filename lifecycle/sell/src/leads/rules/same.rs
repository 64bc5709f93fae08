//! Same customer or not: how a lead is looked up among leads.

use matching::{Judgment, KeyKind, Lexicon, Model, Normalized, Record};

use super::super::model::{Claim, Customer};

/// Makes the customer of a lead ready for comparison.
pub fn prepare(customer: &Customer, email: &str, phone: &str) -> Normalized {
    let some = |text: &str| if text.is_empty() { Vec::new() } else { vec![text.to_owned()] };
    let record = Record {
        names: some(&customer.company),
        domains: some(&customer.domain),
        postal: customer.postal_code.clone(),
        region: customer.region.clone(),
        city: customer.city.clone(),
        country: customer.country.clone(),
        emails: some(email),
        phones: some(phone),
        ..Record::default()
    };
    matching::normalize(&record, &Lexicon::new())
}

/// Blocking keys, those that tell most first.
pub fn keys(known: &Normalized) -> Vec<String> {
    let weight = |kind: KeyKind| match kind {
        KeyKind::Identifier | KeyKind::Domain | KeyKind::Signature => 0,
        KeyKind::Email | KeyKind::Phone => 1,
        KeyKind::Token | KeyKind::Trigrams | KeyKind::Place => 2,
        KeyKind::Sound | KeyKind::Half | KeyKind::Acronym => 3,
    };
    let mut keys = matching::keys(known);
    keys.sort_by_key(|k| weight(k.kind));
    keys.into_iter().take(16).map(|k| format!("{}:{}", k.kind.code(), k.text)).collect()
}

/// The claim that is about the same customer for sure, best first.
pub fn same<'a>(known: &Normalized, claims: &'a [Claim]) -> Option<&'a Claim> {
    let model = Model::default();
    let score = |c: &Claim| {
        let other = prepare(&c.customer, &c.email, &c.phone);
        matching::score_only(known, &other, &model)
    };
    let mut found: Vec<(f64, &Claim)> =
        claims.iter().map(|c| (score(c), c)).filter(|(score, _)| matching::judge(*score, &model) == Judgment::Same).collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.lead.cmp(&b.1.lead)));
    found.first().map(|(_, claim)| *claim)
}
