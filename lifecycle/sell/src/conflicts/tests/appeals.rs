//! Appeals and disputes: once, in time, decided by somebody else, with what was paid corrected.

use chrono::TimeDelta;
use serde_json::json;
use testkit::each_db;

use super::world::{Contest, World, only_case, path_of, stages};

#[tokio::test]
async fn an_appeal_is_decided_by_somebody_else_and_replaces_the_ruling() {
    each_db(stages, |test| async move {
        let c = Contest::new(&test).await;
        let w = &c.w;
        c.rule(&w.jonas, &json!({})).await.expect(200);
        // Who got all that it claimed has nothing to appeal.
        assert_eq!(c.appeal(&w.amara).await.expect(409).json()["code"], "case.nothing_to_appeal");
        let appealed = c.appeal(&w.erik).await.expect(200).json();
        assert_eq!((appealed["state"].as_str(), appealed["level"].as_i64()), (Some("appealed"), Some(1)));
        assert_eq!(c.state(&c.second).await, "disputed");
        assert_eq!(c.appeal(&w.erik).await.expect(409).json()["code"], "case.appealed_already");
        let case = c.read(&w.jonas).await;
        assert_eq!(case["assignee"], "Mona Ops", "not who decided first");
        assert!(w.notices(&w.mona).await.contains(&"conflict.appeal_made".to_owned()));
        assert!(w.notices(&w.amara).await.contains(&"conflict.appealed".to_owned()));

        assert_eq!(c.rule(&w.jonas, &json!({})).await.expect(409).json()["code"], "case.same_decider");
        let jonas = json!({ "user_id": w.jonas.actor.user });
        assert_eq!(w.mona.json("PUT", &c.path("assignee"), &jonas).await.expect(409).json()["code"], "case.same_decider");
        assert_eq!(c.state(&c.second).await, "disputed", "nothing happened");

        let lead = c.side(&c.second).await;
        let first = w.erik.get(&format!("/conflicts/{}/letter.pdf", c.case)).await.expect(200).headers["etag"].clone();
        let ruled =
            c.rule(&w.mona, &json!({ "kind": "confirm", "lead_id": lead, "reason": "The minutes prove it." })).await.expect(200).json();
        assert_eq!((ruled["state"].as_str(), ruled["rulings"].as_array().unwrap().len()), (Some("closed"), 2));
        // The letter of the first ruling stays as it was, beside that of the second.
        let page = w.erik.get(&format!("/conflicts/{}/letter", c.case)).await.expect(200).text;
        let old = page.split("href=\"").find(|h| h.contains("ruling=")).and_then(|h| h.split('"').next()).unwrap().replace("&amp;", "&");
        let old = old.replace("&#38;", "&");
        assert_eq!(w.erik.get(&old).await.expect(200).headers["etag"], first);
        assert_ne!(w.erik.get(&format!("/conflicts/{}/letter.pdf", c.case)).await.expect(200).headers["etag"], first);
        w.amara.get(&old).await.expect(404);
        assert_eq!((c.state(&c.first).await.as_str(), c.state(&c.second).await.as_str()), ("released", "approved"));
        assert_eq!(w.protections().await, 2, "one protection, under two names");
        assert_eq!(c.appeal(&w.amara).await.expect(409).json()["code"], "case.wrong_state");
        let figures = w.read(&w.mona, "/api/v1/conflict-figures").await;
        assert_eq!((figures["appealed"].as_i64(), figures["overturned"].as_i64(), figures["ruled"].as_i64()), (Some(1), Some(1), Some(1)));
        // What a ruling decided is not disputed besides.
        let why = json!({ "reason": "We do not agree." });
        let refused = w.amara.json("POST", &format!("{}/dispute", path_of(&c.first)), &why).await.expect(409).json();
        assert_eq!(refused["code"], "case.ruled");
        test.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn an_appeal_against_shares_divides_anew_what_was_won_meanwhile() {
    each_db(stages, |test| async move {
        let c = Contest::new(&test).await;
        let w = &c.w;
        c.split(&w.jonas, 70).await.expect(200);
        w.amara.json("POST", &format!("{}/win", path_of(&c.first)), &json!({ "won_on": "2026-11-18" })).await.expect(200);
        c.appeal(&w.erik).await.expect(200);
        c.split(&w.mona, 40).await.expect(200);
        assert_eq!(c.state(&c.first).await, "won");
        let told = outbox::page_after(&test.app.read(&w.mona.actor).conn(), 0, &["deal.recredited"], 10).await.unwrap();
        assert_eq!(told.len(), 1);
        let shares: Vec<i64> = told[0].data["credits"].as_array().unwrap().iter().map(|c| c["share"].as_i64().unwrap()).collect();
        assert_eq!((shares, told[0].data["round"].as_i64()), (vec![40, 60], Some(1)));
    })
    .await;
}

#[tokio::test]
async fn a_decision_is_disputed_once_and_in_time() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let deal = w.register(&w.amara, "Castellan Bank", "castellan-bank.com", 90_000_000).await;
        let refuse = json!({ "reason": "not_qualified", "note": "There is no budget." });
        w.jonas.json("POST", &format!("{}/rejection", path_of(&deal)), &refuse).await.expect(200);
        let dispute = format!("{}/dispute", path_of(&deal));
        let why = json!({ "reason": "The budget was approved on Monday." });
        w.erik.json("POST", &dispute, &why).await.expect(404);
        test.advance(TimeDelta::days(13));
        let page = w.amara.get(&format!("/deals/{}", deal["id"].as_str().unwrap())).await.expect(200).text;
        assert!(page.contains("Dispute the decision"));
        let case = w.amara.json("POST", &dispute, &why).await.expect(201).json();
        test.settle().await;
        assert_eq!((case["state"].as_str(), case["sides"].as_array().unwrap().len()), (Some("open"), 1));
        assert_eq!(w.read(&w.amara, &path_of(&deal)).await["state"], "disputed");
        assert_eq!(w.amara.json("POST", &dispute, &why).await.expect(409).json()["code"], "deal.wrong_state");
        let seen = w.read(&w.jonas, &format!("/api/v1/conflicts/{}", only_case(&w, &w.jonas).await)).await;
        assert_eq!((seen["trigger"].as_str(), seen["entries"][0]["kind"].as_str()), (Some("dispute"), Some("appeal")));
        // Somebody else who registers the customer meanwhile joins.
        w.register(&w.erik, "Castellan Bank", "castellan-bank.com", 1_000_000).await;
        assert_eq!(w.read(&w.jonas, "/api/v1/conflicts").await["data"].as_array().unwrap().len(), 1);
        let lead = seen["sides"][0]["id"].clone();
        let body = json!({ "kind": "confirm", "lead_id": lead, "reason": "The budget is there." });
        w.jonas.json("POST", &format!("/api/v1/conflicts/{}/ruling", case["id"].as_str().unwrap()), &body).await.expect(200);
        assert_eq!(w.read(&w.amara, &path_of(&deal)).await["state"], "approved");

        // Too late.
        let other = w.register(&w.amara, "Fjord Foods", "fjordfoods.no", 90_000_000).await;
        w.jonas.json("POST", &format!("{}/rejection", path_of(&other)), &refuse).await.expect(200);
        test.advance(TimeDelta::days(15));
        let late = w.amara.json("POST", &format!("{}/dispute", path_of(&other)), &why).await.expect(409).json();
        assert_eq!(late["code"], "deal.dispute_late");
        test.assert_audit_whole().await;
    })
    .await;
}
