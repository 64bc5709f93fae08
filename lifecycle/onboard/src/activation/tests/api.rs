//! The API of activation.

use serde_json::json;

use crate::tests::{World, stages, stranger};

#[tokio::test]
async fn the_api_does_what_the_portal_does() {
    testkit::each_db(stages, |t| async move {
        let w = World::signed(&t).await;
        let plans = w.admin.get("/api/v1/activation-plans?state=running").await.expect(200).json();
        let plan = &plans["data"][0];
        assert_eq!((plan["blocked_by"].as_str(), plan["template"].as_str()), (Some("partner"), Some("reseller")));
        let id = plan["id"].as_str().unwrap();
        let whole = w.admin.get(&format!("/api/v1/activation-plans/{id}")).await.expect(200);
        assert!(whole.headers.contains_key("etag"));
        let whole = whole.json();
        let find = |key: &str| whole["steps"].as_array().unwrap().iter().find(|s| s["key"] == key).unwrap().clone();
        let contacts = find("contacts");
        let path = format!("/api/v1/activation-steps/{}", contacts["id"].as_str().unwrap());
        let tag = w.admin.get(&path).await.expect(200).headers["etag"].to_str().unwrap().to_owned();
        let submit = format!("{path}/submission");
        let good = json!({"answers": {"sales_name": "Tom", "sales_email": "tom@x.example", "technical_name": "Lea", "technical_email": "lea@x.example"}});
        w.admin.json_with("POST", &submit, &good, &[("if-match", "\"77\"")]).await.expect(412);
        let wrong = w.admin.json("POST", &submit, &json!({"answers": {"sales_email": "x", "role": "owner"}})).await.expect(422).json();
        let codes: Vec<_> = wrong["errors"].as_array().unwrap().iter().map(|e| e["code"].as_str().unwrap()).collect();
        assert_eq!(codes, ["activation.unknown_field", "required", "email", "required", "required"]);
        let done = w.admin.json_with("POST", &submit, &good, &[("if-match", &tag)]).await.expect(200).json();
        assert_eq!(done["state"], "done");
        w.admin.json("POST", &submit, &good).await.expect(409);

        let locked = find("register-extract");
        let submit = format!("/api/v1/activation-steps/{}/submission", locked["id"].as_str().unwrap());
        let refused = w.admin.upload(&submit, &[], &[("file", "x.pdf", b"%PDF-1.7 x")]).await.expect(409).json();
        assert_eq!(refused["code"], "activation.locked");
        assert!(refused["detail"].as_str().unwrap().contains("Complete your company profile"));
        assert_eq!(locked["missing"], json!(["company-profile"]));

        let kickoff = find("kickoff");
        let review = format!("/api/v1/activation-steps/{}/review", kickoff["id"].as_str().unwrap());
        w.admin.json("POST", &review, &json!({"verdict": "accept"})).await.expect(403);
        w.cam.json("POST", &review, &json!({"verdict": "return"})).await.expect(422);
        w.cam.json("POST", &review, &json!({"verdict": "love"})).await.expect(422);
        assert_eq!(w.cam.json("POST", &review, &json!({"verdict": "accept"})).await.expect(200).json()["state"], "done");
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn strange_input_is_refused_and_never_a_fault() {
    testkit::on_sqlite(stages, |t| async move {
        let w = World::signed(&t).await;
        let rival = stranger(&t).await;
        let whole = w.plan(&t).await;
        let step = whole.steps.iter().find(|s| s.spec.key == "company-profile").unwrap().id;
        for query in ["state=%00", "partner=x", "limit=-1", "after=1"] {
            w.ops.get(&format!("/api/v1/activation-plans?{query}")).await.expect(422);
        }
        w.ops.get("/api/v1/activation-plans/nothing").await.expect(404);
        w.ops.get("/api/v1/activation-steps/astep_%F0%9F%92%A9").await.expect(404);
        let submit = format!("/api/v1/activation-steps/{step}/submission");
        for body in [json!(null), json!([]), json!({"answers": []}), json!({"answers": {"legal_name": 1}}), json!({"answers": {}, "x": 1})] {
            w.admin.json("POST", &submit, &body).await.expect(422);
        }
        let nul = json!({"answers": {"legal_name": "\u{0}", "street": "a\u{0}b", "postal_code": "1", "city": "x", "country": "\u{0}", "tax_number": "\u{0}", "bank_country": "DE", "billing_email": "a@b\u{0}.example"}});
        w.admin.json("POST", &submit, &nul).await.expect(422);
        let answer = w.admin.upload(&submit, &[], &[("file", "x.pdf", b"%PDF-1.7 x")]).await.expect(409).json();
        assert_eq!(answer["code"], "activation.wrong_kind");
        assert_eq!(rival.get("/api/v1/activation-plans").await.expect(200).json()["data"], json!([]));
        rival.get(&format!("/api/v1/activation-plans/{}", whole.plan.id)).await.expect(404);
        rival.get(&format!("/api/v1/activation-steps/{step}")).await.expect(404);
        rival.json("POST", &submit, &json!({"answers": {}})).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn a_new_version_of_a_template_is_for_new_plans() {
    testkit::each_db(stages, |t| async move {
        let w = World::approved(&t).await;
        let found = w.ops.get("/api/v1/activation-templates").await.expect(200).json();
        let mut reseller = found["data"].as_array().unwrap().iter().find(|t| t["key"] == "reseller").unwrap().clone();
        let body = reseller.as_object_mut().unwrap();
        body.remove("version");
        body.remove("created_at");
        body["steps"].as_array_mut().unwrap().truncate(3);
        w.cam.json("POST", "/api/v1/activation-templates", &reseller).await.expect(403);
        w.admin.get("/api/v1/activation-templates").await.expect(403);
        let written = w.ops.json("POST", "/api/v1/activation-templates", &reseller).await.expect(201).json();
        assert_eq!((written["version"].as_i64(), written["steps"].as_array().unwrap().len()), (Some(2), 3));
        assert_eq!((w.plan(&t).await.plan.no, w.plan(&t).await.steps.len()), (1, 9), "a running plan keeps its version");
        reseller["steps"][0]["kind"] = json!("dance");
        let refused = w.ops.json("POST", "/api/v1/activation-templates", &reseller).await.expect(422).json();
        assert_eq!(refused["errors"][0]["field"], "steps.0.kind");
    })
    .await;
}
