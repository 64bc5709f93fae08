//! The partner's home, the vendor's overview, the work queue.

use access::Permission;
use askama::Template;
use axum::extract::State;
use chrono::Timelike as _;
use ui::{Tone, Ui};
use web::{App, Figure, Gate, Me, NextAction, Page, Reply, Routes, html, redirect};

use super::actions;
use crate::funnel::actions as funnel;
use crate::funnel::pages::{Bar, bars};

/// The sorts of things whose changes these pages show.
const TOPICS: &str = "accrual activation agreement application certificate deal partner statement";

pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/", Gate::SignedIn, home)
        .get("/console", Gate::May(Permission::OverviewRead), console)
        .get("/queue", Gate::May(Permission::ConsoleView), queue)
        .get("/figures", Gate::SignedIn, definitions)
}

#[derive(Template)]
#[template(path = "overview/pages/home.html")]
struct HomePage {
    ui: Ui,
    greeting: String,
    sub: String,
    figures: Vec<Figure>,
    next: Vec<NextAction>,
    main: Vec<String>,
    side: Vec<String>,
    can_register: bool,
    topics: &'static str,
}

async fn home(State(app): State<App>, me: Me) -> Reply {
    if me.is_staff() {
        return Ok(redirect("/console"));
    }
    let ui = Page::full(&app, &me).await?;
    let figures = actions::figures(&app, &me).await?;
    let mut next = actions::next(&app, &me).await?;
    next.truncate(5);
    let standing = partners::standing(&app.read(&me.actor), me.partner()?).await?;
    let sells = standing.holds("deal.register", me.actor.user);
    // Wide blocks (charts) stand in the main column, the others at the side; until a partner may
    // sell, the way there is the page.
    let wide = if sells { 20 } else { 30 };
    let (main, side): (Vec<_>, Vec<_>) = actions::blocks(&app, &me).await?.into_iter().partition(|b| b.0 < wide);
    let text = |blocks: Vec<(u16, String)>| blocks.into_iter().map(|b| b.1).collect();
    let sub = if next.is_empty() { ui.t("home-nothing") } else { ui.t1("home-needs", "n", next.len()) };
    html(&HomePage {
        greeting: greeting(&ui, &me, &app),
        sub,
        figures,
        next,
        main: text(main),
        side: text(side),
        can_register: sells && me.can(&app, Permission::DealRegister),
        topics: TOPICS,
        ui,
    })
}

fn greeting(ui: &Ui, me: &Me, app: &App) -> String {
    let name = me.account.as_ref().map(|a| a.name.split_whitespace().next().unwrap_or_default().to_owned()).unwrap_or_default();
    let hour = app.now().with_timezone(&me.zone).hour();
    let key = match hour {
        5..=11 => "home-morning",
        12..=17 => "home-afternoon",
        _ => "home-evening",
    };
    ui.t1(key, "name", name)
}

struct Waiting {
    kind: String,
    icon: &'static str,
    title: String,
    detail: String,
    href: String,
    partner: String,
    since: String,
    due: String,
    due_machine: String,
    tone: Tone,
}

async fn waiting(app: &App, me: &Me, ui: &Ui) -> base::Result<Vec<Waiting>> {
    let items = actions::queue(app, me).await?;
    let tone = |due: base::Instant| {
        let left = due - ui.now;
        if left < chrono::TimeDelta::zero() {
            Tone::Danger
        } else if left < chrono::TimeDelta::hours(24) {
            Tone::Warning
        } else {
            Tone::Neutral
        }
    };
    let rows = items.into_iter().map(|q| Waiting {
        kind: q.kind,
        icon: q.icon,
        title: q.title,
        detail: q.detail,
        href: q.href,
        partner: q.partner.unwrap_or_default(),
        since: ui.relative(&q.since),
        due: q.due.map(|d| ui.day_and_time(&d)).unwrap_or_default(),
        due_machine: q.due.map(|d| ui.machine(&d)).unwrap_or_default(),
        tone: q.due.map_or(Tone::Neutral, tone),
    });
    Ok(rows.collect())
}

#[derive(Template)]
#[template(path = "overview/pages/console.html")]
struct ConsolePage {
    ui: Ui,
    greeting: String,
    figures: Vec<Figure>,
    bars: Vec<Bar>,
    waiting: Vec<Waiting>,
    more: usize,
    topics: &'static str,
}

async fn console(State(app): State<App>, me: Me) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let figures = actions::figures(&app, &me).await?;
    let rows = funnel::year(&app.read(&me.actor)).await?;
    let mut waiting = waiting(&app, &me, &ui).await?;
    let more = waiting.len().saturating_sub(8);
    waiting.truncate(8);
    html(&ConsolePage { greeting: greeting(&ui, &me, &app), bars: bars(&ui, &rows), figures, waiting, more, topics: TOPICS, ui })
}

#[derive(Template)]
#[template(path = "overview/pages/queue.html")]
struct QueuePage {
    ui: Ui,
    waiting: Vec<Waiting>,
    topics: &'static str,
}

async fn queue(State(app): State<App>, me: Me) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let waiting = waiting(&app, &me, &ui).await?;
    html(&QueuePage { ui, waiting, topics: TOPICS })
}

#[derive(Template)]
#[template(path = "overview/pages/definitions.html")]
struct DefinitionsPage {
    ui: Ui,
    figures: Vec<Figure>,
}

/// What each figure means, with the way to its rows.
async fn definitions(State(app): State<App>, me: Me) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let figures = actions::figures(&app, &me).await?;
    html(&DefinitionsPage { ui, figures })
}
