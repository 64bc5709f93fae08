//! Statements by program: who sees them, and who pays.

use serde_json::json;
use testkit::each_db;

use crate::tests::world::{World, stages};

#[tokio::test]
async fn another_partners_statement_looks_missing() {
    each_db(stages, |test| async move {
        let w = World::with_plan(&test).await;
        w.win(1, 1, 10_000).await;
        w.approve(1, 1).await;
        let s = w.close("2026-12").await.remove(0);
        let api = format!("/api/v1/statements/{}", s.id);
        let page = format!("/statements/{}", s.id);
        for path in [api.clone(), page.clone(), format!("{page}/document.pdf"), format!("{page}/lines.csv")] {
            w.nils.get(&path).await.expect(404);
            w.amara.get(&path).await.expect(403);
            w.mara.get(&path).await.expect(403);
            for who in [&w.pia, &w.faye, &w.jonas, &w.auditor] {
                who.get(&path).await.expect(200);
            }
        }
        assert_eq!(w.read(&w.nils, "/api/v1/statements").await["data"], json!([]));
        assert!(!w.nils.get("/statements").await.expect(200).text.contains("2026-11"));
        for who in [&w.jonas, &w.auditor, &w.pia, &w.nils, &w.amara, &w.faye.clone().read_only()] {
            who.json("POST", &format!("{api}/payment"), &json!({})).await.expect(403);
            who.post(&format!("{page}/payment"), &[]).await.expect(403);
        }
        assert_eq!(w.read(&w.pia, &api).await["paid_at"], json!(null));
        w.pay(&s).await;
        assert_eq!(w.faye.json("POST", &format!("{api}/payment"), &json!({})).await.expect(409).json()["code"], "statement.paid");
        let acts: Vec<String> = test.audited().await.into_iter().filter(|a| a.starts_with("statement.")).collect();
        assert_eq!(acts, ["statement.closed", "statement.paid"]);
    })
    .await;
}
