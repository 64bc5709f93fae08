//! The pages of requests for proposals.

mod answer;
mod decide;
mod form;
mod list;
mod show;

use std::collections::HashMap;

use access::Permission;
use base::Currency;
use ui::{Tone, Ui};
use web::{Gate, Routes};

use super::model::{AnswerState, Question, QuestionKind, StateKind};
use super::rules;

pub(crate) fn routes() -> Routes {
    let (read, work) = (Gate::May(Permission::LeadRead), Gate::May(Permission::LeadWork));
    let assign = Gate::May(Permission::LeadAssign);
    Routes::new()
        .get("/proposals", read, list::list)
        .post("/proposals", assign, form::create)
        .get("/proposals/new", assign, form::new)
        .get("/proposals/{id}", read, show::show)
        .post("/proposals/{id}", assign, form::change)
        .get("/proposals/{id}/edit", assign, form::edit)
        .post("/proposals/{id}/publication", assign, decide::publish)
        .get("/proposals/{id}/withdrawal", assign, decide::ask_withdrawal)
        .post("/proposals/{id}/withdrawal", assign, decide::withdraw)
        .post("/proposals/{id}/points", assign, decide::review)
        .get("/proposals/{id}/award", assign, decide::ask_award)
        .post("/proposals/{id}/award", assign, decide::award)
        .get("/proposals/{id}/answer", work, answer::ask)
        .post("/proposals/{id}/answer", work, answer::send)
        .post("/proposals/{id}/answer/draft", work, answer::autosave)
        .post("/proposals/{id}/answer/removal", work, answer::take_back)
        .post("/proposals/{id}/deal", work, answer::take_up)
}

fn tone(state: StateKind) -> Tone {
    match state {
        StateKind::Draft | StateKind::NotAwarded | StateKind::Withdrawn => Tone::Neutral,
        StateKind::Published => Tone::Brand,
        StateKind::Closed => Tone::Warning,
        StateKind::Awarded => Tone::Success,
    }
}

fn own_tone(state: AnswerState) -> Tone {
    match state {
        AnswerState::Invited => Tone::Warning,
        AnswerState::Begun => Tone::Info,
        AnswerState::Answered => Tone::Success,
        AnswerState::TakenBack => Tone::Neutral,
    }
}

/// An answer as people read it.
fn said(ui: &Ui, q: &Question, value: &str, currency: Currency) -> String {
    match q.kind {
        QuestionKind::Money => rules::shown(value, currency).map_or_else(|| value.to_owned(), |m| ui.l.money(m)),
        QuestionKind::Number => value.parse::<i64>().map_or_else(|_| value.to_owned(), |n| ui.l.number(n)),
        QuestionKind::YesNo if !value.is_empty() => ui.t(if value == "yes" { "proposals-yes" } else { "proposals-no" }),
        QuestionKind::YesNo | QuestionKind::Short | QuestionKind::Long | QuestionKind::Choice => value.to_owned(),
    }
}

/// Hundredths as people read them.
fn hundredths(ui: &Ui, n: i64) -> String {
    ui.l.decimal(base::Money::new(n, Currency::EUR).decimal(), 2)
}

/// The names of products by their keys.
fn named(keys: &[String], catalog: &[partners::Product]) -> String {
    let names: HashMap<&str, &str> = catalog.iter().map(|p| (p.key.as_str(), p.name.as_str())).collect();
    keys.iter().map(|k| names.get(k.as_str()).copied().unwrap_or(k)).collect::<Vec<_>>().join(", ")
}
