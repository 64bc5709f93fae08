//! Errors become answers in one place: a page, a fragment, or a problem document.

use std::sync::Arc;

use askama::Template;
use axum::response::{IntoResponse, Response};
use base::{Error, Kind};
use http::StatusCode;
use i18n::L10n;
use ui::Ui;

/// What handlers return.
pub type Reply = Result<Response, Failed>;

/// A refusal or a fault on its way out; the middleware gives it its form.
#[derive(Debug, Clone)]
pub struct Failed(pub Arc<Error>);

impl From<Error> for Failed {
    fn from(e: Error) -> Self {
        Self(Arc::new(e))
    }
}

impl From<base::Fault> for Failed {
    fn from(e: base::Fault) -> Self {
        Self::from(Error::from(e))
    }
}

impl From<askama::Error> for Failed {
    fn from(e: askama::Error) -> Self {
        Self::from(base::Fault::new("rendering a page", e))
    }
}

impl From<base::Invalid> for Failed {
    fn from(r: base::Invalid) -> Self {
        Self::from(Error::from(r))
    }
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        let mut response = status(&self.0).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The status code of an error; the table in `docs/api-design.md`.
pub(crate) fn status(e: &Error) -> StatusCode {
    match e.kind() {
        None => StatusCode::INTERNAL_SERVER_ERROR,
        Some(Kind::Invalid) => StatusCode::UNPROCESSABLE_ENTITY,
        Some(Kind::Conflict) => StatusCode::CONFLICT,
        Some(Kind::Forbidden) => StatusCode::FORBIDDEN,
        Some(Kind::Missing) => StatusCode::NOT_FOUND,
        Some(Kind::Expired) => StatusCode::GONE,
        Some(Kind::Limit) => StatusCode::TOO_MANY_REQUESTS,
        Some(Kind::Unauthenticated) => StatusCode::UNAUTHORIZED,
        Some(Kind::Stale) => StatusCode::PRECONDITION_FAILED,
    }
}

/// The text of an error for a person; a fault says only its reference.
pub(crate) fn text(e: &Error, l: &L10n, reference: &str) -> String {
    match e {
        Error::Refused(r) => l.refusal(r.code(), &r.args()),
        Error::Fault(_) => l.t1("fault", "id", reference),
    }
}

/// What is wrong with a form, for its template.
pub struct FormErrors;

impl FormErrors {
    /// The errors of a refused input; faults and refusals that a form cannot mend are passed on.
    pub fn of(e: Error, l: &L10n) -> Result<ui::Errors, Failed> {
        match &e {
            Error::Refused(r) if matches!(r.kind(), Kind::Invalid | Kind::Conflict | Kind::Limit | Kind::Expired) => {
                Ok(ui::Errors::from_refusal(l, r.as_ref()))
            }
            _ => Err(e.into()),
        }
    }
}

/// The page that says what went wrong and what to do.
#[derive(Template)]
#[template(path = "pages/error.html")]
pub struct ErrorPage {
    /// The shell.
    pub ui: Ui,
    /// The status code.
    pub code: u16,
    /// What went wrong.
    pub title: String,
    /// What to do.
    pub text: String,
    /// The reference to tell the operator; empty for refusals.
    pub reference: String,
}
