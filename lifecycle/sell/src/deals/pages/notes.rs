//! What both sides write on the page of a deal, and questions how it stands.

use axum::extract::State;
use base::DealId;
use serde::Deserialize;
use ui::{Errors, Html, Tone, Ui};
use web::{App, Form, Me, Page, Path, Reply, flash_to};

use super::super::actions::{self, NewNote};
use super::super::model::Note;
use super::input::errors_of;
use super::show;

/// A note as the page shows it.
pub(super) struct NoteView {
    pub(super) who: String,
    pub(super) initials: String,
    pub(super) hue: u8,
    pub(super) machine: String,
    pub(super) when: String,
    pub(super) internal: bool,
    /// That it asks, and whether it was answered.
    pub(super) asked: Option<(String, Tone)>,
    pub(super) body: Html,
}

impl NoteView {
    pub(super) fn of(ui: &Ui, n: Note) -> Self {
        let asked = match (n.asks, n.answered_at, n.answer_by) {
            (false, ..) => None,
            (true, Some(at), Some(_)) => Some((ui.t1("deals-question-answered", "at", ui.date_time(&at)), Tone::Success)),
            (true, None, Some(by)) => {
                let tone = if by <= ui.now { Tone::Danger } else { Tone::Warning };
                Some((ui.t1("deals-question-waits", "by", ui.day_and_time(&by)), tone))
            }
            (true, _, None) => Some((ui.t("deals-question-noted"), Tone::Neutral)),
        };
        Self {
            initials: base::initials(&n.author_name),
            hue: ui::hue(&n.author_name),
            machine: ui.machine(&n.at),
            when: ui.date_time(&n.at),
            internal: n.internal,
            body: ui::markdown(&n.body),
            who: n.author_name,
            asked,
        }
    }
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
