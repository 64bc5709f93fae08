//! Contesting how a deal ended.

use base::Instant;
use chrono::TimeDelta;
use facts::sell as fact;

use super::super::model::{Deal, Dispute, Move, State, StateKind, Terms};
use super::DealRefusal;
use super::moves::{Moved, ask_table};

/// Contests how a deal ended: it waits for a ruling.
pub fn dispute(mut deal: Deal, note: String, now: Instant) -> Moved<fact::DealChanged> {
    ask_table(&deal, Move::Dispute)?;
    let (was, protection) = (deal.kind(), deal.protection().cloned());
    deal.closed_at = None;
    deal.active_at = now;
    let told = fact::DealChanged { deal: deal.id, partner: deal.partner, fields: vec!["disputed".to_owned()] };
    Ok((deal.moved(State::Disputed(Dispute { was, note, protection })), told))
}

/// Whether a decision that ended a deal can still be disputed.
pub fn in_time(deal: &Deal, terms: &Terms, now: Instant) -> Result<(), DealRefusal> {
    let days = terms.disputes.dispute_days;
    let over = deal.closed_at.is_none_or(|at| now - at > TimeDelta::days(days));
    let ended = matches!(deal.kind(), StateKind::Rejected | StateKind::Expired | StateKind::Released);
    if ended && over { Err(DealRefusal::DisputeLate { days }) } else { Ok(()) }
}
