//! What is done with coverage plans in the background.

use base::Fault;
use serde_json::Value;
use web::{App, JobKind, JobRun, Source};

use super::actions;

/// Counts what the publication of a draft would change.
pub(crate) const COUNT: JobKind = JobKind { name: actions::COUNT_JOB, cron: None, run: |run| Box::pin(async move { count(run).await }) };

async fn count(run: &JobRun) -> base::Result<()> {
    let version = run.payload().get("version").and_then(Value::as_i64);
    let Some(version) = version else { return Err(Fault::plain("a job that names no coverage plan").into()) };
    let done = count_all(&run.app, version).await;
    if done.is_err() && run.job.attempts >= run.job.max_attempts {
        let actor = run.app.system(actions::COUNT_JOB);
        run.app.transact(&actor, |work| async move { actions::give_up_counting(&work, version).await }).await?;
    }
    done
}

async fn count_all(app: &App, version: i64) -> base::Result<()> {
    let actor = app.system(actions::COUNT_JOB);
    let Some(mut count) = actions::begin_count(&app.read(&actor), version).await? else { return Ok(()) };
    loop {
        let work = app.read(&actor);
        let Some(changed) = actions::count_more(&work, &mut count).await? else { break };
        for source in app.sources() {
            if let Source::AccountPipeline(open) = source
                && !changed.is_empty()
            {
                let open = open(&work, &changed).await?;
                actions::add_pipeline(&mut count, &open);
            }
        }
    }
    let count = &count;
    app.transact(&actor, |work| async move { actions::end_count(&work, count).await }).await
}

/// Tells those whom a new version of the plan gives accounts to, or takes them from.
pub(crate) const TELL: JobKind = JobKind { name: actions::tell::TELL_JOB, cron: None, run: |run| Box::pin(async move { tell(run).await }) };

async fn tell(run: &JobRun) -> base::Result<()> {
    let version = run.payload().get("version").and_then(Value::as_i64);
    let Some(version) = version else { return Err(Fault::plain("a job that names no coverage plan").into()) };
    let actor = run.app.system(actions::tell::TELL_JOB);
    let Some(mut changes) = actions::tell::begin(&run.app.read(&actor), version).await? else { return Ok(()) };
    while actions::tell::more(&run.app.read(&actor), &mut changes).await? {}
    let changes = &changes;
    run.app
        .transact(&actor, |work| async move {
            actions::tell::tell(&work, changes).await?;
            // Told once, however often the job is tried.
            run.finish(&work).await
        })
        .await
}
