//! Scoring, and what a sound profile is: pure.

use base::{FieldError, Invalid};

use super::model::{Criterion, Facts, Key, Profile, Score, Share};

/// The whole of a criterion, in hundredths of a percent.
const WHOLE: i64 = 10_000;

/// Scores a company under a profile.
pub fn score(profile: &Profile, facts: &Facts) -> Score {
    let mut shares = Vec::with_capacity(profile.criteria.len());
    let mut unmet = Vec::new();
    for c in &profile.criteria {
        let met = part(c, facts);
        // Half a point rounds up, so that a criterion that is met in part is never nothing by rounding down alone.
        shares.push(Share { key: c.key, points: (c.weight * met + WHOLE / 2) / WHOLE, most: c.weight, must: c.must });
        if c.must && met == 0 {
            unmet.push(c.key);
        }
    }
    Score { total: shares.iter().map(|s| s.points).sum(), profile: profile.number, shares, unmet }
}

/// How much of a criterion is met, from nothing to [`WHOLE`].
fn part(c: &Criterion, f: &Facts) -> i64 {
    let count = match c.key {
        Key::Size => wanted(c, std::slice::from_ref(&f.size)),
        Key::Country => wanted(c, std::slice::from_ref(&f.country)),
        Key::Industry => wanted(c, &f.industries),
        Key::Skills => wanted(c, &f.skills),
        Key::Certifications => wanted(c, &f.certifications),
        Key::Model => wanted(c, &f.models),
        Key::Customers => f.customers,
        Key::Deals => f.deals,
    };
    let full = c.full_at.max(1);
    count.clamp(0, full) * WHOLE / full
}

/// How many of the answers are wanted; a wanted word may stand anywhere in an answer.
fn wanted(c: &Criterion, answers: &[String]) -> i64 {
    let answers = answers.iter().map(|a| a.trim().to_lowercase()).filter(|a| !a.is_empty());
    let n = if c.wanted.is_empty() {
        answers.count()
    } else {
        let words: Vec<String> = c.wanted.iter().map(|w| w.trim().to_lowercase()).collect();
        let fits = |a: &str| words.iter().any(|w| if c.key == Key::Certifications { a.contains(w.as_str()) } else { a == w });
        answers.filter(|a| fits(a)).count()
    };
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Checks a profile: every criterion once, weights from 0 to 100 that sum to 100, room for full points.
pub fn check(criteria: &[Criterion]) -> Result<(), Invalid> {
    let mut invalid = Invalid::new();
    for key in Key::ALL {
        let n = criteria.iter().filter(|c| c.key == key).count();
        invalid.check(n == 1, &format!("weight_{}", key.code()), "profile.once");
    }
    for c in criteria {
        let field = |name: &str| format!("{name}_{}", c.key.code());
        invalid.check((0..=100).contains(&c.weight), &field("weight"), "number");
        invalid.check((1..=1_000_000).contains(&c.full_at), &field("full_at"), "number");
        invalid.check(!c.must || c.weight > 0, &field("weight"), "profile.must_weight");
        let sound = |w: &String| !w.trim().is_empty() && w.chars().count() <= 60 && !w.chars().any(char::is_control);
        invalid.check(c.wanted.len() <= 40 && c.wanted.iter().all(sound), &field("wanted"), "profile.wanted");
    }
    let sum: i64 = criteria.iter().map(|c| c.weight.clamp(0, 1000)).sum();
    if sum != 100 {
        invalid.push(FieldError::new("weight_size", "profile.sum").with("sum", sum));
    }
    invalid.finish()
}

/// The criteria of the first profile: a capable company of some size, near the customers.
pub fn default_criteria() -> Vec<Criterion> {
    let row = |key, weight, must, wanted: &[&str], full_at| Criterion {
        key,
        weight,
        must,
        wanted: wanted.iter().map(|w| (*w).to_owned()).collect(),
        full_at,
    };
    vec![
        row(Key::Size, 15, false, &["10-49", "50-249", "250-999"], 1),
        row(Key::Country, 10, false, &[], 1),
        row(Key::Industry, 10, false, &[], 2),
        row(Key::Skills, 20, true, &[], 3),
        row(Key::Certifications, 10, false, &[], 2),
        row(Key::Customers, 10, false, &[], 50),
        row(Key::Deals, 15, false, &[], 12),
        row(Key::Model, 10, true, &[], 1),
    ]
}
