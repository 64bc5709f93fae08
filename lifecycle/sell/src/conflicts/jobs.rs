//! Timed work: proposals, the chain that goes up, the end of the term to appeal.

use base::{CaseId, Fault, Result};
use serde::Deserialize;
use web::{JobKind, JobRun};

use super::actions;
use crate::due::settled;

/// How many cases one look takes.
const AT_ONCE: u64 = 100;

/// Every job of the conflicts.
pub(crate) fn all() -> Vec<JobKind> {
    vec![
        JobKind { name: "sell.case_clock", cron: Some("* * * * *"), run: |run| Box::pin(clock(run)) },
        JobKind { name: actions::PREPARE, cron: None, run: |run| Box::pin(prepare(run)) },
    ]
}

/// Each case has a transaction of its own: what is due happens once, whatever is killed.
async fn clock(run: &JobRun) -> Result<()> {
    let actor = run.app.system("sell.case_clock");
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

async fn prepare(run: &JobRun) -> Result<()> {
    let actor = run.app.system("sell.prepare_case");
    let payload: Payload = serde_json::from_value(run.payload().clone()).map_err(|e| Fault::new("reading which case to prepare", e))?;
    let id = payload.case;
    run.app
        .transact(&actor, |work| async move {
            actions::prepare(&work, id).await?;
            run.finish(&work).await
        })
        .await
}
