//! The form of a deal: what was typed, as it was typed, and how it is read.

use base::{Currency, DealId, Error, FieldError, Invalid, Kind, Money, PartnerId, ProductId};
use serde::Deserialize;
use ui::{Errors, Ui};
use web::Failed;

use super::super::actions::Input;
use super::super::model::{Business, Customer, Line, Origin, OverlapAnswer, PartnerRole, Registration};

/// What the form sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct DealForm {
    pub(super) draft: String,
    pub(super) version: String,
    pub(super) partner: String,
    pub(super) company: String,
    pub(super) domain: String,
    pub(super) country: String,
    pub(super) city: String,
    pub(super) contact_name: String,
    pub(super) contact_email: String,
    pub(super) contact_role: String,
    pub(super) need: String,
    pub(super) product: Vec<String>,
    pub(super) line_product: Vec<String>,
    pub(super) line_quantity: Vec<String>,
    pub(super) line_amount: Vec<String>,
    pub(super) amount: String,
    pub(super) amount_currency: String,
    pub(super) close_on: String,
    pub(super) competitor: String,
    pub(super) next_step: String,
    pub(super) role: String,
    pub(super) source: String,
    pub(super) overlap_answer: String,
    pub(super) business: String,
    pub(super) tender: String,
    pub(super) tender_published_on: String,
    pub(super) save: String,
}

impl DealForm {
    /// The form of a registration that is there.
    pub(super) fn of(ui: &Ui, r: &Registration) -> Self {
        let shown = |minor: i64| if minor == 0 { String::new() } else { ui.l.amount(Money::new(minor, r.currency)) };
        let single = r.lines.len() < 2;
        let c = r.customer.clone();
        Self {
            company: c.company,
            domain: c.domain,
            country: c.country,
            city: c.city,
            contact_name: c.contact_name,
            contact_email: c.contact_email,
            contact_role: c.contact_role,
            need: r.need.clone(),
            product: r.lines.iter().map(|l| l.product.to_string()).collect(),
            line_product: r.lines.iter().map(|l| l.product.to_string()).collect(),
            line_quantity: r.lines.iter().map(|l| if l.quantity == 1 { String::new() } else { l.quantity.to_string() }).collect(),
            line_amount: r.lines.iter().map(|l| if single { String::new() } else { shown(l.amount_minor) }).collect(),
            amount: shown(r.value().minor),
            amount_currency: r.currency.code().to_owned(),
            close_on: r.close_on.map(|d| d.to_string()).unwrap_or_default(),
            competitor: r.competitor.clone(),
            next_step: r.next_step.clone(),
            role: r.role.code().to_owned(),
            source: r.origin.code().to_owned(),
            business: r.business.code().to_owned(),
            tender: if r.tender { "1".to_owned() } else { String::new() },
            tender_published_on: r.published_on.map(|d| d.to_string()).unwrap_or_default(),
            overlap_answer: r.answer.map(|a| a.code().to_owned()).unwrap_or_default(),
            ..Self::default()
        }
    }

    /// What one product of the form has beside it: quantity and amount, as typed.
    pub(super) fn beside(&self, product: &str) -> (&str, &str) {
        let at = self.line_product.iter().position(|p| p == product);
        let of = |list: &'_ Vec<String>| -> usize { at.filter(|i| *i < list.len()).unwrap_or(usize::MAX) };
        let quantity = self.line_quantity.get(of(&self.line_quantity)).map_or("", String::as_str);
        let amount = self.line_amount.get(of(&self.line_amount)).map_or("", String::as_str);
        (quantity, amount)
    }

    /// The customer as typed.
    pub(super) fn customer(&self) -> Customer {
        Customer {
            company: self.company.clone(),
            domain: self.domain.clone(),
            country: self.country.clone(),
            city: self.city.clone(),
            contact_name: self.contact_name.clone(),
            contact_email: self.contact_email.clone(),
            contact_role: self.contact_role.clone(),
        }
    }

    /// What is handed in, and what could not be read.
    pub(super) fn read(&self) -> Input {
        let mut invalid = Invalid::new();
        let currency = self.amount_currency.parse().unwrap_or(Currency::EUR);
        let mut r = Registration::empty(currency);
        r.customer = self.customer();
        r.need.clone_from(&self.need);
        r.lines = self.lines(currency, &mut invalid);
        if !self.close_on.trim().is_empty() {
            r.close_on = self.close_on.trim().parse().ok();
            invalid.check(r.close_on.is_some(), "close_on", "date");
        }
        r.competitor.clone_from(&self.competitor);
        r.next_step.clone_from(&self.next_step);
        r.role = PartnerRole::from_code(&self.role).unwrap_or(r.role);
        r.origin = Origin::from_code(&self.source).unwrap_or(r.origin);
        r.answer = OverlapAnswer::from_code(&self.overlap_answer);
        r.business = Business::from_code(&self.business).unwrap_or(r.business);
        r.tender = !self.tender.is_empty();
        if r.tender && !self.tender_published_on.trim().is_empty() {
            r.published_on = self.tender_published_on.trim().parse().ok();
            invalid.check(r.published_on.is_some(), "tender_published_on", "date");
        }
        Input {
            partner: self.partner.parse::<PartnerId>().ok(),
            draft: self.draft.parse::<DealId>().ok(),
            version: self.version.parse().ok(),
            registration: r,
            unread: invalid,
        }
    }

    /// The chosen products with their shares: as typed beside them, otherwise the value in equal parts.
    fn lines(&self, currency: Currency, invalid: &mut Invalid) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut split = false;
        for text in self.product.iter().take(40) {
            let Ok(product) = text.parse::<ProductId>() else {
                invalid.push(FieldError::new("lines", "choice"));
                continue;
            };
            let (quantity, amount) = self.beside(text);
            let quantity = match quantity.trim() {
                "" => 1,
                typed => typed.parse().unwrap_or_else(|_| {
                    invalid.push(FieldError::new("lines", "number"));
                    1
                }),
            };
            let amount_minor = match amount.trim() {
                "" => 0,
                typed => {
                    split = true;
                    money(typed, currency, invalid)
                }
            };
            lines.push(Line { product, quantity, amount_minor });
        }
        if self.amount.trim().is_empty() {
            return lines;
        }
        let value = money(&self.amount, currency, invalid);
        if split {
            let sum: i64 = lines.iter().fold(0, |sum, l| sum.saturating_add(l.amount_minor));
            if sum != value {
                invalid.push(FieldError::new("amount", "split_sum"));
            }
            return lines;
        }
        let parts = Money::new(value, currency).split(&vec![1; lines.len().max(1)]).unwrap_or_default();
        for (line, part) in lines.iter_mut().zip(parts) {
            line.amount_minor = part.minor;
        }
        lines
    }
}

fn money(typed: &str, currency: Currency, invalid: &mut Invalid) -> i64 {
    Money::parse(typed, currency).map_or_else(
        |_| {
            invalid.push(FieldError::new("amount", "amount"));
            0
        },
        |money| money.minor,
    )
}

/// What is wrong with a form, at its fields and with their names; what a form cannot mend is passed on.
pub(super) fn errors_of(e: Error, ui: &Ui) -> Result<Errors, Failed> {
    let Error::Refused(refusal) = &e else { return Err(e.into()) };
    if !matches!(refusal.kind(), Kind::Invalid | Kind::Conflict | Kind::Limit | Kind::Expired | Kind::Stale) {
        return Err(e.into());
    }
    let fields = refusal.fields();
    if fields.is_empty() {
        return Ok(Errors::from_refusal(&ui.l, refusal.as_ref()));
    }
    let mut placed: Vec<FieldError> = Vec::new();
    for mut f in fields {
        f.field = place(&f);
        // One product after the other may be wrong in the same way; it is said once.
        if !placed.iter().any(|p| p.field == f.field && p.code == f.code) {
            placed.push(f);
        }
    }
    let mut errors = Errors::new(&ui.l, &placed);
    for (field, label) in [
        ("company", "deal-company"),
        ("domain", "deal-domain"),
        ("country", "deal-country"),
        ("city", "deal-city"),
        ("contact_name", "deal-contact"),
        ("contact_email", "deal-email"),
        ("contact_role", "deal-contact-role"),
        ("need", "deal-need"),
        ("product", "deal-products"),
        ("amount", "deal-value"),
        ("close_on", "deal-close"),
        ("competitor", "deal-competitor"),
        ("next_step", "deal-next-step"),
        ("tender_published_on", "deal-tender-published"),
        ("term_ends_on", "deal-term-ends"),
        ("file", "deal-file-new"),
        ("user", "deal-owner-who"),
        ("note", "deal-note"),
        ("reason", "deal-reason"),
        ("won_on", "deal-won-on"),
        ("body", "deal-note"),
    ] {
        errors = errors.named(field, ui.t(label));
    }
    Ok(errors)
}

/// The field of the form that an error is about.
fn place(f: &FieldError) -> String {
    let field = f.field.strip_prefix("customer.").unwrap_or(&f.field);
    match (field, f.code) {
        ("lines", "no_value") => "amount".to_owned(),
        ("lines", _) => "product".to_owned(),
        (line, _) if line.starts_with("lines.") => if line.ends_with("amount_minor") { "amount" } else { "product" }.to_owned(),
        (other, _) => other.to_owned(),
    }
}
