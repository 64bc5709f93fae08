//! All SQL of plans.

use base::{Error, Fault, PlanId, ProductId, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, Set};
use uuid::Uuid;
use work::Work;

use super::model::{Plan, PlanRate, PlanState};

mod plan_row {
    use sea_orm::entity::prelude::*;
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "incentive_plan")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub name: String,
        pub state: String,
        pub valid_from: Date,
        pub valid_until: Option<Date>,
        pub created_at: DateTimeUtc,
        pub version: i64,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

mod rate_row {
    use sea_orm::entity::prelude::*;
    #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
    #[sea_orm(table_name = "plan_rate")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub plan_id: Uuid,
        pub product_id: Option<Uuid>,
        pub min_rank: i64,
        pub rate: String,
    }
    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

fn rate(m: &rate_row::Model) -> Result<PlanRate> {
    let rate = m.rate.parse().map_err(|_| Fault::plain(format!("plan_rate.rate of {} is {:?}", m.id, m.rate)))?;
    Ok(PlanRate { product: m.product_id.map(ProductId::from), min_rank: m.min_rank, rate })
}

async fn with_rates(work: &Work, rows: Vec<plan_row::Model>) -> Result<Vec<Plan>> {
    let ids: Vec<Uuid> = rows.iter().map(|r| r.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let find = rate_row::Entity::find().filter(rate_row::Column::PlanId.is_in(ids)).order_by_asc(rate_row::Column::MinRank);
    let rates = find.all(&work.conn()).await.broken("reading rates")?;
    rows.into_iter()
        .map(|m| {
            let state =
                PlanState::from_code(&m.state).ok_or_else(|| Fault::plain(format!("incentive_plan.state of {} is {:?}", m.id, m.state)))?;
            let own: Result<Vec<PlanRate>> = rates.iter().filter(|r| r.plan_id == m.id).map(rate).collect();
            Ok(Plan {
                id: m.id.into(),
                name: m.name,
                state,
                valid_from: m.valid_from,
                valid_until: m.valid_until,
                version: m.version,
                rates: own?,
            })
        })
        .collect()
}

pub(crate) async fn list(work: &Work) -> Result<Vec<Plan>> {
    let find = plan_row::Entity::find().order_by_desc(plan_row::Column::ValidFrom).order_by_desc(plan_row::Column::Id);
    let rows = find.all(&work.conn()).await.broken("reading plans")?;
    with_rates(work, rows).await
}

pub(crate) async fn get(work: &Work, id: PlanId) -> Result<Plan> {
    let row = plan_row::Entity::find_by_id(id.uuid()).one(&work.conn()).await.broken("reading a plan")?;
    with_rates(work, row.into_iter().collect()).await?.pop().ok_or_else(Error::missing)
}

/// Makes other activations wait until this transaction is over, so that two drafts for the same days
/// cannot both find them free.
pub(crate) async fn lock(work: &Work) -> Result<()> {
    use plan_row::{Column, Entity};
    Entity::update_many().col_expr(Column::State, Expr::col(Column::State)).exec(&work.conn()).await.broken("locking plans")?;
    Ok(())
}

pub(crate) async fn add(work: &Work, plan: &Plan) -> Result<()> {
    let row = plan_row::ActiveModel {
        id: Set(plan.id.uuid()),
        name: Set(plan.name.clone()),
        state: Set(plan.state.code().to_owned()),
        valid_from: Set(plan.valid_from),
        valid_until: Set(plan.valid_until),
        created_at: Set(work.now()),
        version: Set(plan.version),
    };
    plan_row::Entity::insert(row).exec_without_returning(&work.conn()).await.broken("adding a plan")?;
    let rates = plan.rates.iter().map(|r| rate_row::ActiveModel {
        id: Set(work.new_id()),
        plan_id: Set(plan.id.uuid()),
        product_id: Set(r.product.map(Uuid::from)),
        min_rank: Set(r.min_rank),
        rate: Set(r.rate.to_string()),
    });
    rate_row::Entity::insert_many(rates).exec_without_returning(&work.conn()).await.broken("adding rates")?;
    Ok(())
}

pub(crate) async fn save(work: &Work, plan: &Plan) -> Result<Plan> {
    let done = plan_row::Entity::update_many()
        .col_expr(plan_row::Column::State, Expr::value(plan.state.code()))
        .col_expr(plan_row::Column::ValidUntil, Expr::value(plan.valid_until))
        .col_expr(plan_row::Column::Version, Expr::value(plan.version + 1))
        .filter(plan_row::Column::Id.eq(plan.id.uuid()))
        .filter(plan_row::Column::Version.eq(plan.version))
        .exec(&work.conn())
        .await
        .broken("saving a plan")?;
    if done.rows_affected == 1 { Ok(Plan { version: plan.version + 1, ..plan.clone() }) } else { Err(Error::stale()) }
}
