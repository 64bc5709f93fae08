//! Attempts: one at a time, as many as the course allows, and nobody else's.

use futures::future::join_all;
use serde_json::{Value, json};
use testkit::each_db;

use crate::tests::{World, stages};

const ATTEMPTS: &str = "/api/v1/courses/route-planner/attempts";

#[tokio::test]
async fn the_lessons_come_first_and_attempts_run_out() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        assert_eq!(w.tomas.json("POST", ATTEMPTS, &json!({})).await.expect(409).json()["code"], "quiz.lessons_first");
        assert_eq!(w.tomas.json("POST", "/api/v1/courses/pricing/attempts", &json!({})).await.expect(409).json()["code"], "quiz.no_quiz");
        w.learn(&w.tomas).await;
        let first = w.attempt(&w.tomas, 0).await;
        assert_eq!((first["number"].as_i64(), first["state"].as_str(), first["score"].as_i64()), (Some(1), Some("failed"), Some(0)));
        assert!(w.read(&w.tomas, "/api/v1/courses/route-planner").await["course"]["completed_at"].is_null());
        let second = w.attempt(&w.tomas, 1).await;
        assert_eq!((second["number"].as_i64(), second["state"].as_str(), second["score"].as_i64()), (Some(2), Some("passed"), Some(50)));
        // Who has passed has all attempts again, to renew.
        for number in [3, 4] {
            assert_eq!(w.attempt(&w.tomas, 0).await["number"], number);
        }
        let over = w.tomas.json("POST", ATTEMPTS, &json!({})).await.expect(429).json();
        assert_eq!(over["code"], "quiz.no_attempt_left");
        assert_eq!(w.read(&w.tomas, "/api/v1/courses/route-planner").await["course"]["score"], 50, "a later failure takes nothing away");
        assert_eq!([w.audited("quiz.begun").await, w.audited("quiz.finished").await], [4, 4]);
    })
    .await;
}

#[tokio::test]
async fn many_beginnings_at_once_are_one_attempt_and_handing_in_counts_once() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        w.learn(&w.tomas).await;
        let ids =
            join_all((0..6).map(|_| async { w.tomas.json("POST", ATTEMPTS, &json!({})).await.expect(201).json()["id"].clone() })).await;
        assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
        let path = format!("/api/v1/attempts/{}", ids[0].as_str().unwrap());
        let result = format!("{path}/result");
        let answers = join_all((0..6).map(|_| async { w.tomas.json("POST", &result, &json!({})).await.status.as_u16() })).await;
        assert_eq!(answers.iter().filter(|s| **s == 200).count(), 1, "{answers:?}");
        assert!(answers.iter().all(|s| matches!(s, 200 | 409 | 412)), "{answers:?}");
        assert_eq!(w.audited("quiz.finished").await, 1);
        let late = w.tomas.json("PUT", &format!("{path}/answers"), &json!({ "question": 0, "chosen": [0] })).await.expect(409).json();
        assert_eq!(late["code"], "quiz.handed_in");
    })
    .await;
}

#[tokio::test]
async fn an_attempt_is_the_persons_own_and_does_not_tell_what_is_right() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        w.learn(&w.tomas).await;
        let begun = w.tomas.json("POST", ATTEMPTS, &json!({})).await.expect(201);
        assert!(!begun.text.contains("true"), "no answer says that it is right");
        let begun: Value = begun.json();
        assert_eq!(begun["questions"].as_array().unwrap().len(), 2);
        let path = format!("/api/v1/attempts/{}", begun["id"].as_str().unwrap());
        let answer = json!({ "question": 0, "chosen": [1] });
        for who in [&w.pia, &w.erik, &w.elena] {
            who.get(&path).await.expect(404);
            who.json("PUT", &format!("{path}/answers"), &answer).await.expect(404);
            who.json("POST", &format!("{path}/result"), &json!({})).await.expect(404);
        }
        w.auditor.json("POST", &format!("{path}/result"), &json!({})).await.expect(403);
        for bad in
            [json!({ "question": 2, "chosen": [0] }), json!({ "question": 0, "chosen": [3] }), json!({ "question": -1, "chosen": [] })]
        {
            w.tomas.json("PUT", &format!("{path}/answers"), &bad).await.expect(422);
        }
        w.tomas.json("PUT", &format!("{path}/answers"), &answer).await.expect(200);
        // The same questions in the same order, with what was answered, after a break.
        test.advance(chrono::TimeDelta::days(3));
        let again = w.tomas.json("POST", ATTEMPTS, &json!({})).await.expect(201).json();
        assert_eq!((&again["id"], &again["questions"][0]["chosen"]), (&begun["id"], &json!([1])));
        assert_eq!(again["questions"][0]["words"], begun["questions"][0]["words"]);
        assert_eq!(w.audited("quiz.begun").await, 1);
    })
    .await;
}
