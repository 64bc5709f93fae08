//! Whether a lead and a partner's profile can be taken as they are: everything wrong is said at once.

use base::{FieldError, Invalid};

use super::super::model::{NewLead, Profile};
use super::place::Place;
use crate::texts::{host_name, is_email, line, text};

/// Checks a lead and tidies its texts; `invalid` already holds what could not be read.
pub fn check(mut lead: NewLead, products: &[String], mut invalid: Invalid) -> Result<NewLead, Invalid> {
    let c = &mut lead.customer;
    line(&mut invalid, "customer.company", &mut c.company, 2, 160);
    line(&mut invalid, "customer.region", &mut c.region, 0, 80);
    line(&mut invalid, "customer.postal_code", &mut c.postal_code, 0, 16);
    line(&mut invalid, "customer.city", &mut c.city, 0, 120);
    line(&mut invalid, "customer.domain", &mut c.domain, 0, 300);
    if !c.domain.is_empty() {
        match host_name(&c.domain) {
            Some(host) => c.domain = host,
            None => {
                invalid.push(FieldError::new("customer.domain", "url"));
            }
        }
    }
    c.country = c.country.trim().to_ascii_uppercase();
    if c.country.is_empty() {
        invalid.push(FieldError::new("customer.country", "required"));
    } else {
        invalid.check(celes::Country::from_alpha2(&c.country).is_ok(), "customer.country", "choice");
    }
    let p = &mut lead.contact;
    line(&mut invalid, "contact.name", &mut p.name, 2, 120);
    line(&mut invalid, "contact.role", &mut p.role, 0, 120);
    line(&mut invalid, "contact.phone", &mut p.phone, 0, 40);
    line(&mut invalid, "contact.email", &mut p.email, 0, 254);
    invalid.check(p.email.is_empty() || is_email(&p.email), "contact.email", "email");
    if p.email.is_empty() && p.phone.is_empty() {
        invalid.push(FieldError::new("contact.email", "lead.no_way"));
    }
    let w = &mut lead.wish;
    text(&mut invalid, "need", &mut w.need, 0, 5_000);
    line(&mut invalid, "industry", &mut w.industry, 0, 60);
    w.industry = w.industry.to_lowercase();
    w.language = w.language.trim().to_ascii_lowercase();
    invalid.check(w.language.is_empty() || is_language(&w.language), "language", "choice");
    invalid.check(w.size.is_none_or(|n| (1..=10_000_000).contains(&n)), "size", "lead.size");
    w.products.sort_unstable();
    w.products.dedup();
    invalid.check(w.products.iter().all(|p| products.contains(p)), "products", "choice");
    line(&mut invalid, "campaign", &mut lead.campaign, 0, 120);
    line(&mut invalid, "external_id", &mut lead.external_id, 0, 120);
    invalid.finish().map(|()| lead)
}

fn is_language(code: &str) -> bool {
    code.len() == 2 && code.chars().all(|c| c.is_ascii_lowercase())
}

/// Checks what a partner says it can take.
pub fn check_profile(mut p: Profile, products: &[String], mut invalid: Invalid) -> Result<Profile, Invalid> {
    for list in [&mut p.territories, &mut p.languages, &mut p.industries, &mut p.products] {
        for item in list.iter_mut() {
            *item = item.trim().to_owned();
        }
        list.retain(|item| !item.is_empty());
        list.sort_unstable();
        list.dedup();
    }
    let most = |invalid: &mut Invalid, field: &str, n: usize| {
        if n > 200 {
            invalid.push(FieldError::new(field, "too_many").with("most", 200));
        }
    };
    most(&mut invalid, "territories", p.territories.len());
    most(&mut invalid, "languages", p.languages.len());
    most(&mut invalid, "industries", p.industries.len());
    if let Some(bad) = p.territories.iter().find(|t| t.chars().count() > 60 || t.chars().any(char::is_control) || !Place::is_territory(t)) {
        invalid.push(FieldError::new("territories", "lead.territory").with("found", bad));
    }
    p.languages = p.languages.iter().map(|l| l.to_ascii_lowercase()).collect();
    invalid.check(p.languages.iter().all(|l| is_language(l)), "languages", "lead.language");
    p.industries = p.industries.iter().map(|i| i.to_lowercase()).collect();
    invalid.check(p.industries.iter().all(|i| i.chars().count() <= 60 && !i.chars().any(char::is_control)), "industries", "plain_text");
    invalid.check(p.products.iter().all(|k| products.contains(k)), "products", "choice");
    invalid.check(p.capacity.is_none_or(|n| (0..=10_000).contains(&n)), "capacity", "lead.capacity");
    invalid.check((1..=100).contains(&p.weight), "weight", "lead.weight");
    invalid.finish().map(|()| p)
}
