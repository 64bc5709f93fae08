//! Opportunities that the vendor's own team follows; only staff see them.

use base::{AccountId, Cursor, DealId, Error, Fault, Instant, OpportunityId, Page, PageRequest, Result, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{Condition, QueryOrder, QuerySelect, Set};
use work::{Scope, Work};

use super::super::model::{Consent, Opportunity};
use crate::lists::moment_of;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "direct_opportunity")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub owner_id: Option<Uuid>,
    pub approver_id: Option<Uuid>,
    pub deal_id: Option<Uuid>,
    pub company: String,
    pub owner_name: String,
    pub note: String,
    pub approver_name: String,
    pub reason: String,
    pub at: DateTimeUtc,
    pub answer_by: Option<DateTimeUtc>,
    pub answered_at: Option<DateTimeUtc>,
    pub answered: Option<String>,
    pub answer: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Adds an opportunity.
pub(crate) async fn add(work: &Work, o: &Opportunity) -> Result<()> {
    let row = ActiveModel {
        id: Set(o.id.uuid()),
        account_id: Set(o.account.uuid()),
        owner_id: Set(o.owner.map(Uuid::from)),
        approver_id: Set(o.approver.map(Uuid::from)),
        company: Set(o.company.clone()),
        owner_name: Set(o.owner_name.clone()),
        note: Set(o.note.clone()),
        approver_name: Set(o.approver_name.clone()),
        reason: Set(o.reason.clone()),
        at: Set(o.at),
        deal_id: Set(o.deal.map(Uuid::from)),
        answer_by: Set(o.consent.until()),
        answered_at: Set(None),
        answered: Set(None),
        answer: Set(None),
    };
    Entity::insert(row).exec_without_returning(&work.conn()).await.broken("adding an opportunity")?;
    Ok(())
}

fn opportunity(m: Model) -> Result<Opportunity> {
    let consent = match (m.approver_id, m.answer_by, m.answered.as_deref(), m.answered_at) {
        (None, ..) => Consent::Free,
        (Some(_), None, ..) => Consent::Named,
        (Some(_), Some(until), None, _) => Consent::Waiting { until },
        (Some(_), Some(_), Some("allowed"), Some(at)) => Consent::Allowed { at },
        (Some(_), Some(_), Some("refused"), Some(at)) => Consent::Refused { at },
        (Some(_), Some(_), Some("lapsed"), Some(at)) => Consent::Lapsed { at },
        (_, _, Some(other), _) => return Err(Fault::plain(format!("direct_opportunity.answered of {} is {other:?}", m.id)).into()),
    };
    Ok(Opportunity {
        id: m.id.into(),
        account: m.account_id.into(),
        owner: m.owner_id.map(UserId::from),
        approver: m.approver_id.map(UserId::from),
        deal: m.deal_id.map(DealId::from),
        company: m.company,
        owner_name: m.owner_name,
        note: m.note,
        approver_name: m.approver_name,
        reason: m.reason,
        at: m.at,
        consent,
        answer: m.answer.unwrap_or_default(),
    })
}

/// Nobody else's business, so partners see none.
fn scoped(work: &Work) -> Condition {
    if matches!(work.scope(), Scope::All) { Condition::all() } else { Condition::all().add(Column::Id.is_null()) }
}

/// One opportunity; for staff and the system.
pub(crate) async fn get(work: &Work, id: OpportunityId) -> Result<Opportunity> {
    let find = Entity::find_by_id(id.uuid()).filter(scoped(work));
    opportunity(find.one(&work.conn()).await.broken("reading an opportunity")?.ok_or_else(Error::missing)?)
}

/// The newest opportunity about which somebody was asked, at an account that a deal protects or the plan gives to partners; for staff and the system.
pub(crate) async fn latest(work: &Work, account: AccountId, deal: Option<DealId>) -> Result<Option<Opportunity>> {
    let by = deal.map_or_else(|| Column::DealId.is_null(), |d| Column::DealId.eq(d.uuid()));
    let asked = scoped(work).add(Column::AccountId.eq(account.uuid())).add(by).add(Column::ApproverId.is_not_null());
    let find = Entity::find().filter(asked);
    let found = find.order_by_desc(Column::At).order_by_desc(Column::Id).one(&work.conn()).await.broken("reading an opportunity")?;
    found.map(opportunity).transpose()
}

/// Keeps the answer to one that waits for it; false when somebody else was first.
pub(crate) async fn answer(work: &Work, o: &Opportunity) -> Result<bool> {
    let done = Entity::update_many()
        .col_expr(Column::AnsweredAt, Expr::value(o.consent.answered_at()))
        .col_expr(Column::Answered, Expr::value(o.consent.code()))
        .col_expr(Column::Answer, Expr::value(o.answer.as_str()))
        .filter(scoped(work))
        .filter(Column::Id.eq(o.id.uuid()))
        .filter(Column::Answered.is_null())
        .exec(&work.conn())
        .await
        .broken("answering an opportunity")?;
    Ok(done.rows_affected == 1)
}

/// Those that wait for an answer until a moment, soonest first.
pub(crate) async fn waiting(work: &Work, until: Option<Instant>, n: u64) -> Result<Vec<Opportunity>> {
    let mut find = Entity::find().filter(scoped(work)).filter(Column::Answered.is_null()).filter(Column::AnswerBy.is_not_null());
    if let Some(until) = until {
        find = find.filter(Column::AnswerBy.lte(until));
    }
    let rows = find.order_by_asc(Column::AnswerBy).limit(n).all(&work.conn()).await.broken("reading what waits for an answer")?;
    rows.into_iter().map(opportunity).collect()
}

/// A page of opportunities, newest first.
pub(crate) async fn page(work: &Work, account: Option<AccountId>, page: &PageRequest) -> Result<Page<Opportunity>> {
    let mut find = Entity::find().filter(scoped(work));
    if let Some(account) = account {
        find = find.filter(Column::AccountId.eq(account.uuid()));
    }
    if let Some(after) = &page.after {
        let (at, id) = (moment_of(after)?, after.id);
        find = find.filter(Column::At.lt(at).or(Column::At.eq(at).and(Column::Id.lt(id))));
    }
    let find = find.order_by_desc(Column::At).order_by_desc(Column::Id).limit(page.limit + 1);
    let rows: Result<Vec<Opportunity>> =
        find.all(&work.conn()).await.broken("reading opportunities")?.into_iter().map(opportunity).collect();
    Ok(Page::from_rows(rows?, page.limit, |o| Cursor::at(o.at, o.id)))
}
