//! Facts of others that make agreements.

use facts::recruit::PartnerApproved;
use outbox::Fact;
use work::Reaction;

use super::actions;

/// An approval sends the agreement in the same transaction, so that nobody is approved without one.
pub(crate) const REACTION: Reaction = Reaction {
    name: "onboard.agreements",
    kinds: &[PartnerApproved::KIND],
    run: |work, event| {
        Box::pin(async move {
            let Some(approved) = event.fact::<PartnerApproved>() else { return Ok(()) };
            let origin = format!("application:{}", approved.application);
            actions::send_first(work, approved.partner, &origin, work.vendor(), &approved.locale).await.map(|_| ())
        })
    },
};
