//! Notes: to the team, or to the own organization only.

use base::{DealId, Result};
use serde_json::json;
use work::{Entry, Permission, Work};

use super::super::model::Note;
use super::super::store;
use super::{Place, name_of, said, seat, tell, tell_all, writing};

/// How many notes are read at once.
const SHOWN: u64 = 100;

/// The notes about a deal that the actor may read, newest first.
pub async fn notes(work: &Work, id: DealId) -> Result<Vec<Note>> {
    seat(work, id, Permission::DealRead).await?;
    readable(work, id).await
}

/// The same where membership has been asked for.
pub(super) async fn readable(work: &Work, id: DealId) -> Result<Vec<Note>> {
    let mut all = store::notes::of(work, id, SHOWN).await?;
    // Who views as a partner is one of the vendor's people: what the partner keeps to itself stays so.
    if work.actor().read_only || work.actor().on_behalf_of.is_some() {
        all.retain(|n| !n.own);
    }
    Ok(all)
}

/// Writes a note; the team reads it, or the own organization only.
pub async fn add_note(work: &Work, id: DealId, body: &str, own: bool) -> Result<Note> {
    let seat = writing(work, id).await?;
    let partner = work.actor().partner.filter(|_| seat.place != Place::Staff);
    let note = Note {
        id: work.new_id(),
        deal: id,
        partner,
        author: work.actor().user,
        author_name: work.actor().name.clone(),
        org: match partner {
            Some(partner) => name_of(work, partner).await?,
            None => work.vendor().to_owned(),
        },
        own,
        body: said("body", body, 2)?,
        at: work.now(),
    };
    store::notes::add(work, &note).await?;
    let entry = Entry::new("team.noted", "deal_team", id).partner(partner.or(Some(seat.deal.partner)));
    work.audit(entry.after(json!({ "note": note.id, "own": own })));
    match partner {
        _ if !own => tell_all(work, &seat.deal, &seat.members, "noted")?,
        Some(partner) => tell(work, id, partner, "noted")?,
        None => {}
    }
    Ok(note)
}
