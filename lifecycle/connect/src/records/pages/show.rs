//! One connection: how it is, and the records on it.

use askama::Template;
use axum::extract::State;
use base::ConnectionId;
use serde::Deserialize;
use ui::{Choice, Tone, Ui};
use web::{App, Me, Page, PageQuery, Path, Query, Reply, flash_to, html};

use super::super::actions;
use super::super::model::{Line, SyncState};
use crate::connections::actions as connections;
use crate::connections::model::{Connection, ConnectionState};
use crate::connections::pages::{mood, system_name};
use crate::contract::model::{Health, System, Trouble};
use crate::drivers::driver;
use crate::secrets;

pub(super) fn tone(state: SyncState) -> Tone {
    match state {
        SyncState::Waiting => Tone::Info,
        SyncState::Synced => Tone::Success,
        SyncState::Conflict => Tone::Warning,
        SyncState::Refused | SyncState::Failed | SyncState::Gone => Tone::Danger,
    }
}

struct Row {
    href: String,
    company: String,
    remote: String,
    state: String,
    tone: Tone,
    machine: String,
    when: String,
    error: String,
}

impl Row {
    fn of(ui: &Ui, line: Line) -> Self {
        let r = line.record;
        Self {
            href: format!("/admin/connections/{}/records/{}", r.connection, r.id),
            company: line.company,
            remote: r.remote.unwrap_or_default(),
            state: ui.t(&format!("sync-state-{}", r.state.code())),
            tone: tone(r.state),
            machine: ui.machine(&r.changed_at),
            when: ui.date_time(&r.changed_at),
            error: r.error.unwrap_or_default(),
        }
    }
}

#[derive(Template)]
#[template(path = "records/pages/show.html")]
struct ShowPage {
    ui: Ui,
    name: String,
    system: &'static str,
    url: String,
    mood: String,
    tone: Tone,
    ok: String,
    error: String,
    error_when: String,
    limited: String,
    pulled: String,
    heard: String,
    place: String,
    active: bool,
    can_set_up: bool,
    conflicts: String,
    tally: Vec<(String, String)>,
    rows: Vec<Row>,
    state: String,
    states: Vec<Choice>,
    next: String,
    shown: String,
}

#[derive(Deserialize)]
pub(super) struct ShowQuery {
    after: Option<String>,
    #[serde(default)]
    state: String,
}

pub(super) async fn show(State(app): State<App>, me: Me, Path(id): Path<ConnectionId>, Query(query): Query<ShowQuery>) -> Reply {
    let work = app.read(&me.actor);
    let connection = connections::get(&work, id).await?;
    let page = PageQuery { after: query.after, limit: Some(30) }.request()?;
    let state = SyncState::from_code(&query.state);
    let found = actions::list(&work, id, state, &page).await?;
    let tally = actions::tally(&work, id).await?;
    let open = actions::open_count(&work, id).await?;
    let (_, hook) = connections::hook(&work, id).await?;
    let ui = Page::full(&app, &me).await?;
    let place = format!("/admin/connections/{id}");
    let code = state.map_or("", SyncState::code);
    let next = found.next.as_ref().map(|c| format!("{place}?state={code}&after={}", c.encode())).unwrap_or_default();
    let rows: Vec<Row> = found.items.into_iter().map(|line| Row::of(&ui, line)).collect();
    let (mood, tone) = mood(&ui, &connection);
    let p = &connection.pulse;
    let name = |s: SyncState| ui.t(&format!("sync-state-{}", s.code()));
    html(&ShowPage {
        name: connection.name.clone(),
        system: system_name(connection.system),
        url: connection.url.clone(),
        mood,
        tone,
        ok: p.ok_at.map(|at| ui.date_time(&at)).unwrap_or_default(),
        error: p.error.as_ref().map(|e| e.0.clone()).unwrap_or_default(),
        error_when: p.error.as_ref().map(|e| ui.date_time(&e.1)).unwrap_or_default(),
        limited: p.limited_until.filter(|until| *until > ui.now).map(|until| ui.date_time(&until)).unwrap_or_default(),
        pulled: p.pulled_at.map(|at| ui.date_time(&at)).unwrap_or_default(),
        heard: match hook.map(|h| h.heard_at) {
            None => ui.t("hook-is-closed"),
            Some(None) => ui.t("hook-never"),
            Some(Some(at)) => ui.date_time(&at),
        },
        active: connection.state == ConnectionState::Active,
        can_set_up: connection.system == System::HubSpot,
        conflicts: if open == 0 { String::new() } else { ui.t1("conflicts-open", "n", i64::try_from(open).unwrap_or(i64::MAX)) },
        tally: SyncState::ALL.iter().filter_map(|s| tally.iter().find(|(t, _)| t == s)).map(|(s, n)| (name(*s), ui.number(*n))).collect(),
        states: SyncState::ALL.iter().map(|s| Choice::new(s.code(), name(*s))).collect(),
        state: code.to_owned(),
        shown: ui.t1("kit-shown", "n", rows.len()),
        next,
        rows,
        place,
        ui,
    })
}

/// Trouble with what can be done about it.
pub(super) fn remedy(ui: &Ui, trouble: &Trouble) -> String {
    match trouble {
        Trouble::RateLimited(_) => ui.t("connection-trouble-limited"),
        Trouble::Refused { field, why } => ui.t2("connection-trouble-refused", "field", field.clone(), "why", why.clone()),
        Trouble::Denied(why) => ui.t1("connection-trouble-denied", "why", why.clone()),
        Trouble::Unavailable(why) => ui.t1("connection-trouble-unavailable", "why", why.clone()),
    }
}

#[derive(Template)]
#[template(path = "records/pages/test.html")]
struct TestPage {
    ui: Ui,
    name: String,
    place: String,
    system: String,
    good: bool,
    trouble: String,
    needs: Vec<(String, bool)>,
    can_set_up: bool,
}

/// Looks whether a connection has all it needs, and notes how it is.
pub(crate) async fn look(app: &App, me: &Me, connection: &Connection) -> base::Result<Health> {
    let health = driver(secrets::target(app, connection)?).check().await;
    let found = &health;
    app.transact(&me.actor, |work| async move {
        connections::note_test(&work, connection.id, found.is_good())?;
        match &found.trouble {
            Some(trouble) => connections::note_bad(&work, connection, trouble).await.map(|_| ()),
            None => connections::note_good(&work, connection.id).await,
        }
    })
    .await?;
    Ok(health)
}

pub(super) async fn test(State(app): State<App>, me: Me, Path(id): Path<ConnectionId>) -> Reply {
    let connection = connections::get(&app.read(&me.actor), id).await?;
    let health = look(&app, &me, &connection).await?;
    let ui = Page::full(&app, &me).await?;
    html(&TestPage {
        name: connection.name.clone(),
        place: format!("/admin/connections/{id}"),
        good: health.is_good(),
        trouble: health.trouble.as_ref().map(|t| remedy(&ui, t)).unwrap_or_default(),
        system: health.system,
        needs: health.needs.into_iter().map(|n| (n.what, n.there)).collect(),
        can_set_up: connection.system == System::HubSpot,
        ui,
    })
}

/// Makes on the other side what can be made from here, and notes how that went.
pub(crate) async fn prepare(app: &App, me: &Me, id: ConnectionId) -> base::Result<Result<(), Trouble>> {
    let connection = connections::get(&app.read(&me.actor), id).await?;
    let made = driver(secrets::target(app, &connection)?).prepare().await;
    let (connection, outcome) = (&connection, &made);
    app.transact(&me.actor, |work| async move {
        match outcome {
            Ok(()) => connections::note_test(&work, connection.id, true),
            Err(trouble) => connections::note_bad(&work, connection, trouble).await.map(|_| ()),
        }
    })
    .await?;
    Ok(made)
}

pub(super) async fn set_up(State(app): State<App>, me: Me, Path(id): Path<ConnectionId>) -> Reply {
    let made = prepare(&app, &me, id).await?;
    Ok(flash_to(&app, &format!("/admin/connections/{id}"), if made.is_ok() { "connection-set-up" } else { "connection-not-set-up" }))
}

pub(super) async fn pause(State(app): State<App>, me: Me, Path(id): Path<ConnectionId>) -> Reply {
    app.transact(&me.actor, |work| async move { connections::pause(&work, id).await }).await?;
    Ok(flash_to(&app, &format!("/admin/connections/{id}"), "connection-paused"))
}

pub(super) async fn resume(State(app): State<App>, me: Me, Path(id): Path<ConnectionId>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::resume(&work, id).await }).await?;
    Ok(flash_to(&app, &format!("/admin/connections/{id}"), "connection-resumed"))
}

pub(super) async fn remove(State(app): State<App>, me: Me, Path(id): Path<ConnectionId>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::remove_connection(&work, id).await }).await?;
    Ok(flash_to(&app, "/admin/connections", "connection-removed"))
}
