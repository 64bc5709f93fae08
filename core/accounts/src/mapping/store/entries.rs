//! The companies on lists.

use std::collections::HashMap;

use base::{AccountMapListId, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect, Set};
use uuid::Uuid;
use work::Work;

use crate::mapping::model::{Company, Side};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account_map_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub list_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
    pub partner_id: Option<Uuid>,
    pub name: String,
    pub domain: String,
    pub city: String,
    pub country: String,
    pub owner: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn entry(m: Model) -> (i64, Company) {
    (m.number, Company { name: m.name, domain: m.domain, city: m.city, country: m.country, owner: m.owner })
}

/// Companies of a list in the order of their numbers, those after one of them.
pub(crate) async fn after(work: &Work, list: AccountMapListId, number: i64, limit: u64) -> Result<Vec<(i64, Company)>> {
    let find = Entity::find().filter(Column::ListId.eq(list.uuid())).filter(Column::Number.gt(number));
    let rows = find.order_by_asc(Column::Number).limit(limit).all(&work.conn()).await.broken("reading a list")?;
    Ok(rows.into_iter().map(entry).collect())
}

/// These companies, each by its list and number.
pub(crate) async fn get_many(
    work: &Work,
    wanted: &HashMap<AccountMapListId, Vec<i64>>,
) -> Result<HashMap<(AccountMapListId, i64), Company>> {
    let mut out = HashMap::new();
    for (list, numbers) in wanted {
        for chunk in numbers.chunks(1000) {
            let find = Entity::find().filter(Column::ListId.eq(list.uuid())).filter(Column::Number.is_in(chunk.iter().copied()));
            for (number, company) in find.all(&work.conn()).await.broken("reading companies")?.into_iter().map(entry) {
                out.insert((*list, number), company);
            }
        }
    }
    Ok(out)
}

/// Adds companies with their numbers.
pub(crate) async fn add(work: &Work, side: Side, list: AccountMapListId, new: &[(i64, &Company)]) -> Result<()> {
    for chunk in new.chunks(1000) {
        let rows = chunk.iter().map(|(number, c)| ActiveModel {
            list_id: Set(list.uuid()),
            number: Set(*number),
            partner_id: Set(side.partner().map(Uuid::from)),
            name: Set(c.name.clone()),
            domain: Set(c.domain.clone()),
            city: Set(c.city.clone()),
            country: Set(c.country.clone()),
            owner: Set(c.owner.clone()),
        });
        Entity::insert_many(rows).exec_without_returning(&work.conn()).await.broken("adding companies")?;
    }
    Ok(())
}

/// Takes companies off a list.
pub(crate) async fn remove(work: &Work, list: AccountMapListId, numbers: &[i64]) -> Result<()> {
    for chunk in numbers.chunks(1000) {
        let some = Entity::delete_many().filter(Column::ListId.eq(list.uuid())).filter(Column::Number.is_in(chunk.iter().copied()));
        some.exec(&work.conn()).await.broken("removing companies")?;
    }
    Ok(())
}

/// Takes every company off a list.
pub(crate) async fn clear(work: &Work, list: AccountMapListId) -> Result<()> {
    Entity::delete_many().filter(Column::ListId.eq(list.uuid())).exec(&work.conn()).await.broken("emptying a list")?;
    Ok(())
}
