//! How far a plan is, who is next, and when it will be done.

use access::Role;
use base::Instant;
use chrono::TimeDelta;

use super::super::model::{BlockedBy, Plan, Step, StepState};

/// The steps that come before this one and are not over.
pub(crate) fn missing<'a>(step: &Step, all: &'a [Step]) -> Vec<&'a Step> {
    all.iter().filter(|s| step.spec.after.contains(&s.spec.key) && !s.state.is_over()).collect()
}

/// The share of the required weight that is done, in percent; what was skipped does not count.
pub(crate) fn percent(steps: &[Step]) -> i64 {
    let counted = |s: &&Step| s.spec.required && !matches!(s.state, StepState::Skipped { .. });
    let all: i64 = steps.iter().filter(counted).map(|s| s.spec.weight).sum();
    let done: i64 = steps.iter().filter(counted).filter(|s| s.state.is_over()).map(|s| s.spec.weight).sum();
    if all == 0 { 100 } else { done.saturating_mul(100).checked_div(all).unwrap_or(0) }
}

/// How many steps are over, and how many there are.
pub(crate) fn counts(steps: &[Step]) -> (usize, usize) {
    (steps.iter().filter(|s| s.state.is_over()).count(), steps.len())
}

/// When a step is due, once the clock runs.
pub(crate) fn due(plan: &Plan, step: &Step) -> Option<Instant> {
    plan.state().since().map(|since| since + TimeDelta::days(step.spec.due_days))
}

/// Whether a step is late.
pub(crate) fn overdue(plan: &Plan, step: &Step, now: Instant) -> bool {
    !step.state.is_over() && due(plan, step).is_some_and(|d| d < now)
}

/// Whose turn it is with a step that can go on.
fn side(step: &Step) -> BlockedBy {
    match step.state {
        StepState::Submitted { .. } | StepState::InReview { .. } => BlockedBy::Vendor,
        StepState::Locked | StepState::Open { .. } | StepState::Returned { .. } | StepState::Done { .. } | StepState::Skipped { .. } => {
            if step.spec.owner.is_staff() {
                BlockedBy::Vendor
            } else {
                BlockedBy::Partner
            }
        }
    }
}

/// Who keeps the plan from going on, and with which step: of the required ones that can go on, the
/// one that is due first.
pub(crate) fn blocked_by(steps: &[Step]) -> (BlockedBy, Option<&Step>) {
    let can_go_on = |s: &&Step| s.spec.required && (s.state.is_workable() || s.state.is_waiting());
    let first = steps.iter().filter(can_go_on).min_by_key(|s| (s.spec.due_days, s.position));
    first.map_or((BlockedBy::Nobody, None), |s| (side(s), Some(s)))
}

/// Whether a person with these roles may work on a step: its owner's role, or whoever runs that side.
pub(crate) fn may_work(owner: Role, has: impl Fn(Role) -> bool) -> bool {
    if has(owner) || has(Role::Owner) {
        return true;
    }
    if owner.is_staff() { has(Role::PartnerOps) } else { has(Role::PartnerAdmin) }
}

/// The step that a person should do next: sent back before late before required before the rest.
pub(crate) fn next<'a>(plan: &Plan, steps: &'a [Step], now: Instant, may: impl Fn(&Step) -> bool) -> Option<&'a Step> {
    let candidates = steps.iter().filter(|s| s.state.is_workable() && may(s));
    candidates.min_by_key(|s| {
        let returned = matches!(s.state, StepState::Returned { .. });
        (!returned, !overdue(plan, s, now), !s.spec.required, s.spec.due_days, s.position)
    })
}

/// How long a step is meant to take: from what comes before it to its due day, a day at least.
fn length(step: &Step, all: &[Step]) -> TimeDelta {
    let before = all.iter().filter(|s| step.spec.after.contains(&s.spec.key)).map(|s| s.spec.due_days).max().unwrap_or(0);
    TimeDelta::days((step.spec.due_days - before).max(1))
}

/// When the plan will be complete if everybody takes the time that was meant: along the longest
/// chain of required steps that are not over. None before the clock runs, and when all is done.
pub(crate) fn expected(plan: &Plan, steps: &[Step], now: Instant) -> Option<Instant> {
    plan.state().since()?;
    // Steps stand after what comes before them, so one pass finds every end.
    let mut ends: Vec<(&str, Instant)> = Vec::with_capacity(steps.len());
    let mut last = None;
    for step in steps {
        let end = if step.state.is_over() {
            step.state.at().unwrap_or(now)
        } else {
            let ready = ends.iter().filter(|e| step.spec.after.iter().any(|a| a == e.0)).map(|e| e.1).max().unwrap_or(now);
            let since = if step.state.is_workable() || step.state.is_waiting() { step.state.at().unwrap_or(now) } else { ready.max(now) };
            // What is late may be done tomorrow at best.
            (since + length(step, steps)).max(now + TimeDelta::days(1))
        };
        if step.spec.required && !step.state.is_over() {
            last = last.max(Some(end));
        }
        ends.push((step.spec.key.as_str(), end));
    }
    last
}

/// The middle of some numbers; of two in the middle, the lower.
pub(crate) fn median(mut numbers: Vec<i64>) -> Option<i64> {
    numbers.sort_unstable();
    numbers.get(numbers.len().saturating_sub(1) / 2).copied()
}
