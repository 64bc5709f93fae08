//! What people, listeners and jobs do with activation plans.

mod effects;
mod plans;
mod steps;
mod telling;

pub use plans::seed;
pub(crate) use plans::{Seen, begin, observe, partner_moved, signed, start};
pub(crate) use steps::{admit, check_upload, hand_in_document, hand_in_form, rate, review, skip};

use std::collections::HashMap;

use access::{Permission, Resource, Role};
use base::{ActivationPlanId, ActivationStepId, FileId, Page, PageRequest, PartnerId, Result};
use serde_json::json;
use work::{Entry, Work};

use super::model::{BlockedBy, Clarity, Document, Filter, NewTemplate, Plan, Step, Template, Whole};
use super::{rules, store};

/// What a reader wants to know of a plan beside its steps.
#[derive(Debug, Clone)]
pub(crate) struct Outlook {
    /// The share of the required weight that is done.
    pub(crate) percent: i64,
    /// How many steps are over.
    pub(crate) n_over: usize,
    /// How many steps there are.
    pub(crate) n_steps: usize,
    /// Who keeps it from going on.
    pub(crate) blocked_by: BlockedBy,
    /// With which step.
    pub(crate) blocking: Option<ActivationStepId>,
    /// When it will be complete if everybody takes the time that was meant.
    pub(crate) expected: Option<base::Instant>,
}

/// How a plan looks now.
pub(crate) fn outlook(work: &Work, whole: &Whole) -> Outlook {
    let (blocked_by, blocking) = rules::blocked_by(&whole.steps);
    let (n_over, n_steps) = rules::counts(&whole.steps);
    Outlook {
        percent: rules::percent(&whole.steps),
        n_over,
        n_steps,
        blocked_by,
        blocking: blocking.map(|s| s.id),
        expected: rules::expected(&whole.plan, &whole.steps, work.now()),
    }
}

/// When a step is due, and whether that is past.
pub(crate) fn due(work: &Work, plan: &Plan, step: &Step) -> (Option<base::Instant>, bool) {
    (rules::due(plan, step), rules::overdue(plan, step, work.now()))
}

/// The steps that come before and are not over.
pub(crate) fn missing<'a>(step: &Step, all: &'a [Step]) -> Vec<&'a Step> {
    rules::missing(step, all)
}

/// Whether the actor may work on a step; its state is another question.
pub(crate) fn may_work(work: &Work, step: &Step) -> bool {
    let resource = Resource::of("activation_step", step.partner);
    let actor = work.actor();
    work.can(Permission::ActivationWork, &resource) && rules::may_work(step.spec.owner, |r: Role| actor.has(r))
}

/// Whether the actor may decide on a step: accept, send back, let begin early, leave out.
pub(crate) fn may_review(work: &Work, step: &Step) -> bool {
    work.can(Permission::ActivationReview, &Resource::of("activation_step", step.partner))
}

/// The step that the actor should do next.
pub(crate) fn next<'a>(work: &Work, whole: &'a Whole) -> Option<&'a Step> {
    rules::next(&whole.plan, &whole.steps, work.now(), |s| may_work(work, s))
}

fn readable(work: &Work, partner: PartnerId) -> Result<()> {
    work.may(Permission::ActivationRead, &Resource::of("activation_plan", partner))
}

/// A plan with its steps; out of scope looks missing.
pub(crate) async fn get(work: &Work, id: ActivationPlanId) -> Result<Whole> {
    let whole = store::whole(work, id).await?;
    readable(work, whole.plan.partner)?;
    Ok(whole)
}

/// The plan of a partner with its steps.
pub(crate) async fn of_partner(work: &Work, partner: PartnerId) -> Result<Option<Whole>> {
    let Some(plan) = store::find_of_partner(work, partner).await? else { return Ok(None) };
    readable(work, partner)?;
    store::whole(work, plan.id).await.map(Some)
}

/// A step with the plan it is in.
pub(crate) async fn get_step(work: &Work, id: ActivationStepId) -> Result<(Step, Whole)> {
    let step = store::get_step(work, id).await?;
    let whole = get(work, step.plan).await?;
    Ok((step, whole))
}

/// A page of plans with their steps, newest first.
pub(crate) async fn list(work: &Work, filter: &Filter, page: &PageRequest) -> Result<Page<Whole>> {
    let page = store::list(work, filter, page).await?;
    let ids: Vec<_> = page.items.iter().map(|p| p.id).collect();
    let mut steps: HashMap<_, _> = store::of_plans(work, &ids).await?;
    Ok(page.map(|plan| Whole { steps: steps.remove(&plan.id).unwrap_or_default(), plan }))
}

/// Steps that wait for staff, the oldest first.
pub(crate) async fn waiting(work: &Work) -> Result<Vec<Step>> {
    work.may(Permission::ActivationReview, &Resource::general("activation_step"))?;
    store::waiting(work, 200).await
}

/// How clear the steps were, the least clear first.
pub(crate) async fn clarity(work: &Work) -> Result<Vec<Clarity>> {
    work.may(Permission::ActivationReview, &Resource::general("activation_step"))?;
    store::clarity(work).await
}

/// How fast partners become active.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Pace {
    /// How many plans are under way, with and without the clock.
    pub(crate) n_open: i64,
    /// How many of them have the clock running.
    pub(crate) n_running: i64,
    /// How many were completed in the last 180 days.
    pub(crate) n_completed: i64,
    /// The median of days from countersignature to active among those.
    pub(crate) median_days: Option<i64>,
    /// The same for the 180 days before.
    pub(crate) median_days_before: Option<i64>,
    /// The medians of the last six months that had any, oldest first.
    pub(crate) monthly: Vec<i64>,
}

/// How fast partners become active, as far as the actor sees them.
pub(crate) async fn pace(work: &Work) -> Result<Pace> {
    work.may(Permission::ActivationRead, &Resource::general("activation_plan"))?;
    let (n_prepared, n_running) = store::count_open(work).await?;
    let now = work.now();
    let times = store::completed_since(work, now - chrono::TimeDelta::days(360)).await?;
    let half = now - chrono::TimeDelta::days(180);
    let days = |since: &base::Instant, at: &base::Instant| (*at - *since).num_days();
    let recent: Vec<i64> = times.iter().filter(|t| t.1 >= half).map(|t| days(&t.0, &t.1)).collect();
    let before: Vec<i64> = times.iter().filter(|t| t.1 < half).map(|t| days(&t.0, &t.1)).collect();
    let month = |back: i64| {
        let (from, to) = (now - chrono::TimeDelta::days(30 * (back + 1)), now - chrono::TimeDelta::days(30 * back));
        rules::median(times.iter().filter(|t| t.1 > from && t.1 <= to).map(|t| days(&t.0, &t.1)).collect())
    };
    Ok(Pace {
        n_open: n_prepared + n_running,
        n_running,
        n_completed: i64::try_from(recent.len()).unwrap_or(i64::MAX),
        median_days: rules::median(recent),
        median_days_before: rules::median(before),
        monthly: (0..6).rev().filter_map(month).collect(),
    })
}

/// What was handed in for a step, newest first.
pub(crate) async fn documents(work: &Work, step: &Step) -> Result<Vec<Document>> {
    readable(work, step.partner)?;
    store::documents(work, step.id).await
}

/// One document; out of scope looks missing.
pub(crate) async fn get_document(work: &Work, id: FileId) -> Result<Document> {
    let document = store::get_document(work, id).await?;
    readable(work, document.partner)?;
    Ok(document)
}

/// Writes the next version of a template; running plans keep theirs.
pub(crate) async fn write_template(work: &Work, new: &NewTemplate) -> Result<Template> {
    work.may(Permission::ProgramManage, &Resource::general("activation_template"))?;
    rules::check_template(new)?;
    let template = Template {
        id: work.new_id(),
        key: new.key.clone(),
        no: store::latest_no(work, &new.key).await? + 1,
        types: new.types.clone(),
        title: new.title.clone(),
        steps: new.steps.clone(),
        created_at: work.now(),
        // What the system writes is what ships.
        created_by: work.actor().user.map(|_| work.actor().name.clone()).unwrap_or_default(),
    };
    store::add_template(work, &template).await?;
    let keys: Vec<_> = template.steps.iter().map(|s| s.key.as_str()).collect();
    let after = json!({ "key": template.key, "no": template.no, "types": template.types, "steps": keys });
    work.audit(Entry::new("activation_template.written", "activation_template", template.id).after(after));
    Ok(template)
}

/// The templates in use, for staff to read.
pub(crate) async fn templates(work: &Work) -> Result<Vec<Template>> {
    work.may(Permission::ConsoleView, &Resource::general("activation_template"))?;
    store::current_templates(work).await
}
