use serde_json::{Value, json};
use testkit::each_db;
use work::Role;

use super::world::{LISTS, MAPS, World, agree, companies, list, overlaps, propose, stages, terms};
use crate::tests::{company, create, speak};

fn names(result: &Value, field: &str) -> Vec<String> {
    result["data"].as_array().unwrap().iter().map(|o| o[field].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn two_sides_agree_and_see_their_overlaps_and_new_companies_as_they_come() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let path = w.agreed(&t, "owner", "owner").await;
        for (side, other) in [(&w.bright, "Vendor Person"), (&w.vendor, "Bright Person")] {
            let found = overlaps(&side.who, &path).await;
            assert_eq!(found["level"], "owner");
            assert_eq!(found["is_running"], false);
            assert_eq!(found["counts"].as_array().unwrap().len(), 1);
            assert_eq!(found["counts"][0]["at_least"], 5);
            assert_eq!(names(&found, "their_owner"), vec![other; 7]);
        }
        let found = overlaps(&w.bright.who, &path).await;
        assert_eq!(names(&found, "our_name")[0], "Aurora Shipping AS");
        assert_eq!(names(&found, "their_name")[0], "Aurora Shipping");
        assert_eq!((&found["data"][0]["our_population"], &found["data"][0]["their_population"]), (&json!("prospect"), &json!("customer")));

        // A list that changes: one company comes, one goes, the others are not looked at again.
        let mut changed = companies("Bright", 8);
        changed.retain(|c| c["name"] != "Nordvik Shipping AS");
        let body = json!({ "name": "Prospects", "population": "prospect", "companies": changed });
        w.bright.who.json("PUT", &format!("{LISTS}/{}", w.bright.list), &body).await.expect(200);
        let shared = companies("Vendor", 8);
        let body = json!({ "name": "Customers", "population": "customer", "companies": shared });
        w.vendor.who.json("PUT", &format!("{LISTS}/{}", w.vendor.list), &body).await.expect(200);
        t.settle().await;
        let found = names(&overlaps(&w.vendor.who, &path).await, "our_name");
        assert!(
            found.len() == 7 && found.contains(&"Tromso Shipping".to_owned()) && !found.contains(&"Nordvik Shipping".to_owned()),
            "{found:?}"
        );

        // Withdrawn, everything is gone at once, for both; agreed again, it is found anew under a new version.
        let consent = format!("{path}/consent");
        w.vendor.who.json("DELETE", &consent, &Value::Null).await.expect(204);
        for side in [&w.bright, &w.vendor] {
            assert_eq!(
                overlaps(&side.who, &path).await,
                json!({ "level": null, "is_running": false, "counts": [], "data": [], "next": null })
            );
        }
        agree(&w.vendor, &path, "name").await;
        t.settle().await;
        let map = w.vendor.who.get(&path).await.expect(200).json();
        assert_eq!((&map["ours"]["version"], &map["level"], &map["with"]), (&json!(2), &json!("name"), &json!("Brightpath Systems")));
        assert_eq!(names(&overlaps(&w.bright.who, &path).await, "their_owner"), [""; 7]);

        // A list that is removed takes what was found with it.
        w.bright.who.json("DELETE", &format!("{LISTS}/{}", w.bright.list), &Value::Null).await.expect(204);
        assert_eq!(overlaps(&w.vendor.who, &path).await["data"], json!([]));
        let audited = t.audited().await;
        for action in
            ["mapping.proposed", "mapping.agreed", "mapping.withdrawn", "mapping.seen", "mapping.list_saved", "mapping.list_removed"]
        {
            assert!(audited.iter().any(|a| a.contains(action)), "{action}: {audited:?}");
        }
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn two_partners_meet_by_a_code() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let body = json!({ "invite": true, "level": "name", "list_ids": [w.bright.list] });
        let made = w.bright.who.json("POST", MAPS, &body).await.expect(201).json();
        let path = format!("{MAPS}/{}", made["id"].as_str().unwrap());
        let join = |code: &str| json!({ "code": code, "level": "owner", "list_ids": [w.nordic.list] });
        let code = made["code"].as_str().unwrap();
        let joined = format!("{MAPS}/joined");
        w.nordic.who.json("POST", &joined, &join("nothing")).await.expect(422);
        w.vendor.who.json("POST", &joined, &json!({ "code": code, "level": "name", "list_ids": [w.vendor.list] })).await.expect(422);
        w.nordic.who.json("POST", &joined, &join(code)).await.expect(200);
        // A code lets one in, once.
        let late = json!({ "code": code, "level": "name", "list_ids": [list(&w.stranger, "customer", &companies("Vista", 0)).await] });
        w.stranger.json("POST", &joined, &late).await.expect(422);
        t.settle().await;
        let found = overlaps(&w.nordic.who, &path).await;
        assert_eq!((found["level"].as_str(), names(&found, "their_name").len()), (Some("name"), 7));
        // The vendor has no part in it.
        w.vendor.who.get(&path).await.expect(404);
        assert_eq!(w.vendor.who.get(MAPS).await.expect(200).json(), json!({ "data": [] }));
    })
    .await;
}

#[tokio::test]
async fn what_is_not_the_own_or_asks_name_by_name_is_refused() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let ask = async |body: Value| w.bright.who.json("POST", MAPS, &body).await.expect(422).json()["errors"][0]["code"].clone();
        let few = list(&w.bright.who, "customer", &companies("Bright", 0)[..9]).await;
        let with = |list: &str| json!({ "level": "name", "list_ids": [list] });
        assert_eq!(ask(with(&few)).await, "mapping.too_few");
        // Another side's list looks like one that is not there.
        assert_eq!(ask(with(&w.vendor.list)).await, "mapping.lists");
        for partner in [w.nordic_id.to_string(), w.nordic.list.replace("amls_", "ptn_")] {
            let mut body = with(&w.bright.list);
            body["partner_id"] = json!(partner);
            assert_eq!(ask(body).await, "mapping.with");
        }
        let id = propose(&w.bright, "name").await;
        let again = w.bright.who.json("POST", MAPS, &terms(&w.bright, "name")).await.expect(409).json();
        assert_eq!(again["code"], "mapping.exists", "{again}");
        // Two lists and a proposal were three changes; after three more the day is over.
        let path = format!("{MAPS}/{id}");
        for _ in 0..3 {
            agree(&w.bright, &path, "name").await;
        }
        let body = terms(&w.bright, "owner");
        let limit = w.bright.who.json("PUT", &format!("{path}/consent"), &body).await;
        assert!(limit.text.contains("mapping.changes"), "{}", limit.text);
        assert_eq!(w.bright.who.get(&path).await.expect(200).json()["ours"]["level"], "name", "nothing changed");
        t.clock.advance(chrono::TimeDelta::days(1));
        w.bright.who.json("PUT", &format!("{path}/consent"), &body).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn the_vendor_takes_a_list_from_its_accounts() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        for n in 0..11 {
            let name = format!("Harbor {}", ["Elm", "Oak", "Ash", "Fir", "Yew", "Box", "Bay", "Fig", "Gum", "Nut", "Rye"][n]);
            create(&t, crate::Details { lifecycle_stage: "Customer".to_owned(), ..company(&name, "", "NO") }).await;
        }
        create(&t, company("No stage", "", "NO")).await;
        let body = json!({ "name": "From the CRM", "population": "customer", "stage": "customer" });
        w.bright.who.json("POST", LISTS, &body).await.expect(422);
        let made = w.vendor.who.json("POST", LISTS, &body).await.expect(201).json();
        t.settle().await;
        let lists = w.vendor.who.get(LISTS).await.expect(200).json();
        let filled = lists["data"].as_array().unwrap().iter().find(|l| l["id"] == made["id"]).unwrap();
        assert_eq!((&filled["companies"], &filled["stage"]), (&json!(11), &json!("customer")));
    })
    .await;
}

#[tokio::test]
async fn both_sides_do_it_on_pages_and_are_told() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        for who in [&w.vendor.who, &w.stranger] {
            assert!(who.get("/mapping").await.expect(200).text.contains("Nothing is compared yet"));
        }
        speak(&w.stranger, &["/mapping", "/mapping/new", "/mapping/join", "/mapping/lists/new"]).await;
        speak(&w.vendor.who, &["/mapping", "/mapping/new", "/mapping/lists/new", &format!("/mapping/lists/{}", w.vendor.list)]).await;
        let csv = (0..10).fold("name;domain\n".to_owned(), |all, n| all + &format!("Upload {n};upload-{n}.com\n"));
        let upload = async |file: &[u8]| {
            w.stranger.upload("/mapping/lists", &[("name", "Ours"), ("population", "customer")], &[("file", "ours.csv", file)]).await
        };
        upload(b"name\n\n").await.expect(422);
        upload(csv.as_bytes()).await.expect(303);
        assert!(w.stranger.get("/mapping").await.expect(200).text.contains("10 companies"));

        let form = [("with", "vendor"), ("level", "name"), ("lists", w.bright.list.as_str())];
        let bad = w.bright.who.post("/mapping", &[("with", "vendor"), ("level", "name")]).await.expect(422).text;
        assert!(bad.contains("Choose one or more of your own lists."), "{bad}");
        let made = w.bright.who.post("/mapping", &form).await.expect(303);
        let page = made.location().to_owned();
        assert!(w.bright.who.get(&page).await.expect(200).text.contains("has not agreed yet"));
        let asked = w.vendor.who.get(&page).await.expect(200).text;
        assert!(asked.contains("Brightpath Systems has agreed and waits for you") && !asked.contains("Bright Amber"), "{asked}");
        let lists = w.vendor.list.as_str();
        w.vendor.who.post(&format!("{page}/consent"), &[("level", "owner"), ("lists", lists)]).await.expect(303);
        t.settle().await;
        let result = w.vendor.who.get(&page).await.expect(200).text;
        for text in ["At least 5", "Aurora Shipping AS", "Prospects", "Withdraw"] {
            assert!(result.contains(text), "{text}: {result}");
        }
        assert!(!result.contains("Bright Person"), "names only: {result}");
        speak(&w.vendor.who, &[&page]).await;
        speak(&w.bright.who, &[&page, "/mapping"]).await;
        let seller = t.member(Role::Sales, w.bright_id);
        assert!(!seller.get(&page).await.expect(200).text.contains("Withdraw"));
        seller.post(&format!("{page}/withdrawal"), &[]).await.expect(403);
        w.bright.who.post(&format!("{page}/withdrawal"), &[]).await.expect(303);
        let gone = w.vendor.who.get(&page).await.expect(200).text;
        assert!(!gone.contains("Aurora Shipping AS"), "{gone}");

        let code = w.bright.who.post("/mapping", &[("with", "invited"), form[1], form[2]]).await.expect(200).text;
        let code = code.split("value=\"").find_map(|p| p.split('"').next().filter(|c| c.len() == 24)).unwrap().to_owned();
        let form = [("code", code.as_str()), ("level", "count"), ("lists", w.nordic.list.as_str())];
        let joined = w.nordic.who.post("/mapping/join", &form).await.expect(303).location().to_owned();
        t.settle().await;
        let counted = w.nordic.who.get(&joined).await.expect(200).text;
        assert!(counted.contains("At least 5") && !counted.contains("Aurora"), "{counted}");
        w.bright.who.post(&format!("/mapping/lists/{}/removal", w.bright.list), &[]).await.expect(303);
        t.assert_audit_whole().await;
    })
    .await;
}
