//! The API of activation.

mod exceptions;
mod templates;

use access::Permission;
use axum::extract::DefaultBodyLimit;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base::{ActivationPlanId, ActivationStepId, FieldError, Instant, Invalid, PartnerId};
use http::HeaderMap;
use http::header::ETAG;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use web::{ApiPage, ApiRoutes, App, Gate, Json, Me, PageQuery, Path, Query, Reply, etag, if_match};
use work::Work;

use super::actions;
use super::model::{Filter, PlanState, Step, StepState, Verdict, Whole};
use super::pages::{HandIn, LARGEST_BODY, StepAnswers, take_in};

pub(crate) fn routes() -> ApiRoutes {
    let read = Gate::May(Permission::ActivationRead);
    let (schemas, paths, route) = routes!(submit);
    ApiRoutes::new()
        .add(read, routes!(list))
        .add(read, routes!(get))
        .add(read, routes!(get_step))
        .add(Gate::May(Permission::ActivationWork), (schemas, paths, route.layer(DefaultBodyLimit::max(LARGEST_BODY))))
        .add(Gate::May(Permission::ActivationReview), routes!(review))
        .merge(exceptions::routes())
        .merge(templates::routes())
}

/// An activation plan.
#[derive(Serialize, ToSchema)]
#[schema(as = ActivationPlan)]
struct PlanBody {
    /// Its id.
    #[schema(value_type = String, example = "aplan_01h455vb4pex5vsknk084sn02q")]
    id: ActivationPlanId,
    /// Whose.
    #[schema(value_type = String)]
    partner: PartnerId,
    /// What it is called.
    title: String,
    /// The template it was made from.
    template: String,
    /// The version of that template.
    template_version: i64,
    /// `prepared`, `running`, `completed` or `ended`.
    state: &'static str,
    /// When the clock began.
    #[schema(value_type = Option<String>, format = DateTime)]
    started_at: Option<Instant>,
    /// When the last required step was done.
    #[schema(value_type = Option<String>, format = DateTime)]
    completed_at: Option<Instant>,
    /// When it will be complete if everybody takes the time that was meant.
    #[schema(value_type = Option<String>, format = DateTime)]
    expected_at: Option<Instant>,
    /// The share of the required weight that is done.
    #[schema(minimum = 0, maximum = 100)]
    percent: i64,
    /// `partner`, `vendor` or `nobody`.
    blocked_by: &'static str,
    /// The step that keeps it from going on.
    #[schema(value_type = Option<String>)]
    blocking_step: Option<ActivationStepId>,
}

/// An activation plan with its steps.
#[derive(Serialize, ToSchema)]
struct ActivationPlanDetail {
    #[serde(flatten)]
    plan: PlanBody,
    /// Its steps, in order.
    steps: Vec<StepBody>,
}

/// A step of an activation plan.
#[derive(Serialize, ToSchema)]
#[schema(as = ActivationStep)]
struct StepBody {
    /// Its id.
    #[schema(value_type = String, example = "astep_01h455vb4pex5vsknk084sn02q")]
    id: ActivationStepId,
    /// Of which plan.
    #[schema(value_type = String)]
    plan: ActivationPlanId,
    /// Its stable key.
    key: String,
    /// Its place, from 1.
    position: i64,
    /// What it is called.
    title: String,
    /// What is to be done.
    what: String,
    /// Why.
    why: String,
    /// How long it takes.
    takes: String,
    /// What counts as proof.
    proof: String,
    /// `form`, `document`, `agreement`, `course`, `first` or `approval`.
    kind: &'static str,
    /// The form, the kind of agreement, the course, or the first it is about.
    subject: String,
    /// The role whose step it is.
    owner: &'static str,
    /// Whether the partner becomes active only with it.
    required: bool,
    /// How much of the progress it is.
    weight: i64,
    /// `locked`, `open`, `submitted`, `in_review`, `returned`, `done` or `skipped`.
    state: &'static str,
    /// When it came there.
    #[schema(value_type = Option<String>, format = DateTime)]
    state_at: Option<Instant>,
    /// Why it was sent back or left out.
    reason: Option<String>,
    /// When it is due, once the clock runs.
    #[schema(value_type = Option<String>, format = DateTime)]
    due_at: Option<Instant>,
    /// The keys of the steps that come before and are not over.
    missing: Vec<String>,
    /// Who let it be done before its turn, and why.
    exception: Option<String>,
    /// How clear it was to the partner, 1 to 5, once somebody said.
    clear: Option<i64>,
    /// What they said to that.
    clear_note: Option<String>,
    /// The version, also the `ETag`.
    version: i64,
}

fn step_body(work: &Work, language: &str, whole: &Whole, s: &Step) -> StepBody {
    let reason = match s.state() {
        StepState::Returned { reason, .. } | StepState::Skipped { reason, .. } => Some(reason.clone()),
        StepState::Locked | StepState::Open { .. } | StepState::Submitted { .. } | StepState::InReview { .. } | StepState::Done { .. } => {
            None
        }
    };
    StepBody {
        id: s.id,
        plan: s.plan,
        key: s.spec.key.clone(),
        position: s.position,
        title: s.spec.title.get(language).to_owned(),
        what: s.spec.what.get(language).to_owned(),
        why: s.spec.why.get(language).to_owned(),
        takes: s.spec.takes.get(language).to_owned(),
        proof: s.spec.proof.get(language).to_owned(),
        kind: s.spec.kind.name(),
        subject: s.spec.kind.subject().to_owned(),
        owner: s.spec.owner.code(),
        required: s.spec.required,
        weight: s.spec.weight,
        state: s.state().name(),
        state_at: s.state().at(),
        reason,
        due_at: actions::due(work, &whole.plan, s).0,
        missing: actions::missing(s, &whole.steps).iter().map(|m| m.spec.key.clone()).collect(),
        exception: s.exception.clone(),
        clear: s.clear,
        clear_note: s.clear_note.clone(),
        version: s.version,
    }
}

fn plan_body(work: &Work, language: &str, w: &Whole) -> PlanBody {
    let outlook = actions::outlook(work, w);
    PlanBody {
        id: w.plan.id,
        partner: w.plan.partner,
        title: w.plan.title.get(language).to_owned(),
        template: w.plan.key.clone(),
        template_version: w.plan.no,
        state: w.plan.state().name(),
        started_at: w.plan.state().since(),
        completed_at: w.plan.state().completed_at(),
        expected_at: outlook.expected,
        percent: outlook.percent,
        blocked_by: outlook.blocked_by.code(),
        blocking_step: outlook.blocking,
    }
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// Only in this state.
    #[serde(default, deserialize_with = "web::given")]
    #[param(pattern = "^(prepared|running|completed|ended)$")]
    state: Option<String>,
    /// Only of this partner.
    #[serde(default, deserialize_with = "web::given")]
    #[param(value_type = Option<String>, pattern = "^ptn_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    partner: Option<String>,
}

/// Activation plans that the caller may see, newest first.
#[utoipa::path(get, path = "/api/v1/activation-plans", tag = "Activation", operation_id = "activation_plans_list", params(ListQuery, PageQuery), responses((status = 200, description = "A page of plans.", body = ApiPage<PlanBody>)))]
async fn list(State(app): State<App>, me: Me, Query(query): Query<ListQuery>, Query(page): Query<PageQuery>) -> Reply {
    let mut invalid = Invalid::new();
    let state = query.state.as_deref().map(|s| PlanState::NAMES.into_iter().find(|n| *n == s));
    let partner = query.partner.as_deref().map(str::parse::<PartnerId>).transpose();
    invalid.check(state != Some(None), "state", "choice");
    invalid.check(partner.is_ok(), "partner", "choice");
    invalid.finish()?;
    let filter = Filter { states: state.flatten().into_iter().collect(), partners: partner.ok().flatten().map(|p| vec![p]) };
    let work = app.read(&me.actor);
    let found = actions::list(&work, &filter, &page.request()?).await?;
    Ok(axum::response::Json(ApiPage::of(found, |w| plan_body(&work, me.locale.tag(), &w))).into_response())
}

/// One plan with its steps.
#[utoipa::path(get, path = "/api/v1/activation-plans/{id}", tag = "Activation", operation_id = "activation_plans_get", params(("id" = String, Path, description = "The plan's id.")), responses((status = 200, description = "The plan; `ETag` is its version.", body = ActivationPlanDetail)))]
async fn get(State(app): State<App>, me: Me, Path(id): Path<ActivationPlanId>) -> Reply {
    let work = app.read(&me.actor);
    let whole = actions::get(&work, id).await?;
    let language = me.locale.tag();
    let steps = whole.steps.iter().map(|s| step_body(&work, language, &whole, s)).collect();
    let detail = ActivationPlanDetail { plan: plan_body(&work, language, &whole), steps };
    Ok(([(ETAG, etag(whole.plan.version))], axum::response::Json(detail)).into_response())
}

async fn step_answer(work: &Work, me: &Me, id: ActivationStepId) -> base::Result<Response> {
    let (step, whole) = actions::get_step(work, id).await?;
    Ok(([(ETAG, etag(step.version))], axum::response::Json(step_body(work, me.locale.tag(), &whole, &step))).into_response())
}

/// One step.
#[utoipa::path(get, path = "/api/v1/activation-steps/{id}", tag = "Activation", operation_id = "activation_steps_get", params(("id" = String, Path, description = "The step's id.")), responses((status = 200, description = "The step; `ETag` is its version.", body = StepBody)))]
async fn get_step(State(app): State<App>, me: Me, Path(id): Path<ActivationStepId>) -> Reply {
    Ok(step_answer(&app.read(&me.actor), &me, id).await?)
}

/// A document to hand in.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the multipart form; its parts are read one by one")]
struct StepDocument {
    /// A PDF, PNG or JPEG file of at most ten megabytes.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Hands a step in: the fields of a form as JSON, or a document as a multipart form.
#[utoipa::path(post, path = "/api/v1/activation-steps/{id}/submission", tag = "Activation", operation_id = "activation_steps_submit", params(("id" = String, Path, description = "The step's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body(content((StepAnswers = "application/json"), (StepDocument = "multipart/form-data"))), responses((status = 200, description = "The step.", body = StepBody)))]
async fn submit(State(app): State<App>, me: Me, Path(id): Path<ActivationStepId>, headers: HeaderMap, given: HandIn) -> Reply {
    let version = if_match(&headers)?;
    take_in(&app, &me, id, given, version).await?;
    Ok(step_answer(&app.read(&me.actor), &me, id).await?)
}

/// What a reviewer says.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum StepVerdict {
    /// Begins to look.
    Take,
    /// It will do.
    Accept,
    /// It goes back; `reason` says why.
    Return,
}

/// A review of what was handed in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StepReview {
    /// What the reviewer says.
    verdict: StepVerdict,
    /// Why it goes back; the partner reads it.
    #[schema(max_length = 1000)]
    reason: Option<String>,
}

/// Reviews what was handed in, or gives staff's word.
#[utoipa::path(post, path = "/api/v1/activation-steps/{id}/review", tag = "Activation", operation_id = "activation_steps_review", params(("id" = String, Path, description = "The step's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = StepReview, responses((status = 200, description = "The step.", body = StepBody)))]
async fn review(
    State(app): State<App>,
    me: Me,
    Path(id): Path<ActivationStepId>,
    headers: HeaderMap,
    Json(review): Json<StepReview>,
) -> Reply {
    let version = if_match(&headers)?;
    let verdict = match (review.verdict, review.reason) {
        (StepVerdict::Take, _) => Verdict::Take,
        (StepVerdict::Accept, _) => Verdict::Accept,
        (StepVerdict::Return, Some(reason)) => Verdict::Return(reason),
        (StepVerdict::Return, None) => {
            let mut invalid = Invalid::new();
            invalid.push(FieldError::new("reason", "required").with("min", 3));
            return Err(invalid.into());
        }
    };
    let verdict = &verdict;
    app.transact(&me.actor, |work| async move { actions::review(&work, id, verdict, version).await }).await?;
    Ok(step_answer(&app.read(&me.actor), &me, id).await?)
}
