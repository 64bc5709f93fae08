//! What both sides write about a deal, and questions how it stands.

use base::{DealId, Error, Result};
use facts::sell::DealChanged;
use work::{ActorKind, Entry, Permission, Resource, Work};

use super::super::model::{Asked, Deal, Note, StateKind};
use super::super::{rules, store};
use super::decide::said;
use super::{may, today};
use crate::quarter::Quarter;

/// How many working days staff has to answer a question how a deal stands.
const ANSWER_DAYS: i64 = 1;

/// How many quarters the figure of the questions looks back, this one included.
const QUARTERS: u32 = 8;

/// A note to write.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewNote {
    /// The text, in Markdown.
    pub body: String,
    /// Whether only the vendor's staff read it.
    pub internal: bool,
    /// By a partner: that it asks how the deal stands. By staff: that the partner asked otherwise, and this answers.
    pub asks: bool,
}

/// Writes a note about a deal; one that is internal only the vendor's staff read.
///
/// A question of a partner waits for what staff writes next for both sides. On a draft, which nobody else sees, it is none.
pub async fn add_note(work: &Work, id: DealId, new: &NewNote) -> Result<Note> {
    let deal = store::get(work, id).await?;
    may(work, Permission::DealEdit, &deal)?;
    let by_staff = work.actor().kind != ActorKind::Member;
    if new.internal && !by_staff {
        return Err(Error::forbidden());
    }
    let body = said("body", &new.body, 2)?;
    let asks = new.asks && deal.kind() != StateKind::Draft;
    if !new.internal && !by_staff && !asks {
        // What the partner writes is progress, and progress extends a protection. A question is none.
        store::touch(work, id).await?;
    }
    let answer_by =
        if asks && !by_staff { Some(rules::deadline(work.now(), ANSWER_DAYS, &store::terms::current(work).await?)) } else { None };
    let answered_at = (asks && by_staff).then(|| work.now());
    keep(work, &deal, Note { asks, answer_by, answered_at, ..note(work, &deal, body, new.internal) }).await
}

/// Writes a note that was looked at; who may write it has been asked.
pub(super) async fn write_note(work: &Work, deal: &Deal, body: String) -> Result<Note> {
    keep(work, deal, note(work, deal, body, false)).await
}

fn note(work: &Work, deal: &Deal, body: String, internal: bool) -> Note {
    Note {
        id: work.new_id(),
        deal: deal.id,
        author: work.actor().user,
        author_name: work.actor().name.clone(),
        by_staff: work.actor().kind != ActorKind::Member,
        internal,
        body,
        at: work.now(),
        asks: false,
        answer_by: None,
        answered_at: None,
    }
}

async fn keep(work: &Work, deal: &Deal, note: Note) -> Result<Note> {
    // Before it is added itself, what staff writes for both sides answers what was asked.
    let asked = if note.by_staff && !note.internal { store::notes::answered(work, deal.id).await? } else { Vec::new() };
    store::notes::add(work, &note, deal.partner).await?;
    super::mention::later(work, &note, asked);
    if note.internal {
        let entry = Entry::new("deal.noted", "deal", deal.id).partner(Some(deal.partner));
        work.audit(entry.after(serde_json::json!({ "note": note.id })));
    } else {
        work.record(&DealChanged { deal: deal.id, partner: deal.partner, fields: vec!["note".to_owned()] })?;
    }
    Ok(note)
}

/// The questions that wait for an answer by staff, soonest due first.
pub async fn questions(work: &Work, n: u64) -> Result<Vec<Note>> {
    work.may(Permission::DealRead, &Resource::own("deal", work.actor()))?;
    store::notes::waiting(work, n).await
}

/// How many questions how a deal stands there were, by quarter, newest first; of a partner its own.
///
/// Quarters without a registration and without a question are left out.
pub async fn asked(work: &Work) -> Result<Vec<Asked>> {
    work.may(Permission::DealRead, &Resource::own("deal", work.actor()))?;
    let mut quarter = Quarter::of(today(work, &store::terms::current(work).await?));
    let mut all = Vec::new();
    for _ in 0..QUARTERS {
        let (from, until) = quarter.span();
        let registered = store::figures::registered(work, from, until).await?;
        let questions = store::notes::questions(work, from, until).await?;
        if registered > 0 || questions > 0 {
            all.push(Asked { quarter, registered, questions });
        }
        quarter = quarter.before();
    }
    Ok(all)
}
