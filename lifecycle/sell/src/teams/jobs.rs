//! Timed work: finding who is invited, reminders, ends of invitations, tasks that are due.

use base::{Fault, Result, TeamInvitationId, TeamTaskId};
use serde::Deserialize;
use web::{JobKind, JobRun};

use super::actions;
use crate::due::settled;

/// How many things one look takes.
const AT_ONCE: u64 = 100;

/// Every job of the teams.
pub(crate) fn all() -> Vec<JobKind> {
    vec![
        JobKind { name: "sell.team_clock", cron: Some("* * * * *"), run: |run| Box::pin(clock(run)) },
        JobKind { name: actions::INVITE, cron: None, run: |run| Box::pin(deliver(run)) },
        JobKind { name: actions::ASSIGNED, cron: None, run: |run| Box::pin(assigned(run)) },
    ]
}

/// Each invitation and each task has a transaction of its own: what is due happens once, whatever is killed.
async fn clock(run: &JobRun) -> Result<()> {
    let actor = run.app.system("sell.team_clock");
    loop {
        let mut moved = 0;
        for id in &actions::due(&run.app.read(&actor), AT_ONCE).await? {
            let done = run.app.transact(&actor, |work| async move { actions::ring(&work, *id).await }).await;
            moved += u32::from(settled(done, "invitation to a team", id));
        }
        for id in &actions::due_tasks(&run.app.read(&actor), AT_ONCE).await? {
            let done = run.app.transact(&actor, |work| async move { actions::ring_task(&work, *id).await }).await;
            moved += u32::from(settled(done, "task of a team", id));
        }
        if moved == 0 {
            return Ok(());
        }
    }
}

#[derive(Deserialize)]
struct Invited {
    invitation: TeamInvitationId,
}

async fn deliver(run: &JobRun) -> Result<()> {
    let actor = run.app.system("sell.team_invite");
    let payload: Invited =
        serde_json::from_value(run.payload().clone()).map_err(|e| Fault::new("reading which invitation to deliver", e))?;
    let id = payload.invitation;
    run.app
        .transact(&actor, |work| async move {
            actions::deliver(&work, id).await?;
            run.finish(&work).await
        })
        .await
}

#[derive(Deserialize)]
struct Given {
    task: TeamTaskId,
}

async fn assigned(run: &JobRun) -> Result<()> {
    let actor = run.app.system("sell.team_assigned");
    let payload: Given = serde_json::from_value(run.payload().clone()).map_err(|e| Fault::new("reading which task was given", e))?;
    let id = payload.task;
    run.app
        .transact(&actor, |work| async move {
            actions::tell_assigned(&work, id).await?;
            run.finish(&work).await
        })
        .await
}
