//! One case for those who rule it: the claims side by side, what the rules propose, what happened, what was said.

use access::{Permission, Resource};
use askama::Template;
use axum::extract::State;
use base::{CaseId, CasePartyId, Result};
use ui::{Choice, Errors, Tone, Ui, icon};
use web::{App, Me, Page, Path, Reply, html, redirect};

use super::super::actions::{self, Seen, SideSeen};
use super::super::model::{Case, Entry, EntryKind, Kind, State as Where, StateKind};
use super::compare::{Line, lines};
use super::ruling::RulingForm;
use super::{clause_name, tone};
use crate::absences::pages::decides_for;
use crate::deals::actions as deals;
use crate::deals::model::Terms;
use crate::remarks::Remark;

/// The head of one column.
struct Column {
    name: String,
    initials: String,
    hue: u8,
    sub: String,
    href: String,
}

/// Something that was written, as both sides' pages show it.
pub(super) fn remark(ui: &Ui, e: &Entry) -> Remark {
    let remark = Remark::of(ui, &e.author_name, &e.at, &e.body);
    if e.kind == EntryKind::Message { remark } else { remark.marked(ui.t(&e.kind.label_key()), Tone::Neutral, "") }
}

/// What is between one side and the vendor.
struct Thread {
    side: String,
    name: String,
    owed: String,
    said: Vec<Remark>,
    may_write: bool,
    /// Staff speak for the direct team.
    may_state: bool,
}

struct Event {
    who: String,
    what: String,
    machine: String,
    when: String,
}

struct Ruled {
    title: String,
    by: String,
    machine: String,
    when: String,
    reason: String,
    clause: String,
}

#[derive(Template)]
#[template(path = "conflicts/pages/case.html")]
pub(super) struct CasePage {
    ui: Ui,
    case: Case,
    title: String,
    badge: String,
    tone: Tone,
    due: String,
    due_tone: Tone,
    columns: Vec<Column>,
    lines: Vec<Line>,
    proposal: Option<(String, String)>,
    may_rule: bool,
    same_decider: bool,
    choices: Vec<Choice>,
    leads: Vec<Choice>,
    shares: Vec<(String, String, String, String)>,
    when_confirmed: Vec<(&'static str, String)>,
    people: Vec<Choice>,
    threads: Vec<Thread>,
    events: Vec<Event>,
    rulings: Vec<Ruled>,
    sub: String,
    f: RulingForm,
    errors: Errors,
}

impl CasePage {
    fn to(&self, noun: &str) -> String {
        format!("/conflicts/{}/{noun}", self.case.id)
    }
}

fn name(ui: &Ui, s: &SideSeen) -> String {
    if s.side.partner.is_some() { s.partner.clone() } else { ui.t("cases-direct-team") }
}

fn name_of(ui: &Ui, seen: &Seen, side: CasePartyId) -> String {
    seen.sides.iter().find(|s| s.side.id == side).map(|s| name(ui, s)).unwrap_or_default()
}

/// What the rules propose, as a heading and a sentence.
fn proposal(ui: &Ui, seen: &Seen) -> Option<(String, String)> {
    let p = seen.proposed.as_ref()?;
    let title = match p.lead {
        Some(side) => {
            let (own, other) = p.score();
            ui.t3("cases-favor", "name", name_of(ui, seen, side), "own", own, "other", other)
        }
        None => ui.t(&format!("cases-propose-{}", p.kind.code().replace('_', "-"))),
    };
    let text = match p.because {
        Some(check) => {
            let clause = clause_name(ui, super::super::rules::clause(check).code());
            ui.t3(
                "cases-because",
                "version",
                seen.case.terms_version,
                "clause",
                clause,
                "why",
                ui.t(&format!("claim-why-{}", check.code())),
            )
        }
        None => ui.t("cases-because-nothing"),
    };
    Some((title, text))
}

/// The rulings that can be chosen, the proposed one first and said to be so.
fn choices(ui: &Ui, seen: &Seen) -> Vec<Choice> {
    let p = seen.proposed.as_ref();
    let mut all: Vec<Choice> = Vec::new();
    let mut add = |value: String, label: String, hint: String, kind: Kind, lead: Option<CasePartyId>| {
        let suggested = p.is_some_and(|p| p.kind == kind && p.lead == lead);
        let hint = if suggested { format!("{hint} {}", ui.t("cases-suggested")) } else { hint };
        let choice = Choice::new(value, label).hint(hint);
        if suggested { all.insert(0, choice) } else { all.push(choice) }
    };
    for s in &seen.sides {
        let (id, name) = (s.side.id, name(ui, s));
        let label = ui.t1("ruling-confirm-one", "name", name.as_str());
        add(format!("confirm:{id}"), label, ui.t("ruling-confirm-hint"), Kind::Confirm, Some(id));
    }
    if seen.sides.len() > 1 {
        for kind in [Kind::Separate, Kind::Split, Kind::CoSell] {
            let code = kind.code().replace('_', "-");
            add(kind.code().to_owned(), ui.t(&kind.label_key()), ui.t(&format!("ruling-{code}-hint")), kind, None);
        }
    }
    for kind in [Kind::Reject, Kind::Release] {
        add(kind.code().to_owned(), ui.t(&kind.label_key()), ui.t(&format!("ruling-{}-hint", kind.code())), kind, None);
    }
    all
}

fn threads(ui: &Ui, seen: &Seen, may: bool) -> Vec<Thread> {
    let thread = |s: &SideSeen| {
        let said = seen.entries.iter().filter(|e| e.side == s.side.id).map(|e| remark(ui, e));
        let owes = s.side.stated_at.is_none() && seen.case.kind() == StateKind::Open;
        Thread {
            side: s.side.id.to_string(),
            name: name(ui, s),
            owed: if owes { ui.t1("cases-statement-by", "by", ui.day_and_time(&s.side.statement_by)) } else { String::new() },
            said: said.collect(),
            may_write: may && s.side.partner.is_some(),
            may_state: may && s.side.partner.is_none() && seen.case.waits(),
        }
    };
    seen.sides.iter().map(thread).collect()
}

/// What follows when the ruling is confirmed.
fn when_confirmed(ui: &Ui, seen: &Seen, terms: &Terms) -> Vec<(&'static str, String)> {
    let letters = seen.sides.iter().filter(|s| s.side.partner.is_some()).count();
    let last = if seen.case.kind() == StateKind::Appealed {
        ui.t("cases-when-final")
    } else {
        ui.t1("cases-when-appeal", "days", terms.disputes.appeal_days)
    };
    vec![
        (icon("mail"), ui.t1("cases-when-letters", "n", letters)),
        (icon("shield-check"), ui.t("cases-when-deals")),
        (icon("undo-2"), last),
    ]
}

/// What of a deal's history is evidence; what is only told about it is not.
pub(super) const FACTS: [&str; 17] = [
    "lead.offered",
    "lead.accepted",
    "lead.contacted",
    "lead.converted",
    "deal.submitted",
    "deal.approved",
    "deal.rejected",
    "deal.stage_moved",
    "deal.changed",
    "deal.extended",
    "deal.expired",
    "deal.released",
    "deal.withdrawn",
    "deal.won",
    "deal.lost",
    "deal.reopened",
    "deal.noted",
];

/// Something that happened, in words.
pub(super) fn what(ui: &Ui, fact: &actions::Facts) -> String {
    let is = |code: &str| fact.done.what.iter().any(|w| w == code);
    if is("note") {
        return ui.t("fact-note");
    }
    if is("disputed") {
        return ui.t("fact-disputed");
    }
    ui.t(&format!("fact-{}", fact.done.action.replace(['.', '_'], "-")))
}

/// A case that became one with this, as something that happened.
fn joined(ui: &Ui, c: &Case) -> Event {
    let at = match c.state {
        Where::Dropped { at, .. } => at,
        Where::Open | Where::Decided(_) | Where::Appealed(_) | Where::Closed(_) => c.opened_at,
    };
    Event {
        who: String::new(),
        what: ui.t2("cases-joined-one", "why", ui.t(&c.trigger.label_key()), "on", ui.l.date(ui.l.day_of(c.opened_at))),
        machine: ui.machine(&at),
        when: ui.date_time(&at),
    }
}

/// A state in words, once a case does not wait.
const fn label(state: StateKind) -> &'static str {
    match state {
        StateKind::Open | StateKind::Appealed => "cases-needs",
        StateKind::Decided => "case-state-decided",
        StateKind::Closed => "case-state-closed",
        StateKind::Dropped => "case-state-dropped",
    }
}

fn ruled(ui: &Ui, seen: &Seen, people: &[(base::UserId, String)], r: &actions::Ruled) -> Ruled {
    let title = match r.ruling.lead {
        Some(lead) if r.ruling.kind == Kind::Confirm => ui.t1("ruling-confirm-one", "name", name_of(ui, seen, lead)),
        _ => ui.t(&r.ruling.kind.label_key()),
    };
    let parts = r.ruling.parts.iter().map(|p| format!("{} {}", name_of(ui, seen, p.side), ui.l.share(p.share, 100)));
    let parts = parts.collect::<Vec<_>>().join(", ");
    Ruled {
        title: if parts.is_empty() { title } else { format!("{title}: {parts}") },
        by: people.iter().find(|p| Some(p.0) == r.by).map(|p| p.1.clone()).unwrap_or_default(),
        machine: ui.machine(&r.proposed.at),
        when: ui.date_time(&r.proposed.at),
        reason: r.ruling.reason.clone(),
        clause: clause_name(ui, &r.clause),
    }
}

pub(super) async fn page(app: &App, me: &Me, id: CaseId, full: bool, mut f: RulingForm, errors: Errors) -> Result<CasePage> {
    let ui = if full { Page::full(app, me).await? } else { Page::plain(app, me) };
    let work = app.read(&me.actor);
    let seen = actions::seen(&work, id).await?;
    let terms = deals::terms(&work).await?;
    let people = deals::deciding_people(&work).await?;
    let may = Page::may(app, me, Permission::DealDecide, &Resource::general("case"));
    let case = seen.case.clone();
    let first = matches!(&case.state, Where::Appealed(s) if s.by == me.actor.user);
    let choices = choices(&ui, &seen);
    if f.choice.is_empty() {
        f.choice = choices.first().map(|c| c.value.clone()).unwrap_or_default();
    }
    f.version = case.version.to_string();
    let typed = |i: usize, all: &[String]| all.get(i).cloned().unwrap_or_default();
    let shares = seen.sides.iter().enumerate().map(|(i, s)| (s.side.id.to_string(), name(&ui, s), typed(i, &f.share), typed(i, &f.role)));
    let shares: Vec<_> = shares.collect();
    let column = |s: &SideSeen| {
        let name = name(&ui, s);
        Column {
            initials: base::initials(&name),
            hue: ui::hue(&name),
            sub: [s.tier.as_str(), s.owner.as_str()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · "),
            href: s.href(),
            name,
        }
    };
    let event = |fact: &actions::Facts| Event {
        who: if fact.done.who.is_empty() { fact.partner.clone() } else { format!("{} ({})", fact.partner, fact.done.who) },
        what: what(&ui, fact),
        machine: ui.machine(&fact.done.at),
        when: ui.date_time(&fact.done.at),
    };
    let known = |fact: &&actions::Facts| FACTS.contains(&fact.done.action.as_str());
    let ruled = |r: &actions::Ruled| ruled(&ui, &seen, &people, r);
    Ok(CasePage {
        sub: [
            ui.t(&case.trigger.label_key()),
            ui.t1("cases-opened", "on", ui.l.date(ui.l.day_of(case.opened_at))),
            match &seen.stand_in {
                Some(s) => ui.t1("cases-with", "name", decides_for(&ui.l, s)),
                None if case.assignee_name.is_empty() => String::new(),
                None => ui.t1("cases-with", "name", case.assignee_name.as_str()),
            },
        ]
        .into_iter()
        .filter(|t| !t.is_empty())
        .collect::<Vec<_>>()
        .join(" · "),
        title: case.company.clone(),
        badge: ui.t(if case.waits() { "cases-needs" } else { label(case.kind()) }),
        tone: tone(case.kind()),
        due: if case.waits() { ui.t1("cases-decide-by", "by", ui.day_and_time(&case.decide_by)) } else { String::new() },
        due_tone: if case.decide_by <= ui.now { Tone::Danger } else { Tone::Warning },
        columns: seen.sides.iter().map(column).collect(),
        lines: lines(&ui, &seen),
        proposal: proposal(&ui, &seen).filter(|_| case.waits()),
        may_rule: may && case.waits() && !first,
        same_decider: may && case.waits() && first,
        choices,
        leads: seen.sides.iter().filter(|s| s.side.deal.is_some()).map(|s| Choice::new(s.side.id.to_string(), name(&ui, s))).collect(),
        shares,
        when_confirmed: when_confirmed(&ui, &seen, &terms),
        threads: threads(&ui, &seen, may),
        events: seen.facts.iter().filter(known).map(event).chain(seen.joined.iter().map(|c| joined(&ui, c))).collect(),
        rulings: seen.rulings.iter().rev().map(ruled).collect(),
        people: if may && case.waits() { people.iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect() } else { Vec::new() },
        case,
        f,
        errors,
        ui,
    })
}

pub(super) async fn show(State(app): State<App>, me: Me, Path(id): Path<CaseId>) -> Reply {
    if let Some(to) = actions::joined_to(&app.read(&app.system("conflicts")), id).await? {
        // Who may read the case that it became one with is led there; for others there is none.
        actions::get(&app.read(&me.actor), to).await?;
        return Ok(redirect(&format!("/conflicts/{to}")));
    }
    if me.is_staff() {
        return html(&page(&app, &me, id, true, RulingForm::default(), Errors::none()).await?);
    }
    html(&super::side::page(&app, &me, id, true, super::side::WordForm::default(), Errors::none()).await?)
}
