//! Who owns a deal over the API: co-owners, the owner, how it began, and who held it at a moment.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse;
use base::{DealId, Instant, PartnerId, UserId};
use chrono::NaiveDate;
use http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Path, Query, Reply, if_match};

use super::answer;
use super::decisions::DecisionBody;
use crate::deals::actions;
use crate::deals::model::{CoOwner, FirstClaim};

pub(super) fn routes() -> ApiRoutes {
    let (read, edit) = (Gate::May(Permission::DealRead), Gate::May(Permission::DealEdit));
    ApiRoutes::new()
        .add(read, routes!(co_owners))
        .add(edit, routes!(add_co_owner))
        .add(edit, routes!(remove_co_owner))
        .add(edit, routes!(assign))
        .add(read, routes!(first_claim))
        .add(read, routes!(holder))
}

/// A member who owns a deal beside its owner.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DealCoOwner)]
struct CoOwnerBody {
    /// Who.
    #[schema(value_type = String)]
    user_id: UserId,
    /// The name.
    name: String,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    since: Instant,
}

fn bodies(all: Vec<CoOwner>) -> Vec<CoOwnerBody> {
    all.into_iter().map(|o| CoOwnerBody { user_id: o.user, name: o.name, since: o.at }).collect()
}

/// Who owns a deal.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DealOwnerChange {
    /// A member who sells for the deal's partner.
    #[schema(value_type = String, pattern = "^usr_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    user_id: UserId,
}

/// The members who own a deal beside its owner.
#[utoipa::path(get, path = "/api/v1/deals/{id}/co-owners", tag = "Deals", operation_id = "deal_co_owners_list", params(("id" = String, Path, description = "The deal's id.")), responses((status = 200, description = "The co-owners, by name.", body = Vec<CoOwnerBody>)))]
async fn co_owners(State(app): State<App>, me: Me, Path(id): Path<DealId>) -> Reply {
    Ok(axum::response::Json(bodies(actions::co_owners(&app.read(&me.actor), id).await?)).into_response())
}

/// Lets another member of the partner own a deal too. It is told, and finds the deal among its own.
#[utoipa::path(post, path = "/api/v1/deals/{id}/co-owners", tag = "Deals", operation_id = "deal_co_owners_add", params(("id" = String, Path, description = "The deal's id.")), request_body = DealOwnerChange, responses((status = 200, description = "The co-owners, by name.", body = Vec<CoOwnerBody>)))]
async fn add_co_owner(State(app): State<App>, me: Me, Path(id): Path<DealId>, Json(body): Json<DealOwnerChange>) -> Reply {
    let user = body.user_id;
    let all = app.transact(&me.actor, |work| async move { actions::add_co_owner(&work, id, user).await }).await?;
    Ok(axum::response::Json(bodies(all)).into_response())
}

/// A member owns a deal beside its owner no longer.
#[utoipa::path(delete, path = "/api/v1/deals/{id}/co-owners/{user}", tag = "Deals", operation_id = "deal_co_owners_remove", params(("id" = String, Path, description = "The deal's id."), ("user" = String, Path, description = "The member's id.")), responses((status = 204, description = "The member is a co-owner no longer.")))]
async fn remove_co_owner(State(app): State<App>, me: Me, Path((id, user)): Path<(DealId, UserId)>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::remove_co_owner(&work, id, user).await }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Makes another member of the partner the owner of a deal.
#[utoipa::path(put, path = "/api/v1/deals/{id}/owner", tag = "Deals", operation_id = "deal_owner_set", params(("id" = String, Path, description = "The deal's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = DealOwnerChange, responses((status = 200, description = "The deal.", body = super::DealBody)))]
async fn assign(State(app): State<App>, me: Me, Path(id): Path<DealId>, headers: HeaderMap, Json(body): Json<DealOwnerChange>) -> Reply {
    let (version, user) = (if_match(&headers)?, body.user_id);
    let deal = app.transact(&me.actor, |work| async move { actions::assign(&work, id, version, user).await }).await?;
    Ok(answer(&me, deal))
}

/// What was claimed when a deal was handed in first; it never changes.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DealFirstClaim)]
struct FirstClaimBody {
    /// When it was handed in.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
    /// By whom.
    #[schema(value_type = Option<String>)]
    by_id: Option<UserId>,
    /// That person's name.
    by_name: String,
    /// The customer's name as it was written then.
    company: String,
    /// Its website.
    domain: String,
    /// Its country.
    country: String,
    /// The names of the products.
    products: String,
    /// The value in minor units.
    value_minor: i64,
    /// The currency of the value.
    currency: &'static str,
    /// When the customer was expected to decide.
    close_on: Option<NaiveDate>,
    /// Under which version of the rules of engagement.
    terms_version: i64,
}

impl From<FirstClaim> for FirstClaimBody {
    fn from(c: FirstClaim) -> Self {
        Self {
            at: c.at,
            by_id: c.by,
            by_name: c.by_name,
            company: c.company,
            domain: c.domain,
            country: c.country,
            products: c.products,
            value_minor: c.value.minor,
            currency: c.value.currency.code(),
            close_on: c.close_on,
            terms_version: c.terms_version,
        }
    }
}

/// What was claimed when a deal was handed in first.
///
/// The files with `handed_in` belong to it. Deals that were handed in before this was kept have none (404).
#[utoipa::path(get, path = "/api/v1/deals/{id}/first-claim", tag = "Deals", operation_id = "deal_first_claim_get", params(("id" = String, Path, description = "The deal's id.")), responses((status = 200, description = "The claim.", body = FirstClaimBody)))]
async fn first_claim(State(app): State<App>, me: Me, Path(id): Path<DealId>) -> Reply {
    let found = actions::first_claim(&app.read(&me.actor), id).await?.ok_or_else(base::Error::missing)?;
    Ok(axum::response::Json(FirstClaimBody::from(found)).into_response())
}

/// A moment.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct HolderQuery {
    /// The moment, RFC 3339; now when absent.
    #[param(value_type = Option<String>, format = DateTime)]
    #[serde(default, deserialize_with = "web::given")]
    at: Option<Instant>,
}

/// Who held a deal at a moment.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DealHolder)]
struct HolderBody {
    /// The moment.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
    /// Whose deal it was.
    #[schema(value_type = String)]
    partner_id: PartnerId,
    /// The member who owned it.
    #[schema(value_type = Option<String>)]
    owner_id: Option<UserId>,
    /// That member's name.
    owner_name: String,
    /// Whether the deal protected its customer then.
    protected: bool,
    /// The decision that made it so, with its clauses; none before the first.
    decision: Option<DecisionBody>,
}

/// Who owned a deal at a moment, and by which decision it held its customer.
///
/// A moment before the deal was begun is missing (404).
#[utoipa::path(get, path = "/api/v1/deals/{id}/holder", tag = "Deals", operation_id = "deal_holder_get", params(("id" = String, Path, description = "The deal's id."), HolderQuery), responses((status = 200, description = "The holder.", body = HolderBody)))]
async fn holder(State(app): State<App>, me: Me, Path(id): Path<DealId>, Query(query): Query<HolderQuery>) -> Reply {
    let work = app.read(&me.actor);
    let at = query.at.unwrap_or_else(|| work.now());
    let found = actions::holder_at(&work, id, at).await?;
    Ok(axum::response::Json(HolderBody {
        at,
        partner_id: found.partner,
        owner_id: found.owner,
        owner_name: found.owner_name,
        protected: found.protected,
        decision: found.decided.map(|d| DecisionBody::of(d, me.is_staff())),
    })
    .into_response())
}
