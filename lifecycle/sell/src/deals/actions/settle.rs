//! What a ruling does with a deal, and how a partner asks for one.

use base::{DealId, Instant, Result, UserId};
use work::{Permission, Role, Work};

use super::super::model::{Deal, Finding, Over, RejectReason, StateKind};
use super::super::rules;
use super::super::store;
use super::decide::{approve, reject, release, said};
use super::look::look;
use super::{Approval, fresh, may};

/// A partner contests how its deal ended.
pub async fn contest(work: &Work, id: DealId, version: Option<i64>, reason: &str) -> Result<Deal> {
    let deal = store::get(work, id).await?;
    may(work, Permission::DealEdit, &deal)?;
    fresh(&deal, version)?;
    let reason = said("reason", reason, 3)?;
    rules::in_time(&deal, &store::terms::current(work).await?, work.now())?;
    reopen_for_ruling(work, deal, reason).await
}

/// A partner appeals against the ruling that ended its deal: it is before a ruling again; what goes on stays as it is.
pub async fn bring_back(work: &Work, id: DealId, reason: &str) -> Result<Deal> {
    let deal = store::get(work, id).await?;
    may(work, Permission::DealEdit, &deal)?;
    if matches!(deal.kind(), StateKind::Rejected | StateKind::Expired | StateKind::Released) {
        return reopen_for_ruling(work, deal, reason.to_owned()).await;
    }
    Ok(deal)
}

/// Brings an ended deal before a ruling; it is found by its customer again.
async fn reopen_for_ruling(work: &Work, deal: Deal, reason: String) -> Result<Deal> {
    let (deal, told) = rules::dispute(deal, reason.clone(), work.now())?;
    let deal = store::save(work, deal, None).await?;
    store::customers::remove_keys(work, deal.id).await?;
    store::customers::add_keys(work, deal.id, &rules::keys(&rules::prepare(&deal.registration.customer))).await?;
    work.record_change(&told, None, Some(&reason))?;
    Ok(deal)
}

/// By a ruling, a deal is or stays protected, wherever it was; what was won, lost or taken back stays so.
pub async fn keep_up(work: &Work, id: DealId, separate: bool, note: &str) -> Result<Deal> {
    let mut deal = store::get(work, id).await?;
    if matches!(deal.kind(), StateKind::Rejected | StateKind::Expired | StateKind::Released) {
        deal = reopen_for_ruling(work, deal, note.to_owned()).await?;
    }
    match deal.kind() {
        StateKind::InReview | StateKind::Disputed => {
            approve(work, deal.id, None, &Approval { note: note.to_owned(), separate, account: deal.account, over: Some(Over::Ruling) })
                .await
        }
        StateKind::Draft
        | StateKind::Approved
        | StateKind::Won
        | StateKind::Lost
        | StateKind::Expired
        | StateKind::Released
        | StateKind::Withdrawn
        | StateKind::Rejected => Ok(deal),
    }
}

/// By a ruling, a deal ends: a protection is released, a registration refused; what had ended stays so.
pub async fn give_up(work: &Work, id: DealId, reason: RejectReason, note: &str) -> Result<Deal> {
    let deal = store::get(work, id).await?;
    match deal.kind() {
        StateKind::Approved => release(work, id, None, note).await,
        StateKind::InReview | StateKind::Disputed => reject(work, id, None, reason, note).await,
        StateKind::Draft
        | StateKind::Won
        | StateKind::Lost
        | StateKind::Expired
        | StateKind::Released
        | StateKind::Withdrawn
        | StateKind::Rejected => Ok(deal),
    }
}

/// What a check of a deal's customer found among the deals of others; for those who decide, and the system.
pub async fn finding_of(work: &Work, deal: &Deal) -> Result<Vec<Finding>> {
    let found = store::customers::findings(work, deal.id).await?;
    Ok(found.into_iter().filter(|f| f.partner != deal.partner).collect())
}

/// Looks again who else is at the customer of a deal now, and keeps what was found.
pub async fn rivals_now(work: &Work, deal: &Deal) -> Result<Vec<Finding>> {
    let terms = store::terms::current(work).await?;
    let found = look(work, &deal.registration, &terms, Some(deal.id)).await?.findings.others;
    store::customers::put_findings(work, deal.id, &found, false).await?;
    Ok(found.into_iter().filter(|f| f.partner != deal.partner).collect())
}

/// How many registrations were handed in in a period; for staff.
pub async fn registered(work: &Work, from: Instant, until: Instant) -> Result<i64> {
    store::figures::registered(work, from, until).await
}

/// The people of the vendor who may decide about deals, by name.
pub async fn deciding_people(work: &Work) -> Result<Vec<(UserId, String)>> {
    people_with(work, &[Role::Owner, Role::PartnerOps, Role::ChannelManager]).await
}

/// The people of the vendor who may set the rules of engagement, by name.
pub async fn rule_setters(work: &Work) -> Result<Vec<(UserId, String)>> {
    people_with(work, &[Role::Owner, Role::PartnerOps]).await
}

async fn people_with(work: &Work, roles: &[Role]) -> Result<Vec<(UserId, String)>> {
    let mut all: Vec<(UserId, String)> = Vec::new();
    for role in roles.iter().copied() {
        for user in identity::staff_with(work, role).await? {
            if all.iter().all(|(id, _)| *id != user.id) {
                all.push((user.id, user.name));
            }
        }
    }
    all.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(all)
}
