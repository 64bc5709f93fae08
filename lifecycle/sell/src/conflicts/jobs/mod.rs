//! Timed work: proposals, the chain that goes up, the end of the term to appeal.

mod letters;

use base::{CaseId, Fault, Result};
use serde::Deserialize;
use web::{JobKind, JobRun};

use super::actions;
use crate::due::settled;

pub(crate) use letters::{clause_name, ensure, words};

/// How many cases one look takes.
const AT_ONCE: u64 = 100;

/// Every job of the conflicts.
pub(crate) fn all() -> Vec<JobKind> {
    vec![
        JobKind { name: "sell.case_clock", cron: Some("* * * * *"), run: |run| Box::pin(clock(run)) },
        JobKind { name: actions::PREPARE, cron: None, run: |run| Box::pin(prepare(run)) },
        JobKind { name: actions::LETTERS, cron: None, run: |run| Box::pin(letters::set(run)) },
    ]
}

/// Each case has a transaction of its own: what is due happens once, whatever is killed.
async fn clock(run: &JobRun) -> Result<()> {
    let actor = run.app.system("sell.case_clock");
    for id in actions::overrides_due(&run.app.read(&actor), AT_ONCE).await? {
        let done = run.app.transact(&actor, |work| async move { actions::ring_override(&work, id).await }).await;
        settled(done, "override", id);
    }
    loop {
        let ids = actions::due(&run.app.read(&actor), AT_ONCE).await?;
        let mut moved = 0;
        for id in &ids {
            let done = run.app.transact(&actor, |work| async move { actions::ring(&work, *id).await }).await;
            moved += u32::from(settled(done, "case", id));
        }
        if moved == 0 {
            return Ok(());
        }
    }
}

#[derive(Deserialize)]
struct Payload {
    case: CaseId,
}

/// Which case a job is about.
fn case_of(run: &JobRun) -> Result<CaseId> {
    let payload: Payload = serde_json::from_value(run.payload().clone()).map_err(|e| Fault::new("reading which case a job is about", e))?;
    Ok(payload.case)
}

async fn prepare(run: &JobRun) -> Result<()> {
    let actor = run.app.system("sell.prepare_case");
    let id = case_of(run)?;
    run.app
        .transact(&actor, |work| async move {
            actions::prepare(&work, id).await?;
            run.finish(&work).await
        })
        .await
}
