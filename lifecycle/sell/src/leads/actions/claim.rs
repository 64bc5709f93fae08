//! A lead is its partner's claim to the customer, which deal registrations run into.

use base::{Instant, LeadId, PartnerId, Result};
use work::Work;

use super::super::model::Lead;
use crate::deals::actions as deals;
use crate::deals::model::LeadClaim;

/// The lead is a claim of a partner until a moment.
pub(super) async fn hold(work: &Work, lead: &Lead, partner: PartnerId, until: Instant) -> Result<()> {
    let claim = LeadClaim { lead: lead.id, partner, until };
    deals::claim(work, &claim, &super::deal_customer(&lead.customer, &lead.contact), lead.account).await
}

/// The lead is no claim any more, of one partner or of all.
pub(super) async fn free(work: &Work, lead: LeadId, partner: Option<PartnerId>) -> Result<()> {
    deals::unclaim(work, lead, partner).await
}
