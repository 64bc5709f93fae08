//! Leads that are promised by tier, over the API.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse as _;
use base::{Invalid, PartnerId, TierId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Reply};

use crate::leads::actions;

pub(super) fn routes() -> ApiRoutes {
    ApiRoutes::new().add(Gate::May(Permission::LeadRead), routes!(list)).add(Gate::May(Permission::LeadManage), routes!(set))
}

/// Where the promise to one partner stands in this calendar quarter.
#[derive(Debug, Serialize, ToSchema)]
struct LeadPromiseStanding {
    /// Which partner.
    #[schema(value_type = String)]
    partner_id: PartnerId,
    /// The name of its tier.
    tier: String,
    /// How many leads are promised in the quarter.
    promised: i64,
    /// How many were offered since its first day (UTC), taken or not.
    offered: i64,
    /// Promised without offered.
    left: i64,
    /// By how many the offers lie behind the part of the promise that the days so far come to, rounded down.
    behind: i64,
}

/// Where the promises of leads stand, most behind first; a partner sees its own.
#[utoipa::path(get, path = "/api/v1/lead-promises", tag = "Leads", operation_id = "lead_promises_list", responses((status = 200, description = "Where each promise stands.", body = Vec<LeadPromiseStanding>)))]
async fn list(State(app): State<App>, me: Me) -> Reply {
    let found = actions::standings(&app.read(&me.actor)).await?;
    let body = |s: actions::Standing| LeadPromiseStanding {
        partner_id: s.partner,
        tier: s.tier,
        promised: s.owed.promised,
        offered: s.owed.offered,
        left: s.owed.left,
        behind: s.owed.behind,
    };
    Ok(axum::response::Json(found.into_iter().map(body).collect::<Vec<_>>()).into_response())
}

/// How many leads a tier is promised.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LeadPromise {
    /// Which tier.
    #[schema(value_type = String, pattern = "^tier_[0-7][0-9a-hjkmnp-tv-z]{25}$")]
    tier_id: TierId,
    /// How many in a quarter.
    #[schema(minimum = 0, maximum = 10_000)]
    per_quarter: i64,
}

/// Promises to set.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct LeadPromises {
    /// By tier; a tier that is not named keeps what it has.
    #[schema(max_items = 50)]
    tiers: Vec<LeadPromise>,
}

/// Says how many leads the partners of a tier are promised in each quarter.
#[utoipa::path(put, path = "/api/v1/lead-promises", tag = "Leads", operation_id = "lead_promises_set", request_body = LeadPromises, responses((status = 200, description = "What is promised to each tier now.", body = Vec<LeadPromise>)))]
async fn set(State(app): State<App>, me: Me, Json(body): Json<LeadPromises>) -> Reply {
    let mut unread = Invalid::new();
    unread.check(body.tiers.len() <= 50, "tiers", "choice");
    let wanted: Vec<(TierId, i64)> = body.tiers.iter().take(50).map(|t| (t.tier_id, t.per_quarter)).collect();
    let (wanted, unread) = (&wanted, &unread);
    app.transact(&me.actor, |work| async move { actions::promise(&work, wanted, unread).await }).await?;
    let all = actions::promises(&app.read(&me.actor)).await?;
    let all: Vec<LeadPromise> = all.into_iter().map(|(t, n)| LeadPromise { tier_id: t.id, per_quarter: n }).collect();
    Ok(axum::response::Json(all).into_response())
}
