//! What happened here becomes touches.

use base::{AccountId, AccountMapId, CaseId, DealId, Instant, LeadId, PartnerId, ProposalRequestId, Result, UserId};
use chrono::NaiveDate;
use facts::sell::TouchPlaced;
use uuid::Uuid;
use work::{Envelope, Work};

use super::super::model::{Company, Kind, State, Subject, SubjectKind, Touch};
use super::super::{rules, store};
use super::tell;
use crate::conflicts::actions as conflicts;
use crate::conflicts::model::Fate;
use crate::deals::actions as deals;
use crate::deals::model::{Business, Deal};
use crate::leads::actions as leads;
use crate::leads::model::Lead;
use crate::proposals::actions as proposals;

/// What happened, as far as it concerns the journey of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happened {
    /// A deal registration was handed in.
    Registered {
        /// Which deal.
        deal: DealId,
        /// By whom.
        by: Option<UserId>,
    },
    /// It was approved; its customer is known from now on.
    Approved {
        /// Which deal.
        deal: DealId,
    },
    /// A deal was won.
    Won {
        /// Which deal.
        deal: DealId,
        /// By whom.
        by: Option<UserId>,
        /// On which day.
        on: NaiveDate,
    },
    /// A partner took a lead.
    LeadAccepted {
        /// Which lead.
        lead: LeadId,
        /// Which partner.
        partner: PartnerId,
    },
    /// It spoke with the customer.
    LeadContacted {
        /// Which lead.
        lead: LeadId,
        /// Which partner.
        partner: PartnerId,
    },
    /// It made the lead a deal.
    LeadConverted {
        /// Which lead.
        lead: LeadId,
        /// Which partner.
        partner: PartnerId,
        /// Which deal.
        deal: DealId,
    },
    /// A partner was chosen among proposals.
    Awarded {
        /// Which request.
        request: ProposalRequestId,
        /// Which partner.
        partner: PartnerId,
        /// The lead that it was given.
        lead: Option<LeadId>,
    },
    /// A case was ruled.
    Ruled {
        /// Which case.
        case: CaseId,
    },
    /// A partner brought the vendor together with a company of their account mapping.
    Introduced {
        /// Which mapping.
        map: AccountMapId,
        /// Which partner.
        partner: PartnerId,
        /// The company, as the partner calls it.
        company: String,
        /// The account that it is, if there is one.
        account: Option<AccountId>,
    },
    /// A partner joined the team of a deal, or did its part of the team's plan.
    SoldTogether {
        /// Which deal.
        deal: DealId,
        /// Which partner.
        partner: PartnerId,
    },
}

/// What every touch of one fact has in common.
struct Draft {
    partner: PartnerId,
    kind: Kind,
    at: Instant,
    source_id: Uuid,
    subject: Subject,
    deal: Option<DealId>,
    account: Option<AccountId>,
    company: Company,
    user: Option<UserId>,
    by_name: String,
}

/// Records the touches of a fact, each once, and gives those that were there the account that is known now.
pub async fn hear(work: &Work, e: &Envelope, happened: &Happened) -> Result<()> {
    match happened {
        Happened::Registered { deal, by } => registered(work, e, *deal, *by).await,
        Happened::Approved { deal } => match deals::find(work, *deal).await? {
            Some(deal) => placed(work, &deal).await,
            None => Ok(()),
        },
        Happened::Won { deal, by, on } => won(work, e, *deal, *by, *on).await,
        Happened::LeadAccepted { lead, partner } => of_lead(work, e, Kind::LeadAccepted, *lead, *partner, None).await,
        Happened::LeadContacted { lead, partner } => of_lead(work, e, Kind::LeadContacted, *lead, *partner, None).await,
        Happened::LeadConverted { lead, partner, deal } => of_lead(work, e, Kind::LeadConverted, *lead, *partner, Some(*deal)).await,
        Happened::Awarded { partner, lead: Some(lead), .. } => of_lead(work, e, Kind::Award, *lead, *partner, None).await,
        Happened::Awarded { request, partner, lead: None } => awarded(work, e, *request, *partner).await,
        Happened::Ruled { case } => ruled(work, e, *case).await,
        Happened::Introduced { map, partner, company, account } => introduced(work, e, (*map, *partner), company, *account).await,
        Happened::SoldTogether { deal, partner } => together(work, e, *deal, *partner).await,
    }
}

async fn record(work: &Work, e: &Envelope, draft: Draft) -> Result<()> {
    if store::heard(work, draft.source_id, draft.partner).await? {
        return Ok(());
    }
    let touch = Touch {
        id: work.new_id(),
        partner: draft.partner,
        kind: draft.kind,
        state: State::Recorded,
        at: draft.at,
        recorded_at: work.now(),
        source: e.kind.clone(),
        source_id: draft.source_id,
        subject: draft.subject,
        deal: draft.deal,
        account: draft.account,
        company: draft.company,
        user: draft.user,
        by_name: draft.by_name,
        what: String::new(),
        evidence: String::new(),
        link: String::new(),
        answer_by: None,
        answered: None,
    };
    store::add(work, &touch).await?;
    tell(work, &touch, false)
}

fn company_of(deal: &Deal) -> Company {
    let c = &deal.registration.customer;
    Company { name: c.company.clone(), domain: c.domain.clone(), country: c.country.clone() }
}

/// The name of who did it, as it is now; that of the deal's owner where the person is not known.
async fn name_of(work: &Work, deal: &Deal, by: Option<UserId>) -> Result<String> {
    match by {
        Some(by) if deal.owner != Some(by) => match identity::get(work, by).await {
            Ok(user) => Ok(user.name),
            Err(e) if e.kind().is_some() => Ok(String::new()),
            Err(e) => Err(e),
        },
        Some(_) | None => Ok(deal.owner_name.clone()),
    }
}

async fn of_deal(work: &Work, e: &Envelope, deal: &Deal, kind: Kind, by: Option<UserId>, at: Instant) -> Result<()> {
    let by_name = name_of(work, deal, by).await?;
    let draft = Draft {
        partner: e.partner.unwrap_or(deal.partner),
        kind,
        at,
        source_id: e.id.uuid(),
        subject: Subject { kind: SubjectKind::Deal, id: deal.id.uuid() },
        deal: Some(deal.id),
        account: deal.account,
        company: company_of(deal),
        user: by,
        by_name,
    };
    record(work, e, draft).await?;
    placed(work, deal).await
}

async fn registered(work: &Work, e: &Envelope, deal: DealId, by: Option<UserId>) -> Result<()> {
    match deals::find(work, deal).await? {
        Some(deal) => of_deal(work, e, &deal, Kind::Registration, by, e.at).await,
        None => Ok(()),
    }
}

async fn won(work: &Work, e: &Envelope, deal: DealId, by: Option<UserId>, on: NaiveDate) -> Result<()> {
    let Some(deal) = deals::find(work, deal).await? else { return Ok(()) };
    let kind = match deal.registration.business {
        Business::New => Kind::Win,
        Business::Expansion => Kind::Expansion,
        Business::Renewal => Kind::Renewal,
    };
    // Told on the day itself, it has an hour too.
    let at = if on == e.at.date_naive() { e.at } else { rules::day_moment(on).min(e.at) };
    of_deal(work, e, &deal, kind, by, at).await
}

/// What was recorded of a deal before its account was known has it from now on.
async fn placed(work: &Work, deal: &Deal) -> Result<()> {
    let Some(account) = deal.account else { return Ok(()) };
    for touch in store::place(work, deal.id, account).await? {
        work.record(&TouchPlaced { touch, account })?;
    }
    Ok(())
}

/// A lead, if it is still there.
async fn lead_of(work: &Work, id: LeadId) -> Result<Option<Lead>> {
    match leads::get(work, id).await {
        Ok(lead) => Ok(Some(lead)),
        Err(e) if e.kind().is_some() => Ok(None),
        Err(e) => Err(e),
    }
}

async fn of_lead(work: &Work, e: &Envelope, kind: Kind, id: LeadId, partner: PartnerId, deal: Option<DealId>) -> Result<()> {
    let Some(lead) = lead_of(work, id).await? else { return Ok(()) };
    let c = lead.customer;
    let draft = Draft {
        partner,
        kind,
        at: e.at,
        source_id: e.id.uuid(),
        subject: Subject { kind: SubjectKind::Lead, id: id.uuid() },
        deal,
        account: lead.account,
        company: Company { name: c.company, domain: c.domain, country: c.country },
        user: None,
        // An award is the deed of the vendor.
        by_name: if kind == Kind::Award { String::new() } else { e.actor.clone() },
    };
    record(work, e, draft).await
}

async fn awarded(work: &Work, e: &Envelope, request: ProposalRequestId, partner: PartnerId) -> Result<()> {
    let found = match proposals::get(work, request).await {
        Ok(found) => found,
        Err(e) if e.kind().is_some() => return Ok(()),
        Err(e) => return Err(e),
    };
    let n = found.new.need;
    let draft = Draft {
        partner,
        kind: Kind::Award,
        at: e.at,
        source_id: e.id.uuid(),
        subject: Subject { kind: SubjectKind::Request, id: request.uuid() },
        deal: None,
        account: None,
        company: Company { name: if n.company.is_empty() { n.title } else { n.company }, domain: String::new(), country: n.country },
        user: None,
        by_name: String::new(),
    };
    record(work, e, draft).await
}

async fn introduced(
    work: &Work,
    e: &Envelope,
    (map, partner): (AccountMapId, PartnerId),
    company: &str,
    account: Option<AccountId>,
) -> Result<()> {
    let draft = Draft {
        partner,
        kind: Kind::Introduction,
        at: e.at,
        source_id: e.id.uuid(),
        subject: Subject { kind: SubjectKind::Mapping, id: map.uuid() },
        deal: None,
        account,
        company: Company { name: company.to_owned(), ..Company::default() },
        user: None,
        by_name: e.actor.clone(),
    };
    record(work, e, draft).await
}

/// Who has a part in the deal of another by a ruling; once for each case, whatever an appeal changes.
async fn ruled(work: &Work, e: &Envelope, case: CaseId) -> Result<()> {
    for side in conflicts::sides(work, case).await? {
        let shares = matches!(side.fate, Some(Fate::Shared | Fate::Together));
        let (Some(partner), Some(deal), true) = (side.partner, side.deal, shares) else { continue };
        let Some(deal) = deals::find(work, deal).await? else { continue };
        let draft = Draft {
            partner,
            kind: Kind::Ruling,
            at: e.at,
            source_id: case.uuid(),
            subject: Subject { kind: SubjectKind::Case, id: case.uuid() },
            deal: Some(deal.id),
            account: deal.account,
            company: company_of(&deal),
            user: None,
            by_name: String::new(),
        };
        record(work, e, draft).await?;
    }
    Ok(())
}

/// A partner of a deal's team did something. The lead's own part is told by the deal; of the customer a member knows the name.
async fn together(work: &Work, e: &Envelope, deal: DealId, partner: PartnerId) -> Result<()> {
    let Some(deal) = deals::find(work, deal).await?.filter(|d| d.partner != partner) else { return Ok(()) };
    let draft = Draft {
        partner,
        kind: Kind::CoSell,
        at: e.at,
        source_id: e.id.uuid(),
        subject: Subject { kind: SubjectKind::Deal, id: deal.id.uuid() },
        deal: Some(deal.id),
        account: deal.account,
        company: Company { name: company_of(&deal).name, ..Company::default() },
        user: None,
        by_name: String::new(),
    };
    record(work, e, draft).await?;
    placed(work, &deal).await
}
