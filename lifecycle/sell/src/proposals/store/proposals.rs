//! What partners answer: each row belongs to one partner, and is sealed for everybody else until its request is open.

use std::collections::HashMap;

use base::{Error, Fault, PartnerId, ProposalRequestId, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder, Set};
use work::{Scope, Work};

use super::super::model::{AnswerState, Answers, Proposal, Request};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "proposal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub request_id: Uuid,
    pub partner_id: Uuid,
    pub state: String,
    pub draft: Json,
    pub answers: Json,
    pub answered_by: String,
    pub saved_at: Option<DateTimeUtc>,
    pub answered_at: Option<DateTimeUtc>,
    pub told: bool,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn proposal(m: Model) -> Result<Proposal> {
    let bad = |what: &str| Fault::plain(format!("proposal.{what} of {} cannot be read", m.id));
    Ok(Proposal {
        id: m.id.into(),
        request: m.request_id.into(),
        partner: m.partner_id.into(),
        state: AnswerState::from_code(&m.state).ok_or_else(|| bad("state"))?,
        draft: serde_json::from_value(m.draft.clone()).map_err(|_| bad("draft"))?,
        saved_at: m.saved_at,
        answers: serde_json::from_value(m.answers.clone()).map_err(|_| bad("answers"))?,
        answered_at: m.answered_at,
        answered_by: m.answered_by,
        told: m.told,
        version: m.version,
    })
}

fn row(p: &Proposal) -> Result<ActiveModel> {
    let json = |value: &Answers| serde_json::to_value(value).map_err(|e| Fault::new("writing a proposal", e));
    Ok(ActiveModel {
        id: Set(p.id.uuid()),
        request_id: Set(p.request.uuid()),
        partner_id: Set(p.partner.uuid()),
        state: Set(p.state.code().to_owned()),
        draft: Set(json(&p.draft)?),
        answers: Set(json(&p.answers)?),
        answered_by: Set(p.answered_by.clone()),
        saved_at: Set(p.saved_at),
        answered_at: Set(p.answered_at),
        told: Set(p.told),
        version: Set(p.version),
    })
}

/// Adds the partners that are asked.
pub(crate) async fn add(work: &Work, all: &[Proposal]) -> Result<()> {
    let rows: Result<Vec<ActiveModel>> = all.iter().map(row).collect();
    Entity::insert_many(rows?).exec_without_returning(&work.conn()).await.broken("asking partners for proposals")?;
    Ok(())
}

fn own(partner: PartnerId, request: ProposalRequestId) -> Condition {
    Condition::all().add(Column::PartnerId.eq(partner.uuid())).add(Column::RequestId.eq(request.uuid()))
}

/// The part of the actor's own partner in a request; a partner that was not asked does not find it.
///
/// Who views as a partner is one of the vendor's people: to them what the partner writes is sealed.
pub(crate) async fn own_part(work: &Work, request: ProposalRequestId) -> Result<Proposal> {
    let Some(partner) = work.actor().partner else { return Err(Error::missing()) };
    let found = Entity::find().filter(own(partner, request)).one(&work.conn()).await.broken("reading a proposal")?;
    let part = proposal(found.ok_or_else(Error::missing)?)?;
    if work.actor().read_only || work.actor().on_behalf_of.is_some() {
        return Ok(Proposal { draft: Answers::new(), answers: Answers::new(), ..part });
    }
    Ok(part)
}

/// How far the actor's own partner is with some requests.
pub(crate) async fn own_states(work: &Work, requests: &[ProposalRequestId]) -> Result<HashMap<ProposalRequestId, AnswerState>> {
    let Some(partner) = work.actor().partner else { return Ok(HashMap::new()) };
    if requests.is_empty() {
        return Ok(HashMap::new());
    }
    let find =
        Entity::find().filter(Column::PartnerId.eq(partner.uuid())).filter(Column::RequestId.is_in(requests.iter().map(|r| r.uuid())));
    let rows = find.all(&work.conn()).await.broken("reading how far proposals are")?;
    rows.into_iter().map(proposal).map(|p| p.map(|p| (p.request, p.state))).collect()
}

/// The answers to a request that is open, for staff; none before, and never what was only typed.
pub(crate) async fn opened(work: &Work, request: &Request) -> Result<Vec<Proposal>> {
    if !matches!(work.scope(), Scope::All) || !request.state().is_open() {
        return Ok(Vec::new());
    }
    let find = Entity::find()
        .filter(Column::RequestId.eq(request.id.uuid()))
        .filter(Column::State.eq(AnswerState::Answered.code()))
        .order_by_asc(Column::AnsweredAt)
        .order_by_asc(Column::Id);
    let rows: Result<Vec<Proposal>> = find.all(&work.conn()).await.broken("reading proposals")?.into_iter().map(proposal).collect();
    Ok(rows?.into_iter().map(|p| Proposal { draft: Answers::new(), ..p }).collect())
}

/// Everybody who was asked, without a word of what they write: for telling them, and for the list of staff.
pub(crate) async fn asked(work: &Work, request: ProposalRequestId) -> Result<Vec<Proposal>> {
    let find = Entity::find().filter(Column::RequestId.eq(request.uuid())).order_by_asc(Column::Id);
    let rows: Result<Vec<Proposal>> =
        find.all(&work.conn()).await.broken("reading who was asked for a proposal")?.into_iter().map(proposal).collect();
    Ok(rows?.into_iter().map(|p| Proposal { draft: Answers::new(), answers: Answers::new(), ..p }).collect())
}

/// Says that the people of a partner were told.
pub(crate) async fn told(work: &Work, p: &Proposal) -> Result<()> {
    let update = Entity::update_many().col_expr(Column::Told, Expr::value(true)).filter(Column::Id.eq(p.id.uuid()));
    update.exec(&work.conn()).await.broken("noting who was told of a request")?;
    Ok(())
}

/// Saves the own part whose version is still the one that was read, and returns it with the next.
pub(crate) async fn save(work: &Work, p: Proposal) -> Result<Proposal> {
    let (read, mut saved) = (p.version, p);
    saved.version += 1;
    // Whether they were told is noted by a job at its own time.
    let mut new = row(&saved)?;
    new.told = sea_orm::NotSet;
    let update = Entity::update_many().set(new).filter(own(saved.partner, saved.request)).filter(Column::Version.eq(read));
    let done = update.exec(&work.conn()).await.broken("saving a proposal")?;
    if done.rows_affected == 1 { Ok(saved) } else { Err(Error::stale()) }
}
