//! All SQL of the mappings; lists and overlaps are in the files beside.

pub(crate) mod consents;
pub(crate) mod entries;
pub(crate) mod introductions;
pub(crate) mod keys;
pub(crate) mod lists;
pub(crate) mod overlaps;

use std::collections::BTreeMap;

use base::{AccountMapId, AccountMapListId, Error, Fault, Instant, Result};
use db::{Broken, on_unique};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Expr;
use sea_orm::{Condition, QueryOrder, QuerySelect, Set};
use uuid::Uuid;
use work::Work;

use super::model::{Map, Side};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account_map")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub one_side: Uuid,
    pub two_side: Option<Uuid>,
    pub pair: Option<String>,
    pub code_digest: Option<String>,
    pub begun_by: String,
    pub begun_at: DateTimeUtc,
    pub walked: Json,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// How far each list was compared, by its id.
pub(crate) type Walked = BTreeMap<AccountMapListId, i64>;

/// What tells a pair of sides from others, whoever proposed.
fn pair(one: Side, two: Side) -> String {
    format!("{} {}", one.min(two).uuid(), one.max(two).uuid())
}

/// Only those of which this side is one.
fn of_side(side: Side) -> Condition {
    Condition::any().add(Column::OneSide.eq(side.uuid())).add(Column::TwoSide.eq(side.uuid()))
}

async fn maps(work: &Work, rows: Vec<Model>) -> Result<Vec<Map>> {
    let ids: Vec<Uuid> = rows.iter().map(|m| m.id).collect();
    let mut consents = consents::of(work, &ids).await?;
    let map = |m: Model| {
        let (one, two) = (Side::of(m.one_side), m.two_side.map(Side::of));
        let mut take = |side: Option<Side>| consents.remove(&(m.id, side?.uuid()));
        Map { id: m.id.into(), one, two, begun_at: m.begun_at, consents: (take(Some(one)), take(two)) }
    };
    Ok(rows.into_iter().map(map).collect())
}

/// A mapping of this side; one of others looks missing.
pub(crate) async fn get(work: &Work, side: Side, id: AccountMapId) -> Result<Map> {
    let found = Entity::find_by_id(id.uuid()).filter(of_side(side)).one(&work.conn()).await.broken("reading a mapping")?;
    maps(work, found.into_iter().collect()).await?.pop().ok_or_else(Error::missing)
}

/// A mapping, for the machine.
pub(crate) async fn find(work: &Work, id: AccountMapId) -> Result<Option<(Map, Walked)>> {
    let found = Entity::find_by_id(id.uuid()).one(&work.conn()).await.broken("reading a mapping")?;
    let Some(row) = found else { return Ok(None) };
    let walked = serde_json::from_value(row.walked.clone()).map_err(|e| Fault::new("reading how far a mapping is", e))?;
    Ok(maps(work, vec![row]).await?.pop().map(|m| (m, walked)))
}

/// The mappings of a side, latest first.
pub(crate) async fn list(work: &Work, side: Side) -> Result<Vec<Map>> {
    let find = Entity::find().filter(of_side(side)).order_by_desc(Column::BegunAt).order_by_desc(Column::Id).limit(200);
    let rows = find.all(&work.conn()).await.broken("listing mappings")?;
    maps(work, rows).await
}

/// Adds a mapping; two sides have one at most.
pub(crate) async fn add(work: &Work, map: &Map, code_digest: Option<String>) -> Result<()> {
    let row = ActiveModel {
        id: Set(map.id.uuid()),
        one_side: Set(map.one.uuid()),
        two_side: Set(map.two.map(Side::uuid)),
        pair: Set(map.two.map(|two| pair(map.one, two))),
        code_digest: Set(code_digest),
        begun_by: Set(work.actor().name.clone()),
        begun_at: Set(map.begun_at),
        walked: Set(Json::Object(serde_json::Map::new())),
    };
    let done = Entity::insert(row).exec_without_returning(&work.conn()).await.map(|_| ());
    on_unique(done, "pair", "proposing a mapping", || base::refuse("mapping.exists", base::Kind::Conflict))
}

/// Lets a side take the open place of the mapping with a code; which one it is, if there is one.
pub(crate) async fn join(work: &Work, side: Side, code_digest: &str, since: Instant) -> Result<Option<AccountMapId>> {
    let waiting = Entity::find()
        .filter(Column::CodeDigest.eq(code_digest))
        .filter(Column::TwoSide.is_null())
        .filter(Column::OneSide.ne(side.uuid()))
        .filter(Column::BegunAt.gte(since));
    let Some(row) = waiting.one(&work.conn()).await.broken("looking for an invitation")? else { return Ok(None) };
    let change = ActiveModel {
        two_side: Set(Some(side.uuid())),
        pair: Set(Some(pair(Side::of(row.one_side), side))),
        code_digest: Set(None),
        ..Default::default()
    };
    let done = Entity::update_many().set(change).filter(Column::Id.eq(row.id)).filter(Column::TwoSide.is_null());
    let done = done.exec(&work.conn()).await;
    let done = on_unique(done, "pair", "joining a mapping", || base::refuse("mapping.exists", base::Kind::Conflict))?;
    Ok((done.rows_affected == 1).then(|| row.id.into()))
}

/// Notes how far a mapping was compared.
pub(crate) async fn set_walked(work: &Work, id: AccountMapId, walked: &Walked) -> Result<()> {
    let json = serde_json::to_value(walked).map_err(|e| Fault::new("writing how far a mapping is", e))?;
    let set = Entity::update_many().col_expr(Column::Walked, Expr::value(json)).filter(Column::Id.eq(id.uuid()));
    set.exec(&work.conn()).await.broken("noting how far a mapping is")?;
    Ok(())
}

/// Forgets everything that was found for a mapping.
pub(crate) async fn reset(work: &Work, id: AccountMapId) -> Result<()> {
    overlaps::clear(work, id).await?;
    set_walked(work, id, &Walked::new()).await
}
