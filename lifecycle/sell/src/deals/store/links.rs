//! Links of reminders: whom each lets update which deal, and until when.

use base::{DealId, Instant, Result, UserId};
use db::Broken;
use sea_orm::Set;
use sea_orm::entity::prelude::*;
use uuid::Uuid;
use work::Work;

use super::super::model::Deal;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deal_link")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: String,
    pub deal_id: Uuid,
    pub partner_id: Uuid,
    pub user_id: Uuid,
    pub until: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// What a link lets do.
pub(crate) struct Link {
    pub(crate) deal: DealId,
    pub(crate) user: UserId,
    pub(crate) until: Instant,
}

/// Adds a link.
pub(crate) async fn add(work: &Work, hash: &str, deal: &Deal, user: UserId, until: Instant) -> Result<()> {
    let row = ActiveModel {
        hash: Set(hash.to_owned()),
        deal_id: Set(deal.id.uuid()),
        partner_id: Set(deal.partner.uuid()),
        user_id: Set(user.uuid()),
        until: Set(until),
    };
    Entity::insert(row).exec_without_returning(&work.conn()).await.broken("adding a link to a deal")?;
    Ok(())
}

/// The link with this digest.
pub(crate) async fn find(work: &Work, hash: &str) -> Result<Option<Link>> {
    let found = Entity::find_by_id(hash).one(&work.conn()).await.broken("reading a link to a deal")?;
    Ok(found.map(|m| Link { deal: m.deal_id.into(), user: m.user_id.into(), until: m.until }))
}

/// Removes the links that ended before a moment.
pub(crate) async fn forget(work: &Work, before: Instant) -> Result<()> {
    Entity::delete_many().filter(Column::Until.lt(before)).exec(&work.conn()).await.broken("forgetting links to deals")?;
    Ok(())
}
