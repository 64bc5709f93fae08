//! A partner leaves, and who waits for a customer is told when it is free.

use chrono::TimeDelta;
use serde_json::json;
use testkit::each_db;

use base::Instant;

use super::super::actions;
use super::world::{World, id_of, path_of, stages};

#[tokio::test]
async fn the_deals_of_a_partner_that_leaves_stay_for_a_while_and_are_then_free() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let deal = w.register(&w.amara, "Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000).await;
        let waits = w.register(&w.erik, "Nordvik Shipping", "nordvik-shipping.no", 4_500_000).await;
        let refused = w.register(&w.erik, "Nordvik Shipping AS", "nordvik-shipping.no", 4_600_000).await;
        let no = json!({ "reason": "already_registered", "note": "Taken" });
        w.jonas.json("POST", &format!("{}/rejection", path_of(&refused)), &no).await.expect(200);
        w.test.settle().await;
        let moves = |to: partners::Lifecycle| {
            let partner = w.brightpath;
            let test = test.clone();
            async move {
                test.system(|work| async move { partners::move_to(&work, partner, to, Some("Contract ended")).await }).await.unwrap();
                test.settle().await;
            }
        };
        // Away and back again: nothing has changed.
        moves(partners::Lifecycle::Suspended).await;
        assert!(
            w.jonas
                .get(&format!("/deals/{}", id_of(&deal)))
                .await
                .expect(200)
                .text
                .contains("The partner has left the program: protected until 18 December 2026")
        );
        moves(partners::Lifecycle::Active).await;
        w.pass(TimeDelta::days(31)).await;
        assert_eq!(w.read(&w.jonas, &path_of(&deal)).await["state"], "approved");
        // Gone: protected for thirty days more, and both were told.
        moves(partners::Lifecycle::Suspended).await;
        for who in [&w.amara, &w.jonas] {
            assert_eq!(w.notices(who).await.iter().filter(|t| *t == "deal.partner_left").count(), 2);
        }
        w.pass(TimeDelta::days(29)).await;
        assert_eq!((w.read(&w.jonas, &path_of(&deal)).await["state"].clone(), w.protections().await > 0), (json!("approved"), true));
        w.pass(TimeDelta::days(2)).await;
        assert_eq!(w.read(&w.jonas, &path_of(&deal)).await["state"], "released");
        assert_eq!(w.protections().await, 0);
        let kept = w.read(&w.jonas, &format!("{}/decisions", path_of(&deal))).await["data"][0].clone();
        assert_eq!(
            (kept["asked"].clone(), kept["answer"].clone(), kept["automatic"].clone()),
            (json!("release"), json!("released"), json!(true))
        );
        let page = w.jonas.get(&format!("/deals/{}", id_of(&deal))).await.expect(200).text;
        assert!(page.contains("the time after that is over") && page.contains("because the partner has left") && !page.contains("⟦"));
        // Who waited is told, and who was refused because of it; whose it was is not said.
        let told = w.notices(&w.erik).await;
        assert_eq!((told.iter().filter(|t| *t == "deal.freed").count(), told.iter().filter(|t| *t == "deal.free_again").count()), (1, 1));
        assert!(w.notices(&w.jonas).await.contains(&"deal.freed".to_owned()), "the desk can answer");
        assert_eq!(w.mail("erik@nordic.example", "deal.freed").await.unwrap(), format!("/deals/{}", id_of(&waits)));
        assert_eq!(w.mail("erik@nordic.example", "deal.free_again").await.unwrap(), format!("/deals/{}", id_of(&refused)));
        // Decided again it is the same; with a longer grace it would not have ended.
        let replay = actions::replay(&test.app.read(&w.mona.actor), Instant::default(), 10).await.unwrap();
        assert_eq!(replay.differ, 0, "{:?}", replay.differences);
        let mut draft = w.read(&w.mona, "/api/v1/deal-terms").await["terms"].clone();
        draft["departure_days"] = json!(60);
        let tried = w.mona.json("POST", "/api/v1/deal-terms/trial", &draft).await.expect(200).json();
        assert!(tried["kinds"].as_array().unwrap().iter().any(|k| k["asked"] == "release" && k["now"] == "refused"), "{tried}");
    })
    .await;
}
