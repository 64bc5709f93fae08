//! Timed work: offers that nobody answers, customers that nobody calls, leads that are to be routed.

use base::{Fault, LeadId, Result};
use serde::Deserialize;
use web::{JobKind, JobRun};

use super::actions;
use crate::due::settled;

/// How many one look takes.
const AT_ONCE: u64 = 100;

/// Every job of the leads.
pub(crate) fn all() -> Vec<JobKind> {
    vec![
        JobKind { name: "sell.lead_clock", cron: Some("* * * * *"), run: |run| Box::pin(clock(run)) },
        JobKind { name: actions::ROUTE, cron: None, run: |run| Box::pin(route(run)) },
    ]
}

/// Each offer and each lead has a transaction of its own: what is due happens once, whatever is killed.
async fn clock(run: &JobRun) -> Result<()> {
    let actor = run.app.system("sell.lead_clock");
    loop {
        let offers = actions::offers_due(&run.app.read(&actor), AT_ONCE).await?;
        let leads = actions::contacts_due(&run.app.read(&actor), AT_ONCE).await?;
        let mut moved = 0;
        for id in &offers {
            let done = run.app.transact(&actor, |work| async move { actions::ring_offer(&work, *id).await }).await;
            moved += u32::from(settled(done, "lead", id));
        }
        for id in &leads {
            let done = run.app.transact(&actor, |work| async move { actions::ring_contact(&work, *id).await }).await;
            moved += u32::from(settled(done, "lead", id));
        }
        if moved == 0 {
            return Ok(());
        }
    }
}

#[derive(Deserialize)]
struct Payload {
    lead: LeadId,
}

async fn route(run: &JobRun) -> Result<()> {
    let actor = run.app.system("sell.route_lead");
    let payload: Payload = serde_json::from_value(run.payload().clone()).map_err(|e| Fault::new("reading which lead to route", e))?;
    let id = payload.lead;
    run.app
        .transact(&actor, |work| async move {
            actions::route_again(&work, id).await?;
            run.finish(&work).await
        })
        .await
}
