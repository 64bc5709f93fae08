//! What stands around a deal: its files, its owners, how it began, and who held it.

use chrono::TimeDelta;
use serde_json::{Value, json};
use testkit::{Persona, each_db};
use work::Role;

use super::world::{World, id_of, path_of, stages};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\n%%EOF\n";

/// A colleague who sells for Brightpath.
async fn colleague(w: &World) -> Persona {
    let (test, partner) = (w.test.clone(), w.brightpath);
    let new = &identity::NewUser {
        email: "bela@brightpath.example".to_owned(),
        name: "Béla Kovács".to_owned(),
        roles: vec![Role::Sales],
        partner: Some(partner),
        org: "Brightpath".to_owned(),
        locale: "en".to_owned(),
        zone: "Europe/Berlin".to_owned(),
    };
    let user = test.system(|work| async move { identity::add_active(&work, new, None, None).await }).await.unwrap();
    w.test.member(Role::Sales, partner).as_user(user)
}

#[tokio::test]
async fn files_are_seen_by_the_partner_and_the_vendor_and_what_was_handed_in_stays() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let mut body = w.body("Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000);
        body["draft"] = json!(true);
        body.as_object_mut().unwrap().remove("partner_id");
        let draft = w.amara.json("POST", "/api/v1/deals", &body).await.expect(201).json();
        let (id, path) = (id_of(&draft), path_of(&draft));
        let files = format!("{path}/files");
        let names = |found: Value| found.as_array().unwrap().iter().map(|f| f["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
        let evidence = w.amara.upload(&files, &[("paper", "evidence")], &[("file", "meeting.pdf", PDF)]).await.expect(201);
        let place = evidence.location().to_owned();
        assert_eq!((evidence.json()["handed_in"].clone(), evidence.json()["size"].clone()), (json!(false), json!(PDF.len())));
        // A draft is its partner's own, with its files.
        for other in [&w.jonas, &w.erik] {
            other.get(&place).await.expect(404);
            other.get(&files).await.expect(404);
        }
        // What is no document, too much, or for nothing known is not taken.
        for (paper, bytes) in [("evidence", &b"<html><script>x</script></html>"[..]), ("evidence", b""), ("sonnet", PDF)] {
            w.amara.upload(&files, &[("paper", paper)], &[("file", "x.html", bytes)]).await.expect(422);
        }
        w.amara.upload(&files, &[("internal", "1")], &[("file", "x.pdf", PDF)]).await.expect(403);
        w.erik.upload(&files, &[], &[("file", "x.pdf", PDF)]).await.expect(404);
        w.auditor.upload(&files, &[], &[("file", "x.pdf", PDF)]).await.expect(403);
        assert_eq!(names(w.read(&w.amara, &files).await), ["meeting.pdf"]);
        // Handed in, it stays; what comes later can go again, by the side that attached it.
        w.amara.json("POST", &format!("{path}/submission"), &json!({})).await.expect(200);
        assert_eq!(w.amara.json("DELETE", &place, &json!({})).await.expect(409).json()["code"], "deal.handed_in");
        let later = w.amara.upload(&format!("/deals/{id}/files"), &[("paper", "other")], &[("file", "plan.pdf", PDF)]).await.expect(303);
        assert_eq!(later.location(), format!("/deals/{id}"));
        w.jonas.upload(&files, &[("internal", "1")], &[("file", "margin.pdf", PDF)]).await.expect(201);
        w.jonas.upload(&files, &[], &[("file", "offer.pdf", PDF)]).await.expect(201);
        assert_eq!(names(w.read(&w.amara, &files).await), ["meeting.pdf", "plan.pdf", "offer.pdf"]);
        assert_eq!(names(w.read(&w.jonas, &files).await), ["meeting.pdf", "plan.pdf", "margin.pdf", "offer.pdf"]);
        let all = w.read(&w.jonas, &files).await;
        let of = |name: &str| {
            let file = all.as_array().unwrap().iter().find(|f| f["name"] == name).unwrap();
            format!("{files}/{}", file["id"].as_str().unwrap())
        };
        w.amara.get(&of("margin.pdf")).await.expect(404);
        w.erik.get(&of("plan.pdf")).await.expect(404);
        let bytes = w.jonas.get(&of("plan.pdf")).await.expect(200);
        assert_eq!(bytes.headers["content-disposition"], "attachment; filename=\"plan.pdf\"");
        assert_eq!((bytes.headers["content-type"].to_str().unwrap(), bytes.text.as_bytes()), ("application/pdf", PDF));
        w.jonas.json("DELETE", &of("plan.pdf"), &json!({})).await.expect(403);
        w.amara.json("DELETE", &of("offer.pdf"), &json!({})).await.expect(403);
        w.amara.json("DELETE", &of("plan.pdf"), &json!({})).await.expect(204);
        // A file is asked for under its own deal only.
        let other = w.register(&w.amara, "Castellan Bank", "castellan-bank.com", 4_500_000).await;
        let astray = of("meeting.pdf").replace(&id.to_string(), &id_of(&other).to_string());
        w.amara.get(&astray).await.expect(404);
        // The page of the partner says nothing of what staff keep to themselves, nor does its history.
        let page = w.amara.get(&format!("/deals/{id}")).await.expect(200).text;
        assert!(page.contains("meeting.pdf") && page.contains("Handed in with the registration") && !page.contains("margin.pdf"));
        assert!(page.contains("How it began") && !page.contains("⟦"));
        assert_eq!(page.matches("attached a file").count(), 3, "two of its own and one of the vendor");
        let said = test.audited().await;
        assert_eq!(said.iter().filter(|a| a.starts_with("deal.") && a.contains("file")).count(), 5);
        test.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn co_owners_are_told_and_find_the_deal_among_their_own() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let bela = colleague(&w).await;
        let deal = w.register(&w.amara, "Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000).await;
        let (id, path) = (id_of(&deal), path_of(&deal));
        w.test.settle().await;
        let user = |p: &Persona| json!({ "user_id": p.actor.user.unwrap() });
        let mine = || async { w.read(&bela, "/api/v1/deals?mine=true").await["data"].as_array().unwrap().len() };
        assert_eq!(mine().await, 0);
        // Only who sells for the partner can own its deal.
        for stranger in [&w.erik, &w.jonas] {
            w.amara.json("POST", &format!("{path}/co-owners"), &user(stranger)).await.expect(404);
        }
        w.erik.json("POST", &format!("{path}/co-owners"), &user(&bela)).await.expect(404);
        let owner = bela.actor.user.unwrap().to_string();
        w.amara.post(&format!("/deals/{id}/owners"), &[("user", &owner)]).await.expect(303);
        let again = w.amara.json("POST", &format!("{path}/co-owners"), &user(&bela)).await.expect(200).json();
        assert_eq!((again.as_array().unwrap().len(), again[0]["name"].clone()), (1, json!("Béla Kovács")));
        w.test.settle().await;
        assert_eq!((mine().await, w.notices(&bela).await), (1, vec!["deal.co_owner".to_owned()]));
        // Told like the owner of what falls due, with a link of its own.
        w.pass(TimeDelta::days(61)).await;
        assert!(w.mail("bela@brightpath.example", "deal.reminder").await.unwrap().starts_with("/deal-updates/"));
        assert!(bela.get(&format!("/deals/{id}")).await.expect(200).text.contains("Owns it too"));
        w.amara.json("DELETE", &format!("{path}/co-owners/{owner}"), &json!({})).await.expect(204);
        w.amara.json("DELETE", &format!("{path}/co-owners/{owner}"), &json!({})).await.expect(404);
        assert_eq!(mine().await, 0);
    })
    .await;
}

#[tokio::test]
async fn who_held_a_deal_on_any_day_is_shown_with_the_decision() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let bela = colleague(&w).await;
        let deal = w.register(&w.amara, "Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000).await;
        let (id, path) = (id_of(&deal), path_of(&deal));
        w.test.settle().await;
        let first = w.read(&w.jonas, &format!("{path}/first-claim")).await;
        assert_eq!((first["by_name"].clone(), first["value_minor"].clone()), (json!("Test sales"), json!(4_500_000)));
        w.test.advance(TimeDelta::days(10));
        // What is written later changes nothing of how it began.
        w.amara.json("PATCH", &path, &json!({ "need": "Now they want everything at once.", "next_step": "Demo" })).await.expect(200);
        let body = json!({ "deal_ids": [deal["id"]], "change": { "action": "assign", "user_id": bela.actor.user.unwrap() } });
        assert_eq!(w.jonas.json("POST", "/api/v1/deal-batches", &body).await.expect(200).json()["outcomes"][0]["done"], true);
        assert_eq!(w.read(&w.jonas, &format!("{path}/first-claim")).await, first);
        w.test.settle().await;
        assert_eq!(w.notices(&bela).await, ["deal.assigned"]);
        w.test.advance(TimeDelta::days(10));
        w.amara.json("POST", &format!("{path}/win"), &json!({ "won_on": "2026-12-08" })).await.expect(200);
        let holder = |at: &'static str| {
            let (w, path) = (&w, format!("{path}/holder?at={at}"));
            async move { w.read(&w.jonas, &path).await }
        };
        let before = holder("2026-11-20T12:00:00Z").await;
        let says = (before["owner_name"].clone(), before["protected"].clone(), before["decision"]["clauses"].clone());
        assert_eq!(says, (json!("Test sales"), json!(true), json!(["protection", "automatic"])));
        let after = holder("2026-12-01T12:00:00Z").await;
        assert_eq!((after["owner_name"].clone(), after["protected"].clone()), (json!("Béla Kovács"), json!(true)));
        assert_eq!(holder("2026-12-09T12:00:00Z").await["protected"], false, "it was won");
        w.jonas.get(&format!("{path}/holder?at=2026-11-01T12:00:00Z")).await.expect(404);
        w.erik.get(&format!("{path}/holder")).await.expect(404);
        let page = w.amara.get(&format!("/deals/{id}?at=2026-11-20")).await.expect(200).text;
        assert!(page.contains("The rules approved it at once") && page.contains("Rules of engagement") && !page.contains("⟦"));
        assert!(w.amara.get(&format!("/deals/{id}?at=2020-01-01")).await.expect(200).text.contains("it was not begun yet"));
    })
    .await;
}

#[tokio::test]
async fn the_calendar_and_the_estimate_are_asked_for_by_programs_too() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        w.register(&w.amara, "Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000).await;
        let falls = |who: &Persona, span: &str| {
            let (who, path) = (who.clone(), format!("/api/v1/deal-calendar?{span}"));
            async move {
                let found = who.get(&path).await.expect(200).json();
                found["items"].as_array().unwrap().iter().map(|i| format!("{} {}", i["on"], i["what"])).collect::<Vec<_>>()
            }
        };
        let feb = "from=2027-02-01&until=2027-03-01";
        assert_eq!(falls(&w.amara, feb).await, ["\"2027-02-15\" \"close\"", "\"2027-02-16\" \"expiry\""]);
        assert!(falls(&w.erik, feb).await.is_empty() && falls(&w.amara, "from=2027-02-17&until=2027-03-01").await.is_empty());
        for wrong in
            ["from=2027-02-01&until=2027-02-01", "from=2027-01-01&until=2027-12-01", "from=9999-01-01&until=9999-01-02", "from=2027-02-01"]
        {
            w.amara.get(&format!("/api/v1/deal-calendar?{wrong}")).await.expect(422);
        }
        let body = json!({ "lines": [{ "product_id": w.route, "amount_minor": 100_000 }], "currency": "EUR" });
        let none = w.amara.json("POST", "/api/v1/deal-estimates", &body).await.expect(200).json();
        assert_eq!(none["earning_minor"], Value::Null, "no stage pays here");
        w.jonas.json("POST", "/api/v1/deal-estimates", &body).await.expect(422);
        w.auditor.json("POST", "/api/v1/deal-estimates", &body).await.expect(403);
    })
    .await;
}
