//! All SQL of accruals.

use base::{AccrualId, Currency, Cursor, DealId, Error, Fault, Instant, Money, Page, PageRequest, PartnerId, Result, StatementId, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{Condition, QueryOrder, QuerySelect, Set};
use uuid::Uuid;
use work::{Scope, Work};

use super::model::{Accrual, AccrualState, Filter};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "accrual")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub partner_id: Uuid,
    pub deal_id: Uuid,
    pub plan_id: Uuid,
    pub product_id: Uuid,
    pub statement_id: Option<Uuid>,
    pub taken_back_on: Option<Uuid>,
    pub round: i64,
    pub plan_version: i64,
    pub base_minor: i64,
    pub amount_minor: i64,
    pub tier_rank: i64,
    pub share: i64,
    pub revision: i64,
    pub version: i64,
    pub currency: String,
    pub rate: String,
    pub company: String,
    pub product: String,
    pub state: String,
    pub earned_on: Date,
    pub created_at: DateTimeUtc,
    pub approved_at: Option<DateTimeUtc>,
    pub paid_at: Option<DateTimeUtc>,
    pub reversed_at: Option<DateTimeUtc>,
    pub approved_by: Option<Uuid>,
    pub reversal_reason: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn accrual(m: Model) -> Result<Accrual> {
    let bad = |what: &str| Fault::plain(format!("accrual.{what} of {} cannot be read", m.id));
    let currency = m.currency.parse().map_err(|_| bad("currency"))?;
    let state = match (m.state.as_str(), m.approved_at, m.paid_at, m.reversed_at) {
        ("accrued", ..) => AccrualState::Accrued,
        ("approved", Some(at), ..) => AccrualState::Approved { at, by: m.approved_by.map(UserId::from) },
        ("paid", _, Some(at), _) => AccrualState::Paid { at },
        ("reversed", _, _, Some(at)) => AccrualState::Reversed { at, reason: m.reversal_reason.clone().unwrap_or_default() },
        _ => return Err(bad("state").into()),
    };
    Ok(Accrual {
        id: m.id.into(),
        partner: m.partner_id.into(),
        deal: m.deal_id.into(),
        round: m.round,
        product: m.product_id.into(),
        plan: m.plan_id.into(),
        plan_version: m.plan_version,
        tier_rank: m.tier_rank,
        share: m.share,
        revision: m.revision,
        base: Money::new(m.base_minor, currency),
        rate: m.rate.parse().map_err(|_| bad("rate"))?,
        amount: Money::new(m.amount_minor, currency),
        earned_on: m.earned_on,
        created_at: m.created_at,
        statement: m.statement_id.map(StatementId::from),
        taken_back_on: m.taken_back_on.map(StatementId::from),
        state,
        version: m.version,
        company: m.company,
        product_name: m.product,
    })
}

fn scoped(work: &Work) -> Condition {
    match work.scope() {
        Scope::All => Condition::all(),
        Scope::Partners(ids) => Condition::all().add(Column::PartnerId.is_in(ids.into_iter().map(Uuid::from))),
        Scope::Nothing => Condition::all().add(Column::Id.is_null()),
    }
}

/// Adds accruals; a round that is posted twice at once meets the unique key of deal, round, plan, product, partner and revision.
pub(crate) async fn add(work: &Work, accruals: &[Accrual]) -> Result<()> {
    let rows = accruals.iter().map(|a| ActiveModel {
        id: Set(a.id.uuid()),
        partner_id: Set(a.partner.uuid()),
        deal_id: Set(a.deal.uuid()),
        plan_id: Set(a.plan.uuid()),
        product_id: Set(a.product.uuid()),
        statement_id: Set(None),
        taken_back_on: Set(None),
        round: Set(a.round),
        plan_version: Set(a.plan_version),
        base_minor: Set(a.base.minor),
        amount_minor: Set(a.amount.minor),
        tier_rank: Set(a.tier_rank),
        share: Set(a.share),
        revision: Set(a.revision),
        version: Set(1),
        currency: Set(a.amount.currency.code().to_owned()),
        rate: Set(a.rate.to_string()),
        company: Set(a.company.clone()),
        product: Set(a.product_name.clone()),
        state: Set(a.state.code().to_owned()),
        earned_on: Set(a.earned_on),
        created_at: Set(a.created_at),
        approved_at: Set(None),
        paid_at: Set(None),
        reversed_at: Set(None),
        approved_by: Set(None),
        reversal_reason: Set(None),
    });
    Entity::insert_many(rows).exec_without_returning(&work.conn()).await.broken("posting accruals")?;
    Ok(())
}

/// What a round of winning a deal has earned, whoever asks: for listeners.
pub(crate) async fn of_round(work: &Work, deal: DealId, round: i64) -> Result<Vec<Accrual>> {
    let find = Entity::find().filter(Column::DealId.eq(deal.uuid())).filter(Column::Round.eq(round)).order_by_asc(Column::Id);
    find.all(&work.conn()).await.broken("reading accruals")?.into_iter().map(accrual).collect()
}

pub(crate) async fn get(work: &Work, id: AccrualId) -> Result<Accrual> {
    let find = Entity::find_by_id(id.uuid()).filter(scoped(work)).one(&work.conn()).await;
    find.broken("reading an accrual")?.map(accrual).transpose()?.ok_or_else(Error::missing)
}

pub(crate) async fn list(work: &Work, filter: &Filter, page: &PageRequest) -> Result<Page<Accrual>> {
    let mut all = scoped(work);
    if let Some(state) = filter.state {
        all = all.add(Column::State.eq(state));
    }
    if let Some(partner) = filter.partner {
        all = all.add(Column::PartnerId.eq(partner.uuid()));
    }
    if let Some(deal) = filter.deal {
        all = all.add(Column::DealId.eq(deal.uuid()));
    }
    if let Some((at, id)) = page.after.as_ref().and_then(|c| Some((c.instant()?, c.id))) {
        all = all
            .add(Condition::any().add(Column::CreatedAt.lt(at)).add(Condition::all().add(Column::CreatedAt.eq(at)).add(Column::Id.lt(id))));
    }
    let find = Entity::find().filter(all).order_by_desc(Column::CreatedAt).order_by_desc(Column::Id).limit(page.limit + 1);
    let rows: Result<Vec<Accrual>> = find.all(&work.conn()).await.broken("reading accruals")?.into_iter().map(accrual).collect();
    Ok(Page::from_rows(rows?, page.limit, |a| Cursor::at(a.created_at, a.id)))
}

/// What is to be added to a statement: approved before a moment and on none yet.
fn to_add(before: Instant) -> Condition {
    Condition::all().add(Column::State.eq("approved")).add(Column::StatementId.is_null()).add(Column::ApprovedAt.lt(before))
}

/// What is to be subtracted on one: taken back before a moment, after it was stated and paid.
fn to_subtract(before: Instant) -> Condition {
    Condition::all()
        .add(Column::State.eq("reversed"))
        .add(Column::StatementId.is_not_null())
        .add(Column::TakenBackOn.is_null())
        .add(Column::ReversedAt.lt(before))
}

/// Whose accruals of which currency wait for a statement, whoever asks: for the job.
pub(crate) async fn waiting(work: &Work, before: Instant) -> Result<Vec<(PartnerId, Currency)>> {
    let rows: Vec<(Uuid, String)> = Entity::find()
        .select_only()
        .columns([Column::PartnerId, Column::Currency])
        .filter(Condition::any().add(to_add(before)).add(to_subtract(before)))
        .distinct()
        .order_by_asc(Column::PartnerId)
        .order_by_asc(Column::Currency)
        .into_tuple()
        .all(&work.conn())
        .await
        .broken("reading accruals without a statement")?;
    rows.into_iter()
        .map(|(id, code)| {
            let currency = code.parse().map_err(|_| Fault::plain(format!("accrual.currency is {code:?}")))?;
            Ok((id.into(), currency))
        })
        .collect()
}

fn of_partner(partner: PartnerId, currency: Currency) -> Condition {
    Condition::all().add(Column::PartnerId.eq(partner.uuid())).add(Column::Currency.eq(currency.code()))
}

/// What waits for a statement of a partner in a currency.
pub(crate) async fn unstated(work: &Work, partner: PartnerId, currency: Currency, before: Instant) -> Result<Vec<Accrual>> {
    let find = Entity::find()
        .filter(of_partner(partner, currency))
        .filter(Condition::any().add(to_add(before)).add(to_subtract(before)))
        .order_by_asc(Column::Id);
    find.all(&work.conn()).await.broken("reading accruals")?.into_iter().map(accrual).collect()
}

/// Puts what waits for a statement on it; returns how many rows that were.
pub(crate) async fn state(work: &Work, partner: PartnerId, currency: Currency, before: Instant, on: StatementId) -> Result<u64> {
    let mut rows = 0;
    for (column, which) in [(Column::StatementId, to_add(before)), (Column::TakenBackOn, to_subtract(before))] {
        let done = Entity::update_many()
            .col_expr(column, Expr::value(on.uuid()))
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .filter(of_partner(partner, currency))
            .filter(which)
            .exec(&work.conn())
            .await
            .broken("stating accruals")?;
        rows += done.rows_affected;
    }
    Ok(rows)
}

/// What a statement adds and subtracts; who asks has been allowed to see the statement.
pub(crate) async fn of_statement(work: &Work, id: StatementId) -> Result<Vec<Accrual>> {
    let find = Entity::find()
        .filter(Condition::any().add(Column::StatementId.eq(id.uuid())).add(Column::TakenBackOn.eq(id.uuid())))
        .order_by_asc(Column::EarnedOn)
        .order_by_asc(Column::Id);
    find.all(&work.conn()).await.broken("reading accruals")?.into_iter().map(accrual).collect()
}

pub(crate) async fn save(work: &Work, a: &Accrual) -> Result<Accrual> {
    let (approved_at, approved_by, paid_at, reversed_at, reason) = match &a.state {
        AccrualState::Accrued => (None, None, None, None, None),
        AccrualState::Approved { at, by } => (Some(*at), by.map(Uuid::from), None, None, None),
        AccrualState::Paid { at } => (None, None, Some(*at), None, None),
        AccrualState::Reversed { at, reason } => (None, None, None, Some(*at), Some(reason.clone())),
    };
    let mut update = Entity::update_many()
        .col_expr(Column::State, Expr::value(a.state.code()))
        .col_expr(Column::StatementId, Expr::value(a.statement.map(Uuid::from)))
        .col_expr(Column::TakenBackOn, Expr::value(a.taken_back_on.map(Uuid::from)))
        .col_expr(Column::Version, Expr::value(a.version + 1));
    // Earlier moments stay: they are what happened.
    if approved_at.is_some() {
        update = update.col_expr(Column::ApprovedAt, Expr::value(approved_at)).col_expr(Column::ApprovedBy, Expr::value(approved_by));
    }
    if paid_at.is_some() {
        update = update.col_expr(Column::PaidAt, Expr::value(paid_at));
    }
    if reversed_at.is_some() {
        update = update.col_expr(Column::ReversedAt, Expr::value(reversed_at)).col_expr(Column::ReversalReason, Expr::value(reason));
    }
    let done = update
        .filter(Column::Id.eq(a.id.uuid()))
        .filter(Column::Version.eq(a.version))
        .exec(&work.conn())
        .await
        .broken("saving an accrual")?;
    if done.rows_affected == 1 { Ok(Accrual { version: a.version + 1, ..a.clone() }) } else { Err(Error::stale()) }
}
