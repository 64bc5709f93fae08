//! Learning by program: progress is one's own, and what is done at once is not lost.

use futures::future::join_all;
use serde_json::json;
use testkit::each_db;

use crate::courses::actions;
use crate::courses::model::NewCourse;
use crate::tests::{World, certifying, stages};

#[tokio::test]
async fn a_course_without_a_quiz_is_complete_with_its_last_lesson() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let seen = w.read(&w.tomas, "/api/v1/courses/pricing").await;
        assert_eq!((seen["course"]["done"].as_i64(), seen["course"]["lessons"].as_i64()), (Some(0), Some(1)));
        assert_eq!(seen["lessons"][0]["body"], "The price list.");
        let path = "/api/v1/courses/pricing/lessons/1/completion";
        for _ in 0..2 {
            w.tomas.json("PUT", path, &json!({})).await.expect(204);
        }
        let done = w.read(&w.tomas, "/api/v1/courses/pricing").await["course"].clone();
        assert_eq!((done["done"].as_i64(), done["completed_at"].is_string()), (Some(1), true));
        // A colleague's progress is not one's own.
        assert_eq!(w.read(&w.pia, "/api/v1/courses/pricing").await["course"]["done"], 0);
        let counts = [w.audited("course.begun").await, w.audited("lesson.finished").await, w.audited("course.completed").await];
        assert_eq!(counts, [1, 1, 1]);
        assert_eq!(w.read(&w.tomas, "/api/v1/certificates").await, json!([]));
        for missing in ["pricing/lessons/2", "pricing/lessons/0", "nothing/lessons/1", "%00/lessons/1"] {
            w.tomas.json("PUT", &format!("/api/v1/courses/{missing}/completion"), &json!({})).await.expect(404);
        }
        w.tomas.get("/api/v1/courses/%00").await.expect(404);
        test.anyone().get("/api/v1/courses").await.expect(401);
        w.auditor.get("/api/v1/courses").await.expect(200);
        w.auditor.json("PUT", path, &json!({})).await.expect(403);
        w.tomas.clone().read_only().json("PUT", path, &json!({})).await.expect(403);
    })
    .await;
}

#[tokio::test]
async fn lessons_that_are_finished_at_once_are_all_kept() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let text = (1..=8).map(|n| format!("# Lesson {n}\nText.\n")).collect::<Vec<_>>().concat();
        let long = &NewCourse { key: "long".to_owned(), certification: String::new(), text, ..certifying() };
        test.system(|work| async move { actions::publish(&work, long).await }).await.unwrap();
        let tomas = &w.tomas;
        join_all((1..=8).map(|n| async move {
            tomas.json("PUT", &format!("/api/v1/courses/long/lessons/{n}/completion"), &json!({})).await.expect(204);
        }))
        .await;
        let done = w.read(tomas, "/api/v1/courses/long").await["course"].clone();
        assert_eq!((done["done"].as_i64(), done["completed_at"].is_string()), (Some(8), true));
        let counts = [w.audited("course.begun").await, w.audited("lesson.finished").await, w.audited("course.completed").await];
        assert_eq!(counts, [1, 8, 1]);
        test.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn only_enablement_publishes_and_a_key_is_taken_once() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let again = &certifying();
        let taken = test.system(|work| async move { actions::publish(&work, again).await }).await.unwrap_err();
        assert_eq!(taken.code(), Some("course.key_taken"));
        for who in [&w.jonas, &w.auditor, &w.pia, &w.tomas] {
            let other = &NewCourse { key: "other".to_owned(), ..certifying() };
            let refused = test.app.transact(&who.actor, |work| async move { actions::publish(&work, other).await }).await.unwrap_err();
            assert_eq!(refused.code(), Some("forbidden"));
        }
        assert_eq!(w.read(&w.tomas, "/api/v1/courses").await.as_array().unwrap().len(), 2);
        assert_eq!(w.audited("course.published").await, 2);
    })
    .await;
}
