//! What time does to leads: offers that nobody answers, customers that nobody calls, partners that leave.

use base::{LeadId, LeadOfferId, PartnerId, Result};
use facts::sell::LeadTimedOut;
use notices::Message;
use work::{Entry, Work};

use super::super::model::{Acceptance, Offer, OfferState, State, Tally};
use super::super::store;
use super::answer::passed_by;
use super::work_on::take_back;
use crate::deals::actions::{managers_of, partner_name};

/// The offers whose time is over.
pub async fn offers_due(work: &Work, n: u64) -> Result<Vec<LeadOfferId>> {
    store::offers::due(work, work.now(), n).await
}

/// Ends an offer that nobody answered; the lead moves on.
pub async fn ring_offer(work: &Work, id: LeadOfferId) -> Result<()> {
    let now = work.now();
    let Some(offer) = store::offers::find(work, id).await?.filter(|o| o.state == OfferState::Open && o.answer_by <= now) else {
        return Ok(());
    };
    let ended = Offer { state: OfferState::TimedOut, ended_at: Some(now), ..offer };
    if !store::offers::end(work, &ended).await? {
        return Ok(());
    }
    store::partners::count(work, ended.partner, &Tally { timed_out: 1, ..Tally::default() }).await?;
    work.record(&LeadTimedOut { lead: ended.lead, partner: ended.partner })?;
    if let Some(lead) = store::find(work, ended.lead).await? {
        passed_by(work, lead, ended.id).await?;
    }
    Ok(())
}

/// The leads whose customer should have been contacted by now.
pub async fn contacts_due(work: &Work, n: u64) -> Result<Vec<LeadId>> {
    store::due(work, work.now(), n).await
}

/// Tells who looks after a partner that it has not contacted a customer; once.
pub async fn ring_contact(work: &Work, id: LeadId) -> Result<()> {
    let Some(lead) = store::find(work, id).await? else { return Ok(()) };
    let State::Accepted(a) = lead.state().clone() else { return Ok(()) };
    if a.late || a.contact_by > work.now() {
        return Ok(());
    }
    let message = Message {
        topic: "lead.late",
        args: vec![("company", lead.customer.company.clone().into()), ("partner", partner_name(work, a.partner).await?.into())],
        href: format!("/leads/{id}"),
        mail: true,
    };
    notices::tell(work, &managers_of(work, a.partner).await?, &message).await?;
    work.audit(Entry::new("lead.contact_late", "lead", id).partner(Some(a.partner)));
    store::save(work, lead.moved(State::Accepted(Acceptance { late: true, ..a }))).await?;
    Ok(())
}

/// A partner is no longer active: no lead rests with it.
pub async fn partner_left(work: &Work, partner: PartnerId) -> Result<()> {
    let mut leads = store::list::held_by(work, partner).await?;
    for offer in store::offers::open_of(work, partner).await? {
        let ended = Offer { state: OfferState::Recalled, ended_at: Some(work.now()), ..offer };
        if store::offers::end(work, &ended).await?
            && let Some(lead) = store::find(work, ended.lead).await?
        {
            passed_by(work, lead, ended.id).await?;
        }
    }
    leads.sort_unstable();
    for id in leads {
        if let Some(lead) = store::find(work, id).await? {
            take_back(work, lead, "The partner is no longer active.").await?;
        }
    }
    Ok(())
}
