//! What the vendor decides: approving, refusing, giving time, opening again.

use base::{AccountId, DealId, Invalid, Result};
use facts::sell::DealChanged;
use serde_json::json;
use work::{Entry, Permission, Work};

use super::super::model::{Case, Deal, Findings, Incumbency, Outcome, Over, Paper, Question, RejectReason, State, StateKind, Terms, Why};
use super::super::rules::{self, DealRefusal, Decision};
use super::super::store;
use super::look::look;
use super::register::create_account;
use super::{fresh, keep, may, standing};
use crate::absences::actions as absences;

/// A decision in favor.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Approval {
    /// What both sides read.
    pub note: String,
    /// Whether it stands beside another protection as a project of its own.
    pub separate: bool,
    /// The account that it is about, where a person knows better.
    pub account: Option<AccountId>,
    /// What sets the right of the partner that serves the customer aside.
    pub over: Option<Over>,
}

/// Approves a registration and protects its customer for its products.
pub async fn approve(work: &Work, id: DealId, version: Option<i64>, approval: &Approval) -> Result<Deal> {
    let mut deal = store::get(work, id).await?;
    may(work, Permission::DealDecide, &deal)?;
    fresh(&deal, version)?;
    let note = said("note", &approval.note, 0)?;
    let terms = store::terms::current(work).await?;
    let tier_days = standing(work, deal.partner, deal.owner).await?.tier_days;
    let days = tier_days.unwrap_or(terms.protection_days);
    let first = !store::figures::has_approved(work, deal.partner).await?;
    if let Some(account) = approval.account {
        deal.account = Some(accounts::get(work, account).await?.id);
    }
    if !approval.separate {
        let claims = super::claims::on(work, &deal.registration.customer, deal.account).await?;
        let claims = Case::claims_of(&Findings { claims, ..Findings::default() }, deal.partner);
        if rules::claimed(&claims, &terms, work.now()) {
            return Err(DealRefusal::ClaimedByLead.into());
        }
    }
    let incumbency = incumbency(work, &deal, &terms, approval).await?;
    let decision = Decision { by: work.actor().user, note: note.clone(), separate: approval.separate, first };
    let decide_by = deal.review().map(|r| r.decide_by);
    let (mut deal, told) = rules::approve(deal, decision, &terms, days, work.now())?;
    hold(work, &deal, approval.separate).await?;
    if deal.account.is_none() {
        deal.account = Some(create_account(work, &deal).await?);
        hold_account(work, &deal, approval.separate).await?;
    }
    let alarm = rules::alarm(&deal, &terms);
    let deal = store::save(work, deal, alarm).await?;
    let question = Question::Approve { tier_days, separate: approval.separate, decide_by, incumbency };
    keep(work, &deal, &terms, question, Outcome::Protected { until: told.protected_until }).await?;
    work.record_change(&told, None, Some(note.as_str()).filter(|n| !n.is_empty()))?;
    for_whom(work, &deal).await?;
    Ok(deal)
}

/// Says for whom somebody decided, where the manager of the partner is away.
async fn for_whom(work: &Work, deal: &Deal) -> Result<()> {
    let Some(manager) = partners::find(work, deal.partner).await?.and_then(|p| p.manager) else { return Ok(()) };
    if let Some(s) = absences::stand_in(work, manager).await?.filter(|s| work.actor().user == Some(s.user)) {
        let entry = Entry::new("deal.decided_for", "deal", deal.id).partner(Some(deal.partner));
        work.audit(entry.after(json!({ "user": s.absent, "name": s.absent_name })));
    }
    Ok(())
}

/// Who serves the customer of a deal that waits because another partner goes first; refused while nothing sets that right aside.
///
/// The customer's choice does, where its letter is among the files. A project of its own is no renewal.
async fn incumbency(work: &Work, deal: &Deal, terms: &Terms, approval: &Approval) -> Result<Option<Incumbency>> {
    let waits = deal.review().is_some_and(|r| r.why.contains(&Why::Incumbent));
    if !waits || approval.separate {
        return Ok(None);
    }
    if approval.over == Some(Over::Choice) && !store::files::has(work, deal.id, Paper::Letter).await? {
        return Err(DealRefusal::LetterMissing.into());
    }
    let findings = look(work, &deal.registration, terms, Some(deal.id)).await?.findings;
    let sold = Case::sold_of(&findings, deal.partner);
    let known = Incumbency { business: deal.registration.business, sold, over: approval.over };
    if rules::in_the_way(&known, terms, work.now()) { Err(DealRefusal::IncumbentFirst.into()) } else { Ok(Some(known)) }
}

/// Protects the customer of a deal under all its names, or refuses.
async fn hold(work: &Work, deal: &Deal, separate: bool) -> Result<()> {
    take(work, deal, scopes_of(deal), separate).await
}

/// The names under which the customer of a deal is protected.
pub(super) fn scopes_of(deal: &Deal) -> Vec<String> {
    let mut scopes = rules::scopes(&rules::prepare(&deal.registration.customer));
    scopes.extend(deal.account.map(|a| format!("account:{a}")));
    scopes
}

async fn hold_account(work: &Work, deal: &Deal, separate: bool) -> Result<()> {
    take(work, deal, deal.account.map(|a| format!("account:{a}")).into_iter().collect(), separate).await
}

async fn take(work: &Work, deal: &Deal, mut scopes: Vec<String>, separate: bool) -> Result<()> {
    let products: Vec<_> = deal.registration.lines.iter().map(|l| l.product).collect();
    if separate {
        // A project of its own is a scope of its own, beside the customer's.
        scopes = scopes.into_iter().map(|s| format!("{s}#{}", deal.id)).collect();
    } else if let Some(account) = deal.account {
        // What is protected under the id of an account that stands for this one, merged or not, is taken.
        let ids = accounts::hold(work, account).await?;
        let also: Vec<String> = ids.into_iter().map(|a| format!("account:{a}")).collect();
        let held = store::customers::protecting(work, &also, Some(deal.id)).await?;
        if held.iter().any(|o| o.products.iter().any(|p| products.contains(p))) {
            return Err(DealRefusal::ProtectedByOther.into());
        }
    }
    if store::customers::protect(work, deal.id, deal.partner, &scopes, &products).await? {
        Ok(())
    } else {
        Err(DealRefusal::ProtectedByOther.into())
    }
}

/// A text that a decision carries.
pub(super) fn said(field: &str, text: &str, min: usize) -> Result<String> {
    let (mut invalid, mut text) = (Invalid::new(), text.to_owned());
    rules::check_text(&mut invalid, field, &mut text, min, 2_000);
    invalid.finish()?;
    Ok(text)
}

/// Refuses a registration, with a reason and words that both sides read.
pub async fn reject(work: &Work, id: DealId, version: Option<i64>, reason: RejectReason, note: &str) -> Result<Deal> {
    let deal = store::get(work, id).await?;
    may(work, Permission::DealDecide, &deal)?;
    fresh(&deal, version)?;
    let note = said("note", note, 3)?;
    let (deal, told) = rules::reject(deal, work.actor().user, reason, note.clone(), work.now())?;
    let deal = store::save(work, deal, None).await?;
    store::customers::remove_keys(work, deal.id).await?;
    let terms = store::terms::current(work).await?;
    keep(work, &deal, &terms, Question::Reject { reason }, Outcome::Rejected { reason }).await?;
    work.record_change(&told, None, Some(&note))?;
    for_whom(work, &deal).await?;
    Ok(deal)
}

/// Gives a protected deal more time, or says no to the partner that asked for it.
///
/// Beyond the limit of the terms only who may change the terms may go.
pub async fn answer_extension(work: &Work, id: DealId, version: Option<i64>, grant: bool, note: &str) -> Result<Deal> {
    let deal = store::get(work, id).await?;
    may(work, Permission::DealDecide, &deal)?;
    fresh(&deal, version)?;
    let terms = store::terms::current(work).await?;
    let note = said("note", note, if grant { 0 } else { 3 })?;
    let reason = Some(note.as_str()).filter(|n| !n.is_empty());
    let beyond = work.can(Permission::DealManage, &super::resource(&deal));
    let question = deal.protected().map(|p| Question::Extend { until: p.until, extensions: p.extensions, beyond, grant });
    if grant {
        let (deal, told) = rules::extend(deal, &terms, beyond, work.now())?;
        if let Some(question) = question {
            keep(work, &deal, &terms, question, Outcome::Extended { until: told.protected_until }).await?;
        }
        let alarm = rules::alarm(&deal, &terms);
        let deal = store::save(work, deal, alarm).await?;
        work.record_change(&told, None, reason)?;
        for_whom(work, &deal).await?;
        return Ok(deal);
    }
    let Some(mut protection) = deal.protected().cloned().filter(|p| p.ask.is_some()) else {
        return Err(DealRefusal::NoExtensionAsked.into());
    };
    protection.ask = None;
    let deal = deal.moved(State::Approved(protection));
    if let Some(question) = question {
        keep(work, &deal, &terms, question, Outcome::Declined).await?;
    }
    let told = DealChanged { deal: deal.id, partner: deal.partner, fields: vec!["extension_declined".to_owned()] };
    let alarm = rules::alarm(&deal, &terms);
    let deal = store::save(work, deal, alarm).await?;
    work.record_change(&told, None, reason)?;
    for_whom(work, &deal).await?;
    Ok(deal)
}

/// Ends a protection before its time, with a reason that both sides read; the customer is free again.
pub async fn release(work: &Work, id: DealId, version: Option<i64>, reason: &str) -> Result<Deal> {
    let deal = store::get(work, id).await?;
    may(work, Permission::DealDecide, &deal)?;
    fresh(&deal, version)?;
    let reason = said("reason", reason, 3)?;
    let (deal, told) = rules::release(deal, work.actor().user, reason.clone(), work.now())?;
    let terms = store::terms::current(work).await?;
    keep(work, &deal, &terms, Question::Release { left_at: None }, Outcome::Released).await?;
    let deal = store::save(work, deal, None).await?;
    super::progress::let_go(work, deal.id).await?;
    work.record_change(&told, None, Some(&reason))?;
    for_whom(work, &deal).await?;
    Ok(deal)
}

/// Opens an ended deal again; what was protected must still be free.
pub async fn reopen(work: &Work, id: DealId, version: Option<i64>, reason: &str) -> Result<Deal> {
    let deal = store::get(work, id).await?;
    may(work, Permission::DealDecide, &deal)?;
    fresh(&deal, version)?;
    let reason = said("reason", reason, 3)?;
    let terms = store::terms::current(work).await?;
    let question = Question::Reopen { from: deal.kind(), until: deal.protection().map(|p| p.until), overlap: deal.overlap };
    let (deal, told) = rules::reopen(deal, reason.clone(), &terms, work.now())?;
    if let Some(outcome) = rules::outcome(&deal) {
        keep(work, &deal, &terms, question, outcome).await?;
    }
    if deal.kind() == StateKind::Approved {
        let separate = deal.protected().is_some_and(|p| p.separate);
        hold(work, &deal, separate).await?;
    }
    let alarm = rules::alarm(&deal, &terms);
    let deal = store::save(work, deal, alarm).await?;
    // A won deal kept its keys for incumbency; written again, they are the same.
    store::customers::remove_keys(work, deal.id).await?;
    store::customers::add_keys(work, deal.id, &rules::keys(&rules::prepare(&deal.registration.customer))).await?;
    work.record_change(&told, None, Some(&reason))?;
    for_whom(work, &deal).await?;
    Ok(deal)
}
