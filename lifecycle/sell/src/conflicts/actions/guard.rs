//! The vendor's own sales before a customer that a partner protects: warned, stopped, or allowed by a named person.

use base::{AccountId, FieldError, Invalid, Page, PageRequest, Result, UserId};
use serde_json::json;
use work::{Entry, Permission, Resource, Work};

use super::super::model::Opportunity;
use super::super::rules::CaseRefusal;
use super::super::store;
use super::{open, said};
use crate::deals::actions as deals;
use crate::deals::model::{Customer, StateKind};

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

/// Who protects an account now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guarded {
    /// The partner's name.
    pub partner: String,
    /// Until when.
    pub until: base::Instant,
}

async fn protected(work: &Work, account: &accounts::Account) -> Result<Option<crate::deals::model::Deal>> {
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

/// Whether an account is protected for a partner; for staff who want to sell there.
pub async fn guarded(work: &Work, account: AccountId) -> Result<Option<Guarded>> {
    work.may(Permission::DealDecide, &Resource::general("deal"))?;
    let account = accounts::get(work, account).await?;
    let Some(deal) = protected(work, &account).await? else { return Ok(None) };
    let until = deal.protected().map_or_else(|| work.now(), |p| p.until);
    Ok(Some(Guarded { partner: deals::partner_name(work, deal.partner).await?, until }))
}

/// Notes that the vendor follows an opportunity itself.
///
/// On a customer that a partner protects it is refused, unless somebody else who may set the rules allows it, with
/// a reason: then it is on record, the partner is told, and a case is opened. The account takes the stage at which
/// the rules say that the vendor sells itself, so that later registrations are weighed against it.
pub async fn mark(work: &Work, new: &NewOpportunity) -> Result<Opportunity> {
    work.may(Permission::DealDecide, &Resource::general("deal"))?;
    let account = accounts::get(work, new.account).await?;
    let note = said("note", &new.note, 3)?;
    let held = protected(work, &account).await?;
    let mut approver = (None, String::new());
    let mut reason = String::new();
    if held.is_some() {
        let Some(named) = new.approver else { return Err(CaseRefusal::Protected.into()) };
        let allowed = deals::rule_setters(work).await?.into_iter().find(|p| p.0 == named && Some(named) != work.actor().user);
        let Some((id, name)) = allowed else { return Err(CaseRefusal::Approver.into()) };
        reason = said("reason", &new.reason, 10)?;
        approver = (Some(id), name);
    }
    let opportunity = Opportunity {
        id: work.new_id(),
        account: account.id,
        company: account.details.name.clone(),
        owner: work.actor().user,
        owner_name: work.actor().name.clone(),
        note,
        at: work.now(),
        approver: approver.0,
        approver_name: approver.1,
        reason: reason.clone(),
    };
    store::opportunities::add(work, &opportunity).await?;
    let terms = deals::terms(work).await?;
    let Some(stage) = terms.direct_stages.first().cloned() else {
        let mut invalid = Invalid::new();
        invalid.push(FieldError::new("account", "case.no_direct_stage"));
        return Err(invalid.into());
    };
    if account.details.lifecycle_stage.is_empty() || !terms.direct_stages.contains(&account.details.lifecycle_stage) {
        let details = accounts::Details { lifecycle_stage: stage, ..account.details.clone() };
        accounts::update(work, account.id, &details, None).await?;
    }
    let entry = Entry::new("opportunity.marked", "opportunity", opportunity.id);
    work.audit(entry.after(json!({ "account": account.id, "approver": opportunity.approver })).reason(reason));
    if let Some(deal) = held {
        open::overridden(work, deal).await?;
    }
    Ok(opportunity)
}

/// What the vendor follows itself, newest first.
pub async fn opportunities(work: &Work, account: Option<AccountId>, page: &PageRequest) -> Result<Page<Opportunity>> {
    work.may(Permission::DealDecide, &Resource::general("deal"))?;
    store::opportunities::page(work, account, page).await
}
