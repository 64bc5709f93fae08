//! The API of statements.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse;
use base::{PartnerId, StatementId};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiPage, ApiRoutes, App, Gate, Me, PageQuery, Path, Query, Reply};

use super::actions;
use super::model::{Line, Statement};
use crate::accruals::api::{AccrualBody, body as accrual_body};

pub(crate) fn routes() -> ApiRoutes {
    ApiRoutes::new()
        .add(Gate::May(Permission::StatementRead), routes!(list))
        .add(Gate::May(Permission::StatementRead), routes!(get))
        .add(Gate::May(Permission::StatementManage), routes!(pay))
}

/// A closed statement.
#[derive(Serialize, ToSchema)]
#[schema(as = Statement)]
struct StatementBody {
    /// Its id.
    #[schema(value_type = String)]
    id: StatementId,
    /// Of which partner.
    #[schema(value_type = String)]
    partner: PartnerId,
    /// Its number, counted for each partner without gaps.
    number: i64,
    /// The month, such as `2026-11`.
    period: String,
    /// The sum of its lines when it was closed, in minor units.
    total_minor: i64,
    /// The currency.
    currency: &'static str,
    /// When it was closed.
    #[schema(value_type = String, format = DateTime)]
    closed_at: base::Instant,
    /// When it was paid.
    #[schema(value_type = Option<String>, format = DateTime)]
    paid_at: Option<base::Instant>,
    /// What was paid, in minor units: the total less what was taken back while the statement waited.
    paid_minor: Option<i64>,
    /// Its lines; only when one statement is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    lines: Option<Vec<LineBody>>,
}

/// One line of a statement.
#[derive(Serialize, ToSchema)]
#[schema(as = StatementLine)]
struct LineBody {
    /// What it is about.
    accrual: AccrualBody,
    /// Whether it subtracts what was taken back.
    taken_back: bool,
    /// What it adds, in minor units; negative when it subtracts.
    amount_minor: i64,
}

fn line(line: Line) -> base::Result<LineBody> {
    let amount = line.amount().map_err(|e| base::Fault::new("reading a statement's line", e))?;
    Ok(LineBody { taken_back: line.taken_back, amount_minor: amount.minor, accrual: accrual_body(line.accrual) })
}

fn body(s: Statement) -> StatementBody {
    StatementBody {
        id: s.id,
        partner: s.partner,
        number: s.number,
        period: s.period,
        total_minor: s.total.minor,
        currency: s.total.currency.code(),
        closed_at: s.closed_at,
        paid_at: s.paid.map(|p| p.at),
        paid_minor: s.paid.map(|p| p.amount.minor),
        lines: None,
    }
}

/// Statements that the caller may see, latest first.
#[utoipa::path(get, path = "/api/v1/statements", tag = "Incentives", operation_id = "statements_list", params(PageQuery), responses((status = 200, description = "A page of statements.", body = ApiPage<StatementBody>)))]
async fn list(State(app): State<App>, me: Me, Query(page): Query<PageQuery>) -> Reply {
    let found = actions::list(&app.read(&me.actor), false, &page.request()?).await?;
    Ok(axum::response::Json(ApiPage::of(found, body)).into_response())
}

/// One statement with its lines.
#[utoipa::path(get, path = "/api/v1/statements/{id}", tag = "Incentives", operation_id = "statements_get", params(("id" = String, Path, description = "The statement's id.")), responses((status = 200, description = "The statement.", body = StatementBody)))]
async fn get(State(app): State<App>, me: Me, Path(id): Path<StatementId>) -> Reply {
    let (s, lines) = actions::get(&app.read(&me.actor), id).await?;
    let lines = lines.into_iter().map(line).collect::<base::Result<Vec<_>>>()?;
    Ok(axum::response::Json(StatementBody { lines: Some(lines), ..body(s) }).into_response())
}

/// Marks a statement as paid.
#[utoipa::path(post, path = "/api/v1/statements/{id}/payment", tag = "Incentives", operation_id = "statements_pay", params(("id" = String, Path, description = "The statement's id.")), responses((status = 200, description = "The paid statement.", body = StatementBody)))]
async fn pay(State(app): State<App>, me: Me, Path(id): Path<StatementId>) -> Reply {
    let s = app.transact(&me.actor, |work| async move { actions::pay(&work, id).await }).await?;
    Ok(axum::response::Json(body(s)).into_response())
}
