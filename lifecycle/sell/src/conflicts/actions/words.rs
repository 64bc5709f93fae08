//! What is written in a case: statements, messages, appeals. Each belongs to one side.

use base::{CaseId, CasePartyId, Error, FieldError, Invalid, Result};
use serde_json::json;
use work::{ActorKind, Permission, Resource, Work};

use super::super::model::{self, Case, EntryKind, Fate, NewEntry, Side, State};
use super::super::rules::{self, CaseRefusal};
use super::super::store;
use super::{fresh, may_rule, said, tell, tell_all};
use crate::deals::actions as deals;
use crate::deals::rules::deadline;

/// Keeps what somebody wrote about one side.
pub(super) async fn keep(work: &Work, side: &mut Side, new: &NewEntry) -> Result<()> {
    let entry = model::Entry {
        id: work.new_id(),
        side: side.id,
        kind: new.kind,
        author_name: work.actor().name.clone(),
        by_staff: work.actor().kind != ActorKind::Member,
        body: said(if new.kind == EntryKind::Appeal { "reason" } else { "body" }, &new.body, 3)?,
        at: work.now(),
    };
    store::entries::add(work, &entry, side).await?;
    let done = match new.kind {
        EntryKind::Statement => "case.stated",
        EntryKind::Message => "case.written",
        EntryKind::Appeal => "case.appealed",
    };
    work.audit(work::Entry::new(done, "case", side.case).partner(side.partner).after(json!({ "entry": entry.id })));
    Ok(())
}

/// The side that somebody speaks for: the named one, or the only one of the own partner; for staff the direct team.
async fn own(work: &Work, case: &Case, side: Option<CasePartyId>) -> Result<Side> {
    let all = store::sides::of(work, case.id).await?;
    let staff = work.actor().partner.is_none();
    let mine = |s: &&Side| side.map_or(if staff { s.partner.is_none() } else { true }, |id| s.id == id);
    let Some(found) = all.iter().find(mine).cloned() else {
        return Err(if staff && side.is_none() { CaseRefusal::NotASide.into() } else { Error::missing() });
    };
    let needed = if staff { Permission::DealRegister } else { Permission::DealEdit };
    work.may(needed, &Resource::general("case").partner(found.partner).id(case.id))?;
    if staff && found.partner.is_some() {
        // The vendor does not speak for a partner.
        return Err(Error::forbidden());
    }
    Ok(found)
}

/// A side says its part, until its term is over; said again, both stand.
pub async fn state(work: &Work, id: CaseId, side: Option<CasePartyId>, body: &str) -> Result<Case> {
    let case = store::cases::get(work, id).await?;
    let mut side = own(work, &case, side).await?;
    if !case.waits() || (case.state == State::Open && side.statement_by < work.now()) {
        return Err(CaseRefusal::StatementLate.into());
    }
    keep(work, &mut side, &NewEntry { kind: EntryKind::Statement, body: body.to_owned() }).await?;
    side.stated_at = Some(work.now());
    store::sides::save(work, &side).await?;
    tell(work, id, Some(&side), "stated")?;
    Ok(case)
}

/// Writes between one side and the vendor; nobody else reads it.
pub async fn write(work: &Work, id: CaseId, side: Option<CasePartyId>, body: &str) -> Result<Case> {
    let case = store::cases::get(work, id).await?;
    let staff = work.actor().partner.is_none();
    let mut to = if staff {
        may_rule(work, id)?;
        if side.is_none() {
            let mut invalid = Invalid::new();
            invalid.push(FieldError::new("side_id", "required"));
            return Err(invalid.into());
        }
        let all = store::sides::of(work, id).await?;
        all.into_iter().find(|s| Some(s.id) == side && s.partner.is_some()).ok_or_else(Error::missing)?
    } else {
        own(work, &case, side).await?
    };
    keep(work, &mut to, &NewEntry { kind: EntryKind::Message, body: body.to_owned() }).await?;
    tell(work, id, Some(&to), if staff { "written" } else { "answered" })?;
    Ok(case)
}

/// A side appeals against the ruling: once, within the term; somebody else rules again.
pub async fn appeal(work: &Work, id: CaseId, version: Option<i64>, side: Option<CasePartyId>, reason: &str) -> Result<Case> {
    let case = store::cases::get(work, id).await?;
    fresh(&case, version)?;
    let mut side = own(work, &case, side).await?;
    if side.partner.is_none() {
        return Err(Error::forbidden());
    }
    if side.appealed_at.is_some() {
        return Err(CaseRefusal::AppealedAlready.into());
    }
    if side.fate == Some(Fate::Confirmed) {
        return Err(CaseRefusal::NothingToAppeal.into());
    }
    let terms = deals::terms(work).await?;
    let decide_by = deadline(work.now(), terms.disputes.ruling_days, &terms);
    let case = match case.state.clone() {
        // Another side has appealed already: both are answered at once.
        State::Appealed(settled) if settled.appeal_until >= work.now() => case,
        State::Appealed(_) => return Err(CaseRefusal::AppealLate.into()),
        State::Open | State::Decided(_) | State::Closed(_) | State::Dropped { .. } => {
            let mut next = rules::appeal(case, decide_by, work.now())?;
            // The reaction to what is told below names somebody else.
            (next.assignee, next.assignee_name) = (None, String::new());
            let next = store::cases::save(work, next).await?;
            let claims = store::sides::claims_of(work, id).await?;
            store::sides::sit(work, id, &claims).await?;
            next
        }
    };
    keep(work, &mut side, &NewEntry { kind: EntryKind::Appeal, body: reason.to_owned() }).await?;
    side.appealed_at = Some(work.now());
    store::sides::save(work, &side).await?;
    if let Some(deal) = side.deal {
        deals::bring_back(work, deal, reason).await?;
    }
    let all = store::sides::everybody(work, id).await?;
    tell_all(work, id, &all, "appealed")?;
    super::prepare_soon(work, id);
    Ok(case)
}
