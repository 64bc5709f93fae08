//! What a sound program is: pure.

use base::{FieldError, Invalid, check_length};

use super::model::{NewProduct, NewProgram};

/// Checks a program: names, and that a higher tier never asks for less.
pub fn check_program(new: &NewProgram) -> Result<(), Invalid> {
    let mut invalid = Invalid::new();
    if let Err(e) = check_length("name", &new.name, 2, 100) {
        invalid.push(e);
    }
    invalid.check(!new.tiers.is_empty(), "tiers", "required");
    for (i, tier) in new.tiers.iter().enumerate() {
        if let Err(e) = check_length(&format!("tiers.{i}.name"), &tier.name, 2, 60) {
            invalid.push(e);
        }
        let sane = tier.min_revenue_minor >= 0
            && tier.min_certified >= 0
            && (0..=10_000).contains(&tier.margin_points)
            && (1..=730).contains(&tier.protection_days);
        invalid.check(sane, &format!("tiers.{i}"), "number");
    }
    for (i, pair) in new.tiers.windows(2).enumerate() {
        if let [low, high] = pair {
            let grows =
                high.min_revenue_minor >= low.min_revenue_minor && high.min_certified >= low.min_certified && high.currency == low.currency;
            if !grows {
                invalid.push(FieldError::new(format!("tiers.{}", i + 1), "tier.asks_less"));
            }
        }
    }
    invalid.finish()
}

/// Checks a product.
pub fn check_product(new: &NewProduct) -> Result<(), Invalid> {
    let mut invalid = Invalid::new();
    let key_ok =
        !new.key.is_empty() && new.key.len() <= 60 && new.key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    invalid.check(key_ok, "key", "invalid");
    for outcome in [check_length("name", &new.name, 2, 100), check_length("family", &new.family, 0, 100)] {
        if let Err(e) = outcome {
            invalid.push(e);
        }
    }
    invalid.finish()
}
