//! Steps as rows.

use std::collections::HashMap;

use access::Role;
use base::{ActivationPlanId, ActivationStepId, Error, Fault, Instant, PartnerId, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};
use work::{Scope, Work};

use super::templates::WordsRow;
use crate::activation::model::{Answers, Clarity, Step, StepKind, StepSpec, StepState, Words};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "activation_step")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub plan_id: Uuid,
    pub partner_id: Uuid,
    pub key: String,
    pub kind: String,
    pub subject: String,
    pub owner: String,
    pub position: i64,
    pub due_days: i64,
    pub weight: i64,
    pub version: i64,
    pub required: bool,
    pub texts: Json,
    pub after: Json,
    pub answers: Json,
    pub state: String,
    pub state_at: DateTimeUtc,
    pub state_by: Option<String>,
    pub reason: Option<String>,
    pub exception: Option<String>,
    pub clear_note: Option<String>,
    pub observed_at: Option<DateTimeUtc>,
    pub clear: Option<i64>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

#[derive(Serialize, Deserialize)]
struct Texts {
    title: WordsRow,
    what: WordsRow,
    why: WordsRow,
    takes: WordsRow,
    proof: WordsRow,
}

pub(super) fn row(s: &Step, now: Instant) -> Result<ActiveModel, Fault> {
    let json = |value: serde_json::Result<Json>| value.map_err(|e| Fault::new(format!("writing activation step {}", s.id), e));
    let texts = Texts {
        title: (&s.spec.title).into(),
        what: (&s.spec.what).into(),
        why: (&s.spec.why).into(),
        takes: (&s.spec.takes).into(),
        proof: (&s.spec.proof).into(),
    };
    let (by, reason) = match s.state() {
        StepState::Locked | StepState::Open { .. } => (None, None),
        StepState::Submitted { by, .. } | StepState::InReview { by, .. } | StepState::Done { by, .. } => (Some(by.clone()), None),
        StepState::Returned { by, reason, .. } | StepState::Skipped { by, reason, .. } => (Some(by.clone()), Some(reason.clone())),
    };
    Ok(Model {
        id: s.id.uuid(),
        plan_id: s.plan.uuid(),
        partner_id: s.partner.uuid(),
        key: s.spec.key.clone(),
        kind: s.spec.kind.name().to_owned(),
        subject: s.spec.kind.subject().to_owned(),
        owner: s.spec.owner.code().to_owned(),
        position: s.position,
        due_days: s.spec.due_days,
        weight: s.spec.weight,
        version: s.version,
        required: s.spec.required,
        texts: json(serde_json::to_value(texts))?,
        after: json(serde_json::to_value(&s.spec.after))?,
        answers: json(serde_json::to_value(&s.answers))?,
        state: s.state().name().to_owned(),
        state_at: s.state().at().unwrap_or(now),
        state_by: by,
        reason,
        exception: s.exception.clone(),
        clear_note: s.clear_note.clone(),
        observed_at: s.observed_at,
        clear: s.clear,
    }
    .into())
}

pub(super) fn step(m: Model) -> Result<Step> {
    let id = m.id;
    let broken = |column: &str| Fault::plain(format!("activation_step.{column} of {id} cannot be read in state {}", m.state));
    let by = || m.state_by.clone().ok_or_else(|| broken("state_by"));
    let reason = || m.reason.clone().ok_or_else(|| broken("reason"));
    let at = m.state_at;
    let state = match m.state.as_str() {
        "locked" => StepState::Locked,
        "open" => StepState::Open { at },
        "submitted" => StepState::Submitted { at, by: by()? },
        "in_review" => StepState::InReview { at, by: by()? },
        "returned" => StepState::Returned { at, by: by()?, reason: reason()? },
        "done" => StepState::Done { at, by: by()? },
        "skipped" => StepState::Skipped { at, by: by()?, reason: reason()? },
        _ => return Err(broken("state").into()),
    };
    let kind = StepKind::from_names(&m.kind, &m.subject).ok_or_else(|| broken("kind"))?;
    let owner = Role::from_code(&m.owner).ok_or_else(|| broken("owner"))?;
    let read = |column: &str, e| Fault::new(format!("reading activation_step.{column} of {id}"), e);
    let texts: Texts = serde_json::from_value(m.texts).map_err(|e| read("texts", e))?;
    let answers: Answers = serde_json::from_value(m.answers).map_err(|e| read("answers", e))?;
    let after = serde_json::from_value(m.after).map_err(|e| read("after", e))?;
    Ok(Step {
        id: m.id.into(),
        plan: m.plan_id.into(),
        partner: m.partner_id.into(),
        position: m.position,
        spec: StepSpec {
            key: m.key,
            title: texts.title.into(),
            what: texts.what.into(),
            why: texts.why.into(),
            takes: texts.takes.into(),
            proof: texts.proof.into(),
            owner,
            due_days: m.due_days,
            after,
            required: m.required,
            weight: m.weight,
            kind,
        },
        answers,
        observed_at: m.observed_at,
        exception: m.exception,
        clear: m.clear,
        clear_note: m.clear_note,
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

/// Writes the steps of a new plan.
pub(super) async fn add(work: &Work, steps: &[Step]) -> Result<()> {
    let rows: Vec<ActiveModel> = steps.iter().map(|s| row(s, work.now()).map(ActiveModel::reset_all)).collect::<Result<_, _>>()?;
    Entity::insert_many(rows).exec_without_returning(&work.conn()).await.broken("writing activation steps")?;
    Ok(())
}

/// Writes a change and counts it; refused when somebody else saved first.
pub(super) async fn save(work: &Work, s: &Step) -> Result<Step> {
    let mut new = s.clone();
    new.version = s.version.checked_add(1).ok_or_else(|| Fault::plain("a step changed too often"))?;
    let done = Entity::update_many()
        .set(row(&new, work.now())?.reset_all())
        .filter(Column::Id.eq(s.id.uuid()))
        .filter(Column::Version.eq(s.version))
        .exec(&work.conn())
        .await
        .broken("saving an activation step")?;
    if done.rows_affected == 1 { Ok(new) } else { Err(Error::stale()) }
}

/// One step; out of scope looks missing.
pub(in crate::activation) async fn get_step(work: &Work, id: ActivationStepId) -> Result<Step> {
    let found = scoped(work).filter(Column::Id.eq(id.uuid())).one(&work.conn()).await.broken("reading an activation step")?;
    step(found.ok_or_else(Error::missing)?)
}

/// The steps of plans, in order.
pub(in crate::activation) async fn of_plans(work: &Work, plans: &[ActivationPlanId]) -> Result<HashMap<ActivationPlanId, Vec<Step>>> {
    let mut by_plan: HashMap<ActivationPlanId, Vec<Step>> = HashMap::new();
    if plans.is_empty() {
        return Ok(by_plan);
    }
    let rows = scoped(work)
        .filter(Column::PlanId.is_in(plans.iter().map(|p| p.uuid())))
        .order_by_asc(Column::Position)
        .all(&work.conn())
        .await
        .broken("reading activation steps")?;
    for row in rows {
        let step = step(row)?;
        by_plan.entry(step.plan).or_default().push(step);
    }
    Ok(by_plan)
}

/// Steps that wait for staff: documents handed in, and words to give; the oldest first.
pub(in crate::activation) async fn waiting(work: &Work, limit: u64) -> Result<Vec<Step>> {
    let documents = Column::Kind.eq("document").and(Column::State.is_in(["submitted", "in_review"]));
    let approvals = Column::Kind.eq("approval").and(Column::State.eq("open"));
    let rows = scoped(work)
        .filter(documents.or(approvals))
        .order_by_asc(Column::StateAt)
        .limit(limit)
        .all(&work.conn())
        .await
        .broken("reading what waits for review")?;
    rows.into_iter().map(step).collect()
}

/// How clear the steps were, by key; the least clear first.
pub(in crate::activation) async fn clarity(work: &Work) -> Result<Vec<Clarity>> {
    let rows: Vec<(String, Json, Option<i64>)> = scoped(work)
        .filter(Column::Clear.is_not_null())
        .order_by_desc(Column::StateAt)
        .limit(5000)
        .select_only()
        .columns([Column::Key, Column::Texts, Column::Clear])
        .into_tuple()
        .all(&work.conn())
        .await
        .broken("reading how clear steps were")?;
    let mut sums: Vec<(String, Words, i64, i64)> = Vec::new();
    for (key, texts, clear) in rows {
        let clear = clear.unwrap_or(0);
        match sums.iter_mut().find(|s| s.0 == key) {
            Some(sum) => (sum.2, sum.3) = (sum.2 + 1, sum.3 + clear),
            None => {
                let texts: Texts = serde_json::from_value(texts).map_err(|e| Fault::new("reading activation_step.texts", e))?;
                sums.push((key, texts.title.into(), 1, clear));
            }
        }
    }
    let mean = |n: i64, sum: i64| (sum * 10).checked_div(n).unwrap_or(0);
    let mut all: Vec<_> = sums.into_iter().map(|(key, title, n, sum)| Clarity { key, title, n, tenths: mean(n, sum) }).collect();
    all.sort_by_key(|c| c.tenths);
    Ok(all)
}
