//! Partners by program.

use serde_json::json;
use testkit::each_db;

use crate::Lifecycle;
use crate::tests::{World, stages};

#[tokio::test]
async fn partners_are_read_moved_assigned_and_promoted() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let path = format!("/api/v1/partners/{}", w.brightpath);
        let seen = w.read(&w.jonas, &path).await;
        assert_eq!(
            (seen["state"].as_str(), seen["kind"].as_str(), seen["country"].as_str()),
            (Some("active"), Some("reseller"), Some("NO"))
        );
        assert_eq!(w.read(&w.jonas, "/api/v1/partners?state=contracting&q=nord").await["data"].as_array().unwrap().len(), 1);
        for bad in ["state=gone", "kind=x", "limit=0"] {
            w.jonas.get(&format!("/api/v1/partners?{bad}")).await.expect(422);
        }
        let moves = format!("{path}/moves");
        let refused = w.jonas.json("POST", &moves, &json!({ "to": "suspended" })).await.expect(422).json();
        assert_eq!(refused["errors"][0]["field"], "reason");
        w.jonas.json("POST", &moves, &json!({ "to": "suspended", "reason": "x".repeat(2001) })).await.expect(422);
        w.jonas.json("POST", &moves, &json!({ "to": "nowhere", "reason": "x" })).await.expect(422);
        assert_eq!(w.jonas.json("POST", &moves, &json!({ "to": "former" })).await.expect(409).json()["code"], "partner.no_such_move");
        assert_eq!(w.partner(w.brightpath).await.state, Lifecycle::Active);
        // A reason with characters that a database does not take is kept without them.
        let moved = w.jonas.json("POST", &moves, &json!({ "to": "suspended", "reason": "Un\u{0}paid" })).await.expect(200).json();
        assert_eq!(moved["state"], "suspended");

        let manager = w.jonas.json("PUT", &format!("{path}/manager"), &json!({ "manager": w.karin })).await.expect(200).json();
        assert_eq!(manager["manager"], w.karin.to_string());
        let pia = w.pia.actor.user.unwrap();
        w.jonas.json("PUT", &format!("{path}/manager"), &json!({ "manager": pia })).await.expect(422);

        let tiers = w.read(&w.pia, "/api/v1/program").await["tiers"].clone();
        let tier = |n: usize| tiers[n]["id"].clone();
        let to = format!("{path}/tier");
        let gold = w.jonas.json("PUT", &to, &json!({ "tier": tier(2), "reason": "Strategic" })).await.expect(200).json();
        assert_eq!(gold["tier"], tier(2));
        // The same again is no change.
        w.jonas.json("PUT", &to, &json!({ "tier": tier(2), "reason": "Strategic" })).await.expect(200);
        let silver = w.jonas.json("PUT", &to, &json!({ "tier": tier(1), "reason": "Review of the year" })).await.expect(200).json();
        assert_eq!(silver["tier"], tier(1));
        assert_eq!(w.audited("partner.tier_changed").await, 2);
        assert_eq!(
            w.jonas.json("PUT", &to, &json!({ "tier": tier(0), "reason": "  " })).await.expect(422).json()["errors"][0]["field"],
            "reason"
        );
        let unknown: base::TierId = uuid::Uuid::from_u128(9).into();
        w.jonas.json("PUT", &to, &json!({ "tier": unknown, "reason": "x" })).await.expect(404);
        assert_eq!(w.audited("partner.tier_changed").await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_partner_changes_what_it_says_of_itself_and_nothing_else() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let path = format!("/api/v1/partners/{}", w.brightpath);
        let answer = w.pia.get(&path).await.expect(200);
        let tag = answer.headers["etag"].to_str().unwrap().to_owned();
        let change = json!({ "city": "Ber\u{0}gen", "website": "brightpath.no" });
        let changed = w.pia.json_with("PATCH", &path, &change, &[("if-match", &tag)]).await.expect(200);
        assert_eq!(changed.json()["city"], "Ber gen");
        w.pia.json_with("PATCH", &path, &change, &[("if-match", &tag)]).await.expect(412);
        w.pia.json("PATCH", &path, &json!({ "city": "Oslo", "website": "", "state": "former" })).await.expect(422);
        w.pia.json("PATCH", &path, &json!({ "city": "x".repeat(101), "website": "" })).await.expect(422);
        w.erik.json("PATCH", &path, &change).await.expect(404);
        w.erik.get(&path).await.expect(404);
        w.erik.json("PATCH", &format!("/api/v1/partners/{}", w.nordic), &change).await.expect(403);
        for (method, place, body) in [
            ("POST", "moves", json!({ "to": "suspended", "reason": "x" })),
            ("PUT", "manager", json!({ "manager": w.karin })),
            ("PUT", "tier", json!({ "tier": base::TierId::from(uuid::Uuid::from_u128(1)), "reason": "x" })),
        ] {
            for who in [&w.pia, &w.erik, &w.auditor, &w.jonas.clone().read_only()] {
                let status = who.json(method, &format!("{path}/{place}"), &body).await.status.as_u16();
                assert!(matches!(status, 403 | 404), "{method} {place} {status}");
            }
        }
        test.anyone().get(&path).await.expect(401);
        let after = w.partner(w.brightpath).await;
        assert_eq!((after.state, after.version, after.website.as_str()), (Lifecycle::Active, 4, "brightpath.no"));
    })
    .await;
}
