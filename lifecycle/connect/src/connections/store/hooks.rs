//! The addresses at which connections hear.

use base::{ConnectionId, Instant, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait as _, OnConflict};
use work::Work;

use super::super::model::Hook;
use super::own;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "crm_hook")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub connection_id: Uuid,
    pub secret: String,
    pub made_by: String,
    pub heard: i64,
    pub looked: i64,
    pub refused: i64,
    pub made_at: DateTimeUtc,
    pub heard_at: Option<DateTimeUtc>,
    pub refused_at: Option<DateTimeUtc>,
    pub told_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The hook of a connection, if it is open.
pub(crate) async fn find(work: &Work, connection: ConnectionId) -> Result<Option<Hook>> {
    let found = Entity::find_by_id(connection.uuid()).filter(own(work)).one(&work.conn()).await.broken("reading a hook")?;
    Ok(found.map(|m| Hook {
        connection,
        secret: m.secret,
        made_by: m.made_by,
        made_at: m.made_at,
        heard: m.heard,
        looked: m.looked,
        refused: m.refused,
        heard_at: m.heard_at,
        refused_at: m.refused_at,
    }))
}

/// Opens a hook, or gives the one that is open a new secret; what was counted stays.
pub(crate) async fn put(work: &Work, h: &Hook) -> Result<()> {
    let row: ActiveModel = Model {
        connection_id: h.connection.uuid(),
        secret: h.secret.clone(),
        made_by: h.made_by.clone(),
        heard: 0,
        looked: 0,
        refused: 0,
        made_at: h.made_at,
        heard_at: None,
        refused_at: None,
        told_at: None,
    }
    .into();
    let again = OnConflict::column(Column::ConnectionId).update_columns([Column::Secret, Column::MadeBy, Column::MadeAt]).to_owned();
    Entity::insert(row.reset_all()).on_conflict(again).exec_without_returning(&work.conn()).await.broken("writing a hook")?;
    Ok(())
}

/// Counts a message that was believed, and the records that are looked at because of it.
pub(crate) async fn note_heard(work: &Work, connection: ConnectionId, looked: i64) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Heard, Expr::col(Column::Heard).add(1))
        .col_expr(Column::Looked, Expr::col(Column::Looked).add(looked))
        .col_expr(Column::HeardAt, Expr::value(work.now()))
        .filter(Column::ConnectionId.eq(connection.uuid()))
        .exec(&work.conn())
        .await
        .broken("counting what a hook heard")?;
    Ok(())
}

/// Counts a message that was refused.
pub(crate) async fn note_refused(work: &Work, connection: ConnectionId) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Refused, Expr::col(Column::Refused).add(1))
        .col_expr(Column::RefusedAt, Expr::value(work.now()))
        .filter(Column::ConnectionId.eq(connection.uuid()))
        .exec(&work.conn())
        .await
        .broken("counting what a hook refused")?;
    Ok(())
}

/// Notes that refused messages were put on record; false when that was done since a moment.
pub(crate) async fn note_told(work: &Work, connection: ConnectionId, before: Instant) -> Result<bool> {
    let done = Entity::update_many()
        .col_expr(Column::ToldAt, Expr::value(work.now()))
        .filter(Column::ConnectionId.eq(connection.uuid()))
        .filter(Column::ToldAt.is_null().or(Column::ToldAt.lte(before)))
        .exec(&work.conn())
        .await
        .broken("noting what a hook refused")?;
    Ok(done.rows_affected == 1)
}

/// Closes a hook; false when none was open.
pub(crate) async fn remove(work: &Work, connection: ConnectionId) -> Result<bool> {
    let done = Entity::delete_by_id(connection.uuid()).filter(own(work)).exec(&work.conn()).await.broken("closing a hook")?;
    Ok(done.rows_affected == 1)
}
