//! Connections over the API.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base::{ConnectionId, Currency, FieldError, Instant, Invalid};
use http::header::{ETAG, LOCATION};
use http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiPage, ApiRoutes, App, Failed, Gate, Json, Me, PageQuery, Path, Query, etag, if_match};
use work::Permission;

use super::actions;
use super::model::{Connection as Found, NewConnection};
use super::pages::resealed;
use crate::contract::model::{Field, Mark, Owner, Protocol, Secrets, Settings, System};
use crate::secrets;

pub(crate) fn routes() -> ApiRoutes {
    let gate = Gate::May(Permission::ConnectionManage);
    ApiRoutes::new().add(gate, routes!(list)).add(gate, routes!(make)).add(gate, routes!(get)).add(gate, routes!(change))
}

/// How the stages are called in the other system.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Stages {
    /// The need is known and confirmed.
    #[schema(min_length = 1, max_length = 100, pattern = r"^[^\x00-\x1f\x7f-\x9f]*$")]
    qualified: String,
    /// The customer has an offer.
    #[schema(min_length = 1, max_length = 100, pattern = r"^[^\x00-\x1f\x7f-\x9f]*$")]
    proposal: String,
    /// Terms and price are being settled.
    #[schema(min_length = 1, max_length = 100, pattern = r"^[^\x00-\x1f\x7f-\x9f]*$")]
    negotiation: String,
    /// The customer bought.
    #[schema(min_length = 1, max_length = 100, pattern = r"^[^\x00-\x1f\x7f-\x9f]*$")]
    won: String,
    /// The customer did not buy.
    #[schema(min_length = 1, max_length = 100, pattern = r"^[^\x00-\x1f\x7f-\x9f]*$")]
    lost: String,
}

/// Whose word counts for each field: `ours`, `theirs`, `latest` or `ask`.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Owners {
    /// What the deal is worth.
    #[schema(pattern = "^(ours|theirs|latest|ask)$")]
    value: String,
    /// When the customer is expected to decide.
    #[schema(pattern = "^(ours|theirs|latest|ask)$")]
    close_on: String,
    /// How far the sale is.
    #[schema(pattern = "^(ours|theirs|latest|ask)$")]
    stage: String,
}

/// A connection to another system, without its secrets.
#[derive(Debug, Serialize, ToSchema)]
pub struct Connection {
    /// Its id.
    #[schema(value_type = String, example = "conn_01kw5x4e8fe7gv3d5q0qk2zj9n")]
    id: ConnectionId,
    /// What people call it.
    name: String,
    /// `odoo`, `salesforce` or `hubspot`.
    system: &'static str,
    /// Its address.
    url: String,
    /// `active` or `paused`.
    state: &'static str,
    /// Odoo: how it is spoken to: `auto`, `json_rpc`, `xml_rpc` or `json_2`.
    protocol: &'static str,
    /// Odoo: the name of the database.
    database: String,
    /// The login, where one is needed.
    login: String,
    /// The id of the connected application, where there is one.
    client_id: String,
    /// The field that holds the deal's id.
    key_field: String,
    /// HubSpot: the pipeline.
    pipeline: String,
    /// The currency in which the other system keeps amounts.
    currency: String,
    /// How the stages are called there.
    stages: Stages,
    /// Whose word counts.
    owners: Owners,
    /// When the other side last answered well.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    ok_at: Option<Instant>,
    /// What went wrong last.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_error: Option<String>,
    /// How often it went wrong since it last went well.
    failures: i64,
    /// Until when the other side is left alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    limited_until: Option<Instant>,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    created_at: Instant,
    /// The version, also in `ETag`; send it back in `If-Match`.
    version: i64,
}

impl From<Found> for Connection {
    fn from(c: Found) -> Self {
        let s = &c.settings;
        let stage = |mark| s.stage_name(mark).to_owned();
        let owner = |field| s.owner(field).code().to_owned();
        Self {
            id: c.id,
            name: c.name,
            system: c.system.code(),
            url: c.url,
            state: c.state.code(),
            stages: Stages {
                qualified: stage(Mark::Qualified),
                proposal: stage(Mark::Proposal),
                negotiation: stage(Mark::Negotiation),
                won: stage(Mark::Won),
                lost: stage(Mark::Lost),
            },
            owners: Owners { value: owner(Field::Value), close_on: owner(Field::CloseOn), stage: owner(Field::Stage) },
            currency: s.currency.code().to_owned(),
            protocol: c.settings.protocol.code(),
            database: c.settings.database,
            login: c.settings.login,
            client_id: c.settings.client_id,
            key_field: c.settings.key_field,
            pipeline: c.settings.pipeline,
            ok_at: c.pulse.ok_at,
            last_error: c.pulse.error.map(|e| e.0),
            failures: c.pulse.failures,
            limited_until: c.pulse.limited_until,
            created_at: c.created_at,
            version: c.version,
        }
    }
}

/// A connection as the answer of a call.
pub(crate) fn answer(status: StatusCode, connection: Found) -> Response {
    let headers = [(ETAG, etag(connection.version)), (LOCATION, format!("/api/v1/connections/{}", connection.id))];
    (status, headers, axum::Json(Connection::from(connection))).into_response()
}

/// A connection as somebody wants it. What is left out is as the system has it out of the box.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ConnectionRequest {
    /// What people call it.
    #[schema(min_length = 1, max_length = 80, pattern = r"^[^\x00-\x1f\x7f-\x9f]*[^\x00-\x20\x7f-\x9f][^\x00-\x1f\x7f-\x9f]*$")]
    name: String,
    /// Which system is there; it does not change.
    #[schema(pattern = "^(odoo|salesforce|hubspot)$")]
    system: String,
    /// Its address: `https://` and a host, without a path.
    #[schema(max_length = 300, pattern = r"^https://([A-Za-z0-9]+(-[A-Za-z0-9]+)*\.)+[A-Za-z]{2,}(:[1-5]?[0-9]{1,4})?/?$")]
    url: String,
    /// Odoo: how it is spoken to; by whichever way answers, where it is left out.
    #[serde(default)]
    #[schema(value_type = Option<String>, pattern = "^(auto|json_rpc|xml_rpc|json_2)$")]
    protocol: Option<String>,
    /// Odoo: the name of the database.
    #[serde(default)]
    #[schema(max_length = 200, pattern = r"^[^\x00-\x1f\x7f-\x9f]*$")]
    database: String,
    /// Odoo: the login. Salesforce: the user of a signed assertion.
    #[serde(default)]
    #[schema(max_length = 200, pattern = r"^[^\x00-\x1f\x7f-\x9f]*$")]
    login: String,
    /// Salesforce and HubSpot: the id of the connected application.
    #[serde(default)]
    #[schema(max_length = 200, pattern = r"^[^\x00-\x1f\x7f-\x9f]*$")]
    client_id: String,
    /// Odoo: the API key. HubSpot: an access or refresh token. Salesforce: a refresh token or a private key. Left out, it stays.
    #[serde(default)]
    #[schema(max_length = 8000)]
    token: String,
    /// The secret of the connected application. Left out, it stays.
    #[serde(default)]
    #[schema(max_length = 8000)]
    client_secret: String,
    /// The field that holds the deal's id.
    #[serde(default)]
    #[schema(value_type = Option<String>, pattern = "^[A-Za-z0-9_-]{1,80}$")]
    key_field: Option<String>,
    /// HubSpot: the pipeline.
    #[serde(default)]
    #[schema(value_type = Option<String>, pattern = "^[A-Za-z0-9_-]{1,80}$")]
    pipeline: Option<String>,
    /// The currency in which the other system keeps amounts, such as `EUR`.
    #[serde(default)]
    #[schema(value_type = Option<String>, pattern = "^[A-Z]{3}$")]
    currency: Option<String>,
    /// How the stages are called there.
    #[serde(default, deserialize_with = "web::object")]
    #[schema(value_type = Option<Stages>)]
    stages: Option<Stages>,
    /// Whose word counts.
    #[serde(default, deserialize_with = "web::object")]
    #[schema(value_type = Option<Owners>)]
    owners: Option<Owners>,
}

impl ConnectionRequest {
    fn wanted(self) -> base::Result<NewConnection> {
        let mut invalid = Invalid::new();
        let Some(system) = System::from_code(&self.system) else {
            invalid.push(FieldError::new("system", "choice"));
            return Err(invalid.into());
        };
        let mut settings = Settings::usual(system);
        settings.database = self.database;
        settings.login = self.login;
        settings.client_id = self.client_id;
        settings.key_field = self.key_field.unwrap_or(settings.key_field);
        settings.pipeline = self.pipeline.unwrap_or(settings.pipeline);
        match self.protocol.as_deref().map_or(Some(Protocol::Auto), Protocol::from_code) {
            Some(protocol) => settings.protocol = protocol,
            None => {
                invalid.push(FieldError::new("protocol", "choice"));
            }
        }
        if let Some(code) = &self.currency {
            match code.parse::<Currency>() {
                Ok(currency) => settings.currency = currency,
                Err(_) => {
                    invalid.push(FieldError::new("currency", "connection.currency"));
                }
            }
        }
        if let Some(s) = self.stages {
            settings.stages = Mark::ALL.iter().copied().zip([s.qualified, s.proposal, s.negotiation, s.won, s.lost]).collect();
        }
        if let Some(o) = &self.owners {
            settings.owners.clear();
            for (field, code) in [(Field::Value, &o.value), (Field::CloseOn, &o.close_on), (Field::Stage, &o.stage)] {
                match Owner::from_code(code) {
                    Some(owner) => settings.owners.push((field, owner)),
                    None => {
                        invalid.push(FieldError::new(format!("owners.{}", field.code()), "choice"));
                    }
                }
            }
        }
        invalid.finish()?;
        Ok(NewConnection {
            name: self.name,
            system,
            url: self.url.trim_end_matches('/').to_owned(),
            settings,
            token: self.token,
            client: self.client_secret,
        })
    }
}

/// Lists connections, latest first.
#[utoipa::path(get, path = "/api/v1/connections", tag = "Connections", summary = "List connections", params(PageQuery),
    responses((status = 200, description = "The connections.", body = ApiPage<Connection>)))]
async fn list(State(app): State<App>, me: Me, Query(query): Query<PageQuery>) -> Result<Response, Failed> {
    let found = actions::list(&app.read(&me.actor), &query.request()?).await?;
    Ok(axum::Json(ApiPage::of(found, Connection::from)).into_response())
}

/// Makes a connection, which is paused until it is resumed. Its secrets are sealed and never shown again.
#[utoipa::path(post, path = "/api/v1/connections", tag = "Connections", summary = "Make a connection", request_body = ConnectionRequest,
    responses((status = 201, description = "The connection.", body = Connection)))]
async fn make(State(app): State<App>, me: Me, Json(body): Json<ConnectionRequest>) -> Result<Response, Failed> {
    let id: ConnectionId = app.ids().next(app.now()).into();
    let wanted = body.wanted()?;
    let sealed = secrets::seal(&app, id, &Secrets { token: wanted.token.clone(), client: wanted.client.clone() })?;
    let (wanted, sealed, allowed) = (&wanted, sealed.as_str(), &app.settings().webhook_allowed_hosts);
    let made = app.transact(&me.actor, |work| async move { actions::make(&work, id, wanted, sealed, allowed).await }).await?;
    Ok(answer(StatusCode::CREATED, made))
}

/// Reads a connection.
#[utoipa::path(get, path = "/api/v1/connections/{id}", tag = "Connections", summary = "Read a connection",
    params(("id" = String, Path, description = "The connection.")), responses((status = 200, description = "The connection.", body = Connection)))]
async fn get(State(app): State<App>, me: Me, Path(id): Path<ConnectionId>) -> Result<Response, Failed> {
    Ok(answer(StatusCode::OK, actions::get(&app.read(&me.actor), id).await?))
}

/// Changes what is set for a connection; secrets that are left out stay.
#[utoipa::path(put, path = "/api/v1/connections/{id}", tag = "Connections", summary = "Change a connection", request_body = ConnectionRequest,
    params(("id" = String, Path, description = "The connection.")), responses((status = 200, description = "The connection.", body = Connection)))]
async fn change(
    State(app): State<App>,
    me: Me,
    headers: HeaderMap,
    Path(id): Path<ConnectionId>,
    Json(body): Json<ConnectionRequest>,
) -> Result<Response, Failed> {
    let version = if_match(&headers)?;
    let before = actions::get(&app.read(&me.actor), id).await?;
    let wanted = body.wanted()?;
    let sealed = resealed(&app, &before, &wanted.token, &wanted.client)?;
    let (wanted, sealed, allowed) = (&wanted, sealed.as_deref(), &app.settings().webhook_allowed_hosts);
    let changed = app.transact(&me.actor, |work| async move { actions::change(&work, id, wanted, sealed, version, allowed).await }).await?;
    Ok(answer(StatusCode::OK, changed))
}
