//! The lists of the sides, and how often a side changed them.

use base::{AccountMapListId, Error, Fault, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, ExprTrait as _, OnConflict, Query};
use sea_orm::{ConnectionTrait, QueryOrder, Set};
use uuid::Uuid;
use work::Work;

use crate::mapping::model::{List, Population, Side};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account_map_list")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub side: Uuid,
    pub name: String,
    pub population: String,
    pub stage: Option<String>,
    pub n: i64,
    pub last_number: i64,
    pub changed_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn list(m: Model) -> Result<List> {
    let population = Population::from_code(&m.population);
    Ok(List {
        id: m.id.into(),
        side: Side::of(m.side),
        name: m.name,
        population: population.ok_or_else(|| Fault::plain(format!("account_map_list.population is {:?}", m.population)))?,
        stage: m.stage,
        n: m.n,
        last_number: m.last_number,
        changed_at: m.changed_at,
        version: m.version,
    })
}

fn row(l: &List) -> ActiveModel {
    ActiveModel {
        id: Set(l.id.uuid()),
        side: Set(l.side.uuid()),
        name: Set(l.name.clone()),
        population: Set(l.population.code().to_owned()),
        stage: Set(l.stage.clone()),
        n: Set(l.n),
        last_number: Set(l.last_number),
        changed_at: Set(l.changed_at),
        version: Set(l.version),
    }
}

/// The lists of a side, by name.
pub(crate) async fn of(work: &Work, side: Side) -> Result<Vec<List>> {
    let find = Entity::find().filter(Column::Side.eq(side.uuid())).order_by_asc(Column::Name).order_by_asc(Column::Id);
    find.all(&work.conn()).await.broken("listing lists")?.into_iter().map(list).collect()
}

/// A list of this side; one of others looks missing.
pub(crate) async fn get(work: &Work, side: Side, id: AccountMapListId) -> Result<List> {
    let find = Entity::find_by_id(id.uuid()).filter(Column::Side.eq(side.uuid()));
    find.one(&work.conn()).await.broken("reading a list")?.map(list).transpose()?.ok_or_else(Error::missing)
}

/// Lists of any side, for the machine and for consents in force.
pub(crate) async fn find_many(work: &Work, ids: &[AccountMapListId]) -> Result<Vec<List>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let find = Entity::find().filter(Column::Id.is_in(ids.iter().map(|i| i.uuid()))).order_by_asc(Column::Id);
    find.all(&work.conn()).await.broken("reading lists")?.into_iter().map(list).collect()
}

pub(crate) async fn add(work: &Work, l: &List) -> Result<()> {
    Entity::insert(row(l)).exec_without_returning(&work.conn()).await.broken("adding a list")?;
    Ok(())
}

/// Saves a list whose version is still the one before.
pub(crate) async fn save(work: &Work, l: &List) -> Result<()> {
    let done = Entity::update_many().set(row(l)).filter(Column::Id.eq(l.id.uuid())).filter(Column::Version.eq(l.version - 1));
    let done = done.exec(&work.conn()).await.broken("saving a list")?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Error::stale()) }
}

pub(crate) async fn remove(work: &Work, id: AccountMapListId) -> Result<()> {
    Entity::delete_by_id(id.uuid()).exec(&work.conn()).await.broken("removing a list")?;
    Ok(())
}

/// Counts a change of a side's lists; how many there were today, this one among them.
pub(crate) async fn count_change(work: &Work, side: Side) -> Result<i64> {
    let (table, n) = (Alias::new("account_map_change"), Alias::new("n"));
    let (whose, day) = (Alias::new("side"), Alias::new("day"));
    let today = work.now().date_naive();
    let next = Expr::col((table.clone(), n.clone())).add(1);
    let count = Query::insert()
        .into_table(table.clone())
        .columns([whose.clone(), day.clone(), n.clone()])
        .values_panic([side.uuid().into(), today.into(), 1_i64.into()])
        .on_conflict(OnConflict::columns([whose.clone(), day.clone()]).value(n.clone(), next).to_owned())
        .to_owned();
    let doing = "counting changes of lists";
    work.conn().execute(&count).await.broken(doing)?;
    let ask =
        Query::select().column(n).from(table).and_where(Expr::col(whose).eq(side.uuid())).and_where(Expr::col(day).eq(today)).to_owned();
    let row = work.conn().query_one(&ask).await.broken(doing)?.ok_or_else(Error::missing)?;
    Ok(row.try_get::<i64>("", "n").broken(doing)?)
}
