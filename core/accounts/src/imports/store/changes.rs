//! What an import did to accounts, so that it can be taken back.

use base::{AccountId, ImportId, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use work::Work;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account_import_change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub import_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub row: i64,
    pub account_id: Uuid,
    pub is_new: bool,
    pub before: Json,
    pub after: Json,
    pub outcome: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// One thing that an import did.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Change {
    /// The row that did it.
    pub(crate) row: i64,
    /// To which account.
    pub(crate) account: AccountId,
    /// Whether it made the account.
    pub(crate) is_new: bool,
    /// The changed fields as they were; nothing for a new account.
    pub(crate) before: Json,
    /// The changed fields as they are; all known fields of a new account.
    pub(crate) after: Json,
}

/// Adds what a chunk of rows did.
pub(crate) async fn add(work: &Work, id: ImportId, changes: &[Change]) -> Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    let rows = changes.iter().map(|c| {
        let row: ActiveModel = Model {
            import_id: id.uuid(),
            row: c.row,
            account_id: c.account.uuid(),
            is_new: c.is_new,
            before: c.before.clone(),
            after: c.after.clone(),
            outcome: None,
        }
        .into();
        row.reset_all()
    });
    Entity::insert_many(rows).exec_without_returning(&work.conn()).await.broken("noting what an import did")?;
    Ok(())
}

/// What is still to be taken back, last first.
pub(crate) async fn open(work: &Work, id: ImportId, limit: u64) -> Result<Vec<Change>> {
    let find =
        Entity::find().filter(Column::ImportId.eq(id.uuid())).filter(Column::Outcome.is_null()).order_by_desc(Column::Row).limit(limit);
    let rows = find.all(&work.conn()).await.broken("reading what an import did")?;
    Ok(rows
        .into_iter()
        .map(|m| Change { row: m.row, account: m.account_id.into(), is_new: m.is_new, before: m.before, after: m.after })
        .collect())
}

/// Notes what became of changes that were to be taken back.
pub(crate) async fn settle(work: &Work, id: ImportId, rows: &[i64], outcome: &'static str) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    Entity::update_many()
        .col_expr(Column::Outcome, Expr::value(outcome))
        .filter(Column::ImportId.eq(id.uuid()))
        .filter(Column::Row.is_in(rows.iter().copied()))
        .exec(&work.conn())
        .await
        .broken("noting what became of a change")?;
    Ok(())
}

/// The accounts that an undo left as they were, in order of rows.
pub(crate) async fn kept(work: &Work, id: ImportId, limit: u64) -> Result<Vec<(i64, AccountId)>> {
    let find =
        Entity::find().filter(Column::ImportId.eq(id.uuid())).filter(Column::Outcome.eq("kept")).order_by_asc(Column::Row).limit(limit);
    let rows = find.all(&work.conn()).await.broken("reading what an undo left")?;
    Ok(rows.into_iter().map(|m| (m.row, m.account_id.into())).collect())
}
