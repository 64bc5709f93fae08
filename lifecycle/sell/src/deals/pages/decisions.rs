//! Decisions in words: what was decided, by whom, under which clauses, and from what was known.

use base::Instant;
use ui::{Tone, Ui, icon};

use super::super::model::{Business, Case, Clause, Decided, Outcome, Question, StateKind};
use super::super::rules;

/// A clause with its number and its name.
pub(super) struct ClauseLink {
    pub(super) href: String,
    pub(super) label: String,
}

/// A decision as people read it.
pub(super) struct DecisionView {
    pub(super) what: String,
    pub(super) who: String,
    pub(super) machine: String,
    pub(super) when: String,
    pub(super) icon: &'static str,
    pub(super) tone: Tone,
    pub(super) version: String,
    pub(super) clauses: Vec<ClauseLink>,
    /// What was known, as name and value.
    pub(super) known: Vec<(String, String)>,
}

/// The number of a clause.
pub(super) fn number(clause: Clause) -> usize {
    Clause::ALL.iter().position(|c| *c == clause).map_or(0, |i| i + 1)
}

/// The clauses that an answer rests on, with where to read them.
fn links(ui: &Ui, clauses: Vec<Clause>) -> Vec<ClauseLink> {
    let link = |c: Clause| ClauseLink {
        href: format!("/deals/rules#{}", c.code()),
        label: format!("§\u{a0}{} {}", number(c), ui.t(&c.label_key())),
    };
    clauses.into_iter().map(link).collect()
}

/// An answer in words.
pub(super) fn said(ui: &Ui, question: &Question, outcome: &Outcome) -> String {
    let day = |at: &Instant| ui.l.date(ui.l.day_of(*at));
    match (question, outcome) {
        (Question::Register(_), Outcome::Protected { until }) => ui.t1("decision-at-once", "until", day(until)),
        (Question::Reopen { .. }, Outcome::Protected { until }) => ui.t1("decision-reopened", "until", day(until)),
        (Question::Escalate { .. }, Outcome::Protected { until }) => ui.t1("decision-approved-late", "until", day(until)),
        (_, Outcome::Protected { until }) => ui.t1("decision-approved", "until", day(until)),
        (Question::Reopen { .. }, Outcome::Review { decide_by, .. }) => ui.t1("decision-review-again", "by", ui.day_and_time(decide_by)),
        (_, Outcome::Review { decide_by, .. }) => ui.t1("decision-review", "by", ui.day_and_time(decide_by)),
        (_, Outcome::Rejected { reason }) => ui.t1("decision-rejected", "reason", ui.t(&reason.label_key())),
        (_, Outcome::Extended { until }) => ui.t1("decision-extended", "until", day(until)),
        (_, Outcome::Asked) => ui.t("decision-asked"),
        (_, Outcome::Declined) => ui.t("decision-declined"),
        (_, Outcome::Expired) => ui.t("decision-expired"),
        (_, Outcome::Warned) => ui.t("decision-warned"),
        (Question::Release { left_at: None }, Outcome::Released) => ui.t("decision-released"),
        (Question::Release { .. }, Outcome::Released) => ui.t("decision-released-left"),
        (_, Outcome::Released) => ui.t("decision-released-idle"),
        (_, Outcome::Escalated) => ui.t("decision-escalated"),
        (_, Outcome::Refused { code }) => ui.t1("decision-refused", "why", ui.t(&format!("refusal-{}", code.replace(['.', '_'], "-")))),
    }
}

const fn look(outcome: &Outcome) -> (&'static str, Tone) {
    match outcome {
        Outcome::Protected { .. } => (icon("shield-check"), Tone::Success),
        Outcome::Review { .. } => (icon("user"), Tone::Info),
        Outcome::Rejected { .. } | Outcome::Refused { .. } => (icon("ban"), Tone::Danger),
        Outcome::Extended { .. } => (icon("calendar-plus"), Tone::Success),
        Outcome::Asked => (icon("clock"), Tone::Info),
        Outcome::Declined => (icon("ban"), Tone::Warning),
        Outcome::Expired => (icon("timer"), Tone::Warning),
        Outcome::Warned => (icon("hourglass"), Tone::Warning),
        Outcome::Released => (icon("lock-open"), Tone::Warning),
        Outcome::Escalated => (icon("siren"), Tone::Danger),
    }
}

/// What the rules knew, as name and value; what is about others only staff read.
fn known(ui: &Ui, question: &Question, staff: bool) -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut say = |key: &str, value: String| all.push((ui.t(key), value));
    let date = |at: Instant| ui.l.date(ui.l.day_of(at));
    match question {
        Question::Register(case) => {
            say("decision-knew-value", ui.l.money(case.value));
            if let Some(days) = case.standing.tier_days {
                say("decision-knew-tier-days", ui.l.number(days));
            }
            if !case.standing.certificates.is_empty() {
                say("decision-knew-certificates", case.standing.certificates.join(", "));
            }
            if case.business != Business::New {
                say("deal-business", ui.t(&case.business.label_key()));
            }
            if let Some(on) = case.published_on {
                say("deal-tender", ui.t1("deal-tender-since", "on", ui.date(&on)));
            }
            if staff {
                about_others(ui, case, &mut say);
            }
        }
        Question::Approve { tier_days, separate, incumbency, .. } => {
            if let Some(over) = incumbency.as_ref().and_then(|i| i.over).filter(|_| staff) {
                say("decision-knew-over", ui.t(&over.label_key()));
            }
            if let Some(days) = tier_days {
                say("decision-knew-tier-days", ui.l.number(*days));
            }
            if *separate {
                say("decision-knew-separate", ui.t("decision-yes"));
            }
        }
        Question::AskExtension { active_at, until, extensions, .. } => {
            say("decision-knew-until", date(*until));
            say("decision-knew-active", date(*active_at));
            say("decision-knew-extensions", ui.l.number(*extensions));
        }
        Question::Extend { until, extensions, .. } => {
            say("decision-knew-until", date(*until));
            say("decision-knew-extensions", ui.l.number(*extensions));
        }
        Question::Expire { until } => say("decision-knew-until", date(*until)),
        Question::Escalate { decide_by, .. } => say("decision-knew-due", ui.day_and_time(decide_by)),
        Question::Reopen { from, .. } => say("decision-knew-from", ui.t(&StateKind::label_key(*from))),
        Question::Idle { active_at, .. } => say("decision-knew-active", date(*active_at)),
        Question::Release { left_at: Some(left) } => say("decision-knew-left", date(*left)),
        Question::Reject { .. } | Question::Release { .. } => {}
    }
    all
}

fn about_others(ui: &Ui, case: &Case, say: &mut impl FnMut(&str, String)) {
    let count = |own: bool| ui.l.number(i64::try_from(case.rivals.iter().filter(|r| r.own == own).count()).unwrap_or(i64::MAX));
    say("decision-knew-rivals", count(false));
    say("decision-knew-own", count(true));
    say("decision-knew-account", ui.t(if case.known { "decision-yes" } else { "decision-no" }));
    if !case.claims.is_empty() {
        say("decision-knew-claims", ui.l.number(i64::try_from(case.claims.iter().filter(|c| !c.own).count()).unwrap_or(i64::MAX)));
    }
    for sold in &case.sold {
        let key = if sold.own { "decision-knew-incumbent-own" } else { "decision-knew-incumbent" };
        say(key, sold.ends.map_or_else(|| ui.date(&sold.won_on), |ends| format!("{} – {}", ui.date(&sold.won_on), ui.date(&ends))));
    }
    if case.maybe > 0 {
        say("decision-knew-maybe", ui.l.number(case.maybe));
    }
    if !case.account_stage.is_empty() {
        say("decision-knew-stage", case.account_stage.clone());
    }
}

/// Why a person was asked, for those who may know it all; a partner reads only that an overlap exists.
fn why(ui: &Ui, outcome: &Outcome, staff: bool) -> Vec<(String, String)> {
    let Outcome::Review { why, .. } = outcome else { return Vec::new() };
    let seen = if staff { why.clone() } else { rules::open_why(why) };
    seen.iter().map(|w| (ui.t("decision-knew-why"), ui.t(&w.label_key()))).collect()
}

/// A decision as people read it; `who` is the name of the person who decided.
pub(super) fn view(ui: &Ui, d: &Decided, who: String, staff: bool) -> DecisionView {
    let (icon, tone) = look(&d.outcome);
    let clauses = if staff { rules::clauses } else { rules::open_clauses };
    let mut facts = why(ui, &d.outcome, staff);
    facts.extend(known(ui, &d.question, staff));
    DecisionView {
        what: said(ui, &d.question, &d.outcome),
        who,
        machine: ui.machine(&d.at),
        when: ui.date_time(&d.at),
        icon,
        tone,
        version: ui.t1("deals-rules-version", "n", d.version),
        clauses: links(ui, clauses(&d.question, &d.outcome)),
        known: facts,
    }
}
