//! A step as pages show it.

use access::Role;
use i18n::L10n;
use work::Work;

use super::super::actions;
use super::super::model::{Step, StepKind, StepState, Whole};

/// A step as pages show it.
#[derive(Debug, Clone)]
pub(in crate::activation) struct StepView {
    /// Its place, from 1.
    pub(in crate::activation) n: u64,
    /// Its page.
    pub(in crate::activation) href: String,
    /// What it is called.
    pub(in crate::activation) title: String,
    /// What is to be done.
    pub(in crate::activation) what: String,
    /// For the list of steps: done, now or nothing.
    pub(in crate::activation) mark: &'static str,
    /// Where it is, in words.
    pub(in crate::activation) state: String,
    /// The color of that.
    pub(in crate::activation) tone: &'static str,
    /// Whose it is.
    pub(in crate::activation) owner: String,
    /// When it is due, or was done.
    pub(in crate::activation) end: String,
    /// When it is due.
    pub(in crate::activation) due: String,
    /// Whether that is past.
    pub(in crate::activation) is_late: bool,
    /// Whether the partner becomes active only with it.
    pub(in crate::activation) is_required: bool,
    /// Whether the reader can do something with it now.
    pub(in crate::activation) is_mine: bool,
    /// Whether it asks for something from the vendor's people.
    pub(in crate::activation) for_staff: bool,
    /// What the button says.
    pub(in crate::activation) verb: String,
    /// Where the button leads.
    pub(in crate::activation) action: String,
    /// One line below the title.
    pub(in crate::activation) detail: String,
}

/// The name of a role for people.
pub(super) fn role_name(l: &L10n, role: Role) -> String {
    l.t(&format!("role-{}", role.code().replace('_', "-")))
}

/// The color of a state.
pub(super) const fn tone(state: &StepState) -> &'static str {
    match state {
        StepState::Locked | StepState::Skipped { .. } => "neutral",
        StepState::Open { .. } => "brand",
        StepState::Submitted { .. } | StepState::InReview { .. } => "info",
        StepState::Returned { .. } => "warning",
        StepState::Done { .. } => "success",
    }
}

/// Where the button of a step leads: to the thing itself where the system observes it.
fn action(step: &Step) -> String {
    match &step.spec.kind {
        StepKind::Agreement(_) => "/agreements".to_owned(),
        StepKind::Course(key) => format!("/learning/{key}"),
        StepKind::First(_) => "/deals/new".to_owned(),
        StepKind::Form(_) | StepKind::Document | StepKind::Approval => format!("/activation/steps/{}", step.id),
    }
}

/// A step as the actor reads it.
pub(in crate::activation) fn step_view(work: &Work, l: &L10n, whole: &Whole, step: &Step) -> StepView {
    let language = l.lang();
    let (due, is_late) = actions::due(work, &whole.plan, step);
    let due_text = due.map(|d| l.date_short(l.day_of(d))).unwrap_or_default();
    let missing = actions::missing(step, &whole.steps);
    let may = actions::may_work(work, step);
    let decides = actions::may_review(work, step);
    let is_mine = match step.state() {
        StepState::Open { .. } if step.spec.kind == StepKind::Approval => decides,
        StepState::Open { .. } | StepState::Returned { .. } => may && whole.plan.is_open(),
        StepState::Submitted { .. } | StepState::InReview { .. } => decides && step.spec.kind == StepKind::Document,
        StepState::Locked | StepState::Done { .. } | StepState::Skipped { .. } => false,
    };
    let owner = role_name(l, step.spec.owner);
    let detail = match step.state() {
        StepState::Locked if missing.len() > 2 => l.t1("activation-after-n", "n", missing.len()),
        StepState::Locked => {
            let names: Vec<_> = missing.iter().map(|m| m.spec.title.get(language)).collect();
            l.t1("activation-after", "steps", names.join(", "))
        }
        StepState::Open { .. } if is_mine => step.spec.what.get(language).to_owned(),
        StepState::Open { .. } => l.t1("activation-with", "owner", owner.as_str()),
        StepState::Submitted { .. } | StepState::InReview { .. } => l.t(&format!("activation-waits-{}", step.spec.kind.name())),
        StepState::Returned { reason, .. } => l.t1("activation-came-back", "reason", reason.as_str()),
        StepState::Skipped { .. } => l.t("activation-was-skipped"),
        StepState::Done { .. } => String::new(),
    };
    let over = step.state().is_over();
    let end = match (over, step.state().at()) {
        (true, Some(at)) => l.date_short(l.day_of(at)),
        _ if due_text.is_empty() => String::new(),
        _ if is_late => l.t1("activation-late-since", "date", due_text.as_str()),
        _ => l.t1("activation-due", "date", due_text.as_str()),
    };
    let verb_key = match (step.state(), step.spec.kind.name()) {
        (StepState::Returned { .. }, _) => "again",
        (StepState::Submitted { .. } | StepState::InReview { .. }, _) => "review",
        (_, name) => name,
    };
    StepView {
        n: u64::try_from(step.position).unwrap_or(0),
        href: format!("/activation/steps/{}", step.id),
        title: step.spec.title.get(language).to_owned(),
        what: step.spec.what.get(language).to_owned(),
        mark: if over {
            "done"
        } else if step.state().is_workable() || step.state().is_waiting() {
            "now"
        } else {
            ""
        },
        state: l.t(&format!("activation-state-{}", step.state().name().replace('_', "-"))),
        tone: tone(step.state()),
        owner,
        end,
        due: due_text,
        is_late,
        is_required: step.spec.required,
        is_mine,
        for_staff: is_mine && (step.state().is_waiting() || step.spec.kind == StepKind::Approval),
        verb: l.t(&format!("activation-verb-{verb_key}")),
        action: action(step),
        detail,
    }
}
