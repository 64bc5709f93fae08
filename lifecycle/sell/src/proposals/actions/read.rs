//! Reading requests: the list, one, the own part, what was answered once it is open, and the letter.

use std::collections::HashMap;

use base::{Instant, Page, PageRequest, PartnerId, ProposalRequestId, Result};
use work::{Permission, Resource, Scope, Work};

use super::super::model::{AnswerState, Card, Filter, Proposal, Request, Score, State, StateKind};
use super::super::rules::{self, Compared};
use super::super::store;
use super::may;

/// A request that the actor may see; a missing and a forbidden one look alike.
pub async fn get(work: &Work, id: ProposalRequestId) -> Result<Request> {
    let mut request = store::requests::get(work, id).await?;
    may(work, Permission::LeadRead, &request)?;
    if !matches!(work.scope(), Scope::All) {
        hide(work, &mut request);
    }
    Ok(request)
}

/// Takes away what partners do not read: whom the need is of, who else could qualify, and how answers are weighed by whom.
fn hide(work: &Work, request: &mut Request) {
    let won = work.actor().partner.is_some() && request.winner() == work.actor().partner;
    if !won {
        request.new.need.company.clear();
        request.new.lead = None;
    }
    request.new.pool = crate::leads::rules::Pool::default();
    request.owner = None;
}

/// A page of requests, newest first; a partner reads those that it was asked, and how far it is with each.
pub async fn list(work: &Work, filter: &Filter, page: &PageRequest) -> Result<Page<Card>> {
    if !work.can(Permission::LeadRead, &Resource::own("proposal_request", work.actor())) {
        return Ok(Page { items: Vec::new(), next: None });
    }
    let found = store::requests::page(work, filter, page).await?;
    let ids: Vec<ProposalRequestId> = found.items.iter().map(|r| r.id).collect();
    let states = store::proposals::own_states(work, &ids).await?;
    let all = matches!(work.scope(), Scope::All);
    let card = |mut request: Request| {
        if !all {
            hide(work, &mut request);
        }
        Card { own: states.get(&request.id).copied(), request }
    };
    Ok(Page { items: found.items.into_iter().map(card).collect(), next: found.next })
}

/// The part of the actor's own partner.
pub async fn part(work: &Work, request: &Request) -> Result<Proposal> {
    may(work, Permission::LeadRead, request)?;
    store::proposals::own_part(work, request.id).await
}

/// The names of the partners that were asked, for staff.
pub async fn asked(work: &Work, request: &Request) -> Result<Vec<(PartnerId, String)>> {
    may(work, Permission::LeadAssign, request)?;
    let ids: Vec<PartnerId> = store::proposals::asked(work, request.id).await?.into_iter().map(|p| p.partner).collect();
    let mut names: Vec<(PartnerId, String)> = partners::names(work, &ids).await?.into_iter().collect();
    names.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(names)
}

/// What was answered, with the points so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Opened {
    /// The answers with what their points come to, the best first.
    pub answers: Vec<(Proposal, Compared)>,
    /// All points.
    pub scores: Vec<Score>,
    /// The names of the partners.
    pub names: HashMap<PartnerId, String>,
}

/// What was answered, for those who decide; nothing until the request is open.
pub async fn opened(work: &Work, request: &Request) -> Result<Opened> {
    may(work, Permission::LeadAssign, request)?;
    let found = store::proposals::opened(work, request).await?;
    let scores = store::scores::of(work, request).await?;
    let ids: Vec<PartnerId> = found.iter().map(|p| p.partner).collect();
    let names = partners::names(work, &ids).await?;
    let mut answers: Vec<(Proposal, Compared)> = found
        .into_iter()
        .map(|p| {
            let compared = rules::compare(&request.new.criteria, &scores, p.id);
            (p, compared)
        })
        .collect();
    answers.sort_by_key(|(_, c)| std::cmp::Reverse(c.total));
    Ok(Opened { answers, scores, names })
}

/// What a decision says to one partner that answered: nothing of the others.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    /// Where the request is: awarded to the reader, to nobody or somebody else, or taken back.
    pub awarded: bool,
    /// Whether the request was taken back.
    pub withdrawn: bool,
    /// When.
    pub at: Instant,
    /// Why, in words that every partner that answered reads.
    pub reason: String,
    /// The reader's own points, where the request says that its letter has them.
    pub points: Option<Compared>,
}

/// The letter to the reader's own partner; none until it is decided, and none to who did not answer.
pub async fn letter(work: &Work, request: &Request) -> Result<Option<Letter>> {
    let Some(verdict) = request.state().verdict().cloned() else { return Ok(None) };
    let part = part(work, request).await?;
    let withdrawn = request.kind() == StateKind::Withdrawn;
    if part.state != AnswerState::Answered && !withdrawn {
        return Ok(None);
    }
    let decided = matches!(request.state(), State::Awarded { .. } | State::NotAwarded(_));
    let points = if request.new.terms.show_scores && decided {
        let scores = store::scores::own(work, part.partner, part.id).await?;
        Some(rules::compare(&request.new.criteria, &scores, part.id))
    } else {
        None
    };
    let awarded = request.winner() == Some(part.partner);
    Ok(Some(Letter { awarded, withdrawn, at: verdict.at, reason: verdict.reason, points }))
}
