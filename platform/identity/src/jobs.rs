//! Background work: links for forgotten passwords, forgetting what is over.

use base::{Fault, Result};
use chrono::TimeDelta;
use web::{JobKind, JobRun};

use crate::{account, links, sessions, throttle, tokens};

/// The job that sends a link for a new password, if there is anybody to send it to.
pub(crate) const RESET: &str = "identity.reset";

pub(crate) fn kinds() -> Vec<JobKind> {
    vec![
        JobKind { name: RESET, cron: None, run: |run| Box::pin(reset(run)) },
        JobKind { name: "identity.forget", cron: Some("20 3 * * *"), run: |run| Box::pin(forget(run)) },
    ]
}

async fn reset(run: &JobRun) -> Result<()> {
    let email = run.payload().get("email").and_then(|v| v.as_str()).ok_or_else(|| Fault::plain("a job to send a link names no address"))?;
    run.app
        .transact(&run.app.system(RESET), |work| async move {
            account::send_reset(&work, email).await?;
            run.finish(&work).await
        })
        .await
}

async fn forget(run: &JobRun) -> Result<()> {
    let idle = TimeDelta::minutes(run.app.settings().session_idle_minutes);
    run.app
        .transact(&run.app.system("identity.forget"), |work| async move {
            let month = work.after(-TimeDelta::days(30));
            sessions::store::prune(&work, work.now(), work.after(-idle)).await?;
            links::store::prune(&work, month).await?;
            tokens::store::prune(&work, month).await?;
            throttle::prune(&work, work.after(-TimeDelta::days(2))).await
        })
        .await
}
