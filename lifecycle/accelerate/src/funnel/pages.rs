//! The funnel with its rows.

use access::Permission;
use askama::Template;
use axum::extract::State;
use ui::Ui;
use web::{App, Gate, Me, Page, Reply, Routes, html};

use super::model::{Row, Step};
use super::{actions, rules};

pub(crate) fn routes() -> Routes {
    Routes::new().get("/funnel", Gate::May(Permission::OverviewRead), show)
}

/// One bar of the funnel.
pub(crate) struct Bar {
    pub(crate) label: String,
    pub(crate) n: String,
    pub(crate) value: u64,
    pub(crate) max: u64,
    pub(crate) time: String,
}

/// The bars, from applications down.
pub(crate) fn bars(ui: &Ui, rows: &[Row]) -> Vec<Bar> {
    let count = |n: usize| u64::try_from(n).unwrap_or(0);
    let max = count(rows.len()).max(1);
    let mut bars = vec![Bar {
        label: ui.t("funnel-applied"),
        n: ui.number(count(rows.len())),
        value: count(rows.len()),
        max,
        time: ui.t("funnel-year"),
    }];
    for stat in rules::stats(rows) {
        let time = stat.median.map_or_else(String::new, |m| ui.t1("funnel-median", "span", ui.l.span(m)));
        bars.push(Bar { label: ui.t(stat.step.label_key()), n: ui.number(count(stat.reached)), value: count(stat.reached), max, time });
    }
    bars
}

struct Line {
    name: String,
    href: String,
    applied: String,
    steps: Vec<String>,
}

#[derive(Template)]
#[template(path = "funnel/page.html")]
struct FunnelPage {
    ui: Ui,
    bars: Vec<Bar>,
    heads: Vec<String>,
    lines: Vec<Line>,
}

async fn show(State(app): State<App>, me: Me) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let rows = actions::year(&app.read(&me.actor)).await?;
    let lines = rows.iter().take(200).map(|r| Line {
        name: r.name.clone(),
        href: r.partner.map(|p| format!("/partners/{p}")).unwrap_or_default(),
        applied: ui.l.date_short(ui.l.day_of(r.applied_at)),
        steps: r.reached.iter().map(|at| at.map(|at| ui.l.date_short(ui.l.day_of(at))).unwrap_or_default()).collect(),
    });
    let lines = lines.collect();
    let heads = Step::ALL.iter().map(|s| ui.t(s.label_key())).collect();
    html(&FunnelPage { bars: bars(&ui, &rows), heads, lines, ui })
}
