//! What stands beside a deal when several claim its customer: the way to the case, and to a dispute.

use access::Permission;
use base::Result;
use web::{App, Me, Page};
use work::Work;

use super::super::actions;
use super::super::model::{Deal, Move};
use super::super::rules;
use crate::conflicts;

/// What the page of a deal says of conflicts.
#[derive(Default)]
pub(super) struct Disputed {
    /// The case that the deal is before, or was last.
    pub(super) case: String,
    /// Whether it still waits for a ruling.
    pub(super) waits: bool,
    /// Whether the reader may dispute how the deal ended.
    pub(super) may: bool,
}

impl Disputed {
    /// How much it asks for attention.
    pub(super) fn tone(&self) -> &'static str {
        if self.waits { "warning" } else { "info" }
    }
}

pub(super) async fn of(app: &App, me: &Me, work: &Work, d: &Deal) -> Result<Disputed> {
    let cases = conflicts::actions::of_deal(work, d.id).await?;
    let ruled = |at| cases.iter().any(|c| c.state.settled().is_some_and(|s| s.at == at));
    let may = me.is_member()
        && Page::may(app, me, Permission::DealEdit, &actions::resource(d))
        && !rules::targets(d.kind(), Move::Dispute).is_empty()
        && rules::in_time(d, &actions::terms(work).await?, work.now()).is_ok()
        && !d.closed_at.is_some_and(ruled);
    let latest = cases.first();
    Ok(Disputed {
        case: latest.map(|c| format!("/conflicts/{}", c.id)).unwrap_or_default(),
        waits: latest.is_some_and(crate::conflicts::model::Case::waits),
        may,
    })
}
