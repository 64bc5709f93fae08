//! All SQL of programs, tiers and products.

use base::{Error, Fault, ProductId, ProgramId, Result, TierId};
use db::{Broken, on_unique};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Set};
use uuid::Uuid;
use work::Work;

use super::model::{PartnerType, Product, Program, Tier};

mod program_row {
    use sea_orm::entity::prelude::*;
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "program")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub name: String,
        pub purpose: String,
        pub kinds: String,
        pub is_default: bool,
        pub created_at: DateTimeUtc,
        pub version: i64,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

mod tier_row {
    use sea_orm::entity::prelude::*;
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "tier")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub program_id: Uuid,
        pub rank: i64,
        pub min_revenue_minor: i64,
        pub min_certified: i64,
        pub margin_points: i64,
        pub protection_days: i64,
        pub name: String,
        pub currency: String,
        pub benefits: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

mod product_row {
    use sea_orm::entity::prelude::*;
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "product")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub key: String,
        pub name: String,
        pub family: String,
        pub active: bool,
        pub position: i64,
        pub version: i64,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

fn program(m: program_row::Model) -> Result<Program> {
    let kind = |code| PartnerType::from_code(code).ok_or_else(|| Fault::plain(format!("program.kinds of {} is {:?}", m.id, m.kinds)));
    let kinds = m.kinds.split_whitespace().map(kind).collect::<Result<_, _>>()?;
    Ok(Program { id: m.id.into(), name: m.name, purpose: m.purpose, kinds, is_default: m.is_default, version: m.version })
}

fn kinds(p: &Program) -> String {
    p.kinds.iter().map(|k| k.code()).collect::<Vec<_>>().join(" ")
}

fn product_of(m: product_row::Model) -> Product {
    Product { id: m.id.into(), key: m.key, name: m.name, family: m.family, active: m.active, version: m.version }
}

fn tier_row(t: &Tier) -> tier_row::ActiveModel {
    tier_row::ActiveModel {
        id: Set(t.id.uuid()),
        program_id: Set(t.program.uuid()),
        rank: Set(t.rank),
        min_revenue_minor: Set(t.min_revenue_minor),
        min_certified: Set(t.min_certified),
        margin_points: Set(t.margin_points),
        protection_days: Set(t.protection_days),
        name: Set(t.name.clone()),
        currency: Set(t.currency.code().to_owned()),
        benefits: Set(t.benefits.clone()),
    }
}

fn tier(m: tier_row::Model) -> Result<Tier> {
    let currency = m.currency.parse().map_err(|_| Fault::plain(format!("tier.currency of {} is {:?}", m.id, m.currency)))?;
    Ok(Tier {
        id: m.id.into(),
        program: m.program_id.into(),
        rank: m.rank,
        name: m.name,
        min_revenue_minor: m.min_revenue_minor,
        currency,
        min_certified: m.min_certified,
        margin_points: m.margin_points,
        protection_days: m.protection_days,
        benefits: m.benefits,
    })
}

pub(crate) async fn default_program(work: &Work) -> Result<Option<Program>> {
    let find = program_row::Entity::find().filter(program_row::Column::IsDefault.eq(true)).order_by_asc(program_row::Column::CreatedAt);
    find.one(&work.conn()).await.broken("reading the program")?.map(program).transpose()
}

pub(crate) async fn tiers(work: &Work, id: ProgramId) -> Result<Vec<Tier>> {
    let find = tier_row::Entity::find().filter(tier_row::Column::ProgramId.eq(id.uuid())).order_by_asc(tier_row::Column::Rank);
    find.all(&work.conn()).await.broken("reading tiers")?.into_iter().map(tier).collect()
}

pub(crate) async fn program_and_tier(
    work: &Work,
    program_id: Option<ProgramId>,
    tier_id: Option<TierId>,
) -> Result<(Option<Program>, Option<Tier>)> {
    let found = match program_id {
        Some(id) => {
            program_row::Entity::find_by_id(id.uuid()).one(&work.conn()).await.broken("reading a program")?.map(program).transpose()?
        }
        None => None,
    };
    let level = match tier_id {
        Some(id) => tier_row::Entity::find_by_id(id.uuid()).one(&work.conn()).await.broken("reading a tier")?.map(tier).transpose()?,
        None => None,
    };
    Ok((found, level))
}

pub(crate) async fn add_program(work: &Work, p: &Program, levels: &[Tier]) -> Result<()> {
    let row = program_row::ActiveModel {
        id: Set(p.id.uuid()),
        name: Set(p.name.clone()),
        purpose: Set(p.purpose.clone()),
        kinds: Set(kinds(p)),
        is_default: Set(p.is_default),
        created_at: Set(work.now()),
        version: Set(p.version),
    };
    program_row::Entity::insert(row).exec_without_returning(&work.conn()).await.broken("opening a program")?;
    add_tiers(work, levels).await
}

async fn add_tiers(work: &Work, levels: &[Tier]) -> Result<()> {
    if !levels.is_empty() {
        tier_row::Entity::insert_many(levels.iter().map(tier_row)).exec_without_returning(&work.conn()).await.broken("adding tiers")?;
    }
    Ok(())
}

/// Saves a program whose version is still the one that was read, and returns it with the next.
pub(crate) async fn save_program(work: &Work, p: &Program) -> Result<Program> {
    use program_row::Column;
    let done = program_row::Entity::update_many()
        .col_expr(Column::Name, Expr::value(p.name.as_str()))
        .col_expr(Column::Purpose, Expr::value(p.purpose.as_str()))
        .col_expr(Column::Kinds, Expr::value(kinds(p)))
        .col_expr(Column::Version, Expr::value(p.version + 1))
        .filter(Column::Id.eq(p.id.uuid()))
        .filter(Column::Version.eq(p.version))
        .exec(&work.conn())
        .await
        .broken("saving a program")?;
    if done.rows_affected == 1 { Ok(Program { version: p.version + 1, ..p.clone() }) } else { Err(Error::stale()) }
}

/// Saves the tiers of a program, of which the first `there` are in the table; the program's version was
/// checked before.
pub(crate) async fn save_tiers(work: &Work, levels: &[Tier], there: usize) -> Result<()> {
    let (known, new) = levels.split_at(there.min(levels.len()));
    for t in known {
        let saved = tier_row::Entity::update_many().set(tier_row(t)).filter(tier_row::Column::Id.eq(t.id.uuid()));
        saved.exec(&work.conn()).await.broken("saving a tier")?;
    }
    add_tiers(work, new).await
}

pub(crate) async fn products(work: &Work) -> Result<Vec<Product>> {
    let find = product_row::Entity::find().order_by_asc(product_row::Column::Position).order_by_asc(product_row::Column::Key);
    let rows = find.all(&work.conn()).await.broken("reading products")?;
    Ok(rows.into_iter().map(product_of).collect())
}

pub(crate) async fn product(work: &Work, id: ProductId) -> Result<Product> {
    let find = product_row::Entity::find_by_id(id.uuid()).one(&work.conn()).await;
    find.broken("reading a product")?.map(product_of).ok_or_else(Error::missing)
}

pub(crate) async fn save_product(work: &Work, p: &Product) -> Result<Product> {
    use product_row::Column;
    let done = product_row::Entity::update_many()
        .col_expr(Column::Name, Expr::value(p.name.as_str()))
        .col_expr(Column::Family, Expr::value(p.family.as_str()))
        .col_expr(Column::Active, Expr::value(p.active))
        .col_expr(Column::Version, Expr::value(p.version + 1))
        .filter(Column::Id.eq(p.id.uuid()))
        .filter(Column::Version.eq(p.version))
        .exec(&work.conn())
        .await
        .broken("saving a product")?;
    if done.rows_affected == 1 { Ok(Product { version: p.version + 1, ..p.clone() }) } else { Err(Error::stale()) }
}

pub(crate) async fn add_product(work: &Work, p: &Product, position: i64) -> Result<()> {
    let row = product_row::ActiveModel {
        id: Set(Uuid::from(p.id)),
        key: Set(p.key.clone()),
        name: Set(p.name.clone()),
        family: Set(p.family.clone()),
        active: Set(p.active),
        position: Set(position),
        version: Set(p.version),
    };
    let insert = product_row::Entity::insert(row).exec_without_returning(&work.conn()).await.map(|_| ());
    on_unique(insert, "key", "adding a product", || base::refuse("product.key_taken", base::Kind::Conflict))
}
