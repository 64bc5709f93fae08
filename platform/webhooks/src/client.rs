//! The one HTTP client for webhooks: guarded, without redirects, with time limits.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::{Duration, Instant};

use base::Fault;
use reqwest::Client;
use reqwest::redirect::Policy;

use crate::guard::Guard;

/// How much of an answer is kept.
const EXCERPT: usize = 2000;

/// What came of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// The status, if there was an answer.
    pub(crate) status: Option<u16>,
    /// The beginning of the answer.
    pub(crate) excerpt: String,
    /// Why there was none.
    pub(crate) error: Option<String>,
    /// How long it took, in milliseconds.
    pub(crate) millis: i64,
}

impl Outcome {
    /// Whether the receiver took it.
    pub(crate) fn is_success(&self) -> bool {
        self.status.is_some_and(|s| (200..300).contains(&s))
    }

    /// Whether the receiver says that it is gone for good.
    pub(crate) fn is_gone(&self) -> bool {
        self.status == Some(410)
    }
}

/// One client for each list of allowed hosts; in a deployment there is one.
static CLIENTS: LazyLock<Mutex<HashMap<Vec<String>, Client>>> = LazyLock::new(Mutex::default);

/// The client for a list of allowed hosts.
fn client(allowed: &[String]) -> Result<Client, Fault> {
    let mut known = CLIENTS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(client) = known.get(allowed) {
        return Ok(client.clone());
    }
    // Whoever was first has set the same one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let made = Client::builder()
        .dns_resolver(std::sync::Arc::new(Guard::new(allowed)))
        .redirect(Policy::none())
        .no_proxy()
        .connect_timeout(Duration::from_secs(5))
        .timeout(Duration::from_secs(15))
        .pool_idle_timeout(Duration::from_secs(30))
        .user_agent("Towpath-Webhooks/1")
        .build()
        .map_err(|e| Fault::new("making the client for webhooks", e))?;
    known.insert(allowed.to_vec(), made.clone());
    Ok(made)
}

/// Posts a signed body and says what came of it.
pub(crate) async fn post(allowed: &[String], url: &str, headers: &[(&'static str, String)], body: String) -> Outcome {
    let started = Instant::now();
    let mut outcome = match call(allowed, url, headers, body).await {
        Ok((status, excerpt)) => Outcome { status: Some(status), excerpt, error: None, millis: 0 },
        Err(error) => Outcome { status: None, excerpt: String::new(), error: Some(error), millis: 0 },
    };
    outcome.millis = i64::try_from(started.elapsed().as_millis()).unwrap_or(i64::MAX);
    outcome
}

async fn call(allowed: &[String], url: &str, headers: &[(&'static str, String)], body: String) -> Result<(u16, String), String> {
    // Again, because the list of allowed hosts may be shorter than when the endpoint was made.
    let url = Guard::new(allowed).check(url).map_err(|e| e.to_string())?;
    let mut request = client(allowed).map_err(|e| e.to_string())?.post(url).header("content-type", "application/json").body(body);
    for (name, value) in headers {
        request = request.header(*name, value);
    }
    let mut response = request.send().await.map_err(|e| chain(&e))?;
    let status = response.status().as_u16();
    let mut kept: Vec<u8> = Vec::new();
    // A receiver that talks without end is not listened to without end.
    while kept.len() < EXCERPT {
        match response.chunk().await {
            Ok(Some(chunk)) => kept.extend_from_slice(&chunk),
            Ok(None) | Err(_) => break,
        }
    }
    Ok((status, printable(&kept)))
}

/// What of an answer can be stored and shown: text without control characters.
fn printable(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes.get(..EXCERPT).unwrap_or(bytes)).into_owned();
    text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}

/// An error with its causes, without the address that the log shows anyway.
fn chain(e: &reqwest::Error) -> String {
    let mut text = if e.is_timeout() { "no answer in time".to_owned() } else { "the call failed".to_owned() };
    let mut cause = std::error::Error::source(e);
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    text.chars().filter(|c| !c.is_control()).take(500).collect()
}
