//! All SQL of the jobs.

use std::str::FromStr;

use base::{Cursor, Fault, Instant, JobId, Page, PageRequest, Result};
use chrono::TimeDelta;
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, ExprTrait as _, LockBehavior, LockType, OnConflict, Query};
use sea_orm::{Condition, ConnectionTrait, Order, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::{Job, JobState, NewJob, backoff};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "job")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub kind: String,
    pub payload: Json,
    pub state: String,
    pub run_at: DateTimeUtc,
    pub created_at: DateTimeUtc,
    pub attempts: i64,
    pub max_attempts: i64,
    pub done: i64,
    pub total: i64,
    pub unique_key: Option<String>,
    pub locked_by: Option<String>,
    pub last_error: Option<String>,
    pub locked_until: Option<DateTimeUtc>,
    pub finished_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn job(m: Model) -> Result<Job> {
    let state = JobState::from_code(&m.state).ok_or_else(|| Fault::plain(format!("job.state of {} is {:?}", m.id, m.state)))?;
    Ok(Job {
        id: m.id.into(),
        kind: m.kind,
        payload: m.payload,
        state,
        run_at: m.run_at,
        attempts: m.attempts,
        max_attempts: m.max_attempts,
        last_error: m.last_error,
        created_at: m.created_at,
        finished_at: m.finished_at,
        done: m.done,
        total: m.total,
    })
}

/// Writes jobs inside the caller's transaction; one whose unique key is taken is left out.
pub async fn enqueue(conn: &impl ConnectionTrait, jobs: Vec<NewJob>, now: Instant) -> Result<()> {
    if jobs.is_empty() {
        return Ok(());
    }
    let rows = jobs.into_iter().map(|j| {
        let row: ActiveModel = Model {
            id: j.id.uuid(),
            kind: j.kind,
            payload: j.payload,
            state: JobState::Ready.code().to_owned(),
            run_at: j.run_at,
            created_at: now,
            attempts: 0,
            max_attempts: j.max_attempts,
            done: 0,
            total: 0,
            unique_key: j.unique_key,
            locked_by: None,
            last_error: None,
            locked_until: None,
            finished_at: None,
        }
        .into();
        row.reset_all()
    });
    let conflict = OnConflict::column(Column::UniqueKey).do_nothing().to_owned();
    Entity::insert_many(rows).on_conflict(conflict).exec_without_returning(conn).await.broken("writing jobs")?;
    Ok(())
}

/// Whether any job waits to be claimed.
pub async fn any_due(conn: &impl ConnectionTrait, now: Instant) -> Result<bool> {
    let due = Entity::find().filter(due(now)).limit(1).select_only().column(Column::Id).into_tuple::<Uuid>();
    Ok(due.one(conn).await.broken("looking for jobs")?.is_some())
}

fn due(now: Instant) -> Condition {
    Condition::any()
        .add(Column::State.eq("ready").and(Column::RunAt.lte(now)))
        .add(Column::State.eq("running").and(Column::LockedUntil.lt(now)))
}

/// Claims up to `n` jobs whose time has come, for `lease`; a dead worker's jobs come back this way.
pub async fn claim(conn: &impl ConnectionTrait, worker: &str, n: u64, now: Instant, lease: TimeDelta) -> Result<Vec<Job>> {
    let pick = Query::select()
        .column(Column::Id)
        .from(Entity)
        .cond_where(due(now))
        .order_by(Column::RunAt, Order::Asc)
        .limit(n)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .to_owned();
    let rows = Entity::update_many()
        .col_expr(Column::State, Expr::value("running"))
        .col_expr(Column::LockedBy, Expr::value(worker))
        .col_expr(Column::LockedUntil, Expr::value(now + lease))
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .filter(Column::Id.in_subquery(pick))
        .exec_with_returning(conn)
        .await
        .broken("claiming jobs")?;
    rows.into_iter().map(job).collect()
}

/// Marks a job done; in the transaction of its effect, if the effect is in the database.
///
/// Refused with a fault when the job is no longer running, for instance because the claim ended and
/// another worker did it: the transaction must then roll back.
pub async fn finish(conn: &impl ConnectionTrait, id: JobId, now: Instant) -> Result<()> {
    let done = Entity::update_many()
        .col_expr(Column::State, Expr::value("done"))
        .col_expr(Column::FinishedAt, Expr::value(now))
        .col_expr(Column::UniqueKey, Expr::value(Option::<String>::None))
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::State.eq("running"))
        .exec(conn)
        .await
        .broken("finishing a job")?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Fault::plain(format!("job {id} is no longer running")).into()) }
}

/// Notes a failed attempt: tried again later, or given up.
pub async fn fail(conn: &impl ConnectionTrait, job: &Job, error: &str, now: Instant) -> Result<JobState> {
    let state = if job.attempts >= job.max_attempts { JobState::Failed } else { JobState::Ready };
    let mut update = Entity::update_many()
        .col_expr(Column::State, Expr::value(state.code()))
        .col_expr(Column::LastError, Expr::value(error.chars().take(2000).collect::<String>()))
        .col_expr(Column::RunAt, Expr::value(now + backoff(job.attempts, job.id)));
    if state == JobState::Failed {
        update = update.col_expr(Column::FinishedAt, Expr::value(now)).col_expr(Column::UniqueKey, Expr::value(Option::<String>::None));
    }
    update.filter(Column::Id.eq(job.id.uuid())).filter(Column::State.eq("running")).exec(conn).await.broken("noting a failed job")?;
    Ok(state)
}

/// Notes how far a job is and holds on to it for another `lease`.
pub async fn progress(conn: &impl ConnectionTrait, id: JobId, done: i64, total: i64, until: Instant) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Done, Expr::value(done))
        .col_expr(Column::Total, Expr::value(total))
        .col_expr(Column::LockedUntil, Expr::value(until))
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::State.eq("running"))
        .exec(conn)
        .await
        .broken("noting a job's progress")?;
    Ok(())
}

async fn set(conn: &impl ConnectionTrait, id: JobId, from: &[&str], to: JobState, run_at: Instant) -> Result<bool> {
    let done = Entity::update_many()
        .col_expr(Column::State, Expr::value(to.code()))
        .col_expr(Column::RunAt, Expr::value(run_at))
        .col_expr(Column::Attempts, Expr::value(0))
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::State.is_in(from.iter().copied()))
        .exec(conn)
        .await
        .broken("changing a job")?;
    Ok(done.rows_affected == 1)
}

/// Lets a failed or cancelled job run again; false when it is in neither state.
pub async fn retry(conn: &impl ConnectionTrait, id: JobId, now: Instant) -> Result<bool> {
    set(conn, id, &["failed", "cancelled"], JobState::Ready, now).await
}

/// Takes a waiting job back; false when it is not waiting.
pub async fn cancel(conn: &impl ConnectionTrait, id: JobId, now: Instant) -> Result<bool> {
    set(conn, id, &["ready"], JobState::Cancelled, now).await
}

/// One job.
pub async fn get(conn: &impl ConnectionTrait, id: JobId) -> Result<Option<Job>> {
    Entity::find_by_id(id.uuid()).one(conn).await.broken("reading a job")?.map(job).transpose()
}

/// Which jobs are asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// In this state.
    pub state: Option<JobState>,
    /// Of this kind.
    pub kind: Option<String>,
}

/// Jobs, latest first.
pub async fn list(conn: &impl ConnectionTrait, filter: &Filter, page: &PageRequest) -> Result<Page<Job>> {
    let mut all = Condition::all();
    if let Some(state) = filter.state {
        all = all.add(Column::State.eq(state.code()));
    }
    if let Some(kind) = filter.kind.as_deref().filter(|k| !k.is_empty()) {
        all = all.add(Column::Kind.eq(kind));
    }
    if let Some((at, id)) = page.after.as_ref().and_then(|c| Some((c.instant()?, c.id))) {
        all = all.add(Column::CreatedAt.lt(at).or(Column::CreatedAt.eq(at).and(Column::Id.lt(id))));
    }
    let find = Entity::find().filter(all).order_by_desc(Column::CreatedAt).order_by_desc(Column::Id).limit(page.limit + 1);
    let jobs: Result<Vec<Job>> = find.all(conn).await.broken("reading jobs")?.into_iter().map(job).collect();
    Ok(Page::from_rows(jobs?, page.limit, |j| Cursor::at(j.created_at, j.id)))
}

/// How many jobs are in each state.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// State and count, in the order of [`JobState::ALL`].
    pub by_state: Vec<(JobState, i64)>,
}

/// Counts jobs by state.
pub async fn counts(conn: &impl ConnectionTrait) -> Result<Counts> {
    let rows: Vec<(String, i64)> = Entity::find()
        .select_only()
        .column(Column::State)
        .column_as(Column::Id.count(), "n")
        .group_by(Column::State)
        .into_tuple()
        .all(conn)
        .await
        .broken("counting jobs")?;
    let of = |s: JobState| rows.iter().find(|r| r.0 == s.code()).map_or(0, |r| r.1);
    Ok(Counts { by_state: JobState::ALL.map(|s| (s, of(s))).to_vec() })
}

/// Removes jobs that ended before a moment.
pub async fn prune(conn: &impl ConnectionTrait, before: Instant) -> Result<u64> {
    let gone = Entity::delete_many()
        .filter(Column::State.is_in(["done", "cancelled"]))
        .filter(Column::FinishedAt.lt(before))
        .exec(conn)
        .await
        .broken("removing old jobs")?;
    Ok(gone.rows_affected)
}

/// The next moment of a cron expression (UTC) after a moment.
pub fn next_run(cron: &str, after: Instant) -> Result<Instant> {
    let cron = croner::Cron::from_str(cron).map_err(|e| Fault::new(format!("reading the schedule {cron:?}"), e))?;
    let next = cron.find_next_occurrence(&after, false).map_err(|e| Fault::new("finding a schedule's next run", e))?;
    Ok(next)
}

/// Enqueues the jobs of schedules whose time has come; the row of the schedule is the lock.
///
/// `schedules` are kind and cron; `new_id` makes ids. A run that was missed is made up for once.
pub async fn schedule(
    conn: &impl ConnectionTrait,
    schedules: &[(&str, &str)],
    now: Instant,
    mut new_id: impl FnMut() -> JobId,
) -> Result<u64> {
    let mut added = 0;
    for (kind, cron) in schedules {
        let find = Query::select()
            .columns([Alias::new("next_at"), Alias::new("cron")])
            .from(Alias::new("job_schedule"))
            .and_where(Expr::col(Alias::new("kind")).eq(*kind))
            .lock(LockType::Update)
            .to_owned();
        let row = conn.query_one(&find).await.broken("reading a schedule")?;
        let due = match &row {
            Some(r) => {
                let next: Instant = r.try_get("", "next_at").broken("reading a schedule")?;
                let known: String = r.try_get("", "cron").broken("reading a schedule")?;
                if known == *cron && next > now {
                    continue;
                }
                known == *cron
            }
            None => false,
        };
        if due {
            let job = NewJob {
                id: new_id(),
                kind: (*kind).to_owned(),
                payload: Json::Null,
                run_at: now,
                max_attempts: 5,
                unique_key: Some(format!("schedule:{kind}")),
            };
            enqueue(conn, vec![job], now).await?;
            added += 1;
        }
        let next = next_run(cron, now)?;
        let upsert = Query::insert()
            .into_table(Alias::new("job_schedule"))
            .columns(["kind", "cron", "next_at"].map(Alias::new))
            .values_panic([Expr::value(*kind), Expr::value(*cron), Expr::value(next)])
            .on_conflict(OnConflict::column(Alias::new("kind")).update_columns([Alias::new("cron"), Alias::new("next_at")]).to_owned())
            .to_owned();
        conn.execute(&upsert).await.broken("writing a schedule")?;
    }
    Ok(added)
}

/// A sort of job that runs by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheduled {
    /// Which handler does it.
    pub kind: String,
    /// When: a cron expression in UTC.
    pub cron: String,
    /// When next.
    pub next_at: Instant,
}

/// What runs by itself, the next first.
pub async fn scheduled(conn: &impl ConnectionTrait) -> Result<Vec<Scheduled>> {
    let doing = "reading the schedules";
    let select = Query::select()
        .columns(["kind", "cron", "next_at"].map(Alias::new))
        .from(Alias::new("job_schedule"))
        .order_by(Alias::new("next_at"), Order::Asc)
        .to_owned();
    let mut out = Vec::new();
    for row in conn.query_all(&select).await.broken(doing)? {
        let kind = row.try_get("", "kind").broken(doing)?;
        let cron = row.try_get("", "cron").broken(doing)?;
        out.push(Scheduled { kind, cron, next_at: row.try_get("", "next_at").broken(doing)? });
    }
    Ok(out)
}
