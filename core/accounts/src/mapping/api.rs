//! The API of account mapping.

mod bodies;
mod introduce;

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse as _;
use base::{AccountMapId, AccountMapListId, FieldError, Invalid};
use http::StatusCode;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Json, Me, Path, Query, Reply};

use super::actions;
use super::model::With;
use bodies::{AgreeBody, JoinBody, ListBody, ListFields, ListList, MapBody, MapList, ProposalBody, ProposedBody, ResultBody};

/// How many overlaps are told at once.
const PAGE: usize = 200;

pub(crate) fn routes() -> ApiRoutes {
    let (read, manage) = (Gate::May(Permission::MappingRead), Gate::May(Permission::MappingManage));
    ApiRoutes::new()
        .add(read, routes!(list))
        .add(manage, routes!(propose))
        .add(manage, routes!(join))
        .add(read, routes!(get))
        .add(manage, routes!(agree, withdraw))
        .add(read, routes!(overlaps))
        .add(read, routes!(lists))
        .add(manage, routes!(add_list))
        .add(manage, routes!(put_list, remove_list))
        .merge(introduce::routes())
}

/// The account mappings of the own side.
///
/// A mapping is between the vendor and a partner, or between two partners; others do not see it.
#[utoipa::path(get, path = "/api/v1/account-mappings", tag = "Account mapping", operation_id = "account_mappings_list", responses((status = 200, description = "The mappings, latest first; at most 200.", body = MapList)))]
async fn list(State(app): State<App>, me: Me) -> Reply {
    let found = actions::list(&app.read(&me.actor)).await?;
    Ok(axum::response::Json(MapList { data: found.into_iter().map(MapBody::of).collect() }).into_response())
}

/// Proposes a mapping, with the own consent.
///
/// A partner proposes one to the vendor, or without `partner_id` and with `invite` to the partner that it gives the
/// `code` of the answer to. The vendor names the partner.
#[utoipa::path(post, path = "/api/v1/account-mappings", tag = "Account mapping", operation_id = "account_mappings_propose", request_body = ProposalBody, responses((status = 201, description = "It is proposed.", body = ProposedBody)))]
async fn propose(State(app): State<App>, me: Me, Json(body): Json<ProposalBody>) -> Reply {
    let mut invalid = Invalid::new();
    invalid.check(!(body.invite && body.partner_id.is_some()), "invite", "mapping.with");
    let terms = bodies::terms(&body.level, &body.list_ids, invalid)?;
    let with = match body.partner_id {
        Some(id) => With::Partner(id),
        None if body.invite => With::Invited,
        None => With::Vendor,
    };
    let terms = &terms;
    let (id, code) = app.transact(&me.actor, |work| async move { actions::consent::propose(&work, with, terms).await }).await?;
    Ok((StatusCode::CREATED, axum::response::Json(ProposedBody { id, code })).into_response())
}

/// Takes part in the mapping that another partner invited to, and agrees to it.
#[utoipa::path(post, path = "/api/v1/account-mappings/joined", tag = "Account mapping", operation_id = "account_mappings_join", request_body = JoinBody, responses((status = 200, description = "The mapping.", body = MapBody)))]
async fn join(State(app): State<App>, me: Me, Json(body): Json<JoinBody>) -> Reply {
    let terms = bodies::terms(&body.level, &body.list_ids, Invalid::new())?;
    let (terms, code) = (&terms, body.code.as_str());
    let seen = app
        .transact(&me.actor, |work| async move {
            let id = actions::consent::join(&work, code, terms).await?;
            actions::get(&work, id).await
        })
        .await?;
    Ok(axum::response::Json(MapBody::of(seen)).into_response())
}

/// One mapping.
#[utoipa::path(get, path = "/api/v1/account-mappings/{id}", tag = "Account mapping", operation_id = "account_mappings_get", params(("id" = String, Path, description = "The mapping's id.")), responses((status = 200, description = "The mapping.", body = MapBody)))]
async fn get(State(app): State<App>, me: Me, Path(id): Path<AccountMapId>) -> Reply {
    let seen = actions::get(&app.read(&me.actor), id).await?;
    Ok(axum::response::Json(MapBody::of(seen)).into_response())
}

/// Agrees to a mapping, or to other terms than before.
///
/// Each consent is a version of its own; what was found before is found anew.
#[utoipa::path(put, path = "/api/v1/account-mappings/{id}/consent", tag = "Account mapping", operation_id = "account_mappings_agree", params(("id" = String, Path, description = "The mapping's id.")), request_body = AgreeBody, responses((status = 200, description = "The mapping.", body = MapBody)))]
async fn agree(State(app): State<App>, me: Me, Path(id): Path<AccountMapId>, Json(body): Json<AgreeBody>) -> Reply {
    let terms = bodies::terms(&body.level, &body.list_ids, Invalid::new())?;
    let terms = &terms;
    let seen = app
        .transact(&me.actor, |work| async move {
            actions::consent::agree(&work, id, terms).await?;
            actions::get(&work, id).await
        })
        .await?;
    Ok(axum::response::Json(MapBody::of(seen)).into_response())
}

/// Withdraws the own consent.
///
/// From this moment on neither side sees a result.
#[utoipa::path(delete, path = "/api/v1/account-mappings/{id}/consent", tag = "Account mapping", operation_id = "account_mappings_withdraw", params(("id" = String, Path, description = "The mapping's id.")), responses((status = 204, description = "It is withdrawn.")))]
async fn withdraw(State(app): State<App>, me: Me, Path(id): Path<AccountMapId>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::consent::withdraw(&work, id).await }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OverlapQuery {
    /// How many companies to leave out: the `next` of the answer before.
    #[serde(default, deserialize_with = "web::given")]
    #[param(minimum = 0, maximum = 1_000_000)]
    skip: Option<u32>,
}

/// What both sides deal with, as far as both agreed; that somebody looked is kept in the audit record.
#[utoipa::path(get, path = "/api/v1/account-mappings/{id}/overlaps", tag = "Account mapping", operation_id = "account_mappings_overlaps", params(("id" = String, Path, description = "The mapping's id."), OverlapQuery), responses((status = 200, description = "What is shown; without the consent of both sides nothing is.", body = ResultBody)))]
async fn overlaps(State(app): State<App>, me: Me, Path(id): Path<AccountMapId>, Query(query): Query<OverlapQuery>) -> Reply {
    let skip = query.skip.map_or(Some(0), |n| usize::try_from(n).ok()).filter(|n| *n <= 1_000_000);
    let Some(skip) = skip else {
        let mut invalid = Invalid::new();
        invalid.push(FieldError::new("skip", "cursor"));
        return Err(base::Error::from(invalid).into());
    };
    let shown = app.transact(&me.actor, |work| async move { actions::see::see(&work, id, skip, PAGE).await }).await?;
    let body = shown.map_or_else(ResultBody::nothing, |s| ResultBody::of(s, skip));
    Ok(axum::response::Json(body).into_response())
}

/// The lists of the own side.
#[utoipa::path(get, path = "/api/v1/account-mapping-lists", tag = "Account mapping", operation_id = "account_mapping_lists_list", responses((status = 200, description = "The lists, by name; at most twenty.", body = ListList)))]
async fn lists(State(app): State<App>, me: Me) -> Reply {
    let found = actions::lists::list(&app.read(&me.actor)).await?;
    Ok(axum::response::Json(ListList { data: found.into_iter().map(ListBody::of).collect() }).into_response())
}

/// Adds a list.
///
/// Give `companies`, or as the vendor `stage` to take the accounts of that stage.
#[utoipa::path(post, path = "/api/v1/account-mapping-lists", tag = "Account mapping", operation_id = "account_mapping_lists_add", request_body = ListFields, responses((status = 201, description = "The list.", body = ListBody)))]
async fn add_list(State(app): State<App>, me: Me, Json(body): Json<ListFields>) -> Reply {
    let new = &body.read()?;
    let list = app.transact(&me.actor, |work| async move { actions::lists::put(&work, None, new).await }).await?;
    Ok((StatusCode::CREATED, axum::response::Json(ListBody::of(list))).into_response())
}

/// Puts other companies on a list.
#[utoipa::path(put, path = "/api/v1/account-mapping-lists/{id}", tag = "Account mapping", operation_id = "account_mapping_lists_put", params(("id" = String, Path, description = "The list's id.")), request_body = ListFields, responses((status = 200, description = "The list.", body = ListBody)))]
async fn put_list(State(app): State<App>, me: Me, Path(id): Path<AccountMapListId>, Json(body): Json<ListFields>) -> Reply {
    let new = &body.read()?;
    let list = app.transact(&me.actor, |work| async move { actions::lists::put(&work, Some(id), new).await }).await?;
    Ok(axum::response::Json(ListBody::of(list)).into_response())
}

/// Takes a list away, from every mapping that it was put into.
#[utoipa::path(delete, path = "/api/v1/account-mapping-lists/{id}", tag = "Account mapping", operation_id = "account_mapping_lists_remove", params(("id" = String, Path, description = "The list's id.")), responses((status = 204, description = "It is gone.")))]
async fn remove_list(State(app): State<App>, me: Me, Path(id): Path<AccountMapListId>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::lists::remove(&work, id).await }).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
