//! A record made ready for comparison, once, so that comparing is cheap.

use crate::contact::{self, Phone};
use crate::lexicon::Lexicon;
use crate::name::{self, NameForm};
use crate::place::{self, Address};
use crate::record::Record;
use crate::text::fold;

/// A record made ready for comparison.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Normalized {
    pub(crate) id: String,
    pub(crate) names: Vec<NameForm>,
    pub(crate) domains: Vec<String>,
    /// Labels of `domains`, in the same order.
    pub(crate) labels: Vec<String>,
    pub(crate) address: Address,
    pub(crate) city: String,
    pub(crate) region: String,
    pub(crate) postal: String,
    pub(crate) country: String,
    pub(crate) phones: Vec<Phone>,
    pub(crate) identifiers: Vec<(String, String)>,
    pub(crate) emails: Vec<String>,
    pub(crate) parent: Option<NameForm>,
}

impl Normalized {
    /// The caller's key of the record.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The words of the first name that matter, for `Lexicon::learn`.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.names.first().into_iter().flat_map(|n| n.tokens.iter().map(|t| t.text.as_str()))
    }

    /// The first name as it is compared: folded, without legal form and small words.
    #[must_use]
    pub fn core_name(&self) -> String {
        self.words().collect::<Vec<_>>().join(" ")
    }

    /// Registrable domains that count as the company's own.
    #[must_use]
    pub fn domains(&self) -> &[String] {
        &self.domains
    }

    /// Phone numbers in E.164 where the country is known.
    pub fn phones(&self) -> impl Iterator<Item = &str> {
        self.phones.iter().map(|p| p.text.as_str())
    }

    /// Two-letter country code, empty when not known.
    #[must_use]
    pub fn country(&self) -> &str {
        &self.country
    }

    /// Weighs the words anew, after the lexicon has learned.
    pub fn reweigh(&mut self, lexicon: &Lexicon) {
        for name in self.names.iter_mut().chain(self.parent.iter_mut()) {
            name.reweigh(lexicon);
        }
    }

    /// Whether there is nothing to compare by.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
            && self.domains.is_empty()
            && self.phones.is_empty()
            && self.identifiers.is_empty()
            && self.emails.is_empty()
            && self.address.is_empty()
    }
}

/// Makes a record ready for comparison.
#[must_use]
pub fn normalize(record: &Record, lexicon: &Lexicon) -> Normalized {
    let mut names: Vec<NameForm> = Vec::new();
    for raw in record.names.iter().take(8) {
        for form in name::parse(raw, lexicon) {
            if names.len() < 8 && !names.contains(&form) {
                names.push(form);
            }
        }
    }
    let country = place::country(&record.country);
    let mut emails: Vec<String> = record.emails.iter().take(8).filter_map(|e| contact::email(e)).collect();
    emails.sort();
    emails.dedup();
    let mut domains: Vec<String> = record.domains.iter().take(8).filter_map(|d| contact::domain(d)).collect();
    for e in &emails {
        if let Some(d) = contact::domain(e) {
            domains.push(d);
        }
    }
    let mut seen: Vec<String> = Vec::new();
    domains.retain(|d| {
        let fresh = !seen.contains(d);
        if fresh {
            seen.push(d.clone());
        }
        fresh
    });
    let labels = domains.iter().map(|d| contact::label(d)).collect();
    let mut phones: Vec<Phone> = Vec::new();
    for p in record.phones.iter().take(8).filter_map(|p| contact::phone(p, &country)) {
        if !phones.contains(&p) {
            phones.push(p);
        }
    }
    let identifiers = record
        .identifiers
        .iter()
        .take(8)
        .filter_map(|i| {
            let scheme: String = fold(&i.scheme).chars().filter(char::is_ascii_alphanumeric).collect();
            let value: String = fold(&i.value).chars().filter(char::is_ascii_alphanumeric).collect();
            (value.len() >= 4 && value.bytes().any(|b| b.is_ascii_digit())).then_some((scheme, value))
        })
        .collect();
    let parent = name::parse(&record.parent, lexicon).into_iter().next();
    Normalized {
        id: record.id.clone(),
        names,
        domains,
        labels,
        address: Address::parse(&record.address),
        city: place::city(&record.city),
        region: place::region(&record.region),
        postal: place::postal(&record.postal),
        country,
        phones,
        identifiers,
        emails,
        parent,
    }
}
