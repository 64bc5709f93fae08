//! Working on a lead: contact, deal, or nothing; and the vendor's hand on it.

use base::{Error, Invalid, LeadId, PartnerId, Result};
use facts::sell::{LeadContacted, LeadConverted, LeadDisqualified, LeadRecalled};
use work::{Permission, Resource, Work};

use super::super::model::{Channel, Decided, Drop, Lead, OfferState, State, Tally};
use super::super::rules::{self, LeadRefusal};
use super::super::store;
use super::answer::{Answer, settle};
use super::{claim, fresh, may, offer, route, rules as kept};
use crate::deals::actions::{self as deals, Input};
use crate::deals::model as deal;

/// A text that goes with a decision.
pub(super) fn said(field: &str, text: &str, least: usize) -> Result<String> {
    let (mut invalid, mut text) = (Invalid::new(), text.to_owned());
    crate::texts::text(&mut invalid, field, &mut text, least, 2_000);
    invalid.finish()?;
    Ok(text)
}

/// The partner has spoken with the customer for the first time.
pub async fn contact(work: &Work, id: LeadId, version: Option<i64>) -> Result<Lead> {
    let lead = store::get(work, id).await?;
    may(work, Permission::LeadWork, &lead)?;
    fresh(&lead, version)?;
    let lead = store::save(work, rules::contact(lead, work.now())?).await?;
    if let Some(a) = lead.acceptance() {
        let minutes = (work.now() - a.at).num_minutes().max(0);
        store::partners::count(work, a.partner, &Tally { contacted: 1, contact_minutes: minutes, ..Tally::default() }).await?;
        work.record(&LeadContacted { lead: lead.id, partner: a.partner })?;
    }
    Ok(lead)
}

/// Makes a lead a draft of a deal registration with all that is known; the partner completes and hands it in.
pub async fn convert(work: &Work, id: LeadId, version: Option<i64>) -> Result<(Lead, deal::Deal)> {
    let lead = store::get(work, id).await?;
    may(work, Permission::LeadWork, &lead)?;
    if work.actor().partner.is_none() {
        // A draft is a member's own; the vendor does not write it for the partner.
        return Err(Error::forbidden());
    }
    fresh(&lead, version)?;
    let Some(held) = lead.acceptance().cloned() else {
        let state = lead.kind();
        return Err(LeadRefusal::WrongState { state, wanted: super::super::model::Move::Convert, allowed: rules::allowed(state) }.into());
    };
    // Checked before the draft is written, so that a lead has one deal.
    rules::target(lead.kind(), super::super::model::Move::Convert)?;
    let draft = deals::save_draft(work, &as_deal(work, &lead, held.partner).await?).await?;
    let first = held.contacted_at.is_none();
    let lead = store::save(work, rules::convert(lead, draft.id, work.now())?).await?;
    let minutes = if first { (work.now() - held.at).num_minutes().max(0) } else { 0 };
    let tally = Tally { converted: 1, contacted: i64::from(first), contact_minutes: minutes, ..Tally::default() };
    store::partners::count(work, held.partner, &tally).await?;
    work.record(&LeadConverted { lead: lead.id, partner: held.partner, deal: draft.id })?;
    Ok((lead, draft))
}

async fn as_deal(work: &Work, lead: &Lead, partner: PartnerId) -> Result<Input> {
    let catalog = partners::products(work).await?;
    let currency = partners::find(work, partner).await?.map_or(base::Currency::EUR, |p| p.currency);
    let wanted = catalog.iter().filter(|p| p.active && lead.wish.products.contains(&p.key));
    let lines = wanted.map(|p| deal::Line { product: p.id, quantity: 1, amount_minor: 0 }).collect();
    let mut registration = deal::Registration::empty(currency);
    registration.customer = super::deal_customer(&lead.customer, &lead.contact);
    registration.need.clone_from(&lead.wish.need);
    registration.lines = lines;
    registration.origin = deal::Origin::Vendor;
    Ok(Input {
        partner: work.actor().partner.is_none().then_some(partner),
        draft: None,
        version: None,
        registration,
        unread: Invalid::new(),
    })
}

/// Says that a lead is none.
pub async fn disqualify(work: &Work, id: LeadId, version: Option<i64>, reason: Drop, note: &str) -> Result<Lead> {
    let lead = store::get(work, id).await?;
    // A partner ends what it has; the vendor ends any.
    let own = work.actor().partner.is_some() && lead.holder().is_some();
    let needed = if own { Permission::LeadWork } else { Permission::LeadAssign };
    may(work, needed, &lead)?;
    fresh(&lead, version)?;
    if own && reason == Drop::OwnSales {
        // Only the vendor has sales of its own.
        let mut invalid = Invalid::new();
        invalid.push(base::FieldError::new("reason", "choice"));
        return Err(invalid.into());
    }
    let note = said("note", note, if reason == Drop::Other { 3 } else { 0 })?;
    let (holder, now) = (lead.holder(), work.now());
    let lead = store::save(work, rules::disqualify(lead, reason, note.clone(), now)?).await?;
    store::offers::end_others(work, lead.id, None, OfferState::Recalled, now).await?;
    claim::free(work, lead.id, None).await?;
    let told = LeadDisqualified { lead: lead.id, partner: holder, reason: reason.code().to_owned() };
    work.record_change(&told, None, Some(note.as_str()).filter(|n| !n.is_empty()))?;
    Ok(lead)
}

/// Takes a lead back from whoever has it, and routes it anew.
pub async fn recall(work: &Work, id: LeadId, version: Option<i64>, reason: &str) -> Result<Lead> {
    let lead = store::get(work, id).await?;
    work.may(Permission::LeadAssign, &Resource::general("lead").partner(lead.holder()).id(id))?;
    fresh(&lead, version)?;
    let reason = said("reason", reason, 3)?;
    take_back(work, lead, &reason).await
}

/// Takes a lead back; the history of its offers stays.
pub(super) async fn take_back(work: &Work, lead: Lead, reason: &str) -> Result<Lead> {
    let (holder, now) = (lead.holder(), work.now());
    let lead = store::save(work, rules::recall(lead, now)?).await?;
    store::offers::end_others(work, lead.id, None, OfferState::Recalled, now).await?;
    claim::free(work, lead.id, None).await?;
    work.record_change(&LeadRecalled { lead: lead.id, partner: holder, reason: reason.to_owned() }, None, Some(reason))?;
    route::later(work, lead.id);
    Ok(lead)
}

/// A person gives a lead to a partner, whatever the rules say.
pub async fn assign(work: &Work, id: LeadId, version: Option<i64>, partner: PartnerId, reason: &str) -> Result<Lead> {
    let (lead, set) = chosen_by_hand(work, id, version, partner, reason).await?;
    offer::offer(work, lead, &[partner], &set).await
}

/// A person gives a lead to a partner that asked for it: it is taken at once.
pub async fn award(work: &Work, id: LeadId, partner: PartnerId, reason: &str) -> Result<Lead> {
    let (lead, set) = chosen_by_hand(work, id, None, partner, reason).await?;
    let (lead, offers) = offer::open(work, lead, &[partner], &set).await?;
    let Some(open) = offers.into_iter().next() else { return Err(LeadRefusal::OfferEnded.into()) };
    settle(work, lead, open, &Answer::Accept, Channel::Portal, work.actor().user).await
}

/// Frees a lead for the partner that a person chose, and keeps who chose and why.
async fn chosen_by_hand(work: &Work, id: LeadId, version: Option<i64>, partner: PartnerId, reason: &str) -> Result<(Lead, rules::RuleSet)> {
    let lead = store::get(work, id).await?;
    work.may(Permission::LeadAssign, &Resource::of("lead", partner).id(id))?;
    fresh(&lead, version)?;
    let reason = said("reason", reason, 3)?;
    let to = partners::get(work, partner).await?;
    if to.state != partners::Lifecycle::Active {
        return Err(LeadRefusal::PartnerNotActive.into());
    }
    let open = store::offers::of_lead(work, id).await?.into_iter().any(|o| o.partner == partner && o.state == OfferState::Open);
    if open || lead.holder() == Some(partner) {
        return Err(LeadRefusal::HasItAlready.into());
    }
    let set = kept::rules(work).await?;
    claim::free(work, id, None).await?;
    let lead = match lead.state() {
        State::Offered => {
            store::offers::end_others(work, id, None, OfferState::Recalled, work.now()).await?;
            lead
        }
        State::Accepted(_) | State::Contacted(_) => {
            let held = lead.holder();
            let lead = store::save(work, rules::recall(lead, work.now())?).await?;
            work.record_change(&LeadRecalled { lead: id, partner: held, reason: reason.clone() }, None, Some(&reason))?;
            lead
        }
        _ => lead,
    };
    let decided = Decided {
        lead: id,
        n: store::routing::count(work, id).await? + 1,
        at: work.now(),
        version: set.version,
        rule: String::new(),
        control: false,
        input: serde_json::json!({ "partner": partner, "reason": reason }),
        outcome: serde_json::json!({ "chosen": [partner] }),
        by: work.actor().name.clone(),
    };
    if decided.by.is_empty() {
        return Err(Error::forbidden());
    }
    store::routing::keep_by_hand(work, &decided).await?;
    Ok((lead, set))
}
