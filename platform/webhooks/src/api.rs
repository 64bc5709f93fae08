//! Webhooks over the API.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base::{DeliveryId, EndpointId, EventId, FieldError, Instant, Invalid};
use http::header::{CACHE_CONTROL, ETAG, LOCATION};
use http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::openapi::schema::{Array, ArrayBuilder, ObjectBuilder, Type};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use web::{ApiPage, ApiRoutes, App, Failed, Gate, Json, Me, PageQuery, Path, Query, etag, if_match};
use work::Permission;

use crate::deliveries::actions as deliveries;
use crate::deliveries::model::{Delivery as FoundDelivery, DeliveryState};
use crate::endpoints::actions;
use crate::endpoints::model::{Endpoint, NewEndpoint};
use crate::pages::new_secret;

pub(crate) fn routes() -> ApiRoutes {
    let gate = Gate::May(Permission::WebhookManage);
    ApiRoutes::new()
        .add(gate, routes!(list))
        .add(gate, routes!(make))
        .add(gate, routes!(get))
        .add(gate, routes!(change))
        .add(gate, routes!(remove))
        .add(gate, routes!(rotate))
        .add(gate, routes!(ping))
        .add(gate, routes!(pause))
        .add(gate, routes!(resume))
        .add(gate, routes!(list_deliveries))
        .add(gate, routes!(redeliver))
}

/// An address that hears what happens, without its secret.
#[derive(Debug, Serialize, ToSchema)]
pub struct Webhook {
    /// Its id.
    #[schema(value_type = String, example = "endp_01kw5x4e8fe7gv3d5q0qk2zj9n")]
    id: EndpointId,
    /// The address.
    url: String,
    /// What it is for.
    description: String,
    /// The kinds of facts it hears; all when empty.
    kinds: Vec<String>,
    /// `active`, `paused` or `gone`.
    state: &'static str,
    /// Until when the secret before the last rotation signs as well.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    old_secret_until: Option<Instant>,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    created_at: Instant,
    /// The version, also in `ETag`; send it back in `If-Match`.
    version: i64,
}

impl From<Endpoint> for Webhook {
    fn from(e: Endpoint) -> Self {
        Self {
            id: e.id,
            url: e.url,
            description: e.description,
            kinds: e.kinds,
            state: e.state.code(),
            old_secret_until: e.old_secret.map(|o| o.1),
            created_at: e.created_at,
            version: e.version,
        }
    }
}

fn webhook(status: StatusCode, endpoint: Endpoint) -> Response {
    let headers = [(ETAG, etag(endpoint.version)), (LOCATION, format!("/api/v1/webhooks/{}", endpoint.id))];
    (status, headers, axum::Json(Webhook::from(endpoint))).into_response()
}

/// A webhook with its secret.
#[derive(Debug, Serialize, ToSchema)]
struct MadeWebhook {
    /// The webhook.
    webhook: Webhook,
    /// The secret to verify signatures with (`whsec_…`); it is shown this once.
    secret: String,
}

/// A webhook as somebody wants it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WebhookRequest {
    /// The address, with `https://`.
    #[schema(max_length = 2000, pattern = r"^https://([A-Za-z0-9]+(-[A-Za-z0-9]+)*\.)+[A-Za-z]{2,}(:[1-5]?[0-9]{1,4})?([/?#][!-~]*)?$")]
    url: String,
    /// What it is for.
    #[serde(default)]
    #[schema(max_length = 200, pattern = r"^[^\x00-\x1f\x7f-\x9f]*$")]
    description: String,
    /// The kinds of facts it hears, such as `deal.approved` or `deal.*`; all when empty.
    #[serde(default)]
    #[schema(schema_with = kinds_schema)]
    kinds: Vec<String>,
}

fn kinds_schema() -> Array {
    let kind = ObjectBuilder::new().schema_type(Type::String).pattern(Some(r"^[a-z0-9_]+(\.[a-z0-9_]+)*(\.\*)?$")).max_length(Some(80));
    ArrayBuilder::new().items(kind).max_items(Some(100)).build()
}

impl From<WebhookRequest> for NewEndpoint {
    fn from(r: WebhookRequest) -> Self {
        Self { url: r.url, description: r.description, kinds: r.kinds }
    }
}

/// Lists webhooks, latest first.
#[utoipa::path(get, path = "/api/v1/webhooks", tag = "Webhooks", summary = "List webhooks", params(PageQuery),
    responses((status = 200, description = "The webhooks.", body = ApiPage<Webhook>)))]
async fn list(State(app): State<App>, me: Me, Query(query): Query<PageQuery>) -> Result<Response, Failed> {
    let found = actions::list(&app.read(&me.actor), &query.request()?).await?;
    Ok(axum::Json(ApiPage::of(found, Webhook::from)).into_response())
}

/// Makes a webhook. The answer is the only place where its secret is shown.
#[utoipa::path(post, path = "/api/v1/webhooks", tag = "Webhooks", summary = "Make a webhook", request_body = WebhookRequest,
    responses((status = 201, description = "The webhook with its secret.", body = MadeWebhook)))]
async fn make(State(app): State<App>, me: Me, Json(body): Json<WebhookRequest>) -> Result<Response, Failed> {
    let id: EndpointId = app.ids().next(app.now()).into();
    let (secret, sealed) = new_secret(&app, id)?;
    let (wanted, sealed, allowed) = (&NewEndpoint::from(body), sealed.as_str(), &app.settings().webhook_allowed_hosts);
    let made = app.transact(&me.actor, |work| async move { actions::make(&work, id, wanted, sealed, allowed).await }).await?;
    let headers = [(ETAG, etag(made.version)), (LOCATION, format!("/api/v1/webhooks/{id}")), (CACHE_CONTROL, "no-store".to_owned())];
    Ok((StatusCode::CREATED, headers, axum::Json(MadeWebhook { webhook: made.into(), secret })).into_response())
}

/// Reads a webhook.
#[utoipa::path(get, path = "/api/v1/webhooks/{id}", tag = "Webhooks", summary = "Read a webhook",
    params(("id" = String, Path, description = "The webhook.")), responses((status = 200, description = "The webhook.", body = Webhook)))]
async fn get(State(app): State<App>, me: Me, Path(id): Path<EndpointId>) -> Result<Response, Failed> {
    Ok(webhook(StatusCode::OK, actions::get(&app.read(&me.actor), id).await?))
}

/// Changes the address, the description and the kinds.
#[utoipa::path(put, path = "/api/v1/webhooks/{id}", tag = "Webhooks", summary = "Change a webhook", request_body = WebhookRequest,
    params(("id" = String, Path, description = "The webhook.")), responses((status = 200, description = "The webhook.", body = Webhook)))]
async fn change(
    State(app): State<App>,
    me: Me,
    headers: HeaderMap,
    Path(id): Path<EndpointId>,
    Json(body): Json<WebhookRequest>,
) -> Result<Response, Failed> {
    let (wanted, version, allowed) = (&NewEndpoint::from(body), if_match(&headers)?, &app.settings().webhook_allowed_hosts);
    let changed = app.transact(&me.actor, |work| async move { actions::change(&work, id, wanted, version, allowed).await }).await?;
    Ok(webhook(StatusCode::OK, changed))
}

/// Removes a webhook with its delivery log.
#[utoipa::path(delete, path = "/api/v1/webhooks/{id}", tag = "Webhooks", summary = "Remove a webhook",
    params(("id" = String, Path, description = "The webhook.")), responses((status = 204, description = "It is gone.")))]
async fn remove(State(app): State<App>, me: Me, Path(id): Path<EndpointId>) -> Result<StatusCode, Failed> {
    app.transact(&me.actor, |work| async move { actions::remove(&work, id).await }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Gives a webhook a new secret. The one before signs as well for a day.
#[utoipa::path(post, path = "/api/v1/webhooks/{id}/secret", tag = "Webhooks", summary = "Rotate the secret",
    params(("id" = String, Path, description = "The webhook.")), responses((status = 201, description = "The webhook with its new secret.", body = MadeWebhook)))]
async fn rotate(State(app): State<App>, me: Me, Path(id): Path<EndpointId>) -> Result<Response, Failed> {
    let (secret, sealed) = new_secret(&app, id)?;
    let sealed = sealed.as_str();
    let changed = app.transact(&me.actor, |work| async move { actions::rotate(&work, id, sealed).await }).await?;
    let unkept = [(CACHE_CONTROL, "no-store")];
    Ok((StatusCode::CREATED, unkept, axum::Json(MadeWebhook { webhook: changed.into(), secret })).into_response())
}

/// Sends a test message (`webhook.ping`).
#[utoipa::path(post, path = "/api/v1/webhooks/{id}/pings", tag = "Webhooks", summary = "Send a test",
    params(("id" = String, Path, description = "The webhook.")), responses((status = 202, description = "The test is on its way.", body = Delivery)))]
async fn ping(State(app): State<App>, me: Me, Path(id): Path<EndpointId>) -> Result<Response, Failed> {
    let delivery = app.transact(&me.actor, |work| async move { deliveries::ping(&work, id).await }).await?;
    let (found, _) = deliveries::get(&app.read(&me.actor), id, delivery).await?;
    Ok((StatusCode::ACCEPTED, axum::Json(Delivery::from(found))).into_response())
}

/// Pauses a webhook; what happens meanwhile is not kept for it.
#[utoipa::path(post, path = "/api/v1/webhooks/{id}/pause", tag = "Webhooks", summary = "Pause a webhook",
    params(("id" = String, Path, description = "The webhook.")), responses((status = 200, description = "The webhook.", body = Webhook)))]
async fn pause(State(app): State<App>, me: Me, Path(id): Path<EndpointId>) -> Result<Response, Failed> {
    let changed = app.transact(&me.actor, |work| async move { actions::pause(&work, id).await }).await?;
    Ok(webhook(StatusCode::OK, changed))
}

/// Calls a webhook again from now on.
#[utoipa::path(delete, path = "/api/v1/webhooks/{id}/pause", tag = "Webhooks", summary = "Resume a webhook",
    params(("id" = String, Path, description = "The webhook.")), responses((status = 200, description = "The webhook.", body = Webhook)))]
async fn resume(State(app): State<App>, me: Me, Path(id): Path<EndpointId>) -> Result<Response, Failed> {
    let changed = app.transact(&me.actor, |work| async move { actions::resume(&work, id).await }).await?;
    Ok(webhook(StatusCode::OK, changed))
}

/// One fact on its way to a webhook.
#[derive(Debug, Serialize, ToSchema)]
pub struct Delivery {
    /// Its id.
    #[schema(value_type = String, example = "dlv_01kw5x4e8fe7gv3d5q0qk2zj9n")]
    id: DeliveryId,
    /// The fact; every try carries it as `webhook-id`.
    #[schema(value_type = String, example = "evt_01kw5x4e8fe7gv3d5q0qk2zj9n")]
    event: EventId,
    /// What happened.
    kind: String,
    /// `waiting`, `delivered` or `dead`.
    state: &'static str,
    /// How often it was tried.
    attempts: i64,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    created_at: Instant,
    /// When it is tried next.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    next_at: Option<Instant>,
    /// When it was delivered or given up.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    ended_at: Option<Instant>,
}

impl From<FoundDelivery> for Delivery {
    fn from(d: FoundDelivery) -> Self {
        Self {
            id: d.id,
            event: d.event,
            kind: d.kind,
            state: d.state.code(),
            attempts: d.attempts,
            created_at: d.created_at,
            next_at: d.next_at,
            ended_at: d.ended_at,
        }
    }
}

/// Which deliveries are asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct DeliveryQuery {
    /// In this state.
    #[param(pattern = "^(waiting|delivered|dead)?$")]
    state: Option<String>,
}

/// Lists the deliveries to a webhook, latest first.
#[utoipa::path(get, path = "/api/v1/webhooks/{id}/deliveries", tag = "Webhooks", summary = "List deliveries",
    params(("id" = String, Path, description = "The webhook."), DeliveryQuery, PageQuery),
    responses((status = 200, description = "The deliveries.", body = ApiPage<Delivery>)))]
async fn list_deliveries(
    State(app): State<App>,
    me: Me,
    Path(id): Path<EndpointId>,
    Query(query): Query<DeliveryQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Response, Failed> {
    let page = page.request()?;
    let state = match query.state.as_deref().filter(|s| !s.is_empty()) {
        Some(code) => Some(DeliveryState::from_code(code).ok_or_else(|| {
            let mut invalid = Invalid::new();
            invalid.push(FieldError::new("state", "choice"));
            base::Error::from(invalid)
        })?),
        None => None,
    };
    let found = deliveries::list(&app.read(&me.actor), id, state, &page).await?;
    Ok(axum::Json(ApiPage::of(found, Delivery::from)).into_response())
}

/// Sends a delivery that ended once more.
#[utoipa::path(post, path = "/api/v1/webhooks/{id}/deliveries/{delivery}/redelivery", tag = "Webhooks", summary = "Deliver again",
    params(("id" = String, Path, description = "The webhook."), ("delivery" = String, Path, description = "The delivery.")),
    responses((status = 202, description = "It is on its way.", body = Delivery)))]
async fn redeliver(State(app): State<App>, me: Me, Path((id, delivery)): Path<(EndpointId, DeliveryId)>) -> Result<Response, Failed> {
    let again = app.transact(&me.actor, |work| async move { deliveries::redeliver(&work, id, delivery).await }).await?;
    Ok((StatusCode::ACCEPTED, axum::Json(Delivery::from(again))).into_response())
}
