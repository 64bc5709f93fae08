//! Requests: their rows, and which of them a reader may see.

use base::{Cursor, DealId, Error, Fault, Instant, LeadId, Page, PageRequest, PartnerId, ProposalId, ProposalRequestId, Result, UserId};
use chrono::TimeDelta;
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{ExprTrait as _, Query};
use sea_orm::{Condition, QueryOrder, QuerySelect, Set};
use serde::{Deserialize, Serialize};
use work::{Scope, Work};

use super::super::model::{Criterion, Filter, Need, NewRequest, Question, QuestionKind, Request, State, StateKind, Terms, Verdict};
use super::proposals;
use crate::lists::moment_of;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "proposal_request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub lead_id: Option<Uuid>,
    pub owner_id: Option<Uuid>,
    pub proposal_id: Option<Uuid>,
    pub partner_id: Option<Uuid>,
    pub deal_id: Option<Uuid>,
    pub title: String,
    pub body: String,
    pub company: String,
    pub country: String,
    pub region: String,
    pub postal_code: String,
    pub city: String,
    pub industry: String,
    pub language: String,
    pub products: String,
    pub owner_name: String,
    pub currency: String,
    pub reason: String,
    pub pool: Json,
    pub questions: Json,
    pub criteria: Json,
    pub answer_days: i64,
    pub remind_days: i64,
    pub decide_days: i64,
    pub version: i64,
    pub show_scores: bool,
    pub reminded: bool,
    pub opened: bool,
    pub state: String,
    pub created_at: DateTimeUtc,
    pub published_at: Option<DateTimeUtc>,
    pub deadline: Option<DateTimeUtc>,
    pub closed_at: Option<DateTimeUtc>,
    pub decide_by: Option<DateTimeUtc>,
    pub decided_at: Option<DateTimeUtc>,
    pub alarm_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// A question as the row holds it; its key is its place.
#[derive(Serialize, Deserialize)]
struct QuestionRow {
    text: String,
    kind: String,
    options: Vec<String>,
    required: bool,
}

/// A criterion as the row holds it.
#[derive(Serialize, Deserialize)]
struct CriterionRow {
    text: String,
    weight: i64,
}

fn list(text: &str) -> Vec<String> {
    text.split(',').filter(|t| !t.is_empty()).map(str::to_owned).collect()
}

fn new_of(m: &Model) -> Result<NewRequest> {
    let bad = |what: &str| Fault::plain(format!("proposal_request.{what} of {} cannot be read", m.id));
    let questions: Vec<QuestionRow> = serde_json::from_value(m.questions.clone()).map_err(|_| bad("questions"))?;
    let criteria: Vec<CriterionRow> = serde_json::from_value(m.criteria.clone()).map_err(|_| bad("criteria"))?;
    let question = |(i, q): (usize, QuestionRow)| {
        let kind = QuestionKind::from_code(&q.kind).ok_or_else(|| bad("questions"))?;
        Ok(Question { key: format!("q{}", i + 1), text: q.text, kind, options: q.options, required: q.required })
    };
    let questions: Result<Vec<Question>> = questions.into_iter().enumerate().map(question).collect();
    let criterion = |(i, c): (usize, CriterionRow)| Criterion { key: format!("c{}", i + 1), text: c.text, weight: c.weight };
    Ok(NewRequest {
        lead: m.lead_id.map(LeadId::from),
        need: Need {
            title: m.title.clone(),
            body: m.body.clone(),
            company: m.company.clone(),
            country: m.country.clone(),
            region: m.region.clone(),
            postal_code: m.postal_code.clone(),
            city: m.city.clone(),
            industry: m.industry.clone(),
            language: m.language.clone(),
            products: list(&m.products),
        },
        pool: serde_json::from_value(m.pool.clone()).map_err(|_| bad("pool"))?,
        questions: questions?,
        criteria: criteria.into_iter().enumerate().map(criterion).collect(),
        terms: Terms {
            answer_days: m.answer_days,
            remind_days: m.remind_days,
            decide_days: m.decide_days,
            currency: m.currency.parse().map_err(|_| bad("currency"))?,
            show_scores: m.show_scores,
        },
    })
}

fn request(m: Model) -> Result<Request> {
    let bad = |what: &str| Fault::plain(format!("proposal_request.{what} of {} cannot be read", m.id));
    let kind = StateKind::from_code(&m.state).ok_or_else(|| bad("state"))?;
    let verdict = || -> Result<Verdict> { Ok(Verdict { at: m.decided_at.ok_or_else(|| bad("decided_at"))?, reason: m.reason.clone() }) };
    let state = match kind {
        StateKind::Draft => State::Draft,
        StateKind::Published => State::Published {
            at: m.published_at.ok_or_else(|| bad("published_at"))?,
            deadline: m.deadline.ok_or_else(|| bad("deadline"))?,
            reminded: m.reminded,
        },
        StateKind::Closed => {
            State::Closed { at: m.closed_at.ok_or_else(|| bad("closed_at"))?, decide_by: m.decide_by.ok_or_else(|| bad("decide_by"))? }
        }
        StateKind::Awarded => State::Awarded {
            verdict: verdict()?,
            proposal: m.proposal_id.map(ProposalId::from).ok_or_else(|| bad("proposal_id"))?,
            partner: m.partner_id.map(PartnerId::from).ok_or_else(|| bad("partner_id"))?,
            deal: m.deal_id.map(DealId::from),
        },
        StateKind::NotAwarded => State::NotAwarded(verdict()?),
        StateKind::Withdrawn => State::Withdrawn { verdict: verdict()?, opened: m.opened },
    };
    let mut request = Request::begun(m.id.into(), new_of(&m)?, m.owner_id.map(UserId::from), m.owner_name, m.created_at);
    request.version = m.version;
    request.deadline = m.deadline;
    Ok(request.moved(state))
}

/// When something falls due for a request next: the reminder, then the deadline.
fn alarm(r: &Request) -> Option<Instant> {
    let State::Published { at, deadline, reminded } = r.state() else { return None };
    let remind = *deadline - TimeDelta::days(r.new.terms.remind_days);
    Some(if !reminded && r.new.terms.remind_days > 0 && remind > *at { remind } else { *deadline })
}

fn row(r: &Request) -> Result<ActiveModel> {
    let json = |value: serde_json::Result<Json>| value.map_err(|e| Fault::new("writing a request for proposals", e));
    let n = &r.new;
    let question = |q: &Question| QuestionRow {
        text: q.text.clone(),
        kind: q.kind.code().to_owned(),
        options: q.options.clone(),
        required: q.required,
    };
    let criterion = |c: &Criterion| CriterionRow { text: c.text.clone(), weight: c.weight };
    let mut row = ActiveModel {
        id: Set(r.id.uuid()),
        lead_id: Set(n.lead.map(Uuid::from)),
        owner_id: Set(r.owner.map(Uuid::from)),
        title: Set(n.need.title.clone()),
        body: Set(n.need.body.clone()),
        company: Set(n.need.company.clone()),
        country: Set(n.need.country.clone()),
        region: Set(n.need.region.clone()),
        postal_code: Set(n.need.postal_code.clone()),
        city: Set(n.need.city.clone()),
        industry: Set(n.need.industry.clone()),
        language: Set(n.need.language.clone()),
        products: Set(n.need.products.join(",")),
        owner_name: Set(r.owner_name.clone()),
        currency: Set(n.terms.currency.code().to_owned()),
        reason: Set(r.state().verdict().map(|v| v.reason.clone()).unwrap_or_default()),
        pool: Set(json(serde_json::to_value(&n.pool))?),
        questions: Set(json(serde_json::to_value(n.questions.iter().map(question).collect::<Vec<_>>()))?),
        criteria: Set(json(serde_json::to_value(n.criteria.iter().map(criterion).collect::<Vec<_>>()))?),
        answer_days: Set(n.terms.answer_days),
        remind_days: Set(n.terms.remind_days),
        decide_days: Set(n.terms.decide_days),
        version: Set(r.version),
        show_scores: Set(n.terms.show_scores),
        reminded: Set(false),
        opened: Set(r.state().is_open()),
        state: Set(r.kind().code().to_owned()),
        created_at: Set(r.created_at),
        deadline: Set(r.deadline),
        decided_at: Set(r.state().verdict().map(|v| v.at)),
        alarm_at: Set(alarm(r)),
        ..Default::default()
    };
    match r.state() {
        State::Published { at, reminded, .. } => {
            row.published_at = Set(Some(*at));
            row.reminded = Set(*reminded);
        }
        State::Closed { at, decide_by } => {
            row.closed_at = Set(Some(*at));
            row.decide_by = Set(Some(*decide_by));
        }
        State::Awarded { proposal, partner, deal, .. } => {
            row.proposal_id = Set(Some(proposal.uuid()));
            row.partner_id = Set(Some(partner.uuid()));
            row.deal_id = Set(deal.map(Uuid::from));
        }
        State::Draft | State::NotAwarded(_) | State::Withdrawn { .. } => {}
    }
    Ok(row)
}

/// The rows that the actor may see: all, or those that its partners were asked about.
fn scoped(work: &Work) -> Condition {
    match work.scope() {
        Scope::All => Condition::all(),
        Scope::Partners(ids) => {
            let own = Query::select()
                .column(proposals::Column::RequestId)
                .from(proposals::Entity)
                .and_where(Expr::col(proposals::Column::PartnerId).is_in(ids.into_iter().map(Uuid::from)))
                .to_owned();
            Condition::all().add(Column::Id.in_subquery(own))
        }
        Scope::Nothing => Condition::all().add(Column::Id.is_null()),
    }
}

/// Adds a request.
pub(crate) async fn add(work: &Work, r: &Request) -> Result<()> {
    Entity::insert(row(r)?).exec_without_returning(&work.conn()).await.broken("adding a request for proposals")?;
    Ok(())
}

/// A request that the actor may see; a missing and a forbidden one look alike.
pub(crate) async fn get(work: &Work, id: ProposalRequestId) -> Result<Request> {
    let found = Entity::find_by_id(id.uuid()).filter(scoped(work)).one(&work.conn()).await.broken("reading a request for proposals")?;
    request(found.ok_or_else(Error::missing)?)
}

/// A request, whoever asks: for jobs.
pub(crate) async fn find(work: &Work, id: ProposalRequestId) -> Result<Option<Request>> {
    Entity::find_by_id(id.uuid()).one(&work.conn()).await.broken("reading a request for proposals")?.map(request).transpose()
}

/// Saves a request whose version is still the one that was read, and returns it with the next.
pub(crate) async fn save(work: &Work, r: Request) -> Result<Request> {
    let (read, mut saved) = (r.version, r);
    saved.version += 1;
    let update = Entity::update_many().set(row(&saved)?).filter(Column::Id.eq(saved.id.uuid())).filter(Column::Version.eq(read));
    let done = update.exec(&work.conn()).await.broken("saving a request for proposals")?;
    if done.rows_affected == 1 { Ok(saved) } else { Err(Error::stale()) }
}

/// A page of requests, newest first.
pub(crate) async fn page(work: &Work, f: &Filter, page: &PageRequest) -> Result<Page<Request>> {
    let mut all = scoped(work);
    if !f.states.is_empty() {
        all = all.add(Column::State.is_in(f.states.iter().map(|s| s.code())));
    }
    if let Some(lead) = f.lead {
        all = all.add(Column::LeadId.eq(lead.uuid()));
    }
    if let Some(after) = &page.after {
        let (at, id) = (moment_of(after)?, after.id);
        all = all.add(Column::CreatedAt.lt(at).or(Column::CreatedAt.eq(at).and(Column::Id.lt(id))));
    }
    let find = Entity::find().filter(all).order_by_desc(Column::CreatedAt).order_by_desc(Column::Id).limit(page.limit + 1);
    let rows: Result<Vec<Request>> =
        find.all(&work.conn()).await.broken("reading requests for proposals")?.into_iter().map(request).collect();
    Ok(Page::from_rows(rows?, page.limit, |r| Cursor::at(r.created_at, r.id)))
}

/// The requests for which something is due, longest due first.
pub(crate) async fn due(work: &Work, n: u64) -> Result<Vec<ProposalRequestId>> {
    let ids: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::AlarmAt.lte(work.now()))
        .order_by_asc(Column::AlarmAt)
        .limit(n)
        .into_tuple()
        .all(&work.conn())
        .await
        .broken("reading which requests are due")?;
    Ok(ids.into_iter().map(ProposalRequestId::from).collect())
}
