//! Posting, approving, paying and reversing.

use access::{Permission, Resource};
use base::{AccrualId, Currency, Error, Fault, Instant, Money, Page, PageRequest, PartnerId, Result, StatementId};
use facts::incentivize::{AccrualApproved, AccrualReversed, Accrued};
use facts::sell::{DealReopened, DealWon};
use serde_json::json;
use work::Work;

use super::model::{Accrual, AccrualState, Filter};
use super::{rules, store};
use crate::ledger::actions::book;
use crate::ledger::model::Account;
use crate::plans;

fn resource(a: &Accrual) -> Resource {
    Resource { kind: "accrual", id: Some(a.id.uuid()), partner: Some(a.partner), owner: None }
}

/// Posts what a won deal earns: one accrual for each product line that a rate applies to.
///
/// For the listener: a round that was posted already is left alone. A partner without the right to
/// earn gets nothing, which the audit record says.
pub async fn post(work: &Work, won: &DealWon) -> Result<Vec<Accrual>> {
    if !store::of_round(work, won.deal, won.round).await?.is_empty() {
        return Ok(Vec::new());
    }
    let standing = partners::standing(work, won.partner).await?;
    let plan = plans::actions::deciding(work, won.on).await?;
    let skipped = match &plan {
        None => Some("no_plan"),
        Some(_) if !standing.holds("incentive.earn", None) => Some("not_entitled"),
        Some(_) => None,
    };
    if let Some(why) = skipped {
        work.audit(work::Entry::new("accrual.skipped", "deal", won.deal).partner(Some(won.partner)).after(json!({ "why": why })));
        return Ok(Vec::new());
    }
    let Some(plan) = plan else { return Ok(Vec::new()) };
    let currency = won.currency.parse().map_err(|e| Fault::new("reading the currency of a won deal", e))?;
    let products = partners::products(work).await?;
    let mut accruals: Vec<Accrual> = Vec::new();
    for line in &won.lines {
        let Some(rate) = plans::rules::applicable(&plan.rates, line.product, won.tier_rank) else { continue };
        let base = Money::new(line.amount_minor, currency);
        // Two lines of one product earn together, so that they round once.
        if let Some(same) = accruals.iter_mut().find(|a| a.product == line.product) {
            same.base = same.base.plus(base).map_err(|e| Fault::new("adding deal lines", e))?;
            same.amount = rules::earned(same.base, rate).map_err(|e| Fault::new("computing an accrual", e))?;
            continue;
        }
        accruals.push(Accrual {
            id: work.new_id(),
            partner: won.partner,
            deal: won.deal,
            round: won.round,
            company: won.company.clone(),
            product: line.product,
            product_name: products.iter().find(|p| p.id == line.product).map(|p| p.name.clone()).unwrap_or_default(),
            plan: plan.id,
            plan_version: plan.version,
            tier_rank: won.tier_rank,
            base,
            rate: rate.rate,
            amount: rules::earned(base, rate).map_err(|e| Fault::new("computing an accrual", e))?,
            earned_on: won.on,
            created_at: work.now(),
            statement: None,
            taken_back_on: None,
            state: AccrualState::Accrued,
            version: 1,
        });
    }
    accruals.retain(|a| a.amount.minor != 0);
    if accruals.is_empty() {
        return Ok(accruals);
    }
    store::add(work, &accruals).await?;
    for a in &accruals {
        book(work, a.partner, a.id, "earned", Account::Accrued, Account::CommissionExpense, a.amount).await?;
        work.record(&Accrued {
            accrual: a.id,
            partner: a.partner,
            deal: a.deal,
            plan: a.plan,
            amount_minor: a.amount.minor,
            currency: a.amount.currency.code().to_owned(),
        })?;
    }
    Ok(accruals)
}

/// Takes back what a round of winning has earned: for the listener.
pub async fn reverse_round(work: &Work, reopened: &DealReopened) -> Result<()> {
    for a in store::of_round(work, reopened.deal, reopened.round).await? {
        if matches!(a.state, AccrualState::Reversed { .. }) {
            continue;
        }
        let (a, stands_on) = rules::reverse(a, &reopened.reason, work.now())?;
        let a = store::save(work, &a).await?;
        book(work, a.partner, a.id, "reversed", Account::CommissionExpense, stands_on, a.amount).await?;
        work.record(&AccrualReversed {
            accrual: a.id,
            partner: a.partner,
            amount_minor: a.amount.minor,
            currency: a.amount.currency.code().to_owned(),
            reason: reopened.reason.clone(),
        })?;
    }
    Ok(())
}

/// Approves an accrual for payment.
pub async fn approve(work: &Work, id: AccrualId) -> Result<Accrual> {
    let a = store::get(work, id).await?;
    work.may(Permission::AccrualApprove, &resource(&a))?;
    let a = store::save(work, &rules::approve(a, work.actor().user, work.now())?).await?;
    book(work, a.partner, a.id, "approved", Account::Payable, Account::Accrued, a.amount).await?;
    work.record(&AccrualApproved {
        accrual: a.id,
        partner: a.partner,
        amount_minor: a.amount.minor,
        currency: a.amount.currency.code().to_owned(),
    })?;
    Ok(a)
}

/// Settles one accrual of a statement that is paid: for the statement's action.
///
/// What it adds is paid. What it subtracts from an earlier payment is recovered, because the payment
/// is that much smaller. What was taken back while the statement waited needs neither.
pub(crate) async fn settle(work: &Work, a: Accrual, on: StatementId) -> Result<()> {
    if a.statement == Some(on) && matches!(a.state, AccrualState::Approved { .. }) {
        let a = store::save(work, &rules::pay(a, work.now())?).await?;
        return book(work, a.partner, a.id, "paid", Account::PaidOut, Account::Payable, a.amount).await;
    }
    if a.taken_back_on == Some(on) && a.statement != Some(on) {
        return book(work, a.partner, a.id, "recovered", Account::Payable, Account::PaidOut, a.amount).await;
    }
    Ok(())
}

/// Whose accruals of which currency wait for a statement: for the closing.
pub(crate) async fn waiting(work: &Work, before: Instant) -> Result<Vec<(PartnerId, Currency)>> {
    store::waiting(work, before).await
}

/// What a partner has waiting for a statement: for the closing.
pub(crate) async fn unstated(work: &Work, partner: PartnerId, currency: Currency, before: Instant) -> Result<Vec<Accrual>> {
    store::unstated(work, partner, currency, before).await
}

/// Puts what waits for a statement on it, which must be as many rows as were read: for the closing.
pub(crate) async fn state(
    work: &Work,
    partner: PartnerId,
    currency: Currency,
    before: Instant,
    on: StatementId,
    rows: usize,
) -> Result<()> {
    let done = store::state(work, partner, currency, before, on).await?;
    if usize::try_from(done).ok() == Some(rows) { Ok(()) } else { Err(Error::stale()) }
}

/// What a statement adds and subtracts: for the statement's actions, which have asked for permission.
pub(crate) async fn of_statement(work: &Work, id: StatementId) -> Result<Vec<Accrual>> {
    store::of_statement(work, id).await
}

/// One accrual; out of scope looks missing.
pub async fn get(work: &Work, id: AccrualId) -> Result<Accrual> {
    let a = store::get(work, id).await?;
    work.may(Permission::AccrualRead, &resource(&a))?;
    Ok(a)
}

/// Accruals, latest first.
pub async fn list(work: &Work, filter: &Filter, page: &PageRequest) -> Result<Page<Accrual>> {
    store::list(work, filter, page).await
}
