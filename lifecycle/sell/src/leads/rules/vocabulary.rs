//! What the conditions of the routing rules may speak about.

use base::Fault;
use ruleset::{Choice, Facts, Kind, Variable, Vocabulary};

use super::super::model::{Lead, Source};
use super::cover::Cover;

/// The variables of a lead; products and countries are those that there are.
pub fn vocabulary(products: &[(String, String)]) -> Result<Vocabulary, Fault> {
    let text = |name: &str| Variable::new(name, Kind::Text, &format!("{}-means", name.replace(['.', '_'], "-")));
    let of = |name: &str, kind: Kind| Variable { kind, ..text(name) };
    let choice = |value: &str, label: String| Choice { value: value.to_owned(), label };
    let sources = Source::ALL.iter().map(|s| choice(s.code(), s.label_key())).collect();
    let ways = accounts::Way::ALL.iter().map(|w| choice(w.code(), w.label_key().to_owned())).collect();
    let products = products.iter().map(|(key, name)| choice(key, name.clone())).collect();
    Vocabulary::new(vec![
        text("lead.country"),
        text("lead.region"),
        text("lead.postal_code"),
        text("lead.city"),
        text("lead.company"),
        text("lead.domain"),
        text("lead.industry"),
        text("lead.language"),
        of("lead.size", Kind::Int),
        of("lead.score", Kind::Int),
        of("lead.products", Kind::List).suggesting(products),
        text("lead.source").only(sources),
        text("lead.campaign"),
        of("lead.has_phone", Kind::Bool),
        of("lead.received_on", Kind::Date),
        text("lead.coverage").only(ways),
        text("lead.segment"),
        text("lead.sales_territory"),
    ])
    .map_err(|e| Fault::new("making the vocabulary of leads", e))
}

/// What is known of a lead, as conditions ask for it; an empty text is not known.
pub fn facts(lead: &Lead, cover: &Cover) -> Facts {
    let (c, w) = (&lead.customer, &lead.wish);
    let some = |text: &String| Some(text.clone()).filter(|t| !t.is_empty());
    Facts::new()
        .maybe("lead.country", some(&c.country))
        .maybe("lead.region", some(&c.region))
        .maybe("lead.postal_code", some(&c.postal_code))
        .maybe("lead.city", some(&c.city))
        .maybe("lead.company", some(&c.company))
        .maybe("lead.domain", some(&c.domain))
        .maybe("lead.industry", some(&w.industry))
        .maybe("lead.language", some(&w.language))
        .maybe("lead.size", w.size)
        .with("lead.score", lead.score)
        .with("lead.products", w.products.clone())
        .with("lead.source", lead.source.code())
        .maybe("lead.campaign", some(&lead.campaign))
        .with("lead.has_phone", !lead.contact.phone.is_empty())
        .with("lead.received_on", lead.captured_at.date_naive())
        .with("lead.coverage", cover.way.as_str())
        .maybe("lead.segment", some(&cover.segment))
        .maybe("lead.sales_territory", some(&cover.territory))
}

/// The customer of a lead as an account would hold it, for the coverage plan.
pub fn company(lead: &Lead) -> accounts::Details {
    let (c, w) = (&lead.customer, &lead.wish);
    accounts::Details {
        name: c.company.clone(),
        domain: accounts::domain(&c.domain).unwrap_or_default(),
        city: c.city.clone(),
        region: c.region.clone(),
        postal: c.postal_code.clone(),
        country: c.country.clone(),
        industry: w.industry.clone(),
        employees: w.size,
        ..accounts::Details::default()
    }
}
