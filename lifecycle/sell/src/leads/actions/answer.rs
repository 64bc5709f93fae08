//! Taking a lead, or declining it: in the portal, over the API, or by the link in the mail.

use base::{Error, LeadId, LeadOfferId, PartnerId, Result, UserId};
use facts::sell::{LeadAccepted, LeadDeclined};
use work::{Entry, Permission, Resource, Work};

use super::super::model::{Channel, Decline, Lead, Offer, OfferState, StateKind, Tally};
use super::super::rules::{self, LeadRefusal};
use super::super::store;
use super::{claim, route, rules as kept};
use crate::deals::actions as deals;
use crate::links;

/// What a partner says to an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// It takes the lead.
    Accept,
    /// It does not.
    Decline {
        /// Why.
        reason: Decline,
        /// In words.
        note: String,
    },
}

/// Answers the open offer of a lead for a partner: the own one, or the one that staff name.
pub async fn answer(work: &Work, id: LeadId, partner: Option<PartnerId>, answer: &Answer, channel: Channel) -> Result<Lead> {
    let lead = store::get(work, id).await?;
    let Some(partner) = work.actor().partner.or(partner) else { return Err(LeadRefusal::OfferEnded.into()) };
    work.may(Permission::LeadWork, &Resource::of("lead", partner).id(id))?;
    let open = store::offers::of_lead(work, id).await?.into_iter().find(|o| o.partner == partner && o.state == OfferState::Open);
    let Some(open) = open else { return Err(LeadRefusal::OfferEnded.into()) };
    settle(work, lead, open, answer, channel, work.actor().user).await
}

/// The offer behind the link of a mail, with its lead; for showing it without signing in.
pub async fn linked(work: &Work, secret: &str) -> Result<(Offer, Lead)> {
    let (offer, _) = find_linked(work, secret).await?;
    let lead = store::find(work, offer.lead).await?.ok_or_else(Error::missing)?;
    Ok((offer, lead))
}

async fn find_linked(work: &Work, secret: &str) -> Result<(Offer, UserId)> {
    store::offers::by_link(work, &links::kept(secret)?).await?.ok_or_else(Error::missing)
}

/// Answers by the link of a mail: it does this one thing, for the person it was sent to, while they may.
pub async fn by_link(work: &Work, secret: &str, answer: &Answer) -> Result<Lead> {
    let (offer, user) = find_linked(work, secret).await?;
    let person = identity::of_partner(work, offer.partner).await?.into_iter().find(|u| u.id == user && links::sells(u));
    let active = partners::find(work, offer.partner).await?.is_some_and(|p| p.state == partners::Lifecycle::Active);
    if person.is_none() || !active || offer.state != OfferState::Open {
        return Err(LeadRefusal::OfferEnded.into());
    }
    let lead = store::find(work, offer.lead).await?.ok_or_else(Error::missing)?;
    let entry = Entry::new("lead.answered_by_link", "lead", lead.id).partner(Some(offer.partner));
    work.audit(entry.after(serde_json::json!({ "user": user, "accepted": matches!(answer, Answer::Accept) })));
    settle(work, lead, offer, answer, Channel::Mail, Some(user)).await
}

pub(super) async fn settle(work: &Work, lead: Lead, open: Offer, answer: &Answer, channel: Channel, by: Option<UserId>) -> Result<Lead> {
    let now = work.now();
    // Past its time it is over, even if the clock has not come by yet.
    if open.answer_by <= now {
        return Err(LeadRefusal::OfferEnded.into());
    }
    let (state, reason, note) = match answer {
        Answer::Accept => (OfferState::Accepted, None, String::new()),
        Answer::Decline { reason, note } => {
            let least = if *reason == Decline::Other { 3 } else { 0 };
            (OfferState::Declined, Some(*reason), super::work_on::said("note", note, least)?)
        }
    };
    let minutes = (now - open.at).num_minutes().max(0);
    let ended = Offer { state, ended_at: Some(now), by, channel: Some(channel), reason, note: note.clone(), ..open };
    if !store::offers::end(work, &ended).await? {
        return Err(LeadRefusal::OfferEnded.into());
    }
    let (lead_id, partner) = (lead.id, ended.partner);
    match reason {
        None => {
            let set = kept::rules(work).await?;
            // Two that accept at once: the version lets one through.
            let until = deals::claim_until(work).await?;
            let lead = store::save(work, rules::accept(lead, partner, &set, until, now)?).await?;
            claim::free(work, lead_id, None).await?;
            claim::hold(work, &lead, partner, until).await?;
            store::offers::end_others(work, lead_id, Some(ended.id), OfferState::Taken, now).await?;
            store::partners::count(work, partner, &Tally { accepted: 1, answer_minutes: minutes, ..Tally::default() }).await?;
            let contact_by = lead.acceptance().map_or(now, |a| a.contact_by);
            work.record(&LeadAccepted { lead: lead_id, partner, contact_by })?;
            Ok(lead)
        }
        Some(reason) => {
            store::partners::count(work, partner, &Tally { declined: 1, answer_minutes: minutes, ..Tally::default() }).await?;
            let told = LeadDeclined { lead: lead_id, partner, reason: reason.code().to_owned() };
            work.record_change(&told, None, Some(note.as_str()).filter(|n| !n.is_empty()))?;
            claim::free(work, lead_id, Some(partner)).await?;
            passed_by(work, lead, ended.id).await
        }
    }
}

/// An offer ended without a taker: when it was the last open one, the lead moves on.
pub(super) async fn passed_by(work: &Work, lead: Lead, except: LeadOfferId) -> Result<Lead> {
    let open = store::offers::of_lead(work, lead.id).await?.into_iter().any(|o| o.id != except && o.state == OfferState::Open);
    if open || lead.kind() != StateKind::Offered {
        return Ok(lead);
    }
    let lead = store::save(work, rules::pass(lead, work.now())?).await?;
    route::later(work, lead.id);
    Ok(lead)
}
