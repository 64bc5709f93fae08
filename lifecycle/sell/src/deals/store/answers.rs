//! Registrations whose answer by a person fell due, and whether it came.

use base::{Cursor, Fault, Instant, Page, PageRequest, Result};
use db::Broken;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::{Alias, CaseStatement, ExprTrait as _, Order, Query};
use sea_orm::{Condition, ConnectionTrait};
use uuid::Uuid;
use work::Work;

use super::super::model::{Promised, StateKind};
use super::rows::{self, Column, scoped};
use crate::lists::moment_of;

/// Those that a person had to answer between two moments; what was taken back before is not among them.
fn due(work: &Work, since: Instant, until: Instant) -> Condition {
    let waits = Column::State.eq(StateKind::InReview.code());
    scoped(work)
        .add(Column::AnswerBy.gte(since))
        .add(Column::AnswerBy.lt(until))
        .add(Expr::col(Column::AnswerBy).gt(Expr::col(Column::SubmittedAt)))
        .add(Condition::any().add(waits).add(Column::DecidedAt.is_not_null()))
}

/// Those registrations, the latest due first.
pub(crate) async fn page(work: &Work, since: Instant, until: Instant, page: &PageRequest) -> Result<Page<Promised>> {
    let mut all = due(work, since, until);
    if let Some(after) = &page.after {
        let at = moment_of(after)?;
        let same = Condition::all().add(Column::AnswerBy.eq(at)).add(Column::Id.lt(after.id));
        all = all.add(Condition::any().add(Column::AnswerBy.lt(at)).add(same));
    }
    let columns = [Column::Id, Column::PartnerId, Column::Company, Column::State, Column::SubmittedAt, Column::AnswerBy, Column::DecidedAt];
    let query = Query::select()
        .columns(columns)
        .from(rows::Entity)
        .cond_where(all)
        .order_by(Column::AnswerBy, Order::Desc)
        .order_by(Column::Id, Order::Desc)
        .limit(page.limit + 1)
        .to_owned();
    let doing = "reading which answers fell due";
    let mut found = Vec::new();
    for row in work.conn().query_all(&query).await.broken(doing)? {
        let (id, partner): (Uuid, Uuid) = (row.try_get("", "id").broken(doing)?, row.try_get("", "partner_id").broken(doing)?);
        let state: String = row.try_get("", "state").broken(doing)?;
        let state = StateKind::from_code(&state).ok_or_else(|| Fault::plain(format!("deal.state of {id} is {state:?}")))?;
        let decided_at: Option<Instant> = row.try_get("", "decided_at").broken(doing)?;
        found.push(Promised {
            deal: id.into(),
            partner: partner.into(),
            company: row.try_get("", "company").broken(doing)?,
            submitted_at: row.try_get("", "submitted_at").broken(doing)?,
            answer_by: row.try_get("", "answer_by").broken(doing)?,
            // What was opened again waits for another answer.
            answered_at: decided_at.filter(|_| state != StateKind::InReview),
        });
    }
    Ok(Page::from_rows(found, page.limit, |p| Cursor::at(p.answer_by, p.deal)))
}

/// How many of them were answered in time, and how many there are.
pub(crate) async fn in_time(work: &Work, since: Instant, until: Instant) -> Result<(i64, i64)> {
    let kept = Expr::col(Column::State).ne(StateKind::InReview.code()).and(Expr::col(Column::DecidedAt).lte(Expr::col(Column::AnswerBy)));
    let kept = CaseStatement::new().case(kept, 1_i64).finally(0_i64);
    let query = Query::select()
        .expr_as(Expr::col(Column::Id).count(), Alias::new("n"))
        .expr_as(db::dialect::sum(kept.into()), Alias::new("kept"))
        .from(rows::Entity)
        .cond_where(due(work, since, until))
        .to_owned();
    let doing = "counting answers in time";
    let Some(row) = work.conn().query_one(&query).await.broken(doing)? else { return Ok((0, 0)) };
    let kept: Option<i64> = row.try_get("", "kept").broken(doing)?;
    Ok((kept.unwrap_or(0), row.try_get("", "n").broken(doing)?))
}
