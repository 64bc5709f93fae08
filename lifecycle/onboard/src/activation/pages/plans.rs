//! The list of plans for staff: how far, who is next, for how long, and what was not clear.

use askama::Template;
use axum::extract::State;
use base::{Cursor, PageRequest};
use serde::Deserialize;
use ui::{Choice, Ui};
use web::{App, Me, Page, Query, Reply, html};

use super::super::actions;
use super::super::model::{BlockedBy, Filter, PlanState, Whole};

/// The groups of states that the filter offers; the first is shown without one.
const GROUPS: [(&str, &[&str]); 4] =
    [("open", &["prepared", "running"]), ("completed", &["completed"]), ("ended", &["ended"]), ("all", &PlanState::NAMES)];

/// Steps whose clarity is below this mean, in tenths, are named.
const CLEAR_ENOUGH: i64 = 40;

#[derive(Deserialize, Default)]
pub(super) struct ListQuery {
    #[serde(default)]
    state: String,
    #[serde(default)]
    mine: String,
    #[serde(default)]
    after: String,
}

struct Row {
    href: String,
    partner: String,
    title: String,
    percent: u64,
    done: String,
    blocked: String,
    blocked_tone: &'static str,
    step: String,
    days: String,
    expected: String,
    state: String,
    tone: &'static str,
    n_late: usize,
}

struct Unclear {
    title: String,
    mean: String,
    n: i64,
}

#[derive(Template)]
#[template(path = "activation/pages/plans.html")]
struct ListPage {
    ui: Ui,
    rows: Vec<Row>,
    groups: Vec<Choice>,
    state: &'static str,
    mine: bool,
    next: String,
    unclear: Vec<Unclear>,
    shows_clarity: bool,
}

pub(super) async fn list(State(app): State<App>, me: Me, Query(query): Query<ListQuery>) -> Reply {
    let ui = Page::full(&app, &me).await?;
    let work = app.read(&me.actor);
    let group = GROUPS.iter().find(|g| g.0 == query.state).unwrap_or(&GROUPS[0]);
    let mine = !query.mine.is_empty();
    let partners = if mine {
        let filter = partners::Filter { manager: me.actor.user, ..partners::Filter::default() };
        let own = partners::list(&work, &filter, &PageRequest::first(200)).await?;
        Some(own.items.into_iter().map(|p| p.id).collect())
    } else {
        None
    };
    let filter = Filter { states: group.1.to_vec(), partners };
    let page = actions::list(&work, &filter, &PageRequest::first(50).after(Cursor::decode(&query.after))).await?;
    let ids: Vec<_> = page.items.iter().map(|w| w.plan.partner).collect();
    let names = partners::names(&work, &ids).await?;
    let next = page
        .next
        .as_ref()
        .map(|c| format!("/activation/plans?state={}&mine={}&after={}", group.0, if mine { "1" } else { "" }, c.encode()));
    let rows = page.items.iter().map(|w| row(&work, &ui, w, names.get(&w.plan.partner).cloned().unwrap_or_default())).collect();
    let groups = GROUPS.iter().map(|g| Choice::new(g.0, ui.t(&format!("onboarding-group-{}", g.0)))).collect();
    let shows_clarity = me.can(&app, access::Permission::ActivationReview);
    let unclear = if shows_clarity { actions::clarity(&work).await? } else { Vec::new() };
    let unclear = unclear.into_iter().filter(|c| c.tenths < CLEAR_ENOUGH).map(|c| Unclear {
        title: c.title.get(ui.l.lang()).to_owned(),
        mean: format!("{}.{}", c.tenths / 10, c.tenths % 10),
        n: c.n,
    });
    html(&ListPage { rows, groups, state: group.0, mine, next: next.unwrap_or_default(), unclear: unclear.collect(), shows_clarity, ui })
}

fn row(work: &work::Work, ui: &Ui, w: &Whole, partner: String) -> Row {
    let outlook = actions::outlook(work, w);
    let until = w.plan.state().completed_at().unwrap_or(ui.now);
    let days = w.plan.state().since().map(|since| (until - since).num_days());
    let blocking = outlook.blocking.and_then(|id| w.steps.iter().find(|s| s.id == id));
    let is_open = matches!(w.plan.state(), PlanState::Prepared | PlanState::Running { .. });
    Row {
        href: format!("/activation/plans/{}", w.plan.id),
        partner,
        title: w.plan.title.get(ui.l.lang()).to_owned(),
        percent: u64::try_from(outlook.percent).unwrap_or(0),
        done: ui.t2("kit-of", "n", outlook.n_over, "all", outlook.n_steps),
        blocked: if is_open { ui.t(&format!("onboarding-with-{}", outlook.blocked_by.code())) } else { String::new() },
        blocked_tone: match outlook.blocked_by {
            BlockedBy::Vendor => "warning",
            BlockedBy::Partner => "info",
            BlockedBy::Nobody => "neutral",
        },
        step: if is_open { blocking.map(|s| s.spec.title.get(ui.l.lang()).to_owned()).unwrap_or_default() } else { String::new() },
        days: days.map(|d| ui.t1("onboarding-days", "n", d)).unwrap_or_default(),
        expected: outlook.expected.filter(|_| is_open).map(|e| ui.l.date_short(ui.l.day_of(e))).unwrap_or_default(),
        state: ui.t(&format!("activation-plan-{}", w.plan.state().name())),
        tone: match w.plan.state() {
            PlanState::Prepared => "neutral",
            PlanState::Running { .. } => "info",
            PlanState::Completed { .. } => "success",
            PlanState::Ended { .. } => "danger",
        },
        n_late: if is_open { w.steps.iter().filter(|s| actions::due(work, &w.plan, s).1 && s.spec.required).count() } else { 0 },
    }
}
