//! Reading cases: lists, one for staff with everything, and a partner's own part of it.

use base::{CaseId, DealId, Instant, Page, PageRequest, PartnerId, Result};
use work::{Permission, Resource, Scope, Work};

use super::super::model::{Card, Case, Entry, Filter, Proposal, Side, StateKind};
use super::super::store;
pub(crate) use super::super::store::rulings::Ruled;
use super::{claims, decide};
use crate::absences::actions as absences;
use crate::absences::model::StandIn;
use crate::deals::actions as deals;
use crate::deals::model::Deal;
use crate::leads::actions::Evidence;

fn may_read(work: &Work) -> bool {
    work.can(Permission::DealRead, &Resource::own("case", work.actor()))
}

/// A case that the actor may see; a missing and a forbidden one look alike.
pub async fn get(work: &Work, id: CaseId) -> Result<Case> {
    let case = store::cases::get(work, id).await?;
    work.may(Permission::DealRead, &Resource::own("case", work.actor()).id(id))?;
    Ok(case)
}

/// A case, whoever asks: for listeners.
pub async fn find(work: &Work, id: CaseId) -> Result<Option<Case>> {
    store::cases::find(work, id).await
}

/// The sides of a case that the actor may see.
pub async fn sides(work: &Work, id: CaseId) -> Result<Vec<Side>> {
    store::sides::of(work, id).await
}

/// A page of cases, newest first; a partner reads them under the name of its own registration.
pub async fn list(work: &Work, filter: &Filter, page: &PageRequest) -> Result<Page<Card>> {
    if !may_read(work) {
        return Ok(Page { items: Vec::new(), next: None });
    }
    let found = store::cases::page(work, filter, page).await?;
    Ok(Page { items: cards(work, found.items).await?, next: found.next })
}

async fn cards(work: &Work, cases: Vec<Case>) -> Result<Vec<Card>> {
    let ids: Vec<CaseId> = cases.iter().map(|c| c.id).collect();
    let sides = store::sides::of_many(work, &ids).await?;
    let all = matches!(work.scope(), Scope::All);
    // A member's home shows its cases, and one question for each of them would be most of what that page asks.
    let own: Vec<DealId> = if all { Vec::new() } else { sides.iter().filter_map(|s| s.deal).collect() };
    let known = if own.is_empty() { Vec::new() } else { deals::chosen(work, &own).await?.0 };
    let mut cards = Vec::new();
    for case in cases {
        let own: Vec<&Side> = sides.iter().filter(|s| s.case == case.id).collect();
        if all {
            let company = case.company.clone();
            cards.push(Card { case, company, sides: own.len(), fate: None, owes: None });
            continue;
        }
        let first = own.first();
        let company = match (first.and_then(|s| known.iter().find(|d| Some(d.id) == s.deal)), first) {
            (Some(deal), _) => deal.company.clone(),
            (None, Some(side)) => about(work, side).await?.0,
            (None, None) => String::new(),
        };
        let owes = first.filter(|s| case.kind() == StateKind::Open && s.stated_at.is_none() && s.statement_by > work.now());
        cards.push(Card { company, sides: 0, fate: first.and_then(|s| s.fate), owes: owes.map(|s| s.statement_by), case });
    }
    Ok(cards)
}

/// The customer and the products of a side, as its registration or its lead names them.
pub(super) async fn about(work: &Work, side: &Side) -> Result<(String, String)> {
    if let Some(id) = side.deal {
        let deal = deals::find(work, id).await?;
        return Ok(deal.map(|d| (d.registration.customer.company, d.products)).unwrap_or_default());
    }
    let Some(lead) = claims::evidence(work, side).await? else { return Ok((String::new(), String::new())) };
    let catalog = partners::products(work).await?;
    let names: Vec<String> = catalog.into_iter().filter(|p| lead.products.contains(&p.key)).map(|p| p.name).collect();
    Ok((lead.company, names.join(", ")))
}

/// The cases that wait for a ruling, by deadline; for staff.
pub async fn waiting(work: &Work, n: u64) -> Result<Vec<Case>> {
    if !matches!(work.scope(), Scope::All) {
        return Ok(Vec::new());
    }
    store::cases::waiting(work, n).await
}

/// The cases of a deal that the actor may see, newest first.
pub async fn of_deal(work: &Work, deal: DealId) -> Result<Vec<Case>> {
    if !may_read(work) {
        return Ok(Vec::new());
    }
    let filter = Filter { deal: Some(deal), ..Filter::default() };
    Ok(store::cases::page(work, &filter, &PageRequest::first(20)).await?.items)
}

/// Something that happened, from the record and not from what a side says.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// Whose deal it happened to; empty for the case itself.
    pub partner: String,
    /// What, such as `deal.submitted`.
    pub done: deals::Done,
}

/// One side with what stands around it.
#[derive(Debug, Clone, PartialEq)]
pub struct SideSeen {
    /// The side.
    pub side: Side,
    /// Its deal.
    pub deal: Option<Deal>,
    /// What is known of the lead that it was given.
    pub lead: Option<Evidence>,
    /// The customer, as its registration or its lead names it.
    pub company: String,
    /// The names of the products.
    pub products: String,
    /// The partner's name; empty for the direct team.
    pub partner: String,
    /// The name of its tier.
    pub tier: String,
    /// The names of the people who are asked about it, for staff.
    pub owner: String,
}

impl SideSeen {
    /// Where its registration or its lead is found; nowhere for the direct team.
    pub fn href(&self) -> String {
        match (self.side.deal, self.side.lead) {
            (Some(deal), _) => format!("/deals/{deal}"),
            (None, Some(lead)) => format!("/leads/{lead}"),
            (None, None) => String::new(),
        }
    }
}

/// What happened to a lead while it was a partner's, as a case tells it.
fn told_of(lead: &Evidence) -> Vec<deals::Done> {
    let done = |action: &str, at: Option<Instant>| {
        at.map(|at| deals::Done { action: action.to_owned(), who: String::new(), at, reason: String::new(), what: Vec::new() })
    };
    let all = [
        done("lead.offered", lead.offered_at),
        done("lead.accepted", lead.accepted_at),
        done("lead.contacted", lead.contacted_at),
        done("lead.converted", lead.converted_at),
    ];
    all.into_iter().flatten().collect()
}

/// A case with all that the reader may see of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// The case.
    pub case: Case,
    /// The sides that the reader may see: a partner only its own.
    pub sides: Vec<SideSeen>,
    /// What was written, as far as the reader may read it.
    pub entries: Vec<Entry>,
    /// What happened, newest first.
    pub facts: Vec<Facts>,
    /// What was ruled; for staff.
    pub rulings: Vec<Ruled>,
    /// The cases that became one with this; for staff.
    pub joined: Vec<Case>,
    /// What the rules propose; for staff, while the case waits.
    pub proposed: Option<Proposal>,
    /// What is known of each side; for staff, while the case waits or as it was ruled.
    pub question: Option<super::super::model::Question>,
    /// Who rules in place of the one who is named and away; for staff, while the case waits.
    pub stand_in: Option<StandIn>,
}

/// A case as the reader may see it.
pub async fn seen(work: &Work, id: CaseId) -> Result<Seen> {
    let case = get(work, id).await?;
    let staff = matches!(work.scope(), Scope::All);
    let own = store::sides::of(work, id).await?;
    let ids: Vec<PartnerId> = own.iter().filter_map(|s| s.partner).collect();
    let names = partners::names(work, &ids).await?;
    let (mut sides, mut facts) = (Vec::new(), Vec::new());
    for side in &own {
        let deal = match side.deal {
            Some(deal) => deals::find(work, deal).await?,
            None => None,
        };
        let partner = side.partner.and_then(|p| names.get(&p).cloned()).unwrap_or_default();
        let tier = match side.partner.filter(|_| staff) {
            Some(p) => partners::standing(work, p).await?.tier.map(|t| t.name).unwrap_or_default(),
            None => String::new(),
        };
        if let Some(deal) = &deal {
            for done in deals::activity(work, deal).await? {
                facts.push(Facts { partner: partner.clone(), done });
            }
        }
        let lead = claims::evidence(work, side).await?;
        for done in lead.iter().flat_map(told_of) {
            facts.push(Facts { partner: partner.clone(), done });
        }
        let owner = deal.as_ref().map(|d| d.owner_name.clone()).unwrap_or_default();
        let (company, products) = about(work, side).await?;
        sides.push(SideSeen { side: side.clone(), deal, lead, company, products, partner, tier, owner });
    }
    facts.sort_by_key(|f| std::cmp::Reverse(f.done.at));
    let entries = store::entries::of(work, id).await?;
    let rulings = if staff { store::rulings::of(work, id).await? } else { Vec::new() };
    let (mut proposed, mut question) = (None, None);
    if staff {
        if case.waits() {
            let found = decide::proposed(work, &case, &own, &deals::terms(work).await?).await?;
            (proposed, question) = (Some(found.proposal), Some(found.question));
        } else if let Some(last) = rulings.last() {
            (proposed, question) = (Some(last.proposed.proposal.clone()), Some(last.proposed.question.clone()));
        }
    }
    let joined = if staff { store::cases::joined_into(work, id).await? } else { Vec::new() };
    let stand_in = match case.assignee.filter(|_| staff && case.waits()) {
        Some(named) => absences::stand_in(work, named).await?,
        None => None,
    };
    Ok(Seen { case, sides, entries, facts, rulings, joined, proposed, question, stand_in })
}
