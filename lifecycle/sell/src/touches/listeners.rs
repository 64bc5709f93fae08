//! Touches are recorded from what happened, since the first fact that there is.

use base::{DealId, Result};
use facts::accounts::IntroductionGiven;
use facts::sell as fact;
use web::Listener;
use work::{Envelope, Fact as _, Work};

use super::actions::{self, Happened};

/// The listener begins at the first fact of the outbox: a deployment that was there before gets its history.
pub(crate) fn all() -> Vec<Listener> {
    vec![Listener {
        name: "sell.touches",
        kinds: &[
            fact::DealSubmitted::KIND,
            fact::DealApproved::KIND,
            fact::DealWon::KIND,
            fact::LeadAccepted::KIND,
            fact::LeadContacted::KIND,
            fact::LeadConverted::KIND,
            fact::ProposalsDecided::KIND,
            fact::CaseRuled::KIND,
            fact::TeamJoined::KIND,
            fact::TeamTaskDone::KIND,
            IntroductionGiven::KIND,
        ],
        run: |work, e| Box::pin(heard(work, e)),
    }]
}

/// What a fact means for the journey of a customer; nothing for one that is no touch.
fn meant(e: &Envelope) -> Option<Happened> {
    if let Some(f) = e.fact::<fact::DealSubmitted>() {
        return Some(Happened::Registered { deal: f.deal, by: f.owner });
    }
    if e.fact::<fact::DealApproved>().is_some() {
        return Some(Happened::Approved { deal: DealId::from(e.subject) });
    }
    if let Some(f) = e.fact::<fact::DealWon>() {
        return Some(Happened::Won { deal: f.deal, by: f.owner, on: f.on });
    }
    if let Some(f) = e.fact::<fact::LeadAccepted>() {
        return Some(Happened::LeadAccepted { lead: f.lead, partner: f.partner });
    }
    if let Some(f) = e.fact::<fact::LeadContacted>() {
        return Some(Happened::LeadContacted { lead: f.lead, partner: f.partner });
    }
    if let Some(f) = e.fact::<fact::LeadConverted>() {
        return Some(Happened::LeadConverted { lead: f.lead, partner: f.partner, deal: f.deal });
    }
    if let Some(f) = e.fact::<fact::ProposalsDecided>() {
        return f.partner.map(|partner| Happened::Awarded { request: f.request, partner, lead: f.lead });
    }
    if let Some(f) = e.fact::<fact::TeamJoined>() {
        return Some(Happened::SoldTogether { deal: f.deal, partner: f.partner });
    }
    if let Some(f) = e.fact::<fact::TeamTaskDone>() {
        return f.partner.map(|partner| Happened::SoldTogether { deal: f.deal, partner });
    }
    if let Some(f) = e.fact::<IntroductionGiven>() {
        return Some(Happened::Introduced { map: f.map, partner: f.partner, company: f.company, account: f.account });
    }
    e.fact::<fact::CaseRuled>().map(|f| Happened::Ruled { case: f.case })
}

async fn heard(work: &Work, e: &Envelope) -> Result<()> {
    match meant(e) {
        Some(happened) => actions::hear(work, e, &happened).await,
        None => Ok(()),
    }
}
