//! The rows that could not be read.

use base::{Fault, ImportId, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use serde_json::json;
use work::Work;

use crate::imports::model::{Problem, Rejection};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account_import_reject")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub import_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub row: i64,
    pub problems: Json,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn to_json(p: &Problem) -> Json {
    let args: serde_json::Map<String, Json> = p.args.iter().map(|(k, v)| (k.clone(), Json::from(v.as_str()))).collect();
    json!({ "column": p.column, "code": p.code, "args": args, "value": p.value })
}

fn problem(json: &Json) -> Option<Problem> {
    let text = |name: &str| json.get(name).and_then(Json::as_str).map(str::to_owned);
    let args = json.get("args")?.as_object()?.iter().map(|(k, v)| (k.clone(), v.as_str().unwrap_or_default().to_owned())).collect();
    Some(Problem { column: text("column")?, code: text("code")?, args, value: text("value")? })
}

/// Adds rows that could not be read.
pub(crate) async fn add(work: &Work, id: ImportId, rejections: &[Rejection]) -> Result<()> {
    if rejections.is_empty() {
        return Ok(());
    }
    let rows = rejections.iter().map(|r| {
        let row: ActiveModel =
            Model { import_id: id.uuid(), row: r.row, problems: Json::from(r.problems.iter().map(to_json).collect::<Vec<_>>()) }.into();
        row.reset_all()
    });
    Entity::insert_many(rows).exec_without_returning(&work.conn()).await.broken("noting rejected rows")?;
    Ok(())
}

/// Forgets all, before the file is read again.
pub(crate) async fn clear(work: &Work, id: ImportId) -> Result<()> {
    Entity::delete_many().filter(Column::ImportId.eq(id.uuid())).exec(&work.conn()).await.broken("forgetting rejected rows")?;
    Ok(())
}

/// Rejected rows after a row, in order.
pub(crate) async fn after(work: &Work, id: ImportId, row: i64, limit: u64) -> Result<Vec<Rejection>> {
    let find = Entity::find().filter(Column::ImportId.eq(id.uuid())).filter(Column::Row.gt(row)).order_by_asc(Column::Row).limit(limit);
    find.all(&work.conn())
        .await
        .broken("reading rejected rows")?
        .into_iter()
        .map(|m| {
            let problems: Option<Vec<Problem>> = m.problems.as_array().into_iter().flatten().map(problem).collect();
            let problems = problems.ok_or_else(|| Fault::plain(format!("account_import_reject.problems of {id} row {}", m.row)))?;
            Ok(Rejection { row: m.row, problems })
        })
        .collect()
}
