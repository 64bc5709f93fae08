//! What makes the details of an account sound, and what they are compared by.

use std::collections::HashMap;

use base::{AccountId, FieldError, Instant, Invalid, Money, check_length, one_line};
use matching::{KeyKind, Lexicon, Normalized};

use super::fields::Field;
use super::model::{Details, PairVerdict, Scheme};
use crate::countries;

/// The most further domains an account has.
const MOST_DOMAINS: usize = 20;
/// More people than work anywhere.
pub(crate) const MOST_EMPLOYEES: i64 = 100_000_000;

/// A text field: its name in forms and the API, and the most characters.
pub(crate) const TEXTS: [(&str, usize); 10] = [
    ("name", 200),
    ("legal_name", 200),
    ("phone", 60),
    ("street", 200),
    ("city", 100),
    ("region", 100),
    ("postal", 20),
    ("industry", 250),
    ("lifecycle_stage", 60),
    ("owner", 120),
];

/// Checks one line of text and cleans its blanks.
pub(crate) fn text(field: &str, raw: &str) -> Result<String, FieldError> {
    if raw.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r')) {
        return Err(FieldError::new(field, "account.control"));
    }
    let clean = one_line(raw);
    let max = TEXTS.iter().find(|t| t.0 == field).map_or(200, |t| t.1);
    check_length(field, &clean, usize::from(field == "name"), max)?;
    Ok(clean)
}

/// The domain in a web address, in lower case, as far as it belongs to one owner: `3i.com`.
pub fn domain(raw: &str) -> Option<String> {
    let lower = raw.trim().to_lowercase();
    let rest = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?.trim_end_matches('.');
    let bare = host.strip_prefix("www.").filter(|h| h.contains('.')).unwrap_or(host);
    let sound = |label: &str| !label.is_empty() && label.chars().count() <= 63 && !label.starts_with('-') && !label.ends_with('-');
    let letters = bare.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.' | '_'));
    if bare.len() > 253 || !letters || !bare.split('.').all(sound) || !psl::suffix(bare.as_bytes())?.is_known() {
        return None;
    }
    psl::domain_str(bare).map(str::to_owned)
}

/// A number in a register, in its canonical form, or the code of what is wrong.
pub(crate) fn identifier(scheme: Scheme, raw: &str) -> Result<String, &'static str> {
    let plain: String = raw.trim().to_uppercase();
    let tight: String = plain.chars().filter(|c| c.is_alphanumeric()).collect();
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    match scheme {
        Scheme::Isin if is_isin(&tight) => Ok(tight),
        Scheme::Isin => Err("account.isin"),
        Scheme::Lei if tight.len() == 20 && mod_97(&tight) == Some(1) => Ok(tight),
        Scheme::Lei => Err("account.lei"),
        Scheme::Duns if tight.len() == 9 && digits(&tight) => Ok(tight),
        Scheme::Duns => Err("account.duns"),
        Scheme::Vat if tight.is_ascii() && (4..=20).contains(&tight.len()) && tight.bytes().any(|b| b.is_ascii_digit()) => Ok(tight),
        Scheme::Vat => Err("account.vat"),
        Scheme::Ticker if is_word(&plain, 20) => Ok(plain),
        Scheme::Ticker => Err("account.ticker"),
        Scheme::Registration if is_word(&plain, 60) => Ok(one_line(&plain)),
        Scheme::Registration => Err("account.registration"),
    }
}

fn is_word(text: &str, most: usize) -> bool {
    let n = text.chars().count();
    n >= 1 && n <= most && text.chars().any(char::is_alphanumeric) && !text.chars().any(char::is_control)
}

/// ISO 6166: two letters, nine letters or digits, and a check digit by Luhn over the expanded digits.
fn is_isin(text: &str) -> bool {
    let shape = text.len() == 12 && text.is_ascii() && text.bytes().take(2).all(|b| b.is_ascii_uppercase());
    if !shape || !text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) {
        return false;
    }
    let expanded: String = text.chars().filter_map(|c| c.to_digit(36)).map(|d| d.to_string()).collect();
    let sum: u32 = expanded
        .chars()
        .rev()
        .filter_map(|c| c.to_digit(10))
        .enumerate()
        .map(|(i, d)| if i % 2 == 1 { d * 2 / 10 + d * 2 % 10 } else { d })
        .sum();
    sum.is_multiple_of(10)
}

/// ISO 7064: the remainder of the number that letters and digits make.
fn mod_97(text: &str) -> Option<u32> {
    text.chars().try_fold(0_u32, |rest, c| {
        let d = c.to_digit(36)?;
        Some((rest * if d > 9 { 100 } else { 10 } + d) % 97)
    })
}

/// Cleans and checks the details; everything that is wrong is told at once.
pub(crate) fn sound(raw: &Details) -> Result<Details, Invalid> {
    let mut invalid = Invalid::new();
    let mut texts = |field: &'static str, raw: &str| match text(field, raw) {
        Ok(clean) => clean,
        Err(e) => {
            invalid.push(e);
            String::new()
        }
    };
    let mut out = Details {
        name: texts("name", &raw.name),
        legal_name: texts("legal_name", &raw.legal_name),
        phone: texts("phone", &raw.phone),
        street: texts("street", &raw.street),
        city: texts("city", &raw.city),
        region: texts("region", &raw.region),
        postal: texts("postal", &raw.postal),
        industry: texts("industry", &raw.industry),
        lifecycle_stage: texts("lifecycle_stage", &raw.lifecycle_stage),
        owner: texts("owner", &raw.owner),
        employees: raw.employees,
        revenue: raw.revenue,
        ..Details::default()
    };
    if !raw.domain.trim().is_empty() {
        out.domain = domain(&raw.domain).unwrap_or_default();
        invalid.check(!out.domain.is_empty(), "domain", "account.domain");
    }
    for other in raw.domains.iter().filter(|d| !d.trim().is_empty()) {
        match domain(other) {
            Some(d) if d == out.domain || out.domains.contains(&d) => {}
            Some(d) => out.domains.push(d),
            None => {
                invalid.push(FieldError::new("domains", "account.domain"));
            }
        }
    }
    if out.domains.len() > MOST_DOMAINS {
        invalid.push(FieldError::new("domains", "account.too_many").with("max", MOST_DOMAINS));
    }
    if !raw.country.trim().is_empty() {
        out.country = countries::code(&raw.country).unwrap_or_default().to_owned();
        invalid.check(!out.country.is_empty(), "country", "account.country");
    }
    invalid.check(raw.employees.is_none_or(|n| (0..=MOST_EMPLOYEES).contains(&n)), "employees", "account.employees");
    invalid.check(raw.revenue.is_none_or(|m| is_amount(&m)), "revenue", "account.amount_range");
    for (scheme, value) in raw.identifiers.iter().filter(|(_, v)| !v.trim().is_empty()) {
        match identifier(*scheme, value) {
            Ok(clean) => {
                out.identifiers.insert(*scheme, clean);
            }
            Err(code) => {
                invalid.push(FieldError::new(format!("identifiers.{}", scheme.code()), code));
            }
        }
    }
    invalid.finish()?;
    Ok(out)
}

/// Whether an amount is one that a company can take in a year.
pub(crate) fn is_amount(money: &Money) -> bool {
    (0..=1_000_000_000_000_000_000).contains(&money.minor)
}

/// A text as lists are sorted and searched by: plain lower-case words.
pub(crate) fn fold(text: &str) -> String {
    let folded = matching::fold(text);
    let words: Vec<&str> = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
    if words.is_empty() { folded.trim().to_owned() } else { words.join(" ") }
}

/// The details made ready for comparison, with the shipped weights of words.
///
/// Keys are made from this form, so that they depend on nothing but the details.
pub(crate) fn normalized(details: &Details, id: &str) -> Normalized {
    matching::normalize(&details.record(id), &Lexicon::new())
}

/// The blocking keys as the database holds them: the code of their kind, then their text.
pub(crate) fn keys(n: &Normalized) -> Vec<String> {
    matching::keys(n).iter().map(key).collect()
}

fn key(k: &matching::Key) -> String {
    format!("{}{}", k.kind.code(), k.text)
}

/// The keys that say much by themselves, for checks of many records at once.
pub(crate) fn strong_keys(n: &Normalized) -> Vec<String> {
    let strong = |kind: KeyKind| {
        matches!(
            kind,
            KeyKind::Identifier | KeyKind::Email | KeyKind::Domain | KeyKind::Phone | KeyKind::Signature | KeyKind::Place | KeyKind::Token
        )
    };
    matching::keys(n).iter().filter(|k| strong(k.kind)).map(key).collect()
}

/// How much a shared key says: strong kinds three times as much as others.
pub(crate) fn key_weight(key: &str) -> f64 {
    if matches!(key.get(..2), Some("id" | "em" | "do" | "ph" | "si")) { 3.0 } else { 1.0 }
}

/// What was said about an account and others, each pair once and by the ids that stand now.
///
/// `ids` are all ids of the account, the one that stands first; `survivors` says into whom others went.
pub(crate) fn standing_verdicts(
    ids: &[AccountId],
    mut said: Vec<(AccountId, PairVerdict)>,
    survivors: &HashMap<AccountId, AccountId>,
) -> Vec<PairVerdict> {
    let direct = |s: &(AccountId, PairVerdict)| Some(&s.0) == ids.first() && !survivors.contains_key(&s.1.other);
    said.sort_by_key(|s| (!direct(s), std::cmp::Reverse(s.1.at)));
    let mut out: Vec<PairVerdict> = Vec::new();
    for (_, v) in said {
        let other = survivors.get(&v.other).copied().unwrap_or(v.other);
        if !ids.contains(&other) && out.iter().all(|o| o.other != other) {
            out.push(PairVerdict { other, ..v });
        }
    }
    out
}

/// The details as they were at a moment, by the changes since, latest first.
pub(crate) fn details_at(now: &Details, changes: &[(Instant, serde_json::Value)], at: Instant) -> Details {
    let mut out = now.clone();
    for (_, before) in changes.iter().take_while(|c| c.0 > at) {
        for field in Field::ALL {
            if let Some(value) = before.get(field.code()) {
                field.restore(&mut out, value);
            }
        }
    }
    out
}
