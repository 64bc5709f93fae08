//! The plan of a team: what the forms of tasks and notes do, and the bytes of shared files.

use axum::extract::State;
use base::{DealId, FieldError, FileId, Invalid, TeamTaskId};
use serde::Deserialize;
use web::{App, Form, Me, Path, Reply};

use super::super::actions;
use super::super::model::NewTask;
use super::moves::answered;
use super::show::Typed;
use crate::deals::api as deals;

/// What the form of a task sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct TaskForm {
    version: String,
    then: String,
    pub(super) title: String,
    pub(super) owner: String,
    pub(super) due_on: String,
}

impl TaskForm {
    fn read(&self) -> (NewTask, Invalid) {
        let mut invalid = Invalid::new();
        let due_on = self.due_on.trim().parse().ok();
        if due_on.is_none() && !self.due_on.trim().is_empty() {
            invalid.push(FieldError::new("due_on", "date"));
        }
        let owner = self.owner.parse().ok();
        invalid.check(owner.is_some() || self.owner.is_empty(), "owner", "choice");
        (NewTask { title: self.title.clone(), owner, due_on }, invalid)
    }
}

pub(super) async fn add_task(State(app): State<App>, me: Me, Path(id): Path<DealId>, Form(f): Form<TaskForm>) -> Reply {
    let (new, unread) = f.read();
    let (new, unread) = (&new, &unread);
    let outcome = app.transact(&me.actor, |work| async move { actions::add_task(&work, id, new, unread).await }).await;
    answered(&app, &me, id, outcome, "teams-task-added", Typed { task: f, ..Typed::default() }).await
}

pub(super) async fn change_task(
    State(app): State<App>,
    me: Me,
    Path((id, task)): Path<(DealId, TeamTaskId)>,
    Form(f): Form<TaskForm>,
) -> Reply {
    let (version, then) = (f.version.parse().ok(), f.then.as_str());
    let (new, unread) = f.read();
    let (new, unread) = (&new, &unread);
    let run = |work| async move {
        match then {
            "done" | "drop" => actions::close_task(&work, id, task, version, then == "done").await.map(|_| ()),
            "earlier" => actions::earlier(&work, id, task).await,
            _ => actions::change_task(&work, id, task, version, new, unread).await.map(|_| ()),
        }
    };
    let outcome = app.transact(&me.actor, run).await;
    let said = if then == "done" { "teams-task-is-done" } else { "teams-task-changed" };
    answered(&app, &me, id, outcome, said, Typed::default()).await
}

/// What the form of a note sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct NoteForm {
    body: String,
    own: String,
}

pub(super) async fn add_note(State(app): State<App>, me: Me, Path(id): Path<DealId>, Form(f): Form<NoteForm>) -> Reply {
    let form = &f;
    let outcome = app.transact(&me.actor, |work| async move { actions::add_note(&work, id, &form.body, !form.own.is_empty()).await }).await;
    answered(&app, &me, id, outcome, "teams-noted", Typed { note: f.body.clone(), ..Typed::default() }).await
}

pub(super) async fn file(State(app): State<App>, me: Me, Path((id, file)): Path<(DealId, FileId)>) -> Reply {
    let found = actions::file(&app.read(&me.actor), id, file).await?;
    deals::send(&app, found).await
}
