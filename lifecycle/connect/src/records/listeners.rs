//! What the stage hears: that a deal changed, how it stands, and that a change was not followed.

use base::{DealId, Result};
use facts::connect::{DealImageAsked, DealImagesAsked};
use facts::sell as fact;
use web::Listener;
use work::{Envelope, Fact as _, Work};

use super::actions;

/// Every listener of the records.
pub(crate) fn all() -> Vec<Listener> {
    vec![
        Listener {
            name: "connect.deals",
            kinds: &[
                fact::DealApproved::KIND,
                fact::DealChanged::KIND,
                fact::DealStageMoved::KIND,
                fact::DealExtended::KIND,
                fact::DealExpired::KIND,
                fact::DealReleased::KIND,
                fact::DealWithdrawn::KIND,
                fact::DealWon::KIND,
                fact::DealLost::KIND,
                fact::DealReopened::KIND,
            ],
            run: |work, envelope| Box::pin(asked(work, envelope)),
        },
        Listener {
            name: "connect.images",
            kinds: &[fact::DealImaged::KIND, fact::DealImagesTold::KIND, fact::DealChangeRefused::KIND],
            run: |work, envelope| Box::pin(told(work, envelope)),
        },
    ]
}

/// Asks how a deal stands, when there is anybody to tell.
async fn asked(work: &Work, envelope: &Envelope) -> Result<()> {
    let Some(partner) = envelope.partner else { return Ok(()) };
    if actions::wants_images(work).await? {
        work.signal(&DealImageAsked { deal: DealId::from(envelope.subject), partner })?;
    }
    Ok(())
}

async fn told(work: &Work, envelope: &Envelope) -> Result<()> {
    if let Some(imaged) = envelope.fact::<fact::DealImaged>() {
        return actions::imaged(work, &imaged).await;
    }
    if let Some(page) = envelope.fact::<fact::DealImagesTold>() {
        // One page after the other, so that a program with many deals holds nobody up.
        return match page.next {
            Some(next) => work.signal(&DealImagesAsked { connection: page.connection, after: Some(next) }),
            None => Ok(()),
        };
    }
    match envelope.fact::<fact::DealChangeRefused>() {
        Some(refused) => actions::refused(work, &refused).await,
        None => Ok(()),
    }
}
