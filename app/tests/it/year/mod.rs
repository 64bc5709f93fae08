//! A year of a whole program over the API: leads come and are routed, answered or let lie, deals are
//! registered, reviewed, won, lost and forgotten, while the clock runs. At its end every decision is made
//! again and has to come out the same, and the figures that people are shown are counted again by plain SQL.
//!
//! Every test run has a small one of a hundred days. `make year` has a large one; its size is `YEAR`, as
//! `PARTNERS,DEALS,LEADS`; `YEAR_DAYS` says how many days it has.

mod events;
mod recount;

use std::io::Write as _;
use std::sync::Arc;
use std::time::Instant as Stopwatch;

use base::PartnerId;
use serde_json::json;
use testkit::{Persona, Test};
use work::Role;

use crate::vendor::{Vendor, active_partner, person};
use events::Year;

/// Where partners and customers are.
const COUNTRIES: [&str; 6] = ["DE", "FR", "NO", "ES", "IT", "PL"];

/// How much of everything a year has.
#[derive(Debug, Clone, Copy)]
struct Size {
    partners: usize,
    deals: usize,
    leads: usize,
    days: i64,
}

impl Size {
    /// The size that was asked for; a small one when none was.
    fn asked() -> Self {
        let text = std::env::var("YEAR").unwrap_or_else(|_| "12,60,60".to_owned());
        let numbers: Vec<usize> = text.split(',').map(|n| n.trim().parse().expect("YEAR is PARTNERS,DEALS,LEADS")).collect();
        let days =
            std::env::var("YEAR_DAYS").map_or(if numbers[1] < 1000 { 100 } else { 365 }, |d| d.parse().expect("YEAR_DAYS is a number"));
        Self { partners: numbers[0], deals: numbers[1], leads: numbers[2], days }
    }
}

/// A partner with its seller.
struct Seller {
    partner: PartnerId,
    api: Persona,
    country: &'static str,
}

#[tokio::test]
async fn a_year_replays_and_its_figures_recount() {
    testkit::each_db_by(towpath::stages, identity::authenticate, |t| async move { told(&t, Size::asked()).await }).await;
}

async fn told(t: &Arc<Test>, size: Size) {
    let begun = Stopwatch::now();
    let v = Vendor::open(t).await;
    let ops = v.api(Role::PartnerOps).clone();
    routing(&ops).await;
    let mut sellers = Vec::new();
    for n in 0..size.partners {
        sellers.push(seller(t, n).await);
    }
    t.settle().await;
    say(size, &format!("{} partners after {:.0} s", size.partners, begun.elapsed().as_secs_f64()));
    let mut year = Year::new(t.clone(), &v, ops.clone(), sellers, size);
    year.run().await;
    say(size, &format!("the year is over after {:.0} s: {:?}", begun.elapsed().as_secs_f64(), year.done));
    year.done.check(size);
    recount::recount(t, &ops, &year.sellers).await;
    say(size, &format!("all is recounted after {:.0} s", begun.elapsed().as_secs_f64()));
    keep(t).await;
}

/// Tells how far a large year is; a small one is silent.
fn say(size: Size, text: &str) {
    if size.deals >= 1000 {
        writeln!(std::io::stderr(), "{text}").expect("the terminal is there");
    }
}

/// Keeps the database of a year, for whoever wants to look at it, where `YEAR_KEEP` says.
async fn keep(t: &Arc<Test>) {
    let from = t.dir.path().join("test.db");
    if let (Some(to), true) = (std::env::var_os("YEAR_KEEP"), from.exists()) {
        let to = std::path::PathBuf::from(to);
        std::fs::create_dir_all(&to).unwrap();
        for end in ["", "-wal"] {
            let name = format!("test.db{end}");
            if t.dir.path().join(&name).exists() {
                std::fs::copy(t.dir.path().join(&name), to.join(format!("towpath.db{end}"))).unwrap();
            }
        }
    }
}

async fn seller(t: &Arc<Test>, n: usize) -> Seller {
    let country = COUNTRIES[n % COUNTRIES.len()];
    let name = &format!("Partner {n}");
    let partner = active_partner(t, name, country).await;
    let email = format!("seller{n}@partners.example");
    let api = person(t, &email, Role::Sales, Some(partner), name).await.api;
    Seller { partner, api, country }
}

/// A rule of each method: the best, several at once, in turn, and whoever has waited longest.
async fn routing(ops: &Persona) {
    let rule = |key: &str, condition: &str, method: &str, weights: serde_json::Value| json!({ "key": key, "name": format!("Rule {key}"), "condition": condition, "territory": true, "method": method, "weights": weights });
    let weights = json!({ "tier": 10, "accepts": 40, "answers": 20, "converts": 30 });
    let rules = json!({
        "rules": [
            rule("best", "lead.country == 'DE'", "best", weights),
            rule("several", "lead.country == 'FR' && lead.size >= 500", "first", json!({})),
            rule("turns", "lead.country in ['FR', 'NO', 'ES']", "turns", json!({})),
            rule("rest", "true", "longest", json!({})),
        ],
        "answer_days": 1, "contact_days": 3, "capacity": 200, "rounds": 3, "patience_days": 14,
    });
    let tag = ops.get("/api/v1/lead-rules").await.expect(200);
    let tag = tag.headers.get("etag").and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    ops.json_with("PUT", "/api/v1/lead-rules", &rules, &[("if-match", &tag)]).await.expect(200);
}
