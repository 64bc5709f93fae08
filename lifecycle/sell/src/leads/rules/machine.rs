//! The table of moves, and the moves.

use base::{DealId, Instant, LeadId, PartnerId};
use chrono::TimeDelta;

use super::super::model::{Acceptance, Drop, Lead, Move, State, StateKind, Why};
use super::refusal::LeadRefusal;
use super::set::RuleSet;

use Move::{Accept, Contact, Convert, Disqualify, Hold, Merge, Offer, Pass, Recall};
use StateKind::{Accepted, Contacted, Converted, Disqualified, Duplicate, New, Offered, Waiting};

/// Every move that is allowed: from where, what, to where.
pub const TABLE: [(StateKind, Move, StateKind); 21] = [
    (New, Offer, Offered),
    (New, Hold, Waiting),
    (New, Merge, Duplicate),
    (New, Disqualify, Disqualified),
    (Offered, Offer, Offered),
    (Offered, Accept, Accepted),
    (Offered, Pass, New),
    (Offered, Recall, New),
    (Offered, Disqualify, Disqualified),
    (Waiting, Offer, Offered),
    (Waiting, Recall, New),
    (Waiting, Disqualify, Disqualified),
    (Accepted, Contact, Contacted),
    (Accepted, Convert, Converted),
    (Accepted, Disqualify, Disqualified),
    (Accepted, Recall, New),
    (Contacted, Convert, Converted),
    (Contacted, Disqualify, Disqualified),
    (Contacted, Recall, New),
    (Disqualified, Recall, New),
    (Duplicate, Recall, New),
];

/// Where a move leads, or why it is not allowed.
pub fn target(from: StateKind, wanted: Move) -> Result<StateKind, LeadRefusal> {
    let found = TABLE.iter().find(|row| row.0 == from && row.1 == wanted).map(|row| row.2);
    found.ok_or_else(|| LeadRefusal::WrongState { state: from, wanted, allowed: allowed(from) })
}

/// What can be done to a lead in this state.
pub fn allowed(from: StateKind) -> Vec<Move> {
    TABLE.iter().filter(|row| row.0 == from).map(|row| row.1).collect()
}

/// Offers a lead to partners.
pub fn offer(mut lead: Lead, now: Instant) -> Result<Lead, LeadRefusal> {
    target(lead.kind(), Offer)?;
    lead.rounds += 1;
    lead.active_at = now;
    Ok(lead.moved(State::Offered))
}

/// Leaves a lead to a person.
pub fn hold(mut lead: Lead, why: Why, now: Instant) -> Result<Lead, LeadRefusal> {
    target(lead.kind(), Hold)?;
    lead.active_at = now;
    Ok(lead.moved(State::Waiting { why, since: now }))
}

/// Says that a lead repeats another.
pub fn merge(lead: Lead, of: LeadId) -> Result<Lead, LeadRefusal> {
    target(lead.kind(), Merge)?;
    Ok(lead.moved(State::Duplicate { of }))
}

/// A partner takes a lead, which is its claim to the customer until a moment.
pub fn accept(mut lead: Lead, partner: PartnerId, set: &RuleSet, claim_until: Instant, now: Instant) -> Result<Lead, LeadRefusal> {
    target(lead.kind(), Accept)?;
    lead.active_at = now;
    Ok(lead.moved(State::Accepted(acceptance(partner, set, claim_until, now))))
}

/// What is true for a partner that has a lead from this moment on.
pub fn acceptance(partner: PartnerId, set: &RuleSet, claim_until: Instant, now: Instant) -> Acceptance {
    Acceptance { partner, at: now, contact_by: now + TimeDelta::days(set.contact_days), claim_until, contacted_at: None, late: false }
}

/// Nobody who was asked took it; it is to be routed anew.
pub fn pass(mut lead: Lead, now: Instant) -> Result<Lead, LeadRefusal> {
    target(lead.kind(), Pass)?;
    lead.active_at = now;
    Ok(lead.moved(State::New))
}

/// The partner has spoken with the customer.
pub fn contact(mut lead: Lead, now: Instant) -> Result<Lead, LeadRefusal> {
    if lead.kind() == Contacted {
        return Err(LeadRefusal::ContactedAlready);
    }
    target(lead.kind(), Contact)?;
    lead.active_at = now;
    let Some(acceptance) = lead.acceptance().cloned() else { return Err(wrong(&lead, Contact)) };
    Ok(lead.moved(State::Contacted(Acceptance { contacted_at: Some(now), ..acceptance })))
}

/// It became a deal.
pub fn convert(mut lead: Lead, deal: DealId, now: Instant) -> Result<Lead, LeadRefusal> {
    target(lead.kind(), Convert)?;
    lead.active_at = now;
    let Some(mut acceptance) = lead.acceptance().cloned() else { return Err(wrong(&lead, Convert)) };
    // Who registers a deal has spoken with the customer.
    acceptance.contacted_at = acceptance.contacted_at.or(Some(now));
    Ok(lead.moved(State::Converted { acceptance, deal, at: now }))
}

/// It turned out to be none.
pub fn disqualify(mut lead: Lead, reason: Drop, note: String, now: Instant) -> Result<Lead, LeadRefusal> {
    target(lead.kind(), Disqualify)?;
    lead.active_at = now;
    let acceptance = lead.acceptance().cloned();
    Ok(lead.moved(State::Disqualified { acceptance, reason, note, at: now }))
}

/// Takes a lead back, to be routed anew.
pub fn recall(mut lead: Lead, now: Instant) -> Result<Lead, LeadRefusal> {
    target(lead.kind(), Recall)?;
    lead.active_at = now;
    Ok(lead.moved(State::New))
}

/// By a ruling, which stands above the table, a lead goes over to a partner with the deal that leads.
pub fn hand_over(mut lead: Lead, acceptance: Acceptance, deal: DealId, now: Instant) -> Lead {
    lead.active_at = now;
    lead.moved(State::Converted { acceptance, deal, at: now })
}

/// By a ruling, which stands above the table, a lead is a partner's, or is it again.
pub fn restore(mut lead: Lead, acceptance: Acceptance, now: Instant) -> Lead {
    lead.active_at = now;
    lead.moved(State::Accepted(acceptance))
}

fn wrong(lead: &Lead, wanted: Move) -> LeadRefusal {
    LeadRefusal::WrongState { state: lead.kind(), wanted, allowed: allowed(lead.kind()) }
}
