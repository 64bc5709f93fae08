//! One deal: where it is, what to do, what was said and done.

use access::Permission;
use askama::Template;
use axum::extract::State;
use base::{DealId, PageRequest};
use serde::Deserialize;
use ui::{Errors, Html, Tone, Ui, icon};
use web::{App, Form, Me, Page, Path, Query, Reply, flash_to, html};

use super::super::actions::{self, Done, Evidence};
use super::super::model::{Deal, Move, StateKind, Terms};
use super::super::rules;
use super::around::{self, Around};
use super::banner::{Banner, banner};
use super::decisions::{self, DecisionView};
use super::input::errors_of;
use super::notes::remark;
use super::view::{decider, left, place_of, until_tone};
use crate::remarks::Remark;

pub(super) struct Line {
    pub(super) product: String,
    pub(super) quantity: i64,
    pub(super) amount: String,
}

struct Event {
    who: String,
    what: String,
    reason: String,
    machine: String,
    when: String,
    icon: &'static str,
    tone: Tone,
}

/// Another deal about the same customer, for those who decide.
pub(super) struct Rival {
    pub(super) href: String,
    pub(super) partner: String,
    pub(super) company: String,
    pub(super) held: String,
    pub(super) tone: Tone,
    pub(super) sure: String,
    pub(super) product: bool,
    pub(super) value: String,
    pub(super) since: String,
    pub(super) until: String,
}

/// What the reader may do, by what the state and the role allow.
#[derive(Default)]
struct Can {
    edit: bool,
    win: bool,
    lose: bool,
    withdraw: bool,
    extend: bool,
    decide: bool,
    reopen: bool,
    release: bool,
    note: bool,
    /// Whether a note can be a question how the deal stands, or the answer to one.
    ask: bool,
    again: bool,
    renew: bool,
}

#[derive(Template)]
#[template(path = "deals/pages/show.html")]
pub(super) struct ShowPage {
    ui: Ui,
    d: Deal,
    title: String,
    sub: String,
    badge: String,
    tone: Tone,
    countdown: String,
    countdown_tone: Tone,
    banner: Option<Banner>,
    can: Can,
    disputed: super::disputed::Disputed,
    stages: Vec<(&'static str, String, bool)>,
    value: String,
    close: String,
    role: String,
    source: String,
    country: String,
    answer: String,
    need: Html,
    lines: Vec<Line>,
    rivals: Vec<Rival>,
    why: Vec<String>,
    notes: Vec<Remark>,
    events: Vec<Event>,
    decisions: Vec<DecisionView>,
    partner: String,
    partner_href: String,
    reviewer: String,
    protected_until: String,
    days_gone: u64,
    days_all: u64,
    extensions: String,
    business: String,
    tender: String,
    term: String,
    around: Around,
    note_text: String,
    errors: Errors,
}

impl ShowPage {
    fn links(&self, place: &str) -> String {
        format!("/deals/{}/{place}", self.d.id)
    }

    fn again(&self) -> String {
        format!("/deals/new?from={}", self.d.id)
    }

    fn renewal(&self) -> String {
        format!("/deals/new?from={}&business=renewal", self.d.id)
    }

    fn percent(&self) -> String {
        self.ui.l.share(self.d.completeness, 100)
    }
}

fn can(app: &App, me: &Me, d: &Deal) -> Can {
    let about = actions::resource(d);
    let may = |p| Page::may(app, me, p, &about);
    let open = |m| !rules::targets(d.kind(), m).is_empty();
    let (edit, decide) = (may(Permission::DealEdit), may(Permission::DealDecide));
    Can {
        edit: edit && open(Move::Edit),
        win: edit && open(Move::Win),
        lose: edit && open(Move::Lose),
        withdraw: edit && open(Move::Withdraw),
        extend: if me.is_staff() {
            decide && open(Move::Extend)
        } else {
            edit && open(Move::Extend) && d.protected().is_some_and(|p| p.ask.is_none())
        },
        decide: decide && open(Move::Approve),
        reopen: decide && open(Move::Reopen),
        release: decide && open(Move::Release),
        note: edit && d.kind() != StateKind::Draft,
        ask: edit && matches!(d.kind(), StateKind::InReview | StateKind::Disputed | StateKind::Approved),
        renew: me.is_member() && may(Permission::DealRegister) && d.kind() == StateKind::Won,
        again: me.is_member()
            && may(Permission::DealRegister)
            && matches!(d.kind(), StateKind::Rejected | StateKind::Withdrawn | StateKind::Expired | StateKind::Released | StateKind::Lost),
    }
}

/// What was found, in words, for those who decide.
pub(super) fn rivals(ui: &Ui, found: Vec<Evidence>) -> Vec<Rival> {
    let rival = |e: Evidence| Rival {
        href: format!("/deals/{}", e.other.id),
        held: place_of(ui, e.other.state, e.other.stage).0,
        tone: if e.finding.same { Tone::Danger } else { Tone::Warning },
        sure: if e.finding.same { ui.t("deals-same-customer") } else { ui.t1("deals-likely-customer", "percent", e.finding.score / 10) },
        product: e.finding.same_product,
        value: ui.l.money(e.other.value),
        since: e.other.submitted_at.map(|at| ui.l.date_time(at)).unwrap_or_default(),
        until: e.other.protected_until.map(|at| ui.l.date_short(ui.l.day_of(at))).unwrap_or_default(),
        company: e.other.company,
        partner: e.partner,
    };
    found.into_iter().map(rival).collect()
}

/// The lines of a deal with the names of their products.
pub(super) fn named(ui: &Ui, d: &Deal, catalog: &[partners::Product]) -> Vec<Line> {
    let name = |id| catalog.iter().find(|p| p.id == id).map(|p| p.name.clone()).unwrap_or_default();
    let line = |l: &super::super::model::Line| Line {
        product: name(l.product),
        quantity: l.quantity,
        amount: ui.l.money(base::Money::new(l.amount_minor, d.registration.currency)),
    };
    d.registration.lines.iter().map(line).collect()
}

fn event(ui: &Ui, done: Done) -> Option<Event> {
    let (key, icon, tone) = match done.action.as_str() {
        "deal.submitted" => ("deals-did-submitted", icon("send"), Tone::Brand),
        "deal.approved" if done.what.iter().any(|w| w == "automatic") => ("deals-did-approved-rules", icon("shield-check"), Tone::Success),
        "deal.approved" => ("deals-did-approved", icon("shield-check"), Tone::Success),
        "deal.rejected" => ("deals-did-rejected", icon("ban"), Tone::Danger),
        "deal.stage_moved" => ("deals-did-moved", icon("arrow-right"), Tone::Brand),
        "deal.extended" => ("deals-did-extended", icon("calendar-plus"), Tone::Success),
        "deal.idle_told" => ("deals-did-idle", icon("hourglass"), Tone::Warning),
        "deal.released" => ("deals-did-released", icon("lock-open"), Tone::Warning),
        "deal.expired" => ("deals-did-expired", icon("timer"), Tone::Warning),
        "deal.withdrawn" => ("deals-did-withdrawn", icon("undo-2"), Tone::Neutral),
        "deal.won" => ("deals-did-won", icon("trophy"), Tone::Success),
        "deal.lost" => ("deals-did-lost", icon("x"), Tone::Neutral),
        "deal.reopened" => ("deals-did-reopened", icon("rotate-ccw"), Tone::Info),
        "deal.reminded" => ("deals-did-reminded", icon("bell"), Tone::Warning),
        "deal.escalated" => ("deals-did-escalated", icon("siren"), Tone::Danger),
        "deal.file_added" => ("deals-did-file-added", icon("paperclip"), Tone::Neutral),
        "deal.file_removed" => ("deals-did-file-removed", icon("x"), Tone::Neutral),
        "deal.assigned" | "deal.co_owner_added" | "deal.co_owner_removed" => ("deals-did-owner", icon("user"), Tone::Neutral),
        "deal.partner_left" => ("deals-did-left", icon("lock-open"), Tone::Warning),
        "deal.partner_back" => ("deals-did-back", icon("rotate-ccw"), Tone::Info),
        "deal.decided_for" => ("deals-did-decided-for", icon("user"), Tone::Neutral),
        "deal.renewal_told" => ("deals-did-renewal", icon("bell"), Tone::Info),
        "deal.changed" if done.what.iter().any(|f| f == "note") => return None,
        "deal.changed" if done.what.iter().any(|f| f == "extension_asked") => ("deals-did-asked", icon("clock"), Tone::Info),
        "deal.changed" if done.what.iter().any(|f| f == "extension_declined") => ("deals-did-declined", icon("ban"), Tone::Warning),
        "deal.changed" if done.what.iter().any(|f| f == "confirmed") => ("deals-did-confirmed", icon("check"), Tone::Neutral),
        "deal.changed" if done.what.iter().any(|f| f == "disputed") => ("deals-did-disputed", icon("scale"), Tone::Warning),
        "deal.changed" => ("deals-did-changed", icon("pencil"), Tone::Neutral),
        "deal.drafted" => ("deals-did-drafted", icon("pencil"), Tone::Neutral),
        _ => return None,
    };
    let what = match done.what.first() {
        Some(stage) if done.action == "deal.stage_moved" => ui.t1(key, "stage", ui.t(&format!("deal-stage-{stage}"))),
        Some(days) if done.action == "deal.reminded" => ui.t1(key, "days", days.parse::<i64>().unwrap_or(0)),
        Some(name) if done.action == "deal.decided_for" => ui.t1(key, "name", name.as_str()),
        Some(_) if key == "deals-did-changed" => {
            let fields: Vec<String> = done.what.iter().map(|f| ui.t(&format!("deal-field-{}", f.replace('_', "-")))).collect();
            ui.t1(key, "fields", fields.join(", "))
        }
        _ => ui.t(key),
    };
    Some(Event { who: done.who, what, reason: done.reason, machine: ui.machine(&done.at), when: ui.date_time(&done.at), icon, tone })
}

pub(super) async fn page(
    app: &App,
    me: &Me,
    id: DealId,
    full: bool,
    at: &str,
    note_text: String,
    errors: Errors,
) -> base::Result<ShowPage> {
    let ui = if full { Page::full(app, me).await? } else { Page::plain(app, me) };
    let work = app.read(&me.actor);
    let d = actions::get(&work, id).await?;
    let terms: Terms = actions::terms(&work).await?;
    let catalog = partners::products(&work).await?;
    let people = actions::people(&app.read(&app.system("deals")), d.partner).await?;
    let reviewer = decider(&ui, &people);
    let evidence = if me.is_staff() { actions::evidence(&work, &d).await? } else { Vec::new() };
    let notes = actions::notes(&work, id, &PageRequest::first(100)).await?.items;
    let events = actions::activity(&work, &d).await?.into_iter().filter_map(|done| event(&ui, done)).collect();
    let decided = actions::decisions(&work, id, &PageRequest::first(50)).await?.items;
    let names = actions::deciders(&app.read(&app.system("deals")), &decided).await?;
    let name = |d: &super::super::model::Decided| d.by.and_then(|by| names.get(&by).cloned()).unwrap_or_default();
    let decisions = decided.iter().map(|d| decisions::view(&ui, d, name(d), me.is_staff())).collect();
    let mut why: Vec<String> =
        d.review().filter(|_| me.is_staff()).map(|r| r.why.iter().map(|w| ui.t(&w.label_key())).collect()).unwrap_or_default();
    if me.is_staff() {
        why.extend(super::coverage::says(&work, &ui, &d).await?);
    }
    let (badge, _) = place_of(&ui, d.kind(), d.stage());
    let c = &d.registration.customer;
    let mut sub = vec![d.products.clone(), ui.l.money(d.value())];
    if me.is_staff() {
        sub.insert(0, people.partner.clone());
    }
    sub.retain(|s| !s.is_empty());
    let (countdown, countdown_tone) = match (d.protected(), d.review()) {
        (Some(p), _) => (left(&ui, p.until), until_tone(ui.now, p.until)),
        (None, Some(r)) => (
            ui.t1("deals-answer-by", "by", ui.day_and_time(&r.decide_by)),
            if r.decide_by <= ui.now { Tone::Danger } else { Tone::Warning },
        ),
        (None, None) => (String::new(), Tone::Neutral),
    };
    let days = |span: chrono::TimeDelta| u64::try_from(span.num_days()).unwrap_or(0);
    let protection = d.protected().cloned();
    Ok(ShowPage {
        title: if c.company.is_empty() { ui.t("deals-no-company") } else { c.company.clone() },
        sub: sub.join(" · "),
        badge,
        tone: match d.kind() {
            StateKind::Approved | StateKind::Won => Tone::Success,
            StateKind::InReview => Tone::Info,
            StateKind::Rejected => Tone::Danger,
            StateKind::Expired | StateKind::Released | StateKind::Disputed => Tone::Warning,
            StateKind::Draft | StateKind::Lost | StateKind::Withdrawn => Tone::Neutral,
        },
        countdown,
        countdown_tone,
        banner: banner(&ui, &d, me, &reviewer, &terms),
        can: can(app, me, &d),
        disputed: super::disputed::of(app, me, &work, &d).await?,
        stages: super::super::model::Stage::ALL.iter().map(|s| (s.code(), ui.t(&s.label_key()), d.stage() == Some(*s))).collect(),
        value: ui.l.money(d.value()),
        close: d.registration.close_on.map(|on| ui.date(&on)).unwrap_or_default(),
        role: ui.t(&d.registration.role.label_key()),
        source: ui.t(&d.registration.origin.label_key()),
        country: accounts::countries::name(&ui.l, &c.country),
        answer: d.registration.answer.map(|a| ui.t(&a.label_key())).unwrap_or_default(),
        need: ui::markdown(&d.registration.need),
        lines: named(&ui, &d, &catalog),
        rivals: rivals(&ui, evidence),
        why,
        notes: notes.iter().map(|n| remark(&ui, n)).collect(),
        events,
        decisions,
        partner_href: if me.is_staff() { format!("/partners/{}", d.partner) } else { "/company".to_owned() },
        partner: people.partner,
        reviewer,
        protected_until: protection.as_ref().map(|p| ui.l.date(ui.l.day_of(p.until))).unwrap_or_default(),
        days_gone: protection.as_ref().map_or(0, |p| days(ui.now - p.approved_at)),
        days_all: protection.as_ref().map_or(1, |p| days(p.until - p.approved_at).max(1)),
        extensions: protection.as_ref().map(|p| ui.t2("kit-of", "n", p.extensions, "all", terms.max_extensions)).unwrap_or_default(),
        business: ui.t(&d.registration.business.label_key()),
        tender: match (d.registration.tender, d.registration.published_on) {
            (false, _) => String::new(),
            (true, None) => ui.t("deal-tender-unpublished"),
            (true, Some(on)) => ui.t1("deal-tender-since", "on", ui.date(&on)),
        },
        term: d.term_ends.map(|on| ui.date(&on)).unwrap_or_default(),
        around: around::of(app, me, &ui, &d, at).await?,
        note_text,
        errors,
        d,
        ui,
    })
}

/// The moment at which its holder is asked for.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct ShowQuery {
    at: String,
}

pub(super) async fn show(State(app): State<App>, me: Me, Path(id): Path<DealId>, Query(query): Query<ShowQuery>) -> Reply {
    html(&page(&app, &me, id, true, &query.at, String::new(), Errors::none()).await?)
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct StepForm {
    next_step: String,
    version: String,
}

pub(super) async fn set_next_step(State(app): State<App>, me: Me, Path(id): Path<DealId>, Form(form): Form<StepForm>) -> Reply {
    let (f, version) = (&form, form.version.parse().ok());
    match app.transact(&me.actor, |work| async move { actions::set_next_step(&work, id, version, &f.next_step).await }).await {
        Ok(_) => Ok(flash_to(&app, &format!("/deals/{id}"), "deals-changed")),
        Err(e) => {
            let errors = errors_of(e, &Page::plain(&app, &me))?;
            Page::refused(&page(&app, &me, id, false, "", String::new(), errors).await?)
        }
    }
}
