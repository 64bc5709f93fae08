//! All SQL of the recovery codes.

use base::{Result, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use work::Work;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "recovery_code")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    pub hash: String,
    pub used_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Replaces a user's recovery codes.
pub(crate) async fn replace(work: &Work, user: UserId, hashes: Vec<String>) -> Result<()> {
    Entity::delete_many().filter(Column::UserId.eq(user.uuid())).exec(&work.conn()).await.broken("replacing recovery codes")?;
    if hashes.is_empty() {
        return Ok(());
    }
    let rows = hashes.into_iter().map(|hash| {
        let row: ActiveModel = Model { id: work.new_id(), user_id: user.uuid(), hash, used_at: None }.into();
        row.reset_all()
    });
    Entity::insert_many(rows).exec_without_returning(&work.conn()).await.broken("writing recovery codes")?;
    Ok(())
}

/// Uses a recovery code up; false when there is none such, or it was used before.
pub(crate) async fn use_up(work: &Work, user: UserId, hash: &str) -> Result<bool> {
    let update = Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(work.now()))
        .filter(Column::UserId.eq(user.uuid()))
        .filter(Column::Hash.eq(hash))
        .filter(Column::UsedAt.is_null());
    Ok(update.exec(&work.conn()).await.broken("using a recovery code")?.rows_affected > 0)
}

/// How many codes a user has left.
pub(crate) async fn count_left(work: &Work, user: UserId) -> Result<u64> {
    let find = Entity::find().filter(Column::UserId.eq(user.uuid())).filter(Column::UsedAt.is_null());
    Ok(find.count(&work.conn()).await.broken("counting recovery codes")?)
}
