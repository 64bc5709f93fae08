//! Who served an account at a moment of the past, and since when.

use base::{AccountId, Error, Instant, Invalid, Result};
use chrono::{NaiveDate, NaiveTime};
use work::Work;

use super::ask;
use crate::accounts;
use crate::accounts::model::Account;
use crate::accounts::rules::details_at;
use crate::coverage::model::{Coverage, Past, PlanState, Validity, Whom};
use crate::coverage::{rules, store};

/// How many versions of the plan are looked at.
const VERSIONS: u64 = 50;
/// At how many moments the answer may have changed; earlier ones are left out.
const MOMENTS: usize = 200;

/// Who served an account at a moment, by the plan that was in force and by what was known of it then.
pub(crate) async fn explain_at(work: &Work, id: AccountId, at: Instant) -> Result<Coverage> {
    let account = accounts::actions::get(work, id).await?;
    super::may_read(work)?;
    if at < account.created_at || at > work.now() {
        let mut invalid = Invalid::new();
        invalid.check(false, "at", "coverage.at");
        return Err(Error::from(invalid));
    }
    let changes = accounts::actions::changes(work, account.id).await?;
    at_moment(work, &account, &changes, at).await
}

async fn at_moment(work: &Work, account: &Account, changes: &[(Instant, serde_json::Value)], at: Instant) -> Result<Coverage> {
    let plan = match store::in_force_at(work, at).await? {
        Some((version, digest)) => Some(ask::read(work, version, digest).await?),
        None => None,
    };
    let name = match &plan {
        Some(plan) => ask::named(work, plan.version, account.id).await?,
        None => None,
    };
    let then = Account { details: details_at(&account.details, changes, at), ..account.clone() };
    Ok(rules::decide(plan.as_deref(), name.as_ref(), &rules::facts_of(Whom::Account(&then)), at.date_naive()))
}

/// Who served an account since it is here, latest first.
///
/// The answer can change when a version is published, when a rule or a name begins or ends to hold, and when
/// something about the account changes.
pub(crate) async fn history(work: &Work, id: AccountId) -> Result<(Account, Vec<Past>)> {
    let account = accounts::actions::get(work, id).await?;
    super::may_read(work)?;
    let changes = accounts::actions::changes(work, account.id).await?;
    let mut moments: Vec<Instant> = changes.iter().map(|c| c.0).chain([account.created_at]).collect();
    for plan in store::latest(work, VERSIONS).await? {
        if let PlanState::Published { at, .. } = plan.state {
            moments.push(at);
        }
        let name = ask::named(work, plan.version, account.id).await?;
        let days = plan.rules.iter().map(|r| r.validity).chain(name.map(|n| n.validity)).flat_map(turns);
        moments.extend(days.map(|day| day.and_time(NaiveTime::MIN).and_utc()));
    }
    moments.retain(|m| *m >= account.created_at && *m <= work.now());
    moments.sort_unstable();
    moments.dedup();
    let mut past: Vec<Past> = Vec::new();
    for at in moments.split_off(moments.len().saturating_sub(MOMENTS)) {
        let coverage = at_moment(work, &account, &changes, at).await?;
        let same = |p: &Past| (&p.coverage.served, &p.coverage.by) == (&coverage.served, &coverage.by);
        if !past.last().is_some_and(same) {
            past.push(Past { since: at, coverage });
        }
    }
    past.reverse();
    Ok((account, past))
}

/// The days on which something begins to hold, or no longer holds.
fn turns(v: Validity) -> impl Iterator<Item = NaiveDate> {
    v.from.into_iter().chain(v.until.and_then(|day| day.succ_opt()))
}
