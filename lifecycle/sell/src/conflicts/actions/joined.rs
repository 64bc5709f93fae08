//! Cases that become one, and cases of accounts that became one.

use std::collections::BTreeSet;

use base::{AccountId, CaseId, CasePartyId, DealId, MergeId, Result};
use facts::accounts::{AccountMerged, AccountUnmerged};
use serde_json::json;
use work::{Entry, Work};

use super::super::model::{Case, Ended, Side, State, Trigger};
use super::super::rules;
use super::super::store;
use super::open::{Cause, begin};
use super::{claims, prepare_soon, tell, tell_all};
use crate::deals::actions as deals;
use crate::deals::model::Deal;

/// Makes the open ones of some cases one with the oldest of them; which one is left, or the oldest where none is open.
pub(super) async fn unite(work: &Work, cases: &BTreeSet<CaseId>) -> Result<Option<CaseId>> {
    let mut stays: Option<Case> = None;
    for id in cases {
        let Some(case) = store::cases::find(work, *id).await?.filter(|c| c.state == State::Open) else { continue };
        stays = Some(match stays {
            Some(older) => absorb(work, older, case).await?,
            None => case,
        });
    }
    Ok(stays.map(|c| c.id).or(cases.first().copied()))
}

/// The side of the vendor's own team.
fn direct(sides: &[Side]) -> Option<CasePartyId> {
    sides.iter().find(|s| s.partner.is_none()).map(|s| s.id)
}

/// Puts a case into an older one: sides, words and claims go along, the earlier deadline counts.
async fn absorb(work: &Work, stays: Case, goes: Case) -> Result<Case> {
    let (id, gone) = (stays.id, goes.id);
    let own = direct(&store::sides::everybody(work, id).await?);
    let other = direct(&store::sides::everybody(work, gone).await?);
    if let (Some(own), Some(other)) = (own, other) {
        // The vendor's own team is one side, whatever it was before.
        store::entries::turn_side(work, other, own).await?;
        store::sides::remove(work, other).await?;
    }
    store::sides::turn(work, gone, id).await?;
    store::entries::turn(work, gone, id).await?;
    store::rulings::forget_proposal(work, gone).await?;
    let (assignee, assignee_name) =
        if stays.assignee.is_some() { (stays.assignee, stays.assignee_name.clone()) } else { (goes.assignee, goes.assignee_name.clone()) };
    let next = Case {
        decide_by: stays.decide_by.min(goes.decide_by),
        level: stays.level.max(goes.level),
        trigger: if goes.trigger == Trigger::Override { goes.trigger } else { stays.trigger },
        merge: stays.merge.or(goes.merge),
        assignee,
        assignee_name,
        ..stays
    };
    store::cases::save(work, rules::drop_case(goes, Ended::Joined(id), work.now())?).await?;
    let next = store::cases::save(work, next).await?;
    work.audit(Entry::new("case.joined", "case", id).after(json!({ "case": gone, "decide_by": next.decide_by })));
    work.audit(Entry::new("case.dropped", "case", gone).after(json!({ "joined": id })));
    // Who ruled either one hears where it is now.
    tell(work, id, None, "merged")?;
    tell(work, gone, None, "merged")?;
    prepare_soon(work, id);
    Ok(next)
}

/// The case that a case became one with, where it did; whoever asks, because only its own reader is led there.
pub async fn joined_to(work: &Work, id: CaseId) -> Result<Option<CaseId>> {
    let found = store::cases::find(work, id).await?;
    Ok(found.and_then(|c| match c.state {
        State::Dropped { ended: Ended::Joined(to), .. } => Some(to),
        State::Open | State::Decided(_) | State::Appealed(_) | State::Closed(_) | State::Dropped { .. } => None,
    }))
}

/// Two accounts became one: where partners are protected on both, a case opens.
///
/// A reaction to what the merge tells, in its transaction.
pub async fn accounts_merged(work: &Work, told: &AccountMerged) -> Result<()> {
    let ids = accounts::ids_of(work, told.account).await?;
    let all: Vec<Deal> = deals::protected_at(work, &ids).await?;
    // A project of its own stands beside others by a decision.
    let all = all.into_iter().filter(|d| d.protected().is_some_and(|p| !p.separate));
    let came = |d: &Deal| d.account.is_some_and(|a: AccountId| a == told.absorbed || told.along.contains(&a));
    let (come, there): (Vec<Deal>, Vec<Deal>) = all.partition(came);
    let differs = |d: &Deal, others: &[Deal]| others.iter().any(|o| o.partner != d.partner);
    let rivals: Vec<DealId> =
        come.iter().filter(|d| differs(d, &there)).chain(there.iter().filter(|d| differs(d, &come))).map(|d| d.id).collect();
    let Some(deal) = come.iter().find(|d| differs(d, &there)).cloned() else { return Ok(()) };
    let rivals = rivals.into_iter().filter(|id| *id != deal.id).collect();
    begin(work, Cause { rivals, merge: Some(told.merge), ..Cause::of(Trigger::Merge, deal) }).await.map(|_| ())
}

/// The accounts are two again: the case that their merge opened ends, unless somebody else waits in it.
pub async fn accounts_unmerged(work: &Work, told: &AccountUnmerged) -> Result<()> {
    let merge: MergeId = told.merge;
    let Some(case) = store::cases::of_merge(work, merge).await?.filter(|c| c.state == State::Open) else { return Ok(()) };
    let id = case.id;
    let sides = claims::sides(work, id).await?;
    let standings = claims::standings(work, &sides).await?;
    if rules::contested(Trigger::Overlap, false, &standings) {
        store::cases::save(work, Case { trigger: Trigger::Overlap, merge: None, ..case }).await?;
        work.audit(Entry::new("case.unmerged", "case", id).after(json!({ "merge": merge })));
        prepare_soon(work, id);
        return Ok(());
    }
    store::cases::save(work, rules::drop_case(case, Ended::Unmerged, work.now())?).await?;
    store::sides::rise(work, id).await?;
    let entry = Entry::new("case.dropped", "case", id).after(json!({ "unmerged": merge }));
    work.audit(entry.reason("The accounts whose merge opened it are two again."));
    tell_all(work, id, &sides, "dropped")
}
