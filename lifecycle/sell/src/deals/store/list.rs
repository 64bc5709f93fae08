//! Many deals: lists, boards and sums.

use std::ops::Range;

use base::{Cursor, Fault, Instant, Money, Page, PageRequest, Result};
use chrono::NaiveDate;
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, CaseStatement, ExprTrait as _, Order, Query, SelectStatement, SimpleExpr};
use sea_orm::{Condition, ConnectionTrait, QueryResult};
use uuid::Uuid;
use work::{Scope, Work};

use super::super::model::{Card, Filter, Sort, Stage, StateKind, Sum};
use super::owners;
use super::rows::{self, Column, scoped};
use crate::lists::{moment_of, wrong_cursor};
use crate::texts::fold;

fn wanted(work: &Work, f: &Filter) -> Condition {
    let mut all = scoped(work);
    if !f.states.is_empty() {
        all = all.add(Column::State.is_in(f.states.iter().map(|s| s.code())));
    }
    if let Some(stage) = f.stage {
        all = all.add(Column::State.eq(StateKind::Approved.code())).add(Column::Stage.eq(stage.code()));
    }
    if let Some(product) = f.product {
        let lines = Query::select()
            .column(rows::line::Column::DealId)
            .from(rows::line::Entity)
            .and_where(Expr::col((rows::line::Entity, rows::line::Column::DealId)).equals((rows::Entity, Column::Id)))
            .and_where(Expr::col(rows::line::Column::ProductId).eq(product.uuid()))
            .to_owned();
        all = all.add(SimpleExpr::exists(lines));
    }
    if let Some(from) = f.closing_from {
        all = all.add(Column::CloseOn.gte(from));
    }
    if let Some(until) = f.closing_until {
        all = all.add(Column::CloseOn.lt(until));
    }
    if let Some(until) = f.ending_until {
        all = all.add(Column::State.eq(StateKind::Approved.code())).add(Column::ProtectedUntil.lt(until));
    }
    if let Some(owner) = f.owner {
        let beside = Query::select()
            .column(owners::Column::DealId)
            .from(owners::Entity)
            .and_where(Expr::col((owners::Entity, owners::Column::DealId)).equals((rows::Entity, Column::Id)))
            .and_where(Expr::col(owners::Column::UserId).eq(owner.uuid()))
            .to_owned();
        all = all.add(Condition::any().add(Column::OwnerId.eq(owner.uuid())).add(SimpleExpr::exists(beside)));
    }
    if let Some(partner) = f.partner {
        all = all.add(Column::PartnerId.eq(partner.uuid()));
    }
    if let Some(account) = f.account {
        all = all.add(Column::AccountId.is_in(f.merged.iter().chain([&account]).map(|a| a.uuid())));
    }
    let q = fold(&base::one_line(&f.q));
    if !q.is_empty() {
        // Across all partners a search is a range of an index; within one partner it may look anywhere.
        all = if matches!(work.scope(), Scope::All) && f.partner.is_none() {
            all.add(Column::CompanyFold.gte(q.as_str())).add(Column::CompanyFold.lt(format!("{q}\u{10ffff}")))
        } else {
            all.add(db::holds(Column::Find.into_expr(), &q))
        };
    } else if !f.q.trim().is_empty() {
        all = all.add(Column::Id.is_null());
    }
    all
}

const SHOWN: [Column; 20] = [
    Column::Id,
    Column::PartnerId,
    Column::OwnerId,
    Column::OwnerName,
    Column::Company,
    Column::CompanyFold,
    Column::Country,
    Column::Products,
    Column::ValueMinor,
    Column::ValueCurrency,
    Column::State,
    Column::Stage,
    Column::NextStep,
    Column::CloseOn,
    Column::WonOn,
    Column::AnswerBy,
    Column::ProtectedUntil,
    Column::AskAt,
    Column::Overlap,
    Column::SubmittedAt,
];

fn select() -> SelectStatement {
    Query::select().columns(SHOWN).column(Column::ActiveAt).column(Column::Version).from(rows::Entity).to_owned()
}

fn card(row: &QueryResult) -> Result<Card> {
    let doing = "reading deals";
    let text = |name: &str| row.try_get::<String>("", name).broken(doing);
    let id: Uuid = row.try_get("", "id").broken(doing)?;
    let bad = |column: &str, value: &str| Fault::plain(format!("deal.{column} of {id} is {value:?}"));
    let (state, currency) = (text("state")?, text("value_currency")?);
    let state = StateKind::from_code(&state).ok_or_else(|| bad("state", &state))?;
    let stage: Option<String> = row.try_get("", "stage").broken(doing)?;
    let minor = row.try_get("", "value_minor").broken(doing)?;
    let asked: Option<base::Instant> = row.try_get("", "ask_at").broken(doing)?;
    Ok(Card {
        id: id.into(),
        partner: row.try_get::<Uuid>("", "partner_id").broken(doing)?.into(),
        owner: row.try_get::<Option<Uuid>>("", "owner_id").broken(doing)?.map(base::UserId::from),
        owner_name: text("owner_name")?,
        company: text("company")?,
        country: text("country")?,
        products: text("products")?,
        value: Money::new(minor, currency.parse().map_err(|_| bad("value_currency", &currency))?),
        state,
        stage: stage.as_deref().and_then(Stage::from_code).filter(|_| state == StateKind::Approved),
        next_step: text("next_step")?,
        close_on: row.try_get("", "close_on").broken(doing)?,
        won_on: row.try_get("", "won_on").broken(doing)?,
        answer_by: row.try_get("", "answer_by").broken(doing)?,
        protected_until: row.try_get("", "protected_until").broken(doing)?,
        asked: asked.is_some() && state == StateKind::Approved,
        overlap: row.try_get("", "overlap").broken(doing)?,
        submitted_at: row.try_get("", "submitted_at").broken(doing)?,
        active_at: row.try_get("", "active_at").broken(doing)?,
        version: row.try_get("", "version").broken(doing)?,
    })
}

async fn cards(work: &Work, select: &SelectStatement) -> Result<Vec<Card>> {
    work.conn().query_all(select).await.broken("reading deals")?.iter().map(card).collect()
}

/// The far end of the dates, for deals without one.
fn never() -> NaiveDate {
    NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or_default()
}

/// A page of deals.
pub(crate) async fn page(work: &Work, f: &Filter, sort: Sort, page: &PageRequest) -> Result<Page<Card>> {
    let mut query = select();
    let mut all = wanted(work, f);
    let (by, order): (SimpleExpr, Order) = match sort {
        Sort::Recent => (Expr::col(Column::ActiveAt), Order::Desc),
        Sort::Company => (Expr::col(Column::CompanyFold), Order::Asc),
        Sort::Value => (Expr::col(Column::ValueMinor), Order::Desc),
        Sort::Close => (Expr::col(Column::CloseOn).if_null(never()), Order::Asc),
    };
    if let Some(after) = &page.after {
        let key: SimpleExpr = match sort {
            Sort::Recent => Expr::value(moment_of(after)?),
            Sort::Company if after.key.chars().any(char::is_control) => return Err(wrong_cursor()),
            Sort::Company => Expr::value(after.key.as_str()),
            Sort::Value => Expr::value(after.key.parse::<i64>().map_err(|_| wrong_cursor())?),
            Sort::Close => {
                Expr::value(after.key.parse::<NaiveDate>().ok().filter(|d| *d >= NaiveDate::default()).ok_or_else(wrong_cursor)?)
            }
        };
        let down = order == Order::Desc;
        let beyond = if down { by.clone().lt(key.clone()) } else { by.clone().gt(key.clone()) };
        let tie = if down { Column::Id.lt(after.id) } else { Column::Id.gt(after.id) };
        all = all.add(Condition::any().add(beyond).add(Condition::all().add(by.clone().eq(key)).add(tie)));
    }
    query.cond_where(all).order_by_expr(by, order.clone()).order_by(Column::Id, order).limit(page.limit + 1);
    let rows = cards(work, &query).await?;
    Ok(Page::from_rows(rows, page.limit, |c| match sort {
        Sort::Recent => Cursor::at(c.active_at, c.id),
        Sort::Company => Cursor::text(fold(&c.company), c.id),
        Sort::Value => Cursor::text(c.value.minor.to_string(), c.id),
        Sort::Close => Cursor::text(c.close_on.unwrap_or_else(never).to_string(), c.id),
    }))
}

/// Some deals, of those that the actor may see.
pub(crate) async fn by_ids(work: &Work, ids: &[base::DealId]) -> Result<Vec<Card>> {
    let all = scoped(work).add(Column::Id.is_in(ids.iter().map(|i| i.uuid())));
    cards(work, &select().cond_where(all).to_owned()).await
}

/// Open deals of which something falls into a span: the close that is expected, the end of protection, the answer.
pub(crate) async fn between(work: &Work, f: &Filter, days: &Range<NaiveDate>, moments: &Range<Instant>, n: u64) -> Result<Vec<Card>> {
    let open = [StateKind::InReview, StateKind::Approved].map(StateKind::code);
    let closes = Condition::all().add(Column::State.is_in(open)).add(Column::CloseOn.gte(days.start)).add(Column::CloseOn.lt(days.end));
    let falls = |state: StateKind, column: Column| {
        Condition::all().add(Column::State.eq(state.code())).add(column.gte(moments.start)).add(column.lt(moments.end))
    };
    let any = Condition::any()
        .add(closes)
        .add(falls(StateKind::Approved, Column::ProtectedUntil))
        .add(falls(StateKind::InReview, Column::AnswerBy));
    let query = select().cond_where(wanted(work, f).add(any)).order_by(Column::ActiveAt, Order::Desc).limit(n).to_owned();
    cards(work, &query).await
}

/// The deals that wait for a decision, by deadline.
pub(crate) async fn waiting(work: &Work, n: u64) -> Result<Vec<Card>> {
    let all = scoped(work).add(Column::State.eq(StateKind::InReview.code()));
    let query = select().cond_where(all).order_by(Column::AnswerBy, Order::Asc).limit(n).to_owned();
    cards(work, &query).await
}

/// The extensions that partners asked for and nobody has answered, by the end of protection.
pub(crate) async fn asking(work: &Work, n: u64) -> Result<Vec<Card>> {
    let all = scoped(work).add(Column::State.eq(StateKind::Approved.code())).add(Column::AskAt.is_not_null());
    let query = select().cond_where(all).order_by(Column::ProtectedUntil, Order::Asc).limit(n).to_owned();
    cards(work, &query).await
}

/// How many deals are in each state and stage, and what they are worth, by currency.
pub(crate) async fn sums(work: &Work, f: &Filter) -> Result<Vec<Sum>> {
    let idle = CaseStatement::new().case(Column::NextStep.eq(""), 1_i64).finally(0_i64);
    let query = Query::select()
        .columns([Column::State, Column::Stage, Column::ValueCurrency])
        .expr_as(Expr::col(Column::Id).count(), Alias::new("n"))
        .expr_as(db::dialect::sum(Expr::col(Column::ValueMinor)), Alias::new("minor"))
        .expr_as(db::dialect::sum(idle.into()), Alias::new("idle"))
        .from(rows::Entity)
        .cond_where(wanted(work, f))
        .group_by_columns([Column::State, Column::Stage, Column::ValueCurrency])
        .to_owned();
    let doing = "adding up deals";
    let mut out = Vec::new();
    for row in work.conn().query_all(&query).await.broken(doing)? {
        let (state, currency): (String, String) =
            (row.try_get("", "state").broken(doing)?, row.try_get("", "value_currency").broken(doing)?);
        let stage: Option<String> = row.try_get("", "stage").broken(doing)?;
        let Some(state) = StateKind::from_code(&state) else { continue };
        let currency = currency.parse().map_err(|_| Fault::plain(format!("a deal is in {currency:?}")))?;
        out.push(Sum {
            state,
            stage: stage.as_deref().and_then(Stage::from_code).filter(|_| state == StateKind::Approved),
            n: row.try_get("", "n").broken(doing)?,
            value: Money::new(row.try_get("", "minor").broken(doing)?, currency),
            idle: row.try_get("", "idle").broken(doing)?,
        });
    }
    Ok(out)
}
