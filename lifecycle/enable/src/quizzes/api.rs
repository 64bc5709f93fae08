//! The API of quizzes.

use access::Permission;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base::AttemptId;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Path, Reply};

use super::actions;
use super::model::Attempt;

pub(crate) fn routes() -> ApiRoutes {
    ApiRoutes::new()
        .add(Gate::May(Permission::CourseTake), routes!(begin))
        .add(Gate::May(Permission::CourseTake), routes!(get))
        .add(Gate::May(Permission::CourseTake), routes!(answer))
        .add(Gate::May(Permission::CourseTake), routes!(finish))
}

/// One try at a quiz.
#[derive(Serialize, ToSchema)]
#[schema(as = Attempt)]
struct AttemptBody {
    /// Its id.
    #[schema(value_type = String)]
    id: AttemptId,
    /// Which try it is, from 1.
    number: i64,
    /// `open`, `passed` or `failed`.
    state: &'static str,
    /// The score in percent, once it is handed in.
    score: Option<i64>,
    /// Its questions.
    questions: Vec<QuestionBody>,
}

/// A question as it was drawn.
#[derive(Serialize, ToSchema)]
#[schema(as = AttemptQuestion)]
struct QuestionBody {
    /// What is asked.
    words: String,
    /// The answers to choose from.
    choices: Vec<String>,
    /// The places of the chosen answers.
    chosen: Vec<usize>,
}

fn body(a: Attempt) -> AttemptBody {
    let questions = a.questions.into_iter().zip(a.answers).map(|(q, chosen)| QuestionBody {
        words: q.words,
        choices: q.choices.into_iter().map(|c| c.0).collect(),
        chosen,
    });
    AttemptBody { id: a.id, number: a.number, state: a.state.code(), score: a.score, questions: questions.collect() }
}

fn answered(a: Attempt) -> Response {
    axum::response::Json(body(a)).into_response()
}

/// Begins an attempt at a course's quiz, or goes on with the open one.
#[utoipa::path(post, path = "/api/v1/courses/{key}/attempts", tag = "Learning", operation_id = "attempts_begin", params(("key" = String, Path, description = "The course's key.")), responses((status = 201, description = "The attempt.", body = AttemptBody)))]
async fn begin(State(app): State<App>, me: Me, Path(key): Path<String>) -> Reply {
    let key = key.as_str();
    let a = app.transact(&me.actor, |work| async move { actions::begin(&work, key).await }).await?;
    Ok((StatusCode::CREATED, axum::response::Json(body(a))).into_response())
}

/// An attempt of the caller's.
#[utoipa::path(get, path = "/api/v1/attempts/{id}", tag = "Learning", operation_id = "attempts_get", params(("id" = String, Path, description = "The attempt's id.")), responses((status = 200, description = "The attempt.", body = AttemptBody)))]
async fn get(State(app): State<App>, me: Me, Path(id): Path<AttemptId>) -> Reply {
    let (a, _) = actions::get(&app.read(&me.actor), id).await?;
    Ok(answered(a))
}

/// The answer to one question.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Answer {
    /// Which question, from 0.
    #[schema(maximum = 99)]
    question: usize,
    /// The places of the chosen answers.
    #[schema(max_items = 20)]
    chosen: Vec<usize>,
}

/// Saves the answer to one question.
#[utoipa::path(put, path = "/api/v1/attempts/{id}/answers", tag = "Learning", operation_id = "attempts_answer", params(("id" = String, Path, description = "The attempt's id.")), request_body = Answer, responses((status = 200, description = "The attempt.", body = AttemptBody)))]
async fn answer(State(app): State<App>, me: Me, Path(id): Path<AttemptId>, Json(answer): Json<Answer>) -> Reply {
    let answer = &answer;
    let a = app.transact(&me.actor, |work| async move { actions::answer(&work, id, answer.question, &answer.chosen).await }).await?;
    Ok(answered(a))
}

/// Hands the attempt in.
#[utoipa::path(post, path = "/api/v1/attempts/{id}/result", tag = "Learning", operation_id = "attempts_finish", params(("id" = String, Path, description = "The attempt's id.")), responses((status = 200, description = "The attempt with its score.", body = AttemptBody)))]
async fn finish(State(app): State<App>, me: Me, Path(id): Path<AttemptId>) -> Reply {
    let a = app.transact(&me.actor, |work| async move { actions::finish(&work, id).await }).await?;
    Ok(answered(a))
}
