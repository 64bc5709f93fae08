//! The API of agreements.

use serde_json::json;
use work::Role;

use crate::tests::{World, stages, stranger};

#[tokio::test]
async fn the_api_does_what_the_portal_does() {
    testkit::each_db(stages, |t| async move {
        let w = World::approved(&t).await;
        let list = w.admin.get("/api/v1/agreements?state=sent&limit=1").await.expect(200).json();
        assert_eq!(list["data"][0]["state"], "sent");
        assert_eq!(list["next"], json!(null));
        let id = list["data"][0]["id"].as_str().unwrap().to_owned();
        let path = format!("/api/v1/agreements/{id}");
        let one = w.admin.get(&path).await.expect(200);
        let tag = one.headers["etag"].to_str().unwrap().to_owned();
        let one = one.json();
        assert_eq!(one["signatures"], json!([]));
        let pdf = w.admin.get(&format!("{path}/document")).await.expect(200);
        assert_eq!(pdf.headers["content-type"], "application/pdf");

        let signature = json!({"name": "Amara Diallo", "title": "CEO", "consent": true, "document_digest": one["document_digest"]});
        w.admin.json_with("POST", &format!("{path}/signature"), &signature, &[("if-match", "\"99\"")]).await.expect(412);
        let refused = w
            .admin
            .json("POST", &format!("{path}/signature"), &json!({"name": "A", "title": "", "consent": false}))
            .await
            .expect(422)
            .json();
        let fields: Vec<_> = refused["errors"].as_array().unwrap().iter().map(|e| e["field"].as_str().unwrap()).collect();
        assert_eq!(fields, ["name", "title", "consent"]);
        w.admin
            .json("POST", &format!("{path}/signature"), &json!({"name": "A B", "title": "CEO", "consent": true, "extra": 1}))
            .await
            .expect(422);
        let signed = w.admin.json_with("POST", &format!("{path}/signature"), &signature, &[("if-match", &tag)]).await.expect(200).json();
        assert_eq!((signed["state"].as_str(), signed["signatures"][0]["method"].as_str()), (Some("signed"), Some("typed")));
        let again = w.admin.json("POST", &format!("{path}/signature"), &signature).await.expect(409).json();
        assert_eq!(again["code"], "agreement.not_now");

        w.admin.json("POST", &format!("{path}/countersignature"), &signature).await.expect(403);
        let counter = json!({"name": "Olga Petrova", "title": "Head of partners", "consent": true});
        let held = w.ops.json("POST", &format!("{path}/countersignature"), &counter).await.expect(200).json();
        assert_eq!(held["state"], "in_force");
        assert_eq!(held["signatures"].as_array().unwrap().len(), 2);
        w.ops.json("POST", &format!("{path}/decline"), &json!({"reason": "No"})).await.expect(403);
        w.admin.json("POST", &format!("{path}/decline"), &json!({"reason": "Too late now"})).await.expect(409);
        w.ops.json("POST", &format!("{path}/termination"), &json!({"reason": "For good cause"})).await.expect(200);
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn strange_input_is_refused_and_never_a_fault() {
    testkit::on_sqlite(stages, |t| async move {
        let w = World::approved(&t).await;
        let id = w.agreement(&t).await.id;
        let path = format!("/api/v1/agreements/{id}");
        for query in ["state=nonsense", "kind=%00", "partner=deal_1", "limit=0", "limit=201", "after=zz", "state=sent&state=viewed"] {
            w.ops.get(&format!("/api/v1/agreements?{query}")).await.expect(422);
        }
        w.ops.get("/api/v1/agreements/agr_%00").await.expect(404);
        w.ops.get("/api/v1/agreements/deal_01h455vb4pex5vsknk084sn02q").await.expect(404);
        w.admin.json("POST", &format!("{path}/decline"), &json!({"reason": "\u{0}\u{0}\u{0}\u{0}"})).await.expect(422);
        let nul = json!({"name": "A\u{0} B", "title": "C\u{0}EO", "consent": true});
        w.admin.json("POST", &format!("{path}/signature"), &nul).await.expect(200);
        assert_eq!(w.admin.get(&path).await.expect(200).json()["signatures"][0]["name"], "A B");
        w.ops
            .json("POST", "/api/v1/agreements", &json!({"partner": w.partner.to_string(), "template": "agrt_00000000000000000000000000"}))
            .await
            .expect(404);
        w.ops.json("POST", "/api/v1/agreements", &json!({"partner": "x", "template": "y"})).await.expect(422);
        w.sales.get("/api/v1/agreements").await.expect(403);
        w.admin.get("/api/v1/agreement-templates").await.expect(403);
        t.staff(Role::Auditor).get("/api/v1/agreement-templates").await.expect(403);
        assert_eq!(w.ops.get("/api/v1/agreement-templates").await.expect(200).json()["data"][0]["key"], "program");
        let rival = stranger(&t).await;
        assert_eq!(rival.get("/api/v1/agreements").await.expect(200).json()["data"], json!([]));
        assert_eq!(rival.get(&format!("/api/v1/agreements?partner={}", w.partner)).await.expect(200).json()["data"], json!([]));
        rival.json("POST", &format!("{path}/signature"), &json!({"name": "E E", "title": "CEO", "consent": true})).await.expect(404);
    })
    .await;
}
