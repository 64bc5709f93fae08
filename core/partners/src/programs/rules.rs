//! What a sound program is: pure.

use base::{FieldError, Invalid, check_length};

use super::model::{Design, NewProduct, NewProgram, NewTier, ProductChange, Tier};

/// The most tiers that a program has.
pub const MOST_TIERS: usize = 20;
/// The most that a tier may ask for, in minor units.
const MOST_REVENUE: i64 = 1_000_000_000_000_000;

/// The design that a new program has when nothing is said of types.
pub fn design_of(new: &NewProgram) -> Design {
    Design { name: new.name.clone(), purpose: new.purpose.clone(), kinds: Vec::new(), tiers: new.tiers.clone() }
}

/// Checks a program: names, numbers, and that a higher tier never asks for less.
pub fn check_program(design: &Design) -> Result<(), Invalid> {
    let mut invalid = Invalid::new();
    for outcome in [check_length("name", &design.name, 2, 100), check_length("purpose", &design.purpose, 0, 500)] {
        if let Err(e) = outcome {
            invalid.push(e);
        }
    }
    invalid.check(!design.tiers.is_empty(), "tiers", "required");
    invalid.check(design.tiers.len() <= MOST_TIERS, "tiers", "tier.too_many");
    for (i, tier) in design.tiers.iter().enumerate() {
        check_tier(&mut invalid, i, tier);
        let twice = design.tiers.iter().take(i).any(|o| base::one_line(&o.name).eq_ignore_ascii_case(&base::one_line(&tier.name)));
        invalid.check(!twice || tier.name.trim().is_empty(), &format!("tiers.{i}.name"), "tier.name_twice");
    }
    for (i, pair) in (1..).zip(design.tiers.windows(2)) {
        if let [low, high] = pair {
            let grows =
                |ok: bool, field: &str| ok.then_some(()).ok_or_else(|| FieldError::new(format!("tiers.{i}.{field}"), "tier.asks_less"));
            for outcome in [
                grows(high.min_revenue_minor >= low.min_revenue_minor, "min_revenue_minor"),
                grows(high.min_certified >= low.min_certified, "min_certified"),
                grows(high.currency == low.currency, "currency"),
            ] {
                if let Err(e) = outcome {
                    invalid.push(e);
                }
            }
        }
    }
    invalid.finish()
}

fn check_tier(invalid: &mut Invalid, i: usize, tier: &NewTier) {
    let field = |name: &str| format!("tiers.{i}.{name}");
    for outcome in [check_length(&field("name"), &tier.name, 2, 60), check_length(&field("benefits"), &tier.benefits, 0, 2000)] {
        if let Err(e) = outcome {
            invalid.push(e);
        }
    }
    invalid.check((0..=MOST_REVENUE).contains(&tier.min_revenue_minor), &field("min_revenue_minor"), "amount");
    invalid.check((0..=100_000).contains(&tier.min_certified), &field("min_certified"), "number");
    invalid.check((0..=10_000).contains(&tier.margin_points), &field("margin_points"), "tier.margin");
    invalid.check((1..=730).contains(&tier.protection_days), &field("protection_days"), "tier.days");
}

/// Refuses a design that leaves a tier out.
pub fn check_kept(before: &[Tier], design: &Design) -> Result<(), Invalid> {
    let mut invalid = Invalid::new();
    invalid.check(design.tiers.len() >= before.len(), "tiers", "tier.removed");
    invalid.finish()
}

/// Lines of text without control characters and empty ones.
pub fn lines(text: &str) -> String {
    text.lines().map(base::one_line).filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Checks a product.
pub fn check_product(new: &NewProduct) -> Result<(), Invalid> {
    let mut invalid = Invalid::new();
    let key_ok =
        !new.key.is_empty() && new.key.len() <= 60 && new.key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    invalid.check(key_ok, "key", "product.key");
    check_words(&mut invalid, &new.name, &new.family);
    invalid.finish()
}

/// Checks a change of a product.
pub fn check_change(change: &ProductChange) -> Result<(), Invalid> {
    let mut invalid = Invalid::new();
    check_words(&mut invalid, &change.name, &change.family);
    invalid.finish()
}

fn check_words(invalid: &mut Invalid, name: &str, family: &str) {
    for outcome in [check_length("name", name, 2, 100), check_length("family", family, 0, 100)] {
        if let Err(e) = outcome {
            invalid.push(e);
        }
    }
}
