//! What the API takes.

use base::{Currency, FieldError, Invalid, Money, PartnerId, ProductId};
use chrono::NaiveDate;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use super::super::model::{Customer, Line, Registration};
use super::codes::{AnswerCode, BusinessCode, RoleCode, SourceCode};

/// The end customer of a deal.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DealCustomer {
    /// Its name.
    #[schema(min_length = 2, max_length = 160, example = "Nordvik Shipping AS")]
    company: String,
    /// Its website.
    #[schema(max_length = 300, example = "nordvik-shipping.no")]
    #[serde(default)]
    domain: String,
    /// Its country, ISO 3166 alpha-2.
    #[schema(pattern = "^[A-Za-z]{2}$", example = "NO")]
    country: String,
    /// Its city.
    #[schema(max_length = 120)]
    #[serde(default)]
    city: String,
    /// The person the partner speaks with.
    #[schema(min_length = 2, max_length = 120)]
    contact_name: String,
    /// That person's e-mail address.
    #[schema(format = Email, max_length = 254)]
    contact_email: String,
    /// What that person does there.
    #[schema(max_length = 120)]
    #[serde(default)]
    contact_role: String,
}

impl From<DealCustomer> for Customer {
    fn from(c: DealCustomer) -> Self {
        Self {
            company: c.company,
            domain: c.domain,
            country: c.country,
            city: c.city,
            contact_name: c.contact_name,
            contact_email: c.contact_email,
            contact_role: c.contact_role,
        }
    }
}

/// One product of a deal.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DealLine {
    /// Which product.
    #[schema(value_type = String, pattern = "^prod_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    product_id: ProductId,
    /// How many; 1 when absent.
    #[schema(minimum = 1, maximum = 1_000_000, default = 1)]
    #[serde(default = "one")]
    quantity: i64,
    /// Its share of the value, in minor units of the deal's currency.
    #[schema(minimum = 0, maximum = 10_000_000_000_000_i64)]
    amount_minor: i64,
}

impl DealLine {
    /// The product with its share in a currency.
    pub(super) const fn priced(&self, currency: Currency) -> (ProductId, Money) {
        (self.product_id, Money::new(self.amount_minor, currency))
    }
}

const fn one() -> i64 {
    1
}

fn lines(all: Vec<DealLine>) -> Vec<Line> {
    all.into_iter().map(|l| Line { product: l.product_id, quantity: l.quantity, amount_minor: l.amount_minor }).collect()
}

/// A registration to hand in.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DealRegistration {
    /// For which partner; members leave it out.
    #[schema(value_type = Option<String>, pattern = "^ptn_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    partner_id: Option<PartnerId>,
    /// Who is to buy.
    customer: DealCustomer,
    /// What the customer needs and what has happened so far, in Markdown.
    #[schema(min_length = 10, max_length = 10_000)]
    need: String,
    /// What they are to buy; the value of the deal is the sum of the amounts and more than nothing.
    #[schema(min_items = 1, max_items = 20)]
    lines: Vec<DealLine>,
    /// The currency of the amounts, ISO 4217.
    #[schema(pattern = "^[A-Z]{3}$", example = "EUR")]
    currency: String,
    /// When the customer is expected to decide; from today, within five years.
    close_on: NaiveDate,
    /// Who else is in the running.
    #[schema(max_length = 160)]
    #[serde(default)]
    competitor: String,
    /// What is done next, in a few words.
    #[schema(max_length = 160)]
    #[serde(default)]
    next_step: String,
    /// What the partner does in the deal; `resell` when absent.
    role: Option<RoleCode>,
    /// Where the deal comes from; `partner` when absent.
    source: Option<SourceCode>,
    /// What kind of business it is; `new` when absent. With a renewal or an expansion the partner that serves the customer goes first.
    business: Option<BusinessCode>,
    /// Whether the customer asks for bids.
    #[serde(default)]
    tender: bool,
    /// Since when everybody can read the tender; absent while it is not published.
    tender_published_on: Option<NaiveDate>,
    /// What the partner says to an overlap it was told of.
    overlap_answer: Option<AnswerCode>,
    /// False or absent; see the other form.
    #[schema(value_type = Option<bool>)]
    draft: Option<No>,
}

/// A draft to keep: like a registration, but everything may be missing.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DealDraft {
    /// True: keep it, do not hand it in.
    draft: bool,
    /// Who is to buy, as far as it is known.
    #[serde(default, deserialize_with = "web::object")]
    customer: Option<DealCustomerChange>,
    /// What the customer needs and what has happened so far, in Markdown.
    #[schema(max_length = 10_000)]
    #[serde(default)]
    need: String,
    /// What they are to buy.
    #[schema(max_items = 20)]
    #[serde(default)]
    lines: Vec<DealLine>,
    /// The currency of the amounts, ISO 4217; the euro when absent.
    #[schema(pattern = "^[A-Z]{3}$")]
    currency: Option<String>,
    /// When the customer is expected to decide.
    close_on: Option<NaiveDate>,
    /// Who else is in the running.
    #[schema(max_length = 160)]
    #[serde(default)]
    competitor: String,
    /// What is done next, in a few words.
    #[schema(max_length = 160)]
    #[serde(default)]
    next_step: String,
    /// What the partner does in the deal.
    role: Option<RoleCode>,
    /// Where the deal comes from.
    source: Option<SourceCode>,
    /// What kind of business it is; `new` when absent.
    business: Option<BusinessCode>,
    /// Whether the customer asks for bids.
    #[serde(default)]
    tender: bool,
    /// Since when everybody can read the tender; absent while it is not published.
    tender_published_on: Option<NaiveDate>,
}

/// A "no" that may only be false.
#[derive(Debug, Clone, Copy)]
pub(crate) struct No;

impl Serialize for No {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_bool(false)
    }
}

impl<'de> Deserialize<'de> for No {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        if bool::deserialize(d)? { Err(D::Error::custom("draft must be false here")) } else { Ok(Self) }
    }
}

/// A deal to hand in, or a draft to keep.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum NewDealBody {
    /// Handed in.
    Registration(Box<DealRegistration>),
    /// Kept.
    Draft(Box<DealDraft>),
}

impl<'de> Deserialize<'de> for NewDealBody {
    // Told apart by one field, so that what is wrong is said of the form that was meant.
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(d)?;
        let draft = value.get("draft").and_then(serde_json::Value::as_bool) == Some(true);
        if draft {
            serde_json::from_value(value).map(Self::Draft).map_err(D::Error::custom)
        } else {
            serde_json::from_value(value).map(Self::Registration).map_err(D::Error::custom)
        }
    }
}

fn currency(code: &str, invalid: &mut Invalid) -> Currency {
    code.parse().unwrap_or_else(|_| {
        invalid.push(FieldError::new("currency", "choice"));
        Currency::EUR
    })
}

impl NewDealBody {
    /// For whom, what it says, what could not be read, and whether it is only kept.
    pub(crate) fn read(self) -> (Option<PartnerId>, Registration, Invalid, bool) {
        let mut invalid = Invalid::new();
        match self {
            Self::Registration(b) => {
                let currency = currency(&b.currency, &mut invalid);
                let mut r = Registration::empty(currency);
                r.customer = b.customer.into();
                r.need = b.need;
                r.lines = lines(b.lines);
                r.close_on = Some(b.close_on);
                r.competitor = b.competitor;
                r.next_step = b.next_step;
                r.role = b.role.map_or(r.role, Into::into);
                r.origin = b.source.map_or(r.origin, Into::into);
                r.answer = b.overlap_answer.map(Into::into);
                r.business = b.business.map_or(r.business, Into::into);
                (r.tender, r.published_on) = (b.tender, b.tender_published_on);
                (b.partner_id, r, invalid, false)
            }
            Self::Draft(b) => {
                let currency = currency(b.currency.as_deref().unwrap_or("EUR"), &mut invalid);
                let mut r = Registration::empty(currency);
                if let Some(change) = b.customer {
                    change.apply(&mut r.customer);
                }
                r.need = b.need;
                r.lines = lines(b.lines);
                r.close_on = b.close_on;
                r.competitor = b.competitor;
                r.next_step = b.next_step;
                r.role = b.role.map_or(r.role, Into::into);
                r.origin = b.source.map_or(r.origin, Into::into);
                r.business = b.business.map_or(r.business, Into::into);
                (r.tender, r.published_on) = (b.tender, b.tender_published_on);
                (None, r, invalid, true)
            }
        }
    }
}

/// What changes about the customer; absent is unchanged.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DealCustomerChange {
    /// Its name.
    #[schema(max_length = 160)]
    company: Option<String>,
    /// Its website.
    #[schema(max_length = 300)]
    domain: Option<String>,
    /// Its country, ISO 3166 alpha-2.
    #[schema(pattern = "^[A-Za-z]{2}$")]
    country: Option<String>,
    /// Its city.
    #[schema(max_length = 120)]
    city: Option<String>,
    /// The person the partner speaks with.
    #[schema(max_length = 120)]
    contact_name: Option<String>,
    /// That person's e-mail address.
    #[schema(max_length = 254)]
    contact_email: Option<String>,
    /// What that person does there.
    #[schema(max_length = 120)]
    contact_role: Option<String>,
}

impl DealCustomerChange {
    fn apply(self, c: &mut Customer) {
        let fields = [
            (self.company, &mut c.company),
            (self.domain, &mut c.domain),
            (self.country, &mut c.country),
            (self.city, &mut c.city),
            (self.contact_name, &mut c.contact_name),
            (self.contact_email, &mut c.contact_email),
            (self.contact_role, &mut c.contact_role),
        ];
        for (new, field) in fields {
            if let Some(new) = new {
                *field = new;
            }
        }
    }
}

/// What changes about a deal; absent is unchanged.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DealChange {
    /// The customer; fixed once the deal is approved, except city and contact.
    #[serde(default, deserialize_with = "web::object")]
    customer: Option<DealCustomerChange>,
    /// What the customer needs and what has happened so far, in Markdown.
    #[schema(min_length = 10, max_length = 10_000)]
    need: Option<String>,
    /// All lines anew; the products are fixed once the deal is approved.
    #[schema(min_items = 1, max_items = 20)]
    lines: Option<Vec<DealLine>>,
    /// The currency of the amounts.
    #[schema(pattern = "^[A-Z]{3}$")]
    currency: Option<String>,
    /// When the customer is expected to decide.
    close_on: Option<NaiveDate>,
    /// Who else is in the running.
    #[schema(max_length = 160)]
    competitor: Option<String>,
    /// What is done next.
    #[schema(max_length = 160)]
    next_step: Option<String>,
    /// What the partner does in the deal.
    role: Option<RoleCode>,
    /// Where the deal comes from.
    source: Option<SourceCode>,
    /// What the partner says to an overlap.
    overlap_answer: Option<AnswerCode>,
    /// What kind of business it is.
    business: Option<BusinessCode>,
    /// Whether the customer asks for bids; false forgets the day of publication.
    tender: Option<bool>,
    /// Since when everybody can read the tender.
    tender_published_on: Option<NaiveDate>,
}

impl DealChange {
    /// The registration with the changes.
    pub(crate) fn apply(self, mut r: Registration) -> (Registration, Invalid) {
        let mut invalid = Invalid::new();
        if let Some(customer) = self.customer {
            customer.apply(&mut r.customer);
        }
        r.need = self.need.unwrap_or(r.need);
        r.lines = self.lines.map_or(r.lines, lines);
        if let Some(code) = self.currency {
            r.currency = currency(&code, &mut invalid);
        }
        r.close_on = self.close_on.or(r.close_on);
        r.competitor = self.competitor.unwrap_or(r.competitor);
        r.next_step = self.next_step.unwrap_or(r.next_step);
        r.role = self.role.map_or(r.role, Into::into);
        r.origin = self.source.map_or(r.origin, Into::into);
        r.answer = self.overlap_answer.map(Into::into).or(r.answer);
        r.business = self.business.map_or(r.business, Into::into);
        r.tender = self.tender.unwrap_or(r.tender);
        r.published_on = self.tender_published_on.or(r.published_on);
        (r, invalid)
    }
}
