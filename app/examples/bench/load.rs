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
            let [first, second] = name(i);
            (format!("{first} {second}"), format!("{first}-{second}.com"))
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

/// A name of its own for each number, unlike those of its neighbors: what is counted up would make a thousand
/// companies that resemble each other, and each registration a conflict.
fn name(i: usize) -> [String; 2] {
    const SYLLABLES: [&str; 32] = [
        "ba", "ke", "li", "mo", "nu", "ra", "si", "to", "ve", "za", "dro", "fli", "gra", "pto", "shu", "wex", "quin", "hol", "jas", "pel",
        "trun", "cor", "yst", "ond", "gib", "marv", "esk", "tul", "vinz", "ocha", "brem", "ful",
    ];
    // Two odd factors spread the number over 64 bits, and no two numbers meet.
    let mixed = u64::try_from(i).unwrap_or(0).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut bits = (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits ^= bits >> 32;
    let [mut first, mut second] = [String::new(), String::new()];
    for n in 0..7 {
        let at = usize::try_from(bits % 32).unwrap_or(0);
        let word = if n < 4 { &mut first } else { &mut second };
        word.push_str(SYLLABLES.get(at).copied().unwrap_or_default());
        bits /= 32;
    }
    [first, second]
}

/// Asks for one address again and again; `header` is `Name: value`.
pub(crate) async fn get(address: &str, path: &str, header: &str, calls: usize, clients: usize) -> Outcome<Value> {
    let url = format!("http://{address}{path}");
    let (name, value) = header.split_once(": ").ok_or("a header is written Name: value")?;
    let header = (name.to_owned(), value.to_owned());
    send(calls, clients, move |_| Call { method: Method::GET, url: url.clone(), header: header.clone(), body: None }).await
}
