//! All touches of the reader, with what they came to.

use askama::Template;
use axum::extract::State as Is;
use base::{Cursor, PageRequest, PartnerId};
use serde::Deserialize;
use ui::{Choice, Tone, Ui};
use web::{App, Me, Page, Query, Reply, html};

use super::super::actions;
use super::super::model::{Figures, Filter, Kind, State, Touch};
use super::{choices, tone, when};
use crate::quarter::Quarter;

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct ListQuery {
    q: String,
    kind: String,
    state: String,
    quarter: String,
    partner: String,
    after: String,
}

struct Row {
    id: String,
    company: String,
    sub: String,
    kind: String,
    state: String,
    tone: Tone,
    machine: String,
    when: String,
    partner: String,
    due: String,
}

/// A figure with its definition.
struct Stat {
    label: String,
    value: String,
    definition: String,
}

#[derive(Template)]
#[template(path = "touches/pages/list.html")]
struct ListPage {
    ui: Ui,
    query: ListQuery,
    kinds: Vec<Choice>,
    states: Vec<Choice>,
    quarters: Vec<Choice>,
    rows: Vec<Row>,
    stats: Vec<Stat>,
    by_kind: Vec<(String, String)>,
    span: String,
    next: String,
    shown: String,
    filtered: bool,
    may_claim: bool,
}

fn row(ui: &Ui, t: &Touch, partner: String) -> Row {
    let due = t.answer_by.filter(|_| t.state == State::Claimed);
    Row {
        id: t.id.to_string(),
        company: t.company.name.clone(),
        sub: t.by_name.clone(),
        kind: ui.t(&t.kind.label_key()),
        state: ui.t(&t.state.label_key()),
        tone: tone(t.state),
        machine: ui.machine(&t.at),
        when: when(ui, t, &t.at),
        partner,
        due: due.map(|by| ui.t1("touches-answer-by", "when", ui.day_and_time(&by))).unwrap_or_default(),
    }
}

fn stats(ui: &Ui, f: &Figures) -> Vec<Stat> {
    let stat = |key: &str, n: i64| Stat {
        label: ui.t(&format!("touches-fig-{key}")),
        value: ui.number(n),
        definition: ui.t(&format!("touches-fig-{key}-what")),
    };
    vec![
        stat("customers", f.customers),
        stat("won", f.won),
        stat("sourced", f.sourced),
        stat("influenced", f.influenced),
        stat("waiting", f.waiting),
    ]
}

/// This quarter and the seven before it.
fn quarters(ui: &Ui) -> Vec<Choice> {
    let mut quarter = Quarter::of(ui.now.date_naive());
    let mut all = Vec::new();
    for _ in 0..8 {
        all.push(Choice::new(quarter.code(), quarter.name(&ui.l)));
        quarter = quarter.before();
    }
    all
}

/// The list, by who reads: the vendor's queue and history, or a partner's own influence.
pub(super) async fn list(Is(app): Is<App>, me: Me, Query(query): Query<ListQuery>) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let work = app.read(&me.actor);
    let partner = query.partner.parse::<PartnerId>().ok();
    let filter = Filter {
        kind: Kind::from_code(&query.kind),
        state: State::from_code(&query.state),
        quarter: Quarter::from_code(&query.quarter),
        partner,
        q: query.q.chars().take(200).collect(),
    };
    let page = PageRequest::first(50).after(Cursor::decode(&query.after));
    let (found, names) = actions::list(&work, &filter, &page).await?;
    let figures = actions::figures(&work, partner).await?;
    let kept = [("q", &*query.q), ("kind", &query.kind), ("state", &query.state), ("quarter", &query.quarter), ("partner", &query.partner)];
    let next = found.next.as_ref().map(|after| {
        let after = after.encode();
        format!("/touches?{}", web::query_string(&[kept.as_slice(), &[("after", after.as_str())]].concat()))
    });
    let rows: Vec<Row> = found.items.iter().map(|t| row(&ui, t, names.get(&t.partner).cloned().unwrap_or_default())).collect();
    html(&ListPage {
        shown: ui.t1("touches-shown", "n", rows.len()),
        kinds: choices(&ui, Kind::ALL, Kind::code, Kind::label_key),
        states: choices(&ui, State::ALL, State::code, State::label_key),
        quarters: quarters(&ui),
        filtered: kept.iter().any(|(_, v)| !v.is_empty()),
        may_claim: actions::may_claim(&work),
        stats: stats(&ui, &figures),
        by_kind: figures.kinds.iter().map(|(k, n)| (ui.t(&k.label_key()), ui.number(*n))).collect(),
        span: ui.t2("touches-fig-span", "from", ui.date(&figures.from), "until", ui.date(&figures.until)),
        next: next.unwrap_or_default(),
        query,
        rows,
        ui,
    })
}
