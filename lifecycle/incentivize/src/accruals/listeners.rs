//! Won deals accrue; reopened ones are taken back.

use base::{Fault, Result};
use facts::sell::{DealReopened, DealWon};
use work::{Envelope, Work};

use super::actions;

pub(crate) async fn hear(work: &Work, event: &Envelope) -> Result<()> {
    if let Some(won) = event.fact::<DealWon>() {
        actions::post(work, &won).await?;
        return Ok(());
    }
    if let Some(reopened) = event.fact::<DealReopened>() {
        return if reopened.round > 0 { actions::reverse_round(work, &reopened).await } else { Ok(()) };
    }
    Err(Fault::plain(format!("a fact {} that cannot be read", event.kind)).into())
}
