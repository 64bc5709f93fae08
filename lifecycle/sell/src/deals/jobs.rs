//! Timed work: what falls due for deals, and forgetting.

use base::{CommentId, Fault, Result, UserId};
use serde::Deserialize;
use web::{JobKind, JobRun};

use super::actions;
use crate::due::settled;

/// How many deals one look takes.
const AT_ONCE: u64 = 100;

/// Every job of the deals.
pub(crate) fn all() -> Vec<JobKind> {
    vec![
        JobKind { name: "sell.clock", cron: Some("* * * * *"), run: |run| Box::pin(clock(run)) },
        JobKind { name: actions::MENTIONS, cron: None, run: |run| Box::pin(mentions(run)) },
        JobKind { name: "sell.forget_checks", cron: Some("17 3 * * *"), run: |run| Box::pin(forget(run)) },
    ]
}

/// Each deal has a transaction of its own, with its reminder or its end inside: it happens once,
/// whatever is killed, and one that fails does not hold up the others.
async fn clock(run: &JobRun) -> Result<()> {
    let actor = run.app.system("sell.clock");
    loop {
        let ids = actions::due(&run.app.read(&actor), AT_ONCE).await?;
        let mut moved = 0;
        for id in &ids {
            let done = run.app.transact(&actor, |work| async move { Box::pin(actions::ring(&work, *id)).await }).await;
            moved += u32::from(settled(done, "deal", id));
        }
        if moved == 0 {
            return Ok(());
        }
    }
}

#[derive(Deserialize)]
struct Mentions {
    note: CommentId,
    /// Who asked what the note answers.
    #[serde(default)]
    asked: Vec<UserId>,
}

/// Tells whom a note names, once.
async fn mentions(run: &JobRun) -> Result<()> {
    let actor = run.app.system(actions::MENTIONS);
    let payload: Mentions = serde_json::from_value(run.payload().clone()).map_err(|e| Fault::new("reading which note names people", e))?;
    let (id, asked) = (payload.note, &payload.asked);
    run.app
        .transact(&actor, |work| async move {
            actions::tell_mentioned(&work, id, asked).await?;
            run.finish(&work).await
        })
        .await
}

async fn forget(run: &JobRun) -> Result<()> {
    let actor = run.app.system("sell.forget_checks");
    run.app
        .transact(&actor, |work| async move {
            actions::forget_checks(&work).await?;
            actions::forget_links(&work).await
        })
        .await
}
