//! The cookie of the session.

use axum_extra::extract::CookieJar;
use http::header::SET_COOKIE;
use http::{HeaderMap, HeaderValue};
use web::App;
use web::middleware::cookie_name;

/// Puts the secret of a new session into an answer.
pub(crate) fn set(app: &App, headers: &mut HeaderMap, secret: &str, seconds: i64) {
    put(app, headers, &format!("{}={secret}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax", cookie_name(app)));
}

/// Takes the session's secret back.
pub(crate) fn clear(app: &App, headers: &mut HeaderMap) {
    put(app, headers, &format!("{}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax", cookie_name(app)));
}

/// Puts a preference into an answer, as the switches of the shell do.
pub(crate) fn prefer(app: &App, headers: &mut HeaderMap, name: &str, value: &str) {
    put(app, headers, &format!("{name}={value}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"));
}

fn put(app: &App, headers: &mut HeaderMap, text: &str) {
    let secure = if app.settings().is_https() { "; Secure" } else { "" };
    if let Ok(value) = HeaderValue::from_str(&format!("{text}{secure}")) {
        headers.append(SET_COOKIE, value);
    }
}

/// The secret that a request carries.
pub(crate) fn get(app: &App, headers: &HeaderMap) -> Option<String> {
    CookieJar::from_headers(headers).get(cookie_name(app)).map(|c| c.value().to_owned()).filter(|v| !v.is_empty())
}
