//! Many deals at once: each has its own outcome.

use serde_json::{Value, json};
use testkit::each_db;

use super::world::{World, id_of, path_of, stages};

#[tokio::test]
async fn one_change_for_many_deals_has_an_outcome_for_each() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let free = w.register(&w.amara, "Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000).await;
        let waits = w.register(&w.amara, "Castellan Bank", "castellan-bank.com", 90_000_000).await;
        let also = w.register(&w.amara, "Fjord Foods", "fjordfoods.no", 90_000_000).await;
        let theirs = w.register(&w.erik, "Tallinn Ferry Co", "tallinnferry.ee", 4_500_000).await;
        let ids = |deals: &[&Value]| deals.iter().map(|d| d["id"].clone()).collect::<Vec<_>>();
        let codes = |answer: &Value| -> Vec<String> {
            let all = answer["outcomes"].as_array().unwrap();
            all.iter().map(|o| o["code"].as_str().unwrap_or("done").to_owned()).collect()
        };
        // Over the API: what can be done is done, what cannot says why, and another partner's deal is not there.
        let body = json!({ "deal_ids": ids(&[&free, &waits, &theirs]), "change": { "action": "stage", "stage": "proposal" } });
        let came = w.amara.json_with("POST", "/api/v1/deal-batches", &body, &[("idempotency-key", "batch-1")]).await.expect(200).json();
        assert_eq!(codes(&came), ["done", "deal.wrong_state", "missing"]);
        assert_eq!(w.read(&w.amara, &path_of(&free)).await["stage"], "proposal");
        assert_eq!(w.read(&w.erik, &path_of(&theirs)).await["stage"], "qualified");
        // A partner approves nothing, and a batch names something.
        let body = json!({ "deal_ids": ids(&[&waits]), "change": { "action": "approve" } });
        assert_eq!(codes(&w.amara.json("POST", "/api/v1/deal-batches", &body).await.expect(200).json()), ["forbidden"]);
        w.amara.json("POST", "/api/v1/deal-batches", &json!({ "deal_ids": [], "change": { "action": "approve" } })).await.expect(422);
        w.auditor.json("POST", "/api/v1/deal-batches", &body).await.expect(403);
        assert_eq!(w.read(&w.amara, &path_of(&waits)).await["state"], "in_review");
        // By form: chosen in the table, asked what to do, and told what came of it.
        let list = w.jonas.get("/deals").await.expect(200).text;
        assert!(list.contains("form=\"batch\"") && list.contains("Change the chosen"));
        let (a, b, c) = (id_of(&waits).to_string(), id_of(&also).to_string(), id_of(&free).to_string());
        let asked = w.jonas.get(&format!("/deals/batch?id={a}&id={b}&id={a}")).await.expect(200).text;
        assert!(
            asked.contains("2 deals") && asked.contains("Castellan Bank") && asked.contains("value=\"reject\"") && !asked.contains("⟦")
        );
        let chosen = |action: &'static str, more: &[(&'static str, &'static str)]| {
            let mut form = vec![("id", a.as_str()), ("id", b.as_str()), ("id", c.as_str()), ("action", action)];
            form.extend(more);
            form.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect::<Vec<_>>()
        };
        let send = |form: Vec<(String, String)>| {
            let jonas = w.jonas.clone();
            async move { jonas.post("/deals/batch", &form.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect::<Vec<_>>()).await }
        };
        send(chosen("", &[])).await.expect(422);
        send(chosen("reject", &[("reason", "other")])).await.expect(422);
        let came = send(chosen("approve", &[("note", "Good work")])).await.expect(200).text;
        assert!(
            came.contains("Done: 2. Not done: 1") && came.contains(&format!("name=\"id\" value=\"{c}\"")) && !came.contains("⟦"),
            "{came}"
        );
        assert!(!came.contains(&format!("name=\"id\" value=\"{a}\"")), "what is done is no longer chosen");
        let states = [&waits, &also].map(path_of);
        for path in states {
            assert_eq!(w.read(&w.amara, &path).await["state"], "approved");
        }
        let mine = w.amara.get(&format!("/deals/batch?id={a}&id={}", id_of(&theirs))).await.expect(200).text;
        assert!(mine.contains("1 deal") && !mine.contains("Tallinn") && !mine.contains("value=\"reject\""));
        assert!(w.amara.get("/deals/batch").await.expect(200).text.contains("No deal is chosen"));
        test.settle().await;
        test.assert_audit_whole().await;
    })
    .await;
}
