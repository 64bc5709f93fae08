//! What the conditions of the routing rules may speak about.

use base::Fault;
use ruleset::{Choice, Facts, Kind, Variable, Vocabulary};

use super::super::model::{Lead, Source};

/// The variables of a lead; products and countries are those that there are.
pub fn vocabulary(products: &[(String, String)]) -> Result<Vocabulary, Fault> {
    let text = |name: &str| Variable::new(name, Kind::Text, &format!("{}-means", name.replace(['.', '_'], "-")));
    let of = |name: &str, kind: Kind| Variable { kind, ..text(name) };
    let choice = |value: &str, label: String| Choice { value: value.to_owned(), label };
    let sources = Source::ALL.iter().map(|s| choice(s.code(), s.label_key())).collect();
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
    ])
    .map_err(|e| Fault::new("making the vocabulary of leads", e))
}

/// What is known of a lead, as conditions ask for it; an empty text is not known.
pub fn facts(lead: &Lead) -> Facts {
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
}
