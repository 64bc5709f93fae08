//! What waits for somebody who is away.

use base::UserId;
use chrono::TimeDelta;
use serde_json::json;
use testkit::each_db;

use super::world::{World, id_of, path_of, stages};

#[tokio::test]
async fn what_waits_goes_to_the_substitute_and_says_for_whom() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let mona = w.mona.actor.user.unwrap();
        let absence = |from: &str, until: &str, by: UserId| json!({ "from": from, "until": until, "substitute_id": by });
        let jonas = w.jonas.actor.user.unwrap();
        for wrong in [
            absence("2026-11-20", "2026-11-19", mona),
            absence("2026-11-18", "2027-11-20", mona),
            absence("2026-11-18", "2026-11-20", jonas),
            absence("2026-11-18", "2026-11-20", w.amara.actor.user.unwrap()),
        ] {
            w.jonas.json("PUT", "/api/v1/absence", &wrong).await.expect(422);
        }
        w.amara.json("PUT", "/api/v1/absence", &absence("2026-11-18", "2026-11-27", mona)).await.expect(403);
        w.auditor.get("/absences").await.expect(403);
        let (by, form) = (mona.to_string(), [("from", "2026-11-18"), ("until", "2026-11-27")]);
        w.jonas.post("/absences", &[form[0], form[1], ("substitute", &by)]).await.expect(303);
        let page = w.mona.get("/absences").await.expect(200).text;
        assert!(page.contains("Jonas Lind") && page.contains("27 November 2026") && !page.contains("⟦"));
        // The substitute is told instead; the partner reads who decides, and the promise is the same.
        let deal = w.register(&w.amara, "Castellan Bank", "castellan-bank.com", 9_000_000).await;
        assert!(deal["answer_by"].as_str().unwrap().starts_with("2026-11-20T09:00:00"));
        test.settle().await;
        assert_eq!(w.notices(&w.mona).await, ["deal.submitted", "absence.substitute"]);
        assert!(w.notices(&w.jonas).await.is_empty());
        for who in [&w.amara, &w.mona] {
            let page = who.get(&format!("/deals/{}", id_of(&deal))).await.expect(200).text;
            assert!(page.contains("Mona Ops") && page.contains("for Jonas Lind, absent until 27 November 2026") && !page.contains("⟦"));
        }
        let queue = w.queue(&w.mona).await;
        assert!(queue.iter().any(|q| q.detail.contains("for Jonas Lind, absent until")), "{queue:?}");
        w.mona.json("POST", &format!("{}/approval", path_of(&deal)), &json!({})).await.expect(200);
        assert!(test.audited().await.contains(&"deal.decided_for".to_owned()));
        assert!(w.amara.get(&format!("/deals/{}", id_of(&deal))).await.expect(200).text.contains("decided for Jonas Lind"));
        // Back, everything is as it was.
        w.jonas.json("DELETE", "/api/v1/absence", &json!({})).await.expect(204);
        w.jonas.json("DELETE", "/api/v1/absence", &json!({})).await.expect(404);
        w.register(&w.amara, "Fjord Foods", "fjordfoods.no", 9_000_000).await;
        test.settle().await;
        assert_eq!((w.notices(&w.jonas).await, w.notices(&w.mona).await.len()), (vec!["deal.submitted".to_owned()], 2));
        test.advance(TimeDelta::days(1));
        assert!(w.queue(&w.mona).await.iter().all(|q| !q.detail.contains("absent until")));
    })
    .await;
}
