//! Whether registrations are answered in time: the figure, what it counts, and every row of it.

use askama::Template;
use axum::extract::State;
use ui::{Tone, Ui};
use web::{App, Me, Page, PageQuery, Query, Reply, html};

use super::super::actions;
use super::super::model::{Asked, Promised, Terms};

struct Row {
    href: String,
    company: String,
    partner: String,
    handed_in: String,
    promised: String,
    answered: String,
    said: String,
    tone: Tone,
    icon: &'static str,
}

/// Questions how a deal stands, in a quarter.
struct AskedRow {
    quarter: String,
    registered: i64,
    questions: i64,
    per_hundred: String,
}

fn asked(ui: &Ui, a: &Asked) -> AskedRow {
    AskedRow {
        quarter: a.quarter.name(&ui.l),
        registered: a.registered,
        questions: a.questions,
        per_hundred: a.per_hundred().map_or_else(|| "–".to_owned(), |n| ui.l.decimal(n, 1)),
    }
}

#[derive(Template)]
#[template(path = "deals/pages/answers.html")]
struct AnswersPage {
    ui: Ui,
    share: String,
    of: String,
    how: String,
    rule: String,
    breach: String,
    asked: Vec<AskedRow>,
    rows: Vec<Row>,
    shown: String,
    next: String,
}

fn row(ui: &Ui, p: Promised, partner: String) -> Row {
    let in_time = p.in_time();
    Row {
        href: format!("/deals/{}", p.deal),
        handed_in: ui.date_time(&p.submitted_at),
        promised: ui.date_time(&p.answer_by),
        answered: p.answered_at.map_or_else(|| ui.t("answers-not-yet"), |at| ui.date_time(&at)),
        said: ui.t(if in_time { "answers-in-time" } else { "answers-late" }),
        tone: if in_time { Tone::Success } else { Tone::Danger },
        icon: if in_time { ui::icon("check") } else { ui::icon("timer") },
        company: p.company,
        partner,
    }
}

pub(super) async fn show(State(app): State<App>, me: Me, Query(query): Query<PageQuery>) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let work = app.read(&me.actor);
    let terms: Terms = actions::terms(&work).await?;
    let (in_time, all) = actions::promise(&work).await?;
    let (page, names) = actions::promised(&work, &query.request()?).await?;
    let rows: Vec<Row> = page.items.into_iter().map(|p| row(&ui, p.clone(), names.get(&p.partner).cloned().unwrap_or_default())).collect();
    html(&AnswersPage {
        share: if all > 0 { ui.l.share(in_time, all) } else { "–".to_owned() },
        of: ui.t2("answers-of", "n", in_time, "all", all),
        how: ui.t1("answers-how", "days", actions::PROMISE_DAYS),
        rule: ui.t1("deals-rule-decision", "days", terms.decision_days),
        breach: ui.t(&terms.on_breach.label_key()),
        shown: ui.t1("answers-shown", "n", rows.len()),
        next: page.next.map(|c| format!("/deals/answers?after={}", c.encode())).unwrap_or_default(),
        asked: actions::asked(&work).await?.iter().map(|a| asked(&ui, a)).collect(),
        rows,
        ui,
    })
}
