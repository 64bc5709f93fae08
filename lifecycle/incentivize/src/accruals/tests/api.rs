//! Accruals by program: who sees and decides what.

use futures::future::join_all;
use serde_json::json;
use testkit::each_db;

use crate::tests::world::{World, stages};

#[tokio::test]
async fn of_many_approvals_at_once_one_counts() {
    each_db(stages, |test| async move {
        let w = World::with_plan(&test).await;
        w.win(1, 1, 10_000).await;
        let path = format!("/api/v1/accruals/{}/approval", w.accrual(1, 1).await);
        let answers = join_all((0..8).map(|_| async { w.faye.json("POST", &path, &json!({})).await.status.as_u16() })).await;
        assert_eq!(answers.iter().filter(|s| **s == 200).count(), 1, "{answers:?}");
        assert!(answers.iter().all(|s| matches!(s, 200 | 409 | 412)), "{answers:?}");
        w.assert_books().await;
        assert_eq!(test.audited().await.iter().filter(|a| *a == "accrual.approved").count(), 1);
    })
    .await;
}

#[tokio::test]
async fn another_partners_earnings_look_missing() {
    each_db(stages, |test| async move {
        let w = World::with_plan(&test).await;
        w.win(1, 1, 10_000).await;
        let id = w.accrual(1, 1).await;
        let path = format!("/api/v1/accruals/{id}");
        let seen = w.read(&w.amara, &path).await;
        assert_eq!(
            (seen["amount_minor"].as_i64(), seen["rate"].as_str(), seen["base_minor"].as_i64(), seen["tier_rank"].as_i64()),
            (Some(1000), Some("0.1"), Some(10_000), Some(1))
        );
        w.nils.get(&path).await.expect(404);
        w.nils.get(&format!("/earnings/{id}")).await.expect(404);
        assert_eq!(w.read(&w.nils, "/api/v1/accruals").await["data"], json!([]));
        assert_eq!(w.read(&w.nils, &format!("/api/v1/accruals?partner={}", w.brightpath)).await["data"], json!([]));
        assert_eq!(w.read(&w.nils, "/api/v1/balances").await, json!([]));
        assert!(!w.nils.get(&format!("/earnings?partner={}", w.brightpath)).await.expect(200).text.contains("Customer 1"));
        w.mara.get(&path).await.expect(403);
        w.mara.get("/api/v1/accruals").await.expect(403);
        test.anyone().get(&path).await.expect(401);
        for who in [&w.jonas, &w.auditor, &w.amara, &w.pia, &w.faye.clone().read_only()] {
            who.json("POST", &format!("{path}/approval"), &json!({})).await.expect(403);
        }
        w.nils.json("POST", &format!("{path}/approval"), &json!({})).await.expect(403);
        assert_eq!(w.accruals().await, [(1, 1, "accrued", 1000)]);
        w.faye.json("POST", &format!("{path}/approval"), &json!({})).await.expect(200);
        let again = w.faye.json("POST", &format!("{path}/approval"), &json!({})).await.expect(409).json();
        assert_eq!(
            (again["code"].as_str(), again["detail"].as_str()),
            (Some("accrual.state"), Some("An amount that is approved cannot be approved."))
        );
    })
    .await;
}

#[tokio::test]
async fn lists_filter_and_turn_pages() {
    each_db(stages, |test| async move {
        let w = World::with_plan(&test).await;
        for deal in 1..=5 {
            w.win(deal, 1, 10_000 * i64::try_from(deal).unwrap()).await;
        }
        let mut won = w.won(6, 1, &[(w.route, 100)]);
        won.partner = w.nordic;
        w.tell(&won).await;
        w.approve(2, 1).await;
        let amounts = |page: &serde_json::Value| -> Vec<i64> {
            page["data"].as_array().unwrap().iter().map(|a| a["amount_minor"].as_i64().unwrap()).collect()
        };
        // All were posted at the same moment of the test's clock, so that the ids break the tie.
        let (mut seen, mut path) = (Vec::new(), "/api/v1/accruals?limit=2".to_owned());
        loop {
            let page = w.read(&w.faye, &path).await;
            seen.extend(amounts(&page));
            let Some(next) = page["next"].as_str() else { break };
            path = format!("/api/v1/accruals?limit=2&after={next}");
        }
        assert_eq!(seen, [10, 5000, 4000, 3000, 2000, 1000]);
        assert_eq!(amounts(&w.read(&w.faye, "/api/v1/accruals?state=approved").await), [2000]);
        assert_eq!(amounts(&w.read(&w.faye, &format!("/api/v1/accruals?partner={}", w.nordic)).await), [10]);
        let deal = crate::tests::world::deal_id(3);
        assert_eq!(amounts(&w.read(&w.amara, &format!("/api/v1/accruals?deal={deal}")).await), [3000]);
        for bad in ["state=lost", "deal=x", "partner=ptn_x", "limit=0", "after=zz"] {
            w.faye.get(&format!("/api/v1/accruals?{bad}")).await.expect(422);
        }
        let balances = w.read(&w.nils, "/api/v1/balances").await;
        let sum: i64 = balances.as_array().unwrap().iter().map(|b| b["minor"].as_i64().unwrap()).sum();
        assert_eq!((balances.as_array().unwrap().len(), sum), (2, 0));
    })
    .await;
}
