//! All conflicts of the reader.

use askama::Template;
use axum::extract::State;
use base::{Cursor, PageRequest};
use serde::Deserialize;
use ui::{Choice, Tone, Ui};
use web::{App, Me, Page, Query, Reply, html};

use super::super::actions;
use super::super::model::{Card, Filter, StateKind};
use super::{fate_tone, tone};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct ListQuery {
    state: String,
    after: String,
}

struct Row {
    id: String,
    company: String,
    sub: String,
    badge: String,
    tone: Tone,
    due: String,
    machine: String,
    late: bool,
    who: String,
}

#[derive(Template)]
#[template(path = "conflicts/pages/list.html")]
struct ListPage {
    ui: Ui,
    query: ListQuery,
    states: Vec<Choice>,
    rows: Vec<Row>,
    next: String,
    shown: String,
}

fn row(ui: &Ui, staff: bool, c: Card) -> Row {
    let waits = c.case.waits();
    let due = if staff { Some(c.case.decide_by).filter(|_| waits) } else { c.owes.or(Some(c.case.decide_by).filter(|_| waits)) };
    let (badge, tone) = match c.fate.filter(|_| !waits) {
        Some(fate) => (ui.t(&fate.label_key()), fate_tone(fate)),
        None if c.owes.is_some() => (ui.t("cases-owes"), Tone::Warning),
        None => (ui.t(&c.case.kind().label_key()), tone(c.case.kind())),
    };
    let mut sub = vec![ui.t1("cases-opened", "on", ui.l.date(ui.l.day_of(c.case.opened_at)))];
    if staff {
        sub.insert(0, ui.t(&c.case.trigger.label_key()));
        sub.insert(1, ui.t1("cases-sides", "n", c.sides));
    }
    Row {
        id: c.case.id.to_string(),
        company: c.company,
        sub: sub.join(" · "),
        badge,
        tone,
        due: due.map(|at| ui.day_and_time(&at)).unwrap_or_default(),
        machine: due.map(|at| ui.machine(&at)).unwrap_or_default(),
        late: due.is_some_and(|at| at <= ui.now),
        who: c.case.assignee_name,
    }
}

pub(super) async fn list(State(app): State<App>, me: Me, Query(query): Query<ListQuery>) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let filter = Filter { states: StateKind::from_code(&query.state).into_iter().collect(), deal: None };
    let page = PageRequest::first(50).after(Cursor::decode(&query.after));
    let found = actions::list(&app.read(&me.actor), &filter, &page).await?;
    let after = found.next.as_ref().map(Cursor::encode);
    let next =
        after.map_or_else(String::new, |after| format!("/conflicts?{}", web::query_string(&[("state", &*query.state), ("after", &after)])));
    let rows: Vec<Row> = found.items.into_iter().map(|c| row(&ui, me.is_staff(), c)).collect();
    html(&ListPage {
        shown: ui.t1("cases-shown", "n", rows.len()),
        states: StateKind::ALL.iter().map(|s| Choice::new(s.code(), ui.t(&s.label_key()))).collect(),
        query,
        rows,
        next,
        ui,
    })
}
