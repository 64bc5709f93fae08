//! A lead as evidence in a conflict, and what a ruling makes of it.

use base::{DealId, Instant, LeadId, PartnerId, Result};
use facts::sell::{LeadAccepted, LeadConverted, LeadDisqualified, LeadRecalled};
use work::{Scope, Work};

use super::super::model::{Drop, Lead, OfferState, State, StateKind};
use super::super::rules;
use super::super::store;
use super::{claim, rules as kept, work_on};
use crate::deals::actions as deals;

/// What is known of a lead as a partner's claim to its customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The customer, as the lead names it.
    pub company: String,
    /// The person who asked.
    pub contact_name: String,
    /// That person's address.
    pub contact_email: String,
    /// The keys of the products.
    pub products: Vec<String>,
    /// When it was offered to the partner.
    pub offered_at: Option<Instant>,
    /// When the partner took it.
    pub accepted_at: Option<Instant>,
    /// When the partner spoke with the customer first.
    pub contacted_at: Option<Instant>,
    /// When it became a deal of the partner.
    pub converted_at: Option<Instant>,
    /// Until when it is the partner's claim; none when it is none any more.
    pub until: Option<Instant>,
}

/// What is known of a lead as the claim of a partner, for staff and for that partner.
pub async fn evidence(work: &Work, id: LeadId, partner: PartnerId) -> Result<Option<Evidence>> {
    let may = match work.scope() {
        Scope::All => true,
        Scope::Partners(own) => own.contains(&partner),
        Scope::Nothing => false,
    };
    let Some(lead) = store::find(work, id).await?.filter(|_| may) else { return Ok(None) };
    let offers = store::offers::of_lead(work, id).await?;
    let own = offers.iter().filter(|o| o.partner == partner);
    let held = lead.acceptance().filter(|a| a.partner == partner);
    let taken = own.clone().filter(|o| o.state == OfferState::Accepted).filter_map(|o| o.ended_at).min();
    Ok(Some(Evidence {
        offered_at: own.map(|o| o.at).min(),
        accepted_at: taken.or(held.map(|a| a.at)),
        contacted_at: held.and_then(|a| a.contacted_at),
        converted_at: match lead.state() {
            State::Converted { acceptance, at, .. } if acceptance.partner == partner => Some(*at),
            _ => None,
        },
        until: deals::claim_of(work, id, partner).await?,
        company: lead.customer.company,
        contact_name: lead.contact.name,
        contact_email: lead.contact.email,
        products: lead.wish.products,
    }))
}

/// Whether a lead rests with a partner: taken, worked on, a deal of it, or offered to it and open.
async fn rests(work: &Work, lead: &Lead, partner: PartnerId) -> Result<bool> {
    if lead.kind() == StateKind::Offered {
        let offers = store::offers::of_lead(work, lead.id).await?;
        return Ok(offers.iter().any(|o| o.partner == partner && o.state == OfferState::Open));
    }
    let held = matches!(lead.kind(), StateKind::Accepted | StateKind::Contacted | StateKind::Converted);
    Ok(held && lead.holder() == Some(partner))
}

/// Takes a lead from whoever has it, without routing it anew.
async fn taken_from(work: &Work, lead: &Lead, reason: &str) -> Result<()> {
    store::offers::end_others(work, lead.id, None, OfferState::Recalled, work.now()).await?;
    claim::free(work, lead.id, None).await?;
    let told = LeadRecalled { lead: lead.id, partner: lead.holder(), reason: reason.to_owned() };
    work.record_change(&told, None, Some(reason))
}

/// By a ruling, a lead stays with a partner, or comes back to it as its claim; the caller has asked who may rule.
pub async fn keep_up(work: &Work, id: LeadId, partner: PartnerId, reason: &str) -> Result<()> {
    let Some(lead) = store::find(work, id).await? else { return Ok(()) };
    if lead.kind() == StateKind::Duplicate || rests(work, &lead, partner).await? {
        return Ok(());
    }
    taken_from(work, &lead, reason).await?;
    let (until, set) = (deals::claim_until(work).await?, kept::rules(work).await?);
    let held = rules::acceptance(partner, &set, until, work.now());
    let contact_by = held.contact_by;
    let lead = store::save(work, rules::restore(lead, held, work.now())).await?;
    claim::hold(work, &lead, partner, until).await?;
    work.record_change(&LeadAccepted { lead: id, partner, contact_by }, None, Some(reason))
}

/// By a ruling, a lead goes over to a partner with the deal that leads; the caller has asked who may rule.
pub async fn hand_over(work: &Work, id: LeadId, to: PartnerId, deal: DealId, reason: &str) -> Result<()> {
    let Some(lead) = store::find(work, id).await? else { return Ok(()) };
    let there = matches!(lead.state(), State::Converted { deal: now, .. } if *now == deal);
    if there || lead.kind() == StateKind::Duplicate {
        return Ok(());
    }
    taken_from(work, &lead, reason).await?;
    let (until, set) = (deals::claim_until(work).await?, kept::rules(work).await?);
    let held = rules::acceptance(to, &set, until, work.now());
    store::save(work, rules::hand_over(lead, held, deal, work.now())).await?;
    work.record_change(&LeadConverted { lead: id, partner: to, deal }, None, Some(reason))
}

/// By a ruling, a lead is no claim of a partner any more; it stays where it is.
pub async fn let_go(work: &Work, id: LeadId, partner: PartnerId) -> Result<()> {
    claim::free(work, id, Some(partner)).await
}

/// By a ruling, a lead ends for who has it: the vendor goes on itself, or it is routed anew.
pub async fn give_up(work: &Work, id: LeadId, partner: PartnerId, own_sales: bool, reason: &str) -> Result<()> {
    let Some(lead) = store::find(work, id).await? else { return Ok(()) };
    if !matches!(lead.kind(), StateKind::Offered | StateKind::Accepted | StateKind::Contacted) {
        // What became a deal is the deal's to end.
        return let_go(work, id, partner).await;
    }
    if !own_sales {
        return work_on::take_back(work, lead, reason).await.map(|_| ());
    }
    let holder = lead.holder();
    taken_from(work, &lead, reason).await?;
    let lead = store::save(work, rules::disqualify(lead, Drop::OwnSales, reason.to_owned(), work.now())?).await?;
    let told = LeadDisqualified { lead: lead.id, partner: holder, reason: Drop::OwnSales.code().to_owned() };
    work.record_change(&told, None, Some(reason))
}
