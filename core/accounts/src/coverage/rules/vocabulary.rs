//! What the conditions of a plan may ask of an account.

use std::sync::LazyLock;

use ruleset::{Choice, Facts, Kind, Variable, Vocabulary};

use crate::accounts::model::{Account, Origin};
use crate::countries;
use crate::coverage::model::Whom;

/// The variables, in the order of pages.
pub(crate) static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| {
    let countries = countries::all().iter().map(|(code, name)| Choice { value: (*code).to_owned(), label: name.clone() });
    let origins = Origin::ALL.map(|o| Choice { value: o.code().to_owned(), label: o.label_key().to_owned() });
    let text = |name: &str, label: &str| Variable::new(name, Kind::Text, label);
    let variables = vec![
        text("account.country", "account-country").only(countries.collect()),
        text("account.region", "account-region"),
        text("account.postal", "account-postal"),
        text("account.city", "account-city"),
        text("account.industry", "account-industry"),
        Variable::new("account.employees", Kind::Int, "account-employees"),
        Variable::new("account.revenue", Kind::Number, "coverage-var-revenue"),
        text("account.currency", "coverage-var-currency"),
        text("account.stage", "account-stage"),
        text("account.owner", "account-owner"),
        text("account.name", "account-name"),
        text("account.domain", "account-domain"),
        text("account.origin", "account-origin").only(origins.to_vec()),
        text("account.source", "coverage-var-source"),
    ];
    // The names are fixed texts, and a test reads them all.
    Vocabulary::new(variables).unwrap_or_default()
});

/// What is known about a company, as conditions see it; an empty text is not known.
pub(crate) fn facts_of(whom: Whom<'_>) -> Facts {
    let (details, account): (_, Option<&Account>) = match whom {
        Whom::Account(account) => (&account.details, Some(account)),
        Whom::Company(details) => (details, None),
    };
    let texts = [
        ("account.country", &details.country),
        ("account.region", &details.region),
        ("account.postal", &details.postal),
        ("account.city", &details.city),
        ("account.industry", &details.industry),
        ("account.stage", &details.lifecycle_stage),
        ("account.owner", &details.owner),
        ("account.name", &details.name),
        ("account.domain", &details.domain),
    ];
    let known = texts.into_iter().filter(|t| !t.1.is_empty());
    known
        .fold(Facts::new(), |facts, (name, value)| facts.with(name, value.as_str()))
        .maybe("account.employees", details.employees)
        .maybe("account.revenue", details.revenue.map(base::Money::decimal))
        .maybe("account.currency", details.revenue.map(|r| r.currency.code()))
        .maybe("account.origin", account.map(|a| a.origin.code()))
        .maybe("account.source", account.and_then(|a| a.external.as_ref()).map(|e| e.source.as_str()))
}
