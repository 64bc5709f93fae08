//! What is known here of deals.

use base::{DealId, Fault, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait as _, OnConflict};
use work::Work;

use super::super::model::Mirror;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "crm_deal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub deal_id: Uuid,
    pub partner_id: Uuid,
    pub version: i64,
    pub company: String,
    pub image: Json,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Keeps how a deal stands, unless something newer is known.
pub(crate) async fn put(work: &Work, mirror: &Mirror) -> Result<()> {
    let image = serde_json::to_value(&mirror.image).map_err(|e| Fault::new("writing a mirror", e))?;
    let known = Entity::find_by_id(mirror.deal.uuid()).one(&work.conn()).await.broken("reading a mirror")?;
    if known.is_none() {
        let row: ActiveModel = Model {
            deal_id: mirror.deal.uuid(),
            partner_id: mirror.partner.uuid(),
            version: mirror.image.version,
            company: mirror.image.company.clone(),
            image: image.clone(),
            at: work.now(),
        }
        .into();
        let once = OnConflict::column(Column::DealId).do_nothing().to_owned();
        Entity::insert(row.reset_all()).on_conflict(once).exec_without_returning(&work.conn()).await.broken("writing a mirror")?;
    }
    Entity::update_many()
        .col_expr(Column::Version, Expr::value(mirror.image.version))
        .col_expr(Column::Company, Expr::value(mirror.image.company.clone()))
        .col_expr(Column::Image, Expr::value(image))
        .col_expr(Column::At, Expr::value(work.now()))
        .filter(Column::DealId.eq(mirror.deal.uuid()).and(Column::Version.lte(mirror.image.version)))
        .exec(&work.conn())
        .await
        .broken("writing a mirror")?;
    Ok(())
}

/// How a deal stands, for the machine.
pub(crate) async fn find(work: &Work, deal: DealId) -> Result<Option<Mirror>> {
    let found = Entity::find_by_id(deal.uuid()).filter(super::own(work)).one(&work.conn()).await.broken("reading a mirror")?;
    let read = |m: Model| -> Result<Mirror> {
        let image = serde_json::from_value(m.image).map_err(|e| Fault::new(format!("crm_deal.image of {}", m.deal_id), e))?;
        Ok(Mirror { deal: m.deal_id.into(), partner: m.partner_id.into(), image })
    };
    found.map(read).transpose()
}

/// The customers' names of some deals.
pub(crate) async fn companies(work: &Work, deals: &[DealId]) -> Result<Vec<(DealId, String)>> {
    let find = Entity::find().filter(super::own(work)).filter(Column::DealId.is_in(deals.iter().map(|d| d.uuid())));
    let rows = find.all(&work.conn()).await.broken("reading mirrors")?;
    Ok(rows.into_iter().map(|m| (m.deal_id.into(), m.company)).collect())
}
