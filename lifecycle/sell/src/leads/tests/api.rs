//! From capture to deal, through the public doors, on both databases.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::world::{World, page, path, stages};

fn code(value: &Value) -> &str {
    value["code"].as_str().unwrap_or_default()
}

#[tokio::test]
async fn a_lead_is_captured_offered_taken_contacted_and_becomes_a_deal() {
    testkit::each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let lead = w.capture("Isar Logistik GmbH", "isar-logistik.example").await;
        assert_eq!((lead["state"].as_str(), lead["offers"][0]["round"].as_i64()), (Some("offered"), Some(1)));
        assert_eq!(lead["score"], 79);
        // In turn, and of those who never had one the older: Alpha. Wednesday at 10:00 in Berlin, plus two business days.
        assert_eq!(w.asked(&lead).await, [w.alpha.to_string()]);
        assert!(lead["offers"][0]["answer_by"].as_str().unwrap().starts_with("2026-11-20T09:00:00"));
        let decisions = w.mona.get(&format!("{}/decisions", path(&lead))).await.expect(200).json();
        assert_eq!((decisions[0]["rule"].as_str(), decisions[0]["chosen"][0].as_str()), (Some("everybody"), Some(&*w.alpha.to_string())));
        let left: Vec<_> = decisions[0]["left_out"].as_array().unwrap().iter().map(|l| l["reason"].as_str().unwrap()).collect();
        assert_eq!(left, ["territory"]);
        // The others see nothing, and the one that is asked nothing of the others.
        for other in [&w.bea, &w.gil] {
            other.get(&path(&lead)).await.expect(404);
            other.json("POST", &format!("{}/acceptance", path(&lead)), &Value::Null).await.expect(404);
            assert_eq!(other.get("/api/v1/leads").await.expect(200).json()["data"], json!([]));
        }
        w.ada.get(&format!("{}/decisions", path(&lead))).await.expect(403);
        let seen = w.read(&w.ada, &lead).await;
        assert_eq!(seen["offers"].as_array().unwrap().len(), 1);
        assert!(w.ada.get(&page(&lead)).await.expect(200).text.contains("Accept the lead"));
        t.advance(TimeDelta::hours(3));
        let taken = w.ada.json("POST", &format!("{}/acceptance", path(&lead)), &Value::Null).await.expect(200).json();
        assert_eq!((taken["state"].as_str(), taken["partner_id"].as_str()), (Some("accepted"), Some(&*w.alpha.to_string())));
        let moment = |field: &str| taken[field].as_str().unwrap()[..19].to_owned();
        assert_eq!((&*moment("contact_by"), &*moment("claim_until")), ("2026-11-23T12:00:00", "2026-12-18T12:00:00"));
        let again = w.ada.json("POST", &format!("{}/acceptance", path(&lead)), &Value::Null).await.expect(410).json();
        assert_eq!(code(&again), "lead.offer_ended");
        t.advance(TimeDelta::hours(2));
        let spoken = w.ada.json("POST", &format!("{}/contact", path(&lead)), &Value::Null).await.expect(200).json();
        assert_eq!(spoken["state"], "contacted");
        assert!(spoken["contacted_at"].as_str().unwrap().starts_with("2026-11-18T14:00:00"));
        let done = w.ada.json("POST", &format!("{}/conversion", path(&lead)), &Value::Null).await.expect(200).json();
        assert_eq!(done["state"], "converted");
        let deal = w.ada.get(&format!("/api/v1/deals/{}", done["deal_id"].as_str().unwrap())).await.expect(200).json();
        assert_eq!((deal["state"].as_str(), deal["customer"]["company"].as_str()), (Some("draft"), Some("Isar Logistik GmbH")));
        assert_eq!((deal["source"].as_str(), deal["lines"].as_array().unwrap().len()), (Some("vendor"), 1));
        let twice = w.ada.json("POST", &format!("{}/conversion", path(&lead)), &Value::Null).await.expect(409).json();
        assert_eq!(code(&twice), "lead.wrong_state");
        let shown = w.mona.get("/leads/partners").await.expect(200).text;
        assert!(shown.contains("100 %") && shown.contains("3 h") && shown.contains("2 h"), "{shown}");
        let id = lead["id"].as_str().unwrap().parse().unwrap();
        let (then, now) = super::super::actions::replay(&t.app.read(&t.app.system("test")), id, 1).await.unwrap().unwrap();
        assert_eq!(then, now, "a decision replays");
        t.settle().await;
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn declined_and_unanswered_it_moves_on_and_then_to_a_person() {
    testkit::each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let lead = w.capture("Isar Logistik GmbH", "isar-logistik.example").await;
        let decline = format!("{}/decline", path(&lead));
        w.ada.json("POST", &decline, &json!({ "reason": "other" })).await.expect(422);
        w.ada.json("POST", &decline, &json!({ "reason": "no_capacity" })).await.expect(200);
        w.ada.get(&path(&lead)).await.expect(404);
        t.settle().await;
        assert_eq!(w.asked(&lead).await, [w.beta.to_string()]);
        // Two business days from Wednesday 10:00 end on Friday 10:00.
        t.advance(TimeDelta::days(2) - TimeDelta::minutes(1));
        t.tick().await;
        assert_eq!(w.asked(&lead).await, [w.beta.to_string()]);
        t.advance(TimeDelta::minutes(1));
        let late = w.bea.json("POST", &format!("{}/acceptance", path(&lead)), &Value::Null).await.expect(410).json();
        assert_eq!(code(&late), "lead.offer_ended");
        t.tick().await;
        t.settle().await;
        w.bea.get(&path(&lead)).await.expect(404);
        let now = w.read(&w.mona, &lead).await;
        assert_eq!((now["state"].as_str(), now["why"].as_str()), (Some("waiting"), Some("exhausted")));
        let offers: Vec<_> = now["offers"].as_array().unwrap().iter().map(|o| o["state"].as_str().unwrap().to_owned()).collect();
        assert_eq!(offers, ["timed_out", "declined"]);
        assert!(w.mona.get(&page(&lead)).await.expect(200).text.contains("was asked already"));
        // A person gives it to somebody the rules left out.
        let given = json!({ "partner_id": w.gamma, "reason": "They asked for a French partner." });
        w.ada.json("POST", &format!("{}/assignment", path(&lead)), &given).await.expect(403);
        w.mona.json("POST", &format!("{}/assignment", path(&lead)), &given).await.expect(200);
        w.gil.json("POST", &format!("{}/acceptance", path(&lead)), &Value::Null).await.expect(200);
        let decisions = w.mona.get(&format!("{}/decisions", path(&lead))).await.expect(200).json();
        assert_eq!((decisions[0]["decided_by"].as_str(), decisions.as_array().unwrap().len()), (Some("Test partner_ops"), 4));
        // Nobody calls: after five days the vendor hears of it, once.
        t.advance(TimeDelta::days(5));
        t.tick().await;
        t.tick().await;
        let told = t.audited().await.into_iter().filter(|a| a == "lead.contact_late").count();
        assert_eq!(told, 1);
    })
    .await;
}

#[tokio::test]
async fn the_link_in_the_mail_answers_one_offer_without_signing_in() {
    testkit::each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let lead = w.capture("Isar Logistik GmbH", "isar-logistik.example").await;
        let link = w.link("ada@alpha.example").await;
        let phone = t.anyone();
        let shown = phone.get(&link).await.expect(200).text;
        assert!(shown.contains("Isar Logistik GmbH") && shown.contains("Accept the lead"), "{shown}");
        assert!(!shown.contains("ines@") && !shown.contains("Ines Bauer"), "who asks is named to who takes it");
        // Looking changes nothing, and neither does a link that is not one.
        assert_eq!(w.read(&w.mona, &lead).await["state"], "offered");
        phone.get(&format!("/lead-offers/{}", "0".repeat(48))).await.expect(404);
        phone.get("/lead-offers/x").await.expect(404);
        phone.post(&link, &[("answer", "decline")]).await.expect(422);
        phone.post(&link, &[("answer", "accept")]).await.expect(303);
        let taken = w.read(&w.mona, &lead).await;
        assert_eq!((taken["state"].as_str(), taken["offers"][0]["channel"].as_str()), (Some("accepted"), Some("mail")));
        phone.post(&link, &[("answer", "accept")]).await.expect(422);
        assert!(phone.get(&link).await.expect(200).text.contains("Go on in the portal"));
        assert!(t.audited().await.contains(&"lead.answered_by_link".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn what_repeats_is_kept_and_what_a_deal_holds_waits() {
    testkit::each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let mut first = World::body("Isar Logistik GmbH", "isar-logistik.example");
        first["external_id"] = json!("crm-7");
        let made = w.mona.json("POST", "/api/v1/leads", &first).await.expect(201).json();
        let again = w.mona.json("POST", "/api/v1/leads", &first).await.expect(200).json();
        assert_eq!(made["id"], again["id"]);
        let repeats = w.capture("ISAR Logistik", "isar-logistik.example").await;
        assert_eq!((repeats["state"].as_str(), repeats["duplicate_of"].as_str()), (Some("duplicate"), made["id"].as_str()));
        // A partner registers a deal; a lead about the same customer is not given to another.
        let products = w.bea.get("/api/v1/products").await.expect(200).json();
        let route = products["data"].as_array().or_else(|| products.as_array()).unwrap()[0]["id"].clone();
        let deal = json!({
            "customer": { "company": "Neckar Spedition GmbH", "domain": "neckar-spedition.example", "country": "DE", "contact_name": "Uwe Kraft", "contact_email": "uwe@neckar-spedition.example" },
            "need": "They want to replace manual planning before spring.",
            "lines": [{ "product_id": route, "quantity": 1, "amount_minor": 100_000 }],
            "currency": "EUR", "close_on": "2027-02-15",
        });
        w.bea.json("POST", "/api/v1/deals", &deal).await.expect(201);
        let held = w.capture("Neckar Spedition", "neckar-spedition.example").await;
        assert_eq!((held["state"].as_str(), held["why"].as_str()), (Some("waiting"), Some("held")));
        // What cannot be right is refused with everything that is wrong.
        let mut bad = World::body("X", "nonsense");
        bad["contact"] = json!({ "name": "Ines Bauer" });
        bad["products"] = json!(["cement"]);
        let told = w.mona.json("POST", "/api/v1/leads", &bad).await.expect(422).json();
        let fields: Vec<_> = told["errors"].as_array().unwrap().iter().map(|e| e["field"].as_str().unwrap()).collect();
        assert_eq!(fields, ["customer.company", "customer.domain", "contact.email", "products"]);
        w.ada.json("POST", "/api/v1/leads", &first).await.expect(403);
    })
    .await;
}

#[tokio::test]
async fn rules_are_versions_that_can_be_tried_on_past_leads() {
    testkit::each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let lead = w.capture("Isar Logistik GmbH", "isar-logistik.example").await;
        let mut rules = w.mona.get("/api/v1/lead-rules").await.expect(200).json();
        rules["rules"][0]["condition"] = json!("lead.country == \"FR\"");
        let trial = w.mona.json("POST", "/api/v1/lead-rules/trials", &rules).await.expect(200).json();
        assert_eq!((trial[0]["lead_id"].as_str(), trial[0]["moves"].as_bool()), (lead["id"].as_str(), Some(true)));
        assert_eq!((trial[0]["then"][0].as_str(), &trial[0]["now"]), (Some(&*w.alpha.to_string()), &json!([])));
        rules["rules"][0]["condition"] = json!("lead.contry == \"FR\"");
        let told = w.mona.json("PUT", "/api/v1/lead-rules", &rules).await.expect(422).json();
        assert_eq!(
            (told["errors"][0]["field"].as_str(), told["errors"][0]["code"].as_str()),
            (Some("rules.0.condition"), Some("rule.unknown_name"))
        );
        // By the form: clauses become a condition, and a second rule asks two at once.
        let form = [
            ("name", "Big ones"),
            ("mode", "form"),
            ("join", "all"),
            ("variable", "lead.size"),
            ("operator", "at_least"),
            ("values", "250"),
            ("territory", "1"),
            ("method", "first"),
            ("n", "2"),
            ("version", "0"),
        ];
        w.mona.post("/leads/rules/new", &form).await.expect(303);
        w.mona.post("/leads/rules/order", &[("version", "1"), ("key", "rule-1"), ("to", "up")]).await.expect(303);
        w.mona.post("/leads/rules/order", &[("version", "1"), ("key", "rule-1"), ("to", "up")]).await.expect(412);
        let now = w.mona.get("/api/v1/lead-rules").await.expect(200).json();
        assert_eq!((now["rules"][0]["key"].as_str(), now["rules"][0]["condition"].as_str()), (Some("rule-1"), Some("lead.size >= 250")));
        let second = w.capture("Neckar Spedition", "neckar-spedition.example").await;
        let mut asked = w.asked(&second).await;
        asked.sort();
        let mut both = vec![w.alpha.to_string(), w.beta.to_string()];
        both.sort();
        assert_eq!(asked, both);
        w.bea.json("POST", &format!("{}/acceptance", path(&second)), &Value::Null).await.expect(200);
        w.ada.json("POST", &format!("{}/acceptance", path(&second)), &Value::Null).await.expect(404);
        for path in ["/leads", "/leads/new", "/leads/rules", "/leads/rules/new", "/leads/rules/rule-1", "/leads/partners"] {
            let text = w.mona.get(path).await.expect(200).text;
            assert!(!text.contains('⟦'), "{path} lacks words: {text}");
        }
        let profile = format!("/leads/partners/{}", w.alpha);
        w.mona.post(&profile, &[("territories", "DE:80-85, nowhere"), ("weight", "10"), ("version", "0")]).await.expect(422);
        w.mona.post(&profile, &[("territories", "DE:80-85, AT"), ("weight", "20"), ("paused", "1"), ("version", "0")]).await.expect(303);
        let third = w.capture("Donau Fracht", "donau-fracht.example").await;
        assert_eq!(w.asked(&third).await, [w.beta.to_string()]);
    })
    .await;
}

#[tokio::test]
async fn no_lead_rests_with_a_partner_that_is_suspended() {
    testkit::each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let lead = w.capture("Isar Logistik GmbH", "isar-logistik.example").await;
        w.ada.json("POST", &format!("{}/acceptance", path(&lead)), &Value::Null).await.expect(200);
        let alpha = w.alpha;
        t.system(|work| async move { partners::move_to(&work, alpha, partners::Lifecycle::Suspended, Some("Unpaid")).await })
            .await
            .unwrap();
        t.settle().await;
        t.settle().await;
        assert_eq!(w.asked(&lead).await, [w.beta.to_string()]);
        w.ada.get(&path(&lead)).await.expect(404);
    })
    .await;
}

#[tokio::test]
async fn an_import_says_what_became_of_each_row() {
    testkit::each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let file = "company;country;domain;contact_name;contact_email;products;size;external_id\n\
            Isar Logistik GmbH;DE;isar-logistik.example;Ines Bauer;ines@isar-logistik.example;route-planner;300;a1\n\
            ;DE;;Uwe Kraft;;cement;many;a2\n\
            Isar Logistik;DE;isar-logistik.example;Max Frey;max@isar-logistik.example;;;a3\n";
        let files = [("file", "leads.csv", file.as_bytes())];
        let said = w.mona.upload("/leads/import", &[], &files).await.expect(200).text;
        assert!(said.contains("2 of 3 rows were taken."), "{said}");
        for words in ["Captured and offered", "Repeats another lead", "customer.company: ", "contact.email: ", "size: ", "products: "] {
            assert!(said.contains(words), "{words}: {said}");
        }
        let again = w.mona.upload("/leads/import", &[], &files).await.expect(200).text;
        assert_eq!(again.matches("Known already").count(), 2, "{again}");
        assert_eq!(w.mona.get("/api/v1/leads").await.expect(200).json()["data"].as_array().unwrap().len(), 2);
        w.mona.upload("/leads/import", &[], &[("file", "x.csv", b"a,b\n1,2\n".as_slice())]).await.expect(422);
        w.mona.upload("/leads/import", &[], &[("file", "x.csv", &[0xff, 0xfe, 0x00])]).await.expect(422);
        w.ada.upload("/leads/import", &[], &files).await.expect(403);
    })
    .await;
}
