//! A lead that was given is a claim: what a registration of another partner runs into.

use chrono::TimeDelta;
use serde_json::{Value, json};
use testkit::{Persona, each_db};

use super::world::{World, path, stages};

/// A registration that nothing but a claim keeps from being approved at once.
async fn register(w: &World, who: &Persona, company: &str, domain: &str) -> Value {
    let products = who.get("/api/v1/products").await.expect(200).json();
    let route = products["data"].as_array().or_else(|| products.as_array()).unwrap()[0]["id"].clone();
    let deal = json!({
        "customer": { "company": company, "domain": domain, "country": "DE", "contact_name": "Uwe Kraft", "contact_email": "uwe@customer.example" },
        "need": "They want to replace manual planning before spring.",
        "lines": [{ "product_id": route, "quantity": 1, "amount_minor": 100_000 }],
        "currency": "EUR", "close_on": (w.test.app.now() + TimeDelta::days(60)).date_naive(),
    });
    who.json("POST", "/api/v1/deals", &deal).await.expect(201).json()
}

fn deal(d: &Value) -> String {
    format!("/api/v1/deals/{}", d["id"].as_str().unwrap())
}

/// Who was asked about a lead, and somebody who was not.
async fn sides<'a>(w: &'a World, lead: &Value) -> (&'a Persona, &'a Persona) {
    if w.asked(lead).await == [w.alpha.to_string()] { (&w.ada, &w.bea) } else { (&w.bea, &w.ada) }
}

#[tokio::test]
async fn a_lead_holds_its_customer_while_it_is_offered_or_taken() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let lead = w.capture("Isar Logistik GmbH", "isar-logistik.example").await;
        assert_eq!(w.asked(&lead).await, [w.alpha.to_string()]);
        let theirs = register(&w, &w.bea, "ISAR Logistik", "www.isar-logistik.example").await;
        assert_eq!((theirs["state"].as_str(), theirs["overlap"].as_bool()), (Some("in_review"), Some(true)));
        let whole = w.mona.get(&deal(&theirs)).await.expect(200).json();
        assert_eq!(whole["review_reasons"], json!(["claimed"]));

        // Decided by a clause of its own; the partner reads what it reads of every overlap.
        let kept = w.mona.get(&format!("{}/decisions", deal(&theirs))).await.expect(200).json();
        assert_eq!((&kept["data"][0]["why"], &kept["data"][0]["clauses"]), (&json!(["claimed"]), &json!(["decision", "claim"])));
        let open = w.bea.get(&format!("{}/decisions", deal(&theirs))).await.expect(200).json();
        assert_eq!((&open["data"][0]["why"], &open["data"][0]["clauses"]), (&json!(["overlap"]), &json!(["decision", "overlap"])));
        let shown = w.bea.get(&format!("/deals/{}", theirs["id"].as_str().unwrap())).await.expect(200).text;
        assert!(!shown.contains("Alpha GmbH") && !shown.contains("was given a lead"), "{shown}");
        let check = json!({ "company": "Isar Logistik GmbH", "domain": "isar-logistik.example", "country": "DE" });
        assert_eq!(w.gil.json("POST", "/api/v1/deal-checks", &check).await.expect(200).json()["overlap"], true);

        // A person cannot approve it over the claim by oversight; as a project of its own it can stand beside.
        let approval = format!("{}/approval", deal(&theirs));
        let told = w.mona.json("POST", &approval, &json!({ "note": "" })).await.expect(409).json();
        assert_eq!(told["code"], "deal.claimed_by_lead");
        assert_eq!(w.mona.get(&deal(&theirs)).await.expect(200).json()["state"], "in_review");
        w.mona.json("POST", &approval, &json!({ "note": "Another site.", "separate": true })).await.expect(200);

        // Its own claim is in nobody's way: taken, converted, handed in, approved at once.
        let lead = w.capture("Neckar Spedition", "neckar-spedition.example").await;
        let (own, _) = sides(&w, &lead).await;
        own.json("POST", &format!("{}/acceptance", path(&lead)), &Value::Null).await.expect(200);
        let done = own.json("POST", &format!("{}/conversion", path(&lead)), &Value::Null).await.expect(200).json();
        let draft = format!("/api/v1/deals/{}", done["deal_id"].as_str().unwrap());
        let line = own.get(&draft).await.expect(200).json()["lines"][0]["product_id"].clone();
        let rest = json!({ "lines": [{ "product_id": line, "quantity": 1, "amount_minor": 90_000 }], "close_on": "2027-02-01" });
        own.json("PATCH", &draft, &rest).await.expect(200);
        let sent = own.json("POST", &format!("{draft}/submission"), &Value::Null).await.expect(200).json();
        assert_eq!(sent["state"], "approved");

        // Every decision is made again from what was kept; without the clause it would have come out otherwise.
        let since = t.app.now() - TimeDelta::days(1);
        let again = crate::deals::replay(&t.app.read(&t.app.system("test")), since, 10).await.unwrap();
        assert_eq!((again.decisions, again.differ), (3, 0));
        let mut terms = w.mona.get("/api/v1/deal-terms").await.expect(200).json()["terms"].clone();
        assert_eq!(terms["claim_days"], 30);
        terms["claim_days"] = json!(0);
        let trial = w.mona.json("POST", "/api/v1/deal-terms/trial", &terms).await.expect(200).json();
        assert_eq!((trial["differences"].as_i64(), trial["first"][0]["now"].as_str()), (Some(1), Some("protected")));
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn a_claim_ends_with_its_time_its_lead_or_its_clause() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let (day, night) =
            (w.capture("Isar Logistik GmbH", "isar-logistik.example").await, w.capture("Lech Papier AG", "lech-papier.example").await);
        for lead in [&day, &night] {
            sides(&w, lead).await.0.json("POST", &format!("{}/acceptance", path(lead)), &Value::Null).await.expect(200);
        }
        let holder = |lead: &Value| lead["offers"][0]["partner_id"] == w.alpha.to_string();
        let other = |lead: &Value| if holder(lead) { &w.bea } else { &w.ada };

        // Declined, a lead is nobody's but the next one's; closed, it is nobody's.
        let second = w.capture("Neckar Spedition", "neckar-spedition.example").await;
        let (asked, _) = sides(&w, &second).await;
        asked.json("POST", &format!("{}/decline", path(&second)), &json!({ "reason": "no_capacity" })).await.expect(200);
        t.settle().await;
        assert_eq!(register(&w, asked, "Neckar Spedition", "neckar-spedition.example").await["state"], "in_review", "the next one's claim");
        let third = w.capture("Donau Fracht KG", "donau-fracht.example").await;
        let (_, next) = sides(&w, &third).await;
        w.mona.json("POST", &format!("{}/disqualification", path(&third)), &json!({ "reason": "own_sales" })).await.expect(200);
        assert_eq!(register(&w, next, "Donau Fracht KG", "donau-fracht.example").await["state"], "approved");

        // A customer without a host name is looked for by its name.
        let fourth = w.capture("Ems Kies OHG", "ems-kies.example").await;
        let (_, next) = sides(&w, &fourth).await;
        assert_eq!(register(&w, next, "Ems Kies OHG", "").await["state"], "in_review");

        // In its last minute it holds, and then no more.
        t.advance(TimeDelta::days(30) - TimeDelta::minutes(1));
        assert_eq!(register(&w, other(&day), "Isar Logistik GmbH", "isar-logistik.example").await["state"], "in_review");
        t.advance(TimeDelta::minutes(1));
        assert_eq!(register(&w, other(&night), "Lech Papier AG", "lech-papier.example").await["state"], "approved");

        // The clause: switched off, an offer holds nothing.
        let mut terms = w.mona.get("/api/v1/deal-terms").await.expect(200).json()["terms"].clone();
        terms["claim_days"] = json!(0);
        w.mona.json("PUT", "/api/v1/deal-terms", &terms).await.expect(200);
        let last = w.capture("Elbe Kurier", "elbe-kurier.example").await;
        let (_, other) = sides(&w, &last).await;
        assert_eq!(register(&w, other, "Elbe Kurier", "elbe-kurier.example").await["state"], "approved");
        assert!(w.mona.get("/deals/rules").await.expect(200).text.contains("A lead that we give is no claim"));
        t.assert_audit_whole().await;
    })
    .await;
}
