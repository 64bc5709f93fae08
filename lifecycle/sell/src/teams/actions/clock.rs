//! What time does to teams: invitations are reminded of and lapse, owners are told of their tasks.

use base::{Result, TeamInvitationId, TeamTaskId};
use work::{Entry, Work};

use super::super::model::{Task, TaskState};
use super::super::rules;
use super::super::store;
use super::tasks::tell_owner;
use super::{invite, tell};
use crate::deals::actions as deals;
use crate::deals::model::StateKind;

/// The invitations for which something is due.
pub async fn due(work: &Work, n: u64) -> Result<Vec<TeamInvitationId>> {
    store::invitations::due(work, n).await
}

/// The tasks whose owners are to be told.
pub async fn due_tasks(work: &Work, n: u64) -> Result<Vec<TeamTaskId>> {
    store::tasks::due(work, n).await
}

/// Does what is due for an invitation; nothing when somebody else has done it.
pub async fn ring(work: &Work, id: TeamInvitationId) -> Result<()> {
    let Some(found) = store::invitations::find(work, id).await? else { return Ok(()) };
    let (deal, lead, to) = (found.deal, found.lead, found.to);
    if let Some(lapsed) = rules::lapse(found.clone(), work.now()) {
        invite::save(work, lapsed).await?;
        work.audit(Entry::new("team.lapsed", "team_invitation", id).partner(Some(lead)));
        if let Some(to) = to {
            tell(work, deal, to, "invitation")?;
        }
        return tell(work, deal, lead, "lapsed");
    }
    match rules::remind(found, work.now()) {
        Some(reminded) => {
            let reminded = invite::save(work, reminded).await?;
            work.audit(Entry::new("team.reminded", "team_invitation", id).partner(Some(lead)));
            invite::notify(work, &reminded, "team.reminder").await
        }
        None => Ok(()),
    }
}

/// Tells the owner of a task that it is due soon, or late; nothing when somebody else has done it.
pub async fn ring_task(work: &Work, id: TeamTaskId) -> Result<()> {
    let Some(task) = store::tasks::find(work, id).await? else { return Ok(()) };
    let zone = deals::terms(work).await?.zone;
    let alarm = rules::due_alarm(&task, zone);
    if alarm.is_none_or(|at| at > work.now()) {
        // The time zone of the business has changed since the alarm was set.
        store::tasks::save(work, task, alarm).await?;
        return Ok(());
    }
    // A task that was written late is late at once, and is not also due soon.
    let late = task.due_on.is_some_and(|on| on < work.now().with_timezone(&zone).date_naive());
    let topic = if late { "team.task_late" } else { "team.task_due" };
    let told = Task { told: if late { 2 } else { 1 }, ..task };
    let alarm = rules::due_alarm(&told, zone);
    let told = store::tasks::save(work, told, alarm).await?;
    let alive = deals::find(work, told.deal).await?.is_some_and(|d| matches!(d.kind(), StateKind::Approved | StateKind::Won));
    work.audit(Entry::new("team.task_reminded", "team_task", id));
    if alive && told.state == TaskState::Open { tell_owner(work, &told, topic).await } else { Ok(()) }
}
