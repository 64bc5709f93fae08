//! What stands on the other side, over the API.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base::{ConflictId, ConnectionId, DealId, FieldError, Instant, Invalid, SyncId};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use web::{ApiPage, ApiRoutes, App, Failed, Gate, Json, Me, PageQuery, Path, Query};
use work::Permission;

use super::actions;
use super::jobs::plan;
use super::model::{Conflict as FoundConflict, Record as FoundRecord, Side, SyncState};
use super::pages::{look, prepare, verdict};
use crate::connections::actions as connections;
use crate::connections::api::{Connection, answer};
use crate::contract::model::{Field, Values as FoundValues};
use crate::drivers::driver;
use crate::secrets;

pub(crate) fn routes() -> ApiRoutes {
    let gate = Gate::May(Permission::ConnectionManage);
    ApiRoutes::new()
        .add(gate, routes!(remove))
        .add(gate, routes!(pause))
        .add(gate, routes!(resume))
        .add(gate, routes!(test))
        .add(gate, routes!(set_up))
        .add(gate, routes!(list))
        .add(gate, routes!(get))
        .add(gate, routes!(replay))
        .add(gate, routes!(rehearse))
        .add(gate, routes!(list_conflicts))
        .add(gate, routes!(choose))
}

/// The values of the fields that both sides may change.
#[derive(Debug, Serialize, ToSchema)]
struct Values {
    /// Whole minor units of the connection's currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    /// The day, such as `2026-12-31`; empty is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    close_on: Option<String>,
    /// The other system's word for the stage.
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<String>,
}

impl From<FoundValues> for Values {
    fn from(v: FoundValues) -> Self {
        Self { value: v.value, close_on: v.close_on, stage: v.stage }
    }
}

/// One deal on one connection.
#[derive(Debug, Serialize, ToSchema)]
pub struct Record {
    /// Its id.
    #[schema(value_type = String, example = "sync_01kw5x4e8fe7gv3d5q0qk2zj9n")]
    id: SyncId,
    /// Which deal.
    #[schema(value_type = String, example = "deal_01kw5x4e8fe7gv3d5q0qk2zj9n")]
    deal: DealId,
    /// `waiting`, `synced`, `conflict`, `refused`, `failed` or `gone`.
    state: &'static str,
    /// Its id in the other system.
    #[serde(skip_serializing_if = "Option::is_none")]
    remote_id: Option<String>,
    /// What the other side said last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Values>)]
    theirs: Option<Values>,
    /// What went wrong last.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    /// When it is tried next.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    next_at: Option<Instant>,
    /// When both sides were last compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    synced_at: Option<Instant>,
}

impl From<FoundRecord> for Record {
    fn from(r: FoundRecord) -> Self {
        Self {
            id: r.id,
            deal: r.deal,
            state: r.state.code(),
            remote_id: r.remote,
            theirs: r.seen.map(Values::from),
            error: r.error,
            next_at: r.next_at.filter(|_| r.state == SyncState::Waiting),
            synced_at: r.synced_at,
        }
    }
}

/// Removes a connection with what is kept about it here. The other system keeps its records.
#[utoipa::path(delete, path = "/api/v1/connections/{id}", tag = "Connections", summary = "Remove a connection",
    params(("id" = String, Path, description = "The connection.")), responses((status = 204, description = "It is gone.")))]
async fn remove(State(app): State<App>, me: Me, Path(id): Path<ConnectionId>) -> Result<StatusCode, Failed> {
    app.transact(&me.actor, |work| async move { actions::remove_connection(&work, id).await }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Pauses a connection; what happens meanwhile waits.
#[utoipa::path(post, path = "/api/v1/connections/{id}/pause", tag = "Connections", summary = "Pause a connection",
    params(("id" = String, Path, description = "The connection.")), responses((status = 200, description = "The connection.", body = Connection)))]
async fn pause(State(app): State<App>, me: Me, Path(id): Path<ConnectionId>) -> Result<Response, Failed> {
    Ok(answer(StatusCode::OK, app.transact(&me.actor, |work| async move { connections::pause(&work, id).await }).await?))
}

/// Uses a connection again, and tells what waited.
#[utoipa::path(delete, path = "/api/v1/connections/{id}/pause", tag = "Connections", summary = "Resume a connection",
    params(("id" = String, Path, description = "The connection.")), responses((status = 200, description = "The connection.", body = Connection)))]
async fn resume(State(app): State<App>, me: Me, Path(id): Path<ConnectionId>) -> Result<Response, Failed> {
    Ok(answer(StatusCode::OK, app.transact(&me.actor, |work| async move { actions::resume(&work, id).await }).await?))
}

/// Something that a connection needs.
#[derive(Debug, Serialize, ToSchema)]
struct Need {
    /// What, in the other system's words.
    what: String,
    /// Whether it is there.
    there: bool,
}

/// What a test of a connection found.
#[derive(Debug, Serialize, ToSchema)]
struct Health {
    /// Whether nothing is missing.
    good: bool,
    /// What the other side calls itself.
    system: String,
    /// What is needed.
    needs: Vec<Need>,
    /// What went wrong before everything could be asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// Tests a connection: whether the other side lets it in, and which right or field is missing.
#[utoipa::path(post, path = "/api/v1/connections/{id}/tests", tag = "Connections", summary = "Test a connection",
    params(("id" = String, Path, description = "The connection.")), responses((status = 200, description = "What was found.", body = Health)))]
async fn test(State(app): State<App>, me: Me, Path(id): Path<ConnectionId>) -> Result<Response, Failed> {
    let connection = connections::get(&app.read(&me.actor), id).await?;
    let found = look(&app, &me, &connection).await?;
    let health = Health {
        good: found.is_good(),
        system: found.system,
        needs: found.needs.into_iter().map(|n| Need { what: n.what, there: n.there }).collect(),
        error: found.trouble.map(|t| t.to_string()),
    };
    Ok(axum::Json(health).into_response())
}

/// What came of making the fields that a connection needs.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ConnectionSetup)]
struct Setup {
    /// Whether they are there now.
    good: bool,
    /// What went wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// Makes in the other system what a connection needs there, such as the field that holds our id.
#[utoipa::path(post, path = "/api/v1/connections/{id}/setup", tag = "Connections", summary = "Set the other side up",
    params(("id" = String, Path, description = "The connection.")), responses((status = 200, description = "What came of it.", body = Setup)))]
async fn set_up(State(app): State<App>, me: Me, Path(id): Path<ConnectionId>) -> Result<Response, Failed> {
    let made = prepare(&app, &me, id).await?;
    let error = made.err().map(|t| t.to_string());
    Ok(axum::Json(Setup { good: error.is_none(), error }).into_response())
}

/// Which records are asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct RecordQuery {
    /// In this state.
    #[param(pattern = "^(waiting|synced|conflict|refused|failed|gone)?$")]
    state: Option<String>,
}

/// Lists the records on a connection, what happened last first.
#[utoipa::path(get, path = "/api/v1/connections/{id}/records", tag = "Connections", summary = "List records",
    params(("id" = String, Path, description = "The connection."), RecordQuery, PageQuery),
    responses((status = 200, description = "The records.", body = ApiPage<Record>)))]
async fn list(
    State(app): State<App>,
    me: Me,
    Path(id): Path<ConnectionId>,
    Query(query): Query<RecordQuery>,
    Query(page): Query<PageQuery>,
) -> Result<Response, Failed> {
    let page = page.request()?;
    let state = match query.state.as_deref().filter(|s| !s.is_empty()) {
        Some(code) => Some(SyncState::from_code(code).ok_or_else(|| choice("state"))?),
        None => None,
    };
    let found = actions::list(&app.read(&me.actor), id, state, &page).await?;
    Ok(axum::Json(ApiPage::of(found, |line| Record::from(line.record))).into_response())
}

fn choice(field: &str) -> base::Error {
    let mut invalid = Invalid::new();
    invalid.push(FieldError::new(field, "choice"));
    invalid.into()
}

/// Reads a record.
#[utoipa::path(get, path = "/api/v1/connections/{id}/records/{record}", tag = "Connections", summary = "Read a record",
    params(("id" = String, Path, description = "The connection."), ("record" = String, Path, description = "The record.")),
    responses((status = 200, description = "The record.", body = Record)))]
async fn get(State(app): State<App>, me: Me, Path((id, record)): Path<(ConnectionId, SyncId)>) -> Result<Response, Failed> {
    let (_, found, _) = actions::read(&app.read(&me.actor), id, record).await?;
    Ok(axum::Json(Record::from(found)).into_response())
}

/// Looks and writes a record again.
#[utoipa::path(post, path = "/api/v1/connections/{id}/records/{record}/replay", tag = "Connections", summary = "Replay a record",
    params(("id" = String, Path, description = "The connection."), ("record" = String, Path, description = "The record.")),
    responses((status = 202, description = "It is on its way.", body = Record)))]
async fn replay(State(app): State<App>, me: Me, Path((id, record)): Path<(ConnectionId, SyncId)>) -> Result<Response, Failed> {
    let again = app.transact(&me.actor, |work| async move { actions::replay(&work, id, record).await }).await?;
    Ok((StatusCode::ACCEPTED, axum::Json(Record::from(again))).into_response())
}

/// What would be done with a field.
#[derive(Debug, Serialize, ToSchema)]
struct Verdict {
    /// The field: `value`, `close_on` or `stage`.
    field: &'static str,
    /// `push`, `pull`, `agreed`, `ask` or `left`.
    verdict: &'static str,
}

/// What would be done with a record.
#[derive(Debug, Serialize, ToSchema)]
struct Rehearsal {
    /// `make`, `write`, `nothing` or `gone`.
    would: &'static str,
    /// Field by field.
    fields: Vec<Verdict>,
    /// The values here.
    ours: Values,
    /// The values there.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Values>)]
    theirs: Option<Values>,
    /// What went wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// Tells what would be written for a record, and writes nothing.
#[utoipa::path(post, path = "/api/v1/connections/{id}/records/{record}/rehearsal", tag = "Connections", summary = "Rehearse a record",
    params(("id" = String, Path, description = "The connection."), ("record" = String, Path, description = "The record.")),
    responses((status = 200, description = "What would be done.", body = Rehearsal)))]
async fn rehearse(State(app): State<App>, me: Me, Path((id, record)): Path<(ConnectionId, SyncId)>) -> Result<Response, Failed> {
    let claim = actions::rehearse(&app.read(&me.actor), id, record).await?;
    let driver = driver(secrets::target(&app, &claim.connection)?);
    let link = app.url(&format!("/deals/{}", claim.mirror.deal));
    let mut told = Rehearsal { would: "nothing", fields: Vec::new(), ours: FoundValues::default().into(), theirs: None, error: None };
    match plan(driver.as_ref(), &claim, &link).await {
        Err(trouble) => told.error = Some(trouble.to_string()),
        Ok(None) => told.would = "gone",
        Ok(Some(plan)) => {
            told.fields = Field::ALL.iter().map(|f| Verdict { field: f.code(), verdict: verdict(&plan, *f) }).collect();
            told.would = match &plan.remote {
                None => "make",
                Some(_) if plan.writes.fields.is_empty() && !plan.writes.text => "nothing",
                Some(_) => "write",
            };
            told.ours = plan.ours.into();
            told.theirs = plan.remote.map(|r| r.values.into());
        }
    }
    Ok(axum::Json(told).into_response())
}

/// A value on which both sides differ, and that a person decides.
#[derive(Debug, Serialize, ToSchema)]
pub struct Conflict {
    /// Its id.
    #[schema(value_type = String, example = "cfl_01kw5x4e8fe7gv3d5q0qk2zj9n")]
    id: ConflictId,
    /// About which record.
    #[schema(value_type = String)]
    record: SyncId,
    /// About which deal.
    #[schema(value_type = String)]
    deal: DealId,
    /// The field: `value`, `close_on`, `stage`, or `record` for the record as a whole.
    field: &'static str,
    /// The value here.
    ours: String,
    /// The value there.
    theirs: String,
    /// Why the rules did not decide.
    code: String,
    /// Since when.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
    /// `ours`, `theirs`, or `itself` when both became equal; absent while it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    chosen: Option<&'static str>,
}

impl From<FoundConflict> for Conflict {
    fn from(c: FoundConflict) -> Self {
        Self {
            id: c.id,
            record: c.record,
            deal: c.deal,
            field: c.field.map_or("record", Field::code),
            ours: c.ours,
            theirs: c.theirs,
            code: c.code,
            at: c.at,
            chosen: c.settled.map(|s| s.side.map_or("itself", Side::code)),
        }
    }
}

/// Lists the open conflicts of a connection, oldest first.
#[utoipa::path(get, path = "/api/v1/connections/{id}/conflicts", tag = "Connections", summary = "List conflicts",
    params(("id" = String, Path, description = "The connection."), PageQuery),
    responses((status = 200, description = "The conflicts.", body = ApiPage<Conflict>)))]
async fn list_conflicts(
    State(app): State<App>,
    me: Me,
    Path(id): Path<ConnectionId>,
    Query(page): Query<PageQuery>,
) -> Result<Response, Failed> {
    let found = actions::conflicts(&app.read(&me.actor), id, &page.request()?).await?;
    Ok(axum::Json(ApiPage::of(found, Conflict::from)).into_response())
}

/// Whose value a conflict ends with.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ChoiceRequest {
    /// `ours` or `theirs`.
    #[schema(pattern = "^(ours|theirs)$")]
    side: String,
    /// Why, for the record.
    #[schema(min_length = 3, max_length = 500, pattern = r"^[^\x00-\x1f\x7f-\x9f]*$")]
    reason: String,
}

/// Settles a conflict with the value of one side.
#[utoipa::path(put, path = "/api/v1/connections/{id}/conflicts/{conflict}/choice", tag = "Connections", summary = "Settle a conflict",
    request_body = ChoiceRequest,
    params(("id" = String, Path, description = "The connection."), ("conflict" = String, Path, description = "The conflict.")),
    responses((status = 200, description = "The conflict.", body = Conflict)))]
async fn choose(
    State(app): State<App>,
    me: Me,
    Path((id, conflict)): Path<(ConnectionId, ConflictId)>,
    Json(body): Json<ChoiceRequest>,
) -> Result<Response, Failed> {
    let side = Side::from_code(&body.side).ok_or_else(|| choice("side"))?;
    let reason = body.reason.as_str();
    let settled = app.transact(&me.actor, |work| async move { actions::choose(&work, id, conflict, side, reason).await }).await?;
    Ok(axum::Json(Conflict::from(settled)).into_response())
}
