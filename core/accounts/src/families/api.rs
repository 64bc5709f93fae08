//! The API of families.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse as _;
use base::AccountId;
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Path, Reply};

use super::actions;
use crate::accounts::model::Account;

pub(crate) fn routes() -> ApiRoutes {
    ApiRoutes::new().add(Gate::May(Permission::AccountRead), routes!(family)).add(Gate::May(Permission::AccountManage), routes!(set_parent))
}

/// A member of a family.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AccountRelative)]
struct Relative {
    /// Which account.
    #[schema(value_type = String)]
    id: AccountId,
    /// Its name.
    name: String,
}

impl Relative {
    fn of(a: Account) -> Self {
        Self { id: a.id, name: a.details.name }
    }
}

/// Where an account stands in its family.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(as = AccountFamily)]
struct FamilyBody {
    /// Its ancestors: the parent first, the head of the family last.
    ancestors: Vec<Relative>,
    /// Its children, by name; at most the first hundred.
    children: Vec<Relative>,
}

/// Where an account stands in its family: its ancestors and its children.
#[utoipa::path(get, path = "/api/v1/accounts/{id}/family", tag = "Accounts", operation_id = "accounts_family", params(("id" = String, Path, description = "The account's id.")), responses((status = 200, description = "Its ancestors and its children.", body = FamilyBody)))]
async fn family(State(app): State<App>, me: Me, Path(id): Path<AccountId>) -> Reply {
    let found = actions::family(&app.read(&me.actor), id).await?;
    let all = |list: Vec<Account>| list.into_iter().map(Relative::of).collect();
    Ok(axum::response::Json(FamilyBody { ancestors: all(found.ancestors), children: all(found.children) }).into_response())
}

/// The parent that an account is given.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AccountParent)]
struct ParentBody {
    /// Which account; `null` takes the parent away. It must be there, so that nothing is taken away by leaving it out.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(value_type = Option<String>, required = true)]
    parent_id: Option<AccountId>,
}

/// Gives an account a parent, or takes it away.
///
/// Nobody is their own ancestor: a parent that would close a circle is refused.
#[utoipa::path(put, path = "/api/v1/accounts/{id}/parent", tag = "Accounts", operation_id = "accounts_parent_put", params(("id" = String, Path, description = "The account's id.")), request_body = ParentBody, responses((status = 204, description = "It is so.")))]
async fn set_parent(State(app): State<App>, me: Me, Path(id): Path<AccountId>, Json(body): Json<ParentBody>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::set_parent(&work, id, body.parent_id).await }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
