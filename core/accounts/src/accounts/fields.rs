//! The details of an account field by field: what differs, what was before, what an import owns.

use base::Money;
use serde_json::{Map, Value, json};

use super::model::{Details, Scheme};

macro_rules! fields {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)*) => {
        /// One field of the details.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Field { $($(#[$doc])* $name,)* }

        impl Field {
            /// Every field, in the order of pages.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The name in the API, in mappings and in the audit record.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The field of that name.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$name),)* _ => None }
            }
        }
    };
}

fields! {
    /// The name people use.
    Name = "name",
    /// The registered name.
    LegalName = "legal_name",
    /// The main domain.
    Domain = "domain",
    /// Further domains.
    Domains = "domains",
    /// The phone number.
    Phone = "phone",
    /// Street and number.
    Street = "street",
    /// City.
    City = "city",
    /// State or province.
    Region = "region",
    /// Postal code.
    Postal = "postal",
    /// Country.
    Country = "country",
    /// Industry.
    Industry = "industry",
    /// Number of employees.
    Employees = "employees",
    /// Revenue of a year.
    Revenue = "revenue",
    /// ISIN.
    Isin = "isin",
    /// Ticker.
    Ticker = "ticker",
    /// VAT number.
    Vat = "vat",
    /// D-U-N-S number.
    Duns = "duns",
    /// LEI.
    Lei = "lei",
    /// Number in a register of companies.
    Registration = "registration",
    /// How far the vendor has come with it.
    Stage = "lifecycle_stage",
    /// Who looks after it.
    Owner = "owner",
}

impl Field {
    /// The message that names it.
    pub const fn label_key(self) -> &'static str {
        match self {
            Self::Name => "account-name",
            Self::LegalName => "account-legal-name",
            Self::Domain => "account-domain",
            Self::Domains => "account-domains",
            Self::Phone => "account-phone",
            Self::Street => "account-street",
            Self::City => "account-city",
            Self::Region => "account-region",
            Self::Postal => "account-postal",
            Self::Country => "account-country",
            Self::Industry => "account-industry",
            Self::Employees => "account-employees",
            Self::Revenue => "account-revenue",
            Self::Isin => "account-isin",
            Self::Ticker => "account-ticker",
            Self::Vat => "account-vat",
            Self::Duns => "account-duns",
            Self::Lei => "account-lei",
            Self::Registration => "account-registration",
            Self::Stage => "account-stage",
            Self::Owner => "account-owner",
        }
    }

    /// The register whose number it is.
    pub const fn scheme(self) -> Option<Scheme> {
        match self {
            Self::Isin => Some(Scheme::Isin),
            Self::Ticker => Some(Scheme::Ticker),
            Self::Vat => Some(Scheme::Vat),
            Self::Duns => Some(Scheme::Duns),
            Self::Lei => Some(Scheme::Lei),
            Self::Registration => Some(Scheme::Registration),
            _ => None,
        }
    }

    fn text(self, d: &Details) -> Option<&String> {
        match self {
            Self::Name => Some(&d.name),
            Self::LegalName => Some(&d.legal_name),
            Self::Domain => Some(&d.domain),
            Self::Phone => Some(&d.phone),
            Self::Street => Some(&d.street),
            Self::City => Some(&d.city),
            Self::Region => Some(&d.region),
            Self::Postal => Some(&d.postal),
            Self::Country => Some(&d.country),
            Self::Industry => Some(&d.industry),
            Self::Stage => Some(&d.lifecycle_stage),
            Self::Owner => Some(&d.owner),
            _ => None,
        }
    }

    fn text_mut(self, d: &mut Details) -> Option<&mut String> {
        match self {
            Self::Name => Some(&mut d.name),
            Self::LegalName => Some(&mut d.legal_name),
            Self::Domain => Some(&mut d.domain),
            Self::Phone => Some(&mut d.phone),
            Self::Street => Some(&mut d.street),
            Self::City => Some(&mut d.city),
            Self::Region => Some(&mut d.region),
            Self::Postal => Some(&mut d.postal),
            Self::Country => Some(&mut d.country),
            Self::Industry => Some(&mut d.industry),
            Self::Stage => Some(&mut d.lifecycle_stage),
            Self::Owner => Some(&mut d.owner),
            _ => None,
        }
    }

    /// Whether two details agree in this field.
    pub fn agrees(self, a: &Details, b: &Details) -> bool {
        match self {
            Self::Domains => a.domains == b.domains,
            Self::Employees => a.employees == b.employees,
            Self::Revenue => a.revenue == b.revenue,
            _ => match self.scheme() {
                Some(scheme) => a.identifiers.get(&scheme) == b.identifiers.get(&scheme),
                None => self.text(a) == self.text(b),
            },
        }
    }

    /// Whether the field is not known.
    pub fn is_unknown(self, d: &Details) -> bool {
        self.agrees(d, &Details::default())
    }

    /// Takes this field over from other details.
    pub fn copy(self, from: &Details, to: &mut Details) {
        match self {
            Self::Domains => to.domains.clone_from(&from.domains),
            Self::Employees => to.employees = from.employees,
            Self::Revenue => to.revenue = from.revenue,
            _ => {
                if let Some(scheme) = self.scheme() {
                    match from.identifiers.get(&scheme) {
                        Some(value) => to.identifiers.insert(scheme, value.clone()),
                        None => to.identifiers.remove(&scheme),
                    };
                } else if let (Some(from), Some(to)) = (self.text(from), self.text_mut(to)) {
                    to.clone_from(from);
                }
            }
        }
    }

    /// The value as the audit record and the report of an import keep it; null when it is not known.
    pub fn value(self, d: &Details) -> Value {
        match self {
            _ if self.is_unknown(d) => Value::Null,
            Self::Domains => json!(d.domains),
            Self::Employees => json!(d.employees),
            Self::Revenue => d.revenue.map_or(Value::Null, |m| json!({ "minor": m.minor, "currency": m.currency.code() })),
            _ => match self.scheme() {
                Some(scheme) => json!(d.identifiers.get(&scheme)),
                None => json!(self.text(d)),
            },
        }
    }

    /// Puts a value back that [`Field::value`] gave; one of another shape is taken as not known.
    pub fn restore(self, d: &mut Details, value: &Value) {
        let text = || value.as_str().unwrap_or_default().to_owned();
        match self {
            Self::Domains => d.domains = value.as_array().into_iter().flatten().filter_map(|v| v.as_str().map(str::to_owned)).collect(),
            Self::Employees => d.employees = value.as_i64(),
            Self::Revenue => {
                let minor = value.get("minor").and_then(Value::as_i64);
                let currency = value.get("currency").and_then(Value::as_str).and_then(|c| c.parse().ok());
                d.revenue = minor.zip(currency).map(|(minor, currency)| Money::new(minor, currency));
            }
            _ => {
                if let Some(scheme) = self.scheme() {
                    if value.is_null() {
                        d.identifiers.remove(&scheme)
                    } else {
                        d.identifiers.insert(scheme, text())
                    };
                } else if let Some(to) = self.text_mut(d) {
                    *to = text();
                }
            }
        }
    }
}

/// The fields in which two details differ.
pub fn changed(before: &Details, after: &Details) -> Vec<Field> {
    Field::ALL.iter().copied().filter(|f| !f.agrees(before, after)).collect()
}

/// Some fields with their values.
pub fn values(d: &Details, fields: &[Field]) -> Value {
    let map: Map<String, Value> = fields.iter().map(|f| (f.code().to_owned(), f.value(d))).collect();
    Value::Object(map)
}

/// Every field that is known, with its value.
pub fn known(d: &Details) -> Value {
    let fields: Vec<Field> = Field::ALL.iter().copied().filter(|f| !f.is_unknown(d)).collect();
    values(d, &fields)
}
