//! One record: both sides, what was done, and what would be done.

use askama::Template;
use axum::extract::State;
use base::{ConnectionId, Currency, Money, SyncId};
use ui::{Tone, Ui};
use web::{App, Me, Page, Path, Reply, flash_to, html};

use super::super::actions;
use super::super::jobs::{Plan, plan};
use super::super::model::{Record, SyncState};
use super::super::rules;
use super::show::{remedy, tone};
use crate::connections::model::Connection;
use crate::contract::model::{Field, Values};
use crate::drivers::driver;
use crate::secrets;

/// A field on both sides.
pub(super) struct Pair {
    label: String,
    ours: String,
    theirs: String,
    verdict: String,
}

/// A value as people read it.
pub(super) fn readable(ui: &Ui, field: Field, value: &str, currency: Currency) -> String {
    let read = match field {
        Field::Value => value.parse::<i64>().ok().map(|minor| ui.money(&Money::new(minor, currency))),
        Field::CloseOn => value.parse::<chrono::NaiveDate>().ok().map(|day| ui.date(&day)),
        Field::Stage => None,
    };
    match read {
        Some(text) => text,
        None if value.is_empty() => ui.t("sync-empty"),
        None => value.to_owned(),
    }
}

fn pairs(ui: &Ui, currency: Currency, ours: &Values, theirs: &Values, verdict: impl Fn(Field) -> String) -> Vec<Pair> {
    let text = |field, value: Option<&str>| value.map_or_else(|| ui.t("sync-unspoken"), |v| readable(ui, field, v, currency));
    let pair = |field: &Field| Pair {
        label: ui.t(&format!("connection-field-{}", field.code())),
        ours: text(*field, ours.of(*field)),
        theirs: text(*field, theirs.of(*field)),
        verdict: verdict(*field),
    };
    Field::ALL.iter().map(pair).collect()
}

struct StepLine {
    what: String,
    detail: String,
    machine: String,
    when: String,
}

#[derive(Template)]
#[template(path = "records/pages/record.html")]
struct RecordPage {
    ui: Ui,
    company: String,
    up_text: String,
    up: String,
    place: String,
    deal: String,
    remote: String,
    state: String,
    tone: Tone,
    error: String,
    next: String,
    synced: String,
    gone: bool,
    pairs: Vec<Pair>,
    steps: Vec<StepLine>,
}

fn mine(connection: &Connection, deal: base::DealId, image: &facts::sell::DealImage) -> Values {
    rules::ours(&rules::opportunity(deal, image, &connection.settings, ""))
}

fn moment(ui: &Ui, at: Option<base::Instant>) -> String {
    at.map(|at| ui.date_time(&at)).unwrap_or_default()
}

pub(super) async fn show(State(app): State<App>, me: Me, Path((id, record)): Path<(ConnectionId, SyncId)>) -> Reply {
    let work = app.read(&me.actor);
    let (connection, found, mirror) = actions::read(&work, id, record).await?;
    let steps = actions::history(&work, record).await?;
    let ui = Page::full(&app, &me).await?;
    let ours = mine(&connection, mirror.deal, &mirror.image);
    let theirs = found.seen.clone().unwrap_or_default();
    let owner = |field: Field| ui.t(&format!("connection-owner-{}", connection.settings.owner(field).code()));
    let lines = steps.iter().map(|s| StepLine {
        what: ui.t(&format!("sync-step-{}", s.kind.code())),
        detail: s.detail.clone(),
        machine: ui.machine(&s.at),
        when: ui.date_time(&s.at),
    });
    html(&RecordPage {
        company: mirror.image.company.clone(),
        up_text: connection.name.clone(),
        up: format!("/admin/connections/{id}"),
        place: format!("/admin/connections/{id}/records/{record}"),
        deal: format!("/deals/{}", found.deal),
        remote: found.remote.clone().unwrap_or_default(),
        state: ui.t(&format!("sync-state-{}", found.state.code())),
        tone: tone(found.state),
        error: found.error.clone().unwrap_or_default(),
        next: next(&ui, &found),
        synced: moment(&ui, found.synced_at),
        gone: found.state == SyncState::Gone,
        pairs: pairs(&ui, connection.settings.currency, &ours, &theirs, owner),
        steps: lines.collect(),
        ui,
    })
}

fn next(ui: &Ui, record: &Record) -> String {
    if record.state == SyncState::Waiting { moment(ui, record.next_at) } else { String::new() }
}

pub(super) async fn replay(State(app): State<App>, me: Me, Path((id, record)): Path<(ConnectionId, SyncId)>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::replay(&work, id, record).await }).await?;
    Ok(flash_to(&app, &format!("/admin/connections/{id}/records/{record}"), "sync-replayed"))
}

#[derive(Template)]
#[template(path = "records/pages/rehearsal.html")]
struct RehearsalPage {
    ui: Ui,
    company: String,
    up: String,
    trouble: String,
    what: String,
    pairs: Vec<Pair>,
    title: String,
    description: Vec<String>,
}

/// What would be done with a field.
pub(crate) fn verdict(plan: &Plan, field: Field) -> &'static str {
    let m = &plan.merge;
    if plan.writes.has(field) {
        "push"
    } else if m.pull.contains(&field) {
        "pull"
    } else if m.agreed.contains(&field) {
        "agreed"
    } else if m.ask.iter().any(|(f, _)| *f == field) {
        "ask"
    } else {
        "left"
    }
}

/// Shows what would be written, and writes nothing.
pub(super) async fn rehearse(State(app): State<App>, me: Me, Path((id, record)): Path<(ConnectionId, SyncId)>) -> Reply {
    let claim = actions::rehearse(&app.read(&me.actor), id, record).await?;
    let driver = driver(secrets::target(&app, &claim.connection)?);
    let link = app.url(&format!("/deals/{}", claim.mirror.deal));
    let planned = plan(driver.as_ref(), &claim, &link).await;
    let ui = Page::full(&app, &me).await?;
    let mut page = RehearsalPage {
        company: claim.mirror.image.company.clone(),
        up: format!("/admin/connections/{id}/records/{record}"),
        trouble: String::new(),
        what: String::new(),
        pairs: Vec::new(),
        title: String::new(),
        description: Vec::new(),
        ui,
    };
    let ui = &page.ui;
    match planned {
        Err(trouble) => page.trouble = remedy(ui, &trouble),
        Ok(None) => page.what = ui.t("sync-would-gone"),
        Ok(Some(plan)) => {
            page.what = match (&plan.remote, plan.writes.fields.is_empty() && !plan.writes.text) {
                (None, _) => ui.t("sync-would-make"),
                (Some(_), true) => ui.t("sync-would-nothing"),
                (Some(found), false) => ui.t1("sync-would-write", "id", found.id.clone()),
            };
            let theirs = plan.remote.as_ref().map(|r| r.values.clone()).unwrap_or_default();
            let say = |field| ui.t(&format!("sync-verdict-{}", verdict(&plan, field)));
            page.pairs = pairs(ui, claim.connection.settings.currency, &plan.ours, &theirs, say);
            page.title = plan.deal.title;
            page.description = plan.deal.description.lines().map(str::to_owned).collect();
        }
    }
    html(&page)
}
