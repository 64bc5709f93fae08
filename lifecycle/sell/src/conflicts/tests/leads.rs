//! A registration that meets a lead that another partner was given: both are sides, and a ruling moves both.

use serde_json::{Value, json};
use testkit::{Persona, each_db};

use super::world::{World, only_case, path_of, stages};

/// A lead that a partner has taken, and that partner with the other one.
async fn taken(w: &World) -> (Value, &Persona, &Persona) {
    let lead = json!({
        "customer": { "company": "Nordvik Shipping AS", "domain": "nordvik-shipping.no", "country": "NO" },
        "contact": { "name": "Ingrid Aas", "email": "ingrid@nordvik-shipping.no" },
        "need": "They plan their routes by hand and want to replace that before spring.",
        "products": ["route-planner"], "source": "web",
    });
    let lead = w.mona.json("POST", "/api/v1/leads", &lead).await.expect(201).json();
    let path = format!("/api/v1/leads/{}", lead["id"].as_str().unwrap());
    let offers = w.read(&w.mona, &path).await["offers"].clone();
    let (own, other) = if offers[0]["partner_id"] == w.brightpath.to_string() { (&w.amara, &w.erik) } else { (&w.erik, &w.amara) };
    own.json("POST", &format!("{path}/acceptance"), &Value::Null).await.expect(200);
    own.json("POST", &format!("{path}/contact"), &Value::Null).await.expect(200);
    (lead, own, other)
}

#[tokio::test]
async fn who_has_the_lead_is_a_side_and_a_ruling_moves_the_lead() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let (lead, own, other) = taken(&w).await;
        let lead_path = format!("/api/v1/leads/{}", lead["id"].as_str().unwrap());
        let theirs = w.register(other, "NORDVIK Shipping", "nordvik-shipping.no", 3_000_000).await;
        assert_eq!(theirs["state"], "in_review");
        test.settle().await;
        let case = only_case(&w, &w.jonas).await;
        let path = format!("/api/v1/conflicts/{case}");
        let seen = w.read(&w.jonas, &path).await;
        assert_eq!((seen["trigger"].as_str(), seen["proposal"]["because"].as_str()), (Some("claim"), Some("lead")));
        let sides = seen["sides"].as_array().unwrap();
        let held = sides.iter().find(|s| s["lead_id"] == lead["id"]).unwrap();
        assert_eq!((sides.len(), &held["deal_id"], &seen["proposal"]["lead_id"]), (2, &Value::Null, &held["id"]));
        let page = w.jonas.get(&format!("/conflicts/{case}")).await.expect(200).text;
        for words in ["Given as a lead", "took the lead", "spoke with the customer", "A registration meets a lead that we gave"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        // The holder is told, says its part, and reads nothing of the other.
        assert!(w.notices(own).await.contains(&"conflict.joined".to_owned()));
        own.json("POST", &format!("{path}/statements"), &json!({ "body": "We called them on Monday." })).await.expect(201);
        let mine = own.get(&format!("/conflicts/{case}")).await.expect(200).text;
        assert!(mine.contains("The lead that we gave you") && mine.contains("Route Planner") && !mine.contains('⟦'), "{mine}");
        let (name, id) = if w.brightpath.to_string() == held["partner_id"].as_str().unwrap() {
            ("Nordic IT Partners", w.nordic)
        } else {
            ("Brightpath Systems", w.brightpath)
        };
        let read = own.get(&path).await.expect(200).text;
        for secret in [name.to_owned(), id.to_string(), theirs["id"].as_str().unwrap().to_owned(), "NORDVIK".to_owned()] {
            assert!(!mine.contains(&secret) && !read.contains(&secret), "{secret}");
        }

        // As proposed: the lead stays where it is, the registration is refused.
        let ruled = w.jonas.json("POST", &format!("{path}/ruling"), &json!({})).await.expect(200).json();
        test.settle().await;
        assert_eq!((ruled["rulings"][0]["clause"].as_str(), ruled["rulings"][0]["followed"].as_bool()), (Some("claim"), Some(true)));
        assert_eq!(w.read(&w.jonas, &path_of(&theirs)).await["state"], "rejected");
        assert_eq!(w.read(own, &lead_path).await["state"], "contacted");
        assert_eq!(w.read(own, &format!("{path}/letters")).await[0]["fate"], "confirmed");

        // On appeal the customer goes to the registration, and the lead with it.
        other.json("POST", &format!("{path}/appeal"), &json!({ "reason": "We met them on the fair." })).await.expect(200);
        test.settle().await;
        let deal_side = sides.iter().find(|s| s["deal_id"] == theirs["id"]).unwrap()["id"].clone();
        let over = json!({ "kind": "confirm", "lead_id": deal_side, "reason": "The minutes prove it." });
        w.mona.json("POST", &format!("{path}/ruling"), &over).await.expect(200);
        test.settle().await;
        assert_eq!(w.read(&w.jonas, &path_of(&theirs)).await["state"], "approved");
        let gone = w.read(&w.mona, &lead_path).await;
        assert_eq!((gone["state"].as_str(), &gone["deal_id"]), (Some("converted"), &theirs["id"]));
        own.get(&lead_path).await.expect(404);
        assert_eq!(w.read(own, &format!("{path}/letters")).await[0]["fate"], "ended");
        let letter = own.get(&format!("/conflicts/{case}/letter")).await.expect(200).text;
        assert!(letter.contains("Nordvik Shipping AS") && !letter.contains(name), "{letter}");
        let found = crate::conflicts::replay(&test.app.read(&test.app.system("test")), base::Instant::default(), 10).await.unwrap();
        assert_eq!((found.proposals, found.differ), (2, 0));
        test.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn who_registers_its_own_lead_stays_one_side_and_shares_are_ruled() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let (lead, own, other) = taken(&w).await;
        let lead_path = format!("/api/v1/leads/{}", lead["id"].as_str().unwrap());
        let theirs = w.register(other, "NORDVIK Shipping", "nordvik-shipping.no", 3_000_000).await;
        let mine = w.register(own, "Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000).await;
        test.settle().await;
        let case = only_case(&w, &w.jonas).await;
        let path = format!("/api/v1/conflicts/{case}");
        let sides = w.read(&w.jonas, &path).await["sides"].clone();
        let sides = sides.as_array().unwrap();
        assert_eq!(sides.len(), 2, "the registration is beside its lead: {sides:?}");
        let side = |deal: &Value| sides.iter().find(|s| s["deal_id"] == deal["id"]).unwrap().clone();
        assert_eq!(side(&mine)["lead_id"], lead["id"]);
        // The other leads: its deal is approved although the lead was a claim, and the lead is no claim any more.
        let parts = json!([{ "side_id": side(&mine)["id"], "share": 40 }, { "side_id": side(&theirs)["id"], "share": 60 }]);
        let split = json!({ "kind": "split", "lead_id": side(&theirs)["id"], "parts": parts, "reason": "Both did their part." });
        w.jonas.json("POST", &format!("{path}/ruling"), &split).await.expect(200);
        assert_eq!(w.read(&w.jonas, &path_of(&theirs)).await["state"], "approved");
        assert_eq!(w.read(&w.jonas, &path_of(&mine)).await["state"], "rejected");
        assert_eq!(w.read(own, &lead_path).await["state"], "contacted", "it keeps the lead that it shares with");
        test.assert_audit_whole().await;
    })
    .await;
}
