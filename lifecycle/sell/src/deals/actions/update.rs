//! The quick update: how far it is, when the customer decides, what happened; or that nothing has changed.

use base::{DealId, Invalid, Result};
use chrono::NaiveDate;
use work::{Permission, Work};

use super::super::model::{Deal, Move, Registration, Stage};
use super::super::rules::{self, Depth};
use super::super::store;
use super::decide::said;
use super::notes::write_note;
use super::{fresh, may, today};

/// What somebody says in a quick update; nothing at all says that nothing has changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Update {
    /// How far the sale is.
    pub stage: Option<Stage>,
    /// When the customer is expected to decide.
    pub close_on: Option<NaiveDate>,
    /// What happened, in words that both sides read.
    pub note: String,
}

/// Says how an approved deal stands, all in one: what is new is progress, and that nothing is new is an answer too.
pub async fn update(work: &Work, id: DealId, version: Option<i64>, said_now: &Update) -> Result<Deal> {
    let deal = store::get(work, id).await?;
    may(work, Permission::DealEdit, &deal)?;
    fresh(&deal, version)?;
    let terms = store::terms::current(work).await?;
    let note = said("note", &said_now.note, if said_now.note.trim().is_empty() { 0 } else { 2 })?;
    let mut invalid = Invalid::new();
    if let Some(on) = said_now.close_on.filter(|on| deal.registration.close_on != Some(*on)) {
        rules::check_close(&mut invalid, on, Depth::Full, today(work, &terms));
    }
    invalid.finish()?;
    let stage = said_now.stage.or(deal.stage());
    let close_on = said_now.close_on.or(deal.registration.close_on);
    let next = Registration { close_on, ..deal.registration.clone() };
    let (deal, moved) = match stage {
        Some(stage) => rules::move_stage(deal, stage, work.now())?,
        // What is not approved is in no stage, and the table of moves says what it allows instead.
        None => return Err(wrong_state(&deal)),
    };
    let (mut deal, changed) = rules::edit(deal, next, None, work.now())?;
    let mut confirmed = None;
    if !note.is_empty() {
        deal.active_at = work.now();
    } else if moved.is_none() && changed.is_none() {
        let (kept, told) = rules::confirm(deal, work.now())?;
        (deal, confirmed) = (kept, Some(told));
    }
    let alarm = rules::alarm(&deal, &terms);
    let deal = store::save(work, deal, alarm).await?;
    if let Some(moved) = moved {
        work.record(&moved)?;
    }
    for told in changed.iter().chain(&confirmed) {
        work.record(told)?;
    }
    if !note.is_empty() {
        write_note(work, &deal, note).await?;
    }
    Ok(deal)
}

fn wrong_state(deal: &Deal) -> base::Error {
    rules::DealRefusal::WrongState { state: deal.kind(), wanted: Move::SetStage, allowed: rules::allowed(deal.kind()) }.into()
}
