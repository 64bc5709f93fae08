//! What every change of a plan sets off: steps that open, facts, completion.

use base::Result;
use facts::onboard::StepDone;
use partners::Lifecycle;
use work::Work;

use super::super::model::{PlanState, Step, StepKind, StepState, Whole};
use super::super::{rules, store};
use super::telling;

/// The plan with one step changed.
pub(super) fn with(whole: &Whole, step: Step) -> Whole {
    let steps = whole.steps.iter().map(|s| if s.id == step.id { step.clone() } else { s.clone() }).collect();
    Whole { plan: whole.plan.clone(), steps }
}

/// Settles the plan, writes what changed, tells it, and activates the partner when it is complete:
/// all in the transaction of the change.
pub(super) async fn keep(work: &Work, before: &Whole, after: Whole) -> Result<Whole> {
    let (mut plan, steps) = rules::settle(after.plan, after.steps, work.now());
    let completes = matches!(plan.state(), PlanState::Completed { .. }) && !matches!(before.plan.state(), PlanState::Completed { .. });
    let partner = if completes { partners::find(work, plan.partner).await? } else { None };
    let can_begin = partner.as_ref().is_some_and(|p| matches!(p.state, Lifecycle::Onboarding | Lifecycle::Active));
    if completes && !can_begin {
        // A suspended partner does not come alive by a step; its resumption completes the plan.
        plan.state = before.plan.state().clone();
    }
    let whole = store::save(work, before, Whole { plan, steps }).await?;
    let percent = rules::percent(&whole.steps);
    for step in &whole.steps {
        let was = before.steps.iter().find(|s| s.id == step.id).map(Step::state);
        if matches!(step.state(), StepState::Done { .. }) && !matches!(was, Some(StepState::Done { .. })) {
            let fact = StepDone { plan: whole.plan.id, step: step.id, partner: whole.plan.partner, key: step.spec.key.clone(), percent };
            work.record(&fact)?;
        }
        let opened = matches!(step.state(), StepState::Open { .. }) && !matches!(was, Some(StepState::Open { .. }));
        if opened && step.spec.kind == StepKind::Approval {
            telling::approval_due(work, &whole.plan, step).await?;
        }
    }
    if completes && can_begin {
        let last = whole.steps.iter().filter(|s| s.spec.required).max_by_key(|s| s.state().at());
        let event = last.map_or_else(|| "plan".to_owned(), |s| format!("step:{}", s.spec.key));
        partners::activate(work, whole.plan.partner, &event).await?;
        telling::active(work, &whole.plan).await?;
    }
    Ok(whole)
}
