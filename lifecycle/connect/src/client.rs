//! The one HTTP client for connections: guarded, without redirects, with limits of time and size.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Duration;

use base::Fault;
use chrono::TimeDelta;
use reqwest::redirect::Policy;
use reqwest::{Client, Method};
use serde_json::Value;
use webhooks::guard::Guard;

use crate::contract::Answer;
use crate::contract::model::Trouble;

/// How much of an answer is read.
const MOST: usize = 4 * 1024 * 1024;
/// How much of the other side's words is kept.
const WORDS: usize = 300;
/// The longest pause that the other side can ask for.
const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(24);

/// An answer that came whole.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    /// Its status.
    pub(crate) status: u16,
    /// How long it asks to wait.
    pub(crate) retry_after: Option<TimeDelta>,
    /// Its body, where that is JSON.
    pub(crate) body: Option<Value>,
    /// The beginning of its body, in plain characters.
    pub(crate) words: String,
    /// Its body.
    pub(crate) bytes: Vec<u8>,
}

impl Reply {
    /// Whether it says yes.
    pub(crate) fn is_good(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The body, or trouble when it is none that one can read.
    pub(crate) fn json(self) -> Answer<Value> {
        let (status, words) = (self.status, self.words);
        self.body.ok_or_else(|| Trouble::Unavailable(format!("answer {status} is not readable: {words}")))
    }

    /// What answers that no system gives a meaning of its own mean.
    pub(crate) fn usual_trouble(&self) -> Option<Trouble> {
        match self.status {
            429 => Some(Trouble::RateLimited(self.pause())),
            500.. => Some(match self.retry_after {
                Some(after) if self.status == 503 => Trouble::RateLimited(after),
                _ => Trouble::Unavailable(format!("answer {}: {}", self.status, self.words)),
            }),
            300..400 => Some(Trouble::Unavailable(format!("answer {}: the address leads elsewhere", self.status))),
            _ => None,
        }
    }

    /// How long to wait: what was asked for, or half a minute.
    pub(crate) fn pause(&self) -> TimeDelta {
        self.retry_after.unwrap_or(TimeDelta::seconds(30))
    }
}

/// One client for each list of allowed hosts; in a deployment there is one.
static CLIENTS: LazyLock<Mutex<HashMap<Vec<String>, Client>>> = LazyLock::new(Mutex::default);

fn client(allowed: &[String]) -> Result<Client, Fault> {
    let mut known = CLIENTS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(client) = known.get(allowed) {
        return Ok(client.clone());
    }
    // Whoever was first has set the same one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let made = Client::builder()
        .dns_resolver(Arc::new(Guard::new(allowed)))
        .redirect(Policy::none())
        .no_proxy()
        .connect_timeout(Duration::from_secs(5))
        .timeout(Duration::from_secs(15))
        // A connection from before is not used again: each runtime of a test has its own.
        .pool_max_idle_per_host(0)
        .user_agent("Towpath-Connect/1")
        .build()
        .map_err(|e| Fault::new("making the client for connections", e))?;
    known.insert(allowed.to_vec(), made.clone());
    Ok(made)
}

/// What is sent along.
#[derive(Debug, Clone)]
pub(crate) enum Body {
    /// Nothing.
    Empty,
    /// A JSON document.
    Json(Value),
    /// An XML document.
    Xml(String),
    /// A form.
    Form(Vec<(&'static str, String)>),
}

/// Calls an address and reads what it answers.
pub(crate) async fn call(allowed: &[String], method: Method, url: &str, token: Option<&str>, body: Body) -> Answer<Reply> {
    call_with(allowed, method, url, token, &[], body).await
}

/// Calls an address with headers of its own; those without a value are left out.
pub(crate) async fn call_with(
    allowed: &[String],
    method: Method,
    url: &str,
    token: Option<&str>,
    headers: &[(&str, &str)],
    body: Body,
) -> Answer<Reply> {
    let url = Guard::new(allowed).check(url).map_err(|e| Trouble::Unavailable(e.to_string()))?;
    let mut request = client(allowed).map_err(|e| Trouble::Unavailable(e.to_string()))?.request(method, url);
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    for (name, value) in headers.iter().filter(|(_, value)| !value.is_empty()) {
        request = request.header(*name, *value);
    }
    request = match body {
        Body::Empty => request,
        Body::Json(json) => request.header("content-type", "application/json").body(json.to_string()),
        Body::Xml(text) => request.header("content-type", "text/xml").body(text),
        Body::Form(fields) => {
            let mut form = url::form_urlencoded::Serializer::new(String::new());
            form.extend_pairs(fields);
            request.header("content-type", "application/x-www-form-urlencoded").body(form.finish())
        }
    };
    let mut response = request.header("accept", "application/json").send().await.map_err(|e| Trouble::Unavailable(chain(&e)))?;
    let status = response.status().as_u16();
    let header = response.headers().get("retry-after").and_then(|v| v.to_str().ok());
    let seconds = header.and_then(|t| t.trim().parse::<u32>().ok()).map(|s| TimeDelta::seconds(i64::from(s)));
    let mut bytes: Vec<u8> = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) if bytes.len() + chunk.len() <= MOST => bytes.extend_from_slice(&chunk),
            Ok(Some(_)) => return Err(Trouble::Unavailable(format!("answer {status} is too long"))),
            Ok(None) => break,
            // It may have done what was asked: that is for the next look to find out.
            Err(e) => return Err(Trouble::Unavailable(chain(&e))),
        }
    }
    Ok(Reply {
        status,
        retry_after: seconds.map(|s| s.clamp(TimeDelta::seconds(1), LONGEST_PAUSE)),
        body: serde_json::from_slice(&bytes).ok(),
        words: plain(&String::from_utf8_lossy(bytes.get(..WORDS * 2).unwrap_or(&bytes))),
        bytes,
    })
}

/// Words of the other side that can be stored and shown: short, and without control characters.
pub(crate) fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(WORDS).collect::<String>().trim().to_owned()
}

/// An error with its causes, without the address.
fn chain(e: &reqwest::Error) -> String {
    let mut text = if e.is_timeout() { "no answer in time".to_owned() } else { "the call failed".to_owned() };
    let mut cause = std::error::Error::source(e);
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    plain(&text)
}

/// A text inside an answer, in plain characters and of a length that can be stored.
pub(crate) fn text(value: &Value, pointer: &str) -> Option<String> {
    value.pointer(pointer).and_then(Value::as_str).map(plain)
}
