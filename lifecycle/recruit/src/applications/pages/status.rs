//! The applicant's own page, by a secret address: where it is, what is next, what to answer.

use std::cmp::Ordering;

use askama::Template;
use axum::extract::State as Shared;
use serde::Deserialize;
use ui::{Errors, Ui};
use web::{App, Form, FormErrors, Gate, Me, Page, Path, Reply, Routes, flash_to, html};

use super::super::actions;
use super::super::model::{Application, Event, State};
use super::{applicant, tone};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/applications/status/{secret}", Gate::Public, show)
        .post("/applications/status/{secret}/answer", Gate::Public, answer)
        .post("/applications/status/{secret}/withdrawal", Gate::Public, withdraw)
}

struct Step {
    state: &'static str,
    n: u64,
    title: String,
    detail: String,
}

struct Line {
    who: String,
    what: String,
    machine: String,
    when: String,
    words: String,
}

#[derive(Template)]
#[template(path = "applications/pages/status.html")]
struct StatusPage {
    ui: Ui,
    errors: Errors,
    path: String,
    company: String,
    state: String,
    tone: ui::Tone,
    headline: String,
    text: String,
    reason: String,
    words: String,
    question: String,
    typed: String,
    known: bool,
    open: bool,
    steps: Vec<Step>,
    lines: Vec<Line>,
}

fn page(app: &App, me: &Me, secret: &str, a: &Application, events: &[Event], typed: String, errors: Errors) -> StatusPage {
    let ui = Page::plain(app, me);
    let code = a.state.code();
    let due = a.state.filed().map(|f| ui.l.day(f.due.date_naive())).unwrap_or_default();
    let decision = a.state.decision();
    // Steps: sent, confirmed, looked at, decided.
    let reached: u64 = match &a.state {
        State::Draft => 1,
        State::Submitted { .. } => 2,
        State::InReview { .. } | State::InfoRequested { .. } => 3,
        State::Approved { .. } | State::Rejected { .. } | State::Withdrawn { .. } => 5,
    };
    let steps = (1..=4)
        .map(|n| Step {
            state: match n.cmp(&reached) {
                Ordering::Less => "done",
                Ordering::Equal => "now",
                Ordering::Greater => "",
            },
            n,
            title: ui.t(&format!("status-step-{n}")),
            detail: if n == 4 && a.state.is_open() { ui.t1("status-due", "date", due.as_str()) } else { String::new() },
        })
        .collect();
    let lines = events
        .iter()
        .map(|e| Line {
            // Reviewers are named to their colleagues only.
            who: if matches!(e.what.as_str(), "submitted" | "answered" | "withdrawn") {
                e.who.clone()
            } else {
                app.settings().vendor.clone()
            },
            what: ui.t(&format!("application-did-{}", e.what)),
            machine: ui.machine(&e.at),
            when: ui.date_time(&e.at),
            words: e.words.clone(),
        })
        .collect();
    StatusPage {
        errors,
        path: format!("/applications/status/{secret}"),
        company: a.details.company.clone(),
        state: ui.t(&format!("application-state-{code}")),
        tone: tone(&a.state),
        headline: ui.t(&format!("status-headline-{code}")),
        text: ui.t1(&format!("status-text-{code}"), "date", due.as_str()),
        reason: decision.map(|d| ui.t(d.reason.label_key())).unwrap_or_default(),
        words: decision.map(|d| d.words.clone()).unwrap_or_default(),
        question: if let State::InfoRequested { question, .. } = &a.state { question.clone() } else { String::new() },
        typed,
        known: a.state.is_open() && a.found.as_ref().is_some_and(super::super::model::Found::is_known),
        open: a.state.is_open(),
        steps,
        lines,
        ui,
    }
}

async fn show(Shared(app): Shared<App>, me: Me, Path(secret): Path<String>) -> Reply {
    let (a, events) = actions::status(&app.read(&applicant(&app, &me)), &secret).await?;
    html(&page(&app, &me, &secret, &a, &events, String::new(), Errors::none()))
}

#[derive(Deserialize)]
struct Answered {
    #[serde(default)]
    answer: String,
}

async fn answer(Shared(app): Shared<App>, me: Me, Path(secret): Path<String>, Form(form): Form<Answered>) -> Reply {
    let actor = applicant(&app, &me);
    let (key, words) = (secret.as_str(), form.answer.as_str());
    match app.transact(&actor, |work| async move { actions::answer(&work, key, words).await }).await {
        Ok(_) => Ok(flash_to(&app, &format!("/applications/status/{secret}"), "status-answered")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            let (a, events) = actions::status(&app.read(&actor), &secret).await?;
            Page::refused(&page(&app, &me, &secret, &a, &events, form.answer, errors))
        }
    }
}

async fn withdraw(Shared(app): Shared<App>, me: Me, Path(secret): Path<String>) -> Reply {
    let key = secret.as_str();
    app.transact(&applicant(&app, &me), |work| async move { actions::withdraw(&work, key).await }).await?;
    Ok(flash_to(&app, &format!("/applications/status/{secret}"), "status-withdrawn"))
}
