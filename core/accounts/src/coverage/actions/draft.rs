//! The draft: begun, worked on, published or thrown away.

use access::{Permission, Resource};
use base::{CoverageRuleId, Error, Invalid, Kind, Result};
use facts::accounts::CoveragePublished;
use serde_json::{Value, json};
use work::{Entry, Work};

use super::{check_people, own_draft};
use crate::coverage::model::{NewRule, Plan, PlanState, Rule, Served};
use crate::coverage::{rules, store};

/// A plan as the audit record keeps it.
fn told(p: &Plan) -> Value {
    let served = |s: &Served| json!({ "way": s.way.code(), "partners": s.partners, "segment": s.segment, "territory": s.territory, "owner": s.owner });
    let rule = |r: &Rule| json!({ "id": r.id, "name": r.name, "condition": r.condition, "from": r.validity.from, "until": r.validity.until, "served": served(&r.served) });
    json!({ "version": p.version, "rules": p.rules.iter().map(rule).collect::<Vec<_>>(), "otherwise": served(&p.otherwise) })
}

fn changed(work: &Work, before: &Plan, after: &Plan) {
    work.audit(Entry::new("coverage.draft_changed", "coverage_plan", after.id).change(told(before), told(after)));
}

/// Begins a draft from the plan in force; where there is one, that is the draft.
pub(crate) async fn begin(work: &Work) -> Result<Plan> {
    work.may(Permission::CoverageManage, &Resource::general("coverage_plan"))?;
    if let Some(draft) = store::draft(work).await? {
        return Ok(draft);
    }
    let base = match store::in_force(work).await? {
        Some((version, _)) => store::find(work, version).await?,
        None => None,
    };
    let draft = Plan {
        id: work.new_id(),
        version: base.as_ref().map_or(0, |b| b.version) + 1,
        state: PlanState::Draft,
        rules: base.as_ref().map(|b| b.rules.clone()).unwrap_or_default(),
        otherwise: base.map(|b| b.otherwise).unwrap_or_default(),
        begun_by: work.actor().name.clone(),
        begun_at: work.now(),
        revision: 1,
    };
    store::add(work, &draft).await?;
    work.audit(Entry::new("coverage.draft_begun", "coverage_plan", draft.id).after(told(&draft)));
    Ok(draft)
}

/// Adds a rule at the end of a draft, or changes one where it stands.
pub(crate) async fn put_rule(work: &Work, revision: Option<i64>, new: &NewRule, unread: Invalid) -> Result<Plan> {
    let before = own_draft(work, revision).await?;
    let new = rules::check_rule(new, unread)?;
    check_people(work, &[&new.served]).await?;
    let mut after = before.clone();
    let id = new.id.unwrap_or_else(|| work.new_id());
    let rule = Rule { id, name: new.name, condition: new.condition, served: new.served, validity: new.validity };
    if new.id.is_some() {
        *after.rules.iter_mut().find(|r| r.id == id).ok_or_else(Error::missing)? = rule;
    } else if after.rules.len() >= rules::MOST_RULES {
        return Err(base::refuse("coverage.too_many_rules", Kind::Limit));
    } else {
        after.rules.push(rule);
    }
    let after = store::save(work, after).await?;
    changed(work, &before, &after);
    Ok(after)
}

/// Says who serves the accounts that nothing else in a draft is about.
pub(crate) async fn set_otherwise(work: &Work, revision: Option<i64>, served: &Served, mut unread: Invalid) -> Result<Plan> {
    let before = own_draft(work, revision).await?;
    let served = rules::check_served(served, &mut unread);
    unread.finish()?;
    check_people(work, &[&served]).await?;
    let after = store::save(work, Plan { otherwise: served, ..before.clone() }).await?;
    changed(work, &before, &after);
    Ok(after)
}

/// A place that a rule is moved to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// Before the one that was before it.
    Up,
    /// After the one that was after it.
    Down,
    /// Out of the plan.
    Out,
}

/// Moves a rule of a draft one place, or takes it out.
pub(crate) async fn order(work: &Work, revision: Option<i64>, id: CoverageRuleId, step: Step) -> Result<Plan> {
    let before = own_draft(work, revision).await?;
    let mut after = before.clone();
    let at = after.rules.iter().position(|r| r.id == id).ok_or_else(Error::missing)?;
    match step {
        Step::Up if at > 0 => after.rules.swap(at, at - 1),
        Step::Down if at + 1 < after.rules.len() => after.rules.swap(at, at + 1),
        Step::Out => {
            after.rules.remove(at);
        }
        Step::Up | Step::Down => return Ok(before),
    }
    let after = store::save(work, after).await?;
    changed(work, &before, &after);
    Ok(after)
}

/// Puts other rules into the draft, which is begun when there is none.
pub(crate) async fn replace(work: &Work, revision: Option<i64>, new: &[NewRule], otherwise: &Served) -> Result<Plan> {
    begin(work).await?;
    let before = own_draft(work, revision).await?;
    let mut all = Invalid::new();
    let mut checked = Vec::with_capacity(new.len());
    for (at, rule) in new.iter().enumerate() {
        match rules::check_rule(rule, Invalid::new()) {
            Ok(rule) => checked.push(rule),
            Err(wrong) => {
                for mut error in base::Refusal::fields(&wrong) {
                    let of_served = matches!(error.field.as_str(), "partners" | "segment" | "territory");
                    error.field = format!("rules.{at}.{}{}", if of_served { "served." } else { "" }, error.field);
                    all.push(error);
                }
            }
        }
    }
    let mut unread = Invalid::new();
    let otherwise = rules::check_served(otherwise, &mut unread);
    for mut error in base::Refusal::fields(&unread) {
        error.field = format!("otherwise.{}", error.field);
        all.push(error);
    }
    let mut ids: Vec<CoverageRuleId> = new.iter().filter_map(|r| r.id).collect();
    ids.sort_unstable();
    ids.dedup();
    all.check(ids.len() == new.iter().filter(|r| r.id.is_some()).count(), "rules", "coverage.rule_twice");
    all.check(new.len() <= rules::MOST_RULES, "rules", "coverage.too_many_rules");
    all.finish()?;
    let served: Vec<&Served> = checked.iter().map(|r| &r.served).chain([&otherwise]).collect();
    check_people(work, &served).await?;
    let rule = |r: NewRule| Rule {
        // An id that this plan does not know is not taken over: it could be that of another.
        id: r.id.filter(|id| before.rules.iter().any(|b| b.id == *id)).unwrap_or_else(|| work.new_id()),
        name: r.name,
        condition: r.condition,
        served: r.served,
        validity: r.validity,
    };
    let rules = checked.into_iter().map(rule).collect();
    let after = store::save(work, Plan { rules, otherwise, ..before.clone() }).await?;
    changed(work, &before, &after);
    Ok(after)
}

/// Puts the draft in force, with the reason why; where there is a second person, it is proposed to them and waits.
pub(crate) async fn publish(work: &Work, revision: Option<i64>, reason: &str) -> Result<Plan> {
    let draft = own_draft(work, revision).await?;
    let reason = rules::check_reason(reason)?;
    // Read once more, as it will be read: a plan that cannot be asked must not come into force.
    rules::parse(&draft)?;
    if super::approve::needs_second(work).await? {
        return super::approve::propose(work, draft, reason).await;
    }
    put_in_force(work, &draft, &reason).await
}

/// Puts a draft in force that nobody else has to look at any more.
pub(super) async fn put_in_force(work: &Work, draft: &Plan, reason: &str) -> Result<Plan> {
    store::publish(work, draft, work.now(), &work.actor().name, reason).await?;
    let before = match draft.version {
        1 => None,
        version => store::find(work, version - 1).await?.map(|p| told(&p)),
    };
    work.enqueue(super::tell::TELL_JOB, json!({ "version": draft.version }));
    work.record_change(&CoveragePublished { plan: draft.id, version: draft.version }, before, Some(reason))?;
    store::get(work, draft.version).await
}

/// Throws the draft away.
pub(crate) async fn discard(work: &Work, revision: Option<i64>) -> Result<()> {
    let draft = own_draft(work, revision).await?;
    store::discard(work, &draft).await?;
    let mut entry = Entry::new("coverage.draft_discarded", "coverage_plan", draft.id);
    entry.before = Some(told(&draft));
    work.audit(entry);
    Ok(())
}
