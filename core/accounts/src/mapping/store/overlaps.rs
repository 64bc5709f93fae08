//! What was found on lists of both sides.

use base::{AccountMapId, AccountMapListId, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{Condition, QueryOrder, Set};
use uuid::Uuid;
use work::Work;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account_map_overlap")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub map_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub one_list: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub one_number: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub two_list: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub two_number: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

pub(crate) use crate::mapping::model::Place;

/// Adds overlaps, the first side's company first; those that are known are left as they are.
pub(crate) async fn add(work: &Work, map: AccountMapId, found: &[(Place, Place)]) -> Result<()> {
    for chunk in found.chunks(1000) {
        let rows = chunk.iter().map(|(one, two)| ActiveModel {
            map_id: Set(map.uuid()),
            one_list: Set(one.0.uuid()),
            one_number: Set(one.1),
            two_list: Set(two.0.uuid()),
            two_number: Set(two.1),
        });
        let all = [Column::MapId, Column::OneList, Column::OneNumber, Column::TwoList, Column::TwoNumber];
        let known = OnConflict::columns(all).do_nothing_on([Column::MapId]).to_owned();
        Entity::insert_many(rows).on_conflict(known).exec_without_returning(&work.conn()).await.broken("noting overlaps")?;
    }
    Ok(())
}

/// What was found on these lists of the first side and those of the second.
pub(crate) async fn of(work: &Work, map: AccountMapId, one: &[AccountMapListId], two: &[AccountMapListId]) -> Result<Vec<(Place, Place)>> {
    if one.is_empty() || two.is_empty() {
        return Ok(Vec::new());
    }
    let find = Entity::find()
        .filter(Column::MapId.eq(map.uuid()))
        .filter(Column::OneList.is_in(one.iter().map(|l| l.uuid())))
        .filter(Column::TwoList.is_in(two.iter().map(|l| l.uuid())))
        .order_by_asc(Column::OneList)
        .order_by_asc(Column::OneNumber);
    let rows = find.all(&work.conn()).await.broken("reading overlaps")?;
    Ok(rows.into_iter().map(|m| ((m.one_list.into(), m.one_number), (m.two_list.into(), m.two_number))).collect())
}

/// Forgets what was found of companies that are no longer on a list.
pub(crate) async fn forget(work: &Work, list: AccountMapListId, numbers: &[i64]) -> Result<()> {
    for chunk in numbers.chunks(1000) {
        let one = Condition::all().add(Column::OneList.eq(list.uuid())).add(Column::OneNumber.is_in(chunk.iter().copied()));
        let two = Condition::all().add(Column::TwoList.eq(list.uuid())).add(Column::TwoNumber.is_in(chunk.iter().copied()));
        let some = Entity::delete_many().filter(Condition::any().add(one).add(two));
        some.exec(&work.conn()).await.broken("forgetting overlaps")?;
    }
    Ok(())
}

/// Forgets what was found on a list.
pub(crate) async fn forget_list(work: &Work, list: AccountMapListId) -> Result<()> {
    let either = Condition::any().add(Column::OneList.eq(list.uuid())).add(Column::TwoList.eq(list.uuid()));
    Entity::delete_many().filter(either).exec(&work.conn()).await.broken("forgetting overlaps of a list")?;
    Ok(())
}

/// Forgets what was found for a mapping.
pub(crate) async fn clear(work: &Work, map: AccountMapId) -> Result<()> {
    Entity::delete_many().filter(Column::MapId.eq(map.uuid())).exec(&work.conn()).await.broken("forgetting overlaps of a mapping")?;
    Ok(())
}
