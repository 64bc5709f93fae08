//! Ruling a case, and saying who rules it.

use base::{CaseId, CasePartyId, Error, Result, UserId};
use facts::sell::CaseRuled;
use serde_json::json;
use work::{Entry, Work};

use super::super::model::{Case, Proposal, Ruling, Settled, Side, State, StateKind};
use super::super::rules::{self, After, CaseRefusal, LeadAfter};
use super::super::store;
use super::super::store::rulings::{Proposed, Ruled};
use super::{LETTERS, claims, fresh, may_rule, said, tell, tell_all};
use crate::deals::actions as deals;
use crate::deals::model::{Clause, Terms};
use crate::deals::rules::{deadline, worked};
use crate::leads::actions as leads;

/// What the rules propose for a case at this moment, with what they know.
pub(super) async fn proposed(work: &Work, case: &Case, sides: &[Side], terms: &Terms) -> Result<Proposed> {
    let question = claims::question(work, case, sides).await?;
    let proposal = rules::propose(&question, terms, work.now());
    Ok(Proposed { at: work.now(), version: terms.version, question, proposal })
}

/// The ruling that a proposal is.
fn accepted(proposal: &Proposal) -> Ruling {
    Ruling { kind: proposal.kind, lead: proposal.lead, parts: Vec::new(), reason: String::new() }
}

/// The clause that a ruling rests on: that of the comparison that decided, when it is followed.
fn clause_of(followed: bool, proposal: &Proposal) -> Clause {
    proposal.because.filter(|_| followed).map_or(Clause::Dispute, rules::clause)
}

/// Rules a case; without a ruling of one's own, as the rules propose at this moment.
///
/// Deals, protections, shares and the case change together or not at all. Who ruled first does not decide an
/// appeal. What differs from the proposal needs a reason.
pub async fn rule(work: &Work, id: CaseId, version: Option<i64>, own: Option<&Ruling>) -> Result<Case> {
    let case = store::cases::get(work, id).await?;
    may_rule(work, id)?;
    fresh(&case, version)?;
    let Some(by) = work.actor().user else { return Err(Error::forbidden()) };
    let terms = deals::terms(work).await?;
    let sides = claims::sides(work, id).await?;
    let standings = claims::standings(work, &sides).await?;
    let proposed = proposed(work, &case, &sides, &terms).await?;
    let proposal = &proposed.proposal;
    let wanted = own.cloned().unwrap_or_else(|| accepted(proposal));
    let followed = wanted.kind == proposal.kind && wanted.lead == proposal.lead && wanted.parts.is_empty();
    let reason = said("reason", &wanted.reason, if followed { 0 } else { 3 })?;
    let ruling = rules::sound(Ruling { reason, ..wanted }, &standings)?;
    let clause = clause_of(followed, proposal);
    let appeal = case.kind() == StateKind::Appealed;
    let began = case.state.settled().map_or(case.opened_at, |s| s.at);
    let settled = Settled {
        ruling: work.new_id(),
        at: work.now(),
        by: Some(by),
        appeal_until: deadline(work.now(), terms.disputes.appeal_days, &terms),
    };
    let ruled = Ruled {
        id: settled.ruling,
        case: id,
        by: Some(by),
        clause: clause.code().to_owned(),
        appeal,
        followed,
        overturned: appeal && differs(&ruling, store::rulings::of(work, id).await?.last()),
        minutes: worked(began, work.now(), &terms).num_minutes(),
        ruling,
        proposed,
    };
    // Before its deals move: what becomes of them is not for this case to hear any more.
    let case = store::cases::save(work, rules::rule(case, settled)?).await?;
    store::sides::rise(work, id).await?;
    for (side, fate, share, role) in rules::fates(&ruled.ruling, &sides, &standings) {
        if let Some(side) = sides.iter().find(|s| s.id == side) {
            store::sides::save(work, &Side { fate: Some(fate), share, role, ..side.clone() }).await?;
        }
    }
    let note = if ruled.ruling.reason.is_empty() { note_of(clause, &terms) } else { ruled.ruling.reason.clone() };
    for effect in rules::lead_effects(&ruled.ruling, &standings) {
        let (lead, partner) = (effect.lead, effect.partner);
        match effect.after {
            LeadAfter::Stays => leads::keep_up(work, lead, partner, &note).await?,
            LeadAfter::GoesOver { to, deal } => leads::hand_over(work, lead, to, deal, &note).await?,
            LeadAfter::LetGo => leads::let_go(work, lead, partner).await?,
            LeadAfter::Ends { own_sales } => leads::give_up(work, lead, partner, own_sales, &note).await?,
        }
    }
    for effect in rules::effects(&ruled.ruling, &standings) {
        let deal = match effect.after {
            After::Ends(reason) => deals::give_up(work, effect.deal, reason, &note).await?,
            After::Keeps { separate } => deals::keep_up(work, effect.deal, separate, &note).await?,
            After::Stays => deals::get(work, effect.deal).await?,
        };
        deals::recredit(work, &deal, &effect.credits, &note).await?;
    }
    store::rulings::add(work, &ruled).await?;
    let told = CaseRuled { case: id, ruling: ruled.id, kind: ruled.ruling.kind.code().to_owned(), appeal };
    work.record_change(&told, None, Some(ruled.ruling.reason.as_str()).filter(|r| !r.is_empty()))?;
    tell_all(work, id, &sides, "ruled")?;
    work.enqueue(LETTERS, json!({ "case": id }));
    Ok(case)
}

/// Whether a ruling has another outcome than the one before.
fn differs(ruling: &Ruling, before: Option<&Ruled>) -> bool {
    let outcome = |r: &Ruling| {
        let mut parts: Vec<(CasePartyId, i64)> = r.parts.iter().map(|p| (p.side, p.share)).collect();
        parts.sort_unstable();
        (r.kind, r.lead, parts)
    };
    before.is_none_or(|b| outcome(&b.ruling) != outcome(ruling))
}

/// What stands with a deal when the ruling says nothing in words: the clause, in every language the same.
fn note_of(clause: Clause, terms: &Terms) -> String {
    let number = Clause::ALL.iter().position(|c| *c == clause).map_or(0, |i| i + 1);
    format!("§ {number} (v{})", terms.version)
}

/// A person gives a case to another; not to who ruled first, once a side has appealed.
pub async fn assign(work: &Work, id: CaseId, version: Option<i64>, to: UserId, reason: &str) -> Result<Case> {
    let mut case = store::cases::get(work, id).await?;
    may_rule(work, id)?;
    fresh(&case, version)?;
    let reason = said("reason", reason, 0)?;
    if !case.waits() {
        let state = case.kind();
        return Err(CaseRefusal::WrongState { state, wanted: super::super::model::Move::Rule, allowed: rules::allowed(state) }.into());
    }
    if let State::Appealed(first) = &case.state
        && first.by == Some(to)
    {
        return Err(CaseRefusal::SameDecider.into());
    }
    let people = deals::deciding_people(work).await?;
    let Some((user, name)) = people.into_iter().find(|p| p.0 == to) else { return Err(Error::missing()) };
    (case.assignee, case.assignee_name) = (Some(user), name);
    let case = store::cases::save(work, case).await?;
    work.audit(Entry::new("case.assigned", "case", id).after(json!({ "assignee": user })).reason(reason));
    tell(work, id, None, "assigned")?;
    Ok(case)
}
