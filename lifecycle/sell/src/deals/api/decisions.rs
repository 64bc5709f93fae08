//! Decisions over the API: what was decided about a deal, and what other terms would have decided.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse;
use base::{DealDecisionId, DealId, Instant, UserId};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiPage, ApiRoutes, App, Gate, Json, Me, PageQuery, Path, Query, Reply};

use super::codes::{ClauseCode, RejectCode, WhyCode};
use super::terms::{DealTerms, read};
use crate::deals::actions;
use crate::deals::model::{Decided, Outcome};
use crate::deals::rules;

pub(super) fn routes() -> ApiRoutes {
    ApiRoutes::new()
        .add(Gate::May(Permission::DealRead), routes!(list))
        .add(Gate::May(Permission::DealManage), routes!(trial))
        .add(Gate::May(Permission::DealRegister), routes!(accept))
}

/// What the rules of engagement decided about a deal.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DealDecision)]
pub(super) struct DecisionBody {
    /// Its id.
    #[schema(value_type = String)]
    id: DealDecisionId,
    /// When it was decided.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
    /// What was asked: `register`, `approve`, `reject`, `ask_extension`, `extend`, `expire`, `idle`, `release`, `escalate` or `reopen`.
    asked: &'static str,
    /// The answer: `protected`, `review`, `rejected`, `extended`, `asked`, `declined`, `expired`, `warned`, `released`, `escalated` or `refused`.
    answer: &'static str,
    /// Until when the answer protects, or by when it promises a decision.
    #[schema(value_type = Option<String>, format = DateTime)]
    moment: Option<Instant>,
    /// Why a person was asked; a partner reads what it may know.
    why: Vec<WhyCode>,
    /// Why a person refused.
    reject_reason: Option<RejectCode>,
    /// The clauses of the rules of engagement that the answer rests on.
    clauses: Vec<ClauseCode>,
    /// The version of the rules of engagement that held.
    terms_version: i64,
    /// Whether the rules decided by themselves.
    automatic: bool,
    /// Who decided, where a person did.
    #[schema(value_type = Option<String>)]
    decided_by: Option<UserId>,
}

impl DecisionBody {
    pub(super) fn of(d: Decided, staff: bool) -> Self {
        let clauses = if staff { rules::clauses } else { rules::open_clauses };
        let why = match &d.outcome {
            Outcome::Review { why, .. } if staff => why.iter().map(|w| (*w).into()).collect(),
            Outcome::Review { why, .. } => rules::open_why(why).into_iter().map(Into::into).collect(),
            _ => Vec::new(),
        };
        Self {
            id: d.id,
            at: d.at,
            asked: d.question.code(),
            answer: d.outcome.code(),
            moment: d.outcome.moment(),
            why,
            reject_reason: if let Outcome::Rejected { reason } = d.outcome { Some(reason.into()) } else { None },
            clauses: clauses(&d.question, &d.outcome).into_iter().map(Into::into).collect(),
            terms_version: d.version,
            automatic: d.by.is_none(),
            decided_by: d.by,
        }
    }
}

/// What was decided about a deal, newest first.
#[utoipa::path(get, path = "/api/v1/deals/{id}/decisions", tag = "Deals", operation_id = "deal_decisions_list", params(("id" = String, Path, description = "The deal's id."), PageQuery), responses((status = 200, description = "A page of decisions.", body = ApiPage<DecisionBody>)))]
async fn list(State(app): State<App>, me: Me, Path(id): Path<DealId>, Query(page): Query<PageQuery>) -> Reply {
    let staff = me.is_staff();
    let found = actions::decisions(&app.read(&me.actor), id, &page.request()?).await?;
    Ok(axum::response::Json(ApiPage::of(found, |d| DecisionBody::of(d, staff))).into_response())
}

/// What would have come out otherwise.
#[derive(Debug, Serialize, ToSchema)]
struct DealTermsTrial {
    /// How many decisions were made again.
    decisions: u64,
    /// How many would have come out otherwise.
    differences: u64,
    /// How many of each kind.
    kinds: Vec<TrialKind>,
    /// The first hundred of them, oldest first.
    first: Vec<TrialDifference>,
}

/// A kind of difference.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DealTermsTrialKind)]
struct TrialKind {
    /// What was asked.
    asked: &'static str,
    /// What was answered.
    was: &'static str,
    /// What would be answered.
    now: &'static str,
    /// How many.
    n: u64,
}

/// A decision that would have come out otherwise.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DealTermsTrialDifference)]
struct TrialDifference {
    /// About which deal.
    #[schema(value_type = String)]
    deal_id: DealId,
    /// When it was decided.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
    /// What was asked.
    asked: &'static str,
    /// What was answered.
    was: &'static str,
    /// Until when that protected, or by when it promised a decision.
    #[schema(value_type = Option<String>, format = DateTime)]
    was_moment: Option<Instant>,
    /// What would be answered.
    now: &'static str,
    /// Until when that would protect, or by when it would promise a decision.
    #[schema(value_type = Option<String>, format = DateTime)]
    now_moment: Option<Instant>,
}

/// Decides the last year again under a draft of the rules of engagement; changes nothing.
#[utoipa::path(post, path = "/api/v1/deal-terms/trial", tag = "Deals", operation_id = "deal_terms_trial", request_body = DealTerms, responses((status = 200, description = "What would have come out otherwise.", body = DealTermsTrial)))]
async fn trial(State(app): State<App>, me: Me, Json(body): Json<DealTerms>) -> Reply {
    let (terms, unread) = read(body);
    let work = app.read(&me.actor);
    let found = actions::try_terms(&work, terms, unread, work.now() - TimeDelta::days(365), 100).await?;
    let difference = |d: crate::deals::model::Difference| TrialDifference {
        deal_id: d.decided.deal,
        at: d.decided.at,
        asked: d.decided.question.code(),
        was: d.decided.outcome.code(),
        was_moment: d.decided.outcome.moment(),
        now: d.now.code(),
        now_moment: d.now.moment(),
    };
    Ok(axum::response::Json(DealTermsTrial {
        decisions: found.decisions,
        differences: found.differ,
        kinds: found.kinds.into_iter().map(|((asked, was, now), n)| TrialKind { asked, was, now, n }).collect(),
        first: found.differences.into_iter().map(difference).collect(),
    })
    .into_response())
}

/// The version that is accepted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewDealTermsAcceptance {
    /// The version that was read.
    #[schema(minimum = 1, maximum = 1_000_000)]
    version: i64,
}

/// A member's acceptance of a version.
#[derive(Debug, Serialize, ToSchema)]
struct DealTermsAcceptance {
    /// The version.
    version: i64,
    /// When it was accepted first.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
}

/// Accepts the rules of engagement in force, as a member of a partner. Accepting again changes nothing.
#[utoipa::path(post, path = "/api/v1/deal-terms/acceptance", tag = "Deals", operation_id = "deal_terms_accept", request_body = NewDealTermsAcceptance, responses((status = 200, description = "The acceptance.", body = DealTermsAcceptance)))]
async fn accept(State(app): State<App>, me: Me, Json(body): Json<NewDealTermsAcceptance>) -> Reply {
    let version = body.version;
    let at = app.transact(&me.actor, |work| async move { actions::accept_terms(&work, version).await }).await?;
    Ok(axum::response::Json(DealTermsAcceptance { version, at }).into_response())
}
