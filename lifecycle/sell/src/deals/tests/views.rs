//! Saved views of the list: whose they are, who sees them, what they keep.

use serde_json::json;
use testkit::each_db;

use super::world::{World, stages};

#[tokio::test]
async fn a_view_is_a_name_for_an_address_of_the_list() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        w.register(&w.amara, "Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000).await;
        let list = w.amara.get("/deals?mine=1&sort=company&col=close&col=until&after=").await.expect(200).text;
        // The columns that were asked for, and no others.
        assert!(list.contains("15 Feb") && list.contains("Protected until") && !list.contains("<th scope=\"col\">Stage</th>"));
        assert!(list.contains("/deals/views?query=mine%3D1%26sort%3Dcompany%26col%3Dclose%26col%3Duntil"), "{list}");
        let query = "mine=1&sort=company&col=close&col=until";
        let saved = w.amara.post("/deals/views", &[("name", "This quarter"), ("query", query)]).await.expect(303);
        assert_eq!(saved.location(), format!("/deals?{query}"));
        let shown = w.amara.get(saved.location()).await.expect(200).text;
        assert!(shown.contains("This quarter") && !shown.contains("⟦"));
        // It is hers alone, and a partner shares nothing.
        assert!(!w.erik.get("/deals").await.expect(200).text.contains("This quarter"));
        assert!(!w.mona.get("/deals").await.expect(200).text.contains("This quarter"));
        w.amara.json("POST", "/api/v1/deal-views", &json!({ "name": "All", "shared": true })).await.expect(403);
        // What does not belong to the list is left out or refused.
        let odd = json!({ "name": "Odd", "query": "state=won&next=%2F%2Fevil.example&after=00" });
        let odd = w.amara.json("POST", "/api/v1/deal-views", &odd).await.expect(201).json();
        assert_eq!(odd["query"], "state=won");
        w.amara.json("POST", "/api/v1/deal-views", &json!({ "name": "Bad", "query": "q=<script>" })).await.expect(422);
        w.amara.post("/deals/views", &[("name", ""), ("query", "state=won")]).await.expect(422);
        // Staff share with staff.
        let ours = json!({ "name": "To decide", "query": "state=in_review", "shared": true });
        let ours = w.jonas.json("POST", "/api/v1/deal-views", &ours).await.expect(201).json();
        let names = |views: serde_json::Value| -> Vec<String> {
            views["data"].as_array().unwrap().iter().map(|v| v["name"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(names(w.read(&w.mona, "/api/v1/deal-views").await), ["To decide"]);
        assert_eq!(names(w.read(&w.amara, "/api/v1/deal-views").await), ["Odd", "This quarter"]);
        assert!(w.auditor.get("/deals").await.expect(200).text.contains("To decide"));
        // Only who made it, or who manages the rules, removes it.
        let at = |view: &serde_json::Value| format!("/api/v1/deal-views/{}", view["id"].as_str().unwrap());
        w.erik.json("DELETE", &at(&odd), &json!(null)).await.expect(404);
        w.mona.json("DELETE", &at(&odd), &json!(null)).await.expect(404);
        w.auditor.json("DELETE", &at(&ours), &json!(null)).await.expect(403);
        w.mona.json("DELETE", &at(&ours), &json!(null)).await.expect(204);
        let page = w.amara.get("/deals/views").await.expect(200).text;
        assert!(page.contains("Odd") && !page.contains("For all staff") && !page.contains("⟦"));
        w.amara.post(&format!("/deals/views/{}/removal", odd["id"].as_str().unwrap()), &[]).await.expect(303);
        assert_eq!(names(w.read(&w.amara, "/api/v1/deal-views").await), ["This quarter"]);
        let audited = test.audited().await;
        assert_eq!(
            (audited.iter().filter(|a| *a == "deal_view.saved").count(), audited.iter().filter(|a| *a == "deal_view.removed").count()),
            (3, 2)
        );
    })
    .await;
}
