//! Tests of the tiers.

use base::{Currency, Money, ProgramId, TierId};
use partners::Tier;
use uuid::Uuid;

use super::rules;

fn tier(rank: i64, revenue: i64, certified: i64) -> Tier {
    Tier {
        id: TierId::from(Uuid::from_u128(rank.unsigned_abs().into())),
        program: ProgramId::from(Uuid::from_u128(1)),
        rank,
        name: format!("Tier {rank}"),
        min_revenue_minor: revenue,
        currency: Currency::EUR,
        min_certified: certified,
        margin_points: 0,
        protection_days: 90,
        benefits: String::new(),
    }
}

#[test]
fn every_criterion_must_be_met_at_once() {
    let tiers = [tier(1, 0, 0), tier(2, 100_000, 2), tier(3, 500_000, 4)];
    let rank = |minor, certified| rules::highest(&tiers, Money::new(minor, Currency::EUR), certified).map(|t| t.rank);
    assert_eq!(rank(0, 0), Some(1));
    assert_eq!(rank(900_000, 1), Some(1), "revenue does not make up for people");
    assert_eq!(rank(100_000, 2), Some(2));
    assert_eq!(rank(99_999, 9), Some(1));
    assert_eq!(rank(500_000, 4), Some(3));
}

#[test]
fn revenue_in_another_currency_does_not_count() {
    let tiers = [tier(1, 0, 0), tier(2, 100_000, 0)];
    assert_eq!(rules::highest(&tiers, Money::new(900_000, Currency::USD), 0).map(|t| t.rank), Some(1));
}
