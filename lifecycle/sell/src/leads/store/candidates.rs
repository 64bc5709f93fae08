//! Pictures of who could get a lead, each kept once for the many decisions that differ little from it.

use std::collections::HashMap;

use base::Result;
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect, Set};
use uuid::Uuid;
use work::Work;

use super::packed::Picture;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "lead_candidates")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub at: DateTimeUtc,
    pub candidates: Json,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Pictures by their ids.
pub(super) type Pictures = HashMap<Uuid, Picture>;

fn picture(m: Model) -> (Uuid, Picture) {
    let list = if let Json::Array(list) = m.candidates { list } else { Vec::new() };
    (m.id, list)
}

/// The latest picture.
pub(super) async fn latest(work: &Work) -> Result<Option<(Uuid, Picture)>> {
    let find = Entity::find().order_by_desc(Column::At).order_by_desc(Column::Id).limit(1);
    Ok(find.one(&work.conn()).await.broken("reading the candidates")?.map(picture))
}

/// These pictures.
pub(super) async fn pictures(work: &Work, ids: impl Iterator<Item = Uuid>) -> Result<Pictures> {
    let mut ids: Vec<Uuid> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(Pictures::new());
    }
    let find = Entity::find().filter(Column::Id.is_in(ids));
    Ok(find.all(&work.conn()).await.broken("reading candidates")?.into_iter().map(picture).collect())
}

/// Keeps a new picture.
pub(super) async fn add(work: &Work, candidates: &Picture) -> Result<Uuid> {
    let id = work.new_id::<base::EventId>().uuid();
    let row = ActiveModel { id: Set(id), at: Set(work.now()), candidates: Set(Json::Array(candidates.clone())) };
    Entity::insert(row).exec_without_returning(&work.conn()).await.broken("keeping the candidates")?;
    Ok(id)
}

/// How many pictures are kept.
#[cfg(test)]
pub(crate) async fn count(work: &Work) -> Result<u64> {
    use sea_orm::PaginatorTrait as _;
    Ok(Entity::find().count(&work.conn()).await.broken("counting pictures")?)
}
