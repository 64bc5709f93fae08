//! Deciding a request, taking it back, and making a deal of what was awarded.

use base::{Error, Invalid, ProposalId, ProposalRequestId, Result};
use facts::sell::{ProposalsChanged, ProposalsDecided};
use notices::Message;
use work::{Entry, Permission, Work};

use super::super::model::{AnswerState, Proposal, Request, State};
use super::super::rules::{self, ProposalRefusal};
use super::super::store;
use super::{fresh, may, said};
use crate::deals::actions::{self as deals, Input};
use crate::deals::model as deal;
use crate::leads::actions as leads;
use crate::links;

/// Tells the people of a partner who can answer.
pub(super) async fn tell(work: &Work, request: &Request, part: &Proposal, topic: &'static str) -> Result<()> {
    let people: Vec<identity::User> = identity::of_partner(work, part.partner).await?.into_iter().filter(links::sells).collect();
    let mut args = vec![("title", request.new.need.title.clone().into())];
    if let Some(deadline) = request.deadline {
        args.push(("by", notices::values::moment(deadline)));
    }
    let message = Message { topic, args, href: format!("/proposals/{}", request.id), mail: true };
    notices::tell(work, &identity::recipients(&people), &message).await
}

/// Gives a request to one partner, or to nobody, with reasons that every partner that answered reads.
///
/// A request about a lead gives the lead: the partner has taken it in the same transaction.
pub async fn award(
    work: &Work,
    id: ProposalRequestId,
    version: Option<i64>,
    proposal: Option<ProposalId>,
    reason: &str,
) -> Result<Request> {
    let request = store::requests::get(work, id).await?;
    may(work, Permission::LeadAssign, &request)?;
    fresh(request.version, version)?;
    let reason = said(reason)?;
    let answers = store::proposals::opened(work, &request).await?;
    let (request, winner) = match proposal {
        None => (rules::decline(request, reason.clone(), work.now())?, None),
        Some(proposal) => {
            let partner = answers.iter().find(|p| p.id == proposal).map(|p| p.partner);
            // Before the deadline there is no answer to name: the state is what is wrong, not the name.
            rules::ask(&request)?;
            let partner = partner.ok_or_else(Error::missing)?;
            if partners::get(work, partner).await?.state != partners::Lifecycle::Active {
                return Err(ProposalRefusal::PartnerNotActive.into());
            }
            (rules::award(request, proposal, partner, reason.clone(), work.now())?, Some(partner))
        }
    };
    let request = store::requests::save(work, request).await?;
    if let (Some(lead), Some(partner)) = (request.new.lead, winner) {
        super::edit::free_lead(work, lead).await?;
        leads::award(work, lead, partner, &reason).await?;
    }
    decided(work, &request, &reason).await?;
    for part in &answers {
        tell(work, &request, part, if Some(part.partner) == winner { "proposal.awarded" } else { "proposal.not_awarded" }).await?;
    }
    Ok(request)
}

/// Takes a request back; who was asked reads why.
pub async fn withdraw(work: &Work, id: ProposalRequestId, version: Option<i64>, reason: &str) -> Result<Request> {
    let request = store::requests::get(work, id).await?;
    may(work, Permission::LeadAssign, &request)?;
    fresh(request.version, version)?;
    let reason = said(reason)?;
    let request = store::requests::save(work, rules::withdraw(request, reason.clone(), work.now())?).await?;
    decided(work, &request, &reason).await?;
    for part in store::proposals::asked(work, id).await? {
        // Who took its answer back, or never began, has nothing to lose by it.
        if matches!(part.state, AnswerState::Begun | AnswerState::Answered) {
            tell(work, &request, &part, "proposal.withdrawn").await?;
        }
    }
    Ok(request)
}

/// Lets the open pages of the partners that were asked know; each hears of itself alone.
pub(super) fn stir(work: &Work, asked: &[Proposal]) -> Result<()> {
    asked.iter().try_for_each(|p| work.signal(&ProposalsChanged { request: p.request, partner: p.partner }))
}

async fn decided(work: &Work, request: &Request, reason: &str) -> Result<()> {
    let partner = request.winner();
    let lead = request.new.lead.filter(|_| partner.is_some());
    let told = ProposalsDecided { request: request.id, state: request.kind().code().to_owned(), partner, lead };
    work.record_change(&told, None, Some(reason))?;
    stir(work, &store::proposals::asked(work, request.id).await?)
}

/// Makes what was awarded a draft of a deal registration, as a lead is converted; the partner completes it.
pub async fn take_up(work: &Work, id: ProposalRequestId) -> Result<(Request, deal::Deal)> {
    let request = store::requests::get(work, id).await?;
    may(work, Permission::LeadWork, &request)?;
    // A draft is a member's own; the vendor does not write it for the partner.
    let Some(own) = work.actor().partner else { return Err(Error::forbidden()) };
    let State::Awarded { verdict, proposal, partner, deal: None } = request.state().clone() else {
        return Err(ProposalRefusal::NoDeal.into());
    };
    // The lead is what the partner has; it is converted there.
    if own != partner || request.new.lead.is_some() {
        return Err(ProposalRefusal::NoDeal.into());
    }
    let catalog = partners::products(work).await?;
    let n = &request.new.need;
    let mut registration = deal::Registration::empty(request.new.terms.currency);
    registration.customer.company.clone_from(&n.company);
    registration.customer.country.clone_from(&n.country);
    registration.customer.city.clone_from(&n.city);
    registration.need.clone_from(&n.body);
    let wanted = catalog.iter().filter(|p| p.active && n.products.contains(&p.key));
    registration.lines = wanted.map(|p| deal::Line { product: p.id, quantity: 1, amount_minor: 0 }).collect();
    registration.origin = deal::Origin::Vendor;
    let input = Input { partner: None, draft: None, version: None, registration, unread: Invalid::new() };
    let draft = deals::save_draft(work, &input).await?;
    let request = request.moved(State::Awarded { verdict, proposal, partner, deal: Some(draft.id) });
    let request = store::requests::save(work, request).await?;
    work.audit(
        Entry::new("proposals.taken_up", "proposal_request", id).partner(Some(partner)).after(serde_json::json!({ "deal": draft.id })),
    );
    Ok((request, draft))
}
