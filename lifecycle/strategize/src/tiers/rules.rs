//! Which tier is reached: pure.

use base::Money;
use partners::Tier;

/// Whether every criterion of a tier is met.
pub fn reached(tier: &Tier, revenue: Money, certified: i64) -> bool {
    let earned = if revenue.currency == tier.currency { revenue.minor } else { 0 };
    earned >= tier.min_revenue_minor && certified >= tier.min_certified
}

/// The highest tier that is reached, of tiers sorted by rank.
pub fn highest(tiers: &[Tier], revenue: Money, certified: i64) -> Option<&Tier> {
    tiers.iter().rev().find(|t| reached(t, revenue, certified))
}
