//! People in tests: they call the router as a browser or a program would.

use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::Request;
use base::{PartnerId, UserId};
use http::StatusCode;
use http_body_util::BodyExt as _;
use serde_json::Value;
use tower::ServiceExt as _;
use work::{Actor, ActorKind, Role};

use crate::Test;

/// Somebody who calls the application.
#[derive(Clone)]
pub struct Persona {
    /// The actor, for calling actions directly.
    pub actor: Actor,
    router: axum::Router,
    bearer: Option<String>,
    calls: Arc<Mutex<Vec<Call>>>,
}

/// One call that somebody made.
#[derive(Debug, Clone)]
pub struct Call {
    /// The method.
    pub method: String,
    /// The path without its query.
    pub path: String,
    /// What it was answered with.
    pub status: u16,
    /// Where a redirect led.
    pub location: String,
    /// The request's id, which audit records name.
    pub request: String,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: http::HeaderMap,
    /// The body as text.
    pub text: String,
    /// The body as bytes.
    pub bytes: bytes_alias::Bytes,
}

mod bytes_alias {
    pub use axum::body::Bytes;
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|e| panic!("not JSON ({e}): {}", self.text))
    }

    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        self.headers.get("location").and_then(|v| v.to_str().ok()).unwrap_or_default()
    }

    /// Asserts the status and hands the answer on.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text.chars().take(3000).collect::<String>());
        self
    }
}

impl Persona {
    pub(crate) fn new(test: &Test, kind: ActorKind, role: Role, partner: Option<PartnerId>) -> Self {
        let user: UserId = test.app.ids().next(test.app.now()).into();
        let mut actor = Actor::anonymous();
        actor.kind = kind;
        actor.user = Some(user);
        actor.name = format!("Test {}", role.code());
        actor.roles = vec![role];
        actor.partner = partner;
        Self { actor, router: test.router.clone(), bearer: None, calls: test.calls.clone() }
    }

    pub(crate) fn nobody(test: &Test) -> Self {
        Self { actor: Actor::anonymous(), router: test.router.clone(), bearer: None, calls: test.calls.clone() }
    }

    /// The same person with another user id, for one that is in the database.
    #[must_use]
    pub fn as_user(mut self, user: UserId) -> Self {
        self.actor.user = Some(user);
        self
    }

    /// Whoever holds this token.
    #[must_use]
    pub fn with_token(mut self, token: &str) -> Self {
        self.bearer = Some(token.to_owned());
        self
    }

    /// The same person at another router, such as one with other settings over the same database.
    #[must_use]
    pub fn at(mut self, router: axum::Router) -> Self {
        self.router = router;
        self
    }

    /// The same person, looking only.
    #[must_use]
    pub fn read_only(mut self) -> Self {
        self.actor.read_only = true;
        self
    }

    fn token(&self) -> String {
        let a = &self.actor;
        let roles: Vec<&str> = a.roles.iter().map(|r| r.code()).collect();
        let partner = a.partner.map(|p| p.to_string()).unwrap_or_default();
        let user = a.user.map(|u| u.to_string()).unwrap_or_default();
        format!("{};{};{partner};{user};{}", a.kind.code(), roles.join(","), a.read_only)
    }

    /// Sends a request as it is, with this person's token.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.open(request).await;
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("a body").to_bytes();
        Answer { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned(), bytes }
    }

    /// Sends a request and leaves its body to the caller, for answers that have no end.
    pub async fn open(&self, mut request: Request<Body>) -> axum::response::Response {
        let token = self.bearer.clone().or_else(|| self.actor.user.is_some().then(|| self.token()));
        if let Some(token) = token {
            let value = format!("Bearer {token}").parse().expect("a header value");
            request.headers_mut().insert("authorization", value);
        }
        let (method, path) = (request.method().to_string(), request.uri().path().to_owned());
        let response = self.router.clone().oneshot(request).await.expect("the router always answers");
        let header = |name| response.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        let (request, location, status) = (header("x-request-id"), header("location"), response.status().as_u16());
        self.calls.lock().expect("no test panics here").push(Call { method, path, status, location, request });
        response
    }

    /// Reads a page or an API resource.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).expect("a request")).await
    }

    /// Sends a form.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let encode = |t: &str| percent_encoding::utf8_percent_encode(t, percent_encoding::NON_ALPHANUMERIC).to_string();
        let body: Vec<String> = form.iter().map(|(k, v)| format!("{}={}", encode(k), encode(v))).collect();
        let request = Request::post(path).header("content-type", "application/x-www-form-urlencoded").body(Body::from(body.join("&")));
        self.send(request.expect("a request")).await
    }

    /// Sends JSON by any method, with extra headers.
    pub async fn json_with(&self, method: &str, path: &str, body: &Value, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header("content-type", "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::from(body.to_string())).expect("a request")).await
    }

    /// Sends JSON by any method.
    pub async fn json(&self, method: &str, path: &str, body: &Value) -> Answer {
        self.json_with(method, path, body, &[]).await
    }

    /// Sends a multipart form: text fields, and files as field, name and bytes.
    pub async fn upload(&self, path: &str, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> Answer {
        let boundary = "towpath-test-boundary";
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
        }
        for (field, name, bytes) in files {
            let head = format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n"
            );
            body.extend(head.bytes());
            body.extend_from_slice(bytes);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{boundary}--\r\n").bytes());
        let request =
            Request::post(path).header("content-type", format!("multipart/form-data; boundary={boundary}")).body(Body::from(body));
        self.send(request.expect("a request")).await
    }
}

/// Reads a persona back from its token.
pub(crate) fn read(token: &str) -> Option<Actor> {
    let mut parts = token.split(';');
    let kind = match parts.next()? {
        "staff" => ActorKind::Staff,
        "member" => ActorKind::Member,
        _ => return None,
    };
    let mut actor = Actor::anonymous();
    actor.kind = kind;
    actor.roles = parts.next()?.split(',').filter_map(Role::from_code).collect();
    actor.partner = parts.next()?.parse().ok();
    actor.user = Some(parts.next()?.parse().ok()?);
    actor.read_only = parts.next()? == "true";
    actor.name = format!("Test {}", actor.roles.first().map_or("nobody", |r| r.code()));
    Some(actor)
}
