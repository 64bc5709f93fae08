//! Random walks over deals: anybody calls anything in any order while the clock jumps. Whatever they do,
//! only moves of the documented table happen, nobody changes what is not theirs, no scope is protected
//! twice, and no protection outlasts its end.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use base::PartnerId;
use chrono::TimeDelta;
use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha20Rng;
use sea_orm::{ConnectionTrait as _, DbBackend, QueryResult, Statement};
use serde_json::{Value, json};
use testkit::{Persona, Test};
use uuid::Uuid;
use work::Role;

use crate::cast::{registration, text};
use crate::vendor::{Vendor, active_partner, person};

const WALKS: u64 = 8;
const STEPS: usize = 120;

/// The drawing of the deals' states, which a test of its own compares with the code.
const DRAWING: &str = include_str!("../../../lifecycle/sell/src/deals/mod.rs");

/// Somebody who takes part, with the partner they belong to; none for the vendor's people.
struct Walker {
    name: String,
    role: Role,
    partner: Option<PartnerId>,
    api: Persona,
}

/// A deal as the database has it.
#[derive(Debug, Clone, PartialEq)]
struct Found {
    partner: Uuid,
    state: String,
    version: i64,
}

#[tokio::test]
async fn whoever_calls_what_in_whatever_order() {
    testkit::each_db_by(towpath::stages, identity::authenticate, |t| async move {
        let v = Vendor::open(&t).await;
        let mut walkers = Vec::new();
        for role in Role::ALL.iter().filter(|r| r.is_staff()) {
            walkers.push(Walker { name: role.code().to_owned(), role: *role, partner: None, api: v.api(*role).clone() });
        }
        for name in ["alpha", "beta", "gamma"] {
            let partner = active_partner(&t, name, "NO").await;
            for role in Role::ALL.iter().filter(|r| !r.is_staff()) {
                let p = person(&t, &format!("{}@{name}.example", role.code()), *role, Some(partner), name).await;
                walkers.push(Walker { name: format!("{} of {name}", role.code()), role: *role, partner: Some(partner), api: p.api });
            }
        }
        walkers.push(Walker { name: "nobody".to_owned(), role: Role::Auditor, partner: None, api: t.anyone() });
        let edges = edges();
        let mut happened = BTreeSet::new();
        for seed in 0..WALKS {
            walk(&t, &v, &walkers, &edges, seed, &mut happened).await;
        }
        // A walk that goes nowhere proves nothing.
        let missing: Vec<_> = ["approved won", "approved withdrawn", "in_review rejected", "approved expired"]
            .into_iter()
            .filter(|e| !happened.contains(*e))
            .collect();
        let ends = ["won ", "lost ", "expired ", "released ", "rejected "];
        let reopened = happened.iter().any(|e| ends.iter().any(|end| e.starts_with(end)));
        assert!(missing.is_empty() && reopened, "never happened: {missing:?}; happened: {happened:?}");
        t.assert_audit_whole().await;
    })
    .await;
}

/// From which state to which, as the drawing says; a new deal comes from `*`.
fn edges() -> BTreeSet<(String, String)> {
    let mut edges: BTreeSet<(String, String)> = BTreeSet::new();
    for line in DRAWING.lines().filter_map(|l| l.strip_prefix("//!     ")) {
        if let Some((from, rest)) = line.split_once(" --> ") {
            let from = if from == "[*]" { "*" } else { from };
            edges.insert((from.to_owned(), rest.split(':').next().unwrap().to_owned()));
        }
    }
    // What is handed in at once was a draft for no time at all.
    for state in ["in_review", "approved"] {
        edges.insert(("*".to_owned(), state.to_owned()));
    }
    assert!(edges.len() > 12, "the drawing is gone: {edges:?}");
    edges
}

/// Where a chain of moves can lead, as one run of the schedules makes several.
fn reachable(edges: &BTreeSet<(String, String)>, from: &str, to: &str) -> bool {
    let (mut seen, mut open) = (BTreeSet::new(), vec![from.to_owned()]);
    while let Some(state) = open.pop() {
        if state == to {
            return true;
        }
        if seen.insert(state.clone()) {
            open.extend(edges.iter().filter(|e| e.0 == state).map(|e| e.1.clone()));
        }
    }
    false
}

async fn rows(t: &Arc<Test>, sql: &str) -> Vec<QueryResult> {
    let conn = t.app.db().reader();
    conn.query_all_raw(Statement::from_string(conn.get_database_backend(), sql)).await.unwrap_or_else(|e| panic!("{sql}: {e}"))
}

async fn deals(t: &Arc<Test>) -> BTreeMap<Uuid, Found> {
    let found = rows(t, "SELECT id, partner_id, state, version FROM deal").await;
    let one = |r: &QueryResult| {
        let found = Found {
            partner: r.try_get("", "partner_id").unwrap(),
            state: r.try_get("", "state").unwrap(),
            version: r.try_get("", "version").unwrap(),
        };
        (r.try_get("", "id").unwrap(), found)
    };
    found.iter().map(one).collect()
}

async fn walk(
    t: &Arc<Test>,
    v: &Vendor,
    walkers: &[Walker],
    edges: &BTreeSet<(String, String)>,
    seed: u64,
    happened: &mut BTreeSet<String>,
) {
    let mut dice = ChaCha20Rng::seed_from_u64(seed);
    let mut before = deals(t).await;
    let mut known: Vec<String> = Vec::new();
    let mut told = Vec::new();
    for _ in 0..STEPS {
        let throw = dice.random_range(0..100);
        let (line, walker) = if throw < 8 {
            let hours = [2, 30, 24 * 5, 24 * 12, 24 * 40][dice.random_range(0..5)];
            t.advance(TimeDelta::hours(hours));
            t.tick().await;
            t.settle().await;
            (format!("{hours} h pass"), None)
        } else {
            // Mostly somebody who may do something, so that something happens.
            let busy: Vec<&Walker> =
                walkers.iter().filter(|w| matches!(w.role, Role::Sales | Role::PartnerOps | Role::PartnerAdmin)).collect();
            let w = if throw < 75 { busy[dice.random_range(0..busy.len())] } else { &walkers[dice.random_range(0..walkers.len())] };
            (step(v, w, &mut dice, &mut known, seed).await, Some(w))
        };
        told.push(line);
        let after = deals(t).await;
        for (id, now) in &after {
            let was = before.get(id);
            if was == Some(now) {
                continue;
            }
            let story = || format!("walk {seed}: {told:#?}\n{was:?} -> {now:?}");
            if let Some(w) = walker {
                let theirs = if w.partner.is_some() {
                    w.partner.map(base::PartnerId::uuid) == Some(now.partner)
                } else {
                    w.role.is_staff() && w.name != "nobody"
                };
                assert!(theirs && w.role != Role::Auditor, "{} changed a deal that is not theirs\n{}", w.name, story());
            }
            let from = was.map_or("*", |w| w.state.as_str());
            if from != now.state {
                let fine = if walker.is_some() {
                    edges.contains(&(from.to_owned(), now.state.clone()))
                } else {
                    reachable(edges, from, &now.state)
                };
                assert!(fine, "a move that the table does not have\n{}", story());
                happened.insert(format!("{from} {}", now.state));
            }
        }
        assert!(before.keys().all(|id| after.contains_key(id)), "a deal is gone\n{told:#?}");
        protections(t, &told).await;
        before = after;
    }
}

/// No scope twice; what is protected is approved or won; after the schedules ran, nothing outlasts its end.
async fn protections(t: &Arc<Test>, told: &[String]) {
    let twice = rows(t, "SELECT scope, product_id FROM deal_protection GROUP BY scope, product_id HAVING COUNT(*) > 1").await;
    assert!(twice.is_empty(), "a scope is protected twice\n{told:#?}");
    let stray = rows(
        t,
        "SELECT p.deal_id FROM deal_protection p JOIN deal d ON d.id = p.deal_id WHERE d.state NOT IN ('approved', 'won', 'disputed')",
    )
    .await;
    assert!(stray.is_empty(), "a protection without its deal\n{told:#?}");
    if told.last().is_some_and(|l| l.ends_with("h pass")) {
        let now = match t.app.db().reader().get_database_backend() {
            DbBackend::Postgres => format!("'{}'::timestamptz", t.app.now().to_rfc3339()),
            _ => format!("'{}'", t.app.now().to_rfc3339()),
        };
        let late = rows(t, &format!("SELECT id FROM deal WHERE state = 'approved' AND protected_until <= {now}")).await;
        assert!(late.is_empty(), "a protection past its end\n{told:#?}");
    }
}

/// One call; says what it was and what it was answered.
async fn step(v: &Vendor, w: &Walker, dice: &mut ChaCha20Rng, known: &mut Vec<String>, seed: u64) -> String {
    let n: usize = dice.random_range(0..14);
    if n < 3 || known.is_empty() {
        // Few customers, so that they meet; every second one new to this walk.
        let customer = dice.random_range(0..4);
        let company = format!("{} Freight {}", ["Harbor", "Fjord", "Summit", "Delta"][customer], ["Lines", "Group"][customer % 2]);
        let mut body = registration(v, &company, &format!("customer{customer}-{seed}.example"), dice.random_range(100_000..9_000_000));
        if n == 0 {
            body["draft"] = json!(true);
        }
        let made = w.api.json("POST", "/api/v1/deals", &body).await;
        if made.status == 201 {
            known.push(text(&made.json(), "/id").to_owned());
        }
        assert!(!made.status.is_server_error(), "{}", made.text);
        return format!("{} registers for {customer}: {}", w.name, made.status);
    }
    let id = &known[dice.random_range(0..known.len())];
    let today = v.t.app.now().date_naive();
    let calls: [(&str, &str, Value); 15] = [
        ("POST", "submission", Value::Null),
        ("POST", "approval", json!({ "note": "Fine.", "separate": dice.random_range(0..2) == 0 })),
        ("POST", "approval", json!({ "note": "Fine." })),
        ("POST", "rejection", json!({ "reason": "other", "note": "Not this one." })),
        ("PUT", "stage", json!({ "stage": "proposal" })),
        ("POST", "win", json!({ "won_on": today })),
        ("POST", "loss", json!({ "reason": "price", "note": "Too dear." })),
        ("POST", "withdrawal", json!({ "note": "Stopped." })),
        ("POST", "extension", json!({ "reason": "They decide next month." })),
        ("POST", "release", json!({ "reason": "Nothing moves here." })),
        ("POST", "reopening", json!({ "reason": "A mistake." })),
        ("POST", "reopening", json!({ "reason": "A mistake." })),
        ("POST", "reopening", json!({ "reason": "A mistake." })),
        ("POST", "reopening", json!({ "reason": "A mistake." })),
        ("PUT", "next-step", json!({ "next_step": "Call again" })),
    ];
    let (method, verb, body) = &calls[dice.random_range(0..calls.len())];
    let answer = w.api.json(method, &format!("/api/v1/deals/{id}/{verb}"), body).await;
    assert!(!answer.status.is_server_error(), "{}", answer.text);
    format!("{} {verb} {id}: {}", w.name, answer.status)
}
