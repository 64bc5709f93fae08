//! Sends requests to a running server over kept-open connections, several clients at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use reqwest::{Client, Method};
use serde_json::{Value, json};

use super::{Outcome, figures};

/// What a client sends next, by its number.
struct Call {
    method: Method,
    url: String,
    header: (String, String),
    body: Option<String>,
}

async fn send(calls: usize, clients: usize, make: impl Fn(usize) -> Call + Send + Sync + 'static) -> Outcome<Value> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let (make, next) = (Arc::new(make), Arc::new(AtomicUsize::new(0)));
    let start = Instant::now();
    let mut tasks = Vec::new();
    for _ in 0..clients {
        let (make, next) = (make.clone(), next.clone());
        let client = Client::builder().pool_max_idle_per_host(1).build()?;
        tasks.push(tokio::spawn(async move {
            let mut times: Vec<Duration> = Vec::new();
            let mut bytes = 0;
            loop {
                let n = next.fetch_add(1, Ordering::Relaxed);
                if n >= calls {
                    return Ok::<_, String>((times, bytes));
                }
                let Call { method, url, header: (name, value), body } = make(n);
                let mut request = client.request(method, url).header(name, value).header("Accept", "*/*");
                if let Some(body) = body {
                    request = request
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", format!("bench-{}-{n}", std::process::id()))
                        .body(body);
                }
                let begun = Instant::now();
                let answer = request.send().await.map_err(|e| e.to_string())?;
                let status = answer.status();
                let text = answer.bytes().await.map_err(|e| e.to_string())?;
                times.push(begun.elapsed());
                bytes += text.len();
                if !status.is_success() {
                    return Err(format!("{status}: {}", String::from_utf8_lossy(&text).chars().take(500).collect::<String>()));
                }
            }
        }));
    }
    let mut times = Vec::new();
    let mut bytes = 0;
    for task in tasks {
        let (some, more) = task.await??;
        times.extend(some);
        bytes += more;
    }
    let mut out = figures(&mut times, start.elapsed())?;
    if let Value::Object(map) = &mut out {
        map.insert("bytes_each".to_owned(), json!(bytes / calls.max(1)));
    }
    Ok(out)
}

/// Registers deals: each for a customer of its own, or all for the same one.
pub(crate) async fn register(address: &str, world: &str, calls: usize, clients: usize, from: usize, one: bool) -> Outcome<Value> {
    let world: Value = serde_json::from_slice(&std::fs::read(world)?)?;
    let product = world.get("product").cloned().unwrap_or_default();
    let tokens: Vec<String> = serde_json::from_value(world.get("tokens").cloned().unwrap_or_default())?;
    let url = format!("http://{address}/api/v1/deals");
    let close_on = (base::Clock::now(&base::SystemClock).date_naive() + chrono::TimeDelta::days(90)).to_string();
    let make = move |n: usize| {
        let i = from + n;
        let (company, domain) = if one {
            ("Nordvik Shipping AS".to_owned(), "nordvik-shipping.no".to_owned())
        } else {
            (format!("{} {}", word(i), word(i * 7 + 3)), format!("{}-{i}.com", word(i)))
        };
        let body = json!({
            "customer": { "company": company, "domain": domain, "country": "NO", "contact_name": "Ingrid Aas", "contact_email": format!("ingrid@{domain}") },
            "need": "They want to replace manual planning before spring, and asked for an offer at the fair.",
            "lines": [{ "product_id": product, "quantity": 1, "amount_minor": 4_500_000 }],
            "currency": "EUR",
            "close_on": close_on,
        });
        let token = tokens.get(i % tokens.len().max(1)).map(String::as_str).unwrap_or_default();
        Call {
            method: Method::POST,
            url: url.clone(),
            header: ("Authorization".to_owned(), format!("Bearer {token}")),
            body: Some(body.to_string()),
        }
    };
    send(calls, clients, make).await
}

/// A word of its own for each number.
fn word(i: usize) -> String {
    const SYLLABLES: [&str; 16] = ["ba", "ke", "li", "mo", "nu", "ra", "si", "to", "ve", "za", "dro", "fli", "gra", "pto", "shu", "wex"];
    let mut n = i;
    let mut out = String::new();
    for _ in 0..5 {
        out.push_str(SYLLABLES.get(n % 16).copied().unwrap_or_default());
        n /= 16;
    }
    out
}

/// Asks for one address again and again; `header` is `Name: value`.
pub(crate) async fn get(address: &str, path: &str, header: &str, calls: usize, clients: usize) -> Outcome<Value> {
    let url = format!("http://{address}{path}");
    let (name, value) = header.split_once(": ").ok_or("a header is written Name: value")?;
    let header = (name.to_owned(), value.to_owned());
    send(calls, clients, move |_| Call { method: Method::GET, url: url.clone(), header: header.clone(), body: None }).await
}
