//! Timed work: telling who was asked, reminders, deadlines.

use base::{Fault, ProposalRequestId, Result};
use serde::Deserialize;
use web::{JobKind, JobRun};

use super::actions;
use crate::due::settled;

/// How many requests one look takes.
const AT_ONCE: u64 = 100;

/// Every job of the requests for proposals.
pub(crate) fn all() -> Vec<JobKind> {
    vec![
        JobKind { name: "sell.proposal_clock", cron: Some("* * * * *"), run: |run| Box::pin(clock(run)) },
        JobKind { name: actions::CALL, cron: None, run: |run| Box::pin(call(run)) },
    ]
}

/// Each request has a transaction of its own: what is due happens once, whatever is killed.
async fn clock(run: &JobRun) -> Result<()> {
    let actor = run.app.system("sell.proposal_clock");
    loop {
        let ids = actions::due(&run.app.read(&actor), AT_ONCE).await?;
        let mut moved = 0;
        for id in &ids {
            let done = run.app.transact(&actor, |work| async move { actions::ring(&work, *id).await }).await;
            moved += u32::from(settled(done, "request for proposals", id));
        }
        if moved == 0 {
            return Ok(());
        }
    }
}

#[derive(Deserialize)]
struct Payload {
    request: ProposalRequestId,
}

async fn call(run: &JobRun) -> Result<()> {
    let actor = run.app.system("sell.proposal_call");
    let payload: Payload = serde_json::from_value(run.payload().clone()).map_err(|e| Fault::new("reading which request to tell of", e))?;
    let id = payload.request;
    run.app
        .transact(&actor, |work| async move {
            actions::call(&work, id).await?;
            run.finish(&work).await
        })
        .await
}
