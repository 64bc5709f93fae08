//! Questions how a deal stands: who is asked and by when, what answers, and how many there are.

use chrono::TimeDelta;
use serde_json::json;
use testkit::{Persona, each_db};

use super::world::{World, path_of, stages};

#[tokio::test]
async fn a_question_waits_for_a_note_of_staff_and_is_counted() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let deal = w.register(&w.amara, "Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000).await;
        let page = path_of(&deal).replace("/api/v1", "");
        let notes = format!("{}/notes", path_of(&deal));
        let write = async |who: &Persona, body: serde_json::Value| who.json("POST", &notes, &body).await.expect(201).json();
        let told = async |who: &Persona, topic: &str| w.notices(who).await.into_iter().filter(|t| t == topic).count();
        let counted = async |who: &Persona| w.read(who, "/api/v1/status-questions").await;
        let waits = async || w.queue(&w.jonas).await.iter().any(|i| i.kind == "Question about a deal" && i.due.is_some());

        let asked = write(&w.amara, json!({ "body": "How does it stand?", "asks": true })).await;
        // One working day from Wednesday, 10:00 in Berlin.
        assert!(asked["answer_by"].as_str().unwrap().starts_with("2026-11-19"), "{asked}");
        test.settle().await;
        assert_eq!((told(&w.jonas, "deal.question").await, told(&w.amara, "deal.question").await), (1, 0));
        assert!(waits().await);
        assert!(w.amara.get(&page).await.expect(200).text.contains("Question · answer by"));

        // What only staff reads answers nothing; what both sides read answers all.
        write(&w.jonas, json!({ "body": "They ask again.", "internal": true })).await;
        assert!(waits().await);
        test.advance(TimeDelta::hours(1));
        write(&w.jonas, json!({ "body": "The decision comes today." })).await;
        test.settle().await;
        assert!(!waits().await);
        assert_eq!(told(&w.amara, "deal.question_answered").await, 1);
        assert!(w.amara.get(&page).await.expect(200).text.contains("Question · answered on"));

        // A call that staff wrote down is a question too, and waits for nobody.
        let call = write(&w.jonas, json!({ "body": "Amara called: on Friday.", "asks": true })).await;
        assert_eq!((call["asks"].as_bool(), call["answer_by"].is_null(), call["answered_at"].is_null()), (Some(true), true, false));
        assert_eq!(counted(&w.jonas).await, json!([{ "from": "2026-10-01", "registrations": 1, "questions": 2 }]));
        assert_eq!(counted(&w.amara).await, counted(&w.jonas).await);
        assert_eq!(counted(&w.erik).await, json!([]), "another partner's are nobody's business");
        assert!(w.jonas.get("/deals/answers").await.expect(200).text.contains("200"), "for a hundred registrations");
    })
    .await;
}
