//! A deal as it is to stand in a CRM.

use base::{Currency, DealId, Money};
use facts::sell::DealImage;

use crate::contract::model::{Contact, Customer, Mark, Opportunity, Settings, Values};

/// Whether a deal in this state gets a record of its own.
pub fn begins(state: &str) -> bool {
    matches!(state, "approved" | "won" | "lost" | "expired")
}

/// How far the sale is, in words that every CRM has.
fn mark(image: &DealImage) -> Mark {
    match image.state.as_str() {
        "won" => Mark::Won,
        "lost" | "withdrawn" | "rejected" => Mark::Lost,
        // When its protection ends, the sale is where it was.
        _ => image.stage.as_deref().and_then(Mark::from_code).unwrap_or(Mark::Qualified),
    }
}

/// The deal as an opportunity; `link` is its address here.
pub fn opportunity(deal: DealId, image: &DealImage, settings: &Settings, link: &str) -> Opportunity {
    let currency: Option<Currency> = image.currency.parse().ok();
    let value = currency.map(|c| Money::new(image.value_minor, c));
    let title = if image.products.is_empty() { image.company.clone() } else { format!("{}: {}", image.company, image.products) };
    let mut lines = vec![format!("{} ({})", image.partner_name, image.owner_name)];
    // An amount in a currency that the CRM does not keep is said, not converted.
    if let Some(value) = value.filter(|v| v.currency != settings.currency) {
        lines.push(format!("{} {}", value.decimal(), value.currency.code()));
    }
    let contact = [&image.contact_name, &image.contact_role, &image.contact_email];
    lines.push(contact.into_iter().filter(|t| !t.is_empty()).cloned().collect::<Vec<_>>().join(", "));
    lines.push(image.need.clone());
    lines.push(image.next_step.clone());
    if let Some(until) = image.protected_until {
        lines.push(format!("Protected until {}", until.date_naive()));
    }
    lines.push(link.to_owned());
    lines.retain(|l| !l.trim().is_empty());
    Opportunity {
        key: deal.to_string(),
        title,
        value: value.filter(|v| v.currency == settings.currency),
        close_on: image.close_on,
        stage: settings.stage_name(mark(image)).to_owned(),
        customer: Customer {
            key: image.account.map(|a| a.to_string()).unwrap_or_default(),
            name: image.company.clone(),
            domain: image.domain.clone(),
            country: image.country.clone(),
            city: image.city.clone(),
        },
        contact: Contact { name: image.contact_name.clone(), email: image.contact_email.clone(), role: image.contact_role.clone() },
        partner: image.partner_name.clone(),
        description: lines.join("\n"),
        protected_until: image.protected_until,
    }
}

/// The values of an opportunity that both sides may change.
pub fn ours(o: &Opportunity) -> Values {
    Values {
        value: o.value.map(|v| v.minor.to_string()),
        close_on: Some(o.close_on.map(|d| d.to_string()).unwrap_or_default()),
        stage: Some(o.stage.clone()),
    }
}
