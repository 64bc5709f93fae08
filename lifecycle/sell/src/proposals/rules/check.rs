//! Whether a request can be taken as it is: everything wrong is said at once.

use base::{FieldError, Invalid};

use super::super::model::{NewRequest, QuestionKind};
use crate::texts::{line, text};

/// The most questions, and the most criteria, of a request.
const MOST: usize = 20;

/// Checks a request and tidies it; `invalid` already holds what could not be read.
pub fn check(mut r: NewRequest, products: &[String], kinds: &[String], top_tier: i64, mut invalid: Invalid) -> Result<NewRequest, Invalid> {
    let n = &mut r.need;
    line(&mut invalid, "title", &mut n.title, 5, 160);
    text(&mut invalid, "body", &mut n.body, 10, 8_000);
    line(&mut invalid, "company", &mut n.company, 0, 160);
    line(&mut invalid, "region", &mut n.region, 0, 80);
    line(&mut invalid, "postal_code", &mut n.postal_code, 0, 16);
    line(&mut invalid, "city", &mut n.city, 0, 120);
    line(&mut invalid, "industry", &mut n.industry, 0, 60);
    n.industry = n.industry.to_lowercase();
    n.country = n.country.trim().to_ascii_uppercase();
    invalid.check(n.country.is_empty() || celes::Country::from_alpha2(&n.country).is_ok(), "country", "choice");
    n.language = n.language.trim().to_ascii_lowercase();
    let two = n.language.len() == 2 && n.language.chars().all(|c| c.is_ascii_lowercase());
    invalid.check(n.language.is_empty() || two, "language", "choice");
    n.products.sort_unstable();
    n.products.dedup();
    invalid.check(n.products.iter().all(|p| products.contains(p)), "products", "choice");
    let p = &mut r.pool;
    for list in [&mut p.certificates, &mut p.types] {
        for item in list.iter_mut() {
            *item = item.trim().to_owned();
        }
        list.retain(|item| !item.is_empty());
        list.sort_unstable();
        list.dedup();
    }
    invalid.check(p.types.iter().all(|k| kinds.contains(k)), "types", "choice");
    let sound = |c: &String| c.chars().count() <= 80 && !c.chars().any(char::is_control);
    invalid.check(p.certificates.len() <= 20 && p.certificates.iter().all(sound), "certificates", "plain_text");
    p.partners.sort_unstable();
    p.partners.dedup();
    invalid.check(p.partners.len() <= 500, "partner_ids", "lead.too_many_partners");
    let t = &r.terms;
    for (field, value, min, max) in [
        ("min_tier", p.min_tier, 0, top_tier.max(0)),
        ("answer_days", t.answer_days, 1, 60),
        ("remind_days", t.remind_days, 0, 30),
        ("decide_days", t.decide_days, 1, 60),
    ] {
        if !(min..=max).contains(&value) {
            invalid.push(FieldError::new(field, "range").with("min", min).with("max", max));
        }
    }
    asked(&mut r, &mut invalid);
    invalid.finish().map(|()| r)
}

/// Checks questions and criteria, and gives them their keys by place.
fn asked(r: &mut NewRequest, invalid: &mut Invalid) {
    for (field, len) in [("questions", r.questions.len()), ("criteria", r.criteria.len())] {
        if len == 0 {
            invalid.push(FieldError::new(field, "required"));
        } else if len > MOST {
            invalid.push(FieldError::new(field, "too_many").with("most", MOST));
        }
    }
    for (i, q) in r.questions.iter_mut().enumerate().take(MOST) {
        q.key = format!("q{}", i + 1);
        line(invalid, &format!("questions.{i}.text"), &mut q.text, 3, 300);
        let at = format!("questions.{i}.options");
        for option in &mut q.options {
            line(invalid, &at, option, 0, 120);
        }
        q.options.retain(|o| !o.is_empty());
        if q.kind == QuestionKind::Choice {
            let mut sorted = q.options.clone();
            sorted.sort_unstable();
            sorted.dedup();
            invalid.check((2..=20).contains(&q.options.len()), &at, "proposal.options");
            invalid.check(sorted.len() == q.options.len(), &at, "twice");
        } else {
            q.options.clear();
        }
    }
    for (i, c) in r.criteria.iter_mut().enumerate().take(MOST) {
        c.key = format!("c{}", i + 1);
        line(invalid, &format!("criteria.{i}.text"), &mut c.text, 3, 160);
        if !(1..=100).contains(&c.weight) {
            invalid.push(FieldError::new(format!("criteria.{i}.weight"), "range").with("min", 1).with("max", 100));
        }
    }
}
