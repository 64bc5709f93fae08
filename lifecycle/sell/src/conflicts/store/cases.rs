//! Cases: their rows, and which of them a reader may see.

use base::{AccountId, CaseId, Cursor, DealId, Error, Fault, Instant, Kind, MergeId, Page, PageRequest, Result, RulingId, UserId};
use db::{Broken, on_unique};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait as _, Query};
use sea_orm::{Condition, QueryOrder, QuerySelect, Set};
use work::{Scope, Work};

use super::super::model::{Case, Ended, Filter, Settled, State, StateKind, Trigger};
use super::sides;
use crate::lists::moment_of;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "conflict_case")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub opened_by: String,
    /// What opened it, where that was not known when the table was made.
    pub cause: Option<String>,
    pub ended: Option<String>,
    pub company: String,
    pub assignee_name: String,
    pub account_id: Option<Uuid>,
    pub assignee_id: Option<Uuid>,
    pub ruling_id: Option<Uuid>,
    pub decided_by: Option<Uuid>,
    pub about_deal: Option<Uuid>,
    pub merge_id: Option<Uuid>,
    pub joined_to: Option<Uuid>,
    pub state: String,
    pub terms_version: i64,
    pub level: i64,
    pub version: i64,
    pub opened_at: DateTimeUtc,
    pub decide_by: DateTimeUtc,
    pub decided_at: Option<DateTimeUtc>,
    pub appeal_until: Option<DateTimeUtc>,
    pub closed_at: Option<DateTimeUtc>,
    pub alarm_at: Option<DateTimeUtc>,
    pub about_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn case(m: Model) -> Result<Case> {
    let bad = |what: &str| Fault::plain(format!("conflict_case.{what} of {} cannot be read", m.id));
    let kind = StateKind::from_code(&m.state).ok_or_else(|| bad("state"))?;
    let settled = || -> Result<Settled> {
        Ok(Settled {
            ruling: m.ruling_id.map(RulingId::from).ok_or_else(|| bad("ruling_id"))?,
            at: m.decided_at.ok_or_else(|| bad("decided_at"))?,
            by: m.decided_by.map(UserId::from),
            appeal_until: m.appeal_until.ok_or_else(|| bad("appeal_until"))?,
        })
    };
    let state = match kind {
        StateKind::Open => State::Open,
        StateKind::Decided => State::Decided(settled()?),
        StateKind::Appealed => State::Appealed(settled()?),
        StateKind::Closed => State::Closed(settled()?),
        StateKind::Dropped => State::Dropped {
            at: m.closed_at.ok_or_else(|| bad("closed_at"))?,
            ended: match (m.ended.as_deref(), m.joined_to) {
                (Some("joined"), Some(to)) => Ended::Joined(to.into()),
                (Some("unmerged"), _) => Ended::Unmerged,
                _ => Ended::NoClaim,
            },
        },
    };
    Ok(Case {
        id: m.id.into(),
        trigger: Trigger::from_code(m.cause.as_deref().unwrap_or(&m.opened_by)).ok_or_else(|| bad("opened_by"))?,
        merge: m.merge_id.map(MergeId::from),
        account: m.account_id.map(AccountId::from),
        opened_at: m.opened_at,
        terms_version: m.terms_version,
        decide_by: m.decide_by,
        level: m.level,
        assignee: m.assignee_id.map(UserId::from),
        state,
        version: m.version,
        company: m.company,
        assignee_name: m.assignee_name,
    })
}

/// When something falls due for a case next.
fn alarm(c: &Case) -> Option<Instant> {
    match &c.state {
        State::Open | State::Appealed(_) => (c.level < 2).then_some(c.decide_by),
        State::Decided(s) => Some(s.appeal_until),
        State::Closed(_) | State::Dropped { .. } => None,
    }
}

fn row(c: &Case) -> ActiveModel {
    let settled = c.state.settled();
    let (closed, ended) = if let State::Dropped { at, ended } = c.state { (Some(at), Some(ended)) } else { (None, None) };
    let joined = if let Some(Ended::Joined(to)) = ended { Some(to.uuid()) } else { None };
    // The column knows the causes of its time; a later one stands beside it.
    let (opened_by, cause) = match c.trigger {
        Trigger::Claim | Trigger::Merge => (Trigger::Overlap, Some(c.trigger)),
        Trigger::Overlap | Trigger::Direct | Trigger::Coverage | Trigger::Dispute | Trigger::Override => (c.trigger, None),
    };
    ActiveModel {
        id: Set(c.id.uuid()),
        opened_by: Set(opened_by.code().to_owned()),
        cause: Set(cause.map(|t| t.code().to_owned())),
        ended: Set(ended.map(|e| e.code().to_owned())),
        merge_id: Set(c.merge.map(Uuid::from)),
        joined_to: Set(joined),
        company: Set(c.company.clone()),
        assignee_name: Set(c.assignee_name.clone()),
        account_id: Set(c.account.map(Uuid::from)),
        assignee_id: Set(c.assignee.map(Uuid::from)),
        ruling_id: Set(settled.map(|s| s.ruling.uuid())),
        decided_by: Set(settled.and_then(|s| s.by).map(Uuid::from)),
        state: Set(c.kind().code().to_owned()),
        terms_version: Set(c.terms_version),
        level: Set(c.level),
        version: Set(c.version),
        opened_at: Set(c.opened_at),
        decide_by: Set(c.decide_by),
        decided_at: Set(settled.map(|s| s.at)),
        appeal_until: Set(settled.map(|s| s.appeal_until)),
        closed_at: Set(closed),
        alarm_at: Set(alarm(c)),
        ..Default::default()
    }
}

/// The rows that the actor may see: all, or those in which a partner is a side.
fn scoped(work: &Work) -> Condition {
    match work.scope() {
        Scope::All => Condition::all(),
        Scope::Partners(ids) => {
            let own = Query::select()
                .column(sides::Column::CaseId)
                .from(sides::Entity)
                .and_where(Expr::col(sides::Column::PartnerId).is_in(ids.into_iter().map(Uuid::from)))
                .to_owned();
            Condition::all().add(Column::Id.in_subquery(own))
        }
        Scope::Nothing => Condition::all().add(Column::Id.is_null()),
    }
}

/// Adds a case; `about` is the decision that it disputes.
pub(crate) async fn add(work: &Work, c: &Case, about: Option<(DealId, Instant)>) -> Result<()> {
    let mut new = row(c);
    new.about_deal = Set(about.map(|a| a.0.uuid()));
    new.about_at = Set(about.map(|a| a.1));
    let done = Entity::insert(new).exec_without_returning(&work.conn()).await.map(|_| ());
    on_unique(done, "conflict_case", "opening a case", || base::refuse("case.disputed_already", Kind::Conflict))
}

/// A case that the actor may see; a missing and a forbidden one look alike.
pub(crate) async fn get(work: &Work, id: CaseId) -> Result<Case> {
    let found = Entity::find_by_id(id.uuid()).filter(scoped(work)).one(&work.conn()).await.broken("reading a case")?;
    case(found.ok_or_else(Error::missing)?)
}

/// A case, whoever asks: for listeners and jobs.
pub(crate) async fn find(work: &Work, id: CaseId) -> Result<Option<Case>> {
    Entity::find_by_id(id.uuid()).one(&work.conn()).await.broken("reading a case")?.map(case).transpose()
}

/// The case that a merge of two accounts opened, whoever asks.
pub(crate) async fn of_merge(work: &Work, merge: MergeId) -> Result<Option<Case>> {
    let find = Entity::find().filter(Column::MergeId.eq(merge.uuid()));
    find.one(&work.conn()).await.broken("reading the case of a merge")?.map(case).transpose()
}

/// The cases that became one with a case, oldest first; for staff.
pub(crate) async fn joined_into(work: &Work, id: CaseId) -> Result<Vec<Case>> {
    let find = Entity::find().filter(scoped(work)).filter(Column::JoinedTo.eq(id.uuid())).order_by_asc(Column::OpenedAt);
    find.all(&work.conn()).await.broken("reading the cases that became one")?.into_iter().map(case).collect()
}

/// Saves a case whose version is still the one that was read, and returns it with the next.
pub(crate) async fn save(work: &Work, c: Case) -> Result<Case> {
    let (read, mut saved) = (c.version, c);
    saved.version += 1;
    let done = Entity::update_many()
        .set(row(&saved))
        .filter(Column::Id.eq(saved.id.uuid()))
        .filter(Column::Version.eq(read))
        .exec(&work.conn())
        .await
        .broken("saving a case")?;
    if done.rows_affected == 1 { Ok(saved) } else { Err(Error::stale()) }
}

/// A page of cases, newest first.
pub(crate) async fn page(work: &Work, filter: &Filter, page: &PageRequest) -> Result<Page<Case>> {
    let mut all = scoped(work);
    if !filter.states.is_empty() {
        all = all.add(Column::State.is_in(filter.states.iter().map(|s| s.code())));
    }
    if let Some(deal) = filter.deal {
        let with = Query::select()
            .column(sides::Column::CaseId)
            .from(sides::Entity)
            .and_where(Expr::col(sides::Column::DealId).eq(deal.uuid()))
            .to_owned();
        all = all.add(Column::Id.in_subquery(with));
    }
    if let Some(after) = &page.after {
        let (at, id) = (moment_of(after)?, after.id);
        all = all.add(Column::OpenedAt.lt(at).or(Column::OpenedAt.eq(at).and(Column::Id.lt(id))));
    }
    let find = Entity::find().filter(all).order_by_desc(Column::OpenedAt).order_by_desc(Column::Id).limit(page.limit + 1);
    let rows: Result<Vec<Case>> = find.all(&work.conn()).await.broken("reading cases")?.into_iter().map(case).collect();
    Ok(Page::from_rows(rows?, page.limit, |c| Cursor::at(c.opened_at, c.id)))
}

/// The cases that wait for a ruling, by deadline; for staff.
pub(crate) async fn waiting(work: &Work, n: u64) -> Result<Vec<Case>> {
    let waits = [StateKind::Open, StateKind::Appealed].map(StateKind::code);
    let find = Entity::find().filter(scoped(work)).filter(Column::State.is_in(waits)).order_by_asc(Column::DecideBy).limit(n);
    find.all(&work.conn()).await.broken("reading cases that wait")?.into_iter().map(case).collect()
}

/// The cases for which something is due, longest due first.
pub(crate) async fn due(work: &Work, n: u64) -> Result<Vec<CaseId>> {
    let ids: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::AlarmAt.lte(work.now()))
        .order_by_asc(Column::AlarmAt)
        .limit(n)
        .into_tuple()
        .all(&work.conn())
        .await
        .broken("reading which cases are due")?;
    Ok(ids.into_iter().map(CaseId::from).collect())
}

/// How many cases were opened in a period.
pub(crate) async fn opened(work: &Work, from: Instant, until: Instant) -> Result<i64> {
    let find = Entity::find().filter(scoped(work)).filter(Column::OpenedAt.gte(from)).filter(Column::OpenedAt.lt(until));
    let n = PaginatorTrait::count(find, &work.conn()).await.broken("counting cases")?;
    Ok(i64::try_from(n).unwrap_or(i64::MAX))
}

/// What opened each case since a moment, and when; for staff and the system.
pub(crate) async fn openings(work: &Work, since: Instant) -> Result<Vec<(CaseId, Trigger, Instant)>> {
    let rows: Vec<(Uuid, String, Option<String>, DateTimeUtc)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::OpenedBy, Column::Cause, Column::OpenedAt])
        .filter(scoped(work))
        .filter(Column::OpenedAt.gte(since))
        .order_by_asc(Column::OpenedAt)
        .into_tuple()
        .all(&work.conn())
        .await
        .broken("reading when cases were opened")?;
    let one = |(id, by, cause, at): (Uuid, String, Option<String>, DateTimeUtc)| {
        Some((id.into(), Trigger::from_code(cause.as_deref().unwrap_or(&by))?, at))
    };
    Ok(rows.into_iter().filter_map(one).collect())
}
