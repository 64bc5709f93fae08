//! Values of an end-customer company.

use std::collections::BTreeMap;
use std::ops::Deref;

use base::{AccountId, ImportId, Instant, Money};
use matching::{Evidence, Judgment, Record};

/// A register that gives companies numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scheme {
    /// The number of a security, ISO 6166.
    Isin,
    /// The short name at an exchange.
    Ticker,
    /// The number for value-added tax.
    Vat,
    /// The D-U-N-S number.
    Duns,
    /// The legal entity identifier, ISO 17442.
    Lei,
    /// The number in a register of companies.
    Registration,
}

impl Scheme {
    /// Every register, in the order of pages.
    pub const ALL: [Self; 6] = [Self::Isin, Self::Ticker, Self::Vat, Self::Duns, Self::Lei, Self::Registration];

    /// The name in the database, the API and forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Isin => "isin",
            Self::Ticker => "ticker",
            Self::Vat => "vat",
            Self::Duns => "duns",
            Self::Lei => "lei",
            Self::Registration => "registration",
        }
    }

    /// The register of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// Where an account came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Origin {
    /// A person of the vendor typed it.
    #[default]
    Manual,
    /// A file.
    Import,
    /// A deal registration.
    Deal,
    /// A lead.
    Lead,
    /// A program, over the API.
    Api,
    /// The vendor's CRM.
    Crm,
}

impl Origin {
    /// Every origin.
    pub const ALL: [Self; 6] = [Self::Manual, Self::Import, Self::Deal, Self::Lead, Self::Api, Self::Crm];

    /// The name in the database, the API and facts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Manual => "manual",
            Self::Import => "import",
            Self::Deal => "deal",
            Self::Lead => "lead",
            Self::Api => "api",
            Self::Crm => "crm",
        }
    }

    /// The origin of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|o| o.code() == code)
    }

    /// The message that names it.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::Manual => "account-origin-manual",
            Self::Import => "account-origin-import",
            Self::Deal => "account-origin-deal",
            Self::Lead => "account-origin-lead",
            Self::Api => "account-origin-api",
            Self::Crm => "account-origin-crm",
        }
    }
}

/// The key of an account in another system; an account is known there at most once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct External {
    /// The other system, such as `hubspot`.
    pub source: String,
    /// The key there.
    pub id: String,
}

/// What is known about a company; an empty text means "not known".
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Details {
    /// The name people use.
    pub name: String,
    /// The name in the register of companies.
    pub legal_name: String,
    /// The main domain, such as `3i.com`.
    pub domain: String,
    /// Further domains.
    pub domains: Vec<String>,
    /// The phone number, as written.
    pub phone: String,
    /// Street and number.
    pub street: String,
    /// City.
    pub city: String,
    /// State, province or county.
    pub region: String,
    /// Postal code.
    pub postal: String,
    /// Country, ISO 3166 alpha-2.
    pub country: String,
    /// Industry, as the source names it.
    pub industry: String,
    /// How many people work there.
    pub employees: Option<i64>,
    /// The revenue of a year.
    pub revenue: Option<Money>,
    /// Numbers in registers.
    pub identifiers: BTreeMap<Scheme, String>,
    /// How far the vendor has come with it, as the source names it.
    pub lifecycle_stage: String,
    /// Who looks after it at the vendor.
    pub owner: String,
}

impl Details {
    /// The details as the duplicate engine takes them; `id` is carried through.
    pub fn record(&self, id: impl Into<String>) -> Record {
        let known = |text: &String| !text.is_empty();
        Record {
            id: id.into(),
            names: [&self.name, &self.legal_name].into_iter().filter(|n| known(n)).cloned().collect(),
            domains: std::iter::once(&self.domain).chain(&self.domains).filter(|d| known(d)).cloned().collect(),
            address: self.street.clone(),
            city: self.city.clone(),
            region: self.region.clone(),
            postal: self.postal.clone(),
            country: self.country.clone(),
            phones: if self.phone.is_empty() { Vec::new() } else { vec![self.phone.clone()] },
            identifiers: self
                .identifiers
                .iter()
                .map(|(scheme, value)| matching::Identifier { scheme: scheme.code().to_owned(), value: value.clone() })
                .collect(),
            emails: Vec::new(),
            parent: String::new(),
        }
    }
}

/// An account to be created.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewAccount {
    /// What is known about it.
    pub details: Details,
    /// Where it came from.
    pub origin: Origin,
    /// Its key in another system.
    pub external: Option<External>,
    /// The import that makes it.
    pub import: Option<ImportId>,
}

impl NewAccount {
    /// A new account from what is known about it.
    pub fn new(details: Details, origin: Origin) -> Self {
        Self { details, origin, external: None, import: None }
    }
}

/// An end-customer company; it dereferences to its [`Details`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// What is known about it.
    pub details: Details,
    /// Where it came from.
    pub origin: Origin,
    /// Its key in another system.
    pub external: Option<External>,
    /// The import that made it.
    pub import: Option<ImportId>,
    /// When it was created.
    pub created_at: Instant,
    /// When it changed last.
    pub updated_at: Instant,
    /// Raised with each change.
    pub version: i64,
}

impl Deref for Account {
    type Target = Details;
    fn deref(&self) -> &Details {
        &self.details
    }
}

/// An account that may be the one asked about.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// The account.
    pub account: Account,
    /// Same, likely, or different when a person said so.
    pub verdict: Judgment,
    /// Between 0 and 1.
    pub score: f64,
    /// Reasons, strongest first.
    pub evidence: Vec<Evidence>,
    /// Whether a person decided.
    pub by_person: bool,
}

/// What a person said about two accounts.
#[derive(Debug, Clone, PartialEq)]
pub struct PairVerdict {
    /// The other account.
    pub other: AccountId,
    /// What was said.
    pub judgment: Judgment,
    /// By whom.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// Which accounts are asked for; all conditions hold together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Whose name or domain begins with this text, or is spelled much like it.
    pub q: String,
    /// In this country, alpha-2.
    pub country: String,
    /// Of exactly this industry.
    pub industry: String,
    /// Only these.
    pub ids: Option<Vec<AccountId>>,
}

/// A value of a field and how many accounts have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The value.
    pub value: String,
    /// How many accounts have it.
    pub n: i64,
}
