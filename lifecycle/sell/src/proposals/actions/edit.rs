//! Writing a request, and publishing it to the partners that qualify.

use base::{Error, Invalid, LeadId, PartnerId, ProposalRequestId, Result};
use facts::sell::ProposalsRequested;
use serde_json::json;
use work::{Entry, Permission, Resource, Work};

use super::super::model::{AnswerState, Answers, NewRequest, Proposal, Request, StateKind};
use super::super::rules::{self, ProposalRefusal};
use super::super::store;
use super::{fresh, may};
use crate::deals::actions as deals;
use crate::leads::actions::{self as leads, Sought};
use crate::leads::model as lead;
use crate::leads::rules::Place;

async fn checked(work: &Work, new: NewRequest, unread: Invalid) -> Result<NewRequest> {
    let products: Vec<String> = partners::products(work).await?.into_iter().filter(|p| p.active).map(|p| p.key).collect();
    let kinds: Vec<String> = partners::PartnerType::ALL.iter().map(|k| k.code().to_owned()).collect();
    let top = match partners::programs::actions::current(work).await? {
        Some(program) => partners::tiers(work, program.id).await?.iter().map(|t| t.rank).max().unwrap_or(0),
        None => 0,
    };
    Ok(rules::check(new, &products, &kinds, top, unread)?)
}

/// Refuses a lead that a partner has, or that has ended.
pub(super) async fn free_lead(work: &Work, id: LeadId) -> Result<lead::Lead> {
    let found = leads::get(work, id).await?;
    match found.kind() {
        lead::StateKind::New | lead::StateKind::Waiting | lead::StateKind::Offered => Ok(found),
        lead::StateKind::Accepted
        | lead::StateKind::Contacted
        | lead::StateKind::Converted
        | lead::StateKind::Disqualified
        | lead::StateKind::Duplicate => Err(ProposalRefusal::LeadTaken.into()),
    }
}

/// Begins a request; nobody but staff sees it yet.
pub async fn begin(work: &Work, new: &NewRequest, unread: &Invalid) -> Result<Request> {
    work.may(Permission::LeadAssign, &Resource::general("proposal_request"))?;
    if let Some(lead) = new.lead {
        free_lead(work, lead).await?;
    }
    let new = checked(work, new.clone(), unread.clone()).await?;
    let request = Request::begun(work.new_id(), new, work.actor().user, work.actor().name.clone(), work.now());
    store::requests::add(work, &request).await?;
    let entry = Entry::new("proposals.drafted", "proposal_request", request.id);
    work.audit(entry.after(json!({ "title": request.new.need.title, "lead": request.new.lead })));
    Ok(request)
}

/// Changes a draft; the lead that it is about stays.
pub async fn change(work: &Work, id: ProposalRequestId, version: Option<i64>, new: &NewRequest, unread: &Invalid) -> Result<Request> {
    let mut request = store::requests::get(work, id).await?;
    may(work, Permission::LeadAssign, &request)?;
    fresh(request.version, version)?;
    if request.kind() != StateKind::Draft {
        return Err(ProposalRefusal::NotDraft.into());
    }
    let lead = request.new.lead;
    let was = request.new.need.title.clone();
    request.new = NewRequest { lead, ..checked(work, new.clone(), unread.clone()).await? };
    let request = store::requests::save(work, request).await?;
    let entry = Entry::new("proposals.changed", "proposal_request", id);
    work.audit(entry.change(json!({ "title": was }), json!({ "title": request.new.need.title })));
    Ok(request)
}

/// The partners that would be asked now.
pub async fn preview(work: &Work, request: &Request) -> Result<Vec<PartnerId>> {
    may(work, Permission::LeadAssign, request)?;
    let n = &request.new.need;
    let place = Place { country: n.country.clone(), region: n.region.clone(), postal_code: n.postal_code.clone(), city: n.city.clone() };
    let sought = Sought { place, products: n.products.clone(), industry: n.industry.clone(), language: n.language.clone() };
    leads::qualifying(work, &request.new.pool, &sought).await
}

/// Publishes a draft: the partners that qualify now are asked, until a deadline in business days.
pub async fn publish(work: &Work, id: ProposalRequestId, version: Option<i64>) -> Result<Request> {
    let request = store::requests::get(work, id).await?;
    may(work, Permission::LeadAssign, &request)?;
    fresh(request.version, version)?;
    let deadline = deals::business_deadline(work, request.new.terms.answer_days).await?;
    let request = rules::publish(request, deadline, work.now())?;
    if let Some(lead) = request.new.lead {
        free_lead(work, lead).await?;
    }
    if work.actor().name.is_empty() {
        return Err(Error::forbidden());
    }
    let asked = preview(work, &request).await?;
    if asked.is_empty() {
        return Err(ProposalRefusal::Nobody.into());
    }
    let part = |partner: &PartnerId| Proposal {
        id: work.new_id(),
        request: id,
        partner: *partner,
        state: AnswerState::Invited,
        draft: Answers::new(),
        saved_at: None,
        answers: Answers::new(),
        answered_at: None,
        answered_by: String::new(),
        told: false,
        version: 1,
    };
    let request = store::requests::save(work, request).await?;
    store::proposals::add(work, &asked.iter().map(part).collect::<Vec<_>>()).await?;
    work.record(&ProposalsRequested { request: id, title: request.new.need.title.clone(), lead: request.new.lead, deadline })?;
    // Telling hundreds of people is a work of its own.
    work.enqueue(super::CALL, json!({ "request": id }));
    Ok(request)
}
