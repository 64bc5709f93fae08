//! The funnel's table.

use base::{ApplicationId, Instant, PartnerId, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{QueryOrder, QuerySelect, Set};
use uuid::Uuid;
use work::Work;

use super::model::{Row, Step};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "funnel_row")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub partner_id: Option<Uuid>,
    pub name: String,
    pub kind: String,
    pub country: String,
    pub applied_at: DateTimeUtc,
    pub decided_at: Option<DateTimeUtc>,
    pub approved_at: Option<DateTimeUtc>,
    pub signed_at: Option<DateTimeUtc>,
    pub activated_at: Option<DateTimeUtc>,
    pub first_deal_at: Option<DateTimeUtc>,
    pub first_win_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub(crate) async fn apply(work: &Work, f: &facts::recruit::ApplicationSubmitted, at: Instant) -> Result<()> {
    let row = ActiveModel {
        id: Set(f.application.uuid()),
        name: Set(f.company.clone()),
        kind: Set(f.partner_type.clone()),
        country: Set(f.country.clone()),
        applied_at: Set(at),
        ..<ActiveModel as Default>::default()
    };
    let once = OnConflict::column(Column::Id).do_nothing().to_owned();
    Entity::insert_many([row]).on_conflict(once).exec_without_returning(&work.conn()).await.broken("noting an application")?;
    Ok(())
}

pub(crate) async fn approve(work: &Work, application: ApplicationId, partner: PartnerId, at: Instant) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::PartnerId, Expr::value(partner.uuid()))
        .col_expr(Column::ApprovedAt, Expr::value(at))
        .col_expr(Column::DecidedAt, Expr::value(at))
        .filter(Column::Id.eq(application.uuid()))
        .filter(Column::ApprovedAt.is_null())
        .exec(&work.conn())
        .await
        .broken("noting an approval")?;
    Ok(())
}

pub(crate) async fn decide(work: &Work, application: ApplicationId, at: Instant) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::DecidedAt, Expr::value(at))
        .filter(Column::Id.eq(application.uuid()))
        .filter(Column::DecidedAt.is_null())
        .exec(&work.conn())
        .await
        .broken("noting a decision")?;
    Ok(())
}

/// Writes the moment of a step, the first time only.
pub(crate) async fn reach(work: &Work, partner: PartnerId, step: Step, at: Instant) -> Result<()> {
    let column = match step {
        Step::Approved => Column::ApprovedAt,
        Step::Signed => Column::SignedAt,
        Step::Activated => Column::ActivatedAt,
        Step::FirstDeal => Column::FirstDealAt,
        Step::FirstWin => Column::FirstWinAt,
    };
    Entity::update_many()
        .col_expr(column, Expr::value(at))
        .filter(Column::PartnerId.eq(partner.uuid()))
        .filter(column.is_null())
        .exec(&work.conn())
        .await
        .broken("noting a step")?;
    Ok(())
}

pub(crate) async fn rows(work: &Work, from: Instant) -> Result<Vec<Row>> {
    let find = Entity::find().filter(Column::AppliedAt.gte(from)).order_by_desc(Column::AppliedAt).limit(100_000);
    let rows = find.all(&work.conn()).await.broken("reading the funnel")?;
    Ok(rows
        .into_iter()
        .map(|m| Row {
            partner: m.partner_id.map(PartnerId::from),
            name: m.name,
            kind: m.kind,
            applied_at: m.applied_at,
            reached: [m.approved_at, m.signed_at, m.activated_at, m.first_deal_at, m.first_win_at],
        })
        .collect())
}
