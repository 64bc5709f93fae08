//! Getting on with imports: in the background, and for a caller that waits.

mod command;
mod drive;

pub use command::{FileImport, RowProblem, Summary, import_file};
#[cfg(test)]
pub(crate) use drive::drive;
pub(crate) use drive::{errors_csv, keep, load, words};

use base::ImportId;
use chrono::TimeDelta;
use serde_json::Value;
use web::{JobKind, JobRun};

use super::actions;

/// Gets on with one import until it waits for a person or is done.
pub(crate) const IMPORT: JobKind = JobKind { name: actions::JOB, cron: None, run: |run| Box::pin(async move { get_on(run).await }) };

/// Gives imports that stand still, because their worker died with its whole process, to a job again.
pub(crate) const RESUME: JobKind = JobKind {
    name: "accounts.import_resume",
    cron: Some("*/5 * * * *"),
    run: |run| {
        Box::pin(async move {
            let actor = run.app.system("accounts.import_resume");
            let before = run.app.now() - TimeDelta::minutes(5);
            run.app.transact(&actor, |work| async move { actions::resume(&work, before).await }).await?;
            Ok(())
        })
    },
};

async fn get_on(run: &JobRun) -> base::Result<()> {
    let id = run.payload().get("import").and_then(Value::as_str).and_then(|i| i.parse::<ImportId>().ok());
    let Some(id) = id else { return Err(base::Fault::plain("a job that names no import").into()) };
    match drive::drive(&run.app, id, Some(run.job.id), &mut |_| {}).await {
        // Another worker has it, or a person has taken it elsewhere.
        Err(e) if matches!(e.kind(), Some(base::Kind::Conflict | base::Kind::Stale)) && run.job.attempts >= run.job.max_attempts => Ok(()),
        Err(e) if run.job.attempts >= run.job.max_attempts => {
            let why = e.to_string();
            let why = why.as_str();
            let actor = run.app.system("accounts.import");
            run.app.transact(&actor, |work| async move { actions::fail(&work, id, why).await }).await?;
            Err(e)
        }
        Err(e) => Err(e),
        Ok(_) => Ok(()),
    }
}
