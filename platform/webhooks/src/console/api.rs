//! The audit record and the jobs over the API.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base::{AuditId, FieldError, Instant, Invalid, JobId, PartnerId, UserId};
use chrono::Utc;
use http::StatusCode;
use jobs::{Filter, JobState};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use web::{ApiPage, ApiRoutes, App, Failed, Gate, Me, PageQuery, Path, Query};
use work::Permission;

use super::export::may_read;
use super::filter::Asked;

pub(super) fn routes() -> ApiRoutes {
    let manage = Gate::May(Permission::JobManage);
    ApiRoutes::new()
        .add(Gate::May(Permission::AuditRead), routes!(list_audit))
        .add(Gate::May(Permission::JobRead), routes!(list_jobs))
        .add(manage, routes!(retry_job))
        .add(manage, routes!(cancel_job))
        .merge(super::fact_api::routes())
}

/// One audit record.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditRecord {
    /// Its id.
    #[schema(value_type = String, example = "aud_01kw5x4e8fe7gv3d5q0qk2zj9n")]
    id: AuditId,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
    /// `staff`, `member`, `system` or `anonymous`.
    actor_kind: String,
    /// Who, if a person.
    #[schema(value_type = Option<String>)]
    actor: Option<UserId>,
    /// The name at that time.
    actor_name: String,
    /// On behalf of whom.
    #[schema(value_type = Option<String>)]
    on_behalf_of: Option<UserId>,
    /// From where.
    address: Option<String>,
    /// In which request.
    request: Option<String>,
    /// What was done.
    action: String,
    /// To what sort of thing.
    subject_kind: String,
    /// To which.
    #[schema(value_type = Option<String>, format = Uuid)]
    subject: Option<uuid::Uuid>,
    /// Of which partner.
    #[schema(value_type = Option<String>)]
    partner: Option<PartnerId>,
    /// Why.
    reason: Option<String>,
    /// The state before.
    #[schema(value_type = Option<Object>)]
    before: Option<serde_json::Value>,
    /// The state after.
    #[schema(value_type = Option<Object>)]
    after: Option<serde_json::Value>,
}

impl From<audit::Record> for AuditRecord {
    fn from(r: audit::Record) -> Self {
        Self {
            id: r.id,
            at: r.at,
            actor_kind: r.actor_kind,
            actor: r.actor,
            actor_name: r.actor_name,
            on_behalf_of: r.on_behalf_of,
            address: r.address,
            request: r.request,
            action: r.action,
            subject_kind: r.subject_kind,
            subject: r.subject,
            partner: r.partner,
            reason: r.reason,
            before: r.before.filter(serde_json::Value::is_object),
            after: r.after.filter(serde_json::Value::is_object),
        }
    }
}

/// Which audit records are asked for; all conditions hold together.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct AuditQuery {
    /// Actions that begin with this text, such as `deal.`.
    #[serde(default)]
    #[param(max_length = 80, pattern = "^[a-z0-9._]*$")]
    action: Option<String>,
    /// By this person.
    #[param(pattern = "^(usr_[0-7][0-9a-hjkmnp-tv-z]{25})?$")]
    actor: Option<String>,
    /// Of this partner.
    #[param(pattern = "^(ptn_[0-7][0-9a-hjkmnp-tv-z]{25})?$")]
    partner: Option<String>,
    /// About this thing, by its id.
    #[param(max_length = 60, pattern = "^([a-z]{2,10}_[0-7][0-9a-hjkmnp-tv-z]{25})?$")]
    subject: Option<String>,
    /// From this day on, in UTC.
    #[serde(default, deserialize_with = "web::given")]
    #[param(value_type = Option<String>, format = Date)]
    from: Option<String>,
    /// To the end of this day, in UTC.
    #[serde(default, deserialize_with = "web::given")]
    #[param(value_type = Option<String>, format = Date)]
    until: Option<String>,
}

/// Reads the audit record, newest first.
#[utoipa::path(get, path = "/api/v1/audit", tag = "Operation", summary = "Read the audit record", params(AuditQuery, PageQuery),
    responses((status = 200, description = "The records.", body = ApiPage<AuditRecord>)))]
async fn list_audit(
    State(app): State<App>,
    me: Me,
    Query(q): Query<AuditQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Response, Failed> {
    let work = app.read(&me.actor);
    may_read(&work)?;
    let page = page.request()?;
    // In a form an empty day is no filter; here it is not a day.
    let mut invalid = Invalid::new();
    invalid.check(q.from.as_deref() != Some(""), "from", "date");
    invalid.check(q.until.as_deref() != Some(""), "until", "date");
    invalid.finish()?;
    let asked = Asked {
        action: q.action.unwrap_or_default(),
        actor: q.actor.unwrap_or_default(),
        partner: q.partner.unwrap_or_default(),
        subject: q.subject.unwrap_or_default(),
        from: q.from.unwrap_or_default(),
        until: q.until.unwrap_or_default(),
    };
    let found = audit::list(&work.conn(), &asked.filter(&Utc)?, &page).await?;
    Ok(axum::Json(ApiPage::of(found, AuditRecord::from)).into_response())
}

/// A background job, without what it works on.
#[derive(Debug, Serialize, ToSchema)]
pub struct Job {
    /// Its id.
    #[schema(value_type = String, example = "job_01kw5x4e8fe7gv3d5q0qk2zj9n")]
    id: JobId,
    /// What it does.
    kind: String,
    /// `ready`, `running`, `done`, `failed` or `cancelled`.
    state: &'static str,
    /// Not before this moment.
    #[schema(value_type = String, format = DateTime)]
    run_at: Instant,
    /// How often it was tried.
    attempts: i64,
    /// How often it is tried at most.
    max_attempts: i64,
    /// What went wrong last.
    last_error: Option<String>,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    created_at: Instant,
    /// When it ended.
    #[schema(value_type = Option<String>, format = DateTime)]
    finished_at: Option<Instant>,
}

impl From<jobs::Job> for Job {
    fn from(j: jobs::Job) -> Self {
        Self {
            id: j.id,
            kind: j.kind,
            state: j.state.code(),
            run_at: j.run_at,
            attempts: j.attempts,
            max_attempts: j.max_attempts,
            last_error: j.last_error,
            created_at: j.created_at,
            finished_at: j.finished_at,
        }
    }
}

/// Which jobs are asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct JobQuery {
    /// In this state.
    #[param(pattern = "^(ready|running|done|failed|cancelled)?$")]
    state: Option<String>,
    /// Of this kind, such as `mail.send`.
    #[param(max_length = 80, pattern = "^[a-z0-9._]*$")]
    kind: Option<String>,
}

/// Lists jobs, latest first.
#[utoipa::path(get, path = "/api/v1/jobs", tag = "Operation", summary = "List jobs", params(JobQuery, PageQuery),
    responses((status = 200, description = "The jobs.", body = ApiPage<Job>)))]
async fn list_jobs(State(app): State<App>, Query(q): Query<JobQuery>, Query(page): Query<PageQuery>) -> Result<Response, Failed> {
    let page = page.request()?;
    let mut invalid = Invalid::new();
    let state = q.state.as_deref().filter(|s| !s.is_empty()).and_then(|code| {
        let state = JobState::from_code(code);
        if state.is_none() {
            invalid.push(FieldError::new("state", "choice"));
        }
        state
    });
    let kind = q.kind.filter(|k| !k.is_empty());
    let known = kind
        .as_deref()
        .is_none_or(|k| k.len() <= 80 && k.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_')));
    invalid.check(known, "kind", "choice");
    invalid.finish()?;
    let found = jobs::list(app.db().reader(), &Filter { state, kind }, &page).await?;
    Ok(axum::Json(ApiPage::of(found, Job::from)).into_response())
}

async fn read(app: &App, id: JobId) -> Result<Job, Failed> {
    let found = jobs::get(app.db().writer(), id).await?.ok_or_else(base::Error::missing)?;
    Ok(found.into())
}

/// Lets a job that failed or was cancelled run again.
#[utoipa::path(post, path = "/api/v1/jobs/{id}/attempts", tag = "Operation", summary = "Retry a job",
    params(("id" = String, Path, description = "The job.")), responses((status = 202, description = "It runs again.", body = Job)))]
async fn retry_job(State(app): State<App>, me: Me, Path(id): Path<JobId>) -> Result<Response, Failed> {
    app.transact(&me.actor, |work| async move { super::retry_job(&work, id).await }).await?;
    app.wake().notify_waiters();
    Ok((StatusCode::ACCEPTED, axum::Json(read(&app, id).await?)).into_response())
}

/// Takes a waiting job back.
#[utoipa::path(post, path = "/api/v1/jobs/{id}/cancellation", tag = "Operation", summary = "Cancel a job",
    params(("id" = String, Path, description = "The job.")), responses((status = 200, description = "It does not run.", body = Job)))]
async fn cancel_job(State(app): State<App>, me: Me, Path(id): Path<JobId>) -> Result<Response, Failed> {
    app.transact(&me.actor, |work| async move { super::cancel_job(&work, id).await }).await?;
    Ok((StatusCode::OK, axum::Json(read(&app, id).await?)).into_response())
}
