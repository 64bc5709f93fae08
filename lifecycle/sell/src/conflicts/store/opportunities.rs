//! Opportunities that the vendor's own team follows; only staff see them.

use base::{AccountId, Cursor, Page, PageRequest, Result, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{QueryOrder, QuerySelect, Set};
use work::{Scope, Work};

use super::super::model::Opportunity;
use crate::lists::moment_of;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "direct_opportunity")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub account_id: Uuid,
    pub owner_id: Option<Uuid>,
    pub approver_id: Option<Uuid>,
    pub company: String,
    pub owner_name: String,
    pub note: String,
    pub approver_name: String,
    pub reason: String,
    pub at: DateTimeUtc,
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
    };
    Entity::insert(row).exec_without_returning(&work.conn()).await.broken("adding an opportunity")?;
    Ok(())
}

/// A page of opportunities, newest first; nobody else's business, so partners see none.
pub(crate) async fn page(work: &Work, account: Option<AccountId>, page: &PageRequest) -> Result<Page<Opportunity>> {
    if !matches!(work.scope(), Scope::All) {
        return Ok(Page { items: Vec::new(), next: None });
    }
    let mut find = Entity::find();
    if let Some(account) = account {
        find = find.filter(Column::AccountId.eq(account.uuid()));
    }
    if let Some(after) = &page.after {
        let (at, id) = (moment_of(after)?, after.id);
        find = find.filter(Column::At.lt(at).or(Column::At.eq(at).and(Column::Id.lt(id))));
    }
    let find = find.order_by_desc(Column::At).order_by_desc(Column::Id).limit(page.limit + 1);
    let rows = find.all(&work.conn()).await.broken("reading opportunities")?;
    let opportunity = |m: Model| Opportunity {
        id: m.id.into(),
        account: m.account_id.into(),
        owner: m.owner_id.map(UserId::from),
        approver: m.approver_id.map(UserId::from),
        company: m.company,
        owner_name: m.owner_name,
        note: m.note,
        approver_name: m.approver_name,
        reason: m.reason,
        at: m.at,
    };
    Ok(Page::from_rows(rows.into_iter().map(opportunity).collect(), page.limit, |o| Cursor::at(o.at, o.id)))
}
