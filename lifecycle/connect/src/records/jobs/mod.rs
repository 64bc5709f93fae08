//! Speaking with the other side: one record at a time, and looking for what changed there.

mod talk;

pub(crate) use talk::{Plan, plan, talk};

use std::time::Duration;

use base::{Fault, Result};
use chrono::TimeDelta;
use web::{App, JobKind, JobRun};

use super::actions::{self, SYNC};
use super::model::Outcome;
use super::rules;
use crate::connections::actions as connections;
use crate::connections::model::{Connection, ConnectionState};
use crate::contract::model::Trouble;
use crate::drivers::driver;
use crate::secrets;

/// How many pages of changes one look reads.
const PAGES: usize = 20;
/// How long all calls about one record may take; shorter than a worker has the record.
const PATIENCE: Duration = Duration::from_secs(90);

/// Every job of the records.
pub(crate) fn all() -> Vec<JobKind> {
    vec![
        JobKind { name: SYNC, cron: None, run: |run| Box::pin(sync(run)) },
        JobKind { name: "connect.pull", cron: Some("* * * * *"), run: |run| Box::pin(pull(run)) },
        JobKind { name: "connect.forget", cron: Some("40 3 * * *"), run: |run| Box::pin(forget(run)) },
    ]
}

/// Brings one record up to date: a transaction takes it, calls are made, a transaction notes what came of them.
///
/// Whoever is killed in between leaves the record taken for a while; the next look finds what was done.
async fn sync(run: &JobRun) -> Result<()> {
    let app = &run.app;
    let id = actions::record_of(run.payload()).ok_or_else(|| Fault::plain("a job to sync names no record"))?;
    let actor = app.system(SYNC);
    let claimed = app
        .transact(&actor, |work| async move {
            let claimed = actions::claim(&work, id).await?;
            if claimed.is_none() {
                run.finish(&work).await?;
            }
            Ok(claimed)
        })
        .await?;
    let Some(claim) = &claimed else { return Ok(()) };
    let driver = driver(secrets::target(app, &claim.connection)?);
    let link = app.url(&format!("/deals/{}", claim.mirror.deal));
    let outcome = match tokio::time::timeout(PATIENCE, talk(driver.as_ref(), claim, &link)).await {
        Ok(outcome) => outcome,
        Err(_) => Outcome::Trouble(Trouble::Unavailable("no answer in time".to_owned())),
    };
    let system = claim.connection.system.code();
    metrics::counter!("connection_records_total", "system" => system, "outcome" => word(&outcome)).increment(1);
    let outcome = &outcome;
    app.transact(&actor, |work| async move {
        actions::note(&work, claim, outcome).await?;
        run.finish(&work).await
    })
    .await
}

fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Done(_) => "done",
        Outcome::Gone => "gone",
        Outcome::Trouble(Trouble::RateLimited(_)) => "limited",
        Outcome::Trouble(Trouble::Refused { .. }) => "refused",
        Outcome::Trouble(Trouble::Denied(_)) => "denied",
        Outcome::Trouble(Trouble::Unavailable(_)) => "unavailable",
    }
}

/// Looks on every connection for what changed there, and for records that were left behind here.
async fn pull(run: &JobRun) -> Result<()> {
    let app = &run.app;
    let actor = app.system("connect.pull");
    app.transact(&actor, |work| async move { actions::overdue(&work).await }).await?;
    let now = app.now();
    for connection in connections::all(&app.read(&actor)).await? {
        let rests = connection.pulse.limited_until.is_some_and(|until| until > now);
        let told = connections::find_hook(&app.read(&actor), connection.id).await?.and_then(|h| h.heard_at);
        let early = connection.pulse.pulled_at.is_some_and(|at| at + rules::pace(told, now) > now);
        if connection.state == ConnectionState::Active && !rests && !early {
            // One that fails does not keep the others from being looked at.
            if let Err(e) = pull_one(app, connection).await {
                tracing::error!(error = %e, "looking for changes on a connection failed");
            }
        }
    }
    Ok(())
}

async fn pull_one(app: &App, connection: Connection) -> Result<()> {
    let actor = app.system("connect.pull");
    let connection = &connection;
    let driver = driver(secrets::target(app, connection)?);
    let mut from = connection.pulse.cursor.clone();
    for _ in 0..PAGES {
        match driver.changes(from.as_deref()).await {
            Ok(page) => {
                let (page, at) = (&page, from.as_deref());
                app.transact(&actor, |work| async move { actions::heard(&work, connection, page, at).await }).await?;
                if !page.more {
                    return Ok(());
                }
                from = Some(page.cursor.clone());
            }
            Err(trouble) => {
                let trouble = &trouble;
                return app
                    .transact(&actor, |work| async move { connections::note_bad(&work, connection, trouble).await.map(|_| ()) })
                    .await;
            }
        }
    }
    Ok(())
}

/// Forgets what was done with records a year ago.
async fn forget(run: &JobRun) -> Result<()> {
    let app = &run.app;
    let actor = app.system("connect.forget");
    app.transact(&actor, |work| async move { actions::prune(&work, work.after(-TimeDelta::days(365))).await }).await
}
