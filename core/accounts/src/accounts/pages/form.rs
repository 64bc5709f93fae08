//! The form of an account.

use base::{Currency, FieldError, Invalid, Money, Result};
use i18n::L10n;
use serde::Deserialize;
use ui::{Errors, Ui};

use crate::accounts::fields::Field;
use crate::accounts::model::{Account, Details, Scheme};

/// What a person typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct AccountForm {
    pub(super) name: String,
    pub(super) legal_name: String,
    pub(super) domain: String,
    pub(super) domains: String,
    pub(super) phone: String,
    pub(super) street: String,
    pub(super) city: String,
    pub(super) region: String,
    pub(super) postal: String,
    pub(super) country: String,
    pub(super) industry: String,
    pub(super) employees: String,
    pub(super) revenue: String,
    pub(super) revenue_currency: String,
    pub(super) isin: String,
    pub(super) ticker: String,
    pub(super) vat: String,
    pub(super) duns: String,
    pub(super) lei: String,
    pub(super) registration: String,
    pub(super) lifecycle_stage: String,
    pub(super) owner: String,
    /// The version that was read; empty for a new account.
    pub(super) version: String,
    /// Set when the account is to be added although it may be known.
    pub(super) anyway: String,
}

/// The currencies to choose from.
pub(super) fn currencies() -> Vec<String> {
    ["USD", "EUR", "GBP", "CHF", "JPY", "SEK", "NOK", "DKK", "PLN", "CAD", "AUD", "BRL", "CNY", "INR"].map(str::to_owned).to_vec()
}

/// The fields of the form.
pub(super) struct Fields;

impl Fields {
    /// Gives each error the name of its field for people.
    pub(super) fn names(ui: &Ui, errors: Errors) -> Errors {
        let errors = Field::ALL.iter().fold(errors, |errors, f| errors.named(f.code(), ui.t(f.label_key())));
        Scheme::ALL.iter().fold(errors, |errors, s| {
            let label = Field::from_code(s.code()).map(|f| ui.t(f.label_key())).unwrap_or_default();
            errors.named(s.code(), label)
        })
    }
}

impl AccountForm {
    /// The form of an account that is there.
    pub(super) fn of(l: &L10n, a: &Account) -> Self {
        let id = |s: Scheme| a.identifiers.get(&s).cloned().unwrap_or_default();
        Self {
            name: a.name.clone(),
            legal_name: a.legal_name.clone(),
            domain: a.domain.clone(),
            domains: a.domains.join(", "),
            phone: a.phone.clone(),
            street: a.street.clone(),
            city: a.city.clone(),
            region: a.region.clone(),
            postal: a.postal.clone(),
            country: a.country.clone(),
            industry: a.industry.clone(),
            employees: a.employees.map(|n| n.to_string()).unwrap_or_default(),
            revenue: a.revenue.map(|m| l.amount(m)).unwrap_or_default(),
            revenue_currency: a.revenue.map(|m| m.currency.code().to_owned()).unwrap_or_default(),
            isin: id(Scheme::Isin),
            ticker: id(Scheme::Ticker),
            vat: id(Scheme::Vat),
            duns: id(Scheme::Duns),
            lei: id(Scheme::Lei),
            registration: id(Scheme::Registration),
            lifecycle_stage: a.lifecycle_stage.clone(),
            owner: a.owner.clone(),
            version: a.version.to_string(),
            anyway: String::new(),
        }
    }

    /// The details that the form says; what is not a number is told at once with the rest.
    pub(super) fn details(&self) -> Result<Details> {
        let mut invalid = Invalid::new();
        let employees = match self.employees.trim() {
            "" => None,
            text => {
                let n = crate::imports::rules::row::whole_number(text);
                invalid.check(n.is_some(), "employees", "number");
                n
            }
        };
        let revenue = match self.revenue.trim() {
            "" => None,
            text => {
                let currency: Option<Currency> = self.revenue_currency.parse().ok();
                let money = currency.and_then(|c| Money::parse(text, c).ok());
                invalid.check(money.is_some(), "revenue", "amount");
                money
            }
        };
        let mut details = Details {
            name: self.name.clone(),
            legal_name: self.legal_name.clone(),
            domain: self.domain.clone(),
            domains: self.domains.split([',', ';', ' ', '\n']).map(str::trim).filter(|d| !d.is_empty()).map(str::to_owned).collect(),
            phone: self.phone.clone(),
            street: self.street.clone(),
            city: self.city.clone(),
            region: self.region.clone(),
            postal: self.postal.clone(),
            country: self.country.clone(),
            industry: self.industry.clone(),
            employees,
            revenue,
            lifecycle_stage: self.lifecycle_stage.clone(),
            owner: self.owner.clone(),
            ..Details::default()
        };
        let typed = [&self.isin, &self.ticker, &self.vat, &self.duns, &self.lei, &self.registration];
        for (scheme, value) in Scheme::ALL.into_iter().zip(typed) {
            if !value.trim().is_empty() {
                details.identifiers.insert(scheme, value.clone());
            }
        }
        // The form's fields are called by the register alone.
        if let Err(wrong) = crate::accounts::rules::sound(&details) {
            for mut error in base::Refusal::fields(&wrong) {
                let bare = error.field.strip_prefix("identifiers.").map(str::to_owned);
                error.field = bare.unwrap_or(error.field);
                let known: FieldError = error;
                invalid.push(known);
            }
        }
        invalid.finish()?;
        Ok(details)
    }
}
