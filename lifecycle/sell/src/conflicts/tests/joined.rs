//! Cases that become one, and accounts that become one.

use chrono::TimeDelta;
use serde_json::{Value, json};
use testkit::each_db;

use super::world::{World, only_case, path_of, stages};

async fn merge(w: &World, survivor: &Value, absorbed: &Value) -> Value {
    let path = format!("/api/v1/accounts/{}/merges", survivor["account_id"].as_str().unwrap());
    let body = json!({ "absorbed_id": absorbed["account_id"], "reason": "One company." });
    w.mona.json("POST", &path, &body).await.expect(201).json()
}

async fn open(w: &World) -> Vec<Value> {
    w.read(&w.jonas, "/api/v1/conflicts?state=open").await["data"].as_array().unwrap().clone()
}

#[tokio::test]
async fn two_open_cases_that_one_registration_touches_become_one() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let terms = async |days: i64| {
            let mut terms = w.read(&w.mona, "/api/v1/deal-terms").await["terms"].clone();
            terms["disputes"]["ruling_days"] = json!(days);
            w.mona.json("PUT", "/api/v1/deal-terms", &terms).await.expect(200);
        };
        terms(10).await;
        let first = w.register(&w.amara, "Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000).await;
        w.register(&w.erik, "NORDVIK Shipping", "nordvik-shipping.no", 3_000_000).await;
        terms(2).await;
        test.advance(TimeDelta::hours(1));
        let second = w.register(&w.amara, "Kvitfjell Resort", "kvitfjell.no", 4_500_000).await;
        w.register(&w.erik, "Kvitfjell Resort", "kvitfjell.no", 3_000_000).await;
        test.settle().await;
        let cases = open(&w).await;
        let [young, old] = cases.as_slice() else { panic!("{cases:?}") };
        assert!(young["decide_by"].as_str() < old["decide_by"].as_str());
        let (young, old) = (young["id"].as_str().unwrap(), old["id"].as_str().unwrap());
        let path = |id: &str| format!("/api/v1/conflicts/{id}");
        for (who, words) in [(&w.amara, "Heron met them."), (&w.erik, "Osprey was invited.")] {
            who.json("POST", &format!("{}/statements", path(young)), &json!({ "body": words })).await.expect(201);
        }
        let due = w.read(&w.jonas, &path(young)).await["decide_by"].clone();

        // One company after all: what is registered next meets both.
        merge(&w, &first, &second).await;
        let third = w.register(&w.erik, "Nordvik Shipping A.S.", "nordvik-shipping.no", 2_000_000).await;
        assert_eq!(third["state"], "in_review");
        test.settle().await;
        assert_eq!(open(&w).await.len(), 1);
        let one = w.read(&w.jonas, &path(old)).await;
        assert_eq!((one["sides"].as_array().unwrap().len(), &one["decide_by"], &one["joined_ids"]), (5, &due, &json!([young])));
        let gone = w.read(&w.jonas, &path(young)).await;
        assert_eq!((gone["state"].as_str(), gone["ended"].as_str(), &gone["joined_to_id"]), (Some("dropped"), Some("joined"), &json!(old)));
        assert!(w.notices(&w.jonas).await.contains(&"conflict.merged".to_owned()));
        // Words stay with their side; who follows the old address is led to the case that is left.
        for (who, own, foreign) in [(&w.amara, "Heron", "Osprey"), (&w.erik, "Osprey", "Heron")] {
            let read = who.get(&path(old)).await.expect(200).text;
            assert!(read.contains(own) && !read.contains(foreign) && !read.contains(young), "{read}");
            who.get(&path(young)).await.expect(404);
            let led = who.get(&format!("/conflicts/{young}")).await.expect(303);
            assert_eq!(led.location(), format!("/conflicts/{old}"));
        }
        assert!(w.jonas.get(&format!("/conflicts/{old}")).await.expect(200).text.contains("A conflict became one with this"));
        // Ruled once, for all five.
        w.jonas.json("POST", &format!("{}/ruling", path(old)), &json!({})).await.expect(200);
        assert_eq!(w.read(&w.jonas, &path_of(&third)).await["state"], "rejected");
        test.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn accounts_that_become_one_and_were_both_protected_are_a_case_until_they_are_two_again() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let first = w.register(&w.amara, "Solvang Dairies", "solvang.no", 4_500_000).await;
        test.advance(TimeDelta::hours(1));
        let second = w.register(&w.erik, "Kvitfjell Resort", "kvitfjell.no", 4_500_000).await;
        assert_eq!((first["state"].as_str(), second["state"].as_str()), (Some("approved"), Some("approved")));
        let made = merge(&w, &first, &second).await;
        test.settle().await;
        let case = only_case(&w, &w.jonas).await;
        let path = format!("/api/v1/conflicts/{case}");
        let seen = w.read(&w.jonas, &path).await;
        assert_eq!((seen["trigger"].as_str(), seen["sides"].as_array().unwrap().len()), (Some("merge"), 2));
        for who in [&w.amara, &w.erik] {
            assert!(w.notices(who).await.contains(&"conflict.joined".to_owned()));
        }
        let undo = format!("/api/v1/account-merges/{}/reversal", made["id"].as_str().unwrap());
        w.mona.json("POST", &undo, &json!({ "reason": "Two after all." })).await.expect(200);
        let ended = w.read(&w.jonas, &path).await;
        assert_eq!((ended["state"].as_str(), ended["ended"].as_str()), (Some("dropped"), Some("unmerged")));

        // Merged again, and ruled: who is confirmed keeps it, the other is released.
        merge(&w, &first, &second).await;
        test.settle().await;
        let again = open(&w).await[0]["id"].as_str().unwrap().to_owned();
        let ruled = w.jonas.json("POST", &format!("/api/v1/conflicts/{again}/ruling"), &json!({})).await.expect(200).json();
        assert_eq!(ruled["rulings"][0]["clause"], "protection", "{ruled}");
        assert_eq!(w.read(&w.jonas, &path_of(&second)).await["state"], "released");
        test.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_protected_under_an_account_that_was_merged_away_is_protected_under_the_one_that_stays() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let held = w.register(&w.amara, "Solvang Dairies", "solvang.no", 4_500_000).await;
        let other = json!({ "name": "Kvitfjell Resort", "country": "NO", "domain": "kvitfjell.no" });
        let other = w.mona.json("POST", "/api/v1/accounts", &other).await.expect(201).json();
        merge(&w, &json!({ "account_id": other["id"] }), &held).await;
        assert_eq!(w.read(&w.jonas, "/api/v1/conflicts").await["data"], json!([]), "one protection is no conflict");
        let late = w.register(&w.erik, "Kvitfjell Resort", "kvitfjell.no", 3_000_000).await;
        assert_eq!((late["state"].as_str(), late["overlap"].as_bool()), (Some("in_review"), Some(true)));
        // Nor does a person approve over it by oversight: the names differ, the account is one.
        let approval = format!("{}/approval", path_of(&late));
        let told = w.jonas.json("POST", &approval, &json!({ "note": "" })).await.expect(409).json();
        assert_eq!(told["code"], "deal.protected_by_other");
        w.jonas.json("POST", &approval, &json!({ "note": "Another site.", "separate": true })).await.expect(200);
    })
    .await;
}
