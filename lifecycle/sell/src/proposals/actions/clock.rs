//! What time does to requests: telling who was asked, reminding, and closing at the deadline.

use base::{ProposalRequestId, Result};
use facts::sell::ProposalsClosed;
use notices::{Message, values};
use work::{Entry, Role, Work};

use super::super::model::{AnswerState, Request, State};
use super::super::rules;
use super::super::store;
use super::award::{stir, tell};
use crate::deals::actions as deals;

/// The job that tells the partners that were asked.
pub const CALL: &str = "sell.proposal_call";

/// Tells the people of partners that were asked and were not told yet.
pub async fn call(work: &Work, id: ProposalRequestId) -> Result<()> {
    let Some(request) = store::requests::find(work, id).await? else { return Ok(()) };
    if !matches!(request.state(), State::Published { .. }) {
        return Ok(());
    }
    let asked: Vec<_> = store::proposals::asked(work, id).await?.into_iter().filter(|p| !p.told).collect();
    for part in &asked {
        tell(work, &request, part, "proposal.asked").await?;
        store::proposals::told(work, part).await?;
    }
    stir(work, &asked)
}

/// The requests for which something is due.
pub async fn due(work: &Work, n: u64) -> Result<Vec<ProposalRequestId>> {
    store::requests::due(work, n).await
}

/// Does what is due for a request; nothing when somebody else has done it.
pub async fn ring(work: &Work, id: ProposalRequestId) -> Result<()> {
    let Some(request) = store::requests::find(work, id).await? else { return Ok(()) };
    let State::Published { at, deadline, reminded } = *request.state() else { return Ok(()) };
    if deadline <= work.now() {
        let decide_by = deals::business_deadline(work, request.new.terms.decide_days).await?;
        let request = store::requests::save(work, rules::close(request, decide_by, work.now())?).await?;
        work.record(&ProposalsClosed { request: id, decide_by })?;
        stir(work, &store::proposals::asked(work, id).await?)?;
        return tell_desk(work, &request, decide_by).await;
    }
    if reminded {
        return Ok(());
    }
    for part in store::proposals::asked(work, id).await? {
        if part.state != AnswerState::Answered {
            tell(work, &request, &part, "proposal.reminder").await?;
        }
    }
    store::requests::save(work, request.moved(State::Published { at, deadline, reminded: true })).await?;
    work.audit(Entry::new("proposals.reminded", "proposal_request", id));
    Ok(())
}

/// Tells who wrote the request that answers are open; partner operations where that person is gone.
async fn tell_desk(work: &Work, request: &Request, decide_by: base::Instant) -> Result<()> {
    let mut people = Vec::new();
    if let Some(owner) = request.owner {
        match identity::get(work, owner).await {
            Ok(user) => people = identity::recipients(&[user]),
            Err(e) if e.kind().is_some() => {}
            Err(e) => return Err(e),
        }
    }
    if people.is_empty() {
        people = identity::recipients(&identity::staff_with(work, Role::PartnerOps).await?);
    }
    let args = vec![("title", request.new.need.title.clone().into()), ("by", values::moment(decide_by))];
    let message = Message { topic: "proposal.closed", args, href: format!("/proposals/{}", request.id), mail: true };
    notices::tell(work, &people, &message).await
}
