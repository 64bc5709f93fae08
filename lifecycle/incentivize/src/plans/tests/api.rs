//! Plans by program.

use futures::future::join_all;
use serde_json::json;
use testkit::each_db;

use crate::tests::world::{World, stages};

#[tokio::test]
async fn finance_writes_activates_and_ends_a_plan() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let rates = json!([{ "rate": "0.1" }, { "product": w.route, "min_rank": 2, "rate": "0.155" }]);
        let draft = w.draft("Commission", "2026-11-01", Some("2027-10-31"), &rates).await.expect(201).json();
        assert_eq!((draft["state"].as_str(), draft["rates"][1]["rate"].as_str()), (Some("draft"), Some("0.155")));
        let path = format!("/api/v1/plans/{}", draft["id"].as_str().unwrap());
        assert_eq!(w.read(&w.amara, &path).await["name"], "Commission");
        let active = w.faye.json("POST", &format!("{path}/activation"), &json!({})).await.expect(200).json();
        assert_eq!(active["state"], "active");
        let twice = w.faye.json("POST", &format!("{path}/activation"), &json!({})).await.expect(409).json();
        assert_eq!(
            (twice["code"].as_str(), twice["detail"].as_str()),
            (Some("plan.state"), Some("A plan that is active cannot be activated."))
        );
        let ended = w.faye.json("POST", &format!("{path}/end"), &json!({})).await.expect(200).json();
        assert_eq!((ended["state"].as_str(), ended["valid_until"].as_str()), (Some("ended"), Some("2026-11-18")));
        let other = w.draft("Next", "2026-11-18", None, &rates).await.expect(201).json();
        let next = format!("/api/v1/plans/{}/activation", other["id"].as_str().unwrap());
        assert_eq!(w.faye.json("POST", &next, &json!({})).await.expect(409).json()["code"], "plan.overlap");
        let acts: Vec<String> = test.audited().await.into_iter().filter(|a| a.starts_with("plan.")).collect();
        assert_eq!(acts, ["plan.drafted", "plan.activated", "plan.ended", "plan.drafted"]);
    })
    .await;
}

#[tokio::test]
async fn nobody_else_touches_plans_and_nothing_strange_gets_in() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let body = json!({ "name": "Mine", "valid_from": "2026-01-01", "rates": [{ "rate": "1" }] });
        for who in [&w.jonas, &w.auditor, &w.pia, &w.amara, &w.nils] {
            who.json("POST", "/api/v1/plans", &body).await.expect(403);
        }
        w.mara.get("/api/v1/plans").await.expect(403);
        test.anyone().get("/api/v1/plans").await.expect(401);
        let plan = w.plan("Commission", "2026-01-01", None, &json!([{ "rate": "0.1" }])).await;
        let path = format!("/api/v1/plans/{}", plan["id"].as_str().unwrap());
        for who in [&w.jonas, &w.auditor, &w.pia, &w.faye.clone().read_only()] {
            who.json("POST", &format!("{path}/end"), &json!({})).await.expect(403);
        }
        let unknown: base::ProductId = uuid::Uuid::from_u128(7).into();
        for (rates, field, code) in [
            (json!([{ "rate": "1.5" }]), "rates.0.rate", "rate"),
            (json!([{ "rate": "ten" }]), "rates.0.rate", "rate"),
            (json!([{ "rate": "0.1" }, { "rate": "0.2" }]), "rates.1", "plan.rate_twice"),
            (json!([{ "rate": "0.1", "product": unknown }]), "rates.0.product", "choice"),
            (json!([]), "rates", "required"),
        ] {
            let refused = w.draft("Plan", "2026-01-01", None, &rates).await.expect(422).json();
            assert_eq!((refused["errors"][0]["field"].as_str(), refused["errors"][0]["code"].as_str()), (Some(field), Some(code)));
        }
        w.draft("Plan", "9999-12-31", None, &json!([{ "rate": "0" }])).await.expect(422);
        assert_eq!(w.read(&w.faye, "/api/v1/plans").await.as_array().unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn of_two_drafts_for_the_same_days_one_is_activated_even_at_once() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let mut paths = Vec::new();
        for n in 0..6 {
            let draft = w.draft(&format!("Plan {n}"), "2026-01-01", None, &json!([{ "rate": "0.1" }])).await.expect(201).json();
            paths.push(format!("/api/v1/plans/{}/activation", draft["id"].as_str().unwrap()));
        }
        let answers = join_all(paths.iter().map(|p| async { w.faye.json("POST", p, &json!({})).await.status.as_u16() })).await;
        assert_eq!(answers.iter().filter(|s| **s == 200).count(), 1, "{answers:?}");
        assert_eq!(answers.iter().filter(|s| **s == 409).count(), 5, "{answers:?}");
    })
    .await;
}
