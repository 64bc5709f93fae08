//! What the vendor's own team follows, over the API.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse as _;
use base::{AccountId, Instant, OpportunityId, UserId};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiPage, ApiRoutes, App, Gate, Json, Me, PageQuery, Query, Reply};

use crate::conflicts::actions::{self, NewOpportunity};
use crate::conflicts::model::Opportunity;

pub(super) fn routes() -> ApiRoutes {
    let decide = Gate::May(Permission::DealDecide);
    ApiRoutes::new().add(decide, routes!(list)).add(decide, routes!(add))
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
    /// Who allowed it although a partner was protected there.
    #[schema(value_type = Option<String>)]
    approver_id: Option<UserId>,
    /// Why it was allowed.
    reason: String,
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
            approver_id: o.approver,
            reason: o.reason,
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
    /// Who allows it where a partner is protected: somebody else who may set the rules of engagement.
    #[schema(value_type = Option<String>, pattern = "^usr_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    approver_id: Option<UserId>,
    /// Why it is allowed.
    #[schema(max_length = 4000)]
    #[serde(default)]
    reason: String,
}

/// Notes that the vendor follows an opportunity itself.
///
/// Where a partner is protected it is refused with `case.protected`, unless a named approver allows it with a
/// reason; then the partner is told and a conflict is opened.
#[utoipa::path(post, path = "/api/v1/direct-opportunities", tag = "Conflicts", operation_id = "direct_opportunities_create", request_body = NewDirectOpportunity, responses((status = 201, description = "The opportunity.", body = OpportunityBody)))]
async fn add(State(app): State<App>, me: Me, Json(body): Json<NewDirectOpportunity>) -> Reply {
    let new = NewOpportunity { account: body.account_id, note: body.note, approver: body.approver_id, reason: body.reason };
    let new = &new;
    let made = app.transact(&me.actor, |work| async move { actions::mark(&work, new).await }).await?;
    Ok((StatusCode::CREATED, axum::response::Json(OpportunityBody::from(made))).into_response())
}
