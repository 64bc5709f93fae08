//! How conflicts go: each figure with its definition, and the rulings behind them.

use askama::Template;
use axum::extract::State;
use chrono::TimeDelta;
use ui::Ui;
use web::{App, Me, Page, Reply, html};

use super::super::actions;
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
    ];
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
        figures,
        ui,
    })
}
