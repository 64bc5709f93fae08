//! What leads hear: that a partner is no longer active.

use base::{PartnerId, Result};
use facts::partners::PartnerMoved;
use web::Listener;
use work::{Envelope, Fact as _, Work};

use super::actions;

/// Every listener of the leads.
pub(crate) fn all() -> Vec<Listener> {
    vec![Listener { name: "sell.leads_partners", kinds: &[PartnerMoved::KIND], run: |work, envelope| Box::pin(moved(work, envelope)) }]
}

/// No lead rests with a partner that is suspended or gone.
async fn moved(work: &Work, envelope: &Envelope) -> Result<()> {
    let Some(fact) = envelope.fact::<PartnerMoved>() else { return Ok(()) };
    if fact.from == partners::Lifecycle::Active.code() && fact.to != fact.from {
        return actions::partner_left(work, PartnerId::from(envelope.subject)).await;
    }
    Ok(())
}
