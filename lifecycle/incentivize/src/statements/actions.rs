//! Closing and paying statements.

use access::{Permission, Resource, Role};
use base::{Currency, Fault, Money, Page, PageRequest, PartnerId, Result, StatementId};
use facts::incentivize::{StatementClosed, StatementPaid};
use notices::Message;
use work::Work;

use super::model::{Line, Payment, Statement};
use super::{rules, store};
use crate::accruals::actions as accruals;

fn resource(s: &Statement) -> Resource {
    Resource { kind: "statement", id: Some(s.id.uuid()), partner: Some(s.partner), owner: None }
}

/// Whose statements in which currency are to be closed now, whoever asks: for the job.
pub async fn due(work: &Work) -> Result<Vec<(PartnerId, Currency)>> {
    accruals::waiting(work, rules::month_begins(work.now())).await
}

/// Closes last month for a partner and a currency: everything approved before this month began that
/// is on no statement yet, less everything taken back since it was paid.
///
/// None when nothing waits, when the month was closed already, or when it would come to less than
/// nothing; the lines then wait for the next month.
pub async fn close(work: &Work, partner: PartnerId, currency: Currency) -> Result<Option<Statement>> {
    work.may(Permission::StatementManage, &Resource { kind: "statement", id: None, partner: Some(partner), owner: None })?;
    let begins = rules::month_begins(work.now());
    let period = rules::last_month(work.now());
    let lines = rules::waiting(accruals::unstated(work, partner, currency, begins).await?);
    if lines.is_empty() || store::find(work, partner, &period, currency.code()).await?.is_some() {
        return Ok(None);
    }
    let total = rules::sum(&lines, currency).map_err(|e| Fault::new("adding up a statement", e))?;
    if total.minor < 0 {
        return Ok(None);
    }
    let number = store::next_number(work, partner).await?;
    let statement = Statement { id: work.new_id(), partner, number, period, total, closed_at: work.now(), paid: None, version: 1 };
    store::add(work, &statement).await?;
    accruals::state(work, partner, currency, begins, statement.id, lines.len()).await?;
    work.record(&StatementClosed {
        statement: statement.id,
        partner,
        period: statement.period.clone(),
        total_minor: total.minor,
        currency: currency.code().to_owned(),
    })?;
    tell(work, &statement, "statement.closed", total).await?;
    Ok(Some(statement))
}

async fn tell(work: &Work, s: &Statement, topic: &'static str, amount: Money) -> Result<()> {
    let people = identity::of_partner(work, s.partner).await?;
    let to: Vec<_> =
        people.iter().filter(|u| u.has(Role::PartnerAdmin) || u.has(Role::MemberFinance)).map(identity::User::recipient).collect();
    let args = vec![
        (
            "period",
            rules::bounds(&s.period).map_or_else(|| i18n::ToArg::to_arg(s.period.as_str()), |(first, _)| notices::values::month(first)),
        ),
        ("amount", notices::values::money(amount)),
    ];
    let message = Message { topic, args, href: format!("/statements/{}", s.id), mail: true };
    notices::tell(work, &to, &message).await
}

/// Marks a closed statement as paid, with all of its accruals, in one step: what is due on it.
pub async fn pay(work: &Work, id: StatementId) -> Result<Statement> {
    let s = store::get(work, id).await?;
    work.may(Permission::StatementManage, &resource(&s))?;
    if s.paid.is_some() {
        return Err(base::refuse("statement.paid", base::Kind::Conflict));
    }
    let stated = accruals::of_statement(work, id).await?;
    let amount = due_on(&s, &rules::lines(id, &stated))?;
    let paid = Payment { at: work.now(), amount };
    store::set_paid(work, &s, paid).await?;
    for a in stated {
        accruals::settle(work, a, id).await?;
    }
    let s = Statement { paid: Some(paid), version: s.version + 1, ..s };
    work.record(&StatementPaid {
        statement: id,
        partner: s.partner,
        total_minor: amount.minor,
        currency: amount.currency.code().to_owned(),
    })?;
    tell(work, &s, "statement.paid", amount).await?;
    Ok(s)
}

/// What is to be paid on a statement, or was: its total less what was taken back while it waited.
pub fn due_on(s: &Statement, lines: &[Line]) -> Result<Money> {
    Ok(rules::sum(lines, s.total.currency).map_err(|e| Fault::new("adding up a statement", e))?)
}

/// One statement with its lines; out of scope looks missing.
pub async fn get(work: &Work, id: StatementId) -> Result<(Statement, Vec<Line>)> {
    let s = store::get(work, id).await?;
    work.may(Permission::StatementRead, &resource(&s))?;
    let lines = rules::lines(id, &accruals::of_statement(work, id).await?);
    Ok((s, lines))
}

/// Statements, latest first.
pub async fn list(work: &Work, unpaid_only: bool, page: &PageRequest) -> Result<Page<Statement>> {
    store::list(work, unpaid_only, page).await
}
