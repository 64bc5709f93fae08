//! What a sound program is.

use base::{Currency, Invalid, Refusal as _};
use proptest::prelude::*;

use super::super::model::{Design, NewProduct, NewTier, PartnerType, Program};
use super::super::rules::{check_product, check_program, design_of, lines};
use crate::tests::{program, tier};

fn said(outcome: Result<(), Invalid>) -> Vec<String> {
    outcome.err().map(|e| e.fields().into_iter().map(|f| format!("{} {}", f.field, f.code)).collect()).unwrap_or_default()
}

fn with(tiers: Vec<NewTier>) -> Design {
    Design { tiers, ..design_of(&program()) }
}

#[test]
fn every_fault_is_said_at_its_field() {
    assert_eq!(said(check_program(&design_of(&program()))), [""; 0]);
    assert_eq!(said(check_program(&with(Vec::new()))), ["tiers required"]);
    let bad = NewTier { min_revenue_minor: -1, min_certified: -1, margin_points: 10_001, protection_days: 0, ..tier("x", 0) };
    assert_eq!(
        said(check_program(&Design { name: " ".to_owned(), purpose: "x".repeat(501), ..with(vec![bad]) })),
        [
            "name required",
            "purpose too_long",
            "tiers.0.name too_short",
            "tiers.0.min_revenue_minor amount",
            "tiers.0.min_certified number",
            "tiers.0.margin_points tier.margin",
            "tiers.0.protection_days tier.days"
        ]
    );
    let dollars = NewTier { currency: Currency::USD, ..tier("Gold", 100) };
    assert_eq!(said(check_program(&with(vec![tier("Silver", 0), dollars]))), ["tiers.1.currency tier.asks_less"]);
    assert_eq!(said(check_program(&with(vec![tier("Silver", 0), tier(" SILVER ", 5)]))), ["tiers.1.name tier.name_twice"]);
    let many = (0..21).map(|n| tier(&format!("Tier {n}"), n)).collect();
    assert_eq!(said(check_program(&with(many))), ["tiers tier.too_many"]);
}

proptest! {
    #[test]
    fn a_higher_tier_never_asks_for_less(revenues in prop::collection::vec((0i64..1000, 0i64..20), 1..8)) {
        let tiers: Vec<NewTier> =
            revenues.iter().enumerate().map(|(n, (r, c))| NewTier { min_certified: *c, ..tier(&format!("Tier {n}"), *r) }).collect();
        let grows = revenues.is_sorted_by(|a, b| a.0 <= b.0 && a.1 <= b.1);
        prop_assert_eq!(check_program(&with(tiers)).is_ok(), grows);
    }
}

#[test]
fn keys_of_products_are_plain() {
    let key = |key: &str| said(check_product(&NewProduct { key: key.to_owned(), name: "Route Planner".to_owned(), family: String::new() }));
    assert_eq!(key("route-planner-2"), [""; 0]);
    for bad in ["", "Route", "röute", "a b", "../x", &"x".repeat(61)] {
        assert_eq!(key(bad), ["key product.key"], "{bad}");
    }
}

#[test]
fn benefits_are_lines_and_types_limit() {
    assert_eq!(lines("  One\r\n\r\nTwo\u{0}b \n\n"), "One\nTwo b");
    let p = |kinds| Program {
        id: uuid::Uuid::from_u128(1).into(),
        name: "P".to_owned(),
        purpose: String::new(),
        kinds,
        is_default: true,
        version: 1,
    };
    assert!(p(Vec::new()).takes(PartnerType::Oem));
    assert_eq!([PartnerType::Msp, PartnerType::Isv].map(|k| p(vec![PartnerType::Msp]).takes(k)), [true, false]);
}
