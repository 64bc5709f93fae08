//! The common plan over the API: tasks, notes and shared files.

use access::Permission;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use base::{CommentId, DealId, FileId, Instant, Invalid, PartnerId, TeamTaskId, UserId};
use chrono::NaiveDate;
use http::header::ETAG;
use http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Path, Reply, etag, if_match};

use super::bodies::TeamBody;
use super::codes::TaskCode;
use crate::deals::api as deals;
use crate::teams::actions;
use crate::teams::model::{NewTask, Note, Task};

pub(super) fn routes() -> ApiRoutes {
    let (read, edit) = (Gate::May(Permission::DealRead), Gate::May(Permission::DealEdit));
    ApiRoutes::new()
        .add(edit, routes!(add_task))
        .add(edit, routes!(change_task))
        .add(edit, routes!(close_task))
        .add(edit, routes!(earlier))
        .add(read, routes!(notes))
        .add(edit, routes!(add_note))
        .add(read, routes!(file))
}

/// A task of the plan.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TeamTask)]
pub(super) struct TaskBody {
    /// Its id.
    #[schema(value_type = String)]
    id: TeamTaskId,
    /// What is to be done.
    title: String,
    /// Who does it.
    #[schema(value_type = Option<String>)]
    owner_id: Option<UserId>,
    /// That person's name.
    owner_name: String,
    /// That person's partner; absent for the vendor's people.
    #[schema(value_type = Option<String>)]
    owner_partner_id: Option<PartnerId>,
    /// By when.
    due_on: Option<NaiveDate>,
    /// Where it is.
    state: TaskCode,
    /// Who wrote it.
    by_name: String,
    /// Who finished or dropped it.
    closed_by: String,
    /// When.
    #[schema(value_type = Option<String>, format = DateTime)]
    closed_at: Option<Instant>,
    /// Which version of the task this is.
    version: i64,
}

impl From<Task> for TaskBody {
    fn from(t: Task) -> Self {
        Self {
            id: t.id,
            title: t.title,
            owner_id: t.owner,
            owner_name: t.owner_name,
            owner_partner_id: t.owner_partner,
            due_on: t.due_on,
            state: t.state.into(),
            by_name: t.by_name,
            closed_by: t.closed_by,
            closed_at: t.closed_at,
            version: t.version,
        }
    }
}

/// A task to write.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = NewTeamTask)]
#[serde(deny_unknown_fields)]
struct NewTaskBody {
    /// What is to be done.
    #[schema(min_length = 3, max_length = 200)]
    title: String,
    /// Who does it: one of the people of the team.
    #[schema(value_type = Option<String>, pattern = "^usr_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    #[serde(default)]
    owner_id: Option<UserId>,
    /// By when.
    #[serde(default)]
    due_on: Option<NaiveDate>,
}

impl NewTaskBody {
    fn read(self) -> (NewTask, Invalid) {
        (NewTask { title: self.title, owner: self.owner_id, due_on: self.due_on }, Invalid::new())
    }
}

/// A note of the team.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TeamNote)]
struct NoteBody {
    /// Its id.
    #[schema(value_type = String)]
    id: CommentId,
    /// Who wrote it.
    author_name: String,
    /// The name of the author's organization.
    organization: String,
    /// Whether only the author's own organization reads it.
    own: bool,
    /// The text, in Markdown.
    body: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
}

impl From<Note> for NoteBody {
    fn from(n: Note) -> Self {
        Self { id: n.id, author_name: n.author_name, organization: n.org, own: n.own, body: n.body, at: n.at }
    }
}

fn task_answer(status: StatusCode, task: Task) -> Response {
    (status, [(ETAG, etag(task.version))], axum::response::Json(TaskBody::from(task))).into_response()
}

/// Adds a task at the end of the plan.
#[utoipa::path(post, path = "/api/v1/deals/{id}/team/tasks", tag = "Teams", operation_id = "deal_team_tasks_create", params(("id" = String, Path, description = "The deal's id.")), request_body = NewTaskBody, responses((status = 201, description = "The task; `ETag` is its version.", body = TaskBody)))]
async fn add_task(State(app): State<App>, me: Me, Path(id): Path<DealId>, Json(body): Json<NewTaskBody>) -> Reply {
    let (new, unread) = body.read();
    let (new, unread) = (&new, &unread);
    let task = app.transact(&me.actor, |work| async move { actions::add_task(&work, id, new, unread).await }).await?;
    Ok(task_answer(StatusCode::CREATED, task))
}

/// Changes what an open task says; a member those that its own people have to do or have written.
#[utoipa::path(put, path = "/api/v1/deals/{id}/team/tasks/{task}", tag = "Teams", operation_id = "deal_team_tasks_replace", params(("id" = String, Path, description = "The deal's id."), ("task" = String, Path, description = "The task's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = NewTaskBody, responses((status = 200, description = "The task.", body = TaskBody)))]
async fn change_task(
    State(app): State<App>,
    me: Me,
    Path((id, task)): Path<(DealId, TeamTaskId)>,
    headers: HeaderMap,
    Json(body): Json<NewTaskBody>,
) -> Reply {
    let version = if_match(&headers)?;
    let (new, unread) = body.read();
    let (new, unread) = (&new, &unread);
    let task = app.transact(&me.actor, |work| async move { actions::change_task(&work, id, task, version, new, unread).await }).await?;
    Ok(task_answer(StatusCode::OK, task))
}

/// How a task ends.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TeamTaskClosure {
    /// Whether it was done; otherwise it is needed no longer.
    done: bool,
}

/// Closes an open task: it was done, or is needed no longer.
#[utoipa::path(post, path = "/api/v1/deals/{id}/team/tasks/{task}/closure", tag = "Teams", operation_id = "deal_team_task_closure_create", params(("id" = String, Path, description = "The deal's id."), ("task" = String, Path, description = "The task's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = TeamTaskClosure, responses((status = 200, description = "The task, closed.", body = TaskBody)))]
async fn close_task(
    State(app): State<App>,
    me: Me,
    Path((id, task)): Path<(DealId, TeamTaskId)>,
    headers: HeaderMap,
    Json(body): Json<TeamTaskClosure>,
) -> Reply {
    let (version, done) = (if_match(&headers)?, body.done);
    let task = app.transact(&me.actor, |work| async move { actions::close_task(&work, id, task, version, done).await }).await?;
    Ok(task_answer(StatusCode::OK, task))
}

/// Moves an open task before the open one that stands before it.
#[utoipa::path(post, path = "/api/v1/deals/{id}/team/tasks/{task}/precedence", tag = "Teams", operation_id = "deal_team_task_precedence_create", params(("id" = String, Path, description = "The deal's id."), ("task" = String, Path, description = "The task's id.")), responses((status = 200, description = "The team, with its plan in the new order.", body = TeamBody)))]
async fn earlier(State(app): State<App>, me: Me, Path((id, task)): Path<(DealId, TeamTaskId)>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::earlier(&work, id, task).await }).await?;
    Ok(super::answer(&app, &me, id).await?)
}

/// The hundred latest notes that the caller may read, newest first: the team's, and its own organization's.
#[utoipa::path(get, path = "/api/v1/deals/{id}/team/notes", tag = "Teams", operation_id = "deal_team_notes_list", params(("id" = String, Path, description = "The deal's id.")), responses((status = 200, description = "The notes.", body = Vec<NoteBody>)))]
async fn notes(State(app): State<App>, me: Me, Path(id): Path<DealId>) -> Reply {
    let found = actions::notes(&app.read(&me.actor), id).await?;
    Ok(axum::response::Json(found.into_iter().map(NoteBody::from).collect::<Vec<_>>()).into_response())
}

/// A note to write.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewTeamNote {
    /// The text, in Markdown.
    #[schema(min_length = 2, max_length = 2000)]
    body: String,
    /// Whether only the caller's own organization reads it; otherwise the team does.
    #[serde(default)]
    own: bool,
}

/// Writes a note to the team, or to the own organization only.
#[utoipa::path(post, path = "/api/v1/deals/{id}/team/notes", tag = "Teams", operation_id = "deal_team_notes_create", params(("id" = String, Path, description = "The deal's id.")), request_body = NewTeamNote, responses((status = 201, description = "The note.", body = NoteBody)))]
async fn add_note(State(app): State<App>, me: Me, Path(id): Path<DealId>, Json(body): Json<NewTeamNote>) -> Reply {
    let b = &body;
    let note = app.transact(&me.actor, |work| async move { actions::add_note(&work, id, &b.body, b.own).await }).await?;
    Ok((StatusCode::CREATED, axum::response::Json(NoteBody::from(note))).into_response())
}

/// The bytes of a file that is shared with the team.
#[utoipa::path(get, path = "/api/v1/deals/{id}/team/files/{file}", tag = "Teams", operation_id = "deal_team_files_get", params(("id" = String, Path, description = "The deal's id."), ("file" = String, Path, description = "The file's id.")), responses((status = 200, description = "The file as it was attached.", content_type = "*/*")))]
async fn file(State(app): State<App>, me: Me, Path((id, file)): Path<(DealId, FileId)>) -> Reply {
    let found = actions::file(&app.read(&me.actor), id, file).await?;
    deals::send(&app, found).await
}
