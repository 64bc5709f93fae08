//! The pages on which connections are made and changed.

mod form;

use askama::Template;
use axum::extract::State;
use base::ConnectionId;
use serde::Deserialize;
use ui::{Choice, Tone, Ui};
use web::{App, Form, Gate, Me, Page, PageQuery, Path, Query, Reply, Routes, flash_to, html};
use work::Permission;

use self::form::{ConnectionForm, FormPage};
use super::actions;
use super::model::{Connection, ConnectionState};
use crate::contract::model::{Secrets, Settings, System};
use crate::secrets;

pub(crate) fn routes() -> Routes {
    let gate = Gate::May(Permission::ConnectionManage);
    Routes::new()
        .get("/admin/connections", gate, list)
        .post("/admin/connections", gate, make)
        .get("/admin/connections/new", gate, new)
        .get("/admin/connections/{id}/edit", gate, edit)
        .post("/admin/connections/{id}/edit", gate, change)
}

/// How a connection is, in a word and its color.
pub(crate) fn mood(ui: &Ui, c: &Connection) -> (String, Tone) {
    let limited = c.pulse.limited_until.is_some_and(|until| until > ui.now);
    match c.state {
        ConnectionState::Paused => (ui.t("connection-state-paused"), Tone::Neutral),
        ConnectionState::Active if c.pulse.is_failing() => (ui.t("connection-failing"), Tone::Danger),
        ConnectionState::Active if limited => (ui.t("connection-limited"), Tone::Warning),
        ConnectionState::Active if c.pulse.ok_at.is_none() => (ui.t("connection-untried"), Tone::Info),
        ConnectionState::Active => (ui.t("connection-state-active"), Tone::Success),
    }
}

/// The name of a system, which is the same in every language.
pub(crate) fn system_name(system: System) -> &'static str {
    match system {
        System::Odoo => "Odoo",
        System::Salesforce => "Salesforce",
        System::HubSpot => "HubSpot",
    }
}

struct Line {
    id: String,
    name: String,
    system: &'static str,
    url: String,
    mood: String,
    tone: Tone,
}

#[derive(Template)]
#[template(path = "connections/pages/list.html")]
struct ListPage {
    ui: Ui,
    lines: Vec<Line>,
    next: String,
    shown: String,
}

#[derive(Deserialize)]
struct ListQuery {
    after: Option<String>,
}

async fn list(State(app): State<App>, me: Me, Query(query): Query<ListQuery>) -> Reply {
    let page = PageQuery { after: query.after, limit: Some(50) }.request()?;
    let found = actions::list(&app.read(&me.actor), &page).await?;
    let ui = Page::full(&app, &me).await?;
    let line = |c: &Connection| {
        let (mood, tone) = mood(&ui, c);
        Line { id: c.id.to_string(), name: c.name.clone(), system: system_name(c.system), url: c.url.clone(), mood, tone }
    };
    let lines: Vec<Line> = found.items.iter().map(line).collect();
    let next = found.next.as_ref().map(|c| format!("/admin/connections?after={}", c.encode())).unwrap_or_default();
    html(&ListPage { shown: ui.t1("kit-shown", "n", lines.len()), lines, next, ui })
}

#[derive(Template)]
#[template(path = "connections/pages/choose.html")]
struct ChoosePage {
    ui: Ui,
    systems: Vec<Choice>,
}

#[derive(Deserialize)]
struct NewQuery {
    #[serde(default)]
    system: String,
}

async fn new(State(app): State<App>, me: Me, Query(query): Query<NewQuery>) -> Reply {
    let Some(system) = System::from_code(&query.system) else {
        let ui = Page::full(&app, &me).await?;
        let choice = |s: &System| Choice::new(s.code(), system_name(*s)).hint(ui.t(&format!("connection-about-{}", s.code())));
        return html(&ChoosePage { systems: System::ALL.iter().map(choice).collect(), ui });
    };
    let form = ConnectionForm::of(system, &Settings::usual(system));
    html(&FormPage::new(&app, &me, None, form).await?)
}

async fn make(State(app): State<App>, me: Me, Form(form): Form<ConnectionForm>) -> Reply {
    let id: ConnectionId = app.ids().next(app.now()).into();
    let outcome = async {
        let wanted = form.wanted()?;
        let sealed = secrets::seal(&app, id, &Secrets { token: wanted.token.clone(), client: wanted.client.clone() })?;
        let (wanted, sealed, allowed) = (&wanted, sealed.as_str(), &app.settings().webhook_allowed_hosts);
        app.transact(&me.actor, |work| async move { actions::make(&work, id, wanted, sealed, allowed).await }).await
    };
    match outcome.await {
        Ok(_) => Ok(flash_to(&app, &format!("/admin/connections/{id}"), "connection-made")),
        Err(e) => FormPage::new(&app, &me, None, form).await?.refused(e),
    }
}

async fn edit(State(app): State<App>, me: Me, Path(id): Path<ConnectionId>) -> Reply {
    let found = actions::get(&app.read(&me.actor), id).await?;
    let mut form = ConnectionForm::of(found.system, &found.settings);
    form.name = found.name;
    form.url = found.url;
    form.version = Some(found.version);
    html(&FormPage::new(&app, &me, Some(id), form).await?)
}

async fn change(State(app): State<App>, me: Me, Path(id): Path<ConnectionId>, Form(form): Form<ConnectionForm>) -> Reply {
    let outcome = async {
        let wanted = form.wanted()?;
        let before = actions::get(&app.read(&me.actor), id).await?;
        let sealed = resealed(&app, &before, &wanted.token, &wanted.client)?;
        let (wanted, sealed, version) = (&wanted, sealed.as_deref(), form.version);
        let allowed = &app.settings().webhook_allowed_hosts;
        app.transact(&me.actor, |work| async move { actions::change(&work, id, wanted, sealed, version, allowed).await }).await
    };
    match outcome.await {
        Ok(_) => Ok(flash_to(&app, &format!("/admin/connections/{id}"), "connection-saved")),
        Err(e) => FormPage::new(&app, &me, Some(id), form).await?.refused(e),
    }
}

/// New secrets over the old ones, where some were given.
pub(crate) fn resealed(app: &App, before: &Connection, token: &str, client: &str) -> base::Result<Option<String>> {
    if token.is_empty() && client.is_empty() {
        return Ok(None);
    }
    let mut opened = secrets::open(app, before)?;
    if !token.is_empty() {
        opened.token = token.to_owned();
    }
    if !client.is_empty() {
        opened.client = client.to_owned();
    }
    secrets::seal(app, before.id, &opened).map(Some)
}
