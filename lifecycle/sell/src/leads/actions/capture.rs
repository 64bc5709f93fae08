//! Capturing leads: checked, compared with what is known, scored, routed.

use base::{Invalid, Result};
use facts::sell::LeadCaptured;
use work::{Permission, Resource, Work};

use super::super::model::{Lead, NewLead, StateKind, Why};
use super::super::rules;
use super::super::store;
use super::route;
use crate::deals::actions as deals;

/// What capturing came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Captured {
    /// The lead.
    pub lead: Lead,
    /// It was captured before, under the same name elsewhere; nothing was written.
    pub again: bool,
}

/// Captures a lead: the same name elsewhere is the same lead; the same customer is noted, not lost.
pub async fn capture(work: &Work, new: &NewLead, unread: &Invalid) -> Result<Captured> {
    let done = take_in(work, new, unread).await?;
    if done.again || done.lead.kind() != StateKind::New {
        return Ok(done);
    }
    Ok(Captured { lead: route::route(work, done.lead).await?, ..done })
}

/// Captures a lead that a stranger sent: a job finds its partner, so that nobody waits for that.
pub async fn receive(work: &Work, new: &NewLead) -> Result<Captured> {
    let done = take_in(work, new, &Invalid::new()).await?;
    if !done.again && done.lead.kind() == StateKind::New {
        route::later(work, done.lead.id);
    }
    Ok(done)
}

/// Checks a lead against the catalog, as capturing does.
pub async fn checked(work: &Work, new: &NewLead, unread: &Invalid) -> Result<NewLead> {
    let catalog = partners::products(work).await?;
    let products: Vec<String> = catalog.iter().filter(|p| p.active).map(|p| p.key.clone()).collect();
    Ok(rules::check(new.clone(), &products, unread.clone())?)
}

/// Takes a lead in, as far as it can be without looking for a partner: new, repeating another, or held.
async fn take_in(work: &Work, new: &NewLead, unread: &Invalid) -> Result<Captured> {
    work.may(Permission::LeadCapture, &Resource::general("lead"))?;
    let new = checked(work, new, unread).await?;
    if !new.external_id.is_empty()
        && let Some(lead) = store::find_external(work, &new.external_id).await?
    {
        return Ok(Captured { lead, again: true });
    }
    let known = rules::prepare(&new.customer, &new.contact.email, &new.contact.phone);
    let keys = rules::keys(&known);
    let claims = store::keys::sharing(work, &keys, work.now()).await?;
    let repeats = rules::same(&known, &claims).map(|c| c.lead);
    let holding = deals::holding(work, &super::deal_customer(&new.customer, &new.contact)).await?;
    let (score, shares) = rules::score(&new);
    let by = if work.actor().user.is_some() { work.actor().name.clone() } else { String::new() };
    let mut lead = Lead::captured(work.new_id(), new, &by, work.now());
    (lead.score, lead.shares, lead.account, lead.held_by) = (score, shares, holding.account, holding.deal);
    let told = LeadCaptured {
        lead: lead.id,
        company: lead.customer.company.clone(),
        country: lead.customer.country.clone(),
        source: lead.source.code().to_owned(),
        campaign: lead.campaign.clone(),
        duplicate_of: repeats,
    };
    work.record(&told)?;
    if let Some(of) = repeats {
        let lead = rules::merge(lead, of)?;
        store::add(work, &lead).await?;
        return Ok(Captured { lead, again: false });
    }
    store::add(work, &lead).await?;
    store::keys::add(work, lead.id, &keys).await?;
    let lead = if lead.held_by.is_some() { route::hold(work, lead, Why::Held, None).await? } else { lead };
    Ok(Captured { lead, again: false })
}
