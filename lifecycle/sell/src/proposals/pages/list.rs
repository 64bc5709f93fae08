//! All requests of the reader.

use access::{Permission, Resource};
use askama::Template;
use axum::extract::State;
use base::{Cursor, PageRequest};
use serde::Deserialize;
use ui::{Choice, Tone, Ui};
use web::{App, Me, Page, Query, Reply, html};

use super::super::actions;
use super::super::model::{Card, Filter, State as Where, StateKind};
use super::{own_tone, tone};

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct ListQuery {
    state: String,
    after: String,
}

struct Row {
    id: String,
    title: String,
    sub: String,
    badge: String,
    tone: Tone,
    due: String,
    machine: String,
    who: String,
}

#[derive(Template)]
#[template(path = "proposals/pages/list.html")]
struct ListPage {
    ui: Ui,
    query: ListQuery,
    states: Vec<Choice>,
    rows: Vec<Row>,
    next: String,
    shown: String,
    may_begin: bool,
}

fn row(ui: &Ui, c: Card) -> Row {
    let kind = c.request.kind();
    let n = &c.request.new.need;
    let country = if n.country.is_empty() { String::new() } else { accounts::countries::name(&ui.l, &n.country) };
    let (badge, tone) = match c.own.filter(|_| kind == StateKind::Published) {
        Some(own) => (ui.t(&own.label_key()), own_tone(own)),
        None => (ui.t(&kind.label_key()), tone(kind)),
    };
    let due = match c.request.state() {
        Where::Published { deadline, .. } => Some(*deadline),
        Where::Closed { decide_by, .. } if c.own.is_none() => Some(*decide_by),
        _ => None,
    };
    Row {
        id: c.request.id.to_string(),
        sub: [country, n.company.clone()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · "),
        title: n.title.clone(),
        badge,
        tone,
        due: due.map(|at| ui.day_and_time(&at)).unwrap_or_default(),
        machine: due.map(|at| ui.machine(&at)).unwrap_or_default(),
        who: c.request.owner_name,
    }
}

pub(super) async fn list(State(app): State<App>, me: Me, Query(query): Query<ListQuery>) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let filter = Filter { states: StateKind::from_code(&query.state).into_iter().collect(), lead: None };
    let page = PageRequest::first(50).after(Cursor::decode(&query.after));
    let found = actions::list(&app.read(&me.actor), &filter, &page).await?;
    let after = found.next.as_ref().map(Cursor::encode);
    let next =
        after.map_or_else(String::new, |after| format!("/proposals?{}", web::query_string(&[("state", &*query.state), ("after", &after)])));
    let rows: Vec<Row> = found.items.into_iter().map(|c| row(&ui, c)).collect();
    let shows = |s: &&StateKind| me.is_staff() || **s != StateKind::Draft;
    html(&ListPage {
        shown: ui.t1("proposals-shown", "n", rows.len()),
        states: StateKind::ALL.iter().filter(shows).map(|s| Choice::new(s.code(), ui.t(&s.label_key()))).collect(),
        may_begin: Page::may(&app, &me, Permission::LeadAssign, &Resource::general("proposal_request")),
        query,
        rows,
        next,
        ui,
    })
}
