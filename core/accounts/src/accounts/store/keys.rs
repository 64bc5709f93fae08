//! The blocking keys: under which short texts an account is met by others.

use std::collections::HashMap;

use base::{AccountId, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, ExprTrait as _, JoinType, Order, Query, SelectStatement, SimpleExpr, UnionType};
use sea_orm::{Condition, ConnectionTrait};
use uuid::Uuid;
use work::Work;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account_key")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Adds the keys of accounts.
pub(crate) async fn add(work: &Work, keys: &[(AccountId, Vec<String>)]) -> Result<()> {
    let mut rows: Vec<(&str, Uuid)> = keys.iter().flat_map(|(id, keys)| keys.iter().map(|k| (k.as_str(), id.uuid()))).collect();
    // In the order of the index, which is what a B-tree likes best.
    rows.sort_unstable();
    for chunk in rows.chunks(4000) {
        let mut insert = Query::insert();
        insert.into_table(Entity).columns([Column::Key, Column::AccountId]);
        for (key, id) in chunk {
            insert.values_panic([SimpleExpr::from(*key), SimpleExpr::from(*id)]);
        }
        work.conn().execute(&insert).await.broken("adding account keys")?;
    }
    Ok(())
}

/// Removes keys of accounts.
pub(crate) async fn remove(work: &Work, keys: &[(AccountId, Vec<String>)]) -> Result<()> {
    for (id, keys) in keys.iter().filter(|k| !k.1.is_empty()) {
        let all = Condition::all().add(Column::Key.is_in(keys.iter().map(String::as_str))).add(Column::AccountId.eq(id.uuid()));
        Entity::delete_many().filter(all).exec(&work.conn()).await.broken("removing account keys")?;
    }
    Ok(())
}

/// Who has these keys, as far as at most `most` accounts share a key; a commoner key is left out.
///
/// One statement: each key is first asked whether it is common, which reads at most `most` entries of
/// the index, and only then followed.
pub(crate) async fn holders(work: &Work, keys: &[String], most: u64) -> Result<HashMap<String, Vec<AccountId>>> {
    let mut out: HashMap<String, Vec<AccountId>> = HashMap::new();
    for chunk in keys.chunks(8000) {
        let doing = "reading account keys";
        for row in work.conn().query_all(&holders_of(chunk, most)).await.broken(doing)? {
            let key: String = row.try_get("", "key").broken(doing)?;
            let id: Uuid = row.try_get("", "account_id").broken(doing)?;
            out.entry(key).or_default().push(id.into());
        }
    }
    Ok(out)
}

fn holders_of(keys: &[String], most: u64) -> SelectStatement {
    let (asked, other) = (Alias::new("asked"), Alias::new("other"));
    let text = || Expr::col((asked.clone(), Alias::new("column1")));
    let beyond = Query::select()
        .column((other.clone(), Column::AccountId))
        .from_as(Entity, other.clone())
        .and_where(Expr::col((other.clone(), Column::Key)).eq(text()))
        .order_by((other.clone(), Column::AccountId), Order::Asc)
        .limit(1)
        .offset(most)
        .to_owned();
    Query::select()
        .column((Entity, Column::Key))
        .column((Entity, Column::AccountId))
        .from_values(keys.iter().map(|k| k.as_str().to_owned()), asked.clone())
        .join(JoinType::InnerJoin, Entity, Expr::col((Entity, Column::Key)).eq(text()))
        .and_where(SimpleExpr::SubQuery(None, Box::new(beyond.into())).is_null())
        .to_owned()
}

/// The first accounts of each key, however common it is.
pub(crate) async fn first_holders(work: &Work, keys: &[String], most: u64) -> Result<Vec<AccountId>> {
    let mut selects = keys.iter().map(|k| {
        let inner = Query::select()
            .column(Column::AccountId)
            .from(Entity)
            .and_where(Expr::col(Column::Key).eq(k.as_str()))
            .order_by(Column::AccountId, Order::Asc)
            .limit(most)
            .to_owned();
        Query::select().column(Column::AccountId).from_subquery(inner, Alias::new("some")).to_owned()
    });
    let Some(mut all) = selects.next() else { return Ok(Vec::new()) };
    for select in selects {
        all.union(UnionType::Distinct, select);
    }
    let doing = "reading account keys";
    let rows = work.conn().query_all(&all).await.broken(doing)?;
    rows.iter().map(|r| Ok(r.try_get::<Uuid>("", "account_id").broken(doing)?.into())).collect()
}
