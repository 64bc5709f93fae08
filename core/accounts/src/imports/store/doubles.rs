//! New accounts that may have been known before.

use base::{Fault, ImportId, Result};
use db::Broken;
use matching::Judgment;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use work::Work;

use crate::imports::model::Double;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account_import_double")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub import_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub row: i64,
    pub account_id: Uuid,
    pub other_id: Uuid,
    pub judgment: String,
    pub score: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Adds what a chunk of rows found.
pub(crate) async fn add(work: &Work, id: ImportId, doubles: &[Double]) -> Result<()> {
    if doubles.is_empty() {
        return Ok(());
    }
    let rows = doubles.iter().map(|d| {
        let row: ActiveModel = Model {
            import_id: id.uuid(),
            row: d.row,
            account_id: d.account.uuid(),
            other_id: d.other.uuid(),
            judgment: d.judgment.code().to_owned(),
            score: d.score,
        }
        .into();
        row.reset_all()
    });
    Entity::insert_many(rows).exec_without_returning(&work.conn()).await.broken("noting possible duplicates")?;
    Ok(())
}

/// Possible duplicates after a row, in order.
pub(crate) async fn after(work: &Work, id: ImportId, row: i64, limit: u64) -> Result<Vec<Double>> {
    let find = Entity::find().filter(Column::ImportId.eq(id.uuid())).filter(Column::Row.gt(row)).order_by_asc(Column::Row).limit(limit);
    find.all(&work.conn())
        .await
        .broken("reading possible duplicates")?
        .into_iter()
        .map(|m| {
            let judgment = [Judgment::Same, Judgment::Likely].into_iter().find(|j| j.code() == m.judgment);
            Ok(Double {
                row: m.row,
                account: m.account_id.into(),
                other: m.other_id.into(),
                judgment: judgment.ok_or_else(|| Fault::plain(format!("account_import_double.judgment is {:?}", m.judgment)))?,
                score: m.score,
            })
        })
        .collect()
}
