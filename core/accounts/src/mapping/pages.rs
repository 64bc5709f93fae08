//! Pages of account mapping, the same for both sides.

mod agree;
mod introduce;
mod list;

use access::Permission;
use askama::Template;
use axum::extract::State;
use base::{AccountMapId, AccountMapListId, Error, Result};
use serde::Deserialize;
use ui::{Choice, Errors, Tone, Ui};
use web::{App, Form, FormErrors, Gate, Me, Page, Path, Query, Reply, Routes, flash_to, html};
use work::Work;

use super::actions;
use super::model::{Level, Overlap, Roughly, Seen, Shown, Terms};

/// How many overlaps are shown at once.
const PAGE: usize = 100;

pub(crate) fn routes() -> Routes {
    let (read, manage) = (Gate::May(Permission::MappingRead), Gate::May(Permission::MappingManage));
    Routes::new()
        .get("/mapping", read, overview)
        .get("/mapping/new", manage, agree::new)
        .post("/mapping", manage, agree::propose)
        .get("/mapping/join", manage, agree::ask_join)
        .post("/mapping/join", manage, agree::join)
        .get("/mapping/lists/new", manage, list::new)
        .post("/mapping/lists", manage, list::add)
        .get("/mapping/lists/{id}", read, list::show)
        .post("/mapping/lists/{id}/removal", manage, list::remove)
        .get("/mapping/{id}", read, show)
        .post("/mapping/{id}/consent", manage, consent)
        .post("/mapping/{id}/withdrawal", manage, withdraw)
        .get("/mapping/{id}/introductions/new", manage, introduce::ask_page)
        .post("/mapping/{id}/introductions", manage, introduce::ask)
        .get("/mapping/{id}/introductions/{number}", manage, introduce::answer_page)
        .post("/mapping/{id}/introductions/{number}", manage, introduce::answer)
}

/// What is wrong with a form, with the names that its fields have here.
fn wrong(e: Error, ui: &Ui) -> Result<Errors, web::Failed> {
    let errors = FormErrors::of(e, &ui.l)?;
    let names = [
        ("name", "mapping-list-name"),
        ("population", "mapping-population"),
        ("stage", "mapping-stage"),
        ("file", "mapping-file"),
        ("with", "mapping-with"),
        ("code", "mapping-code"),
        ("level", "mapping-level"),
        ("lists", "mapping-lists"),
    ];
    Ok(names.into_iter().fold(errors, |errors, (field, key)| errors.named(field, ui.t(key))))
}

/// The levels to choose from.
fn levels(ui: &Ui) -> Vec<Choice> {
    let level = |l: Level| Choice::new(l.code(), ui.t(l.label_key())).hint(ui.t(&format!("{}-hint", l.label_key())));
    Level::ALL.into_iter().map(level).collect()
}

/// An own list to choose.
struct Pick {
    id: String,
    name: String,
    sub: String,
    chosen: bool,
}

async fn picks(work: &Work, ui: &Ui, chosen: &[AccountMapListId]) -> Result<Vec<Pick>> {
    let pick = |l: super::model::List| Pick {
        id: l.id.to_string(),
        chosen: chosen.contains(&l.id),
        sub: format!("{} · {}", ui.t(l.population.label_key()), ui.t1("mapping-companies", "n", l.n)),
        name: l.name,
    };
    Ok(actions::lists::list(work).await?.into_iter().map(pick).collect())
}

/// What a form agrees to; what cannot be read is told with the field.
fn terms(level: &str, lists: &[String]) -> Result<Terms> {
    let mut invalid = base::Invalid::new();
    let known = Level::from_code(level);
    invalid.check(known.is_some(), "level", "choice");
    let lists: Vec<AccountMapListId> = lists.iter().filter_map(|l| l.parse().ok()).collect();
    invalid.check(!lists.is_empty(), "lists", "mapping.lists");
    let Some(level) = known else { return Err(invalid.into()) };
    invalid.finish()?;
    Ok(Terms { level, lists })
}

/// Where a mapping stands, in a word and with its color.
fn state(ui: &Ui, s: &Seen) -> (String, Tone) {
    let (key, tone) = match (&s.mine, &s.theirs) {
        (Some(_), Some(_)) => ("mapping-state-active", Tone::Success),
        (Some(_), None) => ("mapping-state-theirs", Tone::Warning),
        (None, Some(_)) => ("mapping-state-ours", Tone::Warning),
        (None, None) => ("mapping-state-off", Tone::Neutral),
    };
    (ui.t(key), tone)
}

/// What the other side is called; an open invitation has no name yet.
fn called(ui: &Ui, s: &Seen) -> String {
    s.other.as_ref().map_or_else(|| ui.t("mapping-invited"), |o| o.1.clone())
}

struct Line {
    href: String,
    name: String,
    sub: String,
    state: String,
    tone: Tone,
}

#[derive(Template)]
#[template(path = "mapping/pages/overview.html")]
struct OverviewPage {
    ui: Ui,
    maps: Vec<Line>,
    lists: Vec<Line>,
    can_manage: bool,
    is_partner: bool,
}

async fn overview(State(app): State<App>, me: Me) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let work = app.read(&me.actor);
    let line = |s: Seen| {
        let (state, tone) = state(&ui, &s);
        let level = s.level.map_or_else(|| ui.t("mapping-nothing-shown"), |l| ui.t(l.label_key()));
        Line { href: format!("/mapping/{}", s.id), name: called(&ui, &s), sub: level, state, tone }
    };
    let maps = actions::list(&work).await?.into_iter().map(line).collect();
    let line = |l: super::model::List| Line {
        href: format!("/mapping/lists/{}", l.id),
        sub: format!("{} · {}", ui.t1("mapping-companies", "n", l.n), ui.date_time(&l.changed_at)),
        state: ui.t(l.population.label_key()),
        tone: Tone::Neutral,
        name: l.name,
    };
    let lists = actions::lists::list(&work).await?.into_iter().map(line).collect();
    html(&OverviewPage { maps, lists, can_manage: me.can(&app, Permission::MappingManage), is_partner: me.is_member(), ui })
}

struct Cell {
    ours: String,
    theirs: String,
    n: String,
}

/// An overlap, and where one asks to be introduced there.
struct Met {
    mine: (super::model::Population, super::model::Company),
    theirs: (super::model::Population, super::model::Company),
    ask: String,
}

impl Met {
    fn of(id: AccountMapId, can_ask: bool, o: Overlap) -> Self {
        let ask = if can_ask { format!("/mapping/{id}/introductions/new?company={}", introduce::key(o.place)) } else { String::new() };
        Self { mine: o.mine, theirs: o.theirs, ask }
    }
}

#[derive(Template)]
#[template(path = "mapping/pages/show.html")]
struct ShowPage {
    ui: Ui,
    href: String,
    withdrawal: String,
    name: String,
    state: String,
    tone: Tone,
    /// What is shown; empty when nothing is.
    level: String,
    explain: String,
    ours: String,
    theirs: String,
    is_running: bool,
    counts: Vec<Cell>,
    has_names: bool,
    has_owners: bool,
    overlaps: Vec<Met>,
    /// Requests for introductions; none below the highest level.
    introductions: Vec<introduce::AskedView>,
    next: String,
    agreed: bool,
    chosen: String,
    levels: Vec<Choice>,
    picks: Vec<Pick>,
    can_manage: bool,
    errors: Errors,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ShowQuery {
    skip: String,
}

async fn show(State(app): State<App>, me: Me, Path(id): Path<AccountMapId>, Query(query): Query<ShowQuery>) -> Reply {
    let skip = query.skip.parse().unwrap_or(0).min(1_000_000);
    let shown = app.transact(&me.actor, |work| async move { actions::see::see(&work, id, skip, PAGE).await }).await?;
    html(&page(&app, &me, id, shown, skip, None, Errors::none()).await?)
}

/// The page of a mapping; with a form that was refused, as it was filled in.
async fn page(
    app: &App,
    me: &Me,
    id: AccountMapId,
    shown: Option<Shown>,
    skip: usize,
    form: Option<&ConsentForm>,
    errors: Errors,
) -> Result<ShowPage> {
    let ui = Page::full(app, me).await?;
    let work = app.read(&me.actor);
    let seen = actions::get(&work, id).await?;
    let (state, tone) = state(&ui, &seen);
    let name = called(&ui, &seen);
    let chosen: Vec<AccountMapListId> = match form {
        Some(f) => f.lists.iter().filter_map(|l| l.parse().ok()).collect(),
        None => seen.mine.as_ref().map(|c| c.terms.lists.clone()).unwrap_or_default(),
    };
    let count = |(ours, theirs, n): (super::model::Population, super::model::Population, Roughly)| Cell {
        ours: ui.t(ours.label_key()),
        theirs: ui.t(theirs.label_key()),
        n: match n {
            Roughly::Fewer(n) => ui.t1("mapping-fewer", "n", n),
            Roughly::AtLeast(n) => ui.t1("mapping-at-least", "n", n),
        },
    };
    let (level, counts, overlaps, more, is_running) = match shown {
        Some(s) => (Some(s.level), s.counts.into_iter().map(count).collect(), s.overlaps, s.more, s.is_running),
        None => (None, Vec::new(), Vec::new(), 0, false),
    };
    let ours = seen
        .mine
        .as_ref()
        .map(|c| ui.t3("mapping-ours-given", "level", ui.t(c.terms.level.label_key()), "who", c.by.as_str(), "when", ui.date_time(&c.at)));
    let theirs = seen.theirs.as_ref().map(|(level, at, populations)| {
        let populations: Vec<String> = populations.iter().map(|p| ui.t(p.label_key())).collect();
        ui.t3("mapping-theirs-given", "level", ui.t(level.label_key()), "what", populations.join(", "), "when", ui.date_time(at))
    });
    let can_manage = me.can(app, Permission::MappingManage);
    let level_now = form.map(|f| f.level.clone()).or_else(|| seen.mine.as_ref().map(|c| c.terms.level.code().to_owned()));
    Ok(ShowPage {
        href: format!("/mapping/{id}"),
        withdrawal: format!("/mapping/{id}/withdrawal"),
        explain: match (&seen.mine, &seen.theirs) {
            (Some(_), None) => ui.t1("mapping-waits-theirs", "name", name.as_str()),
            (None, Some(_)) => ui.t1("mapping-waits-ours", "name", name.as_str()),
            (None, None) => ui.t("mapping-waits-both"),
            (Some(_), Some(_)) if level.is_none() && form.is_none() => ui.t("mapping-short"),
            (Some(_), Some(_)) => String::new(),
        },
        state,
        tone,
        ours: ours.unwrap_or_else(|| ui.t("mapping-not-agreed")),
        theirs: theirs.unwrap_or_else(|| ui.t("mapping-not-agreed")),
        is_running,
        counts,
        has_names: level.is_some_and(|l| l > Level::Count),
        has_owners: level == Some(Level::Owner),
        level: level.map(|l| ui.t(l.label_key())).unwrap_or_default(),
        next: if more > 0 { format!("/mapping/{id}?skip={}", skip.saturating_add(overlaps.len())) } else { String::new() },
        overlaps: overlaps.into_iter().map(|o| Met::of(id, can_manage && level == Some(Level::Owner), o)).collect(),
        introductions: introduce::views(&work, &ui, id).await?,
        agreed: seen.mine.is_some(),
        chosen: level_now.unwrap_or_else(|| Level::Count.code().to_owned()),
        levels: levels(&ui),
        picks: picks(&work, &ui, &chosen).await?,
        can_manage,
        name,
        errors,
        ui,
    })
}

#[derive(Debug, Clone, Deserialize, Default)]
#[serde(default)]
struct ConsentForm {
    level: String,
    lists: Vec<String>,
}

async fn consent(State(app): State<App>, me: Me, Path(id): Path<AccountMapId>, Form(form): Form<ConsentForm>) -> Reply {
    match agreed(&app, &me, id, &form).await {
        Ok(()) => Ok(flash_to(&app, &format!("/mapping/{id}"), "mapping-agreed")),
        Err(e) => {
            let errors = wrong(e, &Page::plain(&app, &me))?;
            Page::refused(&page(&app, &me, id, None, 0, Some(&form), errors).await?)
        }
    }
}

async fn agreed(app: &App, me: &Me, id: AccountMapId, form: &ConsentForm) -> Result<()> {
    let terms = &terms(&form.level, &form.lists)?;
    app.transact(&me.actor, |work| async move { actions::consent::agree(&work, id, terms).await }).await
}

async fn withdraw(State(app): State<App>, me: Me, Path(id): Path<AccountMapId>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::consent::withdraw(&work, id).await }).await?;
    Ok(flash_to(&app, &format!("/mapping/{id}"), "mapping-withdrawn"))
}
