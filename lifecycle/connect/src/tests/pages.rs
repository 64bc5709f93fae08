//! The pages and the API, as the people who look after connections use them.

use chrono::TimeDelta;
use serde_json::json;
use testkit::each_db;
use work::Role;

use super::{World, stages};
use crate::contract::model::{Mark, System};

#[tokio::test]
async fn an_administrator_connects_tests_pauses_and_removes() {
    each_db(stages, async |t| {
        let w = World::new(&t, System::Odoo).await;
        let ops = w.ops();
        assert!(ops.get("/admin/connections").await.expect(200).text.contains("No connections yet"));
        assert!(ops.get("/admin/connections/new").await.expect(200).text.contains("Salesforce"));
        for system in ["odoo", "salesforce", "hubspot"] {
            ops.get(&format!("/admin/connections/new?system={system}")).await.expect(200);
        }
        let form = |url: &'static str| {
            vec![
                ("system", "odoo"),
                ("name", "CRM Europe"),
                ("url", url),
                ("database", "crm"),
                ("login", "towpath@kestrel.example"),
                ("token", "key-1"),
                ("currency", "EUR"),
                ("stage_qualified", "Qualified"),
                ("stage_proposal", "Proposition"),
                ("stage_negotiation", "Proposition"),
                ("stage_won", "won"),
                ("stage_lost", "lost"),
                ("owner_value", "ours"),
                ("owner_close_on", "latest"),
                ("owner_stage", "latest"),
            ]
        };
        for (url, why) in [
            ("https://10.0.0.8", "private network"),
            ("http://crm.example.com", "https://"),
            ("https://crm.example.com/odoo", "without a path"),
        ] {
            let page = ops.post("/admin/connections", &form(url)).await.expect(422).text;
            assert!(page.contains(why), "{page}");
            assert!(!page.contains("key-1"), "a secret is never shown again");
        }
        let url: &'static str = Box::leak(w.crm.url.clone().into_boxed_str());
        let made = ops.post("/admin/connections", &form(url)).await.expect(303);
        let place = made.location().to_owned();
        assert!(ops.get(&place).await.expect(200).text.contains("Paused"), "nothing goes over before it was tested");
        let tested = ops.post(&format!("{place}/tests"), &[]).await.expect(200).text;
        assert!(tested.contains("Everything is there") && tested.contains("crm.lead: create"), "{tested}");
        w.crm.forbid(Some("crm.lead: create"));
        assert!(ops.post(&format!("{place}/tests"), &[]).await.expect(200).text.contains("Something is missing"));
        w.crm.forbid(None);
        ops.get(&format!("{place}/edit")).await.expect(200);
        let mut changed = form(url);
        changed.retain(|(name, _)| *name != "token");
        changed.push(("version", "1"));
        ops.post(&format!("{place}/edit"), &changed).await.expect(303);
        ops.post(&format!("{place}/edit"), &changed).await.expect(412);

        ops.post(&format!("{place}/pause/end"), &[]).await.expect(303);
        let deal = w.deal("Nordvik Shipping AS");
        ops.post(&format!("{place}/pause"), &[]).await.expect(303);
        w.approve(deal).await;
        w.settle().await;
        assert_eq!(w.crm.deals(), Vec::<String>::new(), "a paused connection tells nothing");
        ops.post(&format!("{place}/pause/end"), &[]).await.expect(303);
        w.settle().await;
        assert_eq!(w.crm.deals().len(), 1, "what happened meanwhile is told");

        let id = place.rsplit('/').next().unwrap().to_owned();
        let records = ops.get(&format!("/api/v1/connections/{id}/records?state=synced")).await.expect(200).json();
        let record = records["data"][0]["id"].as_str().unwrap().to_owned();
        assert!(ops.get(&place).await.expect(200).text.contains("Nordvik Shipping AS"));
        let page = ops.get(&format!("{place}/records/{record}")).await.expect(200).text;
        assert!(page.contains("Made in the CRM") && page.contains("€28,450"), "{page}");
        ops.post(&format!("{place}/records/{record}/replay"), &[]).await.expect(303);
        w.settle().await;
        let rehearsed = ops.post(&format!("{place}/records/{record}/rehearsal"), &[]).await.expect(200).text;
        assert!(rehearsed.contains("Nothing: both sides agree"), "{rehearsed}");
        ops.get(&format!("{place}/conflicts")).await.expect(200);
        assert!(ops.get(&format!("{place}/conflicts")).await.expect(200).text.contains("Nothing to decide"));
        ops.post(&format!("{place}/removal"), &[]).await.expect(303);
        ops.get(&place).await.expect(404);
        assert_eq!(w.crm.deals().len(), 1, "the other side keeps its record");
        assert_eq!(w.app.catalogs().unknown(), Vec::<String>::new());
        let problems: Vec<String> = w.app.catalogs().check().iter().map(ToString::to_string).collect();
        assert_eq!(problems, Vec::<String>::new());
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn a_conflict_is_settled_on_its_page() {
    each_db(stages, async |t| {
        let w = World::new(&t, System::Odoo).await;
        let connection = w.connect().await;
        let deal = w.deal("Stubborn");
        w.approve(deal).await;
        w.settle().await;
        w.pass(TimeDelta::minutes(1)).await;
        w.they_set_stage(Mark::Won);
        w.pass(TimeDelta::minutes(1)).await;
        let ops = w.ops();
        let place = format!("/admin/connections/{}", connection.id);
        assert!(ops.get(&place).await.expect(200).text.contains("One value waits for a choice"));
        let open = ops.get(&format!("/api/v1/connections/{}/conflicts", connection.id)).await.expect(200).json();
        let conflict = open["data"][0]["id"].as_str().unwrap().to_owned();
        let page = format!("{place}/conflicts/{conflict}");
        assert!(ops.get(&page).await.expect(200).text.contains("Which one counts?"));
        ops.post(&page, &[("side", "ours"), ("reason", "")]).await.expect(422);
        ops.post(&page, &[("side", "nobody"), ("reason", "Because")]).await.expect(422);
        ops.post(&page, &[("side", "ours"), ("reason", "The customer has not signed")]).await.expect(303);
        assert!(ops.get(&page).await.expect(200).text.contains("Ours was chosen"));
        let again = json!({ "side": "ours", "reason": "Once more" });
        ops.json("PUT", &format!("/api/v1/connections/{}/conflicts/{conflict}/choice", connection.id), &again).await.expect(409);
        w.settle().await;
        w.assert_synced(connection.id, deal).await;
        assert_eq!(w.app.catalogs().unknown(), Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn the_api_does_what_the_pages_do_and_shows_no_secret() {
    each_db(stages, async |t| {
        let w = World::new(&t, System::Salesforce).await;
        let ops = w.ops();
        let body = json!({
            "name": "Sales cloud", "system": "salesforce", "url": w.crm.url, "client_id": "app-1", "client_secret": "secret-1",
            "token": "refresh-1",
        });
        let made = ops.json("POST", "/api/v1/connections", &body).await.expect(201);
        assert!(!made.text.contains("refresh-1") && !made.text.contains("secret-1"), "{}", made.text);
        let made = made.json();
        let place = format!("/api/v1/connections/{}", made["id"].as_str().unwrap());
        assert_eq!((&made["stages"]["won"], &made["state"]), (&json!("Closed Won"), &json!("paused")));
        ops.json("DELETE", &format!("{place}/pause"), &json!(null)).await.expect(200);
        assert_eq!(ops.json("POST", &format!("{place}/tests"), &json!(null)).await.expect(200).json()["good"], true);
        ops.json_with("PUT", &place, &body, &[("if-match", "\"9\"")]).await.expect(412);
        let other = json!({ "name": "X", "system": "hubspot", "url": w.crm.url, "token": "t" });
        ops.json("PUT", &place, &other).await.expect(409);
        ops.json("POST", "/api/v1/connections", &json!({ "name": "X", "system": "siebel", "url": "https://a.example" })).await.expect(422);
        let deal = w.deal("Nordvik Shipping AS");
        w.approve(deal).await;
        w.settle().await;
        let records = ops.get(&format!("{place}/records")).await.expect(200).json();
        let record = format!("{place}/records/{}", records["data"][0]["id"].as_str().unwrap());
        assert_eq!(ops.get(&record).await.expect(200).json()["state"], "synced");
        let rehearsal = ops.json("POST", &format!("{record}/rehearsal"), &json!(null)).await.expect(200).json();
        assert_eq!(rehearsal["would"], "nothing", "{rehearsal}");
        assert_eq!(ops.json("POST", &format!("{record}/replay"), &json!(null)).await.expect(202).json()["state"], "waiting");
        ops.get(&format!("{place}/records?state=odd")).await.expect(422);
        ops.json("POST", &format!("{place}/pause"), &json!(null)).await.expect(200);
        ops.json("POST", &format!("{place}/pause"), &json!(null)).await.expect(409);
        ops.json("POST", &format!("{record}/replay"), &json!(null)).await.expect(409);
        ops.json("DELETE", &format!("{place}/pause"), &json!(null)).await.expect(200);
        ops.json("DELETE", &place, &json!(null)).await.expect(204);
        ops.get(&place).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn others_see_nothing_of_it_and_change_nothing() {
    each_db(stages, async |t| {
        let w = World::new(&t, System::Odoo).await;
        let connection = w.connect().await;
        let partner = uuid::Uuid::from_u128(1).into();
        for who in [t.staff(Role::ChannelManager), t.staff(Role::Auditor), t.member(Role::PartnerAdmin, partner), t.anyone()] {
            for path in ["/api/v1/connections".to_owned(), format!("/api/v1/connections/{}", connection.id)] {
                let status = who.get(&path).await.status.as_u16();
                assert!(matches!(status, 401 | 403), "{path}: {status}");
            }
            let status = who.json("DELETE", &format!("/api/v1/connections/{}", connection.id), &json!(null)).await.status.as_u16();
            assert!(matches!(status, 401 | 403), "{status}");
        }
        w.connection(connection.id).await;
    })
    .await;
}
