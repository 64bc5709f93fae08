//! What activation adds to gathering pages: home, partner, queue, next moves, figures.

use access::{Permission, Resource, Role};
use askama::Template;
use base::{PartnerId, Result};
use chrono::TimeDelta;
use i18n::L10n;
use ui::{Tone, Ui};
use web::{Figure, NextAction, QueueItem, Reader, Source};
use work::Work;

use super::actions;
use super::model::{BlockedBy, PlanState, Step, StepKind, StepState, Whole};
use super::pages::{StepView, step_view};

/// The name of the queue of documents to review and words to give.
pub(crate) const QUEUE: &str = "onboard.reviews";

/// Two business days are promised for a document.
const REVIEW: TimeDelta = TimeDelta::days(2);

/// How long the card of a complete plan stays on the partner's home.
const AFTERGLOW: TimeDelta = TimeDelta::days(45);

pub(crate) fn sources() -> Vec<Source> {
    vec![
        Source::Queue(QUEUE, |work, reader| Box::pin(queue(work, reader))),
        Source::Next(|work, reader| Box::pin(next(work, reader))),
        Source::HomeBlock(20, |work, reader| Box::pin(home(work, reader))),
        Source::PartnerBlock(20, |work, reader, partner| Box::pin(of_partner(work, reader, partner))),
        Source::Figures(|work, reader| Box::pin(figures(work, reader))),
    ]
}

async fn queue(work: &Work, reader: &Reader<'_>) -> Result<Vec<QueueItem>> {
    if !work.can(Permission::ActivationReview, &Resource::general("activation_step")) {
        return Ok(Vec::new());
    }
    let actor = work.actor();
    let runs_all = actor.has(Role::Owner) || actor.has(Role::PartnerOps);
    // A word is asked of whom the step names, and of whoever runs the program; a manager looks after the own partners.
    let is_mine = |s: &Step| {
        let word = s.spec.kind != StepKind::Approval || actor.has(s.spec.owner);
        let own = !actor.has(Role::ChannelManager) || actor.assigned.is_empty() || actor.assigned.contains(&s.partner);
        runs_all || (word && own)
    };
    let mut waiting = actions::waiting(work).await?;
    waiting.retain(is_mine);
    let ids: Vec<PartnerId> = waiting.iter().map(|s| s.partner).collect();
    let names = partners::names(work, &ids).await?;
    let item = |s: Step| {
        let since = s.state().at().unwrap_or(work.now());
        let is_document = s.spec.kind == StepKind::Document;
        let detail = match s.state() {
            StepState::InReview { by, .. } => reader.l.t1("activation-queue-taken", "by", by.as_str()),
            StepState::Submitted { by, .. } => reader.l.t1("activation-queue-document", "by", by.as_str()),
            StepState::Locked
            | StepState::Open { .. }
            | StepState::Returned { .. }
            | StepState::Done { .. }
            | StepState::Skipped { .. } => reader.l.t("activation-queue-approval"),
        };
        QueueItem {
            kind: reader.l.t(if is_document { "activation-queue-kind-document" } else { "activation-queue-kind-approval" }),
            icon: if is_document { ui::icon("file-check") } else { ui::icon("clipboard-check") },
            title: s.spec.title.get(reader.l.lang()).to_owned(),
            detail,
            href: format!("/activation/steps/{}#review", s.id),
            partner: names.get(&s.partner).cloned(),
            since,
            due: Some(since + REVIEW),
        }
    };
    Ok(waiting.into_iter().map(item).collect())
}

/// The partner's own plan, if the reader is of a partner that has one that goes on.
async fn own(work: &Work, reader: &Reader<'_>) -> Result<Option<Whole>> {
    let Some(partner) = reader.me.actor.partner else { return Ok(None) };
    if !work.can(Permission::ActivationRead, &Resource::of("activation_plan", partner)) {
        return Ok(None);
    }
    let found = actions::of_partner(work, partner).await?;
    Ok(found.filter(|w| match w.plan.state() {
        PlanState::Prepared | PlanState::Running { .. } => true,
        PlanState::Completed { at, .. } => work.now() - *at < AFTERGLOW && w.steps.iter().any(|s| !s.state().is_over()),
        PlanState::Ended { .. } => false,
    }))
}

async fn next(work: &Work, reader: &Reader<'_>) -> Result<Vec<NextAction>> {
    let Some(whole) = own(work, reader).await? else { return Ok(Vec::new()) };
    // The agreement speaks for itself, first of all.
    let Some(step) = actions::next(work, &whole).filter(|s| !matches!(s.spec.kind, StepKind::Agreement(_))) else { return Ok(Vec::new()) };
    let (due, is_late) = actions::due(work, &whole.plan, step);
    let v = step_view(work, reader.l, &whole, step);
    let why = step.spec.why.get(reader.l.lang());
    let reason = match due {
        Some(due) => reader.l.ta("activation-next-reason", &[("why", why.into()), ("date", reader.l.day(reader.l.day_of(due)).into())]),
        None => why.to_owned(),
    };
    Ok(vec![NextAction {
        icon: icon(&step.spec.kind),
        tone: if is_late { Tone::Danger } else { Tone::Brand },
        title: v.title,
        reason,
        verb: v.verb,
        href: v.action,
        // A partner that is not active earns nothing at all; later a step is one move among others.
        value: if whole.plan.state().completed_at().is_none() { 50_000_000 } else { 1_000_000 },
        due,
    }])
}

fn icon(kind: &StepKind) -> &'static str {
    match kind {
        StepKind::Form(_) => ui::icon("clipboard-list"),
        StepKind::Document => ui::icon("upload"),
        StepKind::Agreement(_) => ui::icon("pen-line"),
        StepKind::Course(_) => ui::icon("graduation-cap"),
        StepKind::First(_) => ui::icon("handshake"),
        StepKind::Approval => ui::icon("clipboard-check"),
    }
}

/// A run of done steps as one line, as people count them.
struct Past {
    title: String,
    end: String,
}

#[derive(Template)]
#[template(path = "activation/pages/card.html")]
struct Card {
    ui: Ui,
    title: String,
    href: String,
    done: String,
    n_over: u64,
    n_steps: u64,
    past: Vec<Past>,
    now: Vec<StepView>,
    ahead: Vec<StepView>,
    n_ahead: u64,
    note: String,
}

/// The card on the partner's home: what is done in short, what is to do now, what comes.
async fn home(work: &Work, reader: &Reader<'_>) -> Result<Option<String>> {
    let Some(whole) = own(work, reader).await? else { return Ok(None) };
    card(work, reader.l, &whole, "/activation".to_owned()).map(Some)
}

fn card(work: &Work, l: &L10n, whole: &Whole, href: String) -> Result<String> {
    let outlook = actions::outlook(work, whole);
    let mut now = Vec::new();
    let mut ahead = Vec::new();
    let over: Vec<&Step> = whole.steps.iter().filter(|s| s.state().is_over()).collect();
    for step in whole.steps.iter().filter(|s| !s.state().is_over()) {
        let mut view = step_view(work, l, whole, step);
        if *step.state() == StepState::Locked {
            view.detail.clear();
            view.end.clear();
            ahead.push(view);
        } else {
            now.push(view);
        }
    }
    // No more than five tasks at once, and a short look ahead.
    ahead.splice(0..0, now.split_off(now.len().min(5)));
    let n_ahead = u64::try_from(ahead.len().saturating_sub(3)).unwrap_or(0);
    ahead.truncate(3);
    let shown = over.len().saturating_sub(3);
    let mut past: Vec<Past> = Vec::new();
    if shown > 0 {
        past.push(Past { title: l.t1("activation-earlier", "n", shown), end: String::new() });
    }
    past.extend(over.iter().skip(shown).map(|s| Past {
        title: s.spec.title.get(l.lang()).to_owned(),
        end: s.state().at().map(|at| l.day(l.day_of(at))).unwrap_or_default(),
    }));
    let note = match (whole.plan.state(), outlook.expected) {
        (PlanState::Prepared, _) => l.t("activation-prepared"),
        (PlanState::Running { .. }, Some(at)) => l.t1("activation-expected-on", "date", l.date(l.day_of(at))),
        (PlanState::Completed { .. }, _) => l.t("activation-active"),
        (PlanState::Running { .. } | PlanState::Ended { .. }, _) => String::new(),
    };
    let card = Card {
        title: whole.plan.title.get(l.lang()).to_owned(),
        href,
        done: l.ta("kit-of", &[("n", outlook.n_over.into()), ("all", outlook.n_steps.into())]),
        n_over: u64::try_from(outlook.n_over).unwrap_or(0),
        n_steps: u64::try_from(outlook.n_steps).unwrap_or(0),
        past,
        now,
        ahead,
        n_ahead,
        note,
        ui: Ui::new(l.clone(), work.now()),
    };
    Ok(card.render().map_err(|e| base::Fault::new("rendering the activation card", e))?)
}

#[derive(Template)]
#[template(path = "activation/pages/partner.html")]
struct PartnerCard {
    ui: Ui,
    href: String,
    percent: u64,
    state: String,
    tone: &'static str,
    started: String,
    expected: String,
    completed: String,
    blocked: String,
}

/// The block on a partner's page: how far, who is next, when.
async fn of_partner(work: &Work, reader: &Reader<'_>, partner: PartnerId) -> Result<Option<String>> {
    if !work.can(Permission::ActivationRead, &Resource::of("activation_plan", partner)) {
        return Ok(None);
    }
    let Some(whole) = actions::of_partner(work, partner).await? else { return Ok(None) };
    let l = reader.l;
    let outlook = actions::outlook(work, &whole);
    let blocking = outlook.blocking.and_then(|id| whole.steps.iter().find(|s| s.id == id));
    let name = partners::names(work, &[partner]).await?.remove(&partner).unwrap_or_default();
    let day = |at| l.date(l.day_of(at));
    let is_open = whole.plan.state().completed_at().is_none() && whole.plan.is_open();
    let blocked = blocking.filter(|_| is_open).map(|s| {
        let to_reader = !reader.me.is_staff() && outlook.blocked_by == BlockedBy::Partner;
        let key = format!("activation-blocked-{}", if to_reader { "you" } else { outlook.blocked_by.code() });
        l.ta(&key, &[("step", s.spec.title.get(l.lang()).into()), ("partner", name.as_str().into())])
    });
    let card = PartnerCard {
        href: if reader.me.is_staff() { format!("/activation/plans/{}", whole.plan.id) } else { "/activation".to_owned() },
        percent: u64::try_from(outlook.percent).unwrap_or(0),
        state: l.t(&format!("activation-plan-{}", whole.plan.state().name())),
        tone: match whole.plan.state() {
            PlanState::Prepared => "neutral",
            PlanState::Running { .. } => "info",
            PlanState::Completed { .. } => "success",
            PlanState::Ended { .. } => "danger",
        },
        started: whole.plan.state().since().map(day).unwrap_or_default(),
        expected: outlook.expected.filter(|_| is_open).map(day).unwrap_or_default(),
        completed: whole.plan.state().completed_at().map(day).unwrap_or_default(),
        blocked: blocked.unwrap_or_default(),
        ui: Ui::new(l.clone(), work.now()),
    };
    Ok(Some(card.render().map_err(|e| base::Fault::new("rendering a partner's activation", e))?))
}

/// For staff: how many partners are on their way, and how long it takes them.
async fn figures(work: &Work, reader: &Reader<'_>) -> Result<Vec<Figure>> {
    if !reader.me.is_staff() || !work.can(Permission::ActivationRead, &Resource::general("activation_plan")) {
        return Ok(Vec::new());
    }
    let l = reader.l;
    let pace = actions::pace(work).await?;
    let days = |n: Option<i64>| n.map_or_else(|| l.t("onboard-figure-none"), |n| l.t1("onboarding-days", "n", n));
    let delta = match (pace.median_days, pace.median_days_before) {
        (Some(now), Some(before)) if now != before => Some((l.t1("onboarding-days", "n", (now - before).abs()), now > before)),
        _ => None,
    };
    let on_the_way = Figure {
        key: "onboard.in_onboarding",
        label: l.t("onboard-figure-in-onboarding"),
        definition: l.t("onboard-figure-in-onboarding-definition"),
        value: l.number(pace.n_open),
        money: None,
        delta: None,
        note: l.t1("onboard-figure-in-onboarding-note", "n", pace.n_running),
        trend: Vec::new(),
        href: "/activation/plans".to_owned(),
        order: 210,
    };
    let time = Figure {
        key: "onboard.time_to_activate",
        label: l.t("onboard-figure-time-to-activate"),
        definition: l.t("onboard-figure-time-to-activate-definition"),
        value: days(pace.median_days),
        money: None,
        delta,
        note: l.t1("onboard-figure-time-to-activate-note", "n", pace.n_completed),
        trend: pace.monthly,
        href: "/activation/plans?state=completed".to_owned(),
        order: 220,
    };
    Ok(vec![on_the_way, time])
}
