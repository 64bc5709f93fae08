//! What goes over the wire about accounts.

use std::collections::BTreeMap;

use base::{AccountId, Error, FieldError, ImportId, Instant, Invalid, Money, Result};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use crate::accounts::model::{Account, Details, External, Scheme};

/// An amount of money.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AccountRevenue)]
pub(super) struct Revenue {
    /// Whole minor units, such as cents.
    #[schema(minimum = 0, maximum = 1_000_000_000_000_000_000_i64)]
    minor: i64,
    /// The currency, ISO 4217.
    #[schema(pattern = "^[A-Z]{3}$")]
    currency: String,
}

impl Revenue {
    fn money(&self) -> Result<Money> {
        let wrong = |field: &str, code| {
            let mut invalid = Invalid::new();
            invalid.push(FieldError::new(field, code));
            Error::from(invalid)
        };
        let currency = self.currency.parse().map_err(|_| wrong("revenue.currency", "import.currency"))?;
        let money = Money::new(self.minor, currency);
        if crate::accounts::rules::is_amount(&money) { Ok(money) } else { Err(wrong("revenue.minor", "account.amount_range")) }
    }
}

/// Numbers in registers.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = AccountIdentifiers)]
pub(super) struct Identifiers {
    /// The number of a security, ISO 6166.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 40)]
    isin: Option<String>,
    /// The short name at an exchange.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 40)]
    ticker: Option<String>,
    /// The number for value-added tax.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 40)]
    vat: Option<String>,
    /// The D-U-N-S number.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 40)]
    duns: Option<String>,
    /// The legal entity identifier, ISO 17442.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 40)]
    lei: Option<String>,
    /// The number in a register of companies.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(max_length = 80)]
    registration: Option<String>,
}

impl Identifiers {
    fn of(known: &BTreeMap<Scheme, String>) -> Self {
        let get = |s: Scheme| known.get(&s).cloned();
        Self {
            isin: get(Scheme::Isin),
            ticker: get(Scheme::Ticker),
            vat: get(Scheme::Vat),
            duns: get(Scheme::Duns),
            lei: get(Scheme::Lei),
            registration: get(Scheme::Registration),
        }
    }

    fn over(&self, known: &mut BTreeMap<Scheme, String>) {
        let given = [&self.isin, &self.ticker, &self.vat, &self.duns, &self.lei, &self.registration];
        for (scheme, value) in Scheme::ALL.into_iter().zip(given) {
            match value {
                Some(value) if value.trim().is_empty() => {
                    known.remove(&scheme);
                }
                Some(value) => {
                    known.insert(scheme, value.clone());
                }
                None => {}
            }
        }
    }
}

/// An end-customer company.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = Account)]
pub(super) struct AccountBody {
    /// Its id.
    #[schema(value_type = String, example = "acct_01h455vb4pex5vsknk084sn02q")]
    id: AccountId,
    /// The name people use.
    name: String,
    /// The name in the register of companies.
    legal_name: String,
    /// The main domain.
    domain: String,
    /// Further domains.
    domains: Vec<String>,
    /// The phone number, as written.
    phone: String,
    /// Street and number.
    street: String,
    /// City.
    city: String,
    /// State, province or county.
    region: String,
    /// Postal code.
    postal: String,
    /// Country, ISO 3166 alpha-2; empty when not known.
    country: String,
    /// Industry, as the source names it.
    industry: String,
    /// How many people work there.
    employees: Option<i64>,
    /// The revenue of a year.
    revenue: Option<Revenue>,
    /// Numbers in registers.
    identifiers: Identifiers,
    /// How far the vendor has come with it, as the source names it.
    lifecycle_stage: String,
    /// Who looks after it at the vendor.
    owner: String,
    /// Where it came from: `manual`, `import`, `deal`, `lead`, `api` or `crm`.
    origin: &'static str,
    /// The other system that knows it by a key.
    external_source: Option<String>,
    /// Its key there.
    external_id: Option<String>,
    /// The import that made it.
    #[schema(value_type = Option<String>)]
    import: Option<ImportId>,
    /// When it was created.
    #[schema(value_type = String, format = DateTime)]
    created_at: Instant,
    /// When it changed last.
    #[schema(value_type = String, format = DateTime)]
    updated_at: Instant,
}

pub(super) fn body(a: Account) -> AccountBody {
    let (source, key) = a.external.map(|e| (e.source, e.id)).unzip();
    let d = a.details;
    AccountBody {
        id: a.id,
        identifiers: Identifiers::of(&d.identifiers),
        name: d.name,
        legal_name: d.legal_name,
        domain: d.domain,
        domains: d.domains,
        phone: d.phone,
        street: d.street,
        city: d.city,
        region: d.region,
        postal: d.postal,
        country: d.country,
        industry: d.industry,
        employees: d.employees,
        revenue: d.revenue.map(|m| Revenue { minor: m.minor, currency: m.currency.code().to_owned() }),
        lifecycle_stage: d.lifecycle_stage,
        owner: d.owner,
        origin: a.origin.code(),
        external_source: source,
        external_id: key,
        import: a.import,
        created_at: a.created_at,
        updated_at: a.updated_at,
    }
}

/// A field that is there, even if it is null.
#[expect(clippy::option_option, reason = "left out, null and a value are three things in a change")]
fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(d: D) -> std::result::Result<Option<Option<T>>, D::Error> {
    Option::deserialize(d).map(Some)
}

/// Adds to a struct of its own the fields that a new account and a change have in common.
macro_rules! with_details {
    ($(#[$meta:meta])* struct $name:ident { $($own:tt)* }) => {
        $(#[$meta])*
        pub(super) struct $name {
            $($own)*
            /// The name in the register of companies.
            #[serde(default)]
            #[schema(max_length = 200)]
            legal_name: Option<String>,
            /// The main domain, or an address of its site.
            #[serde(default)]
            #[schema(max_length = 300)]
            domain: Option<String>,
            /// Further domains.
            #[serde(default)]
            #[schema(max_items = 20)]
            domains: Option<Vec<String>>,
            /// The phone number.
            #[serde(default)]
            #[schema(max_length = 60)]
            phone: Option<String>,
            /// Street and number.
            #[serde(default)]
            #[schema(max_length = 200)]
            street: Option<String>,
            /// City.
            #[serde(default)]
            #[schema(max_length = 100)]
            city: Option<String>,
            /// State, province or county.
            #[serde(default)]
            #[schema(max_length = 100)]
            region: Option<String>,
            /// Postal code.
            #[serde(default)]
            #[schema(max_length = 20)]
            postal: Option<String>,
            /// Country, ISO 3166 alpha-2.
            #[serde(default)]
            #[schema(max_length = 2)]
            country: Option<String>,
            /// Industry.
            #[serde(default)]
            #[schema(max_length = 250)]
            industry: Option<String>,
            /// How many people work there; `null` when not known.
            #[serde(default, deserialize_with = "given")]
            #[schema(value_type = Option<i64>, minimum = 0, maximum = 100_000_000)]
            employees: Option<Option<i64>>,
            /// The revenue of a year; `null` when not known.
            #[serde(default, deserialize_with = "given")]
            #[schema(value_type = Option<Revenue>)]
            revenue: Option<Option<Revenue>>,
            /// Numbers in registers; those left out stay as they are.
            #[serde(default, deserialize_with = "web::object")]
            identifiers: Option<Identifiers>,
            /// How far the vendor has come with it.
            #[serde(default)]
            #[schema(max_length = 60)]
            lifecycle_stage: Option<String>,
            /// Who looks after it at the vendor.
            #[serde(default)]
            #[schema(max_length = 120)]
            owner: Option<String>,
        }

        impl $name {
            /// The details with what is given here in place of what was known.
            fn shared(&self, mut d: Details) -> Result<Details> {
                let texts = [
                    (&self.legal_name, &mut d.legal_name),
                    (&self.domain, &mut d.domain),
                    (&self.phone, &mut d.phone),
                    (&self.street, &mut d.street),
                    (&self.city, &mut d.city),
                    (&self.region, &mut d.region),
                    (&self.postal, &mut d.postal),
                    (&self.country, &mut d.country),
                    (&self.industry, &mut d.industry),
                    (&self.lifecycle_stage, &mut d.lifecycle_stage),
                    (&self.owner, &mut d.owner),
                ];
                for (given, known) in texts {
                    if let Some(text) = given {
                        known.clone_from(text);
                    }
                }
                if let Some(domains) = &self.domains {
                    d.domains.clone_from(domains);
                }
                if let Some(employees) = self.employees {
                    d.employees = employees;
                }
                if let Some(revenue) = &self.revenue {
                    d.revenue = revenue.as_ref().map(Revenue::money).transpose()?;
                }
                if let Some(identifiers) = &self.identifiers {
                    identifiers.over(&mut d.identifiers);
                }
                Ok(d)
            }
        }
    };
}

with_details! {
    /// What is known about a company.
    #[derive(Debug, Clone, Default, Deserialize, ToSchema)]
    #[serde(deny_unknown_fields)]
    #[schema(as = AccountFields)]
    struct AccountFields {
        /// The name people use.
        #[schema(min_length = 1, max_length = 200)]
        name: String,
        /// The other system that knows it by a key, such as `netsuite`; with `external_id`, or not at all.
        #[serde(default)]
        #[schema(max_length = 40, pattern = "^[a-z0-9_-]{1,40}$")]
        external_source: Option<String>,
        /// Its key there.
        #[serde(default)]
        #[schema(max_length = 100)]
        external_id: Option<String>,
    }
}

with_details! {
    /// A change of what is known about a company.
    #[derive(Debug, Clone, Default, Deserialize, ToSchema)]
    #[serde(deny_unknown_fields)]
    #[schema(as = AccountChange)]
    struct AccountChange {
        /// The name people use.
        #[serde(default)]
        #[schema(min_length = 1, max_length = 200)]
        name: Option<String>,
    }
}

impl AccountFields {
    /// The details.
    pub(super) fn details(&self) -> Result<Details> {
        self.shared(Details { name: self.name.clone(), ..Details::default() })
    }

    /// The key in another system, if there is one.
    pub(super) fn external(&self) -> Result<Option<External>> {
        let (source, id) = match (&self.external_source, &self.external_id) {
            (None, None) => return Ok(None),
            (source, id) => (source.clone().unwrap_or_default(), id.clone().unwrap_or_default()),
        };
        let mut invalid = Invalid::new();
        let named = (1..=40).contains(&source.len())
            && source.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-');
        invalid.check(named, "external_source", "account.external_source");
        let n = id.chars().count();
        invalid.check((1..=100).contains(&n) && !id.chars().any(char::is_control), "external_id", "account.external_id");
        invalid.finish()?;
        Ok(Some(External { source, id }))
    }
}

impl AccountChange {
    /// The details with the change made.
    pub(super) fn over(&self, mut known: Details) -> Result<Details> {
        if let Some(name) = &self.name {
            known.name.clone_from(name);
        }
        self.shared(known)
    }
}
