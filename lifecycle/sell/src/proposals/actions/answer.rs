//! Answering a request: kept while it is typed, handed in, taken back; for the own partner, until the deadline.

use base::{Error, ProposalRequestId, Result};
use serde_json::json;
use work::{Entry, Permission, Work};

use super::super::model::{AnswerState, Answers, Proposal, Request};
use super::super::rules::{self, ProposalRefusal};
use super::super::store;
use super::{fresh, may};

/// The request and the own part in it, while it can be answered.
async fn answering(work: &Work, id: ProposalRequestId, version: Option<i64>) -> Result<(Request, Proposal)> {
    let request = store::requests::get(work, id).await?;
    may(work, Permission::LeadWork, &request)?;
    let Some(partner) = work.actor().partner else { return Err(Error::forbidden()) };
    let part = store::proposals::own_part(work, id).await?;
    rules::may_answer(&request, work.now())?;
    fresh(part.version, version)?;
    if partners::get(work, partner).await?.state != partners::Lifecycle::Active {
        return Err(ProposalRefusal::PartnerNotActive.into());
    }
    Ok((request, part))
}

/// Keeps what was typed so far; what was handed in stays as it was.
pub async fn save_draft(work: &Work, id: ProposalRequestId, version: Option<i64>, typed: &Answers) -> Result<Proposal> {
    let (request, mut part) = answering(work, id, version).await?;
    part.draft = rules::check_draft(&request.new.questions, typed)?;
    part.saved_at = Some(work.now());
    if part.state == AnswerState::Invited {
        part.state = AnswerState::Begun;
    }
    work.audit(Entry::new("proposal.kept", "proposal", part.id).partner(Some(part.partner)).after(json!({ "request": id })));
    store::proposals::save(work, part).await
}

/// Hands the answer in; it can be handed in again until the deadline, and the last one counts.
pub async fn submit(work: &Work, id: ProposalRequestId, version: Option<i64>, typed: &Answers) -> Result<Proposal> {
    let (request, mut part) = answering(work, id, version).await?;
    part.answers = rules::check_answers(&request.new.questions, typed, request.new.terms.currency)?;
    part.draft = rules::check_draft(&request.new.questions, typed)?;
    (part.saved_at, part.answered_at) = (Some(work.now()), Some(work.now()));
    part.answered_by.clone_from(&work.actor().name);
    part.state = AnswerState::Answered;
    // The record says that it was answered, never what: it is sealed there too.
    work.audit(Entry::new("proposal.answered", "proposal", part.id).partner(Some(part.partner)).after(json!({ "request": id })));
    store::proposals::save(work, part).await
}

/// Takes the answer back; what was typed stays, and can be handed in again until the deadline.
pub async fn take_back(work: &Work, id: ProposalRequestId, version: Option<i64>) -> Result<Proposal> {
    let (_, mut part) = answering(work, id, version).await?;
    if part.state != AnswerState::Answered {
        return Err(ProposalRefusal::NotAnswered.into());
    }
    part.state = AnswerState::TakenBack;
    part.answers = Answers::new();
    part.answered_at = None;
    work.audit(Entry::new("proposal.taken_back", "proposal", part.id).partner(Some(part.partner)).after(json!({ "request": id })));
    store::proposals::save(work, part).await
}
