//! Random calls by every party and role, with the clock moved: what must hold holds after each of them.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use proptest::prelude::*;
use serde_json::{Value, json};
use testkit::{Persona, on_sqlite};

use super::world::{World, path_of, stages};

/// What somebody tries.
#[derive(Debug, Clone)]
enum Try {
    Lead(usize, bool),
    Register(bool, usize),
    Withdraw(bool),
    Lose(bool),
    Win(bool),
    Dispute(bool),
    Appeal(bool),
    State(bool),
    Rule(bool, u8, i64),
    Approve,
    Reject,
    Release,
    Wait(i64),
}

fn anything() -> impl Strategy<Value = Try> {
    prop_oneof![
        3 => (any::<bool>(), 0usize..2).prop_map(|(who, of)| Try::Register(who, of)),
        1 => (0usize..2, any::<bool>()).prop_map(|(of, take)| Try::Lead(of, take)),
        1 => any::<bool>().prop_map(Try::Withdraw),
        1 => any::<bool>().prop_map(Try::Lose),
        1 => any::<bool>().prop_map(Try::Win),
        1 => any::<bool>().prop_map(Try::Dispute),
        2 => any::<bool>().prop_map(Try::Appeal),
        1 => any::<bool>().prop_map(Try::State),
        3 => (any::<bool>(), 0u8..8, -5i64..106).prop_map(|(who, kind, share)| Try::Rule(who, kind, share)),
        1 => Just(Try::Approve),
        1 => Just(Try::Reject),
        1 => Just(Try::Release),
        2 => (1i64..20).prop_map(Try::Wait),
    ]
}

const COMPANIES: [(&str, &str); 2] = [("Nordvik Shipping AS", "nordvik-shipping.no"), ("Fjord Foods", "fjordfoods.no")];

async fn all(w: &World, who: &Persona, path: &str) -> Vec<Value> {
    w.read(who, path).await["data"].as_array().unwrap().clone()
}

/// Calls, and accepts any answer but a broken one.
async fn call(who: &Persona, path: &str, body: &Value) {
    let answer = who.json("POST", path, body).await;
    assert!(answer.status.as_u16() < 500, "{path} {body}: {}", answer.text);
}

async fn newest(w: &World, who: &Persona, states: &[&str]) -> Option<Value> {
    let of: Vec<String> = states.iter().map(|s| format!("state={s}")).collect();
    all(w, who, &format!("/api/v1/deals?{}", of.join("&"))).await.first().cloned()
}

async fn attempt(w: &World, t: &Try) {
    let member = |first: bool| if first { &w.amara } else { &w.erik };
    let staff = |first: bool| if first { &w.jonas } else { &w.mona };
    let today = json!({ "won_on": w.test.app.now().date_naive() });
    let why = json!({ "reason": "There is more to it." });
    let on = async |who: &Persona, states: &[&str], noun: &str, body: Value| {
        if let Some(deal) = newest(w, who, states).await {
            call(who, &format!("{}/{noun}", path_of(&deal)), &body).await;
        }
    };
    match t {
        Try::Register(first, of) => {
            let (company, domain) = COMPANIES[*of];
            let mut body = w.body(company, domain, 3_000_000);
            body["close_on"] = Value::Null;
            call(member(*first), "/api/v1/deals", &body).await;
        }
        Try::Lead(of, take) => {
            let (company, domain) = COMPANIES[*of];
            let lead = json!({
                "customer": { "company": company, "domain": domain, "country": "NO" },
                "contact": { "name": "Ingrid Aas", "email": format!("ingrid@{domain}") }, "source": "web",
            });
            call(&w.mona, "/api/v1/leads", &lead).await;
            w.test.settle().await;
            for lead in all(w, &w.mona, "/api/v1/leads?state=offered").await.iter().filter(|_| *take) {
                for who in [&w.amara, &w.erik] {
                    call(who, &format!("/api/v1/leads/{}/acceptance", lead["id"].as_str().unwrap()), &Value::Null).await;
                }
            }
        }
        Try::Withdraw(first) => on(member(*first), &["in_review", "disputed"], "withdrawal", json!({ "note": "Not ours." })).await,
        Try::Lose(first) => on(member(*first), &["approved"], "loss", json!({ "reason": "price" })).await,
        Try::Win(first) => on(member(*first), &["approved"], "win", today).await,
        Try::Dispute(first) => on(member(*first), &["rejected", "released", "expired"], "dispute", why).await,
        Try::Approve => on(&w.mona, &["in_review", "disputed"], "approval", json!({ "separate": true })).await,
        Try::Reject => on(&w.mona, &["in_review", "disputed"], "rejection", json!({ "reason": "other", "note": "Not this one." })).await,
        Try::Release => on(&w.mona, &["approved"], "release", why).await,
        Try::Appeal(first) => {
            for case in all(w, member(*first), "/api/v1/conflicts?state=decided&state=appealed").await {
                call(member(*first), &format!("/api/v1/conflicts/{}/appeal", case["id"].as_str().unwrap()), &why).await;
            }
        }
        Try::State(first) => {
            for case in all(w, member(*first), "/api/v1/conflicts?state=open").await {
                call(
                    member(*first),
                    &format!("/api/v1/conflicts/{}/statements", case["id"].as_str().unwrap()),
                    &json!({ "body": "We were there." }),
                )
                .await;
            }
        }
        Try::Rule(first, kind, share) => rule(w, staff(*first), *kind, *share).await,
        Try::Wait(days) => {
            w.test.advance(TimeDelta::days(*days));
            w.test.tick().await;
        }
    }
}

async fn rule(w: &World, who: &Persona, kind: u8, share: i64) {
    let Some(case) = all(w, who, "/api/v1/conflicts?state=open&state=appealed").await.first().cloned() else { return };
    let path = format!("/api/v1/conflicts/{}", case["id"].as_str().unwrap());
    let sides = w.read(who, &path).await["sides"].as_array().unwrap().clone();
    let side = |n: usize| sides[n.min(sides.len() - 1)]["id"].clone();
    let parts = json!([{ "side_id": side(0), "share": share }, { "side_id": side(1), "share": 100 - share }]);
    let body = match kind {
        0 => json!({}),
        1 => json!({ "kind": "confirm", "lead_id": side(0), "reason": "The first." }),
        2 => json!({ "kind": "confirm", "lead_id": side(1), "reason": "The second." }),
        3 => json!({ "kind": "split", "lead_id": side(1), "parts": parts, "reason": "Shared." }),
        4 => json!({ "kind": "co_sell", "lead_id": side(0), "parts": parts, "reason": "Together." }),
        5 => json!({ "kind": "separate", "reason": "Two projects." }),
        6 => json!({ "kind": "release", "reason": "Nobody." }),
        _ => json!({ "kind": "reject", "reason": "No new claim." }),
    };
    call(who, &format!("{path}/ruling"), &body).await;
}

/// What must hold at all times.
async fn assert_sound(w: &World, tried: &[Try]) {
    let mut deals = BTreeMap::new();
    for who in [&w.amara, &w.erik] {
        for deal in all(w, who, "/api/v1/deals?limit=200").await {
            deals.insert(deal["id"].as_str().unwrap().to_owned(), deal);
        }
    }
    let mut before: BTreeMap<String, String> = BTreeMap::new();
    for card in all(w, &w.mona, "/api/v1/conflicts?limit=200").await {
        let case = w.read(&w.mona, &format!("/api/v1/conflicts/{}", card["id"].as_str().unwrap())).await;
        let state = case["state"].as_str().unwrap();
        let sides = case["sides"].as_array().unwrap();
        let of = |s: &Value| s["deal_id"].as_str().map(|id| deals[id]["state"].as_str().unwrap().to_owned());
        let states: Vec<String> = sides.iter().filter_map(of).collect();
        if state == "open" {
            assert!(
                states.iter().any(|s| s == "in_review" || s == "disputed"),
                "an open case with nothing to decide: {states:?} after {tried:?}"
            );
            for deal in sides.iter().filter_map(|s| s["deal_id"].as_str()) {
                let other = before.insert(deal.to_owned(), card["id"].to_string());
                assert!(other.is_none(), "a deal before two open cases after {tried:?}");
            }
            assert_ne!(case["assignee"], "", "nobody decides after {tried:?}");
        }
        if state == "appealed" {
            assert!(
                states.iter().any(|s| !["rejected", "released", "expired", "withdrawn", "lost"].contains(&s.as_str())),
                "{states:?} after {tried:?}"
            );
        }
        let rulings = case["rulings"].as_array().unwrap();
        let expected = match state {
            "open" | "dropped" => 0..=0,
            "decided" | "appealed" => 1..=1,
            _ => 1..=2,
        };
        assert!(expected.contains(&rulings.len()), "{state} with {} rulings after {tried:?}", rulings.len());
        for ruling in rulings {
            let parts = ruling["parts"].as_array().unwrap();
            let sum: i64 = parts.iter().map(|p| p["share"].as_i64().unwrap()).sum();
            assert!(parts.is_empty() || sum == 100, "shares of {sum} after {tried:?}");
        }
        if let [first, second] = rulings.as_slice() {
            assert_ne!(first["ruled_by"], second["ruled_by"], "decided twice by one person after {tried:?}");
        }
    }
    // The key of the table lets no two deals protect one scope; each that is protected does.
    let approved = deals.values().filter(|d| d["state"] == "approved").count();
    let protections = w.protections().await;
    assert!(protections >= u64::try_from(approved).unwrap(), "{approved} approved, {protections} protections after {tried:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn whatever_people_try_conflicts_stay_sound(tries in proptest::collection::vec(anything(), 4..16)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(on_sqlite(stages, |test| {
            let tries = tries.clone();
            async move {
                let w = World::new(&test).await;
                // The schedules begin with the first look at them.
                test.tick().await;
                for n in 0..tries.len() {
                    attempt(&w, &tries[n]).await;
                    test.settle().await;
                    assert_sound(&w, &tries[..=n]).await;
                }
                test.assert_audit_whole().await;
            }
        }));
    }
}
