//! All leads of the reader.

use access::{Permission, Resource};
use askama::Template;
use axum::extract::State;
use base::{Cursor, PageRequest, PartnerId};
use serde::Deserialize;
use ui::{Choice, Tone, Ui};
use web::{App, Me, Page, Query, Reply, html};

use super::super::actions;
use super::super::model::{Card, Filter, Source, StateKind};
use super::{choices, tone};
use crate::choices::countries;

#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct ListQuery {
    q: String,
    state: String,
    country: String,
    source: String,
    partner: String,
    after: String,
}

struct Row {
    id: String,
    company: String,
    sub: String,
    state: String,
    tone: Tone,
    score: i64,
    due: String,
    machine: String,
    partner: String,
}

#[derive(Template)]
#[template(path = "leads/pages/list.html")]
struct ListPage {
    ui: Ui,
    query: ListQuery,
    states: Vec<Choice>,
    countries: Vec<Choice>,
    sources: Vec<Choice>,
    rows: Vec<Row>,
    next: String,
    shown: String,
    filtered: bool,
    may_capture: bool,
    may_manage: bool,
    /// Where the promise to the reader's own partner stands, in words.
    owed: String,
}

fn row(ui: &Ui, c: Card, partner: String) -> Row {
    let place = [c.city.as_str(), c.country.as_str()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ");
    let why = c.why.map(|w| ui.t(&w.label_key())).unwrap_or_default();
    Row {
        id: c.id.to_string(),
        company: c.company,
        sub: [place, ui.t(&c.source.label_key()), why].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · "),
        state: ui.t(&c.state.label_key()),
        tone: tone(c.state),
        score: c.score,
        due: c.due.map(|due| ui.l.relative(ui.now, due)).unwrap_or_default(),
        machine: c.due.map(|due| ui.machine(&due)).unwrap_or_default(),
        partner,
    }
}

/// The list, by who reads: all of the vendor's, or what is offered to a partner or its own.
pub(super) async fn list(State(app): State<App>, me: Me, Query(query): Query<ListQuery>) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let filter = Filter {
        q: query.q.chars().take(200).collect(),
        states: StateKind::from_code(&query.state).into_iter().collect(),
        country: Some(query.country.clone()).filter(|c| c.len() == 2),
        source: Source::from_code(&query.source),
        partner: query.partner.parse::<PartnerId>().ok(),
        late: false,
    };
    let page = PageRequest::first(50).after(Cursor::decode(&query.after));
    let (found, names) = actions::list(&app.read(&me.actor), &filter, &page).await?;
    let after = found.next.as_ref().map(Cursor::encode);
    let next = after.map_or_else(String::new, |after| {
        let kept = [("q", &*query.q), ("state", &query.state), ("country", &query.country), ("source", &query.source), ("after", &after)];
        format!("/leads?{}", web::query_string(&kept))
    });
    let rows: Vec<Row> = found
        .items
        .into_iter()
        .map(|c| {
            let partner = c.holder.and_then(|p| names.get(&p).cloned()).unwrap_or_default();
            row(&ui, c, partner)
        })
        .collect();
    let general = Resource::general("lead");
    let own = if me.is_member() { actions::standings(&app.read(&me.actor)).await?.into_iter().next() } else { None };
    let owed = own.map(|s| ui.t3("leads-owed", "promised", s.owed.promised, "offered", s.owed.offered, "left", s.owed.left));
    html(&ListPage {
        shown: ui.t1("leads-shown", "n", rows.len()),
        states: choices(&ui, StateKind::ALL, StateKind::code, StateKind::label_key),
        countries: countries(&ui),
        sources: choices(&ui, Source::ALL, Source::code, Source::label_key),
        filtered: [&query.q, &query.state, &query.country, &query.source, &query.partner].iter().any(|v| !v.is_empty()),
        owed: owed.unwrap_or_default(),
        may_capture: Page::may(&app, &me, Permission::LeadCapture, &general),
        may_manage: Page::may(&app, &me, Permission::LeadManage, &general),
        query,
        rows,
        next,
        ui,
    })
}
