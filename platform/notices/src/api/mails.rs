//! Mails that were written, for operators.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use base::{FieldError, Instant, Invalid, MailId};
use http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;
use web::{ApiPage, ApiRoutes, App, Failed, Gate, Me, PageQuery, Path, Query};
use work::Permission;

use crate::actions;
use crate::model::{Mail as Found, MailState};

pub(super) fn routes() -> ApiRoutes {
    let gate = Gate::May(Permission::MailRead);
    ApiRoutes::new().add(gate, routes!(list)).add(gate, routes!(get)).add(gate, routes!(retry))
}

/// A mail, without its words.
#[derive(Debug, Serialize, ToSchema)]
struct Mail {
    /// Its id.
    #[schema(value_type = String, example = "mail_01kw5x4e8fe7gv3d5q0qk2zj9n")]
    id: MailId,
    /// The address it goes to.
    email: String,
    /// Whose that is.
    name: String,
    /// What it is about, such as `deal.approved`.
    topic: String,
    /// Its subject line, once written.
    subject: Option<String>,
    /// `queued`, `sent`, `kept` or `failed`.
    state: &'static str,
    /// How often it was tried.
    attempts: i64,
    /// What went wrong last.
    last_error: Option<String>,
    /// Since when it is there.
    #[schema(value_type = String, format = DateTime)]
    created_at: Instant,
    /// When it was sent, kept or given up.
    #[schema(value_type = Option<String>, format = DateTime)]
    ended_at: Option<Instant>,
}

/// A mail with its words.
#[derive(Debug, Serialize, ToSchema)]
struct OpenMail {
    /// The mail.
    mail: Mail,
    /// Its text; absent before it is written, and once words that hold a secret are forgotten.
    text: Option<String>,
    /// The same as HTML.
    html: Option<String>,
}

impl From<Found> for Mail {
    fn from(m: Found) -> Self {
        Self {
            id: m.id,
            email: m.to.email,
            name: m.to.name,
            topic: m.topic,
            subject: m.written.map(|w| w.subject),
            state: m.state.code(),
            attempts: m.attempts,
            last_error: m.last_error,
            created_at: m.created_at,
            ended_at: m.ended_at,
        }
    }
}

/// Which mails are asked for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct MailQuery {
    /// In this state.
    #[param(pattern = "^(queued|sent|kept|failed)?$")]
    state: Option<String>,
}

/// Lists mails, newest first.
#[utoipa::path(get, path = "/api/v1/mails", tag = "Operation", summary = "List mails", params(MailQuery, PageQuery),
    responses((status = 200, description = "The mails.", body = ApiPage<Mail>)))]
async fn list(State(app): State<App>, me: Me, Query(q): Query<MailQuery>, Query(page): Query<PageQuery>) -> Result<Response, Failed> {
    let page = page.request()?;
    let state = match q.state.as_deref().filter(|s| !s.is_empty()) {
        Some(code) => Some(MailState::from_code(code).ok_or_else(|| {
            let mut invalid = Invalid::new();
            invalid.push(FieldError::new("state", "choice"));
            base::Error::from(invalid)
        })?),
        None => None,
    };
    let found = actions::mails(&app.read(&me.actor), state, &page).await?;
    Ok(axum::Json(ApiPage::of(found, Mail::from)).into_response())
}

/// Opens a mail with its words; that somebody read another's mail is on record.
#[utoipa::path(get, path = "/api/v1/mails/{id}", tag = "Operation", summary = "Read a mail",
    params(("id" = String, Path, description = "The mail.")), responses((status = 200, description = "The mail.", body = OpenMail)))]
async fn get(State(app): State<App>, me: Me, Path(id): Path<MailId>) -> Result<Response, Failed> {
    let found = app.transact(&me.actor, |work| async move { actions::open_mail(&work, id).await }).await?;
    let (text, html) = found.written.as_ref().map(|w| (w.text.clone(), w.html.clone())).unzip();
    Ok(axum::Json(OpenMail { mail: found.into(), text, html }).into_response())
}

/// Puts a mail that was given up back into the queue.
#[utoipa::path(post, path = "/api/v1/mails/{id}/attempts", tag = "Operation", summary = "Send a mail again",
    params(("id" = String, Path, description = "The mail.")), responses((status = 202, description = "It is tried again.")))]
async fn retry(State(app): State<App>, me: Me, Path(id): Path<MailId>) -> Result<StatusCode, Failed> {
    app.transact(&me.actor, |work| async move { actions::retry(&work, id).await }).await?;
    Ok(StatusCode::ACCEPTED)
}
