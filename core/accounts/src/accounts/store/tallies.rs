//! How many accounts have a word in their name, are in a country, belong to an industry.
//!
//! A single change does not touch a count that everybody shares: it leaves a note, and a job adds the
//! notes up. An import, of which few run at once, counts by itself.

use std::collections::BTreeMap;

use base::Result;
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, ExprTrait as _, OnConflict, Order, Query, SimpleExpr};
use sea_orm::{ConnectionTrait, QueryOrder, QuerySelect};
use uuid::Uuid;
use work::Work;

use crate::accounts::model::Tally;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account_tally")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub value: String,
    pub n: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A word of a name.
pub(crate) const WORD: &str = "w";
/// A country.
pub(crate) const COUNTRY: &str = "c";
/// An industry.
pub(crate) const INDUSTRY: &str = "i";
/// All accounts.
pub(crate) const ALL: &str = "n";

/// Changes of counts, by kind and value.
pub(crate) type Changes = BTreeMap<(&'static str, String), i64>;

/// Adds to counts at once, always in the same order so that two who do it do not wait for each other.
pub(crate) async fn add(work: &Work, changes: &Changes) -> Result<()> {
    let rows: Vec<(&str, &str, i64)> = changes.iter().filter(|c| *c.1 != 0).map(|((kind, value), n)| (*kind, value.as_str(), *n)).collect();
    upsert(work, &rows).await
}

async fn upsert(work: &Work, rows: &[(&str, &str, i64)]) -> Result<()> {
    let sum = Expr::col((Entity, Column::N)).add(Expr::col((Alias::new("excluded"), Column::N)));
    for chunk in rows.chunks(2000) {
        let mut insert = Query::insert();
        insert.into_table(Entity).columns([Column::Kind, Column::Value, Column::N]);
        for (kind, value, n) in chunk {
            insert.values_panic([SimpleExpr::from(*kind), SimpleExpr::from(*value), SimpleExpr::from(*n)]);
        }
        insert.on_conflict(OnConflict::columns([Column::Kind, Column::Value]).value(Column::N, sum.clone()).to_owned());
        work.conn().execute(&insert).await.broken("counting accounts")?;
    }
    Ok(())
}

/// Leaves notes about changes, to be added up later.
pub(crate) async fn note(work: &Work, changes: &Changes) -> Result<()> {
    let mut insert = Query::insert();
    insert.into_table(Alias::new("account_tally_due")).columns(["id", "kind", "value", "n"].map(Alias::new));
    let mut any = false;
    for ((kind, value), n) in changes.iter().filter(|c| *c.1 != 0) {
        let id: base::AuditId = work.new_id();
        insert.values_panic([SimpleExpr::from(id.uuid()), SimpleExpr::from(*kind), SimpleExpr::from(value.as_str()), SimpleExpr::from(*n)]);
        any = true;
    }
    if any {
        work.conn().execute(&insert).await.broken("noting a count")?;
    }
    Ok(())
}

/// Adds up to `limit` notes up; returns how many there were.
pub(crate) async fn add_up(work: &Work, limit: u64) -> Result<usize> {
    let doing = "adding up counts of accounts";
    let due = Alias::new("account_tally_due");
    let select = Query::select()
        .columns(["id", "kind", "value", "n"].map(Alias::new))
        .from(due.clone())
        .order_by(Alias::new("id"), Order::Asc)
        .limit(limit)
        .to_owned();
    let mut sums: BTreeMap<(String, String), i64> = BTreeMap::new();
    let mut ids: Vec<Uuid> = Vec::new();
    for row in work.conn().query_all(&select).await.broken(doing)? {
        ids.push(row.try_get("", "id").broken(doing)?);
        let key = (row.try_get("", "kind").broken(doing)?, row.try_get("", "value").broken(doing)?);
        *sums.entry(key).or_default() += row.try_get::<i64>("", "n").broken(doing)?;
    }
    if ids.is_empty() {
        return Ok(0);
    }
    let n = ids.len();
    let delete = Query::delete().from_table(due).and_where(Expr::col(Alias::new("id")).is_in(ids)).to_owned();
    let gone = work.conn().execute(&delete).await.broken(doing)?.rows_affected();
    if gone != u64::try_from(n).unwrap_or(u64::MAX) {
        // Another node added some of them up at the same moment.
        return Err(base::Fault::plain(doing).retryable().into());
    }
    let rows: Vec<(&str, &str, i64)> = sums.iter().filter(|s| *s.1 != 0).map(|((k, v), n)| (k.as_str(), v.as_str(), *n)).collect();
    upsert(work, &rows).await?;
    Ok(n)
}

/// How often these words are in names, and how many names there are.
pub(crate) async fn words(work: &Work, words: &[&str]) -> Result<(u32, Vec<(String, u32)>)> {
    let find = Entity::find()
        .filter(
            sea_orm::Condition::any()
                .add(Column::Kind.eq(WORD).and(Column::Value.is_in(words.iter().copied())))
                .add(Column::Kind.eq(ALL).and(Column::Value.eq(""))),
        )
        .all(&work.conn())
        .await
        .broken("reading counts of words")?;
    let mut names = 0;
    let mut out = Vec::with_capacity(find.len());
    for m in find {
        let n = u32::try_from(Ord::max(m.n, 0)).unwrap_or(u32::MAX);
        if m.kind == ALL { names = n } else { out.push((m.value, n)) }
    }
    Ok((names, out))
}

/// The values of a kind that occur, commonest first.
pub(crate) async fn values(work: &Work, kind: &str, limit: u64) -> Result<Vec<Tally>> {
    let find = Entity::find()
        .filter(Column::Kind.eq(kind))
        .filter(Column::N.gt(0))
        .order_by_desc(Column::N)
        .order_by_asc(Column::Value)
        .limit(limit);
    Ok(find.all(&work.conn()).await.broken("reading counts of accounts")?.into_iter().map(|m| Tally { value: m.value, n: m.n }).collect())
}
