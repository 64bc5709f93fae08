//! All SQL of grants.

use base::{Instant, PartnerId, Result, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, Set};
use uuid::Uuid;
use work::Work;

use super::model::Grant;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "partner_grant")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub partner_id: Uuid,
    pub user_id: Option<Uuid>,
    pub right: String,
    pub reason: String,
    pub from_at: DateTimeUtc,
    pub until_at: Option<DateTimeUtc>,
    pub ended_at: Option<DateTimeUtc>,
    pub end_reason: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn grant(m: Model) -> Grant {
    Grant {
        id: m.id.into(),
        partner: m.partner_id.into(),
        user: m.user_id.map(UserId::from),
        right: m.right,
        from: m.from_at,
        until: m.until_at,
        reason: m.reason,
    }
}

fn holding(now: Instant) -> Condition {
    Condition::all().add(Column::EndedAt.is_null()).add(Condition::any().add(Column::UntilAt.is_null()).add(Column::UntilAt.gt(now)))
}

/// The grants of a partner that hold now, of the partner and its people.
pub(crate) async fn of(work: &Work, partner: PartnerId) -> Result<Vec<Grant>> {
    let find = Entity::find().filter(Column::PartnerId.eq(partner.uuid())).filter(holding(work.now())).order_by_asc(Column::FromAt);
    Ok(find.all(&work.conn()).await.broken("reading grants")?.into_iter().map(grant).collect())
}

/// Everybody who holds a right now.
pub(crate) async fn holders(work: &Work, right: &str) -> Result<Vec<Grant>> {
    let find = Entity::find().filter(Column::Right.eq(right)).filter(holding(work.now())).order_by_asc(Column::FromAt);
    Ok(find.all(&work.conn()).await.broken("reading grants")?.into_iter().map(grant).collect())
}

pub(crate) async fn add(work: &Work, g: &Grant) -> Result<()> {
    let row = ActiveModel {
        id: Set(g.id.uuid()),
        partner_id: Set(g.partner.uuid()),
        user_id: Set(g.user.map(Uuid::from)),
        right: Set(g.right.clone()),
        reason: Set(g.reason.clone()),
        from_at: Set(g.from),
        until_at: Set(g.until),
        ended_at: Set(None),
        end_reason: Set(None),
    };
    Entity::insert(row).exec_without_returning(&work.conn()).await.broken("giving a grant")?;
    Ok(())
}

pub(crate) async fn set_until(work: &Work, g: &Grant) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::UntilAt, Expr::value(g.until))
        .filter(Column::Id.eq(g.id.uuid()))
        .exec(&work.conn())
        .await
        .broken("moving a grant's end")?;
    Ok(())
}

pub(crate) async fn end(work: &Work, g: &Grant, reason: &str) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::EndedAt, Expr::value(work.now()))
        .col_expr(Column::EndReason, Expr::value(reason))
        .filter(Column::Id.eq(g.id.uuid()))
        .exec(&work.conn())
        .await
        .broken("ending a grant")?;
    Ok(())
}
