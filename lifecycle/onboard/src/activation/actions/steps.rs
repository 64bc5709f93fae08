//! Working on steps: handing in, reviewing, exceptions, and the one question at the end.

use access::{Permission, Resource, Role};
use base::{ActivationStepId, Error, Result};
use serde_json::{Value, json};
use work::{Entry, Work};

use super::super::model::{Answers, Document, Step, StepKind, Verdict, Whole};
use super::super::rules::{self, Refused};
use super::super::store;
use super::{effects, telling};

/// Loads a step in its plan, held until the end of the transaction.
async fn load(work: &Work, id: ActivationStepId, permission: Permission, version: Option<i64>) -> Result<(Step, Whole)> {
    let found = store::get_step(work, id).await?;
    work.may(permission, &Resource::of("activation_step", found.partner).id(id))?;
    let whole = store::lock(work, found.plan).await?;
    let step = whole.steps.iter().find(|s| s.id == id).cloned().ok_or_else(Error::missing)?;
    if version.is_some_and(|v| v != step.version) {
        return Err(Error::stale());
    }
    if !whole.plan.is_open() {
        return Err(Refused::PlanOver.into());
    }
    Ok((step, whole))
}

/// Keeps a changed step with its audit record and whatever follows.
async fn keep(work: &Work, whole: &Whole, before: &Step, after: Step, verb: &str, reason: Option<&str>, detail: Value) -> Result<Step> {
    let id = after.id;
    let mut entry = Entry::new(format!("activation_step.{verb}"), "activation_step", id).partner(Some(after.partner)).change(
        json!({ "state": before.state().name() }),
        json!({ "state": after.state().name(), "key": after.spec.key, "detail": detail }),
    );
    entry.reason = reason.map(str::to_owned);
    work.audit(entry);
    let whole = effects::keep(work, whole, effects::with(whole, after)).await?;
    whole.steps.into_iter().find(|s| s.id == id).ok_or_else(Error::missing)
}

fn owned_by_actor(work: &Work, step: &Step) -> Result<(), Refused> {
    let actor = work.actor();
    if rules::may_work(step.spec.owner, |r: Role| actor.has(r)) {
        Ok(())
    } else {
        Err(Refused::OtherOwner { role: step.spec.owner.code() })
    }
}

/// Hands a form in; it is done when all of it is right.
pub(crate) async fn hand_in_form(
    work: &Work,
    id: ActivationStepId,
    answers: &Answers,
    language: &str,
    version: Option<i64>,
) -> Result<Step> {
    let (step, whole) = load(work, id, Permission::ActivationWork, version).await?;
    owned_by_actor(work, &step)?;
    let StepKind::Form(form) = step.spec.kind else { return Err(Refused::WrongKind { kind: step.spec.kind.name() }.into()) };
    let after = rules::hand_in(step.clone(), &whole.steps, language, &work.actor().name, work.now())?;
    let kept = rules::check_form(form, answers)?;
    let names: Vec<_> = kept.iter().filter(|a| !a.1.is_empty()).map(|a| a.0.as_str()).collect();
    let detail = json!({ "filled": names });
    keep(work, &whole, &step, Step { answers: kept, ..after }, "handed_in", None, detail).await
}

/// Whether a document may be handed in now; asked before a file is taken in.
pub(crate) async fn check_upload(work: &Work, id: ActivationStepId, language: &str) -> Result<()> {
    let step = store::get_step(work, id).await?;
    work.may(Permission::ActivationWork, &Resource::of("activation_step", step.partner).id(id))?;
    let whole = store::whole(work, step.plan).await?;
    if !whole.plan.is_open() {
        return Err(Refused::PlanOver.into());
    }
    owned_by_actor(work, &step)?;
    if step.spec.kind != StepKind::Document {
        return Err(Refused::WrongKind { kind: step.spec.kind.name() }.into());
    }
    rules::hand_in(step, &whole.steps, language, "", work.now())?;
    Ok(())
}

/// Hands a document in, which is in the store of files already; staff review it.
pub(crate) async fn hand_in_document(work: &Work, document: &Document, language: &str, version: Option<i64>) -> Result<Step> {
    let (step, whole) = load(work, document.step, Permission::ActivationWork, version).await?;
    owned_by_actor(work, &step)?;
    if step.spec.kind != StepKind::Document {
        return Err(Refused::WrongKind { kind: step.spec.kind.name() }.into());
    }
    let after = rules::hand_in(step.clone(), &whole.steps, language, &work.actor().name, work.now())?;
    let document = Document { partner: step.partner, by: work.actor().name.clone(), at: work.now(), ..document.clone() };
    store::add_document(work, &document).await?;
    let detail = json!({ "document": document.id, "name": document.name, "digest": document.digest, "size": document.size });
    let after = keep(work, &whole, &step, after, "handed_in", None, detail).await?;
    telling::handed_in(work, &whole.plan, &after).await?;
    Ok(after)
}

/// Staff look at what was handed in, or give their word for a step that is one.
pub(crate) async fn review(work: &Work, id: ActivationStepId, verdict: &Verdict, version: Option<i64>) -> Result<Step> {
    let (step, whole) = load(work, id, Permission::ActivationReview, version).await?;
    let (by, now) = (work.actor().name.clone(), work.now());
    match verdict {
        Verdict::Take => {
            let after = rules::take(step.clone(), &by, now)?;
            keep(work, &whole, &step, after, "taken", None, Value::Null).await
        }
        Verdict::Accept => {
            let after = rules::accept(step.clone(), &by, now)?;
            keep(work, &whole, &step, after, "accepted", None, Value::Null).await
        }
        Verdict::Return(reason) => {
            let reason = rules::check_reason(reason)?;
            let after = rules::give_back(step.clone(), &by, &reason, now)?;
            let after = keep(work, &whole, &step, after, "returned", Some(&reason), Value::Null).await?;
            telling::returned(work, &whole.plan, &after, &reason).await?;
            Ok(after)
        }
    }
}

/// Lets a locked step begin before its time.
pub(crate) async fn admit(work: &Work, id: ActivationStepId, reason: &str, version: Option<i64>) -> Result<Step> {
    let (step, whole) = load(work, id, Permission::ActivationReview, version).await?;
    let reason = rules::check_reason(reason)?;
    let after = rules::admit(step.clone(), &work.actor().name, &reason, work.now())?;
    let missing: Vec<_> = rules::missing(&step, &whole.steps).iter().map(|s| s.spec.key.clone()).collect();
    keep(work, &whole, &step, after, "admitted", Some(&reason), json!({ "before": missing })).await
}

/// Leaves a step out.
pub(crate) async fn skip(work: &Work, id: ActivationStepId, reason: &str, version: Option<i64>) -> Result<Step> {
    let (step, whole) = load(work, id, Permission::ActivationReview, version).await?;
    let reason = rules::check_reason(reason)?;
    let after = rules::skip(step.clone(), &work.actor().name, &reason, work.now())?;
    keep(work, &whole, &step, after, "skipped", Some(&reason), json!({ "required": step.spec.required })).await
}

/// Says how clear a step was; once it is over, and again to think better of it.
pub(crate) async fn rate(work: &Work, id: ActivationStepId, clear: i64, note: &str) -> Result<Step> {
    let (step, whole) = load(work, id, Permission::ActivationWork, None).await?;
    if work.actor().partner != Some(step.partner) {
        return Err(Error::forbidden());
    }
    let note = rules::check_clarity(clear, note)?;
    if !step.state().is_over() {
        return Err(Refused::NotNow { verb: "rate", state: step.state().name(), allowed: String::new() }.into());
    }
    let after = Step { clear: Some(clear), clear_note: note, ..step.clone() };
    keep(work, &whole, &step, after, "rated", None, json!({ "clear": clear })).await
}
