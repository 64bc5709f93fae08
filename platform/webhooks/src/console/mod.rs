//! The console's view of the machinery: the audit record and the jobs.
//!
//! **Invariants**
//! - An export of the audit record is itself in the audit record, with its filters.
//! - No cell of an export is a formula to a spreadsheet.
//! - A fact that was set aside is done again in one transaction with its leaving the list.

mod api;
mod audit_pages;
pub(crate) mod export;
mod fact_api;
mod filter;
mod job_pages;

use base::{EventId, JobId, Kind, Result, refuse};
use serde_json::json;
use web::{ApiRoutes, App, Routes};
use work::{Actor, Entry, Permission, Resource, Work};

pub(crate) fn routes() -> Routes {
    audit_pages::routes().merge(job_pages::routes())
}

pub(crate) fn api_routes() -> ApiRoutes {
    api::routes()
}

fn may_manage(work: &Work) -> Result<()> {
    work.may(Permission::JobManage, &Resource::general("job"))
}

fn wrong_state() -> base::Error {
    refuse("job.state", Kind::Conflict)
}

/// Lets a job that failed or was cancelled run again.
pub(crate) async fn retry_job(work: &Work, id: JobId) -> Result<()> {
    may_manage(work)?;
    let job = jobs::get(&work.conn(), id).await?.ok_or_else(base::Error::missing)?;
    if !jobs::retry(&work.conn(), id, work.now()).await? {
        return Err(wrong_state());
    }
    work.audit(Entry::new("job.retried", "job", id).after(json!({ "kind": job.kind })));
    Ok(())
}

/// Takes a waiting job back.
pub(crate) async fn cancel_job(work: &Work, id: JobId) -> Result<()> {
    may_manage(work)?;
    let job = jobs::get(&work.conn(), id).await?.ok_or_else(base::Error::missing)?;
    if !jobs::cancel(&work.conn(), id, work.now()).await? {
        return Err(wrong_state());
    }
    work.audit(Entry::new("job.cancelled", "job", id).after(json!({ "kind": job.kind })));
    Ok(())
}

/// Lets a listener do a fact again that was set aside for it.
pub(crate) async fn retry_fact(app: &App, by: &Actor, consumer: &str, event: EventId) -> Result<()> {
    may_manage(&app.read(by))?;
    let listener = app.listeners().iter().find(|l| l.name == consumer).ok_or_else(base::Error::missing)?;
    // The listener works as the deployment, as it does when the fact comes to it in line.
    let system = Actor { on_behalf_of: by.user, address: by.address, request: by.request.clone(), ..app.system(listener.name) };
    app.transact(&system, |work| async move {
        let fact = outbox::revive(&work.conn(), consumer, event).await?.ok_or_else(base::Error::missing)?;
        (listener.run)(&work, &fact).await?;
        work.audit(Entry::new("fact.retried", "event", event).after(json!({ "listener": consumer, "kind": fact.kind })));
        Ok(())
    })
    .await
}
