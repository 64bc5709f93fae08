//! Claims of leads: what another capability notes here, and what a registration runs into.

use base::{AccountId, Instant, LeadId, PartnerId, Result};
use chrono::TimeDelta;
use work::Work;

use super::super::model::{Customer, LeadClaim};
use super::super::rules;
use super::super::store;

/// Until when a lead that is taken now is a claim, by the terms in force.
pub async fn claim_until(work: &Work) -> Result<Instant> {
    Ok(work.now() + TimeDelta::days(store::terms::current(work).await?.claim_days))
}

/// Notes that a lead about a customer was given to a partner; until then no other partner is approved without asking.
pub async fn claim(work: &Work, claim: &LeadClaim, customer: &Customer, account: Option<AccountId>) -> Result<()> {
    if claim.until <= work.now() {
        return Ok(());
    }
    let mut scopes = rules::claim_scopes(&rules::prepare(customer));
    scopes.extend(account.map(|a| format!("account:{a}")));
    store::claims::put(work, claim, &scopes).await
}

/// Ends the claims that a lead gives, to one partner or to all.
pub async fn unclaim(work: &Work, lead: LeadId, partner: Option<PartnerId>) -> Result<()> {
    store::claims::end(work, lead, partner).await
}

/// The claims to a customer that hold at this moment.
pub(super) async fn on(work: &Work, customer: &Customer, account: Option<AccountId>) -> Result<Vec<LeadClaim>> {
    let mut asked = rules::claim_asks(&rules::prepare(customer));
    asked.extend(account.map(|a| format!("account:{a}")));
    store::claims::of(work, &asked, work.now()).await
}
