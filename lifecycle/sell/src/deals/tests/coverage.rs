//! Registrations obey the coverage plan.

use serde_json::{Value, json};
use testkit::each_db;

use super::world::{World, path_of, stages};

async fn publish(w: &World, plan: &Value) {
    w.mona.json("PUT", "/api/v1/coverage-plan/draft", plan).await.expect(200);
    w.mona.json("POST", "/api/v1/coverage-plan/draft/publication", &json!({ "reason": "Agreed" })).await.expect(200);
}

fn plan(w: &World) -> Value {
    json!({
        "rules": [
            { "name": "Ours", "condition": "account.domain == \"harbor-lines.no\"", "served": { "way": "direct" } },
            { "name": "Theirs", "condition": "account.domain.endsWith(\"-cargo.no\")", "served": { "way": "partner_led", "partners": [w.nordic] } },
        ],
        "otherwise": { "way": "partner_led" },
    })
}

async fn account(w: &World, name: &str, domain: &str) -> base::AccountId {
    let details =
        accounts::Details { name: name.to_owned(), domain: domain.to_owned(), country: "NO".to_owned(), ..accounts::Details::default() };
    let new = &accounts::NewAccount::new(details, accounts::Origin::Manual);
    w.test.system(|work| async move { accounts::create(&work, new).await }).await.unwrap().id
}

#[tokio::test]
async fn the_plan_says_who_may_register_without_asking() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        publish(&w, &plan(&w)).await;
        let state = |deal: &Value| deal["state"].as_str().unwrap().to_owned();
        let reasons = async |deal: &Value| w.read(&w.jonas, &path_of(deal)).await["review_reasons"].clone();

        // Companies that are no account yet are judged by what the registration says of them.
        let ours = w.register(&w.amara, "Harbor Lines AS", "harbor-lines.no", 4_500_000).await;
        assert_eq!((state(&ours).as_str(), reasons(&ours).await), ("in_review", json!(["direct"])));
        let theirs = w.register(&w.amara, "Fjord Cargo AS", "fjord-cargo.no", 4_500_000).await;
        assert_eq!((state(&theirs).as_str(), reasons(&theirs).await), ("in_review", json!(["coverage"])));
        assert_eq!(w.protections().await, 0, "nothing is protected");
        let fine = w.register(&w.erik, "Glacier Cargo AS", "glacier-cargo.no", 4_500_000).await;
        assert_eq!(state(&fine), "approved", "the partner that is named");
        let free = w.register(&w.amara, "Solvang Dairies", "solvang.no", 4_500_000).await;
        assert_eq!(state(&free), "approved", "any partner");

        // A named account goes before the rules.
        let named = account(&w, "Summit Timber", "summit-timber.no").await;
        let path = format!("/api/v1/coverage-plan/draft/names/{named}");
        w.mona.json("PUT", &path, &json!({ "served": { "way": "co_sell", "partners": [w.nordic] } })).await.expect(204);
        w.mona.json("POST", "/api/v1/coverage-plan/draft/publication", &json!({ "reason": "Named" })).await.expect(200);
        let timber = w.register(&w.amara, "Summit Timber", "summit-timber.no", 4_500_000).await;
        assert_eq!((state(&timber).as_str(), reasons(&timber).await), ("in_review", json!(["coverage"])));

        // The vendor's own team obeys it too: by note, and by whatever sets the stage of the account.
        let path = "/api/v1/direct-opportunities";
        let ours = |id: base::AccountId| json!({ "account_id": id, "note": "They asked our own team for a pilot." });
        w.jonas.json("POST", path, &ours(named)).await.expect(201);
        let led = account(&w, "Bergen Cargo", "bergen-cargo.no").await;
        assert_eq!(w.jonas.json("POST", path, &ours(led)).await.expect(409).json()["code"], "case.partner_led");
        let page = w.jonas.get(&format!("/conflicts/opportunities?account={led}")).await.expect(200).text;
        assert!(page.contains("Nordic IT Partners serves this customer by the coverage plan"), "{page}");
        let mut ask = ours(led);
        ask["approver_id"] = json!(w.mona.actor.user.unwrap());
        ask["reason"] = json!("The customer insists on us.");
        let asked = w.jonas.json("POST", path, &ask).await.expect(201).json();
        let one = format!("/api/v1/accounts/{led}");
        let set = async || w.mona.json("PATCH", &one, &json!({ "lifecycle_stage": "opportunity" })).await.expect(200);
        let stage = async || w.read(&w.mona, &one).await["lifecycle_stage"].as_str().unwrap().to_owned();
        set().await;
        assert_eq!((asked["consent"].as_str(), stage().await.as_str()), (Some("waiting"), ""), "nothing goes on before the answer");
        let yes = json!({ "allow": true });
        w.mona.json("POST", &format!("{path}/{}/answer", asked["id"].as_str().unwrap()), &yes).await.expect(200);
        assert_eq!(stage().await, "opportunity");
        test.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn a_partner_never_learns_who_serves_a_customer() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        publish(&w, &plan(&w)).await;
        let theirs = w.register(&w.amara, "Fjord Cargo AS", "fjord-cargo.no", 4_500_000).await;
        let nordic = w.nordic.to_string();
        let secrets = ["Nordic IT Partners", nordic.as_str(), "Theirs", "coverage plan"];
        let page = format!("/deals/{}", theirs["id"].as_str().unwrap());
        for path in [path_of(&theirs), page.clone(), format!("{}/activity", path_of(&theirs)), "/notices".to_owned()] {
            let text = w.amara.get(&path).await.text;
            for secret in secrets {
                assert!(!text.contains(secret), "{path} tells a partner {secret}: {text}");
            }
        }
        assert_eq!(w.read(&w.amara, &path_of(&theirs)).await["review_reasons"], json!([]));
        let told = w.jonas.get(&page).await.expect(200).text;
        assert!(told.contains("The coverage plan gives this customer to other partners"), "{told}");
        assert!(told.contains("By the rule “Theirs” of version 1") && told.contains("Nordic IT Partners"), "{told}");
    })
    .await;
}

#[tokio::test]
async fn what_if_counts_the_open_pipeline_of_accounts_that_move() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        w.register(&w.amara, "Solvang Dairies", "solvang.no", 4_500_000).await;
        w.register(&w.amara, "Aurora Parcel AS", "auroraparcel.no", 1_000_000).await;
        account(&w, "Nobody Sells Here", "nobody-sells.no").await;
        let direct = json!({
            "rules": [{ "name": "Dairies", "condition": "account.domain == \"solvang.no\" || account.domain == \"nobody-sells.no\"", "served": { "way": "direct" } }],
            "otherwise": { "way": "open" },
        });
        w.mona.json("PUT", "/api/v1/coverage-plan/draft", &direct).await.expect(200);
        w.mona.json("POST", "/api/v1/coverage-plan/draft/what-if", &Value::Null).await.expect(202);
        test.settle().await;
        let told = w.mona.get("/api/v1/coverage-plan/draft/what-if").await.expect(200).json();
        let moves = told["moves"].as_array().unwrap();
        assert_eq!(moves.len(), 1, "{told}");
        assert_eq!((moves[0]["from"].as_str(), moves[0]["to"].as_str(), moves[0]["accounts"].as_i64()), (Some("open"), Some("direct"), Some(2)));
        assert_eq!(moves[0]["pipeline"], json!([{ "minor": 4_500_000, "currency": "EUR" }]));
        assert!(w.mona.get("/coverage/draft").await.expect(200).text.contains("Open pipeline: €45,000"));
    })
    .await;
}

#[tokio::test]
async fn what_is_protected_under_one_account_is_protected_under_the_one_that_it_goes_into() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let (one, other) = (account(&w, "Summit Timber", "summit-timber.no").await, account(&w, "Glacier Wood", "glacier-wood.no").await);
        let first = w.register(&w.amara, "Glacier Wood", "glacier-wood.no", 4_500_000).await;
        assert_eq!((first["state"].as_str(), first["account_id"].clone()), (Some("approved"), json!(other)));
        let body = json!({ "absorbed_id": other, "reason": "The same company" });
        let merge = w.mona.json("POST", &format!("/api/v1/accounts/{one}/merges"), &body).await.expect(201).json();
        let at = async |id: base::AccountId| {
            let list = w.mona.get(&format!("/api/v1/deals?account_id={id}")).await.expect(200).json();
            list["data"].as_array().unwrap().iter().map(|d| d["id"].clone()).collect::<Vec<_>>()
        };
        assert_eq!((at(one).await, at(other).await), (vec![first["id"].clone()], vec![first["id"].clone()]));
        let second = w.register(&w.erik, "Summit Timber", "summit-timber.no", 4_500_000).await;
        assert_eq!((second["state"].as_str(), second["overlap"].as_bool()), (Some("in_review"), Some(true)));
        let path = format!("/api/v1/account-merges/{}/reversal", merge["id"].as_str().unwrap());
        w.mona.json("POST", &path, &json!({ "reason": "Two after all" })).await.expect(200);
        assert_eq!((at(one).await, at(other).await), (vec![second["id"].clone()], vec![first["id"].clone()]));
        test.assert_audit_whole().await;
    })
    .await;
}
