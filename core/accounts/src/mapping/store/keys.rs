//! The blocking keys of companies on lists.

use std::collections::HashMap;

use base::{AccountMapListId, Result};
use db::Broken;
use sea_orm::Set;
use sea_orm::entity::prelude::*;
use uuid::Uuid;
use work::Work;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account_map_key")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub list_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Adds the keys of companies.
pub(crate) async fn add(work: &Work, list: AccountMapListId, keys: &[(i64, String)]) -> Result<()> {
    for chunk in keys.chunks(4000) {
        let rows = chunk.iter().map(|(number, key)| ActiveModel { list_id: Set(list.uuid()), key: Set(key.clone()), number: Set(*number) });
        Entity::insert_many(rows).exec_without_returning(&work.conn()).await.broken("adding keys of companies")?;
    }
    Ok(())
}

/// Who on these lists has these keys, by key.
pub(crate) async fn holders(
    work: &Work,
    lists: &[AccountMapListId],
    keys: &[String],
) -> Result<HashMap<String, Vec<(AccountMapListId, i64)>>> {
    let mut out: HashMap<String, Vec<(AccountMapListId, i64)>> = HashMap::new();
    for chunk in keys.chunks(1000) {
        let find = Entity::find()
            .filter(Column::ListId.is_in(lists.iter().map(|l| l.uuid())))
            .filter(Column::Key.is_in(chunk.iter().map(String::as_str)));
        for m in find.all(&work.conn()).await.broken("looking for keys of companies")? {
            out.entry(m.key).or_default().push((m.list_id.into(), m.number));
        }
    }
    Ok(out)
}

/// Removes the keys of some companies.
pub(crate) async fn remove(work: &Work, list: AccountMapListId, numbers: &[i64]) -> Result<()> {
    for chunk in numbers.chunks(1000) {
        let some = Entity::delete_many().filter(Column::ListId.eq(list.uuid())).filter(Column::Number.is_in(chunk.iter().copied()));
        some.exec(&work.conn()).await.broken("removing keys of companies")?;
    }
    Ok(())
}

/// Removes every key of a list.
pub(crate) async fn clear(work: &Work, list: AccountMapListId) -> Result<()> {
    Entity::delete_many().filter(Column::ListId.eq(list.uuid())).exec(&work.conn()).await.broken("removing keys of a list")?;
    Ok(())
}
