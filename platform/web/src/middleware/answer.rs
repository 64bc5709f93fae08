//! Gives errors their form: a problem document for the API, a page for people, the sign-in page for
//! who is not signed in.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base::{Error, Kind};
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderValue, Method, StatusCode};

use super::RequestId;
use crate::api::{FieldProblem, Problem};
use crate::error::{ErrorPage, Failed, status, text};
use crate::shell::html_with;
use crate::{App, Me, Page};

pub(super) async fn shape(State(app): State<App>, request: Request, next: Next) -> Response {
    let api = request.uri().path().starts_with("/api/");
    let path = request.uri().path_and_query().map_or("/", http::uri::PathAndQuery::as_str).to_owned();
    let get = request.method() == Method::GET;
    let wants_json = api || request.headers().get(ACCEPT).and_then(|v| v.to_str().ok()).is_some_and(|a| a.contains("application/json"));
    let id = request.extensions().get::<RequestId>().map(|r| r.0.clone()).unwrap_or_default();
    let mut response = next.run(request).await;
    if response.status().is_success() || response.status().is_redirection() || response.status().is_informational() {
        return response;
    }
    let me = response.extensions().get::<Me>().cloned().unwrap_or_else(|| Me::nobody(app.settings().locale));
    let failed = match response.extensions_mut().remove::<Failed>() {
        Some(failed) => failed,
        // The framework's own answers (method not allowed, body too large) get the same form.
        None if is_bare(&response) => return bare(&app, &me, &id, response, wants_json),
        None => return response,
    };
    if let Error::Fault(fault) = failed.0.as_ref() {
        tracing::error!(request.id = %id, http.path = %super::without_secrets(path.split('?').next().unwrap_or_default()), error = %fault, "a fault");
        metrics::counter!("faults_total").increment(1);
    }
    if !wants_json && failed.0.kind() == Some(Kind::Unauthenticated) && me.account.is_none() {
        let to = if get {
            format!("/sign-in?next={}", percent_encoding::utf8_percent_encode(&path, percent_encoding::NON_ALPHANUMERIC))
        } else {
            "/sign-in".to_owned()
        };
        return crate::redirect(&to);
    }
    let mut shaped = if wants_json { problem(&app, &me, &failed.0, &id) } else { page(&app, &me, &failed.0, &id) };
    for name in ["ratelimit-limit", "ratelimit-remaining", "ratelimit-reset", "retry-after"] {
        if let Some(value) = response.headers().get(name) {
            shaped.headers_mut().insert(name, value.clone());
        }
    }
    if failed.0.kind() == Some(Kind::Unauthenticated) {
        shaped.headers_mut().insert(http::header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    shaped
}

fn is_bare(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    kind.is_empty() || kind.starts_with("text/plain")
}

fn problem_response(status: StatusCode, problem: &Problem) -> Response {
    let body = serde_json::to_string(problem).unwrap_or_default();
    (status, [(CONTENT_TYPE, "application/problem+json")], body).into_response()
}

fn problem(app: &App, me: &Me, e: &Error, id: &str) -> Response {
    let l = me.l10n(app);
    let code = e.code().unwrap_or("fault");
    let errors = match e {
        Error::Refused(r) => r
            .fields()
            .into_iter()
            .map(|f| FieldProblem { detail: l.refusal(f.code, &f.args), code: f.code.to_owned(), field: f.field })
            .collect(),
        Error::Fault(_) => Vec::new(),
    };
    let status = match code {
        "unsupported_media_type" => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        _ => status(e),
    };
    let problem = Problem {
        kind: format!("/problems/{code}"),
        title: l.t(&format!("problem-{}", status.as_u16())),
        status: status.as_u16(),
        code: code.to_owned(),
        detail: text(e, &l, id),
        instance: format!("urn:request:{id}"),
        errors,
    };
    problem_response(status, &problem)
}

fn page(app: &App, me: &Me, e: &Error, id: &str) -> Response {
    let ui = Page::plain(app, me);
    let status = status(e);
    let page = ErrorPage {
        code: status.as_u16(),
        title: ui.t(&format!("problem-{}", status.as_u16())),
        text: text(e, &ui.l, id),
        reference: if e.kind().is_none() { id.to_owned() } else { String::new() },
        ui,
    };
    html_with(status, &page).unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

fn bare(app: &App, me: &Me, id: &str, response: Response, wants_json: bool) -> Response {
    let status = response.status();
    let l = me.l10n(app);
    let key = format!("problem-{}", status.as_u16());
    let title = if l.catalogs().has(&key) { l.t(&key) } else { status.canonical_reason().unwrap_or_default().to_owned() };
    let mut shaped = if wants_json {
        let code = status.canonical_reason().unwrap_or_default().to_lowercase().replace(' ', "_");
        let problem = Problem {
            kind: format!("/problems/{code}"),
            title: title.clone(),
            status: status.as_u16(),
            code,
            detail: title,
            instance: format!("urn:request:{id}"),
            errors: Vec::new(),
        };
        problem_response(status, &problem)
    } else {
        let ui = Page::plain(app, me);
        let text = ui.t("problem-try-again");
        let page = ErrorPage { ui, code: status.as_u16(), title, text, reference: String::new() };
        html_with(status, &page).unwrap_or_else(|_| status.into_response())
    };
    if let Some(allow) = response.headers().get(http::header::ALLOW) {
        shaped.headers_mut().insert(http::header::ALLOW, allow.clone());
    }
    shaped
}
