//! A case as one of its sides reads it: its own part, and nothing of another.

use askama::Template;
use axum::extract::State;
use base::{CaseId, Result};
use serde::Deserialize;
use ui::{Errors, Tone, Ui};
use web::{App, Form, FormErrors, Me, Page, Path, Reply, flash_to};

use super::super::actions;
use super::super::model::{Fate, StateKind};
use super::show::remark;
use super::{fate_tone, show};
use crate::remarks::Remark;

/// What somebody writes.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct WordForm {
    pub(super) side: String,
    pub(super) body: String,
}

struct Event {
    what: String,
    machine: String,
    when: String,
}

/// One registration or lead of the reader's partner that is a side.
struct Mine {
    id: String,
    /// What it is: a registration, or a lead.
    head: String,
    company: String,
    products: String,
    href: String,
    /// By when its statement is due; empty when it is not.
    statement_by: String,
    fate: String,
    tone: Tone,
}

#[derive(Template)]
#[template(path = "conflicts/pages/side.html")]
pub(super) struct SidePage {
    ui: Ui,
    id: CaseId,
    title: String,
    badge: String,
    tone: Tone,
    countdown: String,
    text: String,
    mine: Vec<Mine>,
    said: Vec<Remark>,
    events: Vec<Event>,
    may_write: bool,
    letter: bool,
    /// Where the reader says whether the ruling was fair, and what the link says.
    fair: Vec<(String, String)>,
    may_appeal: bool,
    f: WordForm,
    errors: Errors,
}

impl SidePage {
    fn to(&self, noun: &str) -> String {
        format!("/conflicts/{}/{noun}", self.id)
    }
}

pub(super) async fn page(app: &App, me: &Me, id: CaseId, full: bool, f: WordForm, errors: Errors) -> Result<SidePage> {
    let ui = if full { Page::full(app, me).await? } else { Page::plain(app, me) };
    let work = app.read(&me.actor);
    let seen = actions::seen(&work, id).await?;
    let questions = actions::questions(&work).await?.into_iter().filter(|q| q.case == Some(id));
    let case = &seen.case;
    let waits = case.waits();
    let company = seen.sides.first().map(|s| s.company.clone()).unwrap_or_default();
    let edit = me.can(app, access::Permission::DealEdit);
    let fate = seen.sides.iter().find_map(|s| s.side.fate);
    let open = case.kind() == StateKind::Open;
    let mine = seen.sides.iter().map(|s| {
        let due = open && s.side.statement_by > ui.now && s.side.stated_at.is_none();
        Mine {
            id: s.side.id.to_string(),
            head: ui.t(if s.deal.is_some() { "cases-yours" } else { "cases-your-lead" }),
            company: s.company.clone(),
            products: s.products.clone(),
            href: s.href(),
            statement_by: if due { ui.day_and_time(&s.side.statement_by) } else { String::new() },
            fate: s.side.fate.map(|f| ui.t(&f.label_key())).unwrap_or_default(),
            tone: s.side.fate.map_or(Tone::Neutral, fate_tone),
        }
    });
    let mine: Vec<Mine> = mine.collect();
    let said = seen.entries.iter().map(|e| remark(&ui, e)).collect();
    let known = seen.facts.iter().filter(|f| show::FACTS.contains(&f.done.action.as_str()));
    let events = known.map(|f| Event { what: show::what(&ui, f), machine: ui.machine(&f.done.at), when: ui.date_time(&f.done.at) });
    let events = events.collect();
    let text = match case.kind() {
        StateKind::Open => ui.t("cases-side-open"),
        StateKind::Appealed => ui.t("cases-side-appealed"),
        StateKind::Decided | StateKind::Closed => ui.t("cases-side-decided"),
        StateKind::Dropped => ui.t("cases-side-dropped"),
    };
    let who = if case.assignee_name.is_empty() { ui.t("cases-desk") } else { case.assignee_name.clone() };
    let decided = case.state.settled().cloned();
    Ok(SidePage {
        id,
        title: company,
        badge: match fate.filter(|_| !waits) {
            Some(fate) => ui.t(&fate.label_key()),
            None => ui.t(&case.kind().label_key()),
        },
        tone: fate.filter(|_| !waits).map_or(Tone::Warning, fate_tone),
        countdown: if waits { ui.t2("cases-decides", "name", who, "by", ui.day_and_time(&case.decide_by)) } else { String::new() },
        text,
        mine,
        said,
        events,
        may_write: edit && case.kind() != StateKind::Dropped,
        letter: decided.is_some(),
        fair: questions
            .map(|q| (format!("/fairness/questions/{}", q.id), ui.t(if q.stars.is_some() { "fair-change" } else { "fair-ask" })))
            .take(1)
            .collect(),
        may_appeal: edit
            && case.kind() == StateKind::Decided
            && decided.is_some_and(|s| s.appeal_until >= ui.now)
            && seen.sides.iter().any(|s| s.side.appealed_at.is_none() && s.side.fate != Some(Fate::Confirmed)),
        f,
        errors,
        ui,
    })
}

pub(super) async fn write(State(app): State<App>, me: Me, Path(id): Path<CaseId>, Form(f): Form<WordForm>) -> Reply {
    let (body, side) = (&f.body, f.side.parse().ok());
    let outcome = app.transact(&me.actor, |work| async move { actions::write(&work, id, side, body).await }).await;
    answer(&app, &me, id, f, outcome.map(|_| ()), "cases-sent").await
}

pub(super) async fn state(State(app): State<App>, me: Me, Path(id): Path<CaseId>, Form(f): Form<WordForm>) -> Reply {
    let (body, side) = (&f.body, f.side.parse().ok());
    let outcome = app.transact(&me.actor, |work| async move { actions::state(&work, id, side, body).await }).await;
    answer(&app, &me, id, f, outcome.map(|_| ()), "cases-stated").await
}

async fn answer(app: &App, me: &Me, id: CaseId, f: WordForm, outcome: Result<()>, said: &'static str) -> Reply {
    match outcome {
        Ok(()) => Ok(flash_to(app, &format!("/conflicts/{id}"), said)),
        Err(e) => {
            let errors = FormErrors::of(e, &Page::plain(app, me).l)?;
            if me.is_staff() {
                return Page::refused(&show::page(app, me, id, false, super::ruling::RulingForm::default(), errors).await?);
            }
            Page::refused(&page(app, me, id, false, f, errors).await?)
        }
    }
}
