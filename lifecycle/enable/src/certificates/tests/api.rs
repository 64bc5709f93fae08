//! Certificates: whoever has the number may check, the right stands in core, and it can be taken back.

use serde_json::json;
use testkit::each_db;

use crate::tests::{World, stages};

#[tokio::test]
async fn passing_gives_a_certificate_and_the_right_with_the_same_end() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let number = w.certify(&w.tomas).await;
        let own = w.read(&w.tomas, "/api/v1/certificates").await;
        assert_eq!((own[0]["holder"].as_str(), own[0]["state"].as_str()), (Some("Tomas Vik"), Some("active")));
        assert!(own[0]["until"].as_str().unwrap().starts_with("2028-11-18T09:00:00"), "{own}");
        assert_eq!(w.rights().await, [("certified:route-planner".to_owned(), "2028-11-18".to_owned())]);
        // The administrator sees the people's, another partner does not, staff see all.
        assert_eq!(w.read(&w.pia, "/api/v1/certificates").await.as_array().unwrap().len(), 1);
        assert_eq!(w.read(&w.erik, "/api/v1/certificates").await, json!([]));
        assert_eq!(w.read(&w.elena, "/api/v1/certificates").await.as_array().unwrap().len(), 1);
        let public = test.anyone().get(&format!("/certificates/{}", number.to_lowercase())).await.expect(200).text;
        for words in ["Route Planner", "Tomas Vik", "Brightpath Systems", "Valid", &number] {
            assert!(public.contains(words), "{words}");
        }
        assert!(!public.contains("tomas@brightpath.example") && !public.contains("usr_") && !public.contains("⟦"));
        for none in ["ABCDEFGH", "%00", "%27%20OR%201", "..%2F"] {
            let status = test.anyone().get(&format!("/certificates/{none}")).await.status.as_u16();
            assert_eq!(status, 404, "{none}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_certificate_is_taken_back_with_its_right() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let number = w.certify(&w.tomas).await;
        let path = format!("/api/v1/certificates/{number}/revocation");
        let why = json!({ "reason": "The answers were bought" });
        for who in [&w.tomas, &w.pia, &w.jonas, &w.auditor, &w.erik, &w.elena.clone().read_only()] {
            let status = who.json("POST", &path, &why).await.status.as_u16();
            assert!(matches!(status, 403 | 404), "{status}");
        }
        w.elena.json("POST", &path, &json!({ "reason": " " })).await.expect(422);
        assert_eq!(w.rights().await.len(), 1);
        assert_eq!(w.elena.json("POST", &path, &why).await.expect(200).json()["state"], "revoked");
        assert_eq!(w.elena.json("POST", &path, &why).await.expect(409).json()["code"], "certificate.over");
        assert_eq!(w.rights().await, []);
        assert!(test.anyone().get(&format!("/certificates/{number}")).await.expect(200).text.contains("Taken back"));
        assert_eq!([w.audited("certificate.ended").await, w.audited("grant.ended").await], [1, 1]);
        test.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn taking_back_a_renewal_leaves_the_earlier_certificate_and_its_end() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        w.certify(&w.tomas).await;
        test.advance(chrono::TimeDelta::days(100));
        assert_eq!(w.attempt(&w.tomas, 2).await["state"], "passed");
        assert_eq!(w.rights().await[0].1, "2029-02-26");
        let renewal = w.read(&w.tomas, "/api/v1/certificates").await[0]["number"].as_str().unwrap().to_owned();
        w.elena.json("POST", &format!("/api/v1/certificates/{renewal}/revocation"), &json!({ "reason": "A mistake" })).await.expect(200);
        assert_eq!(w.rights().await, [("certified:route-planner".to_owned(), "2028-11-18".to_owned())]);
    })
    .await;
}
