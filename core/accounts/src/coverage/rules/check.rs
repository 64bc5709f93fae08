//! Whether what is put into a plan is sound.

use base::{FieldError, Invalid, check_length, one_line};

use super::VOCABULARY;
use crate::coverage::model::{Name, NewRule, Served, Validity, Way};

/// The most rules of a plan.
pub(crate) const MOST_RULES: usize = 200;
/// The most partners that one rule or name gives.
const MOST_PARTNERS: usize = 100;

fn line(invalid: &mut Invalid, field: &str, raw: &str, min: usize, max: usize) -> String {
    if raw.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r')) {
        invalid.push(FieldError::new(field, "account.control"));
        return String::new();
    }
    let clean = one_line(raw);
    if let Err(e) = check_length(field, &clean, min, max) {
        invalid.push(e);
    }
    clean
}

/// Cleans and checks who serves; what is wrong is added to the rest.
pub(crate) fn check_served(raw: &Served, invalid: &mut Invalid) -> Served {
    let mut partners = raw.partners.clone();
    partners.sort_unstable();
    partners.dedup();
    match raw.way {
        Way::Direct | Way::Open => {
            invalid.check(partners.is_empty(), "partners", "coverage.no_partners_here");
        }
        Way::CoSell => {
            invalid.check(!partners.is_empty(), "partners", "coverage.co_sell_partners");
        }
        Way::PartnerLed => {}
    }
    if partners.len() > MOST_PARTNERS {
        invalid.push(FieldError::new("partners", "coverage.too_many_partners").with("max", MOST_PARTNERS));
    }
    Served {
        way: raw.way,
        partners,
        segment: line(invalid, "segment", &raw.segment, 0, 60),
        territory: line(invalid, "territory", &raw.territory, 0, 60),
        owner: raw.owner,
    }
}

fn check_validity(v: Validity, invalid: &mut Invalid) {
    let inverted = v.from.zip(v.until).is_some_and(|(from, until)| from > until);
    invalid.check(!inverted, "until", "coverage.ends_before");
}

/// Cleans and checks a rule; everything that is wrong is told at once.
pub(crate) fn check_rule(raw: &NewRule, mut invalid: Invalid) -> Result<NewRule, Invalid> {
    let name = line(&mut invalid, "name", &raw.name, 1, 120);
    if let Err(fault) = VOCABULARY.check(&raw.condition) {
        invalid.push(fault.at_field("condition"));
    }
    let served = check_served(&raw.served, &mut invalid);
    check_validity(raw.validity, &mut invalid);
    invalid.finish()?;
    Ok(NewRule { id: raw.id, name, condition: raw.condition.trim().to_owned(), served, validity: raw.validity })
}

/// Cleans and checks what is said of a named account.
pub(crate) fn check_name(raw: &Name, mut invalid: Invalid) -> Result<Name, Invalid> {
    let served = check_served(&raw.served, &mut invalid);
    check_validity(raw.validity, &mut invalid);
    let note = line(&mut invalid, "note", &raw.note, 0, 300);
    invalid.finish()?;
    Ok(Name { account: raw.account, served, validity: raw.validity, note })
}

/// The reason for which a plan is published.
pub(crate) fn check_reason(raw: &str) -> Result<String, Invalid> {
    let mut invalid = Invalid::new();
    let reason = line(&mut invalid, "reason", raw, 1, 500);
    invalid.finish()?;
    Ok(reason)
}

/// What is said of a proposal; who refuses says why.
pub(crate) fn check_words(raw: &str, min: usize) -> Result<String, Invalid> {
    let mut invalid = Invalid::new();
    let words = line(&mut invalid, "words", raw, min, 500);
    invalid.finish()?;
    Ok(words)
}
