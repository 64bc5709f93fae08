//! Who owns deals beside their owner, and who owned them before.

use base::{DealId, Instant, Result, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{QueryOrder, Set};
use uuid::Uuid;
use work::{Scope, Work};

use super::super::model::{CoOwner, Deal};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deal_co_owner")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub deal_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    pub partner_id: Uuid,
    pub name: String,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

mod past {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "deal_past_owner")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub deal_id: Uuid,
        #[sea_orm(primary_key, auto_increment = false)]
        pub until: DateTimeUtc,
        pub partner_id: Uuid,
        pub user_id: Option<Uuid>,
        pub name: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The co-owners of a deal that the actor may see, by name.
pub(crate) async fn of(work: &Work, deal: DealId) -> Result<Vec<CoOwner>> {
    let mut find = Entity::find().filter(Column::DealId.eq(deal.uuid()));
    find = match work.scope() {
        Scope::All => find,
        Scope::Partners(own) => find.filter(Column::PartnerId.is_in(own.into_iter().map(Uuid::from))),
        Scope::Nothing => find.filter(Column::DealId.is_null()),
    };
    let rows =
        find.order_by_asc(Column::Name).order_by_asc(Column::UserId).all(&work.conn()).await.broken("reading the owners of a deal")?;
    Ok(rows.into_iter().map(|m| CoOwner { user: m.user_id.into(), name: m.name, at: m.at }).collect())
}

/// Adds a co-owner; whether they were none before.
pub(crate) async fn add(work: &Work, deal: &Deal, user: UserId, name: &str) -> Result<bool> {
    let row = ActiveModel {
        deal_id: Set(deal.id.uuid()),
        user_id: Set(user.uuid()),
        partner_id: Set(deal.partner.uuid()),
        name: Set(name.to_owned()),
        at: Set(work.now()),
    };
    let once = OnConflict::columns([Column::DealId, Column::UserId]).do_nothing().to_owned();
    let n = Entity::insert(row).on_conflict(once).exec_without_returning(&work.conn()).await.broken("adding an owner of a deal")?;
    Ok(n > 0)
}

/// Removes a co-owner; whether they were one.
pub(crate) async fn remove(work: &Work, deal: DealId, user: UserId) -> Result<bool> {
    let old = Entity::delete_many().filter(Column::DealId.eq(deal.uuid())).filter(Column::UserId.eq(user.uuid()));
    Ok(old.exec(&work.conn()).await.broken("removing an owner of a deal")?.rows_affected == 1)
}

/// Notes who owned a deal until now.
pub(crate) async fn owned_until_now(work: &Work, deal: &Deal) -> Result<()> {
    let row = past::ActiveModel {
        deal_id: Set(deal.id.uuid()),
        until: Set(work.now()),
        partner_id: Set(deal.partner.uuid()),
        user_id: Set(deal.owner.map(Uuid::from)),
        name: Set(deal.owner_name.clone()),
    };
    // Twice at one moment: who owned it before the first.
    let once = OnConflict::columns([past::Column::DealId, past::Column::Until]).do_nothing().to_owned();
    past::Entity::insert(row).on_conflict(once).exec_without_returning(&work.conn()).await.broken("noting who owned a deal")?;
    Ok(())
}

/// Who owned a deal at a moment, where that was somebody else than now.
pub(crate) async fn owner_at(work: &Work, deal: DealId, at: Instant) -> Result<Option<(Option<UserId>, String)>> {
    let find = past::Entity::find()
        .filter(past::Column::DealId.eq(deal.uuid()))
        .filter(past::Column::Until.gt(at))
        .order_by_asc(past::Column::Until);
    let found = find.one(&work.conn()).await.broken("reading who owned a deal")?;
    Ok(found.map(|m| (m.user_id.map(UserId::from), m.name)))
}
