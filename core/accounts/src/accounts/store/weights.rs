//! The learned weights of the duplicate engine, with their versions.

use base::{Error, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect, Set};
use sha2::{Digest as _, Sha256};
use work::Work;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account_weights")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i64,
    pub shipped: i64,
    pub pairs: i64,
    pub digest: String,
    pub weights: String,
    pub learned_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Learned weights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Weights {
    /// Their version, counted from 1.
    pub(crate) version: i64,
    /// The version of the shipped weights that they began from.
    pub(crate) shipped: u32,
    /// The weights as text.
    pub(crate) text: String,
    /// Which weights these are, whatever their version.
    pub(crate) digest: String,
    /// From how many pairs they were learned.
    pub(crate) pairs: usize,
}

/// What tells weights apart.
pub(crate) fn digest(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

/// The version and digest of the latest weights that began from these shipped ones.
pub(crate) async fn latest(work: &Work, shipped: u32) -> Result<Option<(i64, String)>> {
    let find = Entity::find().select_only().column(Column::Version).column(Column::Digest);
    let find = find.filter(Column::Shipped.eq(i64::from(shipped))).order_by_desc(Column::Version).limit(1);
    Ok(find.into_tuple::<(i64, String)>().one(&work.conn()).await.broken("asking which weights hold")?)
}

/// The highest version there is.
pub(crate) async fn highest(work: &Work) -> Result<Option<i64>> {
    let find = Entity::find().select_only().column(Column::Version).order_by_desc(Column::Version).limit(1);
    Ok(find.into_tuple::<i64>().one(&work.conn()).await.broken("asking for the version of the weights")?)
}

/// The weights of a version.
pub(crate) async fn text(work: &Work, version: i64) -> Result<String> {
    let found = Entity::find_by_id(version).one(&work.conn()).await.broken("reading weights")?;
    Ok(found.ok_or_else(Error::missing)?.weights)
}

/// Keeps weights; two who learned at once make one version.
pub(crate) async fn add(work: &Work, new: &Weights) -> Result<()> {
    let row = ActiveModel {
        version: Set(new.version),
        shipped: Set(i64::from(new.shipped)),
        pairs: Set(i64::try_from(new.pairs).unwrap_or(i64::MAX)),
        digest: Set(new.digest.clone()),
        weights: Set(new.text.clone()),
        learned_at: Set(work.now()),
    };
    let done = Entity::insert(row).exec_without_returning(&work.conn()).await;
    db::on_unique(done, "account_weights", "keeping learned weights", Error::stale)?;
    Ok(())
}
