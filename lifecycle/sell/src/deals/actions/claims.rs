//! Claims of leads: what another capability notes here, and what a registration runs into.

use base::{AccountId, Instant, LeadId, PageRequest, PartnerId, Result};
use chrono::TimeDelta;
use work::Work;

use super::super::model::{Customer, Deal, Filter, LeadClaim, Sort, StateKind};
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

/// Until when a lead is the claim of a partner; none when it is none any more. Whose secret it is, is the caller's to keep.
pub async fn claim_of(work: &Work, lead: LeadId, partner: PartnerId) -> Result<Option<Instant>> {
    store::claims::until(work, lead, partner, work.now()).await
}

/// The leads of others that a registration runs into; who was asked about a lead too is not in its own way.
pub async fn claims_against(work: &Work, deal: &Deal) -> Result<Vec<LeadClaim>> {
    let all = on(work, &deal.registration.customer, deal.account).await?;
    let own: Vec<LeadId> = all.iter().filter(|c| c.partner == deal.partner).map(|c| c.lead).collect();
    Ok(all.into_iter().filter(|c| !own.contains(&c.lead)).collect())
}

/// The protected deals at some accounts, of all partners; for the system.
pub async fn protected_at(work: &Work, accounts: &[AccountId]) -> Result<Vec<Deal>> {
    let Some((first, rest)) = accounts.split_first() else { return Ok(Vec::new()) };
    let filter = Filter { states: vec![StateKind::Approved], account: Some(*first), merged: rest.to_vec(), ..Filter::default() };
    let mut all = Vec::new();
    for card in store::list::page(work, &filter, Sort::Recent, &PageRequest::first(50)).await?.items {
        all.extend(store::find(work, card.id).await?);
    }
    Ok(all)
}

/// The claims to a customer that hold at this moment.
pub(super) async fn on(work: &Work, customer: &Customer, account: Option<AccountId>) -> Result<Vec<LeadClaim>> {
    let mut asked = rules::claim_asks(&rules::prepare(customer));
    if let Some(account) = account {
        // What was noted under the id of an account that was merged into this one holds under this one.
        asked.extend(accounts::ids_of(work, account).await?.into_iter().map(|a| format!("account:{a}")));
    }
    store::claims::of(work, &asked, work.now()).await
}
