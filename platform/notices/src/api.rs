//! Notices over the API.

mod mails;
mod settings;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base::{Instant, NoticeId, Page as Rows};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use web::{ApiPage, ApiRoutes, App, Failed, Gate, Me, PageQuery, Path, Query};
use work::Permission;

use crate::letter::with_common;
use crate::model::Notice as Found;
use crate::{actions, values};

pub(crate) fn routes() -> ApiRoutes {
    let gate = Gate::May(Permission::NoticeRead);
    ApiRoutes::new()
        .add(gate, routes!(list))
        .add(gate, routes!(read))
        .add(gate, routes!(read_all))
        .merge(settings::routes())
        .merge(mails::routes())
}

/// Something that the caller was told.
#[derive(Debug, Serialize, ToSchema)]
pub struct Notice {
    /// Its id.
    #[schema(value_type = String, example = "ntc_01kw5x4e8fe7gv3d5q0qk2zj9n")]
    id: NoticeId,
    /// What it is about, such as `deal.approved`.
    topic: String,
    /// Its title in the caller's language.
    title: String,
    /// Its text in the caller's language.
    body: String,
    /// The path of what it is about.
    href: String,
    /// Since when it is there.
    #[schema(value_type = String, format = DateTime)]
    at: Instant,
    /// When it was read; absent while it is new.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    read_at: Option<Instant>,
}

impl Notice {
    fn of(app: &App, me: &Me, n: Found) -> Self {
        let l = me.l10n(app);
        let args = with_common(app, me.account.as_ref().map_or("", |a| a.name.as_str()), &n.args);
        let (title, body) = (values::say(&l, &n.topic, "title", &args), values::say(&l, &n.topic, "body", &args));
        Self { id: n.id, topic: n.topic, title, body, href: n.href, at: n.at, read_at: n.read_at }
    }
}

/// Which notices are asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct NoticeQuery {
    /// Only those that were not read yet.
    #[serde(default)]
    unread: Option<bool>,
}

/// Lists what the caller was told, newest first.
#[utoipa::path(get, path = "/api/v1/notices", tag = "Notices", summary = "List notices", params(NoticeQuery, PageQuery),
    responses((status = 200, description = "The notices.", body = ApiPage<Notice>)))]
async fn list(State(app): State<App>, me: Me, Query(query): Query<NoticeQuery>, Query(page): Query<PageQuery>) -> Result<Response, Failed> {
    let user = me.user()?;
    let page = page.request()?;
    let found = if me.view_as.is_some() {
        Rows { items: Vec::new(), next: None }
    } else {
        actions::list(&app.read(&me.actor), user, query.unread.unwrap_or(false), &page).await?
    };
    Ok(axum::Json(ApiPage::of(found, |n| Notice::of(&app, &me, n))).into_response())
}

/// Marks a notice as read. Doing it again changes nothing.
#[utoipa::path(post, path = "/api/v1/notices/{id}/reading", tag = "Notices", summary = "Mark a notice as read",
    params(("id" = String, Path, description = "The notice.")), responses((status = 204, description = "It is read.")))]
async fn read(State(app): State<App>, me: Me, Path(id): Path<NoticeId>) -> Result<StatusCode, Failed> {
    if me.actor.read_only {
        return Err(base::Error::forbidden().into());
    }
    let user = me.user()?;
    app.transact(&me.actor, |work| async move { actions::open(&work, user, id).await.map(|_| ()) }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Marks all notices of the caller as read.
#[utoipa::path(post, path = "/api/v1/notices/reading", tag = "Notices", summary = "Mark all notices as read",
    responses((status = 204, description = "They are read.")))]
async fn read_all(State(app): State<App>, me: Me) -> Result<StatusCode, Failed> {
    if me.actor.read_only {
        return Err(base::Error::forbidden().into());
    }
    let user = me.user()?;
    app.transact(&me.actor, |work| async move { actions::read_all(&work, user).await }).await?;
    Ok(StatusCode::NO_CONTENT)
}
