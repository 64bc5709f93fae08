//! Won deals and certifications move partners up.

use base::Result;
use facts::partners::{GrantEnded, GrantGiven};
use facts::sell::{DealReopened, DealWon};
use work::{Envelope, Work};

use super::{actions, store};

pub(crate) async fn hear(work: &Work, event: &Envelope) -> Result<()> {
    if let Some(won) = event.fact::<DealWon>() {
        store::add(work, &won).await?;
        return actions::evaluate(work, won.partner).await;
    }
    if let Some(reopened) = event.fact::<DealReopened>() {
        return store::remove(work, reopened.deal, reopened.round).await;
    }
    let certified = match (event.fact::<GrantGiven>(), event.fact::<GrantEnded>()) {
        (Some(g), _) if g.right.starts_with("certified:") => Some(g.partner),
        (_, Some(g)) if g.right.starts_with("certified:") => Some(g.partner),
        _ => None,
    };
    match certified {
        Some(partner) => actions::evaluate(work, partner).await,
        None => Ok(()),
    }
}
