//! Won deals accrue; reopened ones are taken back; what a ruling divides anew is taken back and accrues again.

use base::{Fault, Result};
use facts::sell::{DealRecredited, DealReopened, DealWon};
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
    if let Some(divided) = event.fact::<DealRecredited>() {
        return actions::divide(work, &divided).await;
    }
    Err(Fault::plain(format!("a fact {} that cannot be read", event.kind)).into())
}
