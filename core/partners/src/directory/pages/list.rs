//! The directory as a list.

use askama::Template;
use axum::extract::State;
use base::{Cursor, PageRequest, PartnerId};
use serde::Deserialize;
use ui::{Choice, Tone, Ui};
use web::{App, Me, Page, Query, Reply, html, query_string};
use work::Role;

use super::super::actions;
use super::super::model::{Filter, Lifecycle, PartnerType};
use super::{place, tone};

#[derive(Deserialize, Default)]
pub(super) struct ListQuery {
    #[serde(default)]
    q: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    mine: String,
    #[serde(default)]
    after: String,
}

struct Row {
    id: PartnerId,
    name: String,
    place: String,
    kind: String,
    state: String,
    tone: Tone,
    tier: String,
    manager: String,
}

#[derive(Template)]
#[template(path = "directory/pages/list.html")]
struct ListPage {
    ui: Ui,
    q: String,
    state: String,
    kind: String,
    mine: bool,
    states: Vec<Choice>,
    kinds: Vec<Choice>,
    rows: Vec<Row>,
    total: i64,
    next: String,
    filtered: bool,
}

pub(super) async fn list(State(app): State<App>, me: Me, Query(query): Query<ListQuery>) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let work = app.read(&me.actor);
    let filter = Filter {
        state: Lifecycle::from_code(&query.state),
        kind: PartnerType::from_code(&query.kind),
        manager: if query.mine.is_empty() { None } else { me.actor.user },
        q: query.q.clone(),
        ids: None,
    };
    let page = actions::list(&work, &filter, &PageRequest::first(50).after(Cursor::decode(&query.after))).await?;
    let total = actions::counts(&work).await?.values().sum();
    let program = crate::programs::actions::current(&work).await?;
    let tiers = match &program {
        Some(p) => crate::programs::actions::tiers(&work, p.id).await?,
        None => Vec::new(),
    };
    let managers = identity::staff_with(&work, Role::ChannelManager).await?;
    let next = page.next.as_ref().map(|cursor| {
        let asked =
            [("q", query.q.as_str()), ("state", &query.state), ("kind", &query.kind), ("mine", &query.mine), ("after", &cursor.encode())];
        format!("/partners?{}", query_string(&asked))
    });
    let rows = page
        .items
        .into_iter()
        .map(|p| Row {
            place: place(&ui, &p),
            kind: ui.t(p.kind.label_key()),
            state: ui.t(p.state.label_key()),
            tone: tone(p.state),
            tier: tiers.iter().find(|t| Some(t.id) == p.tier).map(|t| t.name.clone()).unwrap_or_default(),
            manager: managers.iter().find(|m| Some(m.id) == p.manager).map(|m| m.name.clone()).unwrap_or_default(),
            id: p.id,
            name: p.name,
        })
        .collect();
    let states = Lifecycle::ALL.iter().map(|s| Choice::new(s.code(), ui.t(s.label_key()))).collect();
    let kinds = PartnerType::ALL.iter().map(|k| Choice::new(k.code(), ui.t(k.label_key()))).collect();
    let filtered = !(query.q.is_empty() && query.state.is_empty() && query.kind.is_empty() && query.mine.is_empty());
    html(&ListPage {
        ui,
        mine: !query.mine.is_empty(),
        q: query.q,
        state: query.state,
        kind: query.kind,
        states,
        kinds,
        rows,
        total,
        next: next.unwrap_or_default(),
        filtered,
    })
}
