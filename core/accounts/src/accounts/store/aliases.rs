//! Which accounts were merged into which: the row of an absorbed account stays, and its id leads to the survivor.

use std::collections::HashMap;

use base::{AccountId, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Expr, Query, SelectStatement};
use sea_orm::{QueryOrder, QuerySelect, Set};
use uuid::Uuid;
use work::Work;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account_alias")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub absorbed_id: Uuid,
    pub survivor_id: Uuid,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// All absorbed accounts, as a list is kept free of them.
pub(crate) fn all() -> SelectStatement {
    Query::select().column(Column::AbsorbedId).from(Entity).to_owned()
}

/// Into whom those of these accounts that were absorbed went.
pub(crate) async fn survivors(work: &Work, ids: &[AccountId]) -> Result<HashMap<AccountId, AccountId>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let find = Entity::find().filter(Column::AbsorbedId.is_in(ids.iter().map(|i| i.uuid())));
    let rows = find.all(&work.conn()).await.broken("reading into whom accounts were merged")?;
    Ok(rows.into_iter().map(|m| (m.absorbed_id.into(), m.survivor_id.into())).collect())
}

/// Which accounts went into these, each with the one that it went into.
pub(crate) async fn absorbed(work: &Work, ids: &[AccountId]) -> Result<Vec<(AccountId, AccountId)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let find = Entity::find().filter(Column::SurvivorId.is_in(ids.iter().map(|i| i.uuid()))).order_by_asc(Column::AbsorbedId);
    let rows = find.all(&work.conn()).await.broken("reading which accounts were merged")?;
    Ok(rows.into_iter().map(|m| (m.absorbed_id.into(), m.survivor_id.into())).collect())
}

/// Every absorbed account with the one that it went into, in the order of their ids.
pub(crate) async fn pairs(work: &Work) -> Result<Vec<(AccountId, AccountId)>> {
    let rows = Entity::find().order_by_asc(Column::AbsorbedId).all(&work.conn()).await.broken("reading which accounts were merged")?;
    Ok(rows.into_iter().map(|m| (m.absorbed_id.into(), m.survivor_id.into())).collect())
}

/// Lets an id lead to another account.
pub(crate) async fn add(work: &Work, absorbed: AccountId, survivor: AccountId) -> Result<()> {
    let row = ActiveModel { absorbed_id: Set(absorbed.uuid()), survivor_id: Set(survivor.uuid()) };
    let done = Entity::insert(row).exec_without_returning(&work.conn()).await;
    db::on_unique(done, "account_alias", "merging an account", base::Error::stale)?;
    Ok(())
}

/// Lets ids lead elsewhere from now on.
pub(crate) async fn turn(work: &Work, absorbed: &[AccountId], survivor: AccountId) -> Result<()> {
    if absorbed.is_empty() {
        return Ok(());
    }
    let all = Entity::update_many()
        .col_expr(Column::SurvivorId, Expr::val(survivor.uuid()))
        .filter(Column::AbsorbedId.is_in(absorbed.iter().map(|i| i.uuid())));
    all.exec(&work.conn()).await.broken("turning merged accounts")?;
    Ok(())
}

/// Lets an id stand for itself again.
pub(crate) async fn remove(work: &Work, absorbed: AccountId) -> Result<()> {
    Entity::delete_by_id(absorbed.uuid()).exec(&work.conn()).await.broken("un-merging an account")?;
    Ok(())
}

/// Keeps an account from being merged until the transaction ends; others may keep it too.
///
/// Where there is one writer at a time, as in SQLite, the row is only read.
pub(crate) async fn share(work: &Work, id: AccountId) -> Result<()> {
    let find = accounts().filter(super::Column::Id.eq(id.uuid())).lock_shared();
    find.into_tuple::<Uuid>().one(&work.conn()).await.broken("holding an account")?;
    Ok(())
}

/// Waits until nobody keeps these accounts from being merged, and keeps them.
pub(crate) async fn seize(work: &Work, ids: &[AccountId]) -> Result<()> {
    let find = accounts().filter(super::Column::Id.is_in(ids.iter().map(|i| i.uuid()))).order_by_asc(super::Column::Id).lock_exclusive();
    find.into_tuple::<Uuid>().all(&work.conn()).await.broken("taking accounts to merge them")?;
    Ok(())
}

fn accounts() -> sea_orm::Select<super::Entity> {
    super::Entity::find().select_only().column(super::Column::Id)
}
