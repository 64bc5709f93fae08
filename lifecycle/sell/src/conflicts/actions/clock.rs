//! What time does to cases: proposals, telling the sides, going up the chain, and the end of the term to appeal.

use base::{CaseId, Result};
use serde_json::json;
use work::{Entry, Work};

use super::super::model::{Side, State};
use super::super::rules;
use super::super::store;
use super::{claims, decide, tell, who_rules};
use crate::deals::actions as deals;
use crate::deals::rules::deadline;

/// The cases for which something is due.
pub async fn due(work: &Work, n: u64) -> Result<Vec<CaseId>> {
    store::cases::due(work, n).await
}

/// Works out what the rules propose for a case that waits, and tells sides that were not told yet.
pub async fn prepare(work: &Work, id: CaseId) -> Result<()> {
    let Some(case) = store::cases::find(work, id).await? else { return Ok(()) };
    let sides = claims::sides(work, id).await?;
    if case.waits() {
        let terms = deals::terms(work).await?;
        let proposed = decide::proposed(work, &case, &sides, &terms).await?;
        store::rulings::put_proposal(work, id, &proposed).await?;
    }
    for side in sides.into_iter().filter(|s| !s.told) {
        let side = Side { told: true, ..side };
        store::sides::save(work, &side).await?;
        if side.partner.is_some() {
            tell(work, id, Some(&side), "joined")?;
        }
    }
    Ok(())
}

/// Does what is due for a case; nothing when somebody else has done it.
pub async fn ring(work: &Work, id: CaseId) -> Result<()> {
    let Some(case) = store::cases::find(work, id).await? else { return Ok(()) };
    let now = work.now();
    match &case.state {
        State::Open | State::Appealed(_) if case.decide_by <= now && case.level < 2 => {
            let terms = deals::terms(work).await?;
            let sides = claims::sides(work, id).await?;
            let first = case.state.settled().and_then(|s| s.by);
            let mut next = case;
            let was = next.assignee_name.clone();
            next.level += 1;
            next.decide_by = deadline(now, terms.disputes.step_days, &terms);
            (next.assignee, next.assignee_name) = who_rules(work, &terms, next.level, &sides, first).await?;
            let level = next.level;
            store::cases::save(work, next).await?;
            work.audit(Entry::new("case.escalated", "case", id).after(json!({ "level": level, "from": was })));
            tell(work, id, None, "escalated")
        }
        State::Decided(settled) if settled.appeal_until <= now => {
            store::cases::save(work, rules::close(case, now)?).await?;
            work.audit(Entry::new("case.closed", "case", id));
            Ok(())
        }
        State::Open | State::Decided(_) | State::Appealed(_) | State::Closed(_) | State::Dropped { .. } => Ok(()),
    }
}
