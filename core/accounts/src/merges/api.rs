//! The API of merges.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse as _;
use base::{AccountId, FieldError, Instant, Invalid, MergeId};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Path, Reply};

use super::actions;
use super::model::{Merge, NewMerge};
use crate::accounts::fields::Field;

pub(crate) fn routes() -> ApiRoutes {
    ApiRoutes::new()
        .add(Gate::May(Permission::AccountRead), routes!(list))
        .add(Gate::May(Permission::AccountManage), routes!(merge))
        .add(Gate::May(Permission::AccountManage), routes!(unmerge))
}

/// A merge of two accounts.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AccountMerge)]
struct MergeBody {
    /// Its id.
    #[schema(value_type = String)]
    id: MergeId,
    /// The account that stayed.
    #[schema(value_type = String)]
    survivor_id: AccountId,
    /// The account that went into it.
    #[schema(value_type = String)]
    absorbed_id: AccountId,
    /// Why.
    reason: String,
    /// Who merged them.
    made_by: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    made_at: Instant,
    /// Who undid it.
    undone_by: Option<String>,
    /// When it was undone.
    #[schema(value_type = Option<String>, format = DateTime)]
    undone_at: Option<Instant>,
}

impl MergeBody {
    fn of(m: Merge) -> Self {
        let (undone_by, undone_at) = m.undone.map(|d| (d.by, d.at)).unzip();
        Self {
            id: m.id,
            survivor_id: m.survivor,
            absorbed_id: m.absorbed,
            reason: m.reason,
            made_by: m.made.by,
            made_at: m.made.at,
            undone_by,
            undone_at,
        }
    }
}

/// The merges of an account.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AccountMerges)]
struct MergeList {
    /// Newest first; at most fifty.
    data: Vec<MergeBody>,
}

/// The merges in which an account had a part.
#[utoipa::path(get, path = "/api/v1/accounts/{id}/merges", tag = "Accounts", operation_id = "accounts_merges", params(("id" = String, Path, description = "The account's id.")), responses((status = 200, description = "Its merges, newest first.", body = MergeList)))]
async fn list(State(app): State<App>, me: Me, Path(id): Path<AccountId>) -> Reply {
    let found = actions::history(&app.read(&me.actor), id).await?;
    Ok(axum::response::Json(MergeList { data: found.into_iter().map(MergeBody::of).collect() }).into_response())
}

/// An account to be merged into another.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AccountMergeRequest)]
struct MergeRequest {
    /// The account that goes into this one.
    #[schema(value_type = String)]
    absorbed_id: AccountId,
    /// The fields whose values are taken over from it, such as `phone`.
    #[serde(default)]
    #[schema(max_items = 30)]
    take: Vec<String>,
    /// Why.
    #[schema(min_length = 1, max_length = 500)]
    reason: String,
}

/// Merges another account into this one.
///
/// The id of the other one stands for this one from then on, wherever it was kept. It can be undone.
#[utoipa::path(post, path = "/api/v1/accounts/{id}/merges", tag = "Accounts", operation_id = "accounts_merge", params(("id" = String, Path, description = "The id of the account that stays.")), request_body = MergeRequest, responses((status = 201, description = "The merge.", body = MergeBody)))]
async fn merge(State(app): State<App>, me: Me, Path(id): Path<AccountId>, Json(body): Json<MergeRequest>) -> Reply {
    let mut invalid = Invalid::new();
    let mut take = Vec::new();
    for (at, code) in body.take.iter().enumerate() {
        match Field::from_code(code) {
            Some(field) => take.push(field),
            None => {
                invalid.push(FieldError::new(format!("take.{at}"), "choice"));
            }
        }
    }
    invalid.finish()?;
    let new = &NewMerge { survivor: id, absorbed: body.absorbed_id, take, reason: body.reason, versions: None };
    let done = app.transact(&me.actor, |work| async move { actions::merge(&work, new).await }).await?;
    Ok((StatusCode::CREATED, axum::response::Json(MergeBody::of(done))).into_response())
}

/// Why a merge is undone.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AccountUnmergeRequest)]
struct UnmergeRequest {
    /// Why.
    #[schema(min_length = 1, max_length = 500)]
    reason: String,
}

/// What undoing a merge left as it is.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AccountUnmerged)]
struct UnmergeBody {
    /// Fields of the survivor that somebody changed since, and that therefore stay.
    kept: Vec<&'static str>,
}

/// Undoes a merge: both accounts are as they were before.
#[utoipa::path(post, path = "/api/v1/account-merges/{id}/reversal", tag = "Accounts", operation_id = "account_merges_undo", params(("id" = String, Path, description = "The merge's id.")), request_body = UnmergeRequest, responses((status = 200, description = "It is undone.", body = UnmergeBody)))]
async fn unmerge(State(app): State<App>, me: Me, Path(id): Path<MergeId>, Json(body): Json<UnmergeRequest>) -> Reply {
    let reason = body.reason.as_str();
    let kept = app.transact(&me.actor, |work| async move { actions::unmerge(&work, id, reason).await }).await?;
    Ok(axum::response::Json(UnmergeBody { kept: kept.into_iter().map(Field::code).collect() }).into_response())
}
