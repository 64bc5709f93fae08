//! Two registrations of one customer, and what is done about them.

use std::sync::Arc;

use base::CaseId;
use serde_json::{Value, json};
use testkit::{Answer, Persona, Test};

pub(crate) use crate::deals::tests::world::{World, path_of, stages};

/// A case between Brightpath, which is protected, and Nordic, which came later.
pub(crate) struct Contest {
    pub(crate) w: World,
    /// Brightpath's deal.
    pub(crate) first: Value,
    /// Nordic's.
    pub(crate) second: Value,
    pub(crate) case: CaseId,
}

impl Contest {
    pub(crate) async fn new(test: &Arc<Test>) -> Self {
        let w = World::new(test).await;
        let first = w.register(&w.amara, "Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000).await;
        test.advance(chrono::TimeDelta::hours(1));
        let second = w.register(&w.erik, "NORDVIK Shipping", "nordvik-shipping.no", 3_000_000).await;
        test.settle().await;
        let case = only_case(&w, &w.jonas).await;
        Self { w, first, second, case }
    }

    pub(crate) fn path(&self, noun: &str) -> String {
        if noun.is_empty() { format!("/api/v1/conflicts/{}", self.case) } else { format!("/api/v1/conflicts/{}/{noun}", self.case) }
    }

    pub(crate) async fn read(&self, who: &Persona) -> Value {
        who.get(&self.path("")).await.expect(200).json()
    }

    /// The side of a deal, as staff see it.
    pub(crate) async fn side(&self, deal: &Value) -> Value {
        let case = self.read(&self.w.jonas).await;
        case["sides"].as_array().unwrap().iter().find(|s| s["deal_id"] == deal["id"]).unwrap()["id"].clone()
    }

    pub(crate) async fn rule(&self, who: &Persona, body: &Value) -> Answer {
        let answer = who.json("POST", &self.path("ruling"), body).await;
        self.w.test.settle().await;
        answer
    }

    /// A split with so much for the first.
    pub(crate) async fn split(&self, who: &Persona, first: i64) -> Answer {
        let (a, b) = (self.side(&self.first).await, self.side(&self.second).await);
        let parts = json!([{ "side_id": a, "share": first }, { "side_id": b, "share": 100 - first }]);
        self.rule(who, &json!({ "kind": "split", "lead_id": a, "parts": parts, "reason": "Both did their part." })).await
    }

    pub(crate) async fn appeal(&self, who: &Persona) -> Answer {
        let answer = who.json("POST", &self.path("appeal"), &json!({ "reason": "We met them first, on the fair." })).await;
        self.w.test.settle().await;
        answer
    }

    /// Where a deal is, for staff.
    pub(crate) async fn state(&self, deal: &Value) -> String {
        self.w.read(&self.w.jonas, &path_of(deal)).await["state"].as_str().unwrap().to_owned()
    }
}

/// The one conflict that somebody sees.
pub(crate) async fn only_case(w: &World, who: &Persona) -> CaseId {
    let list = w.read(who, "/api/v1/conflicts").await;
    let all = list["data"].as_array().unwrap();
    assert_eq!(all.len(), 1, "{list}");
    all[0]["id"].as_str().unwrap().parse().unwrap()
}
