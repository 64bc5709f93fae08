//! The consents of the sides, every version.

use std::collections::HashMap;

use base::{AccountMapId, AccountMapListId, Error, Fault, Result};
use db::{Broken, on_unique};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect, Set};
use uuid::Uuid;
use work::Work;

use crate::mapping::model::{Consent, Level, Side, Terms};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account_map_consent")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub map_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub side: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i64,
    pub level: String,
    pub lists: Json,
    pub given_by: String,
    pub given_at: DateTimeUtc,
    pub ended_by: Option<String>,
    pub ended_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// The consents in force of these mappings, by mapping and side.
pub(crate) async fn of(work: &Work, maps: &[Uuid]) -> Result<HashMap<(Uuid, Uuid), Consent>> {
    if maps.is_empty() {
        return Ok(HashMap::new());
    }
    let find = Entity::find().filter(Column::MapId.is_in(maps.iter().copied())).filter(Column::EndedAt.is_null());
    let mut out = HashMap::new();
    for m in find.all(&work.conn()).await.broken("reading consents")? {
        let level = Level::from_code(&m.level).ok_or_else(|| Fault::plain(format!("account_map_consent.level is {:?}", m.level)))?;
        let lists: Vec<AccountMapListId> = serde_json::from_value(m.lists).map_err(|e| Fault::new("reading a consent", e))?;
        let consent = Consent { terms: Terms { level, lists }, version: m.version, by: m.given_by, at: m.given_at };
        out.insert((m.map_id, m.side), consent);
    }
    Ok(out)
}

/// Puts a consent in force, as the next version of its side; the one before must have ended.
pub(crate) async fn give(work: &Work, map: AccountMapId, side: Side, terms: &Terms) -> Result<i64> {
    let last =
        Entity::find().select_only().column(Column::Version).filter(Column::MapId.eq(map.uuid())).filter(Column::Side.eq(side.uuid()));
    let last = last.order_by_desc(Column::Version).limit(1).into_tuple::<i64>().one(&work.conn()).await;
    let version = last.broken("reading the version of a consent")?.unwrap_or(0) + 1;
    let row = ActiveModel {
        map_id: Set(map.uuid()),
        side: Set(side.uuid()),
        version: Set(version),
        level: Set(terms.level.code().to_owned()),
        lists: Set(serde_json::to_value(&terms.lists).map_err(|e| Fault::new("writing a consent", e))?),
        given_by: Set(work.actor().name.clone()),
        given_at: Set(work.now()),
        ended_by: Set(None),
        ended_at: Set(None),
    };
    let done = Entity::insert(row).exec_without_returning(&work.conn()).await.map(|_| ());
    on_unique(done, "account_map_consent", "giving consent", Error::stale)?;
    Ok(version)
}

/// Ends the consent in force; whether there was one.
pub(crate) async fn end(work: &Work, map: AccountMapId, side: Side) -> Result<bool> {
    let change = ActiveModel { ended_by: Set(Some(work.actor().name.clone())), ended_at: Set(Some(work.now())), ..Default::default() };
    let done = Entity::update_many()
        .set(change)
        .filter(Column::MapId.eq(map.uuid()))
        .filter(Column::Side.eq(side.uuid()))
        .filter(Column::EndedAt.is_null())
        .exec(&work.conn())
        .await
        .broken("ending a consent")?;
    Ok(done.rows_affected > 0)
}
