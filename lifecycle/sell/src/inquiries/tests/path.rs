//! From a public page to an offered lead, and what strangers cannot do, on both databases.

use chrono::TimeDelta;
use serde_json::{Value, json};
use testkit::{Test, each_db};

use crate::inquiries::{actions, rules};
use crate::leads::tests::world::{World, stages};

fn form(key: &str, verifies: bool) -> Value {
    json!({
        "key": key, "title": "Talk to us", "intro": "We call **within a day**.", "consent": "You may keep my data and have a partner call me.",
        "thanks": "Thank you!", "locale": "de", "source": "campaign", "campaign": "Fuel study", "verifies": verifies, "live": true,
        "fields": ["need", "products", "postal_code", "size"],
    })
}

fn sent(stamp: &str) -> Vec<(&str, &str)> {
    vec![
        ("name", "Ines Bauer"),
        ("email", "ines@isar-logistik.example"),
        ("company", "Isar Logistik GmbH"),
        ("country", "DE"),
        ("need", "They plan by hand."),
        ("products", "route-planner"),
        ("postal_code", "80331"),
        ("size", "300"),
        ("phone", "not asked"),
        ("consent", "1"),
        ("stamp", stamp),
        ("fax", ""),
    ]
}

async fn stamp(t: &Test, key: &str) -> String {
    let page = t.anyone().get(&format!("/contact/{key}")).await.expect(200).text;
    assert!(!page.contains('⟦'), "a word is missing: {page}");
    page.split("name=\"stamp\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

async fn leads(w: &World) -> Vec<Value> {
    w.mona.get("/api/v1/leads").await.expect(200).json()["data"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_page_captures_a_lead_as_the_api_does_and_only_from_people() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        // The schedules begin with the first look at them.
        t.tick().await;
        let made = w.mona.json("POST", "/api/v1/lead-forms", &form("study", false)).await.expect(201).json();
        assert_eq!(w.mona.json("POST", "/api/v1/lead-forms", &form("study", false)).await.expect(409).json()["code"], "inquiry.key_taken");
        w.ada.get("/api/v1/lead-forms").await.expect(403);
        t.anyone().get("/contact/other").await.expect(404);
        let s = stamp(&t, "study").await;
        let anyone = t.anyone();
        // Faster than anybody types, a forged stamp, the hidden field, without consent.
        anyone.post("/contact/study", &sent(&s)).await.expect(422);
        t.advance(TimeDelta::seconds(30));
        anyone.post("/contact/study", &sent("00")).await.expect(422);
        let with = |name: &'static str, value: &'static str| {
            let mut f = sent(&s);
            f.iter_mut().filter(|f| f.0 == name).for_each(|f| f.1 = value);
            f
        };
        anyone.post("/contact/study", &with("fax", "1")).await.expect(303);
        assert!(anyone.post("/contact/study", &with("consent", "")).await.expect(422).text.contains("They plan by hand."));
        for (name, value) in
            [("email", "nobody"), ("email", ""), ("country", "XX"), ("company", "a\u{0}b"), ("size", "many"), ("products", "nothing")]
        {
            anyone.post("/contact/study", &with(name, value)).await.expect(422);
        }
        let hostile = "<script>alert(1)</script>";
        let page = anyone
            .post("/contact/study", &with("company", hostile).into_iter().filter(|f| f.0 != "email").collect::<Vec<_>>())
            .await
            .expect(422)
            .text;
        assert!(!page.contains(hostile), "{page}");
        assert_eq!(leads(&w).await, Vec::<Value>::new());
        anyone.post("/contact/study", &sent(&s)).await.expect(303);
        assert!(anyone.get("/contact/study/thanks").await.expect(200).text.contains("Thank you!"));
        // New until the job comes by; then it is routed like any other.
        assert_eq!(leads(&w).await[0]["state"], "new");
        t.settle().await;
        let all = leads(&w).await;
        assert_eq!((all.len(), all[0]["state"].as_str(), all[0]["source"].as_str()), (1, Some("offered"), Some("campaign")));
        let lead = w.read(&w.mona, &all[0]).await;
        assert_eq!(
            (lead["campaign"].as_str(), lead["contact"]["phone"].as_str(), lead["language"].as_str()),
            (Some("Fuel study"), Some(""), Some("de"))
        );
        assert_eq!(w.told("ines@isar-logistik.example").await, ["inquiry.received"]);
        // Repeated, it is kept as such, and the sender is thanked alike.
        anyone.post("/contact/study", &sent(&s)).await.expect(303);
        assert!(leads(&w).await.iter().any(|l| l["state"] == "duplicate"));
        let read = w.mona.get(&format!("/api/v1/lead-forms/{}", made["id"].as_str().unwrap())).await.expect(200).json();
        assert_eq!(read["received"], 2);
        // A place that sends without end is stopped; another is not.
        let turn = |place: &'static str| t.system(move |work| async move { actions::take_turn(&work, place).await });
        for n in 1..=rules::AN_HOUR + 1 {
            assert_eq!(turn("192.0.2.1").await.unwrap(), n);
        }
        assert_eq!(turn("192.0.2.2").await.unwrap(), 1);
        t.advance(TimeDelta::hours(1));
        assert_eq!(turn("192.0.2.1").await.unwrap(), 1);
        // Off, it is not there.
        let mut off = form("study", false);
        off["live"] = json!(false);
        w.mona.json("PUT", &format!("/api/v1/lead-forms/{}", made["id"].as_str().unwrap()), &off).await.expect(200);
        anyone.get("/contact/study").await.expect(404);
        anyone.post("/contact/study", &sent(&s)).await.expect(404);
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn a_form_that_verifies_captures_nothing_before_the_link_was_pressed_and_then_once() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        // The schedules begin with the first look at them.
        t.tick().await;
        // Made on the page, in German.
        let fields = [
            ("key", "kontakt"),
            ("locale", "de"),
            ("title", "Kontakt"),
            ("intro", ""),
            ("fields", "need"),
            ("consent", "Ein Partner darf mich anrufen."),
            ("thanks", "Danke!"),
            ("source", "web"),
            ("campaign", ""),
            ("verifies", "1"),
            ("live", "1"),
        ];
        assert!(w.mona.get("/leads/forms").await.expect(200).text.contains("No contact forms yet"));
        assert!(w.mona.post("/leads/forms", &[("key", "a b")]).await.expect(422).text.contains("Write 3 to 40"));
        let made = w.mona.post("/leads/forms", &fields).await.expect(303);
        assert!(w.mona.get(made.location()).await.expect(200).text.contains("Ein Partner darf mich anrufen."));
        assert!(w.mona.get("/leads/forms").await.expect(200).text.contains("/contact/kontakt"));
        let s = stamp(&t, "kontakt").await;
        t.advance(TimeDelta::seconds(30));
        let anyone = t.anyone();
        assert!(anyone.get("/contact/kontakt").await.expect(200).text.contains("Absenden"));
        anyone.post("/contact/kontakt", &sent(&s)).await.expect(303);
        t.settle().await;
        assert_eq!(leads(&w).await, Vec::<Value>::new());
        let link = w.mail_link("ines@isar-logistik.example", "inquiry.confirm").await;
        // Programs look at mails too: looking confirms nothing.
        anyone.get(&link).await.expect(200);
        assert_eq!(leads(&w).await, Vec::<Value>::new());
        assert!(anyone.post(&link, &[]).await.expect(200).text.contains("Danke!"));
        anyone.post(&link, &[]).await.expect(410);
        anyone.get("/contact-confirmations/x").await.expect(404);
        t.settle().await;
        assert_eq!(leads(&w).await.len(), 1);
        assert_eq!(w.told("ines@isar-logistik.example").await, ["inquiry.received", "inquiry.confirm"]);
        // What nobody confirms is over after two days.
        anyone.post("/contact/kontakt", &sent(&s)).await.expect(303);
        let link = w.mail_link("ines@isar-logistik.example", "inquiry.confirm").await;
        t.advance(TimeDelta::hours(49));
        anyone.post(&link, &[]).await.expect(410);
        t.tick().await;
        assert_eq!(leads(&w).await.len(), 1);
        t.assert_audit_whole().await;
    })
    .await;
}
