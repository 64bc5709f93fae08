//! What surrounds every request: id, reader, gates, origin check, limits, headers, errors.

mod answer;
mod limiter;

pub(crate) use limiter::Limiter;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use access::{Policy, Resource};
use axum::Router;
use axum::extract::{ConnectInfo, DefaultBodyLimit, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use base::{Kind, Result, refuse};
use http::header::{self, HeaderName};
use http::{HeaderMap, HeaderValue, Method};
use i18n::Locale;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::timeout::TimeoutLayer;
use ui::Theme;

use crate::{App, Boxed, Failed, Gate, Me, Via};

/// The policy every page is sent with; nothing inline, nothing from elsewhere.
const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'";

/// How a request proves who it is from.
#[derive(Debug, Clone, Default)]
pub struct Credentials {
    /// The session cookie.
    pub session: Option<String>,
    /// The bearer token.
    pub token: Option<String>,
}

/// Finds out who asks.
///
/// Given the credentials and a reader with what the request says (language, address, path), returns
/// the reader with account and actor. Credentials that are not valid are refused with
/// "unauthenticated" for a token and ignored for a session.
pub type Authenticate = for<'a> fn(&'a App, Credentials, Me) -> Boxed<'a, Result<Me>>;

/// What a gate asks.
#[derive(Clone)]
pub(crate) struct Gatekeeper {
    policy: Arc<Policy>,
    me: Me,
}

impl Gatekeeper {
    /// Refuses who may not call a route with this gate.
    pub(crate) fn check(&self, gate: Gate) -> Result<()> {
        let signed_in = self.me.actor.user.is_some();
        match gate {
            Gate::Public => Ok(()),
            Gate::SignedIn if signed_in => Ok(()),
            Gate::May(permission) if signed_in => {
                let own = Resource { kind: "any", id: None, partner: self.me.actor.partner, owner: self.me.actor.user };
                if self.policy.may(&self.me.actor, permission, &own) { Ok(()) } else { Err(base::Error::forbidden()) }
            }
            Gate::SignedIn | Gate::May(_) => Err(refuse("unauthenticated", Kind::Unauthenticated)),
        }
    }
}

/// Puts the middleware around the routers.
pub(crate) fn wrap(app: &App, pages: Router<App>, api: Router<App>) -> Router {
    let compress = CompressionLayer::new()
        .quality(tower_http::CompressionLevel::Precise(3))
        .compress_when(SizeAbove::new(512).and(NotForContentType::new("text/event-stream")).and(NotForContentType::new("font/")));
    Router::new()
        .merge(pages)
        .merge(api)
        .fallback(async || Failed::from(base::Error::missing()))
        .method_not_allowed_fallback(async || http::StatusCode::METHOD_NOT_ALLOWED)
        .layer(DefaultBodyLimit::max(2 * 1024 * 1024))
        .layer(from_fn_with_state(app.clone(), idempotent))
        .layer(from_fn_with_state(app.clone(), authenticate))
        .layer(from_fn_with_state(app.clone(), answer::shape))
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            Failed::from(base::Fault::plain("a handler panicked")).into_response()
        }))
        .layer(TimeoutLayer::with_status_code(http::StatusCode::GATEWAY_TIMEOUT, Duration::from_secs(60)))
        .layer(compress)
        .layer(from_fn_with_state(app.clone(), headers))
        .with_state(app.clone())
}

/// The id of a request, in the answer, the log and the audit record.
#[derive(Debug, Clone)]
pub(crate) struct RequestId(pub(crate) String);

async fn headers(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let id = app.ids().next(app.now()).simple().to_string();
    let started = std::time::Instant::now();
    let (method, path) = (request.method().clone(), without_secrets(request.uri().path()));
    request.extensions_mut().insert(RequestId(id.clone()));
    let mut response = next.run(request).await;
    let took = started.elapsed();
    metrics::histogram!("http_request_duration_seconds", "method" => method.to_string(), "status" => response.status().as_u16().to_string())
        .record(took.as_secs_f64());
    tracing::debug!(request.id = %id, http.method = %method, http.path = %path, http.status = response.status().as_u16(), duration_ms = took.as_millis(), "answered");
    let h = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        h.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, CSP);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(self), microphone=(), geolocation=()");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(header::X_FRAME_OPTIONS, "DENY");
    if app.settings().is_https() {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains");
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        h.insert(HeaderName::from_static("x-request-id"), value);
    }
    response
}

/// A path as it may stand in a log: the secrets of links, longer than any id, are left out.
pub(crate) fn without_secrets(path: &str) -> String {
    path.split('/').map(|part| if part.len() >= 40 { "…" } else { part }).collect::<Vec<_>>().join("/")
}

fn address(app: &App, request: &Request) -> Option<IpAddr> {
    let direct = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
    let proxies = usize::from(app.settings().trusted_proxies);
    if proxies == 0 {
        return direct;
    }
    let forwarded = request.headers().get("x-forwarded-for").and_then(|v| v.to_str().ok()).unwrap_or_default();
    // Each trusted proxy appends the address it saw; what is further left is the caller's own word.
    forwarded.split(',').map(str::trim).rev().nth(proxies - 1).and_then(|a| a.parse().ok()).or(direct)
}

/// Whether an unsafe request comes from this site: browsers say so in `Sec-Fetch-Site` or `Origin`.
fn same_origin(app: &App, headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get("sec-fetch-site").and_then(|v| v.to_str().ok()) {
        return matches!(site, "same-origin" | "none");
    }
    match headers.get(header::ORIGIN).and_then(|v| v.to_str().ok()) {
        Some(origin) => {
            let host = headers.get(header::HOST).and_then(|v| v.to_str().ok()).unwrap_or_default();
            origin == app.settings().base_url || origin.split_once("://").is_some_and(|o| o.1 == host)
        }
        // Neither header: not a browser of today, so no cookie of a person is at risk.
        None => true,
    }
}

/// The name of the session cookie.
pub fn cookie_name(app: &App) -> &'static str {
    if app.settings().is_https() { "__Host-session" } else { "session" }
}

async fn authenticate(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let headers = request.headers();
    let jar = CookieJar::from_headers(headers);
    let accept = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let locale = jar.get("lang").and_then(|c| c.value().parse().ok()).unwrap_or_else(|| Locale::negotiate(accept));
    let mut me = Me::nobody(locale);
    me.theme = Theme::parse(jar.get("theme").map_or("", |c| c.value()));
    me.path = request.uri().path_and_query().map_or("/", http::uri::PathAndQuery::as_str).to_owned();
    me.flash = jar.get("flash").map(|c| c.value().to_owned());
    me.actor.address = address(&app, &request);
    me.actor.request = request.extensions().get::<RequestId>().map(|r| r.0.clone());
    let token = headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok()).and_then(|v| v.strip_prefix("Bearer ")).map(str::to_owned);
    let credentials = Credentials { session: jar.get(cookie_name(&app)).map(|c| c.value().to_owned()), token };
    let is_asset = request.uri().path().starts_with("/assets/");
    let reader = me.clone();
    if !is_asset {
        match (app.authenticate())(&app, credentials, me).await {
            Ok(found) => me = found,
            Err(e) => {
                request.extensions_mut().insert(reader);
                let mut response = Failed::from(e).into_response();
                response.extensions_mut().insert(Me::nobody(locale));
                return response;
            }
        }
    }
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let mut refused = None;
    if !safe && me.via != Via::Token && !same_origin(&app, request.headers()) {
        refused = Some(refuse("origin", Kind::Forbidden));
    }
    let limit = if request.uri().path().starts_with("/api/") { Some(app.limiter().take(&me, app.now())) } else { None };
    if let Some(Err(e)) = limit.as_ref().map(|l| l.verdict()) {
        refused = Some(e);
    }
    request.extensions_mut().insert(Gatekeeper { policy: app.policy().clone(), me: me.clone() });
    request.extensions_mut().insert(me.clone());
    let had_flash = me.flash.is_some();
    let mut response = match refused {
        Some(e) => Failed::from(e).into_response(),
        None => next.run(request).await,
    };
    response.extensions_mut().insert(me);
    if let Some(limit) = limit {
        limit.headers(response.headers_mut());
    }
    let is_page = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).is_some_and(|t| t.starts_with("text/html"));
    if had_flash && is_page {
        response.headers_mut().append(header::SET_COOKIE, HeaderValue::from_static("flash=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"));
    }
    response
}

/// Honors `Idempotency-Key` on unsafe API calls.
async fn idempotent(State(app): State<App>, mut request: Request, next: Next) -> Response {
    use sha2::Digest as _;

    use crate::idempotency::{Known, find, keep};
    let unsafe_api =
        request.uri().path().starts_with("/api/") && !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let key = request.headers().get("idempotency-key").map(|v| v.to_str().unwrap_or_default().to_owned());
    let (true, Some(key)) = (unsafe_api, key) else { return next.run(request).await };
    if key.is_empty() || key.len() > 255 {
        let mut invalid = base::Invalid::new();
        invalid.push(base::FieldError::new("Idempotency-Key", "too_long").with("max", 255));
        return Failed::from(invalid).into_response();
    }
    let Some(me) = request.extensions().get::<Me>().cloned() else { return next.run(request).await };
    let owner = work::owner_of(&me.actor);
    let (parts, body) = request.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, 2 * 1024 * 1024).await else {
        return http::StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let mut hash = sha2::Sha256::new();
    hash.update(parts.method.as_str());
    hash.update(parts.uri.path());
    hash.update(&bytes);
    let fingerprint = hex::encode(hash.finalize());
    match find(app.db(), &owner, &key, &fingerprint).await {
        Ok(Known::New) => {}
        Ok(Known::OtherRequest) => return Failed::from(refuse("idempotency.other_request", Kind::Invalid)).into_response(),
        Ok(Known::Effect) => return Failed::from(refuse("idempotency.effect", Kind::Conflict)).into_response(),
        Ok(Known::Answer(status, content_type, location, body)) => {
            let mut response = (http::StatusCode::from_u16(status).unwrap_or(http::StatusCode::OK), body).into_response();
            for (name, value) in [(header::CONTENT_TYPE, content_type), (header::LOCATION, location)] {
                if let Some(value) = value.and_then(|v| HeaderValue::from_str(&v).ok()) {
                    response.headers_mut().insert(name, value);
                }
            }
            response.headers_mut().insert("idempotency-replayed", HeaderValue::from_static("true"));
            return response;
        }
        Err(e) => return Failed::from(e).into_response(),
    }
    request = Request::from_parts(parts, axum::body::Body::from(bytes));
    let mut me = me;
    me.actor.idempotency = Some((key.clone(), fingerprint));
    request.extensions_mut().insert(me);
    let response = next.run(request).await;
    // An answer that says "no-store" holds a secret that is shown once, also not to a repeat.
    let unkept = response.headers().get(header::CACHE_CONTROL).is_some_and(|v| v == "no-store");
    if !response.status().is_success() || unkept {
        return response;
    }
    let (parts, body) = response.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, 4 * 1024 * 1024).await else {
        return http::StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let text = |name: HeaderName| parts.headers.get(name).and_then(|v| v.to_str().ok());
    let body = String::from_utf8_lossy(&bytes);
    let kept = keep(app.db(), &owner, &key, parts.status.as_u16(), text(header::CONTENT_TYPE), text(header::LOCATION), &body).await;
    if let Err(e) = kept {
        tracing::error!(error = %e, "an answer was not kept for its idempotency key");
    }
    Response::from_parts(parts, axum::body::Body::from(bytes))
}
