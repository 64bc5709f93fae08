//! Closing and paying statements.

use access::{Permission, Resource, Role};
use base::{Instant, Money, Page, PageRequest, Result, StatementId};
use chrono::{Datelike as _, TimeZone as _, Utc};
use facts::incentivize::{StatementClosed, StatementPaid};
use notices::Message;
use work::Work;

use super::model::Statement;
use super::store;
use crate::accruals::actions::pay as pay_accrual;
use crate::accruals::model::{Accrual, Filter};
use crate::accruals::store as accrual_store;

fn resource(s: &Statement) -> Resource {
    Resource { kind: "statement", id: Some(s.id.uuid()), partner: Some(s.partner), owner: None }
}

/// The month of a moment, such as `2026-11`.
pub fn period_of(at: Instant) -> String {
    at.format("%Y-%m").to_string()
}

/// The moment at which the month of a moment begins.
pub fn month_begins(at: Instant) -> Instant {
    Utc.with_ymd_and_hms(at.year(), at.month(), 1, 0, 0, 0).single().unwrap_or(at)
}

/// Closes last month: every accrual approved before this month began that is on no statement yet.
///
/// In steps of one partner and currency at a time, so that a stop in between loses nothing; returns
/// how many statements were closed in this step.
pub async fn close_month(work: &Work) -> Result<usize> {
    let begins = month_begins(work.now());
    let period = period_of(begins - chrono::TimeDelta::seconds(1));
    let open = accrual_store::unstated(work, begins, 500).await?;
    let Some(first) = open.first() else { return Ok(0) };
    let (partner, currency) = (first.partner, first.amount.currency);
    let own: Vec<Accrual> = open.into_iter().filter(|a| a.partner == partner && a.amount.currency == currency).collect();
    // What comes after a period was closed goes on a statement of its own day.
    let period = match store::find(work, partner, &period, currency.code()).await? {
        Some(_) => work.now().format("%Y-%m-%d").to_string(),
        None => period,
    };
    let mut total = Money::zero(currency);
    for a in &own {
        total = total.plus(a.amount).map_err(|e| base::Fault::new("adding up a statement", e))?;
    }
    let statement =
        Statement { id: work.new_id(), partner, period: period.clone(), total, closed_at: work.now(), paid_at: None, version: 1 };
    store::add(work, &statement).await?;
    for a in own {
        accrual_store::save(work, &Accrual { statement: Some(statement.id), ..a }).await?;
    }
    work.record(&StatementClosed {
        statement: statement.id,
        partner,
        period: period.clone(),
        total_minor: total.minor,
        currency: currency.code().to_owned(),
    })?;
    tell(work, &statement, "statement.closed").await?;
    Ok(1)
}

async fn tell(work: &Work, s: &Statement, topic: &'static str) -> Result<()> {
    let people = identity::of_partner(work, s.partner).await?;
    let to: Vec<_> =
        people.iter().filter(|u| u.has(Role::PartnerAdmin) || u.has(Role::MemberFinance)).map(identity::User::recipient).collect();
    let args = vec![("period", i18n::ToArg::to_arg(s.period.as_str())), ("amount", notices::values::money(s.total))];
    let message = Message { topic, args, href: format!("/statements/{}", s.id), mail: true };
    notices::tell(work, &to, &message).await
}

/// Marks a closed statement as paid, with all of its accruals, in one step.
pub async fn pay(work: &Work, id: StatementId) -> Result<Statement> {
    let s = store::get(work, id).await?;
    work.may(Permission::StatementManage, &resource(&s))?;
    if s.paid_at.is_some() {
        return Err(base::refuse("statement.paid", base::Kind::Conflict));
    }
    store::set_paid(work, &s).await?;
    let lines =
        accrual_store::list(work, &Filter { statement: Some(id), ..Filter::default() }, &PageRequest { after: None, limit: 10_000 })
            .await?;
    for a in lines.items {
        // A line that was reversed since the closing is not paid.
        if a.state.code() == "approved" {
            pay_accrual(work, a).await?;
        }
    }
    let s = Statement { paid_at: Some(work.now()), version: s.version + 1, ..s };
    work.record(&StatementPaid {
        statement: id,
        partner: s.partner,
        total_minor: s.total.minor,
        currency: s.total.currency.code().to_owned(),
    })?;
    tell(work, &s, "statement.paid").await?;
    Ok(s)
}

/// One statement with its lines; out of scope looks missing.
pub async fn get(work: &Work, id: StatementId) -> Result<(Statement, Vec<Accrual>)> {
    let s = store::get(work, id).await?;
    work.may(Permission::StatementRead, &resource(&s))?;
    let lines =
        accrual_store::list(work, &Filter { statement: Some(id), ..Filter::default() }, &PageRequest { after: None, limit: 10_000 })
            .await?;
    Ok((s, lines.items))
}

/// Statements, latest first.
pub async fn list(work: &Work, unpaid_only: bool, page: &PageRequest) -> Result<Page<Statement>> {
    store::list(work, unpaid_only, page).await
}
