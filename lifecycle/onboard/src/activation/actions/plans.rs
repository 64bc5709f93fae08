//! Plans begin, run and end; what the system sees finishes their steps.

use base::{Fault, PartnerId, Result};
use facts::onboard::ActivationBegun;
use serde_json::json;
use work::{Entry, Work};

use super::super::model::{First, Plan, PlanState, Step, StepKind, StepState, Template, Whole};
use super::super::{rules, store};
use super::{effects, telling};

/// Writes the shipped templates when there are none; tells whether it did.
pub async fn seed(work: &Work) -> Result<bool> {
    if !store::templates(work).await?.is_empty() {
        return Ok(false);
    }
    for new in store::shipped()? {
        super::write_template(work, &new).await?;
    }
    Ok(true)
}

/// Makes the plan of a partner from the template of its type; a partner has one, however often it is asked.
pub(crate) async fn begin(work: &Work, partner: PartnerId, origin: &str) -> Result<Whole> {
    if let Some(plan) = store::find_of_partner(work, partner).await? {
        return store::whole(work, plan.id).await;
    }
    seed(work).await?;
    let partner = partners::find(work, partner).await?.ok_or_else(|| Fault::plain(format!("partner {partner} is not there")))?;
    let templates = store::current_templates(work).await?;
    let template = rules::choose(&templates, partner.kind.code())
        .ok_or_else(|| Fault::plain(format!("no activation template fits partners of type {}", partner.kind.code())))?;
    let (plan, steps) = made(work, partner.id, template, origin);
    let (plan, steps) = rules::settle(plan, steps, work.now());
    let whole = Whole { plan, steps };
    store::add(work, &whole).await?;
    let n = i64::try_from(whole.steps.len()).unwrap_or(i64::MAX);
    work.record(&ActivationBegun { plan: whole.plan.id, partner: partner.id, steps: n })?;
    Ok(whole)
}

fn made(work: &Work, partner: PartnerId, template: &Template, origin: &str) -> (Plan, Vec<Step>) {
    let plan = Plan {
        id: work.new_id(),
        partner,
        template: template.id,
        key: template.key.clone(),
        no: template.no,
        title: template.title.clone(),
        origin: origin.to_owned(),
        created_at: work.now(),
        version: 1,
        state: PlanState::Prepared,
    };
    let step = |(position, spec): (i64, &super::super::model::StepSpec)| Step {
        id: work.new_id(),
        plan: plan.id,
        partner,
        position,
        spec: spec.clone(),
        answers: Vec::new(),
        observed_at: None,
        exception: None,
        clear: None,
        clear_note: None,
        version: 1,
        state: StepState::Locked,
    };
    let steps = (1..).zip(&template.steps).map(step).collect();
    (plan, steps)
}

/// Both have signed the program agreement: the clock begins, and the agreement's step is done.
pub(crate) async fn start(work: &Work, partner: PartnerId, kind: &str) -> Result<()> {
    let begun = begin(work, partner, "agreement").await?;
    let before = store::lock(work, begun.plan.id).await?;
    let starts = kind == crate::agreements::model::PROGRAM && *before.plan.state() == PlanState::Prepared;
    let plan = if starts { rules::start(before.plan.clone(), work.now()) } else { before.plan.clone() };
    let steps = before.steps.iter().map(|s| observed(s, &StepKind::Agreement(kind.to_owned()), "", work.now())).collect();
    let whole = effects::keep(work, &before, Whole { plan, steps }).await?;
    if starts {
        work.audit(Entry::new("activation.started", "activation_plan", whole.plan.id).partner(Some(partner)));
        telling::started(work, &whole.plan).await?;
    }
    Ok(())
}

fn observed(step: &Step, kind: &StepKind, by: &str, now: base::Instant) -> Step {
    if step.spec.kind == *kind { rules::observe(step.clone(), by, now) } else { step.clone() }
}

/// The partner signed: the agreement's step waits for the vendor.
pub(crate) async fn signed(work: &Work, partner: PartnerId, signer: &str) -> Result<()> {
    let Some(plan) = store::find_of_partner(work, partner).await? else { return Ok(()) };
    let before = store::lock(work, plan.id).await?;
    let is_it = |s: &Step| s.spec.kind == StepKind::Agreement(crate::agreements::model::PROGRAM.to_owned()) && s.state().is_workable();
    let hand_in = |s: &Step| {
        if is_it(s) { rules::hand_in(s.clone(), &before.steps, "en", signer, work.now()).unwrap_or_else(|_| s.clone()) } else { s.clone() }
    };
    let after = Whole { plan: before.plan.clone(), steps: before.steps.iter().map(hand_in).collect() };
    effects::keep(work, &before, after).await.map(|_| ())
}

/// What the system can see a partner do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Seen {
    /// Somebody has a course or certification.
    Course(String),
    /// A first.
    First(First),
}

/// The system saw something: the steps that wait for it are done.
pub(crate) async fn observe(work: &Work, partner: PartnerId, seen: &Seen, by: &str) -> Result<()> {
    let Some(plan) = store::find_of_partner(work, partner).await? else { return Ok(()) };
    let before = store::lock(work, plan.id).await?;
    if !before.plan.is_open() {
        return Ok(());
    }
    let kind = match seen {
        Seen::Course(key) => StepKind::Course(key.clone()),
        Seen::First(first) => StepKind::First(*first),
    };
    let steps = before.steps.iter().map(|s| observed(s, &kind, by, work.now())).collect();
    effects::keep(work, &before, Whole { plan: before.plan.clone(), steps }).await.map(|_| ())
}

/// A partner moved: one that leaves ends its plan, one that comes back may have completed it.
pub(crate) async fn partner_moved(work: &Work, partner: PartnerId, to: &str, reason: &str) -> Result<()> {
    let Some(plan) = store::find_of_partner(work, partner).await? else { return Ok(()) };
    let before = store::lock(work, plan.id).await?;
    let plan = match to {
        "offboarding" | "former" | "rejected" => rules::end(before.plan.clone(), if reason.is_empty() { to } else { reason }, work.now()),
        "active" => before.plan.clone(),
        _ => return Ok(()),
    };
    if plan != before.plan {
        let after = json!({ "state": plan.state().name() });
        work.audit(Entry::new("activation.ended", "activation_plan", plan.id).partner(Some(partner)).after(after).reason(reason));
    }
    effects::keep(work, &before, Whole { plan, steps: before.steps.clone() }).await.map(|_| ())
}
