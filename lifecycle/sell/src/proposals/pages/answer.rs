//! A partner's answer: the form, kept while it is typed, handed in, taken back; and the deal that comes of it.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use base::{Kind, ProposalRequestId, Result};
use serde::Deserialize;
use ui::{Choice, Errors, Ui};
use web::{App, Form, FormErrors, Me, Page, Path, Reply, flash_to, html};

use super::super::actions;
use super::super::model::{Answers, QuestionKind};

/// What the form sends: `answers.q1` and so on, and what it is about.
pub(super) type AnswerForm = BTreeMap<String, String>;

/// The field of a question begins so.
const FIELD: &str = "answers.";

fn typed(form: &AnswerForm) -> Answers {
    form.iter().filter_map(|(name, value)| Some((name.strip_prefix(FIELD)?.to_owned(), value.clone()))).collect()
}

fn version(form: &AnswerForm) -> Option<i64> {
    form.get("version").and_then(|v| v.parse().ok())
}

struct Asked {
    name: String,
    text: String,
    kind: QuestionKind,
    options: Vec<Choice>,
    value: String,
    hint: String,
    required: bool,
    error: String,
}

#[derive(Template)]
#[template(path = "proposals/pages/answer.html")]
struct AnswerPage {
    ui: Ui,
    id: ProposalRequestId,
    title: String,
    sub: String,
    questions: Vec<Asked>,
    version: i64,
    saved: String,
    errors: Errors,
}

impl AnswerPage {
    fn back(&self) -> String {
        format!("/proposals/{}", self.id)
    }
}

/// The state of the draft in the head of the form.
#[derive(Template)]
#[template(path = "proposals/pages/answer_state.html")]
struct DraftState {
    ui: Ui,
    version: i64,
    saved: String,
}

async fn page(app: &App, me: &Me, id: ProposalRequestId, given: Option<&AnswerForm>, errors: Errors) -> Result<AnswerPage> {
    let mut ui = Page::plain(app, me);
    ui.task = true;
    let work = app.read(&me.actor);
    let request = actions::get(&work, id).await?;
    let part = actions::part(&work, &request).await?;
    let values = given.map_or_else(|| part.draft.clone(), typed);
    let currency = request.new.terms.currency;
    let asked = |q: &super::super::model::Question| {
        let name = format!("{FIELD}{}", q.key);
        Asked {
            error: errors.of(&name).to_owned(),
            options: match q.kind {
                QuestionKind::YesNo => vec![Choice::new("yes", ui.t("proposals-yes")), Choice::new("no", ui.t("proposals-no"))],
                _ => q.options.iter().map(|o| Choice::new(o.clone(), o.clone())).collect(),
            },
            hint: if q.kind == QuestionKind::Money { ui.t1("proposals-in-currency", "currency", currency.code()) } else { String::new() },
            value: values.get(&q.key).cloned().unwrap_or_default(),
            text: q.text.clone(),
            kind: q.kind,
            required: q.required,
            name,
        }
    };
    let questions: Vec<Asked> = request.new.questions.iter().map(asked).collect();
    // An error is named by its question, not by its key.
    let errors = questions.iter().fold(errors, |e, q| e.named(&q.name, q.text.clone()));
    Ok(AnswerPage {
        id,
        sub: request.deadline.map(|by| ui.t1("proposals-answer-sub", "by", ui.day_and_time(&by))).unwrap_or_default(),
        title: request.new.need.title.clone(),
        version: part.version,
        saved: part.saved_at.map(|at| ui.t1("proposals-draft-saved", "time", ui.l.time(at))).unwrap_or_default(),
        questions,
        errors,
        ui,
    })
}

pub(super) async fn ask(State(app): State<App>, me: Me, Path(id): Path<ProposalRequestId>) -> Reply {
    html(&page(&app, &me, id, None, Errors::none()).await?)
}

pub(super) async fn send(State(app): State<App>, me: Me, Path(id): Path<ProposalRequestId>, Form(form): Form<AnswerForm>) -> Reply {
    let (answers, version) = (typed(&form), version(&form));
    let keep = form.get("then").is_some_and(|t| t == "keep");
    let answers = &answers;
    let run = |work| async move {
        if keep { actions::save_draft(&work, id, version, answers).await } else { actions::submit(&work, id, version, answers).await }
    };
    match app.transact(&me.actor, run).await {
        Ok(_) => Ok(flash_to(&app, &format!("/proposals/{id}"), if keep { "proposals-draft-kept" } else { "proposals-answer-sent" })),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&page(&app, &me, id, Some(&form), errors).await?)
        }
    }
}

/// Keeps the draft and answers its state; nothing else on the page changes.
pub(super) async fn autosave(State(app): State<App>, me: Me, Path(id): Path<ProposalRequestId>, Form(form): Form<AnswerForm>) -> Reply {
    let (answers, read) = (typed(&form), version(&form));
    let answers = &answers;
    let ui = Page::plain(&app, &me);
    let (saved, version) = match app.transact(&me.actor, |work| async move { actions::save_draft(&work, id, read, answers).await }).await {
        Ok(part) => (part.saved_at.map(|at| ui.t1("proposals-draft-saved", "time", ui.l.time(at))).unwrap_or_default(), part.version),
        Err(e) if e.kind() == Some(Kind::Stale) => (ui.t("proposals-draft-stale"), read.unwrap_or(0)),
        Err(e) if matches!(e.kind(), Some(Kind::Invalid | Kind::Expired)) => (ui.t("proposals-draft-not-saved"), read.unwrap_or(0)),
        Err(e) => return Err(e.into()),
    };
    html(&DraftState { ui, version, saved })
}

/// What the button that takes an answer back sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct TakeBackForm {
    version: String,
}

pub(super) async fn take_back(State(app): State<App>, me: Me, Path(id): Path<ProposalRequestId>, Form(f): Form<TakeBackForm>) -> Reply {
    let version = f.version.parse().ok();
    app.transact(&me.actor, |work| async move { actions::take_back(&work, id, version).await }).await?;
    Ok(flash_to(&app, &format!("/proposals/{id}"), "proposals-answer-taken-back"))
}

/// Makes it a draft of a deal and goes on there.
pub(super) async fn take_up(State(app): State<App>, me: Me, Path(id): Path<ProposalRequestId>) -> Reply {
    let (_, deal) = app.transact(&me.actor, |work| async move { actions::take_up(&work, id).await }).await?;
    Ok(flash_to(&app, &format!("/deals/{}/edit", deal.id), "proposals-deal-made"))
}
