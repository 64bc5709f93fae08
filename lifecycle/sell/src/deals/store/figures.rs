//! The rows behind the figures.

use std::collections::HashSet;

use base::{AccountId, Currency, Fault, Instant, Money, Result};
use chrono::NaiveDate;
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, ExprTrait as _, Func, Order, Query, SimpleExpr};
use sea_orm::{Condition, ConnectionTrait, QueryResult, QuerySelect as _};
use uuid::Uuid;
use work::Work;

use super::super::model::StateKind;
use super::rows::{self, Column, scoped};

/// More deals of one partner than this are not read for figures.
const MOST: u64 = 20_000;

/// What is read of a deal that was handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TraceRow {
    pub(crate) state: StateKind,
    pub(crate) value: Money,
    pub(crate) submitted_at: Instant,
    pub(crate) closed_at: Option<Instant>,
    pub(crate) won_on: Option<NaiveDate>,
}

fn state_of(row: &QueryResult, doing: &str) -> Result<StateKind> {
    let code: String = row.try_get("", "state").broken(doing)?;
    Ok(StateKind::from_code(&code).ok_or_else(|| Fault::plain(format!("a deal is {code:?}")))?)
}

fn money_of(row: &QueryResult, doing: &str) -> Result<Money> {
    let code: String = row.try_get("", "value_currency").broken(doing)?;
    let currency: Currency = code.parse().map_err(|_| Fault::plain(format!("a deal is in {code:?}")))?;
    Ok(Money::new(row.try_get("", "minor").broken(doing)?, currency))
}

/// The deals of the actor's scope that are open or ended since a moment.
pub(crate) async fn traces(work: &Work, since: Instant) -> Result<Vec<TraceRow>> {
    let recent = Condition::any().add(Column::ClosedAt.is_null()).add(Column::ClosedAt.gte(since));
    let query = Query::select()
        .columns([Column::State, Column::ValueCurrency, Column::SubmittedAt, Column::ClosedAt, Column::WonOn])
        .expr_as(Expr::col(Column::ValueMinor), Alias::new("minor"))
        .from(rows::Entity)
        .cond_where(scoped(work).add(Column::SubmittedAt.is_not_null()).add(recent))
        .limit(MOST)
        .to_owned();
    let doing = "reading deals for figures";
    let rows = work.conn().query_all(&query).await.broken(doing)?;
    rows.iter()
        .map(|row| {
            Ok(TraceRow {
                state: state_of(row, doing)?,
                value: money_of(row, doing)?,
                submitted_at: row.try_get("", "submitted_at").broken(doing)?,
                closed_at: row.try_get("", "closed_at").broken(doing)?,
                won_on: row.try_get("", "won_on").broken(doing)?,
            })
        })
        .collect()
}

/// Sums by the day of winning or of the expected close, from a day until before another.
pub(crate) async fn by_close(work: &Work, from: NaiveDate, until: NaiveDate) -> Result<Vec<(NaiveDate, StateKind, Money)>> {
    let on = || SimpleExpr::from(Func::coalesce([Expr::col(Column::WonOn), Expr::col(Column::CloseOn)]));
    let states = [StateKind::Won, StateKind::Approved, StateKind::InReview].map(StateKind::code);
    let all = scoped(work).add(Column::State.is_in(states)).add(on().gte(from)).add(on().lt(until));
    let query = Query::select()
        .columns([Column::State, Column::ValueCurrency])
        .expr_as(on(), Alias::new("day"))
        .expr_as(db::dialect::sum(Expr::col(Column::ValueMinor)), Alias::new("minor"))
        .from(rows::Entity)
        .cond_where(all)
        .group_by_columns([Column::State, Column::ValueCurrency])
        .add_group_by([on()])
        .to_owned();
    let doing = "adding up deals by their close";
    let rows = work.conn().query_all(&query).await.broken(doing)?;
    rows.iter().map(|row| Ok((row.try_get("", "day").broken(doing)?, state_of(row, doing)?, money_of(row, doing)?))).collect()
}

/// What is open across all partners, by state and currency; read from an index alone.
pub(crate) async fn open(work: &Work) -> Result<Vec<(StateKind, i64, Money)>> {
    let states = [StateKind::InReview, StateKind::Approved].map(StateKind::code);
    let query = Query::select()
        .columns([Column::State, Column::ValueCurrency])
        .expr_as(Expr::col(Column::State).count(), Alias::new("n"))
        .expr_as(db::dialect::sum(Expr::col(Column::ValueMinor)), Alias::new("minor"))
        .from(rows::Entity)
        .and_where(Column::State.is_in(states))
        .group_by_columns([Column::State, Column::ValueCurrency])
        .to_owned();
    let doing = "adding up open deals";
    let rows = work.conn().query_all(&query).await.broken(doing)?;
    rows.iter().map(|row| Ok((state_of(row, doing)?, row.try_get("", "n").broken(doing)?, money_of(row, doing)?))).collect()
}

/// What is open at these accounts across all partners, by account and currency.
pub(crate) async fn open_at(work: &Work, accounts: &[AccountId]) -> Result<Vec<(AccountId, Money)>> {
    let states = [StateKind::InReview, StateKind::Approved].map(StateKind::code);
    let doing = "adding up open deals of accounts";
    let mut out = Vec::new();
    for chunk in accounts.chunks(2000) {
        let query = Query::select()
            .columns([Column::AccountId, Column::ValueCurrency])
            .expr_as(db::dialect::sum(Expr::col(Column::ValueMinor)), Alias::new("minor"))
            .from(rows::Entity)
            .and_where(Column::AccountId.is_in(chunk.iter().map(|a| a.uuid())))
            .and_where(Column::State.is_in(states))
            .group_by_columns([Column::AccountId, Column::ValueCurrency])
            .to_owned();
        for row in work.conn().query_all(&query).await.broken(doing)? {
            let account: Uuid = row.try_get("", "account_id").broken(doing)?;
            out.push((account.into(), money_of(&row, doing)?));
        }
    }
    Ok(out)
}

/// How the last decisions of the actor's scope went: approved or not, and how long each took, in seconds.
pub(crate) async fn decisions(work: &Work, since: Instant) -> Result<Vec<(bool, i64)>> {
    let query = Query::select()
        .columns([Column::State, Column::SubmittedAt, Column::DecidedAt])
        .from(rows::Entity)
        .cond_where(scoped(work).add(Column::DecidedAt.gte(since)).add(Column::SubmittedAt.is_not_null()))
        .order_by(Column::DecidedAt, Order::Desc)
        .limit(500)
        .to_owned();
    let doing = "reading decisions";
    let rows = work.conn().query_all(&query).await.broken(doing)?;
    rows.iter()
        .map(|row| {
            let (from, to): (Instant, Instant) =
                (row.try_get("", "submitted_at").broken(doing)?, row.try_get("", "decided_at").broken(doing)?);
            Ok((state_of(row, doing)? != StateKind::Rejected, (to - from).num_seconds()))
        })
        .collect()
}

/// The registrations handed in between two moments with their answers: partner, whether approved, whether by a person, and the moments.
pub(crate) async fn answered(work: &Work, since: Instant, until: Instant) -> Result<Vec<AnsweredRow>> {
    let query = Query::select()
        .columns([
            Column::PartnerId,
            Column::State,
            Column::SubmittedAt,
            Column::DecidedAt,
            Column::AnswerBy,
            Column::DecidedBy,
            Column::ApprovedAt,
        ])
        .from(rows::Entity)
        .cond_where(scoped(work).add(Column::SubmittedAt.gte(since)).add(Column::SubmittedAt.lt(until)))
        .order_by(Column::SubmittedAt, Order::Desc)
        .limit(100_000)
        .to_owned();
    let doing = "reading how registrations were answered";
    let rows = work.conn().query_all(&query).await.broken(doing)?;
    let read = |row: &sea_orm::QueryResult| {
        let approved_at: Option<Instant> = row.try_get("", "approved_at").broken(doing)?;
        let by: Option<Uuid> = row.try_get("", "decided_by").broken(doing)?;
        let partner: Uuid = row.try_get("", "partner_id").broken(doing)?;
        Ok(AnsweredRow {
            partner: partner.into(),
            approved: approved_at.is_some(),
            rejected: state_of(row, doing)? == StateKind::Rejected,
            by_person: by.is_some(),
            submitted_at: row.try_get("", "submitted_at").broken(doing)?,
            decided_at: row.try_get("", "decided_at").broken(doing)?,
            answer_by: row.try_get("", "answer_by").broken(doing)?,
        })
    };
    rows.iter().map(read).collect()
}

/// A registration as it was answered.
pub(crate) struct AnsweredRow {
    pub(crate) partner: base::PartnerId,
    pub(crate) approved: bool,
    pub(crate) rejected: bool,
    pub(crate) by_person: bool,
    pub(crate) submitted_at: Instant,
    pub(crate) decided_at: Option<Instant>,
    pub(crate) answer_by: Option<Instant>,
}

/// Whether a partner has had an approved deal before.
pub(crate) async fn has_approved(work: &Work, partner: base::PartnerId) -> Result<bool> {
    let query = Query::select()
        .column(Column::Id)
        .from(rows::Entity)
        .and_where(Column::PartnerId.eq(Uuid::from(partner)))
        .and_where(Column::ApprovedAt.is_not_null())
        .limit(1)
        .to_owned();
    Ok(work.conn().query_one(&query).await.broken("looking for an approved deal")?.is_some())
}

/// How many deals were handed in in a period, in the actor's scope.
pub(crate) async fn registered(work: &Work, from: Instant, until: Instant) -> Result<i64> {
    let find = rows::Entity::find()
        .filter(rows::scoped(work))
        .filter(rows::Column::SubmittedAt.gte(from))
        .filter(rows::Column::SubmittedAt.lt(until));
    let n = PaginatorTrait::count(find, &work.conn()).await.broken("counting registrations")?;
    Ok(i64::try_from(n).unwrap_or(i64::MAX))
}

/// Which of these deals are won now, whoever asks.
pub(crate) async fn still_won(work: &Work, ids: &[base::DealId]) -> Result<HashSet<base::DealId>> {
    let mut all = HashSet::new();
    for some in ids.chunks(500) {
        let find = rows::Entity::find().filter(Column::State.eq(StateKind::Won.code())).select_only().column(Column::Id);
        let find = find.filter(Column::Id.is_in(some.iter().map(|id| id.uuid())));
        let rows: Vec<Uuid> = find.into_tuple().all(&work.conn()).await.broken("reading which deals are won")?;
        all.extend(rows.into_iter().map(base::DealId::from));
    }
    Ok(all)
}
