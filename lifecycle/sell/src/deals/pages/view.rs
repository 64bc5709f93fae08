//! How a deal looks in lists: its badge, what is next, its columns.

use base::Instant;
use chrono::TimeDelta;
use ui::{Tone, Ui, icon};

use super::super::actions::People;
use super::super::model::{Card, Stage, StateKind};
use crate::absences::pages::decides_for;

/// A state in a word or two, with its urgency.
#[derive(Debug, Clone)]
pub(crate) struct Badge {
    /// The words.
    pub(crate) text: String,
    /// The color.
    pub(crate) tone: Tone,
    /// The icon.
    pub(crate) icon: &'static str,
}

impl Badge {
    fn new(text: String, tone: Tone, icon: &'static str) -> Self {
        Self { text, tone, icon }
    }
}

/// How urgent the end of a protection is.
pub(crate) fn until_tone(now: Instant, until: Instant) -> Tone {
    match until - now {
        left if left <= TimeDelta::days(7) => Tone::Danger,
        left if left <= TimeDelta::days(14) => Tone::Warning,
        _ => Tone::Success,
    }
}

/// What is left of a protection; a day that has begun counts, so that 90 days are 90 on the first.
pub(crate) fn left(ui: &Ui, until: Instant) -> String {
    let begun = if until - ui.now > TimeDelta::days(2) { TimeDelta::days(1) - TimeDelta::seconds(1) } else { TimeDelta::zero() };
    ui.left(&(until + begun))
}

fn shield_icon(tone: Tone) -> &'static str {
    match tone {
        Tone::Danger => icon("shield-alert"),
        Tone::Warning => icon("shield"),
        Tone::Success | Tone::Neutral | Tone::Brand | Tone::Info => icon("shield-check"),
    }
}

/// The badge of a deal; `reviewer` is who decides, when it is known.
pub(crate) fn badge(ui: &Ui, c: &Card, reviewer: &str) -> Badge {
    match c.state {
        StateKind::Draft => Badge::new(ui.t("deal-state-draft"), Tone::Neutral, icon("pencil")),
        StateKind::InReview if c.answer_by.is_some_and(|by| by <= ui.now) => Badge::new(ui.t("deals-late"), Tone::Danger, icon("timer")),
        StateKind::InReview if c.overlap => Badge::new(ui.t("deals-overlap-badge"), Tone::Warning, icon("git-compare-arrows")),
        StateKind::InReview if !reviewer.is_empty() => Badge::new(ui.t1("deals-with", "name", reviewer), Tone::Info, icon("clock")),
        StateKind::InReview => Badge::new(ui.t("deal-state-in-review"), Tone::Info, icon("clock")),
        StateKind::Approved if c.asked => Badge::new(ui.t("deals-asked-badge"), Tone::Info, icon("clock")),
        StateKind::Approved => {
            let until = c.protected_until.unwrap_or(ui.now);
            let tone = until_tone(ui.now, until);
            Badge::new(left(ui, until), tone, shield_icon(tone))
        }
        StateKind::Won => Badge::new(ui.t("deal-state-won"), Tone::Success, icon("check")),
        StateKind::Lost => Badge::new(ui.t("deal-state-lost"), Tone::Neutral, icon("x")),
        StateKind::Expired => Badge::new(ui.t("deal-state-expired"), Tone::Neutral, icon("timer")),
        StateKind::Released => Badge::new(ui.t("deal-state-released"), Tone::Neutral, icon("lock-open")),
        StateKind::Withdrawn => Badge::new(ui.t("deal-state-withdrawn"), Tone::Neutral, icon("undo-2")),
        StateKind::Rejected => Badge::new(ui.t("deal-state-rejected"), Tone::Danger, icon("ban")),
        StateKind::Disputed => Badge::new(ui.t("deal-state-disputed"), Tone::Warning, icon("scale")),
    }
}

/// Who decides, and for whom where the partner's manager is away.
pub(super) fn decider(ui: &Ui, people: &People) -> String {
    match &people.stand_in {
        Some(s) => decides_for(&ui.l, s),
        None => people.reviewer.clone(),
    }
}

/// What comes next for a deal, in one line, and whether something is missing.
pub(crate) fn next_line(ui: &Ui, c: &Card) -> (String, bool) {
    match c.state {
        StateKind::Draft => (ui.t("deals-next-draft"), true),
        StateKind::InReview => {
            let by = c.answer_by.map(|by| ui.l.weekday(ui.l.day_of(by))).unwrap_or_default();
            (ui.t1("deals-next-review", "by", by), false)
        }
        StateKind::Approved if c.next_step.is_empty() => (ui.t("deals-next-missing"), true),
        StateKind::Approved => (c.next_step.clone(), false),
        StateKind::Won => (c.won_on.map(|on| ui.t1("deals-next-won", "on", ui.date_short(&on))).unwrap_or_default(), false),
        StateKind::Disputed => (ui.t("deals-next-disputed"), false),
        StateKind::Lost | StateKind::Expired | StateKind::Released | StateKind::Withdrawn | StateKind::Rejected => {
            (ui.t1("deals-next-ended", "on", ui.l.date_short(ui.l.day_of(c.active_at))), false)
        }
    }
}

/// A column of the board, a choice of its menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// What forms send.
    pub(super) key: &'static str,
    /// The message that names it.
    pub(super) label: &'static str,
    /// Which dot it has.
    pub(super) dot: u8,
    /// Its state.
    pub(super) state: StateKind,
    /// Its stage, within the approved ones.
    pub(super) stage: Option<Stage>,
}

/// The columns from left to right.
pub(super) const PLACES: [Place; 6] = [
    Place { key: "draft", label: "deal-state-draft", dot: 1, state: StateKind::Draft, stage: None },
    Place { key: "in_review", label: "deal-state-in-review", dot: 2, state: StateKind::InReview, stage: None },
    Place { key: "qualified", label: "deal-state-approved", dot: 3, state: StateKind::Approved, stage: Some(Stage::Qualified) },
    Place { key: "proposal", label: "deal-stage-proposal", dot: 3, state: StateKind::Approved, stage: Some(Stage::Proposal) },
    Place { key: "negotiation", label: "deal-stage-negotiation", dot: 4, state: StateKind::Approved, stage: Some(Stage::Negotiation) },
    Place { key: "won", label: "deal-state-won", dot: 5, state: StateKind::Won, stage: None },
];

impl Place {
    /// Whether a deal stands here.
    pub(super) fn holds(&self, state: StateKind, stage: Option<Stage>) -> bool {
        self.state == state && (self.stage.is_none() || self.stage == stage)
    }
}

/// Where a deal is, in a word, and its dot.
pub(super) fn place_of(ui: &Ui, state: StateKind, stage: Option<Stage>) -> (String, u8) {
    match PLACES.iter().find(|p| p.holds(state, stage)) {
        Some(place) => (ui.t(place.label), place.dot),
        None => (ui.t(&state.label_key()), if state == StateKind::Lost || state == StateKind::Rejected { 6 } else { 1 }),
    }
}
