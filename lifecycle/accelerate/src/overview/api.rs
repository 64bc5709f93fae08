//! The API of figures, next actions and the work queue.

use access::Permission;
use axum::extract::State;
use axum::response::IntoResponse;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;
use web::{ApiRoutes, App, Gate, Me, Reply};

use super::actions;

pub(crate) fn routes() -> ApiRoutes {
    ApiRoutes::new()
        .add(Gate::SignedIn, routes!(figures))
        .add(Gate::SignedIn, routes!(next))
        .add(Gate::May(Permission::ConsoleView), routes!(queue))
}

/// A figure with its definition.
#[derive(Serialize, ToSchema)]
#[schema(as = Figure)]
struct FigureBody {
    /// A stable name, such as `sell.open_pipeline`.
    key: &'static str,
    /// What it is called.
    label: String,
    /// How it is computed.
    definition: String,
    /// Its value as people read it.
    value: String,
    /// Its value in minor units, when it is money.
    minor: Option<i64>,
    /// The currency, when it is money.
    currency: Option<&'static str>,
    /// Where its rows are.
    href: String,
}

/// The figures of the caller's home or overview.
#[utoipa::path(get, path = "/api/v1/figures", tag = "Overview", operation_id = "figures_list", responses((status = 200, description = "All figures.", body = Vec<FigureBody>)))]
async fn figures(State(app): State<App>, me: Me) -> Reply {
    let rows = actions::figures(&app, &me).await?.into_iter().map(|f| FigureBody {
        key: f.key,
        label: f.label,
        definition: f.definition,
        value: f.value,
        minor: f.money.map(|m| m.minor),
        currency: f.money.map(|m| m.currency.code()),
        href: f.href,
    });
    Ok(axum::response::Json(rows.collect::<Vec<_>>()).into_response())
}

/// A suggested move.
#[derive(Serialize, ToSchema)]
#[schema(as = NextAction)]
struct NextBody {
    /// What to do.
    title: String,
    /// Why, what it brings and by when.
    reason: String,
    /// Where it is done.
    href: String,
    /// By when.
    #[schema(value_type = Option<String>, format = DateTime)]
    due: Option<base::Instant>,
}

/// The suggested moves of the caller, most pressing first.
#[utoipa::path(get, path = "/api/v1/next-actions", tag = "Overview", operation_id = "next_actions_list", responses((status = 200, description = "All suggested moves.", body = Vec<NextBody>)))]
async fn next(State(app): State<App>, me: Me) -> Reply {
    let rows = actions::next(&app, &me).await?.into_iter().map(|a| NextBody { title: a.title, reason: a.reason, href: a.href, due: a.due });
    Ok(axum::response::Json(rows.collect::<Vec<_>>()).into_response())
}

/// One thing that waits for a person.
#[derive(Serialize, ToSchema)]
#[schema(as = QueueItem)]
struct QueueBody {
    /// What sort of thing.
    kind: String,
    /// Its name.
    title: String,
    /// What it needs.
    detail: String,
    /// Where it is done.
    href: String,
    /// Since when it waits.
    #[schema(value_type = String, format = DateTime)]
    since: base::Instant,
    /// By when it must be done.
    #[schema(value_type = Option<String>, format = DateTime)]
    due: Option<base::Instant>,
}

/// Everything that waits for the caller, oldest deadline first.
#[utoipa::path(get, path = "/api/v1/queue", tag = "Overview", operation_id = "queue_list", responses((status = 200, description = "The work queue.", body = Vec<QueueBody>)))]
async fn queue(State(app): State<App>, me: Me) -> Reply {
    let rows = actions::queue(&app, &me).await?.into_iter().map(|q| QueueBody {
        kind: q.kind,
        title: q.title,
        detail: q.detail,
        href: q.href,
        since: q.since,
        due: q.due,
    });
    Ok(axum::response::Json(rows.collect::<Vec<_>>()).into_response())
}
