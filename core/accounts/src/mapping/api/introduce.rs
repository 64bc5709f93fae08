//! Introductions, over the API.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse as _;
use base::{AccountMapId, AccountMapListId, Error, Instant};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Path, Reply};

use crate::mapping::actions::introduce;
use crate::mapping::model::{Asked, Outcome};

pub(super) fn routes() -> ApiRoutes {
    let (read, manage) = (Gate::May(Permission::MappingRead), Gate::May(Permission::MappingManage));
    ApiRoutes::new().add(read, routes!(list)).add(manage, routes!(ask)).add(manage, routes!(answer))
}

/// A request to be introduced at a company that both sides deal with.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AccountMappingIntroduction)]
struct IntroductionBody {
    /// Its number in the mapping.
    number: i64,
    /// Whether the own side asks.
    is_ours: bool,
    /// The company, as the own side calls it.
    company: String,
    /// Who looks after it on the side that is asked; empty when nobody is named.
    owner: String,
    /// Who asks.
    by: String,
    /// Why.
    reason: String,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
    /// `waiting`, `accepted`, `declined` or `lapsed`.
    state: &'static str,
    /// Until when it waits.
    #[schema(value_type = Option<String>, format = DateTime)]
    due_at: Option<Instant>,
    /// Who answered.
    answered_by: Option<String>,
    /// When.
    #[schema(value_type = Option<String>, format = DateTime)]
    answered_at: Option<Instant>,
    /// What they said.
    words: Option<String>,
}

impl From<Asked> for IntroductionBody {
    fn from(a: Asked) -> Self {
        let i = a.introduction;
        let (state, due_at, answered) = match i.outcome {
            Outcome::Waiting { due } => ("waiting", Some(due), None),
            Outcome::Accepted(d) => ("accepted", None, Some(d)),
            Outcome::Declined(d) => ("declined", None, Some(d)),
            Outcome::Lapsed => ("lapsed", None, None),
        };
        Self {
            number: i.number,
            is_ours: a.is_ours,
            company: a.company,
            owner: a.owner,
            by: i.by,
            reason: i.reason,
            at: i.at,
            state,
            due_at,
            answered_by: answered.as_ref().map(|d| d.by.clone()),
            answered_at: answered.as_ref().map(|d| d.at),
            words: answered.map(|d| d.words),
        }
    }
}

/// The requests of a mapping.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AccountMappingIntroductions)]
struct IntroductionList {
    /// The requests, latest first; at most 200.
    data: Vec<IntroductionBody>,
}

/// What the own side asked for and was asked, while both show who looks after what.
#[utoipa::path(get, path = "/api/v1/account-mappings/{id}/introductions", tag = "Account mapping", operation_id = "account_mappings_introductions", params(("id" = String, Path, description = "The mapping's id.")), responses((status = 200, description = "The requests.", body = IntroductionList)))]
async fn list(State(app): State<App>, me: Me, Path(id): Path<AccountMapId>) -> Reply {
    let found = introduce::list(&app.read(&me.actor), id).await?;
    let data = found.into_iter().map(IntroductionBody::from).collect();
    Ok(axum::response::Json(IntroductionList { data }).into_response())
}

/// About which company, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AccountMappingIntroductionRequest)]
struct AskBody {
    /// The own list on which the company stands: `our_list_id` of the overlap.
    #[schema(value_type = String, pattern = "^amls_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    our_list_id: AccountMapListId,
    /// Its number there: `our_number` of the overlap.
    #[schema(minimum = 1)]
    our_number: i64,
    /// Why the other side should introduce.
    #[schema(min_length = 10, max_length = 500)]
    reason: String,
}

/// Asks the other side for an introduction at a company that both deal with. It has five working days to answer.
#[utoipa::path(post, path = "/api/v1/account-mappings/{id}/introductions", tag = "Account mapping", operation_id = "account_mappings_introduce", params(("id" = String, Path, description = "The mapping's id.")), request_body = AskBody, responses((status = 201, description = "It is asked.", body = IntroductionBody)))]
async fn ask(State(app): State<App>, me: Me, Path(id): Path<AccountMapId>, Json(body): Json<AskBody>) -> Reply {
    let (own, reason) = ((body.our_list_id, body.our_number), body.reason.as_str());
    let asked = app.transact(&me.actor, |work| async move { introduce::ask(&work, id, own, reason).await }).await?;
    Ok((StatusCode::CREATED, axum::response::Json(IntroductionBody::from(asked))).into_response())
}

/// What is answered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AccountMappingIntroductionAnswer)]
struct AnswerBody {
    /// `accept` or `decline`.
    #[schema(pattern = "^(accept|decline)$")]
    verb: String,
    /// Words to the other side; with an acceptance, how it goes on.
    #[serde(default)]
    #[schema(max_length = 500)]
    words: String,
}

/// Answers a request of the other side.
#[utoipa::path(put, path = "/api/v1/account-mappings/{id}/introductions/{number}/answer", tag = "Account mapping", operation_id = "account_mappings_introduction_answer", params(("id" = String, Path, description = "The mapping's id."), ("number" = i64, Path, description = "The request's number.")), request_body = AnswerBody, responses((status = 200, description = "The request.", body = IntroductionBody)))]
async fn answer(State(app): State<App>, me: Me, Path((id, number)): Path<(AccountMapId, i64)>, Json(body): Json<AnswerBody>) -> Reply {
    let accept = match body.verb.as_str() {
        "accept" => true,
        "decline" => false,
        _ => {
            let mut invalid = base::Invalid::new();
            invalid.push(base::FieldError::new("verb", "choice"));
            return Err(Error::from(invalid).into());
        }
    };
    let words = body.words.as_str();
    let done = app.transact(&me.actor, |work| async move { introduce::answer(&work, id, number, accept, words).await }).await?;
    Ok(axum::response::Json(IntroductionBody::from(done)).into_response())
}
