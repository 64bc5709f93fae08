//! All SQL of statements.

use base::{Cursor, Error, Fault, Money, Page, PageRequest, PartnerId, Result, StatementId};
use db::{Broken, on_unique};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect, Set};
use uuid::Uuid;
use work::{Scope, Work};

use super::model::{Payment, Statement};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "statement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub partner_id: Uuid,
    pub period: String,
    pub currency: String,
    pub state: String,
    pub number: i64,
    pub total_minor: i64,
    pub paid_minor: Option<i64>,
    pub version: i64,
    pub closed_at: DateTimeUtc,
    pub paid_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn statement(m: Model) -> Result<Statement> {
    let currency = m.currency.parse().map_err(|_| Fault::plain(format!("statement.currency of {} is {:?}", m.id, m.currency)))?;
    let paid = m.paid_at.zip(m.paid_minor).map(|(at, minor)| Payment { at, amount: Money::new(minor, currency) });
    Ok(Statement {
        id: m.id.into(),
        number: m.number,
        partner: m.partner_id.into(),
        period: m.period,
        total: Money::new(m.total_minor, currency),
        closed_at: m.closed_at,
        paid,
        version: m.version,
    })
}

fn scoped(work: &Work) -> Condition {
    match work.scope() {
        Scope::All => Condition::all(),
        Scope::Partners(ids) => Condition::all().add(Column::PartnerId.is_in(ids.into_iter().map(Uuid::from))),
        Scope::Nothing => Condition::all().add(Column::Id.is_null()),
    }
}

pub(crate) async fn get(work: &Work, id: StatementId) -> Result<Statement> {
    let find = Entity::find_by_id(id.uuid()).filter(scoped(work)).one(&work.conn()).await;
    find.broken("reading a statement")?.map(statement).transpose()?.ok_or_else(Error::missing)
}

pub(crate) async fn find(work: &Work, partner: PartnerId, period: &str, currency: &str) -> Result<Option<Statement>> {
    let find =
        Entity::find().filter(Column::PartnerId.eq(partner.uuid())).filter(Column::Period.eq(period)).filter(Column::Currency.eq(currency));
    find.one(&work.conn()).await.broken("reading a statement")?.map(statement).transpose()
}

/// The number of a partner's next statement.
pub(crate) async fn next_number(work: &Work, partner: PartnerId) -> Result<i64> {
    let last = Entity::find().filter(Column::PartnerId.eq(partner.uuid())).order_by_desc(Column::Number).one(&work.conn()).await;
    Ok(last.broken("numbering a statement")?.map_or(0, |m| m.number) + 1)
}

pub(crate) async fn add(work: &Work, s: &Statement) -> Result<()> {
    let row = ActiveModel {
        id: Set(s.id.uuid()),
        partner_id: Set(s.partner.uuid()),
        period: Set(s.period.clone()),
        currency: Set(s.total.currency.code().to_owned()),
        state: Set("closed".to_owned()),
        number: Set(s.number),
        total_minor: Set(s.total.minor),
        paid_minor: Set(None),
        version: Set(1),
        closed_at: Set(s.closed_at),
        paid_at: Set(None),
    };
    let insert = Entity::insert(row).exec_without_returning(&work.conn()).await.map(|_| ());
    // Both unique keys begin with the partner; whoever loses reads again.
    on_unique(insert, "partner_id", "closing a statement", Error::stale)
}

pub(crate) async fn set_paid(work: &Work, s: &Statement, paid: Payment) -> Result<()> {
    let done = Entity::update_many()
        .col_expr(Column::State, Expr::value("paid"))
        .col_expr(Column::PaidAt, Expr::value(paid.at))
        .col_expr(Column::PaidMinor, Expr::value(paid.amount.minor))
        .col_expr(Column::Version, Expr::value(s.version + 1))
        .filter(Column::Id.eq(s.id.uuid()))
        .filter(Column::State.eq("closed"))
        .exec(&work.conn())
        .await
        .broken("paying a statement")?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Error::stale()) }
}

pub(crate) async fn list(work: &Work, unpaid_only: bool, page: &PageRequest) -> Result<Page<Statement>> {
    let mut all = scoped(work);
    if unpaid_only {
        all = all.add(Column::State.eq("closed"));
    }
    if let Some((at, id)) = page.after.as_ref().and_then(|c| Some((c.instant()?, c.id))) {
        all = all
            .add(Condition::any().add(Column::ClosedAt.lt(at)).add(Condition::all().add(Column::ClosedAt.eq(at)).add(Column::Id.lt(id))));
    }
    let find = Entity::find().filter(all).order_by_desc(Column::ClosedAt).order_by_desc(Column::Id).limit(page.limit + 1);
    let rows: Result<Vec<Statement>> = find.all(&work.conn()).await.broken("reading statements")?.into_iter().map(statement).collect();
    Ok(Page::from_rows(rows?, page.limit, |s| Cursor::at(s.closed_at, s.id)))
}
