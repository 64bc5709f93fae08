//! The program by program.

use serde_json::{Value, json};
use testkit::each_db;

use crate::tests::{World, new_partner, stages};

fn first_design() -> Value {
    json!({
        "name": "Kestrel Partners",
        "types": ["reseller", "msp", "reseller"],
        "tiers": [
            { "name": "Registered", "currency": "EUR", "protection_days": 90 },
            { "name": "Gold", "currency": "EUR", "protection_days": 120, "min_revenue_minor": 100, "margin_points": 250, "benefits": "One\nTwo" },
        ],
    })
}

#[tokio::test]
async fn a_program_is_opened_and_a_partner_enrolled_the_same_day() {
    each_db(stages, |test| async move {
        let mona = test.staff(work::Role::PartnerOps);
        mona.get("/api/v1/program").await.expect(404);
        mona.json_with("PUT", "/api/v1/program", &first_design(), &[("if-match", "\"1\"")]).await.expect(404);
        let opened = mona.json("PUT", "/api/v1/program", &first_design()).await.expect(201);
        assert_eq!(opened.headers["etag"], "\"1\"");
        let program = opened.json();
        assert_eq!((&program["types"], &program["tiers"][1]["rank"]), (&json!(["reseller", "msp"]), &json!(2)));
        assert_eq!(program["tiers"][1]["benefits"], "One\nTwo");
        mona.json("POST", "/api/v1/products", &json!({ "key": "route-planner", "name": "Route Planner" })).await.expect(201);
        let twice = mona.json("POST", "/api/v1/products", &json!({ "key": "route-planner", "name": "Other" })).await.expect(409).json();
        assert_eq!(twice["code"], "product.key_taken");
        let admitted = test.system(|work| async move { crate::admit(&work, &new_partner("Brightpath", None)).await }).await.unwrap();
        assert_eq!(admitted.tier.unwrap().to_string(), program["tiers"][0]["id"].as_str().unwrap());
        // A type that the program does not take is refused, until it does.
        let agency = &crate::NewPartner { kind: crate::PartnerType::Agency, ..new_partner("Words & Co", None) };
        let refused = test.system(|work| async move { crate::admit(&work, agency).await }).await.unwrap_err();
        assert_eq!(refused.code(), Some("partner.type_not_taken"));
        let mut wider = first_design();
        wider["types"] = json!([]);
        mona.json("PUT", "/api/v1/program", &wider).await.expect(200);
        test.system(|work| async move { crate::admit(&work, agency).await }).await.unwrap();
        let acts: Vec<String> =
            test.audited().await.into_iter().filter(|a| a.starts_with("program.") || a.starts_with("product.")).collect();
        assert_eq!(acts, ["program.opened", "product.added", "program.changed"]);
    })
    .await;
}

#[tokio::test]
async fn a_changed_program_keeps_its_tiers_and_who_holds_them() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let before = w.read(&w.mona, "/api/v1/program").await;
        let mut design = w.design().await;
        design["tiers"][1]["name"] = json!("Silver Plus");
        design["tiers"][1]["margin_points"] = json!(150);
        let top = json!({ "name": "Platinum", "currency": "EUR", "protection_days": 150, "min_revenue_minor": 90_000_000 });
        design["tiers"].as_array_mut().unwrap().push(top);
        let saved = w.mona.json_with("PUT", "/api/v1/program", &design, &[("if-match", "\"1\"")]).await.expect(200);
        assert_eq!(saved.headers["etag"], "\"2\"");
        let after = saved.json();
        let ids = |p: &Value| p["tiers"].as_array().unwrap().iter().map(|t| t["id"].clone()).collect::<Vec<_>>();
        assert_eq!(ids(&after)[..3], ids(&before)[..]);
        assert_eq!((after["tiers"][1]["name"].as_str(), after["tiers"][3]["rank"].as_i64()), (Some("Silver Plus"), Some(4)));
        assert_eq!(crate::standing(&w.system(), w.brightpath).await.unwrap().tier.unwrap().rank, 1);
        w.mona.json_with("PUT", "/api/v1/program", &design, &[("if-match", "\"1\"")]).await.expect(412);
        design["tiers"].as_array_mut().unwrap().truncate(2);
        let refused = w.mona.json("PUT", "/api/v1/program", &design).await.expect(422).json();
        assert_eq!((refused["errors"][0]["field"].as_str(), refused["errors"][0]["code"].as_str()), (Some("tiers"), Some("tier.removed")));
        for (field, value, place) in [
            ("currency", json!("XXQ"), "tiers.0.currency"),
            ("protection_days", json!(0), "tiers.0.protection_days"),
            ("min_revenue_minor", json!(i64::MAX), "tiers.0.min_revenue_minor"),
            ("name", json!("\u{0}"), "tiers.0.name"),
        ] {
            let mut bad = w.design().await;
            bad["tiers"][0][field] = value;
            let refused = w.mona.json("PUT", "/api/v1/program", &bad).await.expect(422).json();
            assert_eq!(refused["errors"][0]["field"].as_str(), Some(place), "{refused}");
        }
        let mut strange = w.design().await;
        strange["types"] = json!(["pirate"]);
        w.mona.json("PUT", "/api/v1/program", &strange).await.expect(422);
        assert_eq!(w.read(&w.erik, "/api/v1/program").await["tiers"].as_array().unwrap().len(), 4);
    })
    .await;
}

#[tokio::test]
async fn only_partner_operations_change_programs_and_products() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let design = w.design().await;
        let product = w.mona.json("POST", "/api/v1/products", &json!({ "key": "yard", "name": "Yard Control" })).await.expect(201);
        let path = format!("/api/v1/products/{}", product.json()["id"].as_str().unwrap());
        let change = json!({ "name": "Yard Control 2", "family": "Software", "active": false });
        for who in [&w.jonas, &w.auditor, &w.pia, &w.erik, &w.mona.clone().read_only()] {
            who.json("PUT", "/api/v1/program", &design).await.expect(403);
            who.json("POST", "/api/v1/products", &json!({ "key": "x", "name": "Mine" })).await.expect(403);
            who.json("PUT", &path, &change).await.expect(403);
            who.get(&path).await.expect(200);
        }
        test.anyone().get("/api/v1/program").await.expect(401);
        let saved = w.mona.json_with("PUT", &path, &change, &[("if-match", "\"1\"")]).await.expect(200);
        assert_eq!((saved.headers["etag"].to_str().unwrap(), saved.json()["active"].as_bool()), ("\"2\"", Some(false)));
        w.mona.json_with("PUT", &path, &change, &[("if-match", "\"1\"")]).await.expect(412);
        w.mona.json("PUT", &path, &json!({ "name": "", "family": "", "active": true })).await.expect(422);
        let unknown: base::ProductId = uuid::Uuid::from_u128(3).into();
        w.mona.json("PUT", &format!("/api/v1/products/{unknown}"), &change).await.expect(404);
        assert_eq!(w.audited("product.changed").await, 1);
    })
    .await;
}
