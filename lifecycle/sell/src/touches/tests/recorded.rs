//! What happened here is recorded, once, and accounts that become one have one journey; on both databases.

use chrono::TimeDelta;
use serde_json::{Value, json};
use testkit::{Persona, each_db};
use work::Role;

use super::world::{World, claimed, confirmed, journey, listed, path_of, stages, win};

async fn merge(w: &World, survivor: &Value, absorbed: &Value) -> Value {
    let path = format!("/api/v1/accounts/{}/merges", survivor.as_str().unwrap());
    let body = json!({ "absorbed_id": absorbed, "reason": "One company." });
    w.mona.json("POST", &path, &body).await.expect(201).json()
}

#[tokio::test]
async fn a_fact_that_is_told_again_writes_nothing_and_a_merge_keeps_the_journey_whole() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        // Too much for the rules: a person approves, and only then the account is known.
        let first = w.register(&w.amara, "Nordvik Shipping AS", "nordvik-shipping.no", 9_000_000).await;
        t.settle().await;
        assert_eq!((&first["state"], &first["account_id"]), (&json!("in_review"), &Value::Null));
        assert_eq!(listed(&w, &w.jonas, "/api/v1/touches", "account_id").await, ["-"]);
        t.advance(TimeDelta::hours(1));
        let approved = w.jonas.json("POST", &format!("{}/approval", path_of(&first)), &json!({})).await.expect(200).json();
        t.settle().await;
        let one = approved["account_id"].clone();
        assert_eq!(listed(&w, &w.jonas, "/api/v1/touches", "account_id").await, [one.as_str().unwrap()]);
        t.advance(TimeDelta::hours(1));
        let second = w.register(&w.erik, "Solvang Dairies", "solvang.no", 1_000_000).await;
        t.advance(TimeDelta::hours(1));
        win(&w.amara, &first, "2026-11-18").await;
        t.settle().await;
        let other = second["account_id"].clone();
        assert_eq!(
            (journey(&w, &one).await, journey(&w, &other).await),
            (vec!["registration".into(), "win".into()], vec!["registration".to_owned()])
        );

        // Every fact is told once more.
        let audited = t.audited().await.len();
        t.system(|work| async move { outbox::advance_cursor(&work.conn(), "sell.touches", 0, work.now()).await }).await.unwrap();
        t.settle().await;
        assert_eq!(listed(&w, &w.jonas, "/api/v1/touches", "kind").await, ["win", "registration", "registration"]);
        assert_eq!(t.audited().await.len(), audited);

        // One account: one journey, under both ids, in the order of time; two again when they are two.
        let made = merge(&w, &one, &other).await;
        let whole = ["registration", "registration", "win"];
        assert_eq!(
            (journey(&w, &one).await, journey(&w, &other).await),
            (whole.map(str::to_owned).into(), whole.map(str::to_owned).into())
        );
        // What was before is found in its place, however late it is told.
        confirmed(&w, &w.erik, &claimed("Solvang Dairies", "solvang.no", "meeting", "2026-11-02")).await;
        assert_eq!(journey(&w, &other).await, ["meeting", "registration", "registration", "win"]);
        let page = w.jonas.get(&format!("/accounts/{}/journey", other.as_str().unwrap())).await.expect(200).text;
        let places = ["Meeting", "Registered a deal", "Won the deal"].map(|k| page.find(&format!("{k}</span>")).unwrap());
        assert!(places.is_sorted() && page.contains("Brightpath Systems") && page.contains("Nordic IT Partners"));
        let of = format!("/api/v1/accounts/{}/journey?partner_id={}", one.as_str().unwrap(), w.nordic);
        assert_eq!(listed(&w, &w.jonas, &of, "kind").await, ["meeting", "registration"]);
        let block = w.jonas.get(&format!("/accounts/{}", one.as_str().unwrap())).await.expect(200).text;
        assert!(block.contains("Open the journey"), "{block}");
        let undo = format!("/api/v1/account-merges/{}/reversal", made["id"].as_str().unwrap());
        w.mona.json("POST", &undo, &json!({ "reason": "Two after all." })).await.expect(200);
        assert_eq!(journey(&w, &one).await.iter().filter(|k| *k == "registration").count(), 1);
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn the_way_of_a_lead_is_told_from_its_acceptance_to_its_deal() {
    use crate::leads::tests::world::World as Leads;
    each_db(stages, |t| async move {
        let w = Leads::new(&t).await;
        let lead = w.mona.json("POST", "/api/v1/leads", &Leads::body("Isar Logistik GmbH", "isar-logistik.de")).await.expect(201).json();
        let path = format!("/api/v1/leads/{}", lead["id"].as_str().unwrap());
        t.settle().await;
        for noun in ["acceptance", "contact", "conversion"] {
            t.advance(TimeDelta::minutes(1));
            w.ada.json("POST", &format!("{path}/{noun}"), &Value::Null).await.expect(200);
        }
        t.settle().await;
        let read = async |who: &testkit::Persona| {
            let all = who.get("/api/v1/touches").await.expect(200).json()["data"].as_array().unwrap().clone();
            all.iter().map(|t| (t["kind"].as_str().unwrap().to_owned(), t["by"].as_str().unwrap().to_owned())).collect::<Vec<_>>()
        };
        let told = |kind: &str| (kind.to_owned(), "Test sales".to_owned());
        assert_eq!(read(&w.ada).await, [told("lead_converted"), told("lead_contacted"), told("lead_accepted")]);
        assert_eq!(read(&w.bea).await, []);
    })
    .await;
}

#[tokio::test]
async fn an_introduction_that_the_vendor_asked_for_stands_in_the_journey_and_tells_nothing_of_its_list() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let deal = w.register(&w.amara, "Nordvik Shipping AS", "nordvik-shipping.no", 1_000_000).await;
        t.settle().await;
        let nordic = t.member(Role::PartnerAdmin, w.nordic);
        let list = async |who: &Persona, first: Value| {
            let words = ["Aurora", "Birch", "Cedar", "Dune", "Ember", "Grove", "Heron", "Islet", "Jetty", "Kelp", "Lofoten"];
            let others = words.map(|w| json!({ "name": format!("{w} Dairies AS"), "domain": format!("{}-dairies.no", w.to_lowercase()) }));
            let companies: Vec<Value> = std::iter::once(first).chain(others).collect();
            let body = json!({ "name": "All", "population": "customer", "companies": companies });
            who.json("POST", "/api/v1/account-mapping-lists", &body).await.expect(201).json()["id"].clone()
        };
        let theirs = list(&nordic, json!({ "name": "Nordvik", "domain": "nordvik-shipping.no", "country": "NO" })).await;
        let ours =
            list(&w.mona, json!({ "name": "Nordvik Shipping AS", "domain": "nordvik-shipping.no", "country": "NO", "city": "Bergen" }))
                .await;
        let proposed =
            nordic.json("POST", "/api/v1/account-mappings", &json!({ "level": "owner", "list_ids": [theirs] })).await.expect(201);
        let path = format!("/api/v1/account-mappings/{}", proposed.json()["id"].as_str().unwrap());
        w.mona.json("PUT", &format!("{path}/consent"), &json!({ "level": "owner", "list_ids": [ours] })).await.expect(200);
        t.settle().await;
        // Each asks the other for one; both are given.
        for (asks, gives, name) in [(&w.mona, &nordic, "Nordvik Shipping AS"), (&nordic, &w.mona, "Heron Dairies AS")] {
            let found = asks.get(&format!("{path}/overlaps")).await.expect(200).json();
            let one = found["data"].as_array().unwrap().iter().find(|o| o["our_name"] == name).unwrap_or_else(|| panic!("{found}")).clone();
            let body =
                json!({ "our_list_id": one["our_list_id"], "our_number": one["our_number"], "reason": "We would like to meet them." });
            let asked = asks.json("POST", &format!("{path}/introductions"), &body).await.expect(201).json();
            let answer = format!("{path}/introductions/{}/answer", asked["number"]);
            gives.json("PUT", &answer, &json!({ "verb": "accept", "words": "Call Ingrid on Monday" })).await.expect(200);
        }
        t.settle().await;
        assert_eq!(journey(&w, &deal["account_id"]).await, ["registration", "introduction"]);
        let own = w.read(&w.erik, "/api/v1/touches").await["data"].clone();
        assert_eq!((own.as_array().unwrap().len(), &own[0]["company"], &own[0]["domain"]), (1, &json!("Nordvik"), &json!("")), "{own}");
        assert_eq!((&own[0]["state"], &own[0]["account_id"]), (&json!("recorded"), &Value::Null));
        assert_eq!(listed(&w, &w.amara, "/api/v1/touches", "kind").await, ["registration"]);
        t.assert_audit_whole().await;
    })
    .await;
}
