//! Reading cases: lists, one for staff with everything, and a partner's own part of it.

use base::{CaseId, DealId, Instant, Page, PageRequest, PartnerId, Result};
use work::{Permission, Resource, Scope, Work};

use super::super::model::{Card, Case, Entry, Fate, Filter, Proposal, Side, StateKind};
use super::super::store;
pub(crate) use super::super::store::rulings::Ruled;
use super::{claims, decide};
use crate::deals::actions as deals;
use crate::deals::model::Deal;

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
    let mut cards = Vec::new();
    for case in cases {
        let own: Vec<&Side> = sides.iter().filter(|s| s.case == case.id).collect();
        if all {
            let company = case.company.clone();
            cards.push(Card { case, company, sides: own.len(), fate: None, owes: None });
            continue;
        }
        let first = own.first();
        let company = match first.and_then(|s| s.deal) {
            Some(deal) => deals::get(work, deal).await?.registration.customer.company,
            None => String::new(),
        };
        let owes = first.filter(|s| case.kind() == StateKind::Open && s.stated_at.is_none() && s.statement_by > work.now());
        cards.push(Card { company, sides: 0, fate: first.and_then(|s| s.fate), owes: owes.map(|s| s.statement_by), case });
    }
    Ok(cards)
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
    /// The partner's name; empty for the direct team.
    pub partner: String,
    /// The name of its tier.
    pub tier: String,
    /// The names of the people who are asked about it, for staff.
    pub owner: String,
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
    /// What the rules propose; for staff, while the case waits.
    pub proposed: Option<Proposal>,
    /// What is known of each side; for staff, while the case waits or as it was ruled.
    pub question: Option<super::super::model::Question>,
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
        let owner = deal.as_ref().map(|d| d.owner_name.clone()).unwrap_or_default();
        sides.push(SideSeen { side: side.clone(), deal, partner, tier, owner });
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
    Ok(Seen { case, sides, entries, facts, rulings, proposed, question })
}

/// What a ruling says to one side: nothing of the others, but who works together when it says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Letter {
    /// The side.
    pub side: Side,
    /// Its deal.
    pub deal: Option<Deal>,
    /// What the ruling means for it.
    pub fate: Fate,
    /// The code of the clause that the ruling rests on.
    pub clause: String,
    /// Under which version of the rules of engagement.
    pub version: i64,
    /// Why, in words that every side reads.
    pub reason: String,
    /// When.
    pub at: Instant,
    /// Whether it answers an appeal.
    pub appeal: bool,
    /// Until when the side may appeal; none when it may not.
    pub appeal_until: Option<Instant>,
    /// The partners with whom it works together, where it does.
    pub with: Vec<String>,
}

/// The letters of a case to the sides that the reader may see, asked with the reader's own rights.
///
/// `work` is the reader's, `system` the deployment's: who works together has to know the others by name.
pub async fn letters(work: &Work, system: &Work, id: CaseId) -> Result<Vec<Letter>> {
    let case = get(work, id).await?;
    let Some(settled) = case.state.settled().cloned() else { return Ok(Vec::new()) };
    let rulings = store::rulings::of(work, id).await?;
    let Some(last) = rulings.into_iter().find(|r| r.id == settled.ruling) else { return Ok(Vec::new()) };
    let mut all = Vec::new();
    let everybody = claims::sides(system, id).await?;
    for side in store::sides::of(work, id).await? {
        let Some(fate) = side.fate else { continue };
        let deal = match side.deal {
            Some(deal) => deals::find(work, deal).await?,
            None => None,
        };
        let mut with = Vec::new();
        if fate == Fate::Together {
            for other in everybody.iter().filter(|o| o.id != side.id && o.fate == Some(Fate::Together)) {
                if let Some(partner) = other.partner.filter(|p| Some(*p) != side.partner) {
                    with.push(deals::partner_name(system, partner).await?);
                }
            }
        }
        let may_appeal = case.kind() == StateKind::Decided && fate != Fate::Confirmed && side.appealed_at.is_none();
        all.push(Letter {
            fate,
            deal,
            clause: last.clause.clone(),
            version: last.proposed.version,
            reason: last.ruling.reason.clone(),
            at: settled.at,
            appeal: last.appeal,
            appeal_until: Some(settled.appeal_until).filter(|until| may_appeal && side.partner.is_some() && *until >= work.now()),
            with,
            side,
        });
    }
    Ok(all)
}
