//! What is done with mappings in the background.

use base::{AccountMapId, AccountMapListId, Fault};
use serde_json::Value;
use web::{JobKind, JobRun};

use super::{actions, rules};
use crate::accounts;

/// Compares the lists of a mapping.
pub(crate) const COMPARE: JobKind =
    JobKind { name: actions::COMPARE_JOB, cron: None, run: |run| Box::pin(async move { compare(run).await }) };

/// Takes a list from the accounts.
pub(crate) const FILL: JobKind = JobKind { name: actions::FILL_JOB, cron: None, run: |run| Box::pin(async move { fill(run).await }) };

/// Ends requests for introductions that nobody answered in time.
pub(crate) const LAPSE: JobKind =
    JobKind { name: actions::LAPSE_JOB, cron: Some("25 * * * *"), run: |run| Box::pin(async move { lapse(run).await }) };

async fn lapse(run: &JobRun) -> base::Result<()> {
    let actor = run.app.system(actions::LAPSE_JOB);
    while run.app.transact(&actor, |work| async move { actions::introduce::lapse(&work).await }).await? {}
    Ok(())
}

async fn compare(run: &JobRun) -> base::Result<()> {
    let id: Option<AccountMapId> = run.payload().get("mapping").and_then(Value::as_str).and_then(|id| id.parse().ok());
    let Some(id) = id else { return Err(Fault::plain("a job that names no mapping").into()) };
    let actor = run.app.system(actions::COMPARE_JOB);
    while run.app.transact(&actor, |work| async move { actions::compare::step(&work, id).await }).await? {}
    Ok(())
}

async fn fill(run: &JobRun) -> base::Result<()> {
    let id: Option<AccountMapListId> = run.payload().get("list").and_then(Value::as_str).and_then(|id| id.parse().ok());
    let Some(id) = id else { return Err(Fault::plain("a job that names no list").into()) };
    let actor = run.app.system(actions::FILL_JOB);
    let Some(stage) = actions::lists::to_fill(&run.app.read(&actor), id).await? else { return Ok(()) };
    let (mut companies, mut after) = (Vec::new(), None);
    loop {
        let found = accounts::actions::after(&run.app.read(&actor), after, 1000).await?;
        let Some(last) = found.last() else { break };
        after = Some(last.id);
        companies.extend(actions::lists::at_stage(&found, &stage));
        if companies.len() >= rules::MOST {
            companies.truncate(rules::MOST);
            break;
        }
    }
    let companies = &companies;
    run.app.transact(&actor, |work| async move { actions::lists::fill(&work, id, companies).await }).await
}
