//! How a case begins, how others join it, and how it ends when no claim is left.

use base::{CaseId, DealId, Error, Instant, Result};
use facts::sell::CaseOpened;
use serde_json::json;
use work::{Entry, Work};

use super::super::model::{Case, EntryKind, NewEntry, Side, State, StateKind, Trigger};
use super::super::rules::{self, CaseRefusal};
use super::super::store;
use super::words::keep;
use super::{claims, prepare_soon, tell, tell_all, who_rules};
use crate::deals::actions as deals;
use crate::deals::model::{Deal, Held, StateKind as DealState, Terms, Why};
use crate::deals::rules::deadline;

/// How many deals a case begins with at most.
const SIDES: usize = 12;

/// A registration met a claim of somebody else: it is put before that case, or before a new one.
///
/// A reaction to what the submission tells, in its transaction.
pub async fn contested(work: &Work, id: DealId) -> Result<()> {
    let Some(deal) = deals::find(work, id).await? else { return Ok(()) };
    let Some(why) = deal.review().map(|r| r.why.clone()) else { return Ok(()) };
    let found = deals::finding_of(work, &deal).await?;
    let rivals: Vec<DealId> = found.iter().filter(|f| matches!(f.held, Held::Protected | Held::Open)).map(|f| f.deal).collect();
    let direct = why.contains(&Why::Direct);
    let trigger = match rivals.as_slice() {
        [_, ..] => Trigger::Overlap,
        [] if direct => Trigger::Direct,
        [] if why.contains(&Why::Coverage) => Trigger::Coverage,
        [] => return Ok(()),
    };
    begin(work, trigger, deal, &rivals, direct, None).await.map(|_| ())
}

/// A partner disputes how its deal ended; once for each decision, within the term of the rules.
pub async fn dispute(work: &Work, id: DealId, version: Option<i64>, reason: &str) -> Result<Case> {
    let before = deals::get(work, id).await?;
    if work.actor().partner.is_none() {
        // The vendor does not dispute its own decisions.
        return Err(Error::forbidden());
    }
    let ended = before.closed_at;
    if let Some(at) = ended
        && super::of_deal(work, id).await?.iter().any(|c| c.state.settled().is_some_and(|s| s.at == at))
    {
        return Err(CaseRefusal::Ruled.into());
    }
    let deal = deals::contest(work, id, version, reason).await?;
    let found = deals::rivals_now(work, &deal).await?;
    let rivals: Vec<DealId> = found.iter().filter(|f| matches!(f.held, Held::Protected | Held::Open)).map(|f| f.deal).collect();
    let case = begin(work, Trigger::Dispute, deal, &rivals, false, ended.map(|at| (id, at))).await?;
    let own = store::sides::of(work, case.id).await?.into_iter().find(|s| s.deal == Some(id));
    if let Some(mut side) = own {
        keep(work, &mut side, &NewEntry { kind: EntryKind::Appeal, body: reason.to_owned() }).await?;
    }
    Ok(case)
}

/// The vendor's own opportunity stands on a protected customer.
pub(super) async fn overridden(work: &Work, deal: Deal) -> Result<Case> {
    begin(work, Trigger::Override, deal, &[], true, None).await
}

/// Joins the oldest case that one of the deals is before, or opens one.
async fn begin(
    work: &Work,
    trigger: Trigger,
    deal: Deal,
    rivals: &[DealId],
    direct: bool,
    about: Option<(DealId, Instant)>,
) -> Result<Case> {
    let terms = deals::terms(work).await?;
    let mut known = rivals.to_vec();
    known.push(deal.id);
    if let Some(case) = store::sides::seats(work, &known).await?.into_values().min()
        && let Some(found) = join(work, case, std::slice::from_ref(&deal), direct, &terms).await?
    {
        return Ok(found);
    }
    let company = deal.registration.customer.company.clone();
    let account = deal.account;
    let mut all = vec![deal];
    for id in rivals.iter().take(SIDES - 1) {
        all.extend(deals::find(work, *id).await?.filter(|d| alive(d.kind())));
    }
    let id: CaseId = work.new_id();
    let ids: Vec<DealId> = all.iter().map(|d| d.id).collect();
    let sat = store::sides::sit(work, id, &ids).await?;
    if usize::try_from(sat) != Ok(ids.len()) {
        // Somebody else put one of them before a case at this moment: all join that one.
        store::sides::rise(work, id).await?;
        if let Some(case) = store::sides::seats(work, &ids).await?.into_values().min()
            && let Some(found) = join(work, case, &all, direct, &terms).await?
        {
            return Ok(found);
        }
        store::sides::sit(work, id, &ids).await?;
    }
    let mut sides: Vec<Side> = all.iter().map(|d| side(work, id, Some(d), &terms)).collect();
    // Who is there already stands before who comes.
    sides.rotate_left(1);
    if direct {
        sides.push(side(work, id, None, &terms));
    }
    let case = Case {
        id,
        trigger,
        company,
        account,
        opened_at: work.now(),
        terms_version: terms.version,
        decide_by: deadline(work.now(), terms.disputes.ruling_days, &terms),
        level: 0,
        // Said by the reaction to what is told below, as the system.
        assignee: None,
        assignee_name: String::new(),
        state: State::Open,
        version: 1,
    };
    store::cases::add(work, &case, about).await?;
    store::sides::add(work, &sides).await?;
    work.record(&CaseOpened { case: id, why: trigger.code().to_owned(), sides: i64::try_from(sides.len()).unwrap_or(i64::MAX) })?;
    prepare_soon(work, id);
    Ok(case)
}

/// Whether a deal can be a side.
fn alive(state: DealState) -> bool {
    matches!(state, DealState::InReview | DealState::Disputed | DealState::Approved)
}

fn side(work: &Work, case: CaseId, deal: Option<&Deal>, terms: &Terms) -> Side {
    Side {
        id: work.new_id(),
        case,
        deal: deal.map(|d| d.id),
        partner: deal.map(|d| d.partner),
        joined_at: work.now(),
        statement_by: deadline(work.now(), terms.disputes.statement_days, terms),
        stated_at: None,
        appealed_at: None,
        told: false,
        fate: None,
        share: 0,
        role: String::new(),
    }
}

/// Puts deals before a case that waits; none when it does not wait any more.
async fn join(work: &Work, id: CaseId, all: &[Deal], direct: bool, terms: &Terms) -> Result<Option<Case>> {
    let Some(case) = store::cases::find(work, id).await?.filter(Case::waits) else { return Ok(None) };
    let mut sides = Vec::new();
    for deal in all {
        if store::sides::sit(work, id, &[deal.id]).await? > 0 {
            sides.push(side(work, id, Some(deal), terms));
        }
    }
    if direct && store::sides::everybody(work, id).await?.iter().all(|s| s.deal.is_some()) {
        sides.push(side(work, id, None, terms));
    }
    if sides.is_empty() {
        return Ok(Some(case));
    }
    store::sides::add(work, &sides).await?;
    let deals: Vec<DealId> = sides.iter().filter_map(|s| s.deal).collect();
    work.audit(Entry::new("case.joined", "case", id).after(json!({ "deals": deals })));
    tell(work, id, None, "joined")?;
    prepare_soon(work, id);
    Ok(Some(case))
}

/// Names who rules a case that waits and has nobody: a reaction to its opening and to an appeal, as the system.
pub async fn name_somebody(work: &Work, id: CaseId) -> Result<()> {
    let Some(mut case) = store::cases::find(work, id).await?.filter(|c| c.waits() && c.assignee.is_none()) else { return Ok(()) };
    let sides = claims::sides(work, id).await?;
    let first = case.state.settled().and_then(|s| s.by);
    (case.assignee, case.assignee_name) = who_rules(work, &deals::terms(work).await?, case.level, &sides, first).await?;
    if case.assignee.is_some() {
        work.audit(Entry::new("case.assigned", "case", id).after(json!({ "assignee": case.assignee })));
        store::cases::save(work, case).await?;
    }
    Ok(())
}

/// Something became of a deal: when no claim is left before its case, the case is dropped.
///
/// A reaction to what is told of deals, in the transaction of what happened to it.
pub async fn claim_moved(work: &Work, deal: DealId) -> Result<()> {
    let Some(id) = store::sides::seats(work, &[deal]).await?.remove(&deal) else { return Ok(()) };
    let Some(case) = store::cases::find(work, id).await?.filter(Case::waits) else { return Ok(()) };
    let sides = claims::sides(work, id).await?;
    let standings = claims::standings(work, &sides).await?;
    if rules::contested(case.trigger, case.kind() == StateKind::Appealed, &standings) {
        prepare_soon(work, id);
        return Ok(());
    }
    let case = store::cases::save(work, rules::drop_case(case, work.now())?).await?;
    store::sides::rise(work, id).await?;
    work.audit(Entry::new("case.dropped", "case", id).after(json!({ "state": case.kind().code() })));
    tell_all(work, id, &sides, "dropped")
}
