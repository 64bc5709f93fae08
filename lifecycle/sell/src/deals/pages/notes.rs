//! What both sides write on the page of a deal, and questions how it stands.

use axum::extract::State;
use base::DealId;
use serde::Deserialize;
use ui::{Errors, Tone, Ui};
use web::{App, Form, Me, Page, Path, Reply, flash_to};

use super::super::actions::{self, NewNote};
use super::super::model::Note;
use super::input::errors_of;
use super::show;
use crate::remarks::Remark;

/// A note as the page shows it, with whether it asks and was answered.
pub(super) fn remark(ui: &Ui, n: &Note) -> Remark {
    let remark = Remark::of(ui, &n.author_name, &n.at, &n.body);
    let remark = if n.internal { remark.marked(ui.t("deals-internal"), Tone::Neutral, "lock") } else { remark };
    let (said, tone) = match (n.asks, n.answered_at, n.answer_by) {
        (false, ..) => return remark,
        (true, Some(at), Some(_)) => (ui.t1("deals-question-answered", "at", ui.date_time(&at)), Tone::Success),
        (true, None, Some(by)) => {
            (ui.t1("deals-question-waits", "by", ui.day_and_time(&by)), if by <= ui.now { Tone::Danger } else { Tone::Warning })
        }
        (true, _, None) => (ui.t("deals-question-noted"), Tone::Neutral),
    };
    remark.marked(said, tone, "message-square")
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct NoteForm {
    body: String,
    internal: String,
    asks: String,
}

pub(super) async fn add(State(app): State<App>, me: Me, Path(id): Path<DealId>, Form(form): Form<NoteForm>) -> Reply {
    let new = &NewNote { body: form.body.clone(), internal: !form.internal.is_empty(), asks: !form.asks.is_empty() };
    match app.transact(&me.actor, |work| async move { actions::add_note(&work, id, new).await }).await {
        Ok(note) => {
            let said = if note.answer_by.is_some() { "deals-question-sent" } else { "deals-noted" };
            Ok(flash_to(&app, &format!("/deals/{id}"), said))
        }
        Err(e) => {
            let errors: Errors = errors_of(e, &Page::plain(&app, &me))?;
            Page::refused(&show::page(&app, &me, id, false, "", form.body, errors).await?)
        }
    }
}
