//! All SQL of the plans; the accounts that they name are in the file beside.

pub(crate) mod names;
pub(crate) mod proposals;

use base::{CoveragePlanId, CoverageRuleId, Error, Fault, Instant, PartnerId, Result, UserId};
use chrono::NaiveDate;
use db::{Broken, on_unique};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, QuerySelect, Set};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;
use work::{Scope, Work};

use super::model::{Plan, PlanState, Rule, Served, Validity, Way};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "coverage_plan")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i64,
    pub id: Uuid,
    pub state: String,
    pub rules: Json,
    pub otherwise: Json,
    pub digest: String,
    pub begun_by: String,
    pub begun_at: DateTimeUtc,
    pub published_by: String,
    pub published_at: Option<DateTimeUtc>,
    pub reason: String,
    pub counting_since: Option<DateTimeUtc>,
    pub counted: Option<Json>,
    pub counted_revision: i64,
    pub revision: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// Who serves, as columns of JSON hold it.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct StoredServed {
    way: String,
    #[serde(default)]
    partners: Vec<PartnerId>,
    #[serde(default)]
    segment: String,
    #[serde(default)]
    territory: String,
    #[serde(default)]
    owner: Option<UserId>,
}

impl StoredServed {
    fn of(s: &Served) -> Self {
        Self {
            way: s.way.code().to_owned(),
            partners: s.partners.clone(),
            segment: s.segment.clone(),
            territory: s.territory.clone(),
            owner: s.owner,
        }
    }

    fn served(self) -> Result<Served> {
        let way = Way::from_code(&self.way).ok_or_else(|| Fault::plain(format!("coverage_plan has the way {:?}", self.way)))?;
        Ok(Served { way, partners: self.partners, segment: self.segment, territory: self.territory, owner: self.owner })
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct StoredRule {
    id: CoverageRuleId,
    name: String,
    condition: String,
    served: StoredServed,
    #[serde(default)]
    from: Option<NaiveDate>,
    #[serde(default)]
    until: Option<NaiveDate>,
}

impl StoredRule {
    fn of(r: &Rule) -> Self {
        Self {
            id: r.id,
            name: r.name.clone(),
            condition: r.condition.clone(),
            served: StoredServed::of(&r.served),
            from: r.validity.from,
            until: r.validity.until,
        }
    }

    fn rule(self) -> Result<Rule> {
        Ok(Rule {
            id: self.id,
            name: self.name,
            condition: self.condition,
            served: self.served.served()?,
            validity: Validity { from: self.from, until: self.until },
        })
    }
}

fn json(value: impl Serialize) -> Result<Json> {
    Ok(serde_json::to_value(value).map_err(|e| Fault::new("writing a coverage plan", e))?)
}

fn plan(m: Model) -> Result<Plan> {
    let doing = || format!("reading the coverage plan {}", m.version);
    let rules: Vec<StoredRule> = serde_json::from_value(m.rules.clone()).map_err(|e| Fault::new(doing(), e))?;
    let otherwise: StoredServed = serde_json::from_value(m.otherwise.clone()).map_err(|e| Fault::new(doing(), e))?;
    let state = match (m.state.as_str(), m.published_at) {
        ("draft", _) => PlanState::Draft,
        ("published", Some(at)) => PlanState::Published { at, by: m.published_by, reason: m.reason },
        (other, _) => return Err(Fault::plain(format!("coverage_plan.state of {} is {other:?}", m.version)).into()),
    };
    Ok(Plan {
        id: m.id.into(),
        version: m.version,
        state,
        rules: rules.into_iter().map(StoredRule::rule).collect::<Result<_>>()?,
        otherwise: otherwise.served()?,
        begun_by: m.begun_by,
        begun_at: m.begun_at,
        revision: m.revision,
    })
}

/// What tells one content from another: the version and all that it says.
fn digest(version: i64, rules: &Json, otherwise: &Json) -> String {
    let hash = Sha256::digest(format!("{version}\n{rules}\n{otherwise}").as_bytes());
    hash.iter().take(16).fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

/// Plans belong to the vendor: a member sees none of them, whatever they ask.
fn scoped(work: &Work) -> Condition {
    scoped_by(work, Column::Version)
}

/// The same for what is kept about plans, by a column that is never empty.
fn scoped_by(work: &Work, column: impl ColumnTrait) -> Condition {
    match work.scope() {
        Scope::All => Condition::all(),
        Scope::Partners(_) | Scope::Nothing => Condition::all().add(column.is_null()),
    }
}

const PUBLISHED: &str = "published";
const DRAFT: &str = "draft";

/// The version in force and the digest of its content, for whoever must be told an answer.
pub(crate) async fn in_force(work: &Work) -> Result<Option<(i64, String)>> {
    let find = Entity::find()
        .select_only()
        .columns([Column::Version, Column::Digest])
        .filter(Column::State.eq(PUBLISHED))
        .order_by_desc(Column::Version)
        .limit(1);
    Ok(find.into_tuple().one(&work.conn()).await.broken("reading which coverage plan is in force")?)
}

/// A published version and the digest of its content.
pub(crate) async fn in_force_as(work: &Work, version: i64) -> Result<Option<(i64, String)>> {
    let find = Entity::find_by_id(version).select_only().columns([Column::Version, Column::Digest]).filter(Column::State.eq(PUBLISHED));
    Ok(find.into_tuple().one(&work.conn()).await.broken("reading a coverage plan")?)
}

/// The version that was in force at a moment and the digest of its content.
pub(crate) async fn in_force_at(work: &Work, at: Instant) -> Result<Option<(i64, String)>> {
    let find = Entity::find().select_only().columns([Column::Version, Column::Digest]);
    let find = find.filter(Column::State.eq(PUBLISHED)).filter(Column::PublishedAt.lte(at)).order_by_desc(Column::Version).limit(1);
    Ok(find.into_tuple().one(&work.conn()).await.broken("reading which coverage plan was in force")?)
}

/// A plan by its version, whoever asks.
pub(crate) async fn find(work: &Work, version: i64) -> Result<Option<Plan>> {
    Entity::find_by_id(version).one(&work.conn()).await.broken("reading a coverage plan")?.map(plan).transpose()
}

/// A plan by its version, as far as the actor may see it.
pub(crate) async fn get(work: &Work, version: i64) -> Result<Plan> {
    let find = Entity::find_by_id(version).filter(scoped(work));
    find.one(&work.conn()).await.broken("reading a coverage plan")?.map(plan).transpose()?.ok_or_else(Error::missing)
}

/// The draft, if there is one.
pub(crate) async fn draft(work: &Work) -> Result<Option<Plan>> {
    let find = Entity::find().filter(scoped(work)).filter(Column::State.eq(DRAFT)).order_by_desc(Column::Version);
    find.one(&work.conn()).await.broken("reading the draft of the coverage plan")?.map(plan).transpose()
}

/// The latest plans, newest first.
pub(crate) async fn latest(work: &Work, limit: u64) -> Result<Vec<Plan>> {
    let find = Entity::find().filter(scoped(work)).filter(Column::State.eq(PUBLISHED)).order_by_desc(Column::Version).limit(limit);
    find.all(&work.conn()).await.broken("reading coverage plans")?.into_iter().map(plan).collect()
}

/// Adds a draft; when another was begun at the same moment, the caller reads again.
pub(crate) async fn add(work: &Work, p: &Plan) -> Result<()> {
    let (rules, otherwise) = (json(p.rules.iter().map(StoredRule::of).collect::<Vec<_>>())?, json(StoredServed::of(&p.otherwise))?);
    let row = ActiveModel {
        version: Set(p.version),
        id: Set(p.id.uuid()),
        state: Set(DRAFT.to_owned()),
        digest: Set(digest(p.version, &rules, &otherwise)),
        rules: Set(rules),
        otherwise: Set(otherwise),
        begun_by: Set(p.begun_by.clone()),
        begun_at: Set(p.begun_at),
        published_by: Set(String::new()),
        published_at: Set(None),
        reason: Set(String::new()),
        counting_since: Set(None),
        counted: Set(None),
        counted_revision: Set(0),
        revision: Set(p.revision),
    };
    let done = Entity::insert(row).exec_without_returning(&work.conn()).await;
    on_unique(done, "coverage_plan", "beginning a coverage plan", Error::stale)?;
    Ok(())
}

async fn changed(work: &Work, p: &Plan, row: ActiveModel, doing: &'static str) -> Result<()> {
    let done = Entity::update_many()
        .set(row)
        .filter(Column::Version.eq(p.version))
        .filter(Column::State.eq(DRAFT))
        .filter(Column::Revision.eq(p.revision))
        .exec(&work.conn())
        .await
        .broken(doing)?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Error::stale()) }
}

/// Saves the rules of a draft whose revision is still the one that was read; returns it with the next.
pub(crate) async fn save(work: &Work, mut p: Plan) -> Result<Plan> {
    let (rules, otherwise) = (json(p.rules.iter().map(StoredRule::of).collect::<Vec<_>>())?, json(StoredServed::of(&p.otherwise))?);
    let row = ActiveModel {
        digest: Set(digest(p.version, &rules, &otherwise)),
        rules: Set(rules),
        otherwise: Set(otherwise),
        revision: Set(p.revision + 1),
        ..Default::default()
    };
    changed(work, &p, row, "saving the draft of the coverage plan").await?;
    p.revision += 1;
    Ok(p)
}

/// Holds a draft as it stands: whoever changed it meanwhile is told, and what was counted of it still holds.
pub(crate) async fn hold(work: &Work, mut p: Plan) -> Result<Plan> {
    let (_, _, counted) = counting(work, p.version).await?;
    let counted = if counted == p.revision { counted + 1 } else { counted };
    let row = ActiveModel { revision: Set(p.revision + 1), counted_revision: Set(counted), ..Default::default() };
    changed(work, &p, row, "holding the draft of the coverage plan").await?;
    p.revision += 1;
    Ok(p)
}

/// Puts a draft in force.
pub(crate) async fn publish(work: &Work, p: &Plan, at: Instant, by: &str, reason: &str) -> Result<()> {
    let row = ActiveModel {
        state: Set(PUBLISHED.to_owned()),
        published_at: Set(Some(at)),
        published_by: Set(by.to_owned()),
        reason: Set(reason.to_owned()),
        revision: Set(p.revision + 1),
        ..Default::default()
    };
    changed(work, p, row, "publishing the coverage plan").await
}

/// Removes a draft with what it says of names.
pub(crate) async fn discard(work: &Work, p: &Plan) -> Result<()> {
    names::discard(work, p.version).await?;
    let gone = Entity::delete_many()
        .filter(Column::Version.eq(p.version))
        .filter(Column::State.eq(DRAFT))
        .filter(Column::Revision.eq(p.revision))
        .exec(&work.conn())
        .await
        .broken("removing the draft of the coverage plan")?;
    if gone.rows_affected == 1 { Ok(()) } else { Err(Error::stale()) }
}

/// What was counted of a draft: since when it is being counted, the result, and at which revision.
pub(crate) async fn counting(work: &Work, version: i64) -> Result<(Option<Instant>, Option<Json>, i64)> {
    let find = Entity::find_by_id(version).filter(scoped(work));
    let m = find.one(&work.conn()).await.broken("reading a coverage plan")?.ok_or_else(Error::missing)?;
    Ok((m.counting_since, m.counted, m.counted_revision))
}

/// Notes that the counting of a plan begins, or what it gave; a plan that is gone is left alone.
pub(crate) async fn count(work: &Work, id: CoveragePlanId, since: Option<Instant>, done: Option<(Json, i64)>) -> Result<()> {
    let mut row = ActiveModel { counting_since: Set(since), ..Default::default() };
    if let Some((counted, revision)) = done {
        row.counted = Set(Some(counted));
        row.counted_revision = Set(revision);
    }
    Entity::update_many().set(row).filter(Column::Id.eq(id.uuid())).exec(&work.conn()).await.broken("counting coverage")?;
    Ok(())
}
