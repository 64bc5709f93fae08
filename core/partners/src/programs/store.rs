//! All SQL of programs, tiers and products.

use base::{Fault, ProgramId, Result, TierId};
use db::{Broken, on_unique};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Set};
use uuid::Uuid;
use work::Work;

use super::model::{Product, Program, Tier};

mod program_row {
    use sea_orm::entity::prelude::*;
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "program")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub name: String,
        pub purpose: String,
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
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

fn program(m: program_row::Model) -> Program {
    Program { id: m.id.into(), name: m.name, purpose: m.purpose, is_default: m.is_default, version: m.version }
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
    Ok(find.one(&work.conn()).await.broken("reading the program")?.map(program))
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
        Some(id) => program_row::Entity::find_by_id(id.uuid()).one(&work.conn()).await.broken("reading a program")?.map(program),
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
        is_default: Set(p.is_default),
        created_at: Set(work.now()),
        version: Set(p.version),
    };
    program_row::Entity::insert(row).exec_without_returning(&work.conn()).await.broken("opening a program")?;
    let rows = levels.iter().map(|t| tier_row::ActiveModel {
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
    });
    tier_row::Entity::insert_many(rows).exec_without_returning(&work.conn()).await.broken("adding tiers")?;
    Ok(())
}

pub(crate) async fn products(work: &Work) -> Result<Vec<Product>> {
    let find = product_row::Entity::find().order_by_asc(product_row::Column::Position).order_by_asc(product_row::Column::Key);
    let rows = find.all(&work.conn()).await.broken("reading products")?;
    Ok(rows.into_iter().map(|m| Product { id: m.id.into(), key: m.key, name: m.name, family: m.family, active: m.active }).collect())
}

pub(crate) async fn add_product(work: &Work, p: &Product, position: i64) -> Result<()> {
    let row = product_row::ActiveModel {
        id: Set(Uuid::from(p.id)),
        key: Set(p.key.clone()),
        name: Set(p.name.clone()),
        family: Set(p.family.clone()),
        active: Set(p.active),
        position: Set(position),
    };
    let insert = product_row::Entity::insert(row).exec_without_returning(&work.conn()).await.map(|_| ());
    on_unique(insert, "key", "adding a product", || base::refuse("product.key_taken", base::Kind::Conflict))
}
