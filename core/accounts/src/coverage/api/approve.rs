//! The second person, over the API.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse as _;
use base::{Error, Instant, UserId};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Reply};

use super::bodies::PlanBody;
use super::shown;
use crate::coverage::actions;
use crate::coverage::model::{Approval, Decided, Fate, Proposal};

pub(super) fn routes() -> ApiRoutes {
    let (manage, settings) = (Gate::May(Permission::CoverageManage), Gate::May(Permission::SettingsManage));
    ApiRoutes::new()
        .add(manage, routes!(proposal, withdraw))
        .add(manage, routes!(approve))
        .add(manage, routes!(refuse))
        .add(Gate::May(Permission::CoverageRead), routes!(approval))
        .add(settings, routes!(set_approval))
}

/// A draft that somebody wants in force.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CoverageProposal)]
struct ProposalBody {
    /// Of which version.
    version: i64,
    /// `waiting`, `approved`, `refused` or `withdrawn`.
    state: &'static str,
    /// Who proposed it.
    #[schema(value_type = Option<String>)]
    by_id: Option<UserId>,
    /// Their name at that time.
    by: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
    /// Why.
    reason: String,
    /// Who decided.
    decided_by: Option<String>,
    /// When it was decided.
    #[schema(value_type = Option<String>, format = DateTime)]
    decided_at: Option<Instant>,
    /// What they said.
    words: Option<String>,
}

impl From<Proposal> for ProposalBody {
    fn from(p: Proposal) -> Self {
        let (state, decided): (_, Option<Decided>) = match p.fate {
            Fate::Waiting => ("waiting", None),
            Fate::Approved(d) => ("approved", Some(d)),
            Fate::Refused(d) => ("refused", Some(d)),
            Fate::Withdrawn => ("withdrawn", None),
        };
        Self {
            version: p.version,
            state,
            by_id: p.by,
            by: p.by_name,
            at: p.at,
            reason: p.reason,
            decided_at: decided.as_ref().map(|d| d.at),
            decided_by: decided.as_ref().map(|d| d.by.clone()),
            words: decided.map(|d| d.words),
        }
    }
}

/// The last proposal of the draft.
#[utoipa::path(get, path = "/api/v1/coverage-plan/draft/proposal", tag = "Coverage", operation_id = "coverage_proposal_get", responses((status = 200, description = "The proposal.", body = ProposalBody)))]
async fn proposal(State(app): State<App>, me: Me) -> Reply {
    let work = app.read(&me.actor);
    let draft = actions::draft(&work).await?.ok_or_else(Error::missing)?;
    let found = actions::proposal(&work, draft.version).await?.ok_or_else(Error::missing)?;
    Ok(axum::response::Json(ProposalBody::from(found)).into_response())
}

/// Takes the own proposal back, to go on working on the draft.
#[utoipa::path(delete, path = "/api/v1/coverage-plan/draft/proposal", tag = "Coverage", operation_id = "coverage_proposal_delete", responses((status = 204, description = "It is taken back.")))]
async fn withdraw(State(app): State<App>, me: Me) -> Reply {
    app.transact(&me.actor, |work| async move { actions::withdraw(&work).await }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// What is said with an approval.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CoverageApprovalWords)]
struct AgreedBody {
    /// A word to who proposed it.
    #[serde(default)]
    #[schema(max_length = 500)]
    words: String,
}

/// Approves what somebody else proposed: it is the plan in force from now on.
#[utoipa::path(post, path = "/api/v1/coverage-plan/draft/approval", tag = "Coverage", operation_id = "coverage_draft_approve", request_body = AgreedBody, responses((status = 200, description = "The plan, now in force.", body = PlanBody)))]
async fn approve(State(app): State<App>, me: Me, Json(body): Json<AgreedBody>) -> Reply {
    let words = body.words.as_str();
    Ok(shown(app.transact(&me.actor, |work| async move { actions::approve(&work, words).await }).await?))
}

/// Why a proposal is refused.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CoverageRefusalWords)]
struct RefusedBody {
    /// The reason, for who proposed it.
    #[schema(min_length = 3, max_length = 500)]
    words: String,
}

/// Refuses what somebody else proposed: the draft can be worked on again, and the plan in force holds.
#[utoipa::path(post, path = "/api/v1/coverage-plan/draft/refusal", tag = "Coverage", operation_id = "coverage_draft_refuse", request_body = RefusedBody, responses((status = 200, description = "The draft.", body = PlanBody)))]
async fn refuse(State(app): State<App>, me: Me, Json(body): Json<RefusedBody>) -> Reply {
    let words = body.words.as_str();
    Ok(shown(app.transact(&me.actor, |work| async move { actions::refuse(&work, words).await }).await?))
}

/// Whether a second person looks at a plan before it is in force.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CoverageApproval)]
struct ApprovalBody {
    /// `second`: wherever there is somebody else who may; `alone`: whoever changes the plan puts it in force.
    #[schema(pattern = "^(second|alone)$")]
    approval: String,
}

/// Whether a second person looks at a plan before it is in force.
#[utoipa::path(get, path = "/api/v1/coverage-plan/approval", tag = "Coverage", operation_id = "coverage_approval_get", responses((status = 200, description = "What is set.", body = ApprovalBody)))]
async fn approval(State(app): State<App>, me: Me) -> Reply {
    let set = actions::approval(&app.read(&me.actor)).await?;
    Ok(axum::response::Json(ApprovalBody { approval: set.code().to_owned() }).into_response())
}

/// Sets whether a second person looks at a plan before it is in force; not while somebody is being asked.
#[utoipa::path(put, path = "/api/v1/coverage-plan/approval", tag = "Coverage", operation_id = "coverage_approval_set", request_body = ApprovalBody, responses((status = 200, description = "What is set.", body = ApprovalBody)))]
async fn set_approval(State(app): State<App>, me: Me, Json(body): Json<ApprovalBody>) -> Reply {
    let to = Approval::from_code(&body.approval).ok_or_else(|| {
        let mut invalid = base::Invalid::new();
        invalid.push(base::FieldError::new("approval", "choice"));
        Error::from(invalid)
    })?;
    app.transact(&me.actor, |work| async move { actions::set_approval(&work, to).await }).await?;
    Ok(axum::response::Json(body).into_response())
}
