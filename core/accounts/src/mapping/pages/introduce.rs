//! Asking for an introduction and answering, on the page of a mapping.

use askama::Template;
use axum::extract::State;
use base::{AccountMapId, Error, Result};
use serde::Deserialize;
use ui::{Errors, Tone, Ui};
use web::{App, Form, FormErrors, Me, Page, Path, Query, Reply, flash_to, html};
use work::Work;

use crate::mapping::actions::introduce;
use crate::mapping::model::{Asked, Outcome, Place};

/// A request as the page shows it.
pub(super) struct AskedView {
    pub(super) company: String,
    /// Who asks whom, and when.
    pub(super) what: String,
    pub(super) reason: String,
    pub(super) state: String,
    pub(super) tone: Tone,
    /// What was answered, and by whom; or until when it waits.
    pub(super) answer: String,
    /// Where it is answered; empty when there is nothing to answer.
    pub(super) place: String,
}

fn view(ui: &Ui, a: Asked) -> AskedView {
    let i = a.introduction;
    let answered = |d: &crate::mapping::model::Answered| {
        ui.t3("mapping-intro-answered", "who", d.by.clone(), "when", ui.date_time(&d.at), "words", d.words.clone())
    };
    let (state, tone, answer) = match &i.outcome {
        Outcome::Waiting { due } => ("waiting", Tone::Warning, ui.t1("mapping-intro-due", "when", ui.date_time(due))),
        Outcome::Accepted(d) => ("accepted", Tone::Success, answered(d)),
        Outcome::Declined(d) => ("declined", Tone::Neutral, answered(d)),
        Outcome::Lapsed => ("lapsed", Tone::Neutral, String::new()),
    };
    let waits = matches!(i.outcome, Outcome::Waiting { .. });
    let who = if a.is_ours { "mapping-intro-ours" } else { "mapping-intro-theirs" };
    let owner = if a.owner.is_empty() { String::new() } else { format!(" · {}", a.owner) };
    AskedView {
        what: format!("{}{owner}", ui.t2(who, "who", i.by, "when", ui.date_time(&i.at))),
        company: a.company,
        reason: i.reason,
        state: ui.t(&format!("mapping-intro-{state}")),
        tone,
        answer,
        place: if waits && !a.is_ours { format!("/mapping/{}/introductions/{}", i.map, i.number) } else { String::new() },
    }
}

/// The requests of a mapping, latest first.
pub(super) async fn views(work: &Work, ui: &Ui, id: AccountMapId) -> Result<Vec<AskedView>> {
    Ok(introduce::list(work, id).await?.into_iter().map(|a| view(ui, a)).collect())
}

/// An own company in an address: its list and its number there.
pub(super) fn key(place: Place) -> String {
    format!("{}.{}", place.0, place.1)
}

/// The own company of an address.
pub(crate) fn place(text: &str) -> Option<Place> {
    let (list, number) = text.split_once('.')?;
    Some((list.parse().ok()?, number.parse().ok()?))
}

#[derive(Template)]
#[template(path = "mapping/pages/introduce.html")]
struct AskPage {
    ui: Ui,
    errors: Errors,
    up: String,
    action: String,
    company: String,
    key: String,
    owner: String,
    reason: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct AskForm {
    company: String,
    reason: String,
}

async fn page(app: &App, me: &Me, id: AccountMapId, form: &AskForm, errors: Errors) -> Result<AskPage> {
    let mut ui = Page::full(app, me).await?;
    ui.task = true;
    let own = place(&form.company).ok_or_else(Error::missing)?;
    let (company, owner) = introduce::about(&app.read(&me.actor), id, own).await?;
    Ok(AskPage {
        errors,
        up: format!("/mapping/{id}"),
        action: format!("/mapping/{id}/introductions"),
        company,
        key: form.company.clone(),
        owner,
        reason: form.reason.clone(),
        ui,
    })
}

pub(super) async fn ask_page(State(app): State<App>, me: Me, Path(id): Path<AccountMapId>, Query(form): Query<AskForm>) -> Reply {
    html(&page(&app, &me, id, &form, Errors::none()).await?)
}

pub(super) async fn ask(State(app): State<App>, me: Me, Path(id): Path<AccountMapId>, Form(form): Form<AskForm>) -> Reply {
    let own = place(&form.company).ok_or_else(Error::missing)?;
    let reason = form.reason.as_str();
    match app.transact(&me.actor, |work| async move { introduce::ask(&work, id, own, reason).await }).await {
        Ok(_) => Ok(flash_to(&app, &format!("/mapping/{id}"), "mapping-intro-sent")),
        Err(e) => {
            let ui = Page::plain(&app, &me);
            let errors = FormErrors::of(e, &ui.l)?.named("reason", ui.t("mapping-intro-reason"));
            Page::refused(&page(&app, &me, id, &form, errors).await?)
        }
    }
}

#[derive(Template)]
#[template(path = "mapping/pages/answer.html")]
struct AnswerPage {
    ui: Ui,
    errors: Errors,
    up: String,
    asked: AskedView,
    words: String,
}

async fn answering(app: &App, me: &Me, id: AccountMapId, number: i64, words: String, errors: Errors) -> Result<AnswerPage> {
    let mut ui = Page::full(app, me).await?;
    ui.task = true;
    let asked = view(&ui, introduce::to_answer(&app.read(&me.actor), id, number).await?);
    Ok(AnswerPage { errors, up: format!("/mapping/{id}"), asked, words, ui })
}

pub(super) async fn answer_page(State(app): State<App>, me: Me, Path((id, number)): Path<(AccountMapId, i64)>) -> Reply {
    html(&answering(&app, &me, id, number, String::new(), Errors::none()).await?)
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct AnswerForm {
    words: String,
    /// `accept` or `decline`.
    verb: String,
}

pub(super) async fn answer(
    State(app): State<App>,
    me: Me,
    Path((id, number)): Path<(AccountMapId, i64)>,
    Form(form): Form<AnswerForm>,
) -> Reply {
    let accept = match form.verb.as_str() {
        "accept" => true,
        "decline" => false,
        _ => return Err(Error::missing().into()),
    };
    let words = form.words.as_str();
    match app.transact(&me.actor, |work| async move { introduce::answer(&work, id, number, accept, words).await }).await {
        Ok(_) => Ok(flash_to(&app, &format!("/mapping/{id}"), "mapping-intro-told")),
        Err(e) => {
            let ui = Page::plain(&app, &me);
            let errors = FormErrors::of(e, &ui.l)?.named("words", ui.t("mapping-intro-words"));
            Page::refused(&answering(&app, &me, id, number, form.words, errors).await?)
        }
    }
}
