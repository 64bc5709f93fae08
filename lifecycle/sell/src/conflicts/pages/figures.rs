//! How conflicts go: each figure with its definition, and the rulings behind them.

use askama::Template;
use axum::extract::State;
use chrono::TimeDelta;
use rust_decimal::Decimal;
use ui::Ui;
use web::{App, Me, Page, Reply, html};

use super::super::actions;
use super::super::model::{Mark, Said, Span};
use super::clause_name;

struct Row {
    href: String,
    when: String,
    machine: String,
    kind: String,
    clause: String,
    hours: String,
    note: String,
}

#[derive(Template)]
#[template(path = "conflicts/pages/figures.html")]
struct FiguresPage {
    ui: Ui,
    /// Name, value, definition.
    figures: Vec<(String, String, String)>,
    clauses: Vec<(String, String)>,
    rows: Vec<Row>,
    quarters: Vec<(String, Shown)>,
    marks: Vec<Turn>,
    said: Vec<Voice>,
}

/// How disputes went in a span, in words.
struct Shown {
    disputes: String,
    median: String,
    fairness: String,
    answers: String,
}

/// A change of rules with what was before and after.
struct Turn {
    what: String,
    on: String,
    before: Shown,
    after: Shown,
}

/// What a partner said, without who it was.
struct Voice {
    quarter: String,
    about: String,
    stars: String,
    comment: String,
}

fn shown(ui: &Ui, s: &Span) -> Shown {
    Shown {
        disputes: ui.number(s.disputes),
        median: s.median_minutes.map_or_else(|| ui.t("cases-none-on-record"), |m| ui.l.span(TimeDelta::minutes(m))),
        fairness: match s.fairness {
            Some(hundredths) => ui.t1("cases-fair-of-five", "n", ui.l.decimal(Decimal::new(hundredths, 2), 1)),
            None => ui.t("cases-fair-too-few"),
        },
        answers: ui.number(s.answers),
    }
}

fn mark(ui: &Ui, m: &Mark) -> Turn {
    Turn {
        what: ui.t1(if m.routing { "cases-mark-routing" } else { "cases-mark-rules" }, "version", m.version),
        on: ui.l.date(ui.l.day_of(m.at)),
        before: shown(ui, &m.before),
        after: shown(ui, &m.after),
    }
}

pub(super) async fn show(State(app): State<App>, me: Me) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let work = app.read(&me.actor);
    let since = work.now() - TimeDelta::days(365);
    let t = actions::tally(&work, since).await?;
    let found = actions::rows(&work, since).await?;
    let none = || ui.t("cases-none-on-record");
    let share = |n: i64, of: i64| if of > 0 { ui.l.share(n, of) } else { none() };
    let hours = |minutes: i64| ui.l.span(TimeDelta::minutes(minutes));
    let figure = |key: &str, value: String| (ui.t(&format!("cases-fig-{key}")), value, ui.t(&format!("cases-fig-{key}-what")));
    let figures = vec![
        figure("cases", ui.number(t.opened)),
        figure("per-hundred", share(t.opened, t.registered)),
        figure("time", t.median_minutes.map_or_else(none, hours)),
        figure("overturned", share(t.overturned, t.appealed)),
        figure("flags", share(t.flagged - t.apart, t.flagged)),
    ];
    let course = actions::course(&work).await?;
    let said = |s: &Said| Voice {
        quarter: s.quarter.name(&ui.l),
        about: ui.t(&s.kind.label_key()),
        stars: ui.number(s.stars),
        comment: s.comment.clone(),
    };
    let row = |r: &actions::Ruled| Row {
        href: format!("/conflicts/{}", r.case),
        when: ui.date_time(&r.proposed.at),
        machine: ui.machine(&r.proposed.at),
        kind: ui.t(&r.ruling.kind.label_key()),
        clause: clause_name(&ui, &r.clause),
        hours: hours(r.minutes),
        note: match (r.appeal, r.overturned) {
            (true, true) => ui.t("cases-fig-appeal-overturned"),
            (true, false) => ui.t("cases-fig-appeal-upheld"),
            (false, _) => String::new(),
        },
    };
    html(&FiguresPage {
        clauses: t.clauses.iter().map(|(code, n)| (clause_name(&ui, code), ui.number(*n))).collect(),
        rows: found.iter().map(row).collect(),
        quarters: course.quarters.iter().map(|(q, s)| (q.name(&ui.l), shown(&ui, s))).collect(),
        marks: course.marks.iter().map(|m| mark(&ui, m)).collect(),
        said: course.said.iter().map(said).collect(),
        figures,
        ui,
    })
}
