//! Simulators of the other side, for tests and the demo: they enforce each system's rules, and fail on order.
//!
//! A simulator listens on a port of the own machine. It keeps records as its system would, refuses what
//! its system would refuse, in its words, and answers the next calls with the faults of a schedule.

mod hubspot;
mod odoo;
mod salesforce;

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use base::{Clock, Fault as Broken, Instant};
use http::{HeaderMap, Method, StatusCode};
use serde_json::{Map, Value};
use tokio::sync::Notify;

use crate::contract::model::System;

/// How a call goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mishap {
    /// It does not.
    None,
    /// Too many calls: come again after so many seconds.
    TooMany(u32),
    /// An error of the server, and nothing was done.
    Error,
    /// Away for maintenance.
    Away,
    /// Nothing was done, and there is no answer.
    Lost,
    /// It was done, and the answer is lost.
    LostAfter,
    /// It hangs before anything is done.
    Hang,
    /// It hangs after it was done.
    HangAfter,
    /// A page for people, with status 200.
    Page,
    /// An answer of the wrong shape.
    Shape,
    /// An answer without end.
    Flood,
    /// The access token is no longer good, where there are such.
    Expired,
    /// Somebody else writes at the same moment, where that is said in an answer like any other.
    Crowded,
}

impl Mishap {
    /// All that any system may do to any call, and that end by themselves.
    pub const ENDING: [Self; 10] = [
        Self::None,
        Self::TooMany(7),
        Self::Error,
        Self::Away,
        Self::Lost,
        Self::LostAfter,
        Self::Page,
        Self::Shape,
        Self::Flood,
        Self::Expired,
    ];
}

/// A call as a simulated system sees it.
#[derive(Debug, Clone)]
struct Call {
    method: Method,
    path: String,
    query: BTreeMap<String, String>,
    token: Option<String>,
    body: Bytes,
}

impl Call {
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    fn form(&self) -> BTreeMap<String, String> {
        url::form_urlencoded::parse(&self.body).into_owned().collect()
    }
}

/// A record as a simulated system keeps it.
#[derive(Debug, Clone)]
struct Row {
    fields: Map<String, Value>,
    at: Instant,
}

/// A table of records.
#[derive(Debug, Default)]
struct Table {
    rows: BTreeMap<u64, Row>,
    last: u64,
}

impl Table {
    fn add(&mut self, fields: Map<String, Value>, at: Instant) -> u64 {
        self.last += 1;
        self.rows.insert(self.last, Row { fields, at });
        self.last
    }

    /// The first record with a value in a field.
    fn with(&self, field: &str, value: &Value) -> Option<u64> {
        self.rows.iter().find(|(_, row)| row.fields.get(field) == Some(value)).map(|(id, _)| *id)
    }

    /// Sets fields of a record; false when it is not there.
    fn set(&mut self, id: u64, fields: Map<String, Value>, at: Instant) -> bool {
        let Some(row) = self.rows.get_mut(&id) else { return false };
        row.fields.extend(fields);
        row.at = at;
        true
    }
}

/// A simulated system.
trait Side: Send {
    /// Answers a call.
    fn answer(&mut self, call: &Call, now: Instant) -> (u16, Value);
    /// Its deals.
    fn deals(&mut self) -> &mut Table;
    /// Ends all access tokens.
    fn expire(&mut self) {}
    /// Lets the next call that minds find somebody else writing.
    fn crowd(&mut self) {}
    /// Takes a right away, or gives it back.
    fn forbid(&mut self, what: Option<&str>);
    /// A record's number as the system's own id.
    fn id_of(&self, number: u64) -> String;
    /// What it sends to a hook about records that changed, and when they did.
    fn message(&self, told: &[(String, Instant)], hook: &Hook<'_>) -> Message;
}

/// Where a simulated system sends its messages.
#[derive(Debug, Clone, Copy)]
pub struct Hook<'a> {
    /// The whole address.
    pub address: &'a str,
    /// What it signs with, where it signs.
    pub secret: &'a str,
    /// What time it is.
    pub now: Instant,
}

/// A message as a simulated system sends it.
#[derive(Debug, Clone)]
pub struct Message {
    /// Its headers.
    pub headers: Vec<(&'static str, String)>,
    /// What it says.
    pub body: String,
}

struct Inner {
    side: Mutex<Box<dyn Side>>,
    mishaps: Mutex<VecDeque<Mishap>>,
    calls: Mutex<Vec<String>>,
    clock: Arc<dyn Clock>,
    reached: Notify,
}

/// A running simulator.
#[derive(Clone)]
pub struct Simulator {
    /// Its address.
    pub url: String,
    inner: Arc<Inner>,
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Simulator {
    /// Starts one on a free port of the own machine.
    pub async fn start(system: System, clock: Arc<dyn Clock>) -> base::Result<Self> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.map_err(|e| Broken::new("starting a simulator", e))?;
        let address = listener.local_addr().map_err(|e| Broken::new("starting a simulator", e))?;
        let side: Box<dyn Side> = match system {
            System::Odoo => Box::new(odoo::Odoo::new()),
            System::Salesforce => Box::new(salesforce::Salesforce::new(format!("http://{address}"))),
            System::HubSpot => Box::new(hubspot::HubSpot::new()),
        };
        let inner = Inner { side: Mutex::new(side), mishaps: Mutex::default(), calls: Mutex::default(), clock, reached: Notify::new() };
        let simulator = Self { url: format!("http://{address}"), inner: Arc::new(inner) };
        let router = Router::new().fallback(take).with_state(simulator.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(simulator)
    }

    /// Lets the next calls go wrong, in this order.
    pub fn mishaps(&self, schedule: &[Mishap]) {
        let mut mishaps = held(&self.inner.mishaps);
        mishaps.clear();
        mishaps.extend(schedule);
    }

    /// Waits until a call hangs.
    pub async fn hung(&self) {
        self.inner.reached.notified().await;
    }

    /// What was called so far, in short, and forgets it.
    pub fn calls(&self) -> Vec<String> {
        std::mem::take(&mut *held(&self.inner.calls))
    }

    /// The ids of the deals that are there.
    pub fn deals(&self) -> Vec<String> {
        let mut side = held(&self.inner.side);
        let numbers: Vec<u64> = side.deals().rows.keys().copied().collect();
        numbers.into_iter().map(|n| side.id_of(n)).collect()
    }

    fn number(side: &mut dyn Side, id: &str) -> Option<u64> {
        let numbers: Vec<u64> = side.deals().rows.keys().copied().collect();
        numbers.into_iter().find(|n| side.id_of(*n) == id)
    }

    /// A field of a deal.
    pub fn field(&self, id: &str, field: &str) -> Value {
        let mut side = held(&self.inner.side);
        let Some(number) = Self::number(side.as_mut(), id) else { return Value::Null };
        side.deals().rows.get(&number).and_then(|row| row.fields.get(field)).cloned().unwrap_or_default()
    }

    /// Somebody there changes a field of a deal.
    pub fn change(&self, id: &str, field: &str, value: Value) {
        let now = self.inner.clock.now();
        let mut side = held(&self.inner.side);
        if let Some(number) = Self::number(side.as_mut(), id) {
            side.deals().set(number, Map::from_iter([(field.to_owned(), value)]), now);
        }
    }

    /// Somebody there removes a deal.
    pub fn remove(&self, id: &str) {
        let mut side = held(&self.inner.side);
        if let Some(number) = Self::number(side.as_mut(), id) {
            side.deals().rows.remove(&number);
        }
    }

    /// Somebody there copies a deal, as people do; fields that hold unique values stay empty.
    pub fn copy(&self, id: &str, without: &str) {
        let now = self.inner.clock.now();
        let mut side = held(&self.inner.side);
        let Some(number) = Self::number(side.as_mut(), id) else { return };
        let Some(mut fields) = side.deals().rows.get(&number).map(|row| row.fields.clone()) else { return };
        fields.remove(without);
        side.deals().add(fields, now);
    }

    /// What it sends to a hook about deals that changed.
    pub fn message(&self, ids: &[String], hook: &Hook<'_>) -> Message {
        let mut side = held(&self.inner.side);
        let mut told = Vec::new();
        for id in ids {
            let number = Self::number(side.as_mut(), id);
            let at = number.and_then(|n| side.deals().rows.get(&n).map(|row| row.at));
            told.push((id.clone(), at.unwrap_or(hook.now)));
        }
        side.message(&told, hook)
    }

    /// An administrator there takes a right or a piece of setup away, or gives all back.
    pub fn forbid(&self, what: Option<&str>) {
        held(&self.inner.side).forbid(what);
    }
}

/// Puts a value into an object.
fn put(object: &mut Value, name: &str, value: Value) {
    if let Some(fields) = object.as_object_mut() {
        fields.insert(name.to_owned(), value);
    }
}

async fn take(State(simulator): State<Simulator>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, 16 * 1024 * 1024).await else { return StatusCode::BAD_REQUEST.into_response() };
    let query = url::form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes()).into_owned().collect();
    let call = Call { token: token(&parts.headers), method: parts.method, path: parts.uri.path().to_owned(), query, body };
    held(&simulator.inner.calls).push(format!("{} {}", call.method, call.path));
    let mishap = held(&simulator.inner.mishaps).pop_front().unwrap_or(Mishap::None);
    let now = simulator.inner.clock.now();
    let done = || held(&simulator.inner.side).answer(&call, now);
    match mishap {
        Mishap::None => answer(done()),
        Mishap::TooMany(seconds) => (StatusCode::TOO_MANY_REQUESTS, [("retry-after", seconds.to_string())], "{}").into_response(),
        Mishap::Error => (StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error").into_response(),
        Mishap::Away => (StatusCode::SERVICE_UNAVAILABLE, "<html><body>Maintenance</body></html>").into_response(),
        Mishap::Lost => lost(),
        Mishap::LostAfter => {
            done();
            lost()
        }
        Mishap::Hang => hang(&simulator).await,
        Mishap::HangAfter => {
            done();
            hang(&simulator).await
        }
        Mishap::Page => ([("content-type", "text/html")], "<!doctype html><title>Sign in</title><p>Please sign in</p>").into_response(),
        Mishap::Shape => {
            answer((200, serde_json::json!({ "jsonrpc": "2.0", "id": [], "result": [[1, null], { "id": "x" }], "results": 7 })))
        }
        Mishap::Flood => {
            let chunk = Bytes::from(vec![b'['; 1024 * 1024]);
            Response::new(Body::from(chunk.repeat(6)))
        }
        Mishap::Crowded => {
            held(&simulator.inner.side).crowd();
            answer(done())
        }
        Mishap::Expired => {
            held(&simulator.inner.side).expire();
            answer(done())
        }
    }
}

fn token(headers: &HeaderMap) -> Option<String> {
    headers.get("authorization")?.to_str().ok()?.strip_prefix("Bearer ").map(str::to_owned)
}

fn answer((status, body): (u16, Value)) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if body.is_null() {
        return status.into_response();
    }
    // No simulated system answers with a bare text in JSON: a text is XML.
    if let Value::String(xml) = body {
        return (status, [("content-type", "text/xml")], xml).into_response();
    }
    (status, [("content-type", "application/json")], body.to_string()).into_response()
}

/// An answer that breaks off: more is promised than comes.
fn lost() -> Response {
    let cut = futures::stream::once(async { Err::<Bytes, _>(std::io::Error::other("cut")) });
    let mut response = Response::new(Body::from_stream(cut));
    response.headers_mut().insert("content-length", http::HeaderValue::from_static("1000"));
    response
}

async fn hang(simulator: &Simulator) -> Response {
    simulator.inner.reached.notify_one();
    tokio::time::sleep(Duration::from_secs(3600)).await;
    StatusCode::GATEWAY_TIMEOUT.into_response()
}
