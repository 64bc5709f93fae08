//! Leads that are promised by tier: who sets them, who reads what, and the quarter that they are counted in.

use chrono::TimeDelta;
use serde_json::json;
use testkit::each_db;

use super::super::rules::{first_month, owed};
use super::world::{World, stages};
use crate::quarter::Quarter;

#[test]
fn a_promise_falls_due_by_the_days_of_its_quarter() {
    let at = |text: &str| text.parse::<base::Instant>().unwrap();
    let quarter = Quarter::of(at("2026-12-31T23:59:59Z").date_naive());
    assert_eq!(first_month(quarter), 2026 * 12 + 9);
    // Of 92 days: promised 10, so that one falls due every 9.2 days.
    let behind = |day: &str, offered| owed(10, offered, quarter, at(day)).behind;
    assert_eq!([behind("2026-10-10T00:00:00Z", 0), behind("2026-10-11T00:00:00Z", 0)], [0, 1]);
    assert_eq!([behind("2026-11-18T09:00:00Z", 1), behind("2026-11-18T09:00:00Z", 7)], [4, 0]);
    assert_eq!(owed(10, 12, quarter, at("2026-12-31T00:00:00Z")).left, 0);
}

#[tokio::test]
async fn a_partner_reads_its_own_promise_and_staff_who_is_behind() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        assert!(w.mona.get("/leads/promises").await.expect(200).text.contains("Nothing is promised"));
        let tiers = w.mona.get("/api/v1/lead-promises").await.expect(200).json();
        assert_eq!(tiers, json!([]));
        let tier = w.mona.get("/leads/promises").await.text.split("name=\"tiers.").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let field = format!("tiers.{tier}");
        assert!(w.mona.post("/leads/promises", &[(&field, "many")]).await.expect(422).text.contains("many"));
        let set = |n: i64| json!({ "tiers": [{ "tier_id": tier, "per_quarter": n }] });
        w.mona.json("PUT", "/api/v1/lead-promises", &set(10_001)).await.expect(422);
        w.ada.json("PUT", "/api/v1/lead-promises", &set(1)).await.expect(403);
        w.mona.post("/leads/promises", &[(&field, "10")]).await.expect(303);
        assert!(t.audited().await.contains(&"lead_promises.set".to_owned()));
        w.capture("Isar Logistik GmbH", "isar-logistik.example").await;
        let all = w.mona.get("/api/v1/lead-promises").await.expect(200).json();
        let seen: Vec<(&str, i64, i64, i64)> = all
            .as_array()
            .unwrap()
            .iter()
            .map(|s| {
                (
                    s["partner_id"].as_str().unwrap(),
                    s["offered"].as_i64().unwrap(),
                    s["left"].as_i64().unwrap(),
                    s["behind"].as_i64().unwrap(),
                )
            })
            .collect();
        let (alpha, beta, gamma) = (w.alpha.to_string(), w.beta.to_string(), w.gamma.to_string());
        // The 48th of 92 days: five of ten are due.
        assert_eq!(seen, [(&*beta, 0, 10, 5), (&*gamma, 0, 10, 5), (&*alpha, 1, 9, 4)]);
        let own = w.ada.get("/api/v1/lead-promises").await.expect(200).json();
        assert_eq!((own.as_array().unwrap().len(), own[0]["partner_id"].as_str()), (1, Some(&*alpha)));
        assert!(w.ada.get("/leads").await.expect(200).text.contains("Promised this quarter: 10. Offered: 1. Left: 9."));
        let page = w.mona.get("/leads/promises").await.expect(200).text;
        assert!(page.contains("Beta GmbH") && page.contains("rounded down"), "{page}");
        t.advance(TimeDelta::days(44));
        assert_eq!(w.ada.get("/api/v1/lead-promises").await.expect(200).json()[0]["offered"], 0);
    })
    .await;
}
