//! What the vendor's own team follows, over the API.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse as _;
use base::{AccountId, DealId, Instant, OpportunityId, UserId};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiPage, ApiRoutes, App, Gate, Json, Me, PageQuery, Path, Query, Reply};

use crate::conflicts::actions::{self, NewOpportunity};
use crate::conflicts::model::Opportunity;

pub(super) fn routes() -> ApiRoutes {
    let decide = Gate::May(Permission::DealDecide);
    ApiRoutes::new().add(decide, routes!(list)).add(decide, routes!(add)).add(decide, routes!(get)).add(decide, routes!(answer))
}

/// An opportunity that the vendor's own team follows.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DirectOpportunity)]
struct OpportunityBody {
    /// Its id.
    #[schema(value_type = String)]
    id: OpportunityId,
    /// At which account.
    #[schema(value_type = String)]
    account_id: AccountId,
    /// The account's name at that time.
    company: String,
    /// What it is about.
    note: String,
    /// Who follows it.
    owner_name: String,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
    /// Whether it may go on although a partner is protected there: `free` where none is, `waiting` until the approver
    /// answers, then `allowed`, `refused` or `lapsed`; `named` is of a time when the approver was not asked.
    consent: &'static str,
    /// The deal that protects the customer.
    #[schema(value_type = Option<String>)]
    deal_id: Option<DealId>,
    /// Who is asked.
    #[schema(value_type = Option<String>)]
    approver_id: Option<UserId>,
    /// That person's name.
    approver_name: String,
    /// Why it should.
    reason: String,
    /// Until when the approver is asked.
    #[schema(value_type = Option<String>, format = DateTime)]
    answer_by: Option<Instant>,
    /// When it was answered, or nobody had.
    #[schema(value_type = Option<String>, format = DateTime)]
    answered_at: Option<Instant>,
    /// What the approver said with the answer.
    answer: String,
}

impl From<Opportunity> for OpportunityBody {
    fn from(o: Opportunity) -> Self {
        Self {
            id: o.id,
            account_id: o.account,
            company: o.company,
            note: o.note,
            owner_name: o.owner_name,
            at: o.at,
            consent: o.consent.code(),
            deal_id: o.deal,
            approver_id: o.approver,
            approver_name: o.approver_name,
            reason: o.reason,
            answer_by: o.consent.until(),
            answered_at: o.consent.answered_at(),
            answer: o.answer,
        }
    }
}

/// What the vendor's own team follows, newest first; for staff.
#[utoipa::path(get, path = "/api/v1/direct-opportunities", tag = "Conflicts", operation_id = "direct_opportunities_list", params(PageQuery), responses((status = 200, description = "A page of opportunities.", body = ApiPage<OpportunityBody>)))]
async fn list(State(app): State<App>, me: Me, Query(page): Query<PageQuery>) -> Reply {
    let found = actions::opportunities(&app.read(&me.actor), None, &page.request()?).await?;
    Ok(axum::response::Json(ApiPage::of(found, OpportunityBody::from)).into_response())
}

/// Something that the vendor's own team wants to follow.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewDirectOpportunity {
    /// At which account.
    #[schema(value_type = String, pattern = "^acct_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    account_id: AccountId,
    /// What it is about.
    #[schema(min_length = 3, max_length = 4000)]
    note: String,
    /// Who is asked where a partner is protected: somebody else who may set the rules of engagement.
    #[schema(value_type = Option<String>, pattern = "^usr_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    approver_id: Option<UserId>,
    /// Why it should be allowed.
    #[schema(max_length = 4000)]
    #[serde(default)]
    reason: String,
}

/// One opportunity of the vendor's own team; for staff.
#[utoipa::path(get, path = "/api/v1/direct-opportunities/{id}", tag = "Conflicts", operation_id = "direct_opportunities_get", params(("id" = String, Path, description = "The opportunity's id.")), responses((status = 200, description = "The opportunity.", body = OpportunityBody)))]
async fn get(State(app): State<App>, me: Me, Path(id): Path<OpportunityId>) -> Reply {
    let found = actions::opportunity(&app.read(&me.actor), id).await?;
    Ok(axum::response::Json(OpportunityBody::from(found)).into_response())
}

/// What the named approver says.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewOverrideAnswer {
    /// Whether it may go on.
    allow: bool,
    /// Why; needed when it may not.
    #[schema(max_length = 4000)]
    #[serde(default)]
    reason: String,
}

/// Answers whether the vendor may sell to a customer that a partner protects: only who was named, and in time.
///
/// Allowed, the partner is told and a conflict is opened.
#[utoipa::path(post, path = "/api/v1/direct-opportunities/{id}/answer", tag = "Conflicts", operation_id = "direct_opportunity_answer_create", params(("id" = String, Path, description = "The opportunity's id.")), request_body = NewOverrideAnswer, responses((status = 200, description = "The opportunity.", body = OpportunityBody)))]
async fn answer(State(app): State<App>, me: Me, Path(id): Path<OpportunityId>, Json(body): Json<NewOverrideAnswer>) -> Reply {
    let (allow, reason) = (body.allow, &body.reason);
    let found = app.transact(&me.actor, |work| async move { actions::answer_override(&work, id, allow, reason).await }).await?;
    Ok(axum::response::Json(OpportunityBody::from(found)).into_response())
}

/// Notes that the vendor follows an opportunity itself.
///
/// Where a partner is protected it is refused with `case.protected`, unless an approver is named with a reason. Then
/// it waits for that person; nothing goes on before.
#[utoipa::path(post, path = "/api/v1/direct-opportunities", tag = "Conflicts", operation_id = "direct_opportunities_create", request_body = NewDirectOpportunity, responses((status = 201, description = "The opportunity.", body = OpportunityBody)))]
async fn add(State(app): State<App>, me: Me, Json(body): Json<NewDirectOpportunity>) -> Reply {
    let new = NewOpportunity { account: body.account_id, note: body.note, approver: body.approver_id, reason: body.reason };
    let new = &new;
    let made = app.transact(&me.actor, |work| async move { actions::mark(&work, new).await }).await?;
    Ok((StatusCode::CREATED, axum::response::Json(OpportunityBody::from(made))).into_response())
}
