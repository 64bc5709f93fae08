//! Posting, approving, paying and reversing.

use access::{Permission, Resource};
use base::{AccrualId, Currency, DealId, Error, Fault, Instant, Money, Page, PageRequest, PartnerId, ProductId, Result, StatementId};
use chrono::NaiveDate;
use facts::incentivize::{AccrualApproved, AccrualReversed, Accrued};
use facts::sell::{DealCredit, DealLine, DealRecredited, DealReopened, DealWon};
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

/// A win, as it is told first or divided anew.
struct Win<'a> {
    deal: DealId,
    company: &'a str,
    currency: &'a str,
    lines: &'a [DealLine],
    on: NaiveDate,
    round: i64,
    revision: i64,
}

/// Posts what a won deal earns: for each partner that shares in it, one accrual for each product that a rate applies to.
///
/// For the listener: a round that was posted already is left alone. A partner without the right to
/// earn gets nothing, which the audit record says.
pub async fn post(work: &Work, won: &DealWon) -> Result<Vec<Accrual>> {
    if !store::of_round(work, won.deal, won.round).await?.is_empty() {
        return Ok(Vec::new());
    }
    let own = [DealCredit { partner: won.partner, share: 100, tier_rank: won.tier_rank }];
    let credits = if won.credits.is_empty() { &own[..] } else { &won.credits };
    let (company, currency, lines) = (won.company.as_str(), won.currency.as_str(), won.lines.as_slice());
    accrue(work, &Win { deal: won.deal, company, currency, lines, on: won.on, round: won.round, revision: 0 }, credits).await
}

/// Divides a win anew: what it has earned is taken back, and earned again as it is divided now.
///
/// For the listener: a revision that was posted already is left alone.
pub async fn divide(work: &Work, told: &DealRecredited) -> Result<()> {
    let before = store::of_round(work, told.deal, told.round).await?;
    if before.iter().any(|a| a.revision >= told.revision) {
        return Ok(());
    }
    take_back(work, before, &told.reason).await?;
    let (company, currency, lines) = (told.company.as_str(), told.currency.as_str(), told.lines.as_slice());
    let win = Win { deal: told.deal, company, currency, lines, on: told.on, round: told.round, revision: told.revision };
    accrue(work, &win, &told.credits).await.map(|_| ())
}

/// Posts what each partner's share of a win earns; the shares of one line come to the line, to the last unit.
async fn accrue(work: &Work, win: &Win<'_>, credits: &[DealCredit]) -> Result<Vec<Accrual>> {
    let plan = plans::actions::deciding(work, win.on).await?;
    let currency = win.currency.parse().map_err(|e| Fault::new("reading the currency of a won deal", e))?;
    let products = partners::products(work).await?;
    let broken = |e| Fault::new("computing an accrual", e);
    // Two lines of one product earn together, so that they round once.
    let mut bases: Vec<(ProductId, Money)> = Vec::new();
    for line in win.lines {
        let base = Money::new(line.amount_minor, currency);
        match bases.iter_mut().find(|b| b.0 == line.product) {
            Some(same) => same.1 = same.1.plus(base).map_err(|e| Fault::new("adding deal lines", e))?,
            None => bases.push((line.product, base)),
        }
    }
    let weights = rules::weights(credits.iter().map(|c| c.share));
    let mut accruals: Vec<Accrual> = Vec::new();
    for (i, credit) in credits.iter().enumerate() {
        let standing = partners::standing(work, credit.partner).await?;
        let skipped = match &plan {
            None => Some("no_plan"),
            Some(_) if !standing.holds("incentive.earn", None) => Some("not_entitled"),
            Some(_) => None,
        };
        if let Some(why) = skipped {
            work.audit(work::Entry::new("accrual.skipped", "deal", win.deal).partner(Some(credit.partner)).after(json!({ "why": why })));
            continue;
        }
        let Some(plan) = &plan else { continue };
        for (product, whole) in &bases {
            let Some(rate) = plans::rules::applicable(&plan.rates, *product, credit.tier_rank) else { continue };
            let part = |money: Money| -> Result<Money> { Ok(money.split(&weights).map_err(broken)?.get(i).copied().unwrap_or(money)) };
            accruals.push(Accrual {
                id: work.new_id(),
                partner: credit.partner,
                deal: win.deal,
                round: win.round,
                company: win.company.to_owned(),
                product: *product,
                product_name: products.iter().find(|p| p.id == *product).map(|p| p.name.clone()).unwrap_or_default(),
                plan: plan.id,
                plan_version: plan.version,
                tier_rank: credit.tier_rank,
                share: credit.share,
                revision: win.revision,
                base: part(*whole)?,
                rate: rate.rate,
                amount: part(rules::earned(*whole, rate).map_err(broken)?)?,
                earned_on: win.on,
                created_at: work.now(),
                statement: None,
                taken_back_on: None,
                state: AccrualState::Accrued,
                version: 1,
            });
        }
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
    let earned = store::of_round(work, reopened.deal, reopened.round).await?;
    take_back(work, earned, &reopened.reason).await
}

/// Takes accruals back by counter-entries; what was taken back stays so.
async fn take_back(work: &Work, earned: Vec<Accrual>, reason: &str) -> Result<()> {
    for a in earned {
        if matches!(a.state, AccrualState::Reversed { .. }) {
            continue;
        }
        let (a, stands_on) = rules::reverse(a, reason, work.now())?;
        let a = store::save(work, &a).await?;
        book(work, a.partner, a.id, "reversed", Account::CommissionExpense, stands_on, a.amount).await?;
        work.record(&AccrualReversed {
            accrual: a.id,
            partner: a.partner,
            amount_minor: a.amount.minor,
            currency: a.amount.currency.code().to_owned(),
            reason: reason.to_owned(),
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
