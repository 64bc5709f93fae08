//! The API of programs and products.

use access::Permission;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base::{Currency, Invalid, ProductId, TierId};
use http::header::ETAG;
use http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Path, Reply, etag, if_match};
use work::Work;

use super::actions;
use super::model::{Design, NewProduct, NewTier, PartnerType, Product, ProductChange, Program};

pub(crate) fn routes() -> ApiRoutes {
    ApiRoutes::new()
        .add(Gate::May(Permission::ProgramRead), routes!(program))
        .add(Gate::May(Permission::ProgramManage), routes!(put_program))
        .add(Gate::May(Permission::ProgramRead), routes!(products))
        .add(Gate::May(Permission::ProgramManage), routes!(add_product))
        .add(Gate::May(Permission::ProgramRead), routes!(product))
        .add(Gate::May(Permission::ProgramManage), routes!(change_product))
}

/// A partner program with its tiers.
#[derive(Serialize, ToSchema)]
#[schema(as = Program)]
struct ProgramBody {
    /// Its name.
    name: String,
    /// What it is for.
    purpose: String,
    /// The types of partners it takes; none is all.
    types: Vec<&'static str>,
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
    /// What else it brings, one line each.
    benefits: String,
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

async fn body(work: &Work, p: Program) -> base::Result<Response> {
    let tiers = actions::tiers(work, p.id).await?.into_iter().map(|t| TierBody {
        id: t.id,
        rank: t.rank,
        name: t.name,
        min_revenue_minor: t.min_revenue_minor,
        currency: t.currency.code(),
        min_certified: t.min_certified,
        margin_points: t.margin_points,
        protection_days: t.protection_days,
        benefits: t.benefits,
    });
    let types = p.kinds.iter().map(|k| k.code()).collect();
    let body = ProgramBody { name: p.name, purpose: p.purpose, types, tiers: tiers.collect() };
    Ok(([(ETAG, etag(p.version))], axum::response::Json(body)).into_response())
}

/// The program that partners are enrolled in.
#[utoipa::path(get, path = "/api/v1/program", tag = "Programs", operation_id = "program_get", responses((status = 200, description = "The program with its tiers; `ETag` is its version.", body = ProgramBody)))]
async fn program(State(app): State<App>, me: Me) -> Reply {
    let work = app.read(&me.actor);
    let p = actions::current(&work).await?.ok_or_else(base::Error::missing)?;
    Ok(body(&work, p).await?)
}

/// How the program is to be.
#[derive(Deserialize, ToSchema)]
#[schema(as = ProgramDesign)]
#[serde(deny_unknown_fields)]
struct DesignBody {
    /// Its name.
    #[schema(min_length = 2, max_length = 100)]
    name: String,
    /// What it is for.
    #[serde(default)]
    #[schema(max_length = 500)]
    purpose: String,
    /// The types of partners it takes; none is all.
    #[serde(default)]
    #[schema(max_items = 20)]
    types: Vec<String>,
    /// Its tiers from the entry up. Those that are there keep their places; further ones are added.
    #[schema(min_items = 1, max_items = 20)]
    tiers: Vec<NewTierBody>,
}

/// How a tier is to be.
#[derive(Deserialize, ToSchema)]
#[schema(as = TierDesign)]
#[serde(deny_unknown_fields)]
struct NewTierBody {
    /// Its name.
    #[schema(min_length = 2, max_length = 60)]
    name: String,
    /// Revenue in twelve months that it asks for, in minor units.
    #[serde(default)]
    #[schema(minimum = 0)]
    min_revenue_minor: i64,
    /// The currency of the revenue, the same for all tiers.
    #[schema(min_length = 3, max_length = 3)]
    currency: String,
    /// How many certified people it asks for.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 100_000)]
    min_certified: i64,
    /// Points of margin that it adds, in basis points.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 10_000)]
    margin_points: i64,
    /// How many days an approved deal is protected.
    #[schema(minimum = 1, maximum = 730)]
    protection_days: i64,
    /// What else it brings, one line each.
    #[serde(default)]
    #[schema(max_length = 2000)]
    benefits: String,
}

fn design(wish: DesignBody) -> Result<Design, Invalid> {
    let mut invalid = Invalid::new();
    let mut kinds = Vec::with_capacity(wish.types.len());
    for (i, code) in wish.types.iter().enumerate() {
        match PartnerType::from_code(code) {
            Some(kind) if !kinds.contains(&kind) => kinds.push(kind),
            Some(_) => {}
            None => {
                invalid.check(false, &format!("types.{i}"), "choice");
            }
        }
    }
    let mut tiers = Vec::with_capacity(wish.tiers.len());
    for (i, t) in wish.tiers.into_iter().enumerate() {
        let currency: Option<Currency> = t.currency.parse().ok();
        invalid.check(currency.is_some(), &format!("tiers.{i}.currency"), "choice");
        tiers.push(NewTier {
            name: t.name,
            min_revenue_minor: t.min_revenue_minor,
            currency: currency.unwrap_or(Currency::EUR),
            min_certified: t.min_certified,
            margin_points: t.margin_points,
            protection_days: t.protection_days,
            benefits: t.benefits,
        });
    }
    invalid.finish()?;
    Ok(Design { name: wish.name, purpose: wish.purpose, kinds, tiers })
}

/// Opens the program, or changes it when it is open.
#[utoipa::path(put, path = "/api/v1/program", tag = "Programs", operation_id = "program_put", params(("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = DesignBody, responses((status = 200, description = "The changed program.", body = ProgramBody), (status = 201, description = "The program was opened.", body = ProgramBody)))]
async fn put_program(State(app): State<App>, me: Me, headers: HeaderMap, Json(wish): Json<DesignBody>) -> Reply {
    let version = if_match(&headers)?;
    let design = &design(wish)?;
    let (program, opened) = app
        .transact(&me.actor, |work| async move {
            // Who names a version means a program that is there.
            if version.is_none() && actions::current(&work).await?.is_none() {
                return Ok((actions::open(&work, design).await?, true));
            }
            Ok((actions::redesign(&work, version, design).await?, false))
        })
        .await?;
    let mut answer = body(&app.read(&me.actor), program).await?;
    if opened {
        *answer.status_mut() = StatusCode::CREATED;
    }
    Ok(answer)
}

fn product_body(p: Product) -> ProductBody {
    ProductBody { id: p.id, key: p.key, name: p.name, family: p.family, active: p.active }
}

fn product_answer(p: Product) -> Response {
    ([(ETAG, etag(p.version))], axum::response::Json(product_body(p))).into_response()
}

/// The products, in the order of the catalog.
#[utoipa::path(get, path = "/api/v1/products", tag = "Programs", operation_id = "products_list", responses((status = 200, description = "All products.", body = Vec<ProductBody>)))]
async fn products(State(app): State<App>, me: Me) -> Reply {
    let found = actions::products(&app.read(&me.actor)).await?;
    Ok(axum::response::Json(found.into_iter().map(product_body).collect::<Vec<_>>()).into_response())
}

/// One product.
#[utoipa::path(get, path = "/api/v1/products/{id}", tag = "Programs", operation_id = "products_get", params(("id" = String, Path, description = "The product's id.")), responses((status = 200, description = "The product; `ETag` is its version.", body = ProductBody)))]
async fn product(State(app): State<App>, me: Me, Path(id): Path<ProductId>) -> Reply {
    Ok(product_answer(actions::product(&app.read(&me.actor), id).await?))
}

/// A product to be added.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewProduct)]
#[serde(deny_unknown_fields)]
struct NewProductBody {
    /// Its stable key.
    #[schema(max_length = 60, pattern = "^[a-z0-9-]{1,60}$")]
    key: String,
    /// Its name.
    #[schema(min_length = 2, max_length = 100)]
    name: String,
    /// Its family.
    #[serde(default)]
    #[schema(max_length = 100)]
    family: String,
}

/// Adds a product at the end of the catalog.
#[utoipa::path(post, path = "/api/v1/products", tag = "Programs", operation_id = "products_add", request_body = NewProductBody, responses((status = 201, description = "The product.", body = ProductBody)))]
async fn add_product(State(app): State<App>, me: Me, Json(wish): Json<NewProductBody>) -> Reply {
    let new = &NewProduct { key: wish.key, name: wish.name, family: wish.family };
    let product = app.transact(&me.actor, |work| async move { actions::add_product(&work, new).await }).await?;
    let mut answer = product_answer(product);
    *answer.status_mut() = StatusCode::CREATED;
    Ok(answer)
}

/// How a product is to be.
#[derive(Deserialize, ToSchema)]
#[schema(as = ProductChange)]
#[serde(deny_unknown_fields)]
struct ProductChangeBody {
    /// Its name.
    #[schema(min_length = 2, max_length = 100)]
    name: String,
    /// Its family.
    #[schema(max_length = 100)]
    family: String,
    /// Whether it is sold.
    active: bool,
}

/// Changes a product, or takes it off sale.
#[utoipa::path(put, path = "/api/v1/products/{id}", tag = "Programs", operation_id = "products_change", params(("id" = String, Path, description = "The product's id."), ("If-Match" = Option<String>, Header, description = "The version that was read.")), request_body = ProductChangeBody, responses((status = 200, description = "The changed product.", body = ProductBody)))]
async fn change_product(
    State(app): State<App>,
    me: Me,
    Path(id): Path<ProductId>,
    headers: HeaderMap,
    Json(wish): Json<ProductChangeBody>,
) -> Reply {
    let version = if_match(&headers)?;
    let change = &ProductChange { name: wish.name, family: wish.family, active: wish.active };
    let product = app.transact(&me.actor, |work| async move { actions::change_product(&work, id, version, change).await }).await?;
    Ok(product_answer(product))
}
