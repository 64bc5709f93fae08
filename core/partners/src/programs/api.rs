//! The API of programs and products.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse;
use base::{ProductId, TierId};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Me, Reply};

use super::actions;

pub(crate) fn routes() -> ApiRoutes {
    ApiRoutes::new().add(Gate::May(Permission::ProgramRead), routes!(program)).add(Gate::May(Permission::ProgramRead), routes!(products))
}

/// A partner program with its tiers.
#[derive(Serialize, ToSchema)]
#[schema(as = Program)]
struct ProgramBody {
    /// Its name.
    name: String,
    /// What it is for.
    purpose: String,
    /// Its tiers, entry first.
    tiers: Vec<TierBody>,
}

/// A level of the program.
#[derive(Serialize, ToSchema)]
#[schema(as = Tier)]
struct TierBody {
    /// Its id.
    #[schema(value_type = String)]
    id: TierId,
    /// 1 is the entry.
    rank: i64,
    /// Its name.
    name: String,
    /// Revenue in twelve months that it asks for, in minor units.
    min_revenue_minor: i64,
    /// The currency of the revenue.
    currency: &'static str,
    /// How many certified people it asks for.
    min_certified: i64,
    /// Points of margin that it adds, in basis points.
    margin_points: i64,
    /// How many days an approved deal is protected.
    protection_days: i64,
}

/// A product that partners sell.
#[derive(Serialize, ToSchema)]
#[schema(as = Product)]
struct ProductBody {
    /// Its id.
    #[schema(value_type = String)]
    id: ProductId,
    /// Its stable key.
    key: String,
    /// Its name.
    name: String,
    /// Its family.
    family: String,
    /// Whether it is sold.
    active: bool,
}

/// The program that partners are enrolled in.
#[utoipa::path(get, path = "/api/v1/program", tag = "Programs", operation_id = "program_get", responses((status = 200, description = "The program with its tiers.", body = ProgramBody)))]
async fn program(State(app): State<App>, me: Me) -> Reply {
    let work = app.read(&me.actor);
    let Some(p) = super::store::default_program(&work).await? else { return Err(base::Error::missing().into()) };
    let tiers = actions::tiers(&work, p.id).await?;
    let tiers = tiers.into_iter().map(|t| TierBody {
        id: t.id,
        rank: t.rank,
        name: t.name,
        min_revenue_minor: t.min_revenue_minor,
        currency: t.currency.code(),
        min_certified: t.min_certified,
        margin_points: t.margin_points,
        protection_days: t.protection_days,
    });
    Ok(axum::response::Json(ProgramBody { name: p.name, purpose: p.purpose, tiers: tiers.collect() }).into_response())
}

/// The products, in the order of the catalog.
#[utoipa::path(get, path = "/api/v1/products", tag = "Programs", operation_id = "products_list", responses((status = 200, description = "All products.", body = Vec<ProductBody>)))]
async fn products(State(app): State<App>, me: Me) -> Reply {
    let found = actions::products(&app.read(&me.actor)).await?;
    let rows: Vec<ProductBody> =
        found.into_iter().map(|p| ProductBody { id: p.id, key: p.key, name: p.name, family: p.family, active: p.active }).collect();
    Ok(axum::response::Json(rows).into_response())
}
