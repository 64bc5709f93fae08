//! What happens together with rulings, what follows when a partner leaves the program, and who is told.

use base::{CaseId, DealId, Result};
use facts::partners::PartnerMoved;
use facts::sell as fact;
use web::Listener;
use work::{Envelope, Fact as _, Reaction, Work};

use super::actions;

/// A ruling and the team that it makes are one.
pub(crate) fn reactions() -> Vec<Reaction> {
    vec![Reaction {
        name: "sell.ruled_teams",
        kinds: &[fact::CaseRuled::KIND],
        run: |work, e| Box::pin(async move { actions::ruled(work, CaseId::from(e.subject)).await }),
    }]
}

/// Every listener of the teams.
pub(crate) fn all() -> Vec<Listener> {
    vec![
        Listener { name: "sell.team_notices", kinds: &[fact::TeamChanged::KIND], run: |work, e| Box::pin(told(work, e)) },
        Listener {
            name: "sell.team_deals",
            kinds: &[
                fact::DealStageMoved::KIND,
                fact::DealWon::KIND,
                fact::DealLost::KIND,
                fact::DealReopened::KIND,
                fact::DealExpired::KIND,
                fact::DealReleased::KIND,
            ],
            run: |work, e| Box::pin(async move { actions::deal_moved(work, DealId::from(e.subject)).await }),
        },
        Listener { name: "sell.team_departure", kinds: &[PartnerMoved::KIND], run: |work, e| Box::pin(departed(work, e)) },
    ]
}

async fn told(work: &Work, e: &Envelope) -> Result<()> {
    let Some(changed) = e.fact::<fact::TeamChanged>() else { return Ok(()) };
    let Some(partner) = changed.partner else { return Ok(()) };
    actions::told(work, DealId::from(e.subject), partner, &changed.what, &e.actor).await
}

async fn departed(work: &Work, e: &Envelope) -> Result<()> {
    let Some(moved) = e.fact::<PartnerMoved>() else { return Ok(()) };
    match moved.to.as_str() {
        "offboarding" | "former" => actions::departed(work, moved.partner).await,
        _ => Ok(()),
    }
}
