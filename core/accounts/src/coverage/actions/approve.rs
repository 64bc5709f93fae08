//! The second person: a draft is proposed, approved, refused or taken back.

use access::{Permission, Resource};
use base::{Error, Kind, Result, UserId, refuse as refusal};
use identity::User;
use notices::Message;
use serde_json::json;
use work::{Entry, Role, Work};

use super::draft::put_in_force;
use super::{may_read, resource, whole_draft};
use crate::coverage::model::{Approval, Decided, Fate, Plan, Proposal};
use crate::coverage::{rules, store};

/// The active people who may change the plan, apart from one, by name.
pub(crate) async fn deciders(work: &Work, except: Option<UserId>) -> Result<Vec<User>> {
    let mut people = identity::staff_with(work, Role::PartnerOps).await?;
    people.extend(identity::staff_with(work, Role::Owner).await?);
    people.retain(|u| Some(u.id) != except);
    people.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    people.dedup_by_key(|u| u.id);
    Ok(people)
}

/// Whether a second person is asked.
pub(crate) async fn approval(work: &Work) -> Result<Approval> {
    may_read(work)?;
    store::proposals::approval(work).await
}

/// Sets whether a second person is asked; not while somebody is being asked.
pub(crate) async fn set_approval(work: &Work, to: Approval) -> Result<()> {
    work.may(Permission::SettingsManage, &Resource::general("coverage_plan"))?;
    let before = store::proposals::approval(work).await?;
    if let Some(draft) = store::draft(work).await?
        && store::proposals::waiting(work, draft.version).await?.is_some()
    {
        return Err(refusal("coverage.proposed", Kind::Conflict));
    }
    store::proposals::set_approval(work, to).await?;
    // The setting has no id of its own; it is one for the deployment.
    let entry = Entry::new("coverage.approval_set", "coverage_setting", uuid::Uuid::nil());
    work.audit(entry.change(json!({ "approval": before.code() }), json!({ "approval": to.code() })));
    Ok(())
}

/// Whether what the actor publishes has to be approved: only where there is somebody else who can.
pub(super) async fn needs_second(work: &Work) -> Result<bool> {
    let asked = store::proposals::approval(work).await? == Approval::Second;
    Ok(asked && !deciders(work, work.actor().user).await?.is_empty())
}

/// The last proposal of a version, as far as the actor may see it.
pub(crate) async fn proposal(work: &Work, version: i64) -> Result<Option<Proposal>> {
    may_read(work)?;
    store::proposals::last(work, version).await
}

/// Whether the actor may decide about a proposal: somebody else's, or their own when there is nobody else any more.
pub(crate) async fn may_decide(work: &Work, proposal: &Proposal) -> Result<bool> {
    if !work.can(Permission::CoverageManage, &Resource::general("coverage_plan")) {
        return Ok(false);
    }
    let own = proposal.by == work.actor().user;
    Ok(!own || deciders(work, proposal.by).await?.is_empty())
}

/// Proposes a draft to those who can approve it.
pub(super) async fn propose(work: &Work, draft: Plan, reason: String) -> Result<Plan> {
    let draft = store::hold(work, draft).await?;
    let (by, by_name) = (work.actor().user, work.actor().name.clone());
    let proposal =
        Proposal { id: work.new_id(), version: draft.version, by, by_name, at: work.now(), reason: reason.clone(), fate: Fate::Waiting };
    store::proposals::add(work, &proposal).await?;
    let entry = Entry::new("coverage.proposed", "coverage_plan", draft.id).after(json!({ "version": draft.version }));
    work.audit(entry.reason(reason));
    let people = deciders(work, by).await?;
    notices::tell(work, &identity::recipients(&people), &message("coverage.proposed", &proposal, &proposal.reason)).await?;
    Ok(draft)
}

fn message(topic: &'static str, proposal: &Proposal, words: &str) -> Message {
    let args = vec![("n", proposal.version.into()), ("who", proposal.by_name.as_str().into()), ("words", words.into())];
    let href = if topic == "coverage.approved" { "/coverage" } else { "/coverage/draft" };
    Message { topic, args, href: href.to_owned(), mail: true }
}

/// The draft with its proposal, which the actor is asked about.
async fn asked(work: &Work) -> Result<(Plan, Proposal)> {
    let draft = whole_draft(work, None).await?;
    let waiting = store::proposals::waiting(work, draft.version).await?.ok_or_else(Error::missing)?;
    if !may_decide(work, &waiting).await? {
        return Err(refusal("coverage.own_proposal", Kind::Forbidden));
    }
    Ok((draft, waiting))
}

/// Who proposed is told what came of it, unless they decided themselves.
async fn answer(work: &Work, topic: &'static str, proposal: &Proposal, words: &str) -> Result<()> {
    let Some(by) = proposal.by.filter(|by| Some(*by) != work.actor().user) else { return Ok(()) };
    let people = match identity::get(work, by).await {
        Ok(user) => vec![user],
        Err(e) if e.kind().is_some() => return Ok(()),
        Err(e) => return Err(e),
    };
    let told = Proposal { by_name: work.actor().name.clone(), ..proposal.clone() };
    notices::tell(work, &identity::recipients(&people), &message(topic, &told, words)).await
}

/// Approves what is proposed: from now on it is the plan in force.
pub(crate) async fn approve(work: &Work, words: &str) -> Result<Plan> {
    let (draft, waiting) = asked(work).await?;
    let words = rules::check_words(words, 0)?;
    rules::parse(&draft)?;
    let decided = Decided { by: work.actor().name.clone(), at: work.now(), words: words.clone() };
    store::proposals::end(work, waiting.id, work.actor().user, &Fate::Approved(decided)).await?;
    let entry = Entry::new("coverage.approved", "coverage_plan", draft.id);
    work.audit(entry.after(json!({ "version": draft.version, "proposed_by": waiting.by })).reason(words.clone()));
    answer(work, "coverage.approved", &waiting, &words).await?;
    put_in_force(work, &draft, &waiting.reason).await
}

/// Refuses what is proposed, with a reason: it is worked on again, and the plan in force holds.
pub(crate) async fn refuse(work: &Work, words: &str) -> Result<Plan> {
    let (draft, waiting) = asked(work).await?;
    let words = rules::check_words(words, 3)?;
    let decided = Decided { by: work.actor().name.clone(), at: work.now(), words: words.clone() };
    store::proposals::end(work, waiting.id, work.actor().user, &Fate::Refused(decided)).await?;
    let entry = Entry::new("coverage.refused", "coverage_plan", draft.id);
    work.audit(entry.after(json!({ "version": draft.version, "proposed_by": waiting.by })).reason(words.clone()));
    answer(work, "coverage.refused", &waiting, &words).await?;
    Ok(draft)
}

/// Takes a proposal back, to go on working; who made it may, and nobody else.
pub(crate) async fn withdraw(work: &Work) -> Result<Plan> {
    let draft = whole_draft(work, None).await?;
    work.may(Permission::CoverageManage, &resource(draft.id))?;
    let waiting = store::proposals::waiting(work, draft.version).await?.ok_or_else(Error::missing)?;
    if waiting.by != work.actor().user {
        return Err(refusal("coverage.not_own_proposal", Kind::Forbidden));
    }
    store::proposals::end(work, waiting.id, None, &Fate::Withdrawn).await?;
    work.audit(Entry::new("coverage.withdrawn", "coverage_plan", draft.id).after(json!({ "version": draft.version })));
    Ok(draft)
}
