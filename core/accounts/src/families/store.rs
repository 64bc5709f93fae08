//! All SQL of the families.

use base::{AccountId, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, ExprTrait as _, OnConflict, Query};
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};
use uuid::Uuid;
use work::Work;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account_parent")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account_id: Uuid,
    pub parent_id: Uuid,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Takes the turn to change families, until the end of the transaction.
///
/// Two changes that are fine each by itself could close a circle together, so they go one after the other.
pub(crate) async fn take_turn(work: &Work) -> Result<()> {
    let n = Alias::new("n");
    let next = Expr::col((Alias::new("account_parent_turn"), n.clone())).add(1);
    let take = Query::insert()
        .into_table(Alias::new("account_parent_turn"))
        .columns([Alias::new("id"), n.clone()])
        .values_panic([1_i64.into(), 1_i64.into()])
        .on_conflict(OnConflict::column(Alias::new("id")).value(n, next).to_owned())
        .to_owned();
    work.conn().execute(&take).await.broken("taking the turn to change a family")?;
    Ok(())
}

/// The parent of an account.
pub(crate) async fn parent(work: &Work, id: AccountId) -> Result<Option<AccountId>> {
    let found = Entity::find_by_id(id.uuid()).one(&work.conn()).await.broken("reading the parent of an account")?;
    Ok(found.map(|row| row.parent_id.into()))
}

/// The children of these accounts.
pub(crate) async fn children(work: &Work, ids: &[AccountId], limit: u64) -> Result<Vec<AccountId>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let find = Entity::find()
        .filter(Column::ParentId.is_in(ids.iter().map(|i| i.uuid())))
        .order_by_asc(Column::AccountId)
        .limit(limit)
        .all(&work.conn())
        .await;
    Ok(find.broken("reading the children of accounts")?.into_iter().map(|m| m.account_id.into()).collect())
}

/// Gives an account a parent, over the one it had; none takes it away.
pub(crate) async fn put(work: &Work, id: AccountId, parent: Option<AccountId>) -> Result<()> {
    let doing = "changing the parent of an account";
    let Some(parent) = parent else {
        Entity::delete_by_id(id.uuid()).exec(&work.conn()).await.broken(doing)?;
        return Ok(());
    };
    let row: ActiveModel = Model { account_id: id.uuid(), parent_id: parent.uuid() }.into();
    let again = OnConflict::column(Column::AccountId).update_column(Column::ParentId).to_owned();
    Entity::insert(row.reset_all()).on_conflict(again).exec_without_returning(&work.conn()).await.broken(doing)?;
    Ok(())
}
