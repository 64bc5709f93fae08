//! Whether registrations are answered in time, over the API.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse;
use base::{DealId, Instant, PartnerId};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiPage, ApiRoutes, App, Gate, Me, PageQuery, Query, Reply};

use crate::deals::actions;
use crate::deals::model::{Asked, Promised};

pub(super) fn routes() -> ApiRoutes {
    ApiRoutes::new()
        .add(Gate::May(Permission::DealRead), routes!(figure))
        .add(Gate::May(Permission::DealRead), routes!(list))
        .add(Gate::May(Permission::DealRead), routes!(questions))
}

/// How many registrations were answered by the time that was promised.
#[derive(Debug, Serialize, ToSchema)]
struct DealPromise {
    /// The figure looks at answers by a person that fell due in the last so many days.
    days: i64,
    /// So many of them were given by the moment that was promised.
    in_time: i64,
    /// So many there are; what a partner took back before is not counted.
    due: i64,
}

/// How many registrations were answered in time: for a partner its own, for staff all.
#[utoipa::path(get, path = "/api/v1/deal-promise", tag = "Deals", operation_id = "deal_promise_get", responses((status = 200, description = "The figure; its rows are `deal-answers`.", body = DealPromise)))]
async fn figure(State(app): State<App>, me: Me) -> Reply {
    let (in_time, due) = actions::promise(&app.read(&me.actor)).await?;
    Ok(axum::response::Json(DealPromise { days: actions::PROMISE_DAYS, in_time, due }).into_response())
}

/// A registration whose answer by a person fell due.
#[derive(Debug, Serialize, ToSchema)]
struct DealAnswer {
    /// The deal.
    #[schema(value_type = String)]
    deal_id: DealId,
    /// Whose it is.
    #[schema(value_type = String)]
    partner_id: PartnerId,
    /// When it was handed in.
    #[schema(value_type = String, format = DateTime)]
    submitted_at: Instant,
    /// By when an answer was promised.
    #[schema(value_type = String, format = DateTime)]
    answer_by: Instant,
    /// When it came; none while it has not.
    #[schema(value_type = Option<String>, format = DateTime)]
    answered_at: Option<Instant>,
    /// Whether it came in time.
    in_time: bool,
}

impl From<Promised> for DealAnswer {
    fn from(p: Promised) -> Self {
        let in_time = p.in_time();
        let Promised { deal, partner, submitted_at, answer_by, answered_at, .. } = p;
        Self { deal_id: deal, partner_id: partner, submitted_at, answer_by, answered_at, in_time }
    }
}

/// The registrations that the figure of the promise counts, the latest due first.
#[utoipa::path(get, path = "/api/v1/deal-answers", tag = "Deals", operation_id = "deal_answers_list", params(PageQuery), responses((status = 200, description = "A page of answers.", body = ApiPage<DealAnswer>)))]
async fn list(State(app): State<App>, me: Me, Query(page): Query<PageQuery>) -> Reply {
    let (found, _) = actions::promised(&app.read(&me.actor), &page.request()?).await?;
    Ok(axum::response::Json(ApiPage::of(found, DealAnswer::from)).into_response())
}

/// How many questions how a deal stands there were in a quarter.
#[derive(Debug, Serialize, ToSchema)]
struct StatusQuestions {
    /// The first day of the quarter.
    from: NaiveDate,
    /// Registrations that were handed in.
    registrations: i64,
    /// Questions that were asked, by a note or by other means.
    questions: i64,
}

/// How many questions how a deal stands there were, by quarter, newest first: for a partner its own, for staff all.
#[utoipa::path(get, path = "/api/v1/status-questions", tag = "Deals", operation_id = "status_questions_list", responses((status = 200, description = "The last eight quarters; those without registrations and questions are left out.", body = Vec<StatusQuestions>)))]
async fn questions(State(app): State<App>, me: Me) -> Reply {
    let found = actions::asked(&app.read(&me.actor)).await?;
    let body = |a: Asked| StatusQuestions { from: a.quarter.first(), registrations: a.registered, questions: a.questions };
    Ok(axum::response::Json(found.into_iter().map(body).collect::<Vec<_>>()).into_response())
}
