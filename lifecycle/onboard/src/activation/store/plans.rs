//! Plans as rows, and plans with their steps.

use base::{ActivationPlanId, Cursor, Error, Fault, Instant, Page, PageRequest, PartnerId, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait as _, LockType};
use sea_orm::{Condition, QueryOrder, QuerySelect};
use work::{Scope, Work};

use super::steps;
use super::templates::WordsRow;
use crate::activation::model::{Filter, Plan, PlanState, Whole};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "activation_plan")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub partner_id: Uuid,
    pub template_id: Uuid,
    pub key: String,
    pub origin: String,
    pub no: i64,
    pub title: Json,
    pub state: String,
    pub created_at: DateTimeUtc,
    pub started_at: Option<DateTimeUtc>,
    pub ended_at: Option<DateTimeUtc>,
    pub reason: Option<String>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn row(p: &Plan) -> Result<ActiveModel, Fault> {
    let (ended_at, reason) = match p.state() {
        PlanState::Prepared | PlanState::Running { .. } => (None, None),
        PlanState::Completed { at, .. } => (Some(*at), None),
        PlanState::Ended { at, reason, .. } => (Some(*at), Some(reason.clone())),
    };
    Ok(Model {
        id: p.id.uuid(),
        partner_id: p.partner.uuid(),
        template_id: p.template,
        key: p.key.clone(),
        origin: p.origin.clone(),
        no: p.no,
        title: serde_json::to_value(WordsRow::from(&p.title)).map_err(|e| Fault::new("writing activation_plan.title", e))?,
        state: p.state().name().to_owned(),
        created_at: p.created_at,
        started_at: p.state().since(),
        ended_at,
        reason,
        version: p.version,
    }
    .into())
}

fn plan(m: Model) -> Result<Plan> {
    let broken = |column: &str| Fault::plain(format!("activation_plan {} has no {column} in state {}", m.id, m.state));
    let since = || m.started_at.ok_or_else(|| broken("started_at"));
    let at = || m.ended_at.ok_or_else(|| broken("ended_at"));
    let state = match m.state.as_str() {
        "prepared" => PlanState::Prepared,
        "running" => PlanState::Running { since: since()? },
        "completed" => PlanState::Completed { since: since()?, at: at()? },
        "ended" => PlanState::Ended { since: m.started_at, at: at()?, reason: m.reason.clone().ok_or_else(|| broken("reason"))? },
        _ => return Err(broken("state").into()),
    };
    let title: WordsRow =
        serde_json::from_value(m.title).map_err(|e| Fault::new(format!("reading activation_plan.title of {}", m.id), e))?;
    Ok(Plan {
        id: m.id.into(),
        partner: m.partner_id.into(),
        template: m.template_id,
        key: m.key,
        no: m.no,
        title: title.into(),
        origin: m.origin,
        created_at: m.created_at,
        version: m.version,
        state,
    })
}

fn scoped(work: &Work) -> Select<Entity> {
    match work.scope() {
        Scope::All => Entity::find(),
        Scope::Partners(own) => Entity::find().filter(Column::PartnerId.is_in(own.into_iter().map(PartnerId::uuid))),
        Scope::Nothing => Entity::find().filter(Expr::value(1).eq(0)),
    }
}

/// Writes a plan with its steps.
pub(in crate::activation) async fn add(work: &Work, whole: &Whole) -> Result<()> {
    Entity::insert(row(&whole.plan)?.reset_all()).exec_without_returning(&work.conn()).await.broken("writing an activation plan")?;
    steps::add(work, &whole.steps).await
}

async fn with_steps(work: &Work, plan: Plan) -> Result<Whole> {
    let mut steps = steps::of_plans(work, &[plan.id]).await?;
    Ok(Whole { steps: steps.remove(&plan.id).unwrap_or_default(), plan })
}

/// One plan; out of scope looks missing.
async fn get(work: &Work, id: ActivationPlanId) -> Result<Plan> {
    let found = scoped(work).filter(Column::Id.eq(id.uuid())).one(&work.conn()).await.broken("reading an activation plan")?;
    plan(found.ok_or_else(Error::missing)?)
}

/// A plan with its steps; out of scope looks missing.
pub(in crate::activation) async fn whole(work: &Work, id: ActivationPlanId) -> Result<Whole> {
    let plan = get(work, id).await?;
    with_steps(work, plan).await
}

/// A plan with its steps, held until the end of the transaction: two steps that end at once must
/// not each take the other for undone.
pub(in crate::activation) async fn lock(work: &Work, id: ActivationPlanId) -> Result<Whole> {
    let query = scoped(work).filter(Column::Id.eq(id.uuid())).lock(LockType::Update);
    let found = query.one(&work.conn()).await.broken("holding an activation plan")?;
    with_steps(work, plan(found.ok_or_else(Error::missing)?)?).await
}

/// The plan of a partner, if the actor may see it.
pub(in crate::activation) async fn find_of_partner(work: &Work, partner: PartnerId) -> Result<Option<Plan>> {
    let found = scoped(work).filter(Column::PartnerId.eq(partner.uuid())).one(&work.conn()).await;
    found.broken("reading a partner's activation plan")?.map(plan).transpose()
}

/// A page of plans, newest first.
pub(in crate::activation) async fn list(work: &Work, filter: &Filter, page: &PageRequest) -> Result<Page<Plan>> {
    let mut query = scoped(work);
    if !filter.states.is_empty() {
        query = query.filter(Column::State.is_in(filter.states.iter().copied()));
    }
    if let Some(partners) = &filter.partners {
        query = query.filter(Column::PartnerId.is_in(partners.iter().map(|p| p.uuid())));
    }
    if let Some(after) = &page.after {
        let at = after.instant().ok_or_else(Error::missing)?;
        query = query.filter(Condition::any().add(Column::CreatedAt.lt(at)).add(Column::CreatedAt.eq(at).and(Column::Id.lt(after.id))));
    }
    let rows = query
        .order_by_desc(Column::CreatedAt)
        .order_by_desc(Column::Id)
        .limit(page.limit + 1)
        .all(&work.conn())
        .await
        .broken("listing activation plans")?;
    let items = rows.into_iter().map(plan).collect::<Result<Vec<_>>>()?;
    Ok(Page::from_rows(items, page.limit, |p| Cursor::at(p.created_at, p.id)))
}

/// Writes a plan's change and counts it; refused when somebody else saved first.
async fn save_plan(work: &Work, p: &Plan) -> Result<Plan> {
    let mut new = p.clone();
    new.version = p.version.checked_add(1).ok_or_else(|| Fault::plain("a plan changed too often"))?;
    let done = Entity::update_many()
        .set(row(&new)?.reset_all())
        .filter(Column::Id.eq(p.id.uuid()))
        .filter(Column::Version.eq(p.version))
        .exec(&work.conn())
        .await
        .broken("saving an activation plan")?;
    if done.rows_affected == 1 { Ok(new) } else { Err(Error::stale()) }
}

/// Writes what changed between two forms of a plan; the plan's own version counts every change.
pub(in crate::activation) async fn save(work: &Work, before: &Whole, after: Whole) -> Result<Whole> {
    if *before == after {
        return Ok(after);
    }
    let plan = save_plan(work, &after.plan).await?;
    let mut steps = Vec::with_capacity(after.steps.len());
    for step in after.steps {
        let unchanged = before.steps.contains(&step);
        steps.push(if unchanged { step } else { steps::save(work, &step).await? });
    }
    Ok(Whole { plan, steps })
}

/// How many plans wait for signatures, and how many run.
pub(in crate::activation) async fn count_open(work: &Work) -> Result<(i64, i64)> {
    let rows: Vec<(String, i64)> = scoped(work)
        .filter(Column::State.is_in(["prepared", "running"]))
        .select_only()
        .column(Column::State)
        .column_as(Column::Id.count(), "n")
        .group_by(Column::State)
        .into_tuple()
        .all(&work.conn())
        .await
        .broken("counting activation plans")?;
    let of = |state: &str| rows.iter().find(|r| r.0 == state).map_or(0, |r| r.1);
    Ok((of("prepared"), of("running")))
}

/// When the plans that were completed after a moment had begun, and when they were complete.
pub(in crate::activation) async fn completed_since(work: &Work, since: Instant) -> Result<Vec<(Instant, Instant)>> {
    let rows: Vec<(Option<DateTimeUtc>, Option<DateTimeUtc>)> = scoped(work)
        .filter(Column::State.eq("completed"))
        .filter(Column::EndedAt.gte(since))
        .order_by_desc(Column::EndedAt)
        .limit(20_000)
        .select_only()
        .columns([Column::StartedAt, Column::EndedAt])
        .into_tuple()
        .all(&work.conn())
        .await
        .broken("reading how long activation took")?;
    Ok(rows.into_iter().filter_map(|(started, ended)| started.zip(ended)).collect())
}
