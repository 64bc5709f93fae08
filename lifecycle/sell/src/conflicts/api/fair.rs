//! Whether decisions are fair, over the API: for partners.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse as _;
use base::{CaseId, CommentId, Instant};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Path, Reply};

use super::codes::RatingCode;
use crate::conflicts::actions;
use crate::conflicts::model::Rating;

pub(super) fn routes() -> ApiRoutes {
    let edit = Gate::May(Permission::DealEdit);
    ApiRoutes::new().add(edit, routes!(list)).add(edit, routes!(rate))
}

/// A question whether a decision was fair.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FairnessQuestion)]
struct QuestionBody {
    /// Its id.
    #[schema(value_type = String)]
    id: CommentId,
    /// About what.
    kind: RatingCode,
    /// The conflict, where it is about a ruling.
    #[schema(value_type = Option<String>)]
    conflict_id: Option<CaseId>,
    /// The customer, as the caller's own registration names it.
    company: String,
    /// When it was asked.
    #[schema(value_type = String, format = DateTime)]
    asked_at: Instant,
    /// Until when it can be answered.
    #[schema(value_type = String, format = DateTime)]
    until: Instant,
    /// What the caller's partner said, from 1 to 5.
    stars: Option<i64>,
    /// In words.
    comment: String,
}

impl From<Rating> for QuestionBody {
    fn from(r: Rating) -> Self {
        Self {
            id: r.id,
            kind: r.kind.into(),
            conflict_id: r.case,
            company: r.company,
            asked_at: r.asked_at,
            until: r.until,
            stars: r.stars,
            comment: r.comment,
        }
    }
}

/// The questions to the caller's own partner that can be answered, newest first; empty for staff.
#[utoipa::path(get, path = "/api/v1/fairness-questions", tag = "Conflicts", operation_id = "fairness_questions_list", responses((status = 200, description = "The questions, at most fifty.", body = Vec<QuestionBody>)))]
async fn list(State(app): State<App>, me: Me) -> Reply {
    let found = actions::questions(&app.read(&me.actor)).await?;
    Ok(axum::response::Json(found.into_iter().map(QuestionBody::from).collect::<Vec<_>>()).into_response())
}

/// How fair a decision was.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewFairnessAnswer {
    /// From 1, not at all, to 5, fully.
    #[schema(minimum = 1, maximum = 5)]
    stars: i64,
    /// In words.
    #[schema(max_length = 2000)]
    #[serde(default)]
    comment: String,
}

/// Says how fair a decision was; said again, the later answer stands. Who of the partner said it is not kept.
#[utoipa::path(put, path = "/api/v1/fairness-questions/{id}/answer", tag = "Conflicts", operation_id = "fairness_answer_set", params(("id" = String, Path, description = "The question's id.")), request_body = NewFairnessAnswer, responses((status = 200, description = "The question with its answer.", body = QuestionBody)))]
async fn rate(State(app): State<App>, me: Me, Path(id): Path<CommentId>, Json(body): Json<NewFairnessAnswer>) -> Reply {
    let (stars, comment) = (body.stars, &body.comment);
    let found = app.transact(&me.actor, |work| async move { actions::rate(&work, id, stars, comment).await }).await?;
    Ok(axum::response::Json(QuestionBody::from(found)).into_response())
}
