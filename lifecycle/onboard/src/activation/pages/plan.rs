//! The whole plan, the same for both sides.

use askama::Template;
use axum::extract::State;
use base::{ActivationPlanId, Error};
use partners::Partner;
use ui::Ui;
use web::{App, Me, Page, Path, Reply, html, redirect};
use work::Work;

use super::super::actions;
use super::super::model::{BlockedBy, PlanState, Whole};
use super::view::{StepView, step_view};

/// Who looks after the partner.
struct Manager {
    name: String,
    initials: String,
    hue: u8,
    email: String,
}

#[derive(Template)]
#[template(path = "activation/pages/plan.html")]
struct PlanPage {
    ui: Ui,
    partner: Partner,
    title: String,
    state: String,
    tone: &'static str,
    sub: String,
    id: String,
    required: Vec<StepView>,
    optional: Vec<StepView>,
    percent: u64,
    done: String,
    started: String,
    expected: String,
    completed: String,
    operational: String,
    first_deal: String,
    blocked: String,
    is_prepared: bool,
    is_active: bool,
    next: Option<StepView>,
    manager: Option<Manager>,
}

impl PlanPage {
    fn manager_key(&self) -> &'static str {
        if self.ui.console { "activation-manager-of" } else { "activation-manager" }
    }
}

#[derive(Template)]
#[template(path = "activation/pages/none.html")]
struct NonePage {
    ui: Ui,
}

/// The partner's own plan; staff find the list.
pub(super) async fn own(State(app): State<App>, me: Me) -> Reply {
    let Some(partner) = me.actor.partner else { return Ok(redirect("/activation/plans")) };
    let work = app.read(&me.actor);
    match actions::of_partner(&work, partner).await? {
        Some(whole) => html(&shown(&app, &me, &work, whole).await?),
        None => html(&NonePage { ui: Page::full(&app, &me).await? }),
    }
}

pub(super) async fn show(State(app): State<App>, me: Me, Path(id): Path<ActivationPlanId>) -> Reply {
    let work = app.read(&me.actor);
    let whole = actions::get(&work, id).await?;
    html(&shown(&app, &me, &work, whole).await?)
}

async fn shown(app: &App, me: &Me, work: &Work, whole: Whole) -> Result<PlanPage, Error> {
    let ui = Page::full(app, me).await?;
    let l = &ui.l;
    let partner = partners::get(work, whole.plan.partner).await?;
    let outlook = actions::outlook(work, &whole);
    let views: Vec<StepView> = whole.steps.iter().map(|s| step_view(work, l, &whole, s)).collect();
    let next = actions::next(work, &whole).map(|s| step_view(work, l, &whole, s));
    let day = |at: base::Instant| l.date(l.day_of(at));
    let manager = match partner.manager {
        Some(id) => identity::get(work, id).await.ok(),
        None => None,
    };
    let first_deal = whole
        .steps
        .iter()
        .find(|s| s.spec.kind.subject() == "deal_approved")
        .and_then(|s| s.state().is_over().then(|| s.state().at()).flatten());
    let blocking = outlook.blocking.and_then(|id| whole.steps.iter().find(|s| s.id == id));
    let (required, optional) = views.into_iter().partition(|v| v.is_required);
    let tone = match whole.plan.state() {
        PlanState::Prepared => "neutral",
        PlanState::Running { .. } => "info",
        PlanState::Completed { .. } => "success",
        PlanState::Ended { .. } => "danger",
    };
    Ok(PlanPage {
        title: whole.plan.title.get(l.lang()).to_owned(),
        state: ui.t(&format!("activation-plan-{}", whole.plan.state().name())),
        tone,
        sub: if ui.console { partner.name.clone() } else { ui.t("activation-sub") },
        id: whole.plan.id.to_string(),
        percent: u64::try_from(outlook.percent).unwrap_or(0),
        done: ui.t2("kit-of", "n", outlook.n_over, "all", outlook.n_steps),
        started: whole.plan.state().since().map_or_else(|| ui.t("activation-clock-not"), day),
        expected: outlook.expected.map(day).unwrap_or_default(),
        completed: whole.plan.state().completed_at().map(day).unwrap_or_default(),
        operational: whole.plan.state().completed_at().map_or_else(|| ui.t("activation-not-yet"), day),
        first_deal: first_deal.map_or_else(|| ui.t("activation-not-yet"), day),
        blocked: blocking
            .map(|s| {
                let whom = if !ui.console && outlook.blocked_by == BlockedBy::Partner { "you" } else { outlook.blocked_by.code() };
                ui.t2(&format!("activation-blocked-{whom}"), "step", s.spec.title.get(l.lang()), "partner", partner.name.as_str())
            })
            .unwrap_or_default(),
        is_prepared: *whole.plan.state() == PlanState::Prepared,
        is_active: whole.plan.state().completed_at().is_some(),
        manager: manager.map(|m| Manager { initials: base::initials(&m.name), hue: ui::hue(&m.name), name: m.name, email: m.email }),
        required,
        optional,
        next,
        partner,
        ui,
    })
}
