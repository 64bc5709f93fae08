//! What routing achieved.

use base::Result;
use chrono::TimeDelta;
use work::{Permission, Resource, Work};

use super::super::rules::{Line, Placed, results as figures};
use super::super::store;
use crate::deals::actions as deals;

/// The leads of the last year by the rule that placed them, beside those that were given at random.
pub async fn results(work: &Work) -> Result<Vec<Line>> {
    work.may(Permission::LeadManage, &Resource::general("lead_rules"))?;
    let rows = store::results::placed(work, work.now() - TimeDelta::days(365)).await?;
    let ids: Vec<_> = rows.iter().filter_map(|r| r.deal).collect();
    let won = deals::outcomes(work, &ids).await?;
    let placed: Vec<Placed> = rows
        .into_iter()
        .map(|r| Placed {
            won: match r.deal {
                Some(deal) => won.get(&deal).copied().flatten(),
                None => r.is_none().then_some(false),
            },
            contact_minutes: r.contacted_at.map(|at| (at - r.captured_at).num_minutes().max(0)),
            control: r.control,
            rule: r.rule,
        })
        .collect();
    Ok(figures(&placed))
}
