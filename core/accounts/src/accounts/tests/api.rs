use serde_json::{Value, json};
use testkit::{each_db, on_sqlite};
use work::Role;

use crate::tests::{company, create, everything, ops, stages};

#[tokio::test]
async fn an_account_lives_over_the_api() {
    each_db(stages, |t| async move {
        let ops = ops(&t);
        let body = json!({
            "name": "Alpha GmbH", "domain": "https://www.alpha.de/", "country": "DE", "employees": 12,
            "revenue": { "minor": 100, "currency": "EUR" }, "identifiers": { "duns": "15-048-3782" },
            "external_source": "netsuite", "external_id": "N-1"
        });
        let made = ops.json("POST", "/api/v1/accounts", &body).await.expect(201);
        let address = made.location().to_owned();
        let json = made.json();
        assert_eq!(
            (&json["domain"], &json["identifiers"]["duns"], &json["origin"]),
            (&json!("alpha.de"), &json!("150483782"), &json!("api"))
        );
        let read = ops.get(&address).await.expect(200);
        assert_eq!(read.headers["etag"], "\"1\"");
        assert_eq!(read.json(), json);

        let taken = ops.json("POST", "/api/v1/accounts", &body).await.expect(409).json();
        assert_eq!(taken["code"], "account.external_taken");

        let patch = |body: Value, version: &'static str| {
            let (ops, address) = (ops.clone(), address.clone());
            async move { ops.json_with("PATCH", &address, &body, &[("if-match", version)]).await }
        };
        let changed = patch(json!({ "city": "Kiel", "employees": null }), "\"1\"").await.expect(200);
        assert_eq!(changed.headers["etag"], "\"2\"");
        let json = changed.json();
        assert_eq!((&json["city"], &json["employees"], &json["name"]), (&json!("Kiel"), &Value::Null, &json!("Alpha GmbH")));
        patch(json!({ "city": "Bonn" }), "\"1\"").await.expect(412);
        let removed = patch(json!({ "domain": "", "identifiers": { "duns": "" }, "revenue": null }), "\"2\"").await.expect(200).json();
        assert_eq!((&removed["domain"], &removed["identifiers"], &removed["revenue"]), (&json!(""), &json!({}), &Value::Null));

        let list = ops.get("/api/v1/accounts?q=alp&country=DE").await.expect(200).json();
        assert_eq!(list["data"].as_array().unwrap().len(), 1);
        assert_eq!(ops.get("/api/v1/accounts?country=CH").await.expect(200).json()["data"], json!([]));
        ops.get("/api/v1/accounts/acct_00000000000000000000000000").await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn a_check_tells_the_evidence_and_writes_nothing() {
    each_db(stages, |t| async move {
        create(&t, company("Alpha Logistics GmbH", "alpha.de", "DE")).await;
        let support = t.staff(Role::Support);
        let found =
            support.json("POST", "/api/v1/account-matches", &json!({ "name": "Alpha Logistik", "domain": "alpha.de" })).await.expect(200);
        let json = found.json();
        assert_eq!(json["data"].as_array().unwrap().len(), 1);
        assert_eq!(json["data"][0]["verdict"], "same");
        let texts: Vec<&str> = json["data"][0]["evidence"].as_array().unwrap().iter().map(|e| e["text"].as_str().unwrap()).collect();
        assert!(texts.contains(&"Same domain"), "{texts:?}");
        assert_eq!(everything(&t).await.len(), 1);
        let partner: base::PartnerId = t.app.ids().next(t.app.now()).into();
        for member in [Role::PartnerAdmin, Role::Sales].map(|r| t.member(r, partner)) {
            member.json("POST", "/api/v1/account-matches", &json!({ "name": "Alpha Logistik" })).await.expect(403);
            assert_eq!(member.get("/api/v1/accounts").await.expect(200).json()["data"], json!([]));
        }
        t.anyone().json("POST", "/api/v1/account-matches", &json!({ "name": "Alpha" })).await.expect(401);
    })
    .await;
}

#[tokio::test]
async fn a_program_says_what_a_pair_is() {
    each_db(stages, |t| async move {
        let ops = ops(&t);
        let one = create(&t, company("Alpha Logistics GmbH", "alpha.de", "DE")).await.id;
        let other = create(&t, company("Alpha Logistics AG", "alpha.de", "DE")).await.id;
        let verdict = || async {
            let found = ops.get(&format!("/api/v1/accounts/{one}/matches")).await.expect(200).json();
            found["data"][0]["verdict"].as_str().unwrap().to_owned()
        };
        assert_eq!(verdict().await, "same");
        let address = format!("/api/v1/accounts/{one}/verdicts/{other}");
        ops.json("PUT", &address, &json!({ "judgment": "perhaps" })).await.expect(422);
        ops.json("PUT", &address, &json!({ "judgment": "different" })).await.expect(204);
        assert_eq!(verdict().await, "different");
        t.staff(Role::Support).json("DELETE", &address, &json!({})).await.expect(403);
        ops.json("DELETE", &address, &json!({})).await.expect(204);
        assert_eq!(verdict().await, "same");
        ops.json("PUT", &format!("/api/v1/accounts/{one}/verdicts/{one}"), &json!({ "judgment": "same" })).await.expect(422);
        ops.json("PUT", &format!("/api/v1/accounts/{one}/verdicts/deal_1"), &json!({ "judgment": "same" })).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn nonsense_is_refused_and_never_breaks_anything() {
    on_sqlite(stages, |t| async move {
        let ops = ops(&t);
        for (body, status) in [
            (json!({}), 422),
            (json!({ "name": "" }), 422),
            (json!({ "name": "a\u{0}b" }), 422),
            (json!({ "name": "a".repeat(300) }), 422),
            (json!({ "name": "A", "country": "Germany" }), 422),
            (json!({ "name": "A", "employees": -1 }), 422),
            (json!({ "name": "A", "employees": 1e300 }), 422),
            (json!({ "name": "A", "revenue": { "minor": 1, "currency": "XYZ" } }), 422),
            (json!({ "name": "A", "revenue": { "minor": -1, "currency": "EUR" } }), 422),
            (json!({ "name": "A", "external_source": "x" }), 422),
            (json!({ "name": "A", "external_source": "X Y", "external_id": "1" }), 422),
            (json!({ "name": "A", "nonsense": 1 }), 422),
            (json!([1, 2]), 422),
            (json!({ "name": "A", "domains": vec!["a.com"; 1000] }), 201),
        ] {
            let answer = ops.json("POST", "/api/v1/accounts", &body).await;
            assert_eq!(answer.status.as_u16(), status, "{body} {}", answer.text);
        }
        for path in ["/api/v1/accounts?q=%00", "/api/v1/accounts?country=xx", "/api/v1/accounts?limit=0", "/api/v1/accounts?after=zz"] {
            ops.get(path).await.expect(422);
        }
        let cursor = base::Cursor::text("a\0b", uuid::Uuid::nil()).encode();
        // A cursor that was made up gives some page and breaks nothing.
        ops.get(&format!("/api/v1/accounts?after={cursor}")).await.expect(200);
        ops.get(&format!("/accounts?after={cursor}&q=%00%27")).await.expect(200);
    })
    .await;
}
