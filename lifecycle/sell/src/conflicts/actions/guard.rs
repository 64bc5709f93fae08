//! The vendor's own sales before a customer that a partner protects: warned, stopped, or allowed by a named person.

use base::{AccountId, DealId, Error, FieldError, Invalid, OpportunityId, Page, PageRequest, PartnerId, Result, UserId};
use notices::{Message, Recipient, values};
use serde_json::json;
use work::{Entry, Permission, Resource, Scope, Work};

use super::super::model::{Consent, Opportunity};
use super::super::rules::CaseRefusal;
use super::super::store;
use super::{open, said};
use crate::absences::actions as absences;
use crate::deals::actions as deals;
use crate::deals::model::{Customer, Deal, StateKind, Terms};
use crate::deals::rules::{self, deadline};

/// What somebody of the vendor wants to follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOpportunity {
    /// At which account.
    pub account: AccountId,
    /// What it is about.
    pub note: String,
    /// Who allows it although the customer is protected.
    pub approver: Option<UserId>,
    /// Why.
    pub reason: String,
}

/// Why the vendor does not sell to an account itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Guarded {
    /// A partner is protected there.
    Protected {
        /// The partner's name.
        partner: String,
        /// Until when.
        until: base::Instant,
    },
    /// The coverage plan gives it to partners.
    Planned {
        /// The names of the partners, where some are named.
        partners: Vec<String>,
    },
}

/// What stands before selling to an account directly.
enum Before {
    Deal(Box<Deal>),
    Plan(Vec<PartnerId>),
}

impl Before {
    fn deal(&self) -> Option<DealId> {
        match self {
            Self::Deal(deal) => Some(deal.id),
            Self::Plan(_) => None,
        }
    }

    fn partners(&self) -> Vec<PartnerId> {
        match self {
            Self::Deal(deal) => vec![deal.partner],
            Self::Plan(partners) => partners.clone(),
        }
    }
}

async fn before(work: &Work, account: &accounts::Account) -> Result<Option<Before>> {
    if let Some(deal) = protected(work, account).await? {
        return Ok(Some(Before::Deal(Box::new(deal))));
    }
    let served = accounts::coverage_of(work, accounts::Whom::Account(account)).await?.served;
    Ok((served.way == accounts::Way::PartnerLed).then_some(Before::Plan(served.partners)))
}

async fn protected(work: &Work, account: &accounts::Account) -> Result<Option<Deal>> {
    let d = &account.details;
    let customer = Customer {
        company: d.name.clone(),
        domain: d.domain.clone(),
        country: d.country.clone(),
        city: d.city.clone(),
        ..Customer::default()
    };
    let Some(id) = deals::holding(work, &customer).await?.deal else { return Ok(None) };
    Ok(deals::find(work, id).await?.filter(|d| d.kind() == StateKind::Approved))
}

/// Whether an account is a partner's; for staff who want to sell there.
pub async fn guarded(work: &Work, account: AccountId) -> Result<Option<Guarded>> {
    work.may(Permission::DealDecide, &Resource::general("deal"))?;
    let account = accounts::get(work, account).await?;
    Ok(match before(work, &account).await? {
        None => None,
        Some(Before::Deal(deal)) => {
            let until = deal.protected().map_or_else(|| work.now(), |p| p.until);
            Some(Guarded::Protected { partner: deals::partner_name(work, deal.partner).await?, until })
        }
        Some(Before::Plan(ids)) => {
            let mut partners: Vec<String> = partners::names(work, &ids).await?.into_values().collect();
            partners.sort();
            Some(Guarded::Planned { partners })
        }
    })
}

/// Notes that the vendor follows an opportunity itself.
///
/// On a customer that a partner protects, or that the coverage plan gives to partners, it is refused, unless somebody else who may set the rules is named, with
/// a reason. That person is asked; until it has allowed it nothing goes on: the account stays as it is, no case is
/// opened, and only who manages the partner hears of it.
pub async fn mark(work: &Work, new: &NewOpportunity) -> Result<Opportunity> {
    work.may(Permission::DealDecide, &Resource::general("deal"))?;
    let account = accounts::get(work, new.account).await?;
    let note = said("note", &new.note, 3)?;
    let held = before(work, &account).await?;
    let terms = deals::terms(work).await?;
    stage_of(&account, &terms)?;
    let mut opportunity = Opportunity {
        id: work.new_id(),
        account: account.id,
        company: account.details.name.clone(),
        owner: work.actor().user,
        owner_name: work.actor().name.clone(),
        note,
        at: work.now(),
        deal: None,
        approver: None,
        approver_name: String::new(),
        reason: String::new(),
        consent: Consent::Free,
        answer: String::new(),
    };
    let Some(before) = held else {
        store::opportunities::add(work, &opportunity).await?;
        follow(work, &account, &terms).await?;
        work.audit(Entry::new("opportunity.marked", "opportunity", opportunity.id).after(json!({ "account": account.id })));
        return Ok(opportunity);
    };
    let Some(named) = new.approver else {
        return Err(match before {
            Before::Deal(_) => CaseRefusal::Protected,
            Before::Plan(_) => CaseRefusal::PartnerLed,
        }
        .into());
    };
    let allowed = deals::rule_setters(work).await?.into_iter().find(|p| p.0 == named && Some(named) != work.actor().user);
    let Some((id, name)) = allowed else { return Err(CaseRefusal::Approver.into()) };
    opportunity.reason = said("reason", &new.reason, 10)?;
    (opportunity.approver, opportunity.approver_name) = (Some(id), name);
    opportunity.deal = before.deal();
    opportunity.consent = Consent::Waiting { until: deadline(work.now(), terms.disputes.step_days, &terms) };
    ask(work, &opportunity, &before).await?;
    Ok(opportunity)
}

/// Keeps an opportunity at a partner's customer, asks the named person, and tells who manages the partner.
async fn ask(work: &Work, o: &Opportunity, before: &Before) -> Result<()> {
    store::opportunities::add(work, o).await?;
    let entry = Entry::new("opportunity.asked", "opportunity", o.id);
    let entry = entry.after(json!({ "account": o.account, "approver": o.approver, "deal": o.deal }));
    work.audit(if o.reason.is_empty() { entry } else { entry.reason(&o.reason) });
    if let Some(approver) = o.approver {
        let asked = identity::get(work, approver).await?;
        tell(work, o, "conflict.override_asked", identity::recipients(&[asked])).await?;
    }
    let mut others: Vec<Recipient> = Vec::new();
    for partner in before.partners() {
        let managers = deals::managers_of(work, partner).await?;
        let new = managers.into_iter().filter(|m| m.user != o.approver && m.user != o.owner);
        others.extend(new.collect::<Vec<_>>().into_iter().filter(|m| others.iter().all(|known| known.user != m.user)).collect::<Vec<_>>());
    }
    tell(work, o, "conflict.override_noted", others).await
}

/// The stage of an account was changed, by hand, by an import or by another system.
///
/// At a customer that is a partner's, by protection or by plan, a stage at which the vendor sells itself is stopped like
/// an opportunity that was noted: the account is at no stage, and somebody who may set the rules is asked. What that
/// person does not allow stays stopped as long as this protection or the plan gives it to partners. Whoever set it does
/// not answer; a fact knows them by name only, so nobody of that name does. A reaction to what is told of accounts, in
/// the transaction of the change; for a new account soon after it.
pub async fn stage_changed(work: &Work, id: AccountId, by: &str) -> Result<()> {
    if !matches!(work.scope(), Scope::All) {
        return Ok(());
    }
    // It may have been taken back, or gone into another, since it was told.
    let Some(account) = accounts::find(work, id).await? else { return Ok(()) };
    if account.details.lifecycle_stage.is_empty() {
        return Ok(());
    }
    let terms = deals::terms(work).await?;
    if !rules::is_direct(&account.details.lifecycle_stage, &terms) {
        return Ok(());
    }
    let Some(before) = before(work, &account).await? else { return Ok(()) };
    let known = store::opportunities::latest(work, account.id, before.deal()).await?;
    if known.as_ref().is_some_and(|o| matches!(o.consent, Consent::Named | Consent::Allowed { .. })) {
        return Ok(());
    }
    let stage = account.details.lifecycle_stage.clone();
    let stopped = accounts::Details { lifecycle_stage: String::new(), ..account.details.clone() };
    accounts::update(work, account.id, &stopped, None).await?;
    work.audit(Entry::new("opportunity.stopped", "account", account.id).after(json!({ "deal": before.deal(), "stage": stage })));
    if known.is_some() {
        return Ok(());
    }
    // The actor here is the house itself; what is told names who set it.
    let (own, others): (Vec<_>, Vec<_>) = deals::rule_setters(work).await?.into_iter().partition(|p| p.1 == by);
    let own = own.into_iter().next();
    let ids: Vec<UserId> = others.iter().map(|p| p.0).collect();
    let away = absences::stand_ins_of(work, &ids).await?;
    let Some((approver, name)) = others.iter().find(|p| !away.contains_key(&p.0)).or_else(|| others.first()).cloned() else {
        // Nobody else is there who could allow it.
        return Ok(());
    };
    let opportunity = Opportunity {
        id: work.new_id(),
        account: account.id,
        company: account.details.name.clone(),
        owner: own.as_ref().map(|p| p.0),
        owner_name: own.map_or_else(|| work.vendor().to_owned(), |p| p.1),
        note: stage,
        at: work.now(),
        deal: before.deal(),
        approver: Some(approver),
        approver_name: name,
        reason: String::new(),
        consent: Consent::Waiting { until: deadline(work.now(), terms.disputes.step_days, &terms) },
        answer: String::new(),
    };
    ask(work, &opportunity, &before).await
}

/// The stage at which the rules say that the vendor sells itself, where the account is at none of these.
fn stage_of(account: &accounts::Account, terms: &Terms) -> Result<Option<String>> {
    let Some(stage) = terms.direct_stages.first() else {
        let mut invalid = Invalid::new();
        invalid.push(FieldError::new("account", "case.no_direct_stage"));
        return Err(invalid.into());
    };
    Ok((!rules::is_direct(&account.details.lifecycle_stage, terms)).then(|| stage.clone()))
}

/// The account takes the stage at which the vendor sells itself, so that later registrations are weighed against it.
async fn follow(work: &Work, account: &accounts::Account, terms: &Terms) -> Result<()> {
    if let Some(stage) = stage_of(account, terms)? {
        let details = accounts::Details { lifecycle_stage: stage, ..account.details.clone() };
        accounts::update(work, account.id, &details, None).await?;
    }
    Ok(())
}

/// Tells people of an opportunity on a protected customer.
async fn tell(work: &Work, o: &Opportunity, topic: &'static str, people: Vec<Recipient>) -> Result<()> {
    if people.is_empty() {
        return Ok(());
    }
    let mut args =
        vec![("company", o.company.clone().into()), ("name", o.owner_name.clone().into()), ("approver", o.approver_name.clone().into())];
    args.extend(o.consent.until().map(|by| ("by", values::moment(by))));
    let message = Message { topic, args, href: format!("/conflicts/opportunities/{}", o.id), mail: true };
    notices::tell(work, &people, &message).await
}

/// The named person allows an opportunity on a protected customer, or does not; nobody else can.
///
/// Allowed, the account takes the stage at which the vendor sells itself, a case opens, and the partner is told.
pub async fn answer_override(work: &Work, id: OpportunityId, allow: bool, words: &str) -> Result<Opportunity> {
    work.may(Permission::DealDecide, &Resource::general("deal"))?;
    let mut o = store::opportunities::get(work, id).await?;
    let Consent::Waiting { until } = o.consent else { return Err(CaseRefusal::NotAsked.into()) };
    let me = work.actor().user;
    let may = me.is_some() && o.approver == me && o.owner != me && deals::rule_setters(work).await?.iter().any(|p| Some(p.0) == me);
    if !may {
        return Err(CaseRefusal::NotTheApprover.into());
    }
    if until <= work.now() {
        return Err(CaseRefusal::ApprovalLate.into());
    }
    o.answer = said("reason", words, if allow { 0 } else { 3 })?;
    let at = work.now();
    o.consent = if allow { Consent::Allowed { at } } else { Consent::Refused { at } };
    settle(work, &o).await?;
    if allow {
        let account = accounts::get(work, o.account).await?;
        let held = protected(work, &account).await?;
        follow(work, &account, &deals::terms(work).await?).await?;
        if let Some(deal) = held {
            open::overridden(work, deal).await?;
        }
    }
    Ok(o)
}

/// Keeps an answer, on record, and tells who asked.
async fn settle(work: &Work, o: &Opportunity) -> Result<()> {
    if !store::opportunities::answer(work, o).await? {
        return Err(Error::stale());
    }
    let (action, topic) = match o.consent {
        Consent::Allowed { .. } => ("opportunity.allowed", "conflict.override_allowed"),
        Consent::Refused { .. } => ("opportunity.refused", "conflict.override_refused"),
        Consent::Lapsed { .. } => ("opportunity.lapsed", "conflict.override_lapsed"),
        Consent::Free | Consent::Named | Consent::Waiting { .. } => return Err(CaseRefusal::NotAsked.into()),
    };
    let entry = Entry::new(action, "opportunity", o.id).after(json!({ "account": o.account, "approver": o.approver }));
    work.audit(if o.answer.is_empty() { entry } else { entry.reason(&o.answer) });
    let Some(owner) = o.owner else { return Ok(()) };
    let people = match identity::get(work, owner).await {
        Ok(user) => identity::recipients(&[user]),
        Err(e) if e.kind().is_some() => Vec::new(),
        Err(e) => return Err(e),
    };
    tell(work, o, topic, people).await
}

/// The opportunities whose approver did not answer in time.
pub async fn overrides_due(work: &Work, n: u64) -> Result<Vec<OpportunityId>> {
    Ok(store::opportunities::waiting(work, Some(work.now()), n).await?.into_iter().map(|o| o.id).collect())
}

/// Ends the wait for an answer that did not come; it stays stopped.
pub async fn ring_override(work: &Work, id: OpportunityId) -> Result<()> {
    let mut o = store::opportunities::get(work, id).await?;
    match o.consent {
        Consent::Waiting { until } if until <= work.now() => {
            o.consent = Consent::Lapsed { at: work.now() };
            settle(work, &o).await
        }
        _ => Ok(()),
    }
}

/// The opportunities that wait for their approver, soonest due first; for staff.
pub async fn overrides_waiting(work: &Work, n: u64) -> Result<Vec<Opportunity>> {
    if !work.can(Permission::DealDecide, &Resource::general("deal")) {
        return Ok(Vec::new());
    }
    store::opportunities::waiting(work, None, n).await
}

/// One opportunity.
pub async fn opportunity(work: &Work, id: OpportunityId) -> Result<Opportunity> {
    work.may(Permission::DealDecide, &Resource::general("deal"))?;
    store::opportunities::get(work, id).await
}

/// What the vendor follows itself, newest first.
pub async fn opportunities(work: &Work, account: Option<AccountId>, page: &PageRequest) -> Result<Page<Opportunity>> {
    work.may(Permission::DealDecide, &Resource::general("deal"))?;
    store::opportunities::page(work, account, page).await
}
