//! Asking for progress, and promoting.

use base::{Currency, Money, PartnerId, Result};
use chrono::{Months, NaiveDate};
use partners::Standing;
use work::Work;

use super::model::Progress;
use super::{rules, store};

/// Where a partner stands; out of scope looks missing.
pub async fn progress(work: &Work, partner: PartnerId) -> Result<Progress> {
    let standing = partners::standing(work, partner).await?;
    measure(work, &standing).await
}

async fn measure(work: &Work, standing: &Standing) -> Result<Progress> {
    let tiers = match &standing.program {
        Some(p) => partners::tiers(work, p.id).await?,
        None => Vec::new(),
    };
    let rank = standing.tier.as_ref().map_or(0, |t| t.rank);
    let next = tiers.into_iter().find(|t| t.rank == rank + 1);
    let currency = next.as_ref().or(standing.tier.as_ref()).map_or(Currency::EUR, |t| t.currency);
    let minor = store::since(work, standing.partner.id, currency.code(), year_ago(work)).await?;
    let certified = i64::try_from(standing.people_with("certified:")).unwrap_or(0);
    Ok(Progress { tier: standing.tier.clone(), next, revenue: Money::new(minor, currency), certified })
}

fn year_ago(work: &Work) -> NaiveDate {
    let today = work.now().date_naive();
    today.checked_sub_months(Months::new(12)).unwrap_or(today)
}

/// Promotes a partner that has reached a higher tier; never demotes.
pub async fn evaluate(work: &Work, partner: PartnerId) -> Result<()> {
    let standing = partners::standing(work, partner).await?;
    let Some(program) = &standing.program else { return Ok(()) };
    let tiers = partners::tiers(work, program.id).await?;
    let now = measure(work, &standing).await?;
    let rank = standing.tier.as_ref().map_or(0, |t| t.rank);
    if let Some(tier) = rules::highest(&tiers, now.revenue, now.certified).filter(|t| t.rank > rank) {
        let reason = format!("revenue {} in 12 months, {} certified", now.revenue, now.certified);
        partners::set_tier(work, partner, tier.id, &reason).await?;
    }
    Ok(())
}
