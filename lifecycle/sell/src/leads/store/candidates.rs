//! Pictures of who could get a lead, each kept once for the many decisions that differ little from it.

use std::collections::HashMap;

use base::{Fault, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect, Set, TryGetableFromJson};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
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

/// What a picture shows, read without a detour.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
struct Shown<T>(T);

impl<T: DeserializeOwned> TryGetableFromJson for Shown<T> {}

/// The latest picture, to be compared with.
pub(crate) async fn latest<T: DeserializeOwned + Send>(work: &Work) -> Result<Option<(Uuid, T)>> {
    let find = Entity::find().select_only().columns([Column::Id, Column::Candidates]);
    // By the moment alone, as the index has it: of two of one moment either will do.
    let find = find.order_by_desc(Column::At).limit(1).into_tuple::<(Uuid, Shown<T>)>();
    Ok(find.one(&work.conn()).await.broken("reading the candidates")?.map(|(id, shown)| (id, shown.0)))
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
pub(crate) async fn add<T: Serialize + ?Sized>(work: &Work, candidates: &T) -> Result<Uuid> {
    let id = work.new_id::<base::EventId>().uuid();
    let json = serde_json::to_value(candidates).map_err(|e| Fault::new("writing the candidates", e))?;
    let row = ActiveModel { id: Set(id), at: Set(work.now()), candidates: Set(json) };
    Entity::insert(row).exec_without_returning(&work.conn()).await.broken("keeping the candidates")?;
    Ok(id)
}

/// How many pictures are kept.
#[cfg(test)]
pub(crate) async fn count(work: &Work) -> Result<u64> {
    use sea_orm::PaginatorTrait as _;
    Ok(Entity::find().count(&work.conn()).await.broken("counting pictures")?)
}
