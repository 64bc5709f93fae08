//! A request for proposals in the small program of the leads: Alpha and Beta in Germany qualify, Gamma in France does not.

use std::sync::Arc;

use base::PartnerId;
use chrono::TimeDelta;
use serde_json::{Value, json};
use testkit::{Answer, Persona, Test};

pub(super) use crate::leads::tests::world::{World, stages};

/// A request with its people.
pub(super) struct Call {
    pub(super) w: World,
    pub(super) id: String,
}

/// What somebody writes: five questions of different kinds, two criteria of 60 and 40.
pub(super) fn written() -> Value {
    json!({
        "title": "Route planning for a carrier",
        "body": "They plan **by hand** and want to replace that before spring.",
        "company": "Isar Logistik GmbH",
        "country": "DE",
        "postal_code": "80331",
        "language": "de",
        "products": ["route-planner"],
        "pool": { "territory": true, "language": true, "products": true },
        "questions": [
            { "text": "How do you go about it?", "kind": "long", "required": true },
            { "text": "What does it cost?", "kind": "money", "required": true },
            { "text": "How many people do you have for it?", "kind": "number", "required": true },
            { "text": "Have you done it before?", "kind": "yes_no" },
            { "text": "When can you begin?", "kind": "choice", "options": ["At once", "In a month"], "required": true },
        ],
        "criteria": [{ "text": "Experience", "weight": 60 }, { "text": "Price", "weight": 40 }],
        "answer_days": 5,
        "remind_days": 2,
        "decide_days": 3,
        "show_scores": true,
    })
}

/// An answer; `how` is what tells it from others.
pub(super) fn answers(how: &str) -> Value {
    json!({ "answers": { "q1": how, "q2": "12,500.50", "q3": "4", "q4": "yes", "q5": "At once" } })
}

impl Call {
    /// A draft.
    pub(super) async fn draft(test: &Arc<Test>, body: &Value) -> Self {
        let w = World::new(test).await;
        // The schedules begin with the first look at them.
        test.tick().await;
        let made = w.mona.json("POST", "/api/v1/proposal-requests", body).await.expect(201).json();
        Self { id: made["id"].as_str().unwrap().to_owned(), w }
    }

    /// One that partners can answer: published on Wednesday at 10:00, due on Wednesday at 10:00.
    pub(super) async fn published(test: &Arc<Test>) -> Self {
        let call = Self::draft(test, &written()).await;
        call.mona("publication", &Value::Null).await.expect(200);
        test.settle().await;
        call
    }

    pub(super) fn path(&self, noun: &str) -> String {
        let base = format!("/api/v1/proposal-requests/{}", self.id);
        if noun.is_empty() { base } else { format!("{base}/{noun}") }
    }

    pub(super) fn page(&self, noun: &str) -> String {
        let base = format!("/proposals/{}", self.id);
        if noun.is_empty() { base } else { format!("{base}/{noun}") }
    }

    pub(super) async fn mona(&self, noun: &str, body: &Value) -> Answer {
        self.w.mona.json("POST", &self.path(noun), body).await
    }

    pub(super) async fn answer(&self, who: &Persona, how: &str) -> Answer {
        who.json("POST", &self.path("answer/submission"), &answers(how)).await
    }

    pub(super) async fn read(&self, who: &Persona) -> Value {
        who.get(&self.path("")).await.expect(200).json()
    }

    /// What staff read of the answers.
    pub(super) async fn opened(&self) -> Vec<Value> {
        self.w.mona.get(&self.path("proposals")).await.expect(200).json().as_array().unwrap().clone()
    }

    /// Moves past the deadline and lets the clock come by.
    pub(super) async fn close(&self) {
        self.w.test.advance(TimeDelta::days(8));
        self.w.test.tick().await;
    }

    /// The proposal of a partner.
    pub(super) async fn of(&self, partner: PartnerId) -> Value {
        let all = self.opened().await;
        all.into_iter().find(|p| p["partner_id"] == json!(partner)).unwrap()
    }

    /// Gives a proposal points.
    pub(super) async fn review(&self, who: &Persona, proposal: &Value, points: &[(&str, i64)]) -> Answer {
        let points: serde_json::Map<String, Value> = points.iter().map(|(c, n)| ((*c).to_owned(), json!({ "points": n }))).collect();
        who.json("PUT", &self.path("points"), &json!({ "proposal_id": proposal["id"], "points": points })).await
    }
}
