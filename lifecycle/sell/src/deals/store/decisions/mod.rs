//! What the rules decided: one row for each decision, never changed.

mod kept;

use base::{DealDecisionId, DealId, Fault, Instant, Page, PageRequest, Result, UserId};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::ExprTrait as _;
use sea_orm::{Condition, QueryOrder, QuerySelect, Set};
use uuid::Uuid;
use work::{Scope, Work};

use self::kept::{Answered, Asked};
use super::super::model::Decided;
use crate::lists::moment_of;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "deal_decision")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub deal_id: Uuid,
    pub partner_id: Uuid,
    pub at: DateTimeUtc,
    pub decided_by: Option<Uuid>,
    pub terms_version: i64,
    pub kind: String,
    pub question: Json,
    pub outcome: Json,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn decided(m: Model) -> Result<Decided> {
    let bad = |what: &str, e: String| Fault::plain(format!("deal_decision.{what} of {} cannot be read: {e}", m.id));
    let question: Asked = serde_json::from_value(m.question).map_err(|e| bad("question", e.to_string()))?;
    let outcome: Answered = serde_json::from_value(m.outcome).map_err(|e| bad("outcome", e.to_string()))?;
    let partner = m.partner_id.into();
    Ok(Decided {
        id: m.id.into(),
        deal: m.deal_id.into(),
        partner,
        at: m.at,
        by: m.decided_by.map(UserId::from),
        version: m.terms_version,
        question: question.read(partner).ok_or_else(|| bad("question", "an unknown code".to_owned()))?,
        outcome: outcome.read().ok_or_else(|| bad("outcome", "an unknown code".to_owned()))?,
    })
}

/// Keeps a decision.
pub(crate) async fn add(work: &Work, d: &Decided) -> Result<()> {
    let json = |v: serde_json::Result<Json>| v.map_err(|e| Fault::new("writing a decision", e));
    let row = ActiveModel {
        id: Set(d.id.uuid()),
        deal_id: Set(d.deal.uuid()),
        partner_id: Set(d.partner.uuid()),
        at: Set(d.at),
        decided_by: Set(d.by.map(Uuid::from)),
        terms_version: Set(d.version),
        kind: Set(d.question.code().to_owned()),
        question: Set(json(serde_json::to_value(Asked::of(&d.question)))?),
        outcome: Set(json(serde_json::to_value(Answered::of(&d.outcome)))?),
    };
    Entity::insert(row).exec_without_returning(&work.conn()).await.broken("keeping a decision")?;
    Ok(())
}

/// What was decided about a deal, newest first, as far as the actor may see it.
pub(crate) async fn of(work: &Work, deal: DealId, page: &PageRequest) -> Result<Page<Decided>> {
    let mut all = Condition::all().add(Column::DealId.eq(deal.uuid()));
    all = match work.scope() {
        Scope::All => all,
        Scope::Partners(own) => all.add(Column::PartnerId.is_in(own.into_iter().map(Uuid::from))),
        Scope::Nothing => all.add(Column::Id.is_null()),
    };
    if let Some(after) = &page.after {
        let at = moment_of(after)?;
        let same = Condition::all().add(Column::At.eq(at)).add(Column::Id.lt(after.id));
        all = all.add(Condition::any().add(Column::At.lt(at)).add(same));
    }
    let find = Entity::find().filter(all).order_by_desc(Column::At).order_by_desc(Column::Id).limit(page.limit + 1);
    let rows = find.all(&work.conn()).await.broken("reading decisions")?;
    let found = rows.into_iter().map(decided).collect::<Result<Vec<_>>>()?;
    Ok(Page::from_rows(found, page.limit, |d: &Decided| base::Cursor::at(d.at, d.id)))
}

/// The next decisions of all partners from a moment on, oldest first; `after` is the last one read.
pub(crate) async fn since(work: &Work, since: Instant, after: Option<(Instant, DealDecisionId)>, n: u64) -> Result<Vec<Decided>> {
    let mut all = Condition::all().add(Column::At.gte(since));
    all = match work.scope() {
        Scope::All => all,
        Scope::Partners(own) => all.add(Column::PartnerId.is_in(own.into_iter().map(Uuid::from))),
        Scope::Nothing => all.add(Column::Id.is_null()),
    };
    if let Some((at, id)) = after {
        all = all.add(Column::At.gt(at).or(Column::At.eq(at).and(Column::Id.gt(id.uuid()))));
    }
    let find = Entity::find().filter(all).order_by_asc(Column::At).order_by_asc(Column::Id).limit(n);
    find.all(&work.conn()).await.broken("reading decisions")?.into_iter().map(decided).collect()
}
