//! The points that reviewers give to answers that are open.

use base::{PartnerId, ProposalId, ProposalRequestId, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{QueryOrder, Set};
use work::{Scope, Work};

use super::super::model::{Request, Score};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "proposal_score")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub proposal_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub criterion: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub reviewer_id: Uuid,
    pub request_id: Uuid,
    pub reviewer_name: String,
    pub note: String,
    pub points: i64,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

fn score(m: Model) -> Score {
    Score {
        proposal: m.proposal_id.into(),
        criterion: m.criterion,
        reviewer: m.reviewer_id.into(),
        reviewer_name: m.reviewer_name,
        points: m.points,
        note: m.note,
        at: m.at,
    }
}

/// Keeps the points of one reviewer; given again, the later ones count.
pub(crate) async fn put(work: &Work, request: ProposalRequestId, scores: &[Score]) -> Result<()> {
    if scores.is_empty() {
        return Ok(());
    }
    let rows = scores.iter().map(|s| ActiveModel {
        proposal_id: Set(s.proposal.uuid()),
        criterion: Set(s.criterion.clone()),
        reviewer_id: Set(s.reviewer.uuid()),
        request_id: Set(request.uuid()),
        reviewer_name: Set(s.reviewer_name.clone()),
        note: Set(s.note.clone()),
        points: Set(s.points),
        at: Set(s.at),
    });
    let again = OnConflict::columns([Column::ProposalId, Column::Criterion, Column::ReviewerId])
        .update_columns([Column::Points, Column::Note, Column::ReviewerName, Column::At])
        .to_owned();
    Entity::insert_many(rows).on_conflict(again).exec_without_returning(&work.conn()).await.broken("keeping the points of a reviewer")?;
    Ok(())
}

/// All points of a request, for staff.
pub(crate) async fn of(work: &Work, request: &Request) -> Result<Vec<Score>> {
    if !matches!(work.scope(), Scope::All) || !request.state().is_open() {
        return Ok(Vec::new());
    }
    let find = Entity::find().filter(Column::RequestId.eq(request.id.uuid())).order_by_asc(Column::At).order_by_asc(Column::ReviewerId);
    Ok(find.all(&work.conn()).await.broken("reading the points of a request")?.into_iter().map(score).collect())
}

/// The points of the actor's own proposal: asked for only when the letter has them.
pub(crate) async fn own(work: &Work, partner: PartnerId, proposal: ProposalId) -> Result<Vec<Score>> {
    if work.actor().partner != Some(partner) {
        return Ok(Vec::new());
    }
    let find = Entity::find().filter(Column::ProposalId.eq(proposal.uuid()));
    Ok(find.all(&work.conn()).await.broken("reading the own points")?.into_iter().map(score).collect())
}
