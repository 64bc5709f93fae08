//! Pages of the coverage plan, for staff.

mod approve;
mod block;
mod draft;
mod form;
mod history;
mod import;
mod named;
mod rule;
mod view;

pub(crate) use approve::queue;
pub(crate) use block::of_account;

use access::Permission;
use askama::Template;
use axum::extract::State;
use base::{Cursor, Error, PageRequest, Result};
use serde::Deserialize;
use ui::{Errors, Ui};
use web::{App, FormErrors, Gate, Me, Page, Path, Query, Reply, Routes, flash_to, html};

use super::actions;
use super::model::{Plan, PlanState};
use view::{NameView, People, RuleView, ServedView, name_views, rule_views, served_view};

pub(crate) fn routes() -> Routes {
    let (read, manage) = (Gate::May(Permission::CoverageRead), Gate::May(Permission::CoverageManage));
    Routes::new()
        .get("/coverage", read, show)
        .get("/coverage/versions/{version}", read, version)
        .get("/accounts/{id}/coverage", read, history::show)
        .post("/coverage/draft", manage, begin)
        .get("/coverage/draft", manage, draft::show)
        .get("/coverage/draft/rule", manage, rule::edit)
        .post("/coverage/draft/rule", manage, rule::save)
        .post("/coverage/draft/order", manage, draft::order)
        .get("/coverage/draft/name", manage, named::edit)
        .post("/coverage/draft/name", manage, named::save)
        .get("/coverage/draft/import", manage, import::show)
        .post("/coverage/draft/import", manage, import::upload)
        .post("/coverage/draft/what-if", manage, draft::what_if)
        .post("/coverage/draft/publication", manage, draft::publish)
        .post("/coverage/draft/removal", manage, draft::discard)
        .post("/coverage/draft/approval", manage, approve::approve)
        .post("/coverage/draft/refusal", manage, approve::refuse)
        .post("/coverage/draft/withdrawal", manage, approve::withdraw)
        .post("/coverage/approval", Gate::May(Permission::SettingsManage), approve::set)
}

/// Plans are the vendor's: to everybody else there is no such page.
fn staff_only(me: &Me) -> Result<()> {
    if me.is_staff() { Ok(()) } else { Err(Error::missing()) }
}

/// What is wrong with a form; also what somebody else was faster with.
fn wrong(e: Error, ui: &Ui) -> Result<Errors, web::Failed> {
    if e.kind() == Some(base::Kind::Stale) {
        return Ok(Errors::from_refusal(&ui.l, &base::Simple::new("stale", base::Kind::Stale)));
    }
    FormErrors::of(e, &ui.l)
}

struct Version {
    href: String,
    title: String,
    sub: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "coverage/pages/plan.html")]
struct PlanPage {
    ui: Ui,
    /// The version that is shown; 0 when no plan is in force.
    version: i64,
    badge: String,
    since: String,
    reason: String,
    /// Who proposed and who approved it; empty when nobody had to.
    agreed: String,
    rules: Vec<RuleView>,
    otherwise: ServedView,
    names: Vec<NameView>,
    n_names: u64,
    next: String,
    versions: Vec<Version>,
    /// Who began the draft and when; empty when there is none.
    draft: String,
    /// Whether the draft waits for a second person.
    waits: bool,
    can_manage: bool,
    can_set: bool,
    approval: &'static str,
    approvals: Vec<ui::Choice>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct PlanQuery {
    after: String,
}

async fn page(app: &App, me: &Me, plan: Option<Plan>, query: &PlanQuery) -> Reply {
    let work = app.read(&me.actor);
    let ui = Page::full(app, me).await?;
    let latest = actions::latest(&work).await?;
    let can_manage = me.can(app, Permission::CoverageManage);
    let draft = if can_manage { actions::draft(&work).await? } else { None };
    let proposed = match &draft {
        Some(draft) => actions::proposal(&work, draft.version).await?,
        None => None,
    };
    let agreed = match &plan {
        Some(plan) => actions::proposal(&work, plan.version).await?,
        None => None,
    };
    let newest = latest.first().map_or(0, |p| p.version);
    let shown = plan.as_ref().map_or(0, |p| p.version);
    let after = Cursor::decode(&query.after);
    let (names, n_names) = actions::names(&work, shown, &PageRequest::first(50).after(after)).await?;
    let next = names.next.as_ref().map(|c| format!("/coverage/versions/{shown}?after={}", c.encode())).unwrap_or_default();
    let people = People::of(&work, plan.as_ref(), &names.items).await?;
    let versions = latest.iter().map(|p| Version {
        href: format!("/coverage/versions/{}", p.version),
        title: ui.t1("coverage-version", "n", p.version),
        sub: published(&ui, p),
        current: p.version == newest,
    });
    html(&PlanPage {
        version: shown,
        badge: if shown == newest { ui.t("coverage-in-force") } else { ui.t("coverage-former") },
        since: plan.as_ref().map(|p| published(&ui, p)).unwrap_or_default(),
        reason: match plan.as_ref().map(|p| &p.state) {
            Some(PlanState::Published { reason, .. }) => reason.clone(),
            _ => String::new(),
        },
        agreed: approve::agreed(&ui, agreed.as_ref()),
        rules: plan.as_ref().map(|p| rule_views(&ui, p, &people)).unwrap_or_default(),
        otherwise: plan.as_ref().map(|p| served_view(&ui, &p.otherwise, &people)).unwrap_or_default(),
        names: name_views(&ui, names.items, &people),
        n_names,
        next,
        versions: versions.collect(),
        draft: draft
            .map(|d| ui.t2("coverage-draft-begun", "who", d.begun_by.as_str(), "when", ui.date_time(&d.begun_at)))
            .unwrap_or_default(),
        waits: proposed.is_some_and(|p| p.waits()),
        can_manage,
        can_set: me.can(app, Permission::SettingsManage),
        approval: actions::approval(&work).await?.code(),
        approvals: approve::choices(&ui),
        ui,
    })
}

/// Since when a plan is in force and who put it there.
fn published(ui: &Ui, p: &Plan) -> String {
    match &p.state {
        PlanState::Published { at, by, .. } => ui.t2("coverage-since", "when", ui.date_time(at), "who", by.as_str()),
        PlanState::Draft => String::new(),
    }
}

async fn show(State(app): State<App>, me: Me) -> Reply {
    staff_only(&me)?;
    let plan = actions::in_force(&app.read(&me.actor)).await?;
    page(&app, &me, plan, &PlanQuery::default()).await
}

async fn version(State(app): State<App>, me: Me, Path(version): Path<i64>, Query(query): Query<PlanQuery>) -> Reply {
    staff_only(&me)?;
    let plan = actions::get(&app.read(&me.actor), version).await?;
    // The draft has its own page, for those who work on it.
    if plan.is_draft() {
        return Err(Error::missing().into());
    }
    page(&app, &me, Some(plan), &query).await
}

async fn begin(State(app): State<App>, me: Me) -> Reply {
    staff_only(&me)?;
    app.transact(&me.actor, |work| async move { actions::begin(&work).await }).await?;
    Ok(flash_to(&app, "/coverage/draft", "coverage-draft-ready"))
}
