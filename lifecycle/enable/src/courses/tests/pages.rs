//! Learning and publishing as people do it, without script.

use testkit::each_db;

use crate::tests::{World, stages};

#[tokio::test]
async fn a_course_is_published_by_form_and_taken_page_by_page() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let page = w.elena.get("/learning/new").await.expect(200).text;
        assert!(page.contains("Publish a course") && !page.contains("⟦"));
        let form = |text: &'static str, draw: &'static str| {
            [
                ("key", "yard-control"),
                ("title", "Yard Control"),
                ("summary", "Gates and docks."),
                ("path", "support"),
                ("certification", ""),
                ("valid_months", "12"),
                ("pass_mark", "80"),
                ("draw", draw),
                ("attempts", "3"),
                ("text", text),
            ]
        };
        let refused = w.elena.post("/learning/new", &form("words before\n# Lesson\n", "x")).await.expect(422).text;
        assert!(refused.contains("Line 1 stands before the first lesson") && refused.contains("value=\"Yard Control\""));
        let text = "# Gates (3 min)\n**Open** them. <script>alert(1)</script>\n\n# Docks\nClose them.\n";
        w.elena.post("/learning/new", &form(text, "5")).await.expect(303);
        assert!(w.elena.post("/learning/new", &form(text, "5")).await.expect(422).text.contains("Another course has this key."));
        let list = w.tomas.get("/learning").await.expect(200).text;
        for words in ["Yard Control", "Route Planner", "Pricing", "Certification", "Not begun"] {
            assert!(list.contains(words), "{words}");
        }
        assert!(!list.contains("/learning/new") && !list.contains("⟦"));
        let lesson = w.tomas.get("/learning/yard-control/lessons/1").await.expect(200).text;
        assert!(lesson.contains("<strong>Open</strong>") && !lesson.contains("<script>alert"));
        w.tomas.get("/learning/yard-control/lessons/3").await.expect(404);
        w.tomas.get("/learning/%00").await.expect(404);
        let next = w.tomas.post("/learning/yard-control/lessons/1", &[]).await.expect(303);
        assert_eq!(next.location(), "/learning/yard-control/lessons/2");
        assert_eq!(w.tomas.post("/learning/yard-control/lessons/2", &[]).await.expect(303).location(), "/learning/yard-control");
        let done = w.tomas.get("/learning/yard-control").await.expect(200).text;
        assert!(done.contains("You have done everything this course asks for") && !done.contains("⟦"));
        for who in [&w.jonas, &w.pia, &w.auditor] {
            who.get("/learning/new").await.expect(403);
            who.post("/learning/new", &form(text, "5")).await.expect(403);
        }
        w.auditor.post("/learning/pricing/lessons/1", &[]).await.expect(403);
    })
    .await;
}

#[tokio::test]
async fn an_administrator_sees_the_own_team_and_no_other() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        assert!(w.pia.get("/learning/team").await.expect(200).text.contains("Nobody has begun a course"));
        w.learn(&w.tomas).await;
        w.learn(&w.erik).await;
        let team = w.pia.get("/learning/team").await.expect(200).text;
        assert!(team.contains("Tomas Vik") && team.contains("Route Planner") && !team.contains("Erik Holm"));
        w.attempt(&w.tomas, 1).await;
        let team = w.pia.get("/learning/team").await.expect(200).text;
        assert!(team.contains("50 %") && team.contains("Completed"), "half is enough here");
        w.tomas.get("/learning/team").await.expect(403);
        w.erik.get("/learning/team").await.expect(403);
    })
    .await;
}
