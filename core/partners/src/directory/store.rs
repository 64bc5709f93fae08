//! All SQL of the directory.

use std::collections::HashMap;

use base::{Cursor, Error, Fault, Page, PageRequest, PartnerId, ProgramId, Result, TierId, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect, Set};
use uuid::Uuid;
use work::{Scope, Work};

use super::model::{Filter, Lifecycle, Partner, PartnerType};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "partner")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    pub name_fold: String,
    pub kind: String,
    pub country: String,
    pub city: String,
    pub website: String,
    pub locale: String,
    pub currency: String,
    pub state: String,
    pub manager_id: Option<Uuid>,
    pub parent_id: Option<Uuid>,
    pub tier_id: Option<Uuid>,
    pub program_id: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub activated_at: Option<DateTimeUtc>,
    pub moved_at: Option<DateTimeUtc>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Folds a name for search and order, the same on both databases.
pub(crate) fn fold(name: &str) -> String {
    matching::fold(name)
}

fn partner(m: Model) -> Result<Partner> {
    let bad = |column: &str, value: &str| Fault::plain(format!("partner.{column} of {} is {value:?}", m.id));
    Ok(Partner {
        kind: PartnerType::from_code(&m.kind).ok_or_else(|| bad("kind", &m.kind))?,
        state: Lifecycle::from_code(&m.state).ok_or_else(|| bad("state", &m.state))?,
        currency: m.currency.parse().map_err(|_| bad("currency", &m.currency))?,
        id: m.id.into(),
        name: m.name,
        country: m.country,
        city: m.city,
        website: m.website,
        manager: m.manager_id.map(UserId::from),
        parent: m.parent_id.map(PartnerId::from),
        program: m.program_id.map(ProgramId::from),
        tier: m.tier_id.map(TierId::from),
        locale: m.locale,
        created_at: m.created_at,
        activated_at: m.activated_at,
        moved_at: m.moved_at,
        version: m.version,
    })
}

fn row(p: &Partner) -> ActiveModel {
    ActiveModel {
        id: Set(p.id.uuid()),
        name_fold: Set(fold(&p.name)),
        name: Set(p.name.clone()),
        kind: Set(p.kind.code().to_owned()),
        country: Set(p.country.clone()),
        city: Set(p.city.clone()),
        website: Set(p.website.clone()),
        locale: Set(p.locale.clone()),
        currency: Set(p.currency.code().to_owned()),
        state: Set(p.state.code().to_owned()),
        manager_id: Set(p.manager.map(Uuid::from)),
        parent_id: Set(p.parent.map(Uuid::from)),
        tier_id: Set(p.tier.map(Uuid::from)),
        program_id: Set(p.program.map(Uuid::from)),
        created_at: Set(p.created_at),
        activated_at: Set(p.activated_at),
        moved_at: Set(p.moved_at),
        version: Set(p.version),
    }
}

fn scoped(work: &Work) -> Condition {
    match work.scope() {
        Scope::All => Condition::all(),
        Scope::Partners(ids) => Condition::all().add(Column::Id.is_in(ids.into_iter().map(Uuid::from))),
        Scope::Nothing => Condition::all().add(Column::Id.is_null()),
    }
}

pub(crate) async fn get(work: &Work, id: PartnerId) -> Result<Partner> {
    let find = Entity::find_by_id(id.uuid()).filter(scoped(work)).one(&work.conn()).await;
    find.broken("reading a partner")?.map(partner).transpose()?.ok_or_else(Error::missing)
}

pub(crate) async fn find(work: &Work, id: PartnerId) -> Result<Option<Partner>> {
    Entity::find_by_id(id.uuid()).one(&work.conn()).await.broken("reading a partner")?.map(partner).transpose()
}

pub(crate) async fn add(work: &Work, p: &Partner) -> Result<()> {
    Entity::insert(row(p)).exec_without_returning(&work.conn()).await.broken("adding a partner")?;
    Ok(())
}

/// Makes others who wait for this partner's turn wait until this transaction is over.
pub(crate) async fn wait_turn(work: &Work, id: PartnerId) -> Result<()> {
    let hold = Entity::update_many().col_expr(Column::Version, Expr::col(Column::Version)).filter(Column::Id.eq(id.uuid()));
    hold.exec(&work.conn()).await.broken("waiting for a partner's turn")?;
    Ok(())
}

/// Saves a partner whose version is still the one that was read, and returns it with the next.
pub(crate) async fn save(work: &Work, p: &Partner) -> Result<Partner> {
    let saved = Partner { version: p.version + 1, ..p.clone() };
    let done = Entity::update_many()
        .set(row(&saved))
        .filter(Column::Id.eq(p.id.uuid()))
        .filter(Column::Version.eq(p.version))
        .exec(&work.conn())
        .await
        .broken("saving a partner")?;
    if done.rows_affected == 1 { Ok(saved) } else { Err(Error::stale()) }
}

pub(crate) async fn list(work: &Work, filter: &Filter, page: &PageRequest) -> Result<Page<Partner>> {
    let mut all = scoped(work);
    if let Some(state) = filter.state {
        all = all.add(Column::State.eq(state.code()));
    }
    if let Some(kind) = filter.kind {
        all = all.add(Column::Kind.eq(kind.code()));
    }
    if let Some(manager) = filter.manager {
        all = all.add(Column::ManagerId.eq(manager.uuid()));
    }
    if let Some(ids) = &filter.ids {
        all = all.add(Column::Id.is_in(ids.iter().map(|i| i.uuid())));
    }
    let q = fold(&base::one_line(&filter.q));
    if !q.is_empty() {
        all = all.add(db::holds(Column::NameFold.into_expr(), &q));
    }
    if let Some(after) = &page.after {
        all = all.add(
            Condition::any()
                .add(Column::NameFold.gt(after.key.as_str()))
                .add(Condition::all().add(Column::NameFold.eq(after.key.as_str())).add(Column::Id.gt(after.id))),
        );
    }
    let find = Entity::find().filter(all).order_by_asc(Column::NameFold).order_by_asc(Column::Id).limit(page.limit + 1);
    let rows: Result<Vec<Partner>> = find.all(&work.conn()).await.broken("reading partners")?.into_iter().map(partner).collect();
    Ok(Page::from_rows(rows?, page.limit, |p| Cursor::text(fold(&p.name), p.id)))
}

pub(crate) async fn names(work: &Work, ids: &[PartnerId]) -> Result<HashMap<PartnerId, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(Uuid, String)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Name])
        .filter(scoped(work))
        .filter(Column::Id.is_in(ids.iter().map(|i| i.uuid())))
        .into_tuple()
        .all(&work.conn())
        .await
        .broken("reading partners' names")?;
    Ok(rows.into_iter().map(|(id, name)| (id.into(), name)).collect())
}

/// How many partners each manager looks after, of those that are not gone.
pub(crate) async fn loads(work: &Work) -> Result<HashMap<UserId, i64>> {
    let rows: Vec<(Uuid, i64)> = Entity::find()
        .select_only()
        .column(Column::ManagerId)
        .column_as(Column::Id.count(), "n")
        .filter(Column::ManagerId.is_not_null())
        .filter(Column::State.is_not_in(["former", "rejected"]))
        .group_by(Column::ManagerId)
        .into_tuple()
        .all(&work.conn())
        .await
        .broken("counting partners by manager")?;
    Ok(rows.into_iter().map(|(id, n)| (id.into(), n)).collect())
}

/// How many partners are in each state.
pub(crate) async fn counts(work: &Work) -> Result<HashMap<String, i64>> {
    let rows: Vec<(String, i64)> = Entity::find()
        .select_only()
        .column(Column::State)
        .column_as(Column::Id.count(), "n")
        .filter(scoped(work))
        .group_by(Column::State)
        .into_tuple()
        .all(&work.conn())
        .await
        .broken("counting partners")?;
    Ok(rows.into_iter().collect())
}
