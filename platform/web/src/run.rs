//! The engine room: numbering facts, listeners, jobs and schedules.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use base::{JobId, Result};
use chrono::TimeDelta;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::live::Change;
use crate::{App, JobKind, JobRun, Listener};

/// How long facts gather before listeners hear of them, so that under load one commit does for several.
const GATHER: Duration = Duration::from_millis(40);
/// How often a listener is tried with one fact before the fact is set aside.
const LISTENER_ATTEMPTS: u32 = 8;
const LEASE: TimeDelta = TimeDelta::seconds(120);

/// The jobs of the web kit itself.
pub(crate) fn own_jobs() -> impl Iterator<Item = JobKind> {
    let prune = JobKind {
        name: "web.prune",
        cron: Some("17 3 * * *"),
        run: |run| {
            Box::pin(async move {
                let now = run.app.now();
                crate::idempotency::prune(run.app.db(), now - TimeDelta::days(3)).await?;
                let actor = run.app.system("web.prune");
                run.app.transact(&actor, |work| async move { jobs::prune(&work.conn(), work.now() - TimeDelta::days(14)).await }).await?;
                Ok(())
            })
        },
    };
    let sign = JobKind { name: "audit.sign", cron: Some("*/5 * * * *"), run: |run| Box::pin(async move { sign_heads(&run.app).await }) };
    [prune, sign].into_iter()
}

/// Signs the ends of the audit chains and keeps them in the data folder, apart from the database.
pub async fn sign_heads(app: &App) -> Result<()> {
    let heads = audit::heads(app.db().reader()).await?;
    keeper(app)?.sign(app.now(), heads).map_err(|e| base::Fault::new("signing the audit heads", e))?;
    Ok(())
}

/// The keeper of the signed heads.
pub fn keeper(app: &App) -> Result<audit::Keeper> {
    let dir = app.settings().data_dir.join("keys");
    Ok(audit::Keeper::open(&dir, || app.ids().random()).map_err(|e| base::Fault::new("opening the audit keys", e))?)
}

/// The running engine.
pub struct Running {
    stop: CancellationToken,
    tasks: Vec<JoinHandle<()>>,
}

impl Running {
    /// Stops taking new work and waits for what is under way.
    pub async fn stop(self) {
        self.stop.cancel();
        for task in self.tasks {
            let _ = tokio::time::timeout(Duration::from_secs(20), task).await;
        }
    }
}

/// Starts listeners, workers and schedules.
pub fn start(app: &App) -> Running {
    let stop = CancellationToken::new();
    let tasks = vec![
        tokio::spawn(forever(app.clone(), stop.clone(), Duration::from_millis(700), |app| Box::pin(async move { facts(&app).await }))),
        tokio::spawn(workers(app.clone(), stop.clone())),
        tokio::spawn(timetable(app.clone(), stop.clone())),
        tokio::spawn(broadcast(app.clone(), stop.clone())),
    ];
    Running { stop, tasks }
}

async fn forever(app: App, stop: CancellationToken, poll: Duration, step: fn(App) -> crate::Boxed<'static, Result<bool>>) {
    let wake = app.wake().clone();
    loop {
        let woken = wake.notified();
        match step(app.clone()).await {
            // There may be more: only a breath, in which the next facts gather.
            Ok(true) => {
                tokio::time::sleep(GATHER).await;
                continue;
            }
            Ok(false) => {}
            Err(e) => tracing::error!(error = %e, "the engine stumbled"),
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = woken => tokio::time::sleep(GATHER).await,
            () = tokio::time::sleep(poll) => {}
        }
    }
}

/// One round over the outbox; true when there may be more.
async fn facts(app: &App) -> Result<bool> {
    let mut more = outbox::sequence(app.db()).await? > 0;
    let head = outbox::head(app.db().reader()).await?;
    let waiting = app.looked().waiting(app.listeners(), head);
    let Some(from) = waiting.iter().map(|w| w.looked).min() else { return Ok(more) };
    let fresh = outbox::page_after(app.db().reader(), from, &[], LOOK_AHEAD).await?;
    let whole = u64::try_from(fresh.len()).unwrap_or(LOOK_AHEAD) < LOOK_AHEAD;
    for Waiting { listener, looked, asked } in waiting {
        let concerns =
            |e: &outbox::Envelope| e.seq > Some(looked) && (listener.kinds.is_empty() || listener.kinds.contains(&e.kind.as_str()));
        // A listener that nothing concerns is asked now and then all the same, so that its cursor moves.
        if whole && looked > 0 && head - asked <= CURSOR_SLACK && !fresh.iter().any(concerns) {
            app.looked().passed(listener.name, head);
            continue;
        }
        match listen(app, listener, 100).await {
            Ok((n, up_to)) => {
                more |= n > 0;
                if let Some(up_to) = up_to {
                    app.looked().done(listener.name, up_to);
                }
            }
            Err(e) => tracing::error!(listener = listener.name, error = %e, "a listener stumbled"),
        }
    }
    Ok(more)
}

/// How many facts one round looks at to see whom they concern.
const LOOK_AHEAD: u64 = 100;
/// How far a cursor may stay behind the head when nothing concerns its listener.
const CURSOR_SLACK: i64 = 200;

/// How far each listener of this process has looked, so that a round without news asks nothing.
///
/// The cursors in the database say what is done; this only saves looking twice.
#[derive(Debug, Default)]
pub(crate) struct Looked(Mutex<HashMap<&'static str, (i64, i64)>>);

struct Waiting<'a> {
    listener: &'a Listener,
    looked: i64,
    asked: i64,
}

impl Looked {
    fn waiting<'a>(&self, listeners: &'a [Listener], head: i64) -> Vec<Waiting<'a>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let all = listeners.iter().map(|listener| {
            let (looked, asked) = known.get(listener.name).copied().unwrap_or_default();
            Waiting { listener, looked, asked }
        });
        all.filter(|w| w.looked < head).collect()
    }

    fn passed(&self, name: &'static str, head: i64) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(name).or_default().0 = head;
    }

    fn done(&self, name: &'static str, head: i64) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name, (head, head));
    }
}

/// How many facts a listener does in one transaction: few enough that nobody waits long for the
/// writer of the embedded database, enough that not every fact costs a commit.
const TOGETHER: u64 = 10;
/// The same for a listener that is far behind, as after a large import: it is late already, and has to catch up.
const CATCHING_UP: u64 = 50;
/// So many facts behind is far.
const FAR_BEHIND: i64 = 2_000;

/// Lets one listener do up to `limit` facts; returns how many, and how far it is when nothing is left.
async fn listen(app: &App, listener: &Listener, limit: usize) -> Result<(usize, Option<i64>)> {
    let (mut n, mut batch) = (0, TOGETHER);
    while n < limit {
        let (at, events, head) = outbox::next_after(app.db(), listener.name, listener.kinds, batch).await?;
        let all = u64::try_from(events.len()).is_ok_and(|n| n < batch);
        batch = if head - at > FAR_BEHIND { CATCHING_UP } else { TOGETHER };
        match events.as_slice() {
            [] => {
                // Nothing for this listener up to the head: move the cursor, so that its lag says so.
                if head - at > CURSOR_SLACK {
                    let actor = app.system(listener.name);
                    app.transact(&actor, |work| async move { outbox::advance_cursor(&work.conn(), listener.name, head, work.now()).await })
                        .await?;
                }
                return Ok((n, Some(head)));
            }
            [event] => alone(app, listener, event).await?,
            several => {
                if let Err(e) = together(app, listener, several).await {
                    // One of them fails: each by itself, so that it holds up none of the others.
                    tracing::debug!(listener = listener.name, error = %e, "facts are done one by one");
                    for event in several {
                        alone(app, listener, event).await?;
                    }
                }
            }
        }
        n += events.len();
        if all {
            // There was nothing else up to the head when they were read.
            return Ok((n, Some(head)));
        }
    }
    Ok((n, None))
}

/// What a listener does for facts in a row, with the cursor, in the caller's transaction.
async fn run_in_order(work: &work::Work, listener: &Listener, events: &[outbox::Envelope]) -> Result<()> {
    // Another node may have done some of them since they were read.
    let done = outbox::cursor(&work.conn(), listener.name).await?.unwrap_or(0);
    let mut at = done;
    for event in events.iter().filter(|e| e.seq.unwrap_or(0) > done) {
        (listener.run)(work, event).await?;
        at = event.seq.unwrap_or(at);
    }
    if at > done { outbox::advance_cursor(&work.conn(), listener.name, at, work.now()).await } else { Ok(()) }
}

/// Several facts in one transaction: all of them, or none.
async fn together(app: &App, listener: &Listener, events: &[outbox::Envelope]) -> Result<()> {
    app.transact(&app.system(listener.name), |work| async move { run_in_order(&work, listener, events).await }).await
}

/// One fact in a transaction of its own; one that fails again and again is set aside.
async fn alone(app: &App, listener: &Listener, event: &outbox::Envelope) -> Result<()> {
    let actor = app.system(listener.name);
    let one = std::slice::from_ref(event);
    let mut attempt = 0;
    loop {
        attempt += 1;
        match app.transact(&actor, |work| async move { run_in_order(&work, listener, one).await }).await {
            Ok(()) => return Ok(()),
            Err(e) if attempt < LISTENER_ATTEMPTS => {
                tracing::warn!(listener = listener.name, event.kind = %event.kind, attempt, error = %e, "a listener failed; trying again");
                tokio::time::sleep(Duration::from_millis(20 << attempt)).await;
            }
            Err(e) => {
                tracing::error!(listener = listener.name, event.kind = %event.kind, error = %e, "a fact was set aside");
                let error = &e.to_string();
                let seq = event.seq.unwrap_or(0);
                return app
                    .transact(&actor, |work| async move {
                        let dead =
                            outbox::Dead { consumer: listener.name.to_owned(), event: event.id, seq, error: error.clone(), at: work.now() };
                        outbox::bury(&work.conn(), &dead).await?;
                        outbox::advance_cursor(&work.conn(), listener.name, seq, work.now()).await
                    })
                    .await;
            }
        }
    }
}

/// Looks at the schedules every few seconds; only time makes one due, so nothing else wakes it.
async fn timetable(app: App, stop: CancellationToken) {
    loop {
        if let Err(e) = schedules(&app).await {
            tracing::error!(error = %e, "looking at the schedules failed");
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(Duration::from_secs(10)) => {}
        }
    }
}

/// Enqueues what the schedules ask for; returns how many.
async fn schedules(app: &App) -> Result<u64> {
    // Most looks find nothing due, and a look needs no writer.
    let (known, now) = (jobs::scheduled(app.db().reader()).await?, app.now());
    let waits = |kind: &str, cron: &str| known.iter().any(|s| s.kind == kind && s.cron == cron && s.next_at > now);
    let mut kinds: Vec<(&str, &str)> = app.job_kinds().filter_map(|j| j.cron.map(|c| (j.name, c))).collect();
    kinds.retain(|(kind, cron)| !waits(kind, cron));
    if kinds.is_empty() {
        return Ok(0);
    }
    kinds.sort_unstable();
    let kinds = &kinds;
    let actor = app.system("scheduler");
    let added = app
        .transact(&actor, |work| async move { jobs::schedule(&work.conn(), kinds, work.now(), || work.new_id::<JobId>()).await })
        .await?;
    if added > 0 {
        app.wake().notify_waiters();
    }
    Ok(added)
}

async fn workers(app: App, stop: CancellationToken) {
    let id: Uuid = app.ids().next(app.now());
    let name = format!("worker-{}", id.simple());
    let wake = app.wake().clone();
    loop {
        let woken = wake.notified();
        match run_some(&app, &name).await {
            Ok(n) if n > 0 && stop.is_cancelled() => return,
            Ok(n) if n > 0 => continue,
            Ok(_) => {}
            Err(e) => tracing::error!(error = %e, "claiming jobs failed"),
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = woken => {}
            () = tokio::time::sleep(Duration::from_secs(2)) => {}
        }
    }
}

async fn run_some(app: &App, worker: &str) -> Result<usize> {
    // Most rounds find nothing, and a look needs no writer.
    if !jobs::any_due(app.db().reader(), app.now()).await? {
        return Ok(0);
    }
    let actor = app.system("jobs");
    let claimed = app.transact(&actor, |work| async move { jobs::claim(&work.conn(), worker, 4, work.now(), LEASE).await }).await?;
    let n = claimed.len();
    let runs = claimed.into_iter().map(|job| run_one(app.clone(), job));
    futures::future::join_all(runs).await;
    Ok(n)
}

async fn run_one(app: App, job: jobs::Job) {
    let actor = app.system("jobs");
    let outcome = match app.job_kind(&job.kind) {
        Some(kind) => (kind.run)(&JobRun { app: app.clone(), job: job.clone() }).await,
        None => Err(base::Fault::plain(format!("no handler for jobs of kind {:?}", job.kind)).into()),
    };
    let (job, outcome) = (&job, &outcome);
    let noted = app
        .transact(&actor, |work| async move {
            match outcome {
                // A handler that finished the job in its own transaction leaves nothing to do.
                Ok(()) => {
                    let state = jobs::get(&work.conn(), job.id).await?.map(|j| j.state);
                    if state == Some(jobs::JobState::Running) { jobs::finish(&work.conn(), job.id, work.now()).await } else { Ok(()) }
                }
                Err(e) => jobs::fail(&work.conn(), job, &e.to_string(), work.now()).await.map(|_| ()),
            }
        })
        .await;
    if let Err(e) = outcome {
        tracing::warn!(job.id = %job.id, job.kind = %job.kind, attempt = job.attempts, error = %e, "a job failed");
    }
    if let Err(e) = noted {
        tracing::error!(job.id = %job.id, error = %e, "noting a job's end failed");
    }
}

/// Tells open pages of this node what has happened anywhere.
async fn broadcast(app: App, stop: CancellationToken) {
    let mut seq = outbox::head(&app.db().reader().clone()).await.unwrap_or(0);
    let wake = app.wake().clone();
    loop {
        let woken = wake.notified();
        let page = outbox::page_after(app.db().reader(), seq, &[], 200).await.unwrap_or_default();
        for event in &page {
            seq = event.seq.unwrap_or(seq);
            app.live().tell(Change { seq, kind: event.kind.clone(), subject: event.subject, partner: event.partner });
        }
        if !page.is_empty() {
            continue;
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = woken => tokio::time::sleep(Duration::from_millis(50)).await,
            () = tokio::time::sleep(Duration::from_millis(500)) => {}
        }
    }
}

/// Runs everything that is due until nothing is: for tests, the demo and one-shot commands.
pub async fn settle(app: &App) -> Result<()> {
    loop {
        let mut busy = facts(app).await?;
        busy |= run_some(app, "settle").await? > 0;
        if !busy {
            return Ok(());
        }
    }
}

/// Enqueues what the schedules ask for at this moment and settles: for tests and the demo's moved clock.
pub async fn tick(app: &App) -> Result<()> {
    schedules(app).await?;
    settle(app).await
}

/// Runs the jobs that are due, once; returns how many.
pub async fn run_jobs_once(app: &App) -> Result<usize> {
    run_some(app, "once").await
}
