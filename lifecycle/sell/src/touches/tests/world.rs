//! Touches in the small program of the deals: Amara of Brightpath, Erik of Nordic, their manager Jonas.

use serde_json::{Value, json};
use testkit::{Answer, Persona};

pub(super) use crate::deals::tests::world::{World, path_of, stages};

/// What a partner claims: a meeting on a day.
pub(super) fn claimed(company: &str, domain: &str, kind: &str, on: &str) -> Value {
    json!({
        "company": company, "domain": domain, "country": "NO", "kind": kind, "on": on,
        "what": "We met their head of logistics and spoke about routes.",
        "evidence": "The minutes of the meeting, signed by both.",
        "link": "https://files.example/minutes?id=7",
    })
}

pub(super) async fn claim(who: &Persona, body: &Value) -> Answer {
    who.json("POST", "/api/v1/touches", body).await
}

pub(super) fn touch(id: &Value) -> String {
    format!("/api/v1/touches/{}", id["id"].as_str().unwrap())
}

/// Claims and has it confirmed.
pub(super) async fn confirmed(w: &World, who: &Persona, body: &Value) -> Value {
    let made = claim(who, body).await.expect(201).json();
    w.jonas.json("POST", &format!("{}/answer", touch(&made)), &json!({ "confirmed": true })).await.expect(200).json()
}

/// What somebody reads of a list, one field of each row.
pub(super) async fn listed(w: &World, who: &Persona, path: &str, field: &str) -> Vec<String> {
    let page = w.read(who, path).await;
    page["data"].as_array().unwrap().iter().map(|t| t[field].as_str().unwrap_or("-").to_owned()).collect()
}

/// The kinds of an account's journey, in its order.
pub(super) async fn journey(w: &World, account: &Value) -> Vec<String> {
    listed(w, &w.jonas, &format!("/api/v1/accounts/{}/journey", account.as_str().unwrap()), "kind").await
}

pub(super) async fn win(who: &Persona, deal: &Value, on: &str) {
    who.json("POST", &format!("{}/win", path_of(deal)), &json!({ "won_on": on })).await.expect(200);
}

/// The fields that a refusal names, with their codes.
pub(super) fn wrong(answer: &Answer) -> Vec<String> {
    let body = answer.json();
    let all = body["errors"].as_array().cloned().unwrap_or_default();
    all.iter().map(|e| format!("{}:{}", e["field"].as_str().unwrap(), e["code"].as_str().unwrap())).collect()
}
