//! What matters most about a deal now, on top of its page.

use ui::{Tone, Ui};
use web::Me;

use super::super::model::{Deal, State as DealState, Terms};
use super::super::rules;

/// What matters most about the deal now.
pub(super) struct Banner {
    pub(super) title: String,
    pub(super) text: String,
    pub(super) tone: Tone,
    pub(super) icon: &'static str,
}

/// The banner of a deal, for who reads it.
pub(super) fn banner(ui: &Ui, d: &Deal, me: &Me, reviewer: &str, terms: &Terms) -> Option<Banner> {
    let make = |title: String, text: String, tone: Tone| Some(Banner { title, text, tone, icon: tone.icon() });
    match d.state() {
        DealState::Draft => make(ui.t("deals-banner-draft"), ui.t("deals-banner-draft-text"), Tone::Neutral),
        DealState::InReview(review) => {
            let by = ui.l.deadline(review.decide_by);
            let text = if reviewer.is_empty() {
                ui.t1("deals-banner-review-text", "by", by)
            } else {
                ui.t2("deals-banner-review-by", "name", reviewer, "by", by)
            };
            // What follows by itself when that is missed.
            let text = format!("{text} {}", ui.t(&terms.on_breach.label_key()));
            if d.overlap && !me.is_staff() {
                return make(ui.t("deals-banner-overlap"), format!("{} {text}", ui.t("deals-banner-overlap-text")), Tone::Warning);
            }
            let late = review.decide_by <= ui.now;
            make(ui.t(if late { "deals-banner-late" } else { "deals-banner-review" }), text, if late { Tone::Danger } else { Tone::Info })
        }
        DealState::Approved(p) if d.left_at.is_some() && p.ask.is_none() => {
            let until = d.left_at.map(|left| ui.l.date(ui.l.day_of(rules::departs(left, terms).min(p.until)))).unwrap_or_default();
            make(ui.t1("deals-banner-left", "until", until), ui.t("deals-banner-left-text"), Tone::Warning)
        }
        DealState::Approved(p) => match &p.ask {
            Some(ask) => make(ui.t("deals-banner-asked"), ask.reason.clone(), Tone::Info),
            None if !p.note.is_empty() => make(ui.t("deals-banner-approved"), p.note.clone(), Tone::Success),
            None => None,
        },
        DealState::Won { on, .. } => {
            let text = if me.is_staff() { String::new() } else { ui.t("deals-banner-won-text") };
            make(ui.t1("deals-next-won", "on", ui.date(on)), text, Tone::Success)
        }
        DealState::Lost { reason, note, .. } => make(ui.t(&reason.label_key()), note.clone(), Tone::Neutral),
        DealState::Expired { .. } => make(ui.t("deals-banner-expired"), ui.t("deals-banner-expired-text"), Tone::Warning),
        DealState::Released { by: None, .. } if d.left_at.is_some() => {
            make(ui.t("deals-banner-released"), ui.t("deals-banner-released-left"), Tone::Warning)
        }
        DealState::Released { by: None, .. } => make(ui.t("deals-banner-released"), ui.t("deals-banner-released-idle"), Tone::Warning),
        DealState::Released { note, .. } => make(ui.t("deals-banner-released"), note.clone(), Tone::Warning),
        DealState::Withdrawn { note } => make(ui.t("deals-banner-withdrawn"), note.clone(), Tone::Neutral),
        DealState::Disputed(dispute) => make(ui.t("deals-banner-disputed"), dispute.note.clone(), Tone::Warning),
        DealState::Rejected { reason, note, .. } => make(ui.t(&reason.label_key()), note.clone(), Tone::Danger),
    }
}
