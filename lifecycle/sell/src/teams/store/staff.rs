//! People of the vendor on the team of a deal.

use base::{DealId, Fault, Result, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{QueryOrder, Set};
use work::Work;

use super::super::model::{Role, Staff};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deal_team_staff")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub deal_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    pub role: String,
    pub name: String,
    pub since: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The vendor's people on the team of a deal, by name.
pub(crate) async fn of(work: &Work, deal: DealId) -> Result<Vec<Staff>> {
    let find = Entity::find().filter(Column::DealId.eq(deal.uuid())).order_by_asc(Column::Name).order_by_asc(Column::UserId);
    let rows = find.all(&work.conn()).await.broken("reading the staff of a team")?;
    let one = |m: Model| {
        let role =
            Role::from_code(&m.role).ok_or_else(|| Fault::plain(format!("deal_team_staff.role of {} is {:?}", m.user_id, m.role)))?;
        Ok(Staff { user: m.user_id.into(), name: m.name, role, since: m.since })
    };
    rows.into_iter().map(one).collect()
}

/// Puts a person of the vendor on the team of a deal, or changes what they do there.
pub(crate) async fn put(work: &Work, deal: DealId, s: &Staff) -> Result<()> {
    let row = ActiveModel {
        deal_id: Set(deal.uuid()),
        user_id: Set(s.user.uuid()),
        role: Set(s.role.code().to_owned()),
        name: Set(s.name.clone()),
        since: Set(s.since),
    };
    let again = OnConflict::columns([Column::DealId, Column::UserId]).update_columns([Column::Role, Column::Name]).to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(&work.conn()).await.broken("writing the staff of a team")?;
    Ok(())
}

/// Takes a person of the vendor off the team; whether they were on it.
pub(crate) async fn remove(work: &Work, deal: DealId, user: UserId) -> Result<bool> {
    let old = Entity::delete_many().filter(Column::DealId.eq(deal.uuid())).filter(Column::UserId.eq(user.uuid()));
    Ok(old.exec(&work.conn()).await.broken("removing the staff of a team")?.rows_affected == 1)
}
