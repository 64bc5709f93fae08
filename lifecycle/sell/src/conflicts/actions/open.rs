//! How a case begins, how others join it, and how it ends when no claim is left.

use std::collections::BTreeSet;

use base::{CaseId, DealId, Error, Instant, MergeId, Result};
use facts::sell::CaseOpened;
use serde_json::json;
use uuid::Uuid;
use work::{Entry, Work};

use super::super::model::{Case, Ended, EntryKind, NewEntry, Side, State, StateKind, Trigger};
use super::super::rules::{self, CaseRefusal};
use super::super::store;
use super::words::keep;
use super::{claims, joined, prepare_soon, tell, tell_all, who_rules};
use crate::deals::actions as deals;
use crate::deals::model::{Deal, Held, LeadClaim, StateKind as DealState, Terms, Why};
use crate::deals::rules::deadline;

/// How many deals a case begins with at most.
const SIDES: usize = 12;

/// What opens a case, and who is there.
pub(super) struct Cause {
    /// What it is.
    pub(super) trigger: Trigger,
    /// The deal that came last.
    pub(super) deal: Deal,
    /// The deals that were there.
    pub(super) rivals: Vec<DealId>,
    /// The leads that were there.
    pub(super) leads: Vec<LeadClaim>,
    /// Whether the vendor's own team is there.
    pub(super) direct: bool,
    /// The decision that is disputed.
    pub(super) about: Option<(DealId, Instant)>,
    /// The merge of two accounts behind it.
    pub(super) merge: Option<MergeId>,
}

impl Cause {
    /// A cause with a deal and nobody else.
    pub(super) fn of(trigger: Trigger, deal: Deal) -> Self {
        Self { trigger, deal, rivals: Vec::new(), leads: Vec::new(), direct: false, about: None, merge: None }
    }
}

/// A registration met a claim of somebody else: it is put before that case, or before a new one.
///
/// A reaction to what the submission tells, in its transaction.
pub async fn contested(work: &Work, id: DealId) -> Result<()> {
    let Some(deal) = deals::find(work, id).await? else { return Ok(()) };
    let Some(why) = deal.review().map(|r| r.why.clone()) else { return Ok(()) };
    let found = deals::finding_of(work, &deal).await?;
    let rivals: Vec<DealId> = found.iter().filter(|f| matches!(f.held, Held::Protected | Held::Open)).map(|f| f.deal).collect();
    let leads = if why.contains(&Why::Claimed) { deals::claims_against(work, &deal).await? } else { Vec::new() };
    let direct = why.contains(&Why::Direct);
    let trigger = match (rivals.as_slice(), leads.as_slice()) {
        ([_, ..], _) => Trigger::Overlap,
        ([], [_, ..]) => Trigger::Claim,
        ([], []) if direct => Trigger::Direct,
        ([], []) if why.contains(&Why::Coverage) => Trigger::Coverage,
        ([], []) => return Ok(()),
    };
    begin(work, Cause { rivals, leads, direct, ..Cause::of(trigger, deal) }).await.map(|_| ())
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
    let leads = deals::claims_against(work, &deal).await?;
    let about = ended.map(|at| (id, at));
    let case = begin(work, Cause { rivals, leads, about, ..Cause::of(Trigger::Dispute, deal) }).await?;
    let own = store::sides::of(work, case.id).await?.into_iter().find(|s| s.deal == Some(id));
    if let Some(mut side) = own {
        keep(work, &mut side, &NewEntry { kind: EntryKind::Appeal, body: reason.to_owned() }).await?;
    }
    Ok(case)
}

/// The vendor's own opportunity stands on a protected customer.
pub(super) async fn overridden(work: &Work, deal: Deal) -> Result<Case> {
    begin(work, Cause { direct: true, ..Cause::of(Trigger::Override, deal) }).await
}

/// The keys under which deals and leads are before a case.
fn seats_of(deals: impl IntoIterator<Item = DealId>, leads: &[LeadClaim]) -> Vec<Uuid> {
    let mut all: Vec<Uuid> = deals.into_iter().map(DealId::uuid).chain(leads.iter().map(|l| l.lead.uuid())).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The case that some claims are before; where those are several that are open, they become one.
async fn there(work: &Work, claims: &[Uuid]) -> Result<Option<CaseId>> {
    let cases: BTreeSet<CaseId> = store::sides::seats(work, claims).await?.into_values().collect();
    joined::unite(work, &cases).await
}

/// Joins the oldest case that one of the claims is before, or opens one.
pub(super) async fn begin(work: &Work, cause: Cause) -> Result<Case> {
    let terms = deals::terms(work).await?;
    let Cause { trigger, deal, rivals, leads, direct, about, merge } = cause;
    let company = deal.registration.customer.company.clone();
    let account = deal.account;
    let known = seats_of(rivals.iter().copied().chain([deal.id]), &leads);
    let mut all = vec![deal];
    for id in rivals.iter().take(SIDES - 1) {
        all.extend(deals::find(work, *id).await?.filter(|d| alive(d.kind())));
    }
    if let Some(case) = there(work, &known).await?
        && let Some(found) = join(work, case, &all, &leads, direct, &terms).await?
    {
        return Ok(found);
    }
    let id: CaseId = work.new_id();
    let ids = seats_of(all.iter().map(|d| d.id), &leads);
    let sat = store::sides::sit(work, id, &ids).await?;
    if usize::try_from(sat) != Ok(ids.len()) {
        // Somebody else put one of them before a case at this moment: all join that one.
        store::sides::rise(work, id).await?;
        if let Some(case) = there(work, &ids).await?
            && let Some(found) = join(work, case, &all, &leads, direct, &terms).await?
        {
            return Ok(found);
        }
        store::sides::sit(work, id, &ids).await?;
    }
    let mut sides: Vec<Side> = all.iter().map(|d| side(work, id, Some(d), &terms)).collect();
    // Who is there already stands before who comes.
    sides.rotate_left(1);
    let new = led(work, id, &mut sides, &leads, &terms).0;
    sides.splice(0..0, new);
    if direct {
        sides.push(side(work, id, None, &terms));
    }
    let case = Case {
        id,
        trigger,
        company,
        account,
        merge,
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

/// The sides that leads make: those of partners that are none yet; and which of the others got one.
///
/// A partner that is a side already has the lead beside its registration.
fn led(work: &Work, case: CaseId, sides: &mut [Side], leads: &[LeadClaim], terms: &Terms) -> (Vec<Side>, Vec<Side>) {
    let (mut new, mut changed): (Vec<Side>, Vec<Side>) = (Vec::new(), Vec::new());
    for claim in leads.iter().take(SIDES) {
        if let Some(own) = sides.iter_mut().find(|s| s.partner == Some(claim.partner)) {
            if own.lead.is_none() {
                own.lead = Some(claim.lead);
                changed.push(own.clone());
            }
        } else if new.iter().all(|s| s.partner != Some(claim.partner)) {
            new.push(Side { partner: Some(claim.partner), lead: Some(claim.lead), ..side(work, case, None, terms) });
        }
    }
    (new, changed)
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
        lead: None,
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

/// Puts deals and leads before a case that waits; none when it does not wait any more.
async fn join(work: &Work, id: CaseId, all: &[Deal], leads: &[LeadClaim], direct: bool, terms: &Terms) -> Result<Option<Case>> {
    let Some(case) = store::cases::find(work, id).await?.filter(Case::waits) else { return Ok(None) };
    let mut there = store::sides::everybody(work, id).await?;
    let before = there.len();
    let mut joined: Vec<DealId> = Vec::new();
    for deal in all {
        if store::sides::sit(work, id, &[deal.id.uuid()]).await? == 0 {
            continue;
        }
        joined.push(deal.id);
        // Who was there with a lead only has a registration now.
        match there.iter_mut().find(|s| s.partner == Some(deal.partner) && s.deal.is_none()) {
            Some(own) => {
                own.deal = Some(deal.id);
                store::sides::set_claim(work, own).await?;
            }
            None => there.push(side(work, id, Some(deal), terms)),
        }
    }
    store::sides::sit(work, id, &seats_of([], leads)).await?;
    let (new, changed) = led(work, id, &mut there, leads, terms);
    let mut sides = there.split_off(before);
    for own in changed.iter().filter(|c| there.iter().any(|s| s.id == c.id)) {
        store::sides::set_claim(work, own).await?;
    }
    sides.extend(new);
    if direct && there.iter().chain(&sides).all(|s| s.partner.is_some()) {
        sides.push(side(work, id, None, terms));
    }
    if sides.is_empty() && joined.is_empty() {
        return Ok(Some(case));
    }
    if !sides.is_empty() {
        store::sides::add(work, &sides).await?;
    }
    work.audit(Entry::new("case.joined", "case", id).after(json!({ "deals": joined })));
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
    let Some(id) = store::sides::seats(work, &[deal.uuid()]).await?.remove(&deal.uuid()) else { return Ok(()) };
    let Some(case) = store::cases::find(work, id).await?.filter(Case::waits) else { return Ok(()) };
    let sides = claims::sides(work, id).await?;
    let standings = claims::standings(work, &sides).await?;
    if rules::contested(case.trigger, case.kind() == StateKind::Appealed, &standings) {
        prepare_soon(work, id);
        return Ok(());
    }
    let case = store::cases::save(work, rules::drop_case(case, Ended::NoClaim, work.now())?).await?;
    store::sides::rise(work, id).await?;
    work.audit(Entry::new("case.dropped", "case", id).after(json!({ "state": case.kind().code() })));
    tell_all(work, id, &sides, "dropped")
}
