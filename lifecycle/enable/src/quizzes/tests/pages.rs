//! A quiz as people take it, one question to a page.

use testkit::each_db;

use crate::tests::{World, stages};

/// The value of the choice with these words.
fn value_of(page: &str, words: &str) -> String {
    let before = page.split(&format!("<span>{words}</span>")).next().unwrap();
    before.rsplit("value=\"").next().unwrap().split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_quiz_is_taken_page_by_page_and_reviewed() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let course = w.tomas.get("/learning/route-planner").await.expect(200).text;
        assert!(course.contains("2 questions, 50 percent to pass") && !course.contains("/learning/route-planner/quiz"));
        w.learn(&w.tomas).await;
        assert!(w.tomas.get("/learning/route-planner").await.expect(200).text.contains("Begin the quiz"));
        let path = w.tomas.post("/learning/route-planner/quiz", &[]).await.expect(303).location().to_owned();
        let page = w.tomas.get(&path).await.expect(200).text;
        assert!(page.contains("Question 1 of 2") && !page.contains("⟦"));
        let answers = format!("{path}/answers");
        assert!(w.tomas.post(&answers, &[("q", "1")]).await.expect(422).text.contains("Choose one of the options."));
        w.tomas.post(&answers, &[("q", "0"), ("choice", "0")]).await.expect(404);
        w.tomas.post(&answers, &[("q", "9"), ("choice", "0")]).await.expect(404);
        let next = w.tomas.post(&answers, &[("q", "1"), ("choice", &value_of(&page, "Right"))]).await.expect(303);
        assert_eq!(next.location(), format!("{path}?q=2"));
        assert!(w.tomas.get("/learning/route-planner").await.expect(200).text.contains("Go on with the quiz"));
        assert!(w.tomas.get(&format!("{path}?q=3")).await.expect(200).text.contains("Question 2 of 2"), "it names what is left");
        let second = w.tomas.get(&path).await.expect(200).text;
        assert!(second.contains("Question 2 of 2"), "it goes on where it was left");
        w.tomas.post(&answers, &[("q", "2"), ("choice", &value_of(&second, "Wrong"))]).await.expect(303);
        assert!(w.tomas.get(&path).await.expect(200).text.contains("All 2 questions are answered."));
        w.pia.get(&path).await.expect(404);
        w.tomas.post(&format!("{path}/result"), &[]).await.expect(303);
        let result = w.tomas.get(&path).await.expect(200).text;
        for words in ["Passed with 50 percent", "right answer", "your answer"] {
            assert!(result.contains(words), "{words}");
        }
        let learning = w.tomas.get("/learning").await.expect(200).text;
        assert!(learning.contains("valid until") && learning.contains("/certificates/"));
        test.settle().await;
        assert_eq!(w.notices(&w.tomas).await, ["certificate.issued"]);
    })
    .await;
}
