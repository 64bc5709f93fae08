use crate::tests::{World, stages};
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\nIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";
#[tokio::test]
async fn dump() {
    let Ok(dir) = std::env::var("ONB_DUMP") else { return };
    testkit::on_sqlite(stages, |t| {
        let dir = dir.clone();
        async move {
            let w = World::approved(&t).await;
            let save = |name: &str, text: &str| std::fs::write(format!("{dir}/{name}.html"), text).unwrap();
            let id = w.agreement(&t).await.id;
            for (name, path) in [
                ("sign", format!("/agreements/{id}/sign")),
                ("decline", format!("/agreements/{id}/decline")),
                ("list", "/agreements".to_owned()),
                ("plan-prepared", "/activation".to_owned()),
            ] {
                save(name, &w.admin.get(&path).await.text);
            }
            save("sign-errors", &w.admin.post(&format!("/agreements/{id}/signature"), &[("name", "A")]).await.text);
            crate::tests::sign(&w.admin, id).await;
            save("countersign", &w.ops.get(&format!("/agreements/{id}")).await.text);
            save("agreement-signed", &w.admin.get(&format!("/agreements/{id}")).await.text);
            crate::tests::countersign(&w.ops, id).await;
            t.settle().await;
            save("agreement-force", &w.admin.get(&format!("/agreements/{id}")).await.text);
            for (name, path) in [
                ("c-list", "/agreements"),
                ("c-templates", "/agreements/templates"),
                ("c-write", "/agreements/templates/new"),
                ("c-new", "/agreements/new"),
            ] {
                save(name, &w.ops.get(path).await.text);
            }
            let digest = w.agreement(&t).await.sealed.unwrap().digest;
            save("verify", &t.anyone().get(&format!("/verify/agreement?digest={digest}")).await.text);
            std::fs::write(format!("{dir}/sealed.pdf"), &w.admin.get(&format!("/agreements/{id}/document.pdf")).await.bytes).unwrap();
            let whole = w.plan(&t).await;
            let step = |key: &str| whole.steps.iter().find(|s| s.spec.key == key).unwrap().id;
            let profile = [
                ("legal_name", "Brightpath Systems GmbH"),
                ("street", "Kai 1"),
                ("postal_code", "20457"),
                ("city", "Hamburg"),
                ("country", "DE"),
                ("tax_number", "DE811907980"),
                ("bank_country", "DE"),
                ("billing_email", "b@brightpath.example"),
            ];
            let path = format!("/activation/steps/{}", step("company-profile"));
            save("step-form", &w.admin.get(&path).await.text);
            save("step-form-errors", &w.admin.post(&format!("{path}/submission"), &[("tax_number", "x"), ("country", "DE")]).await.text);
            save("step-locked", &w.admin.get(&format!("/activation/steps/{}", step("kickoff"))).await.text);
            w.admin.post(&format!("{path}/submission"), &profile).await.expect(303);
            save("step-done", &w.admin.get(&path).await.text);
            t.advance(chrono::TimeDelta::days(10));
            save("step-doc", &w.admin.get(&format!("/activation/steps/{}", step("register-extract"))).await.text);
            w.admin
                .upload(
                    &format!("/activation/steps/{}/submission", step("register-extract")),
                    &[],
                    &[("file", "Handelsregister 2026.png", PNG)],
                )
                .await
                .expect(303);
            save("c-review", &w.cam.get(&format!("/activation/steps/{}", step("register-extract"))).await.text);
            save("plan", &w.admin.get("/activation").await.text);
            save("c-plan", &w.cam.get(&format!("/activation/plans/{}", whole.plan.id)).await.text);
            save("c-plans", &w.cam.get("/activation/plans").await.text);
            save("c-act-templates", &w.cam.get("/activation/templates").await.text);
            save("step-course", &w.sales.get(&format!("/activation/steps/{}", step("sales-course"))).await.text);
        }
    })
    .await;
}
