//! The coverage plan goes before the routing rules.

use serde_json::{Value, json};
use testkit::each_db;
use work::Role;

use super::world::{World, page, path, person, stages};

async fn publish(w: &World) {
    w.mona.json("POST", "/api/v1/coverage-plan/draft/publication", &json!({ "reason": "Agreed" })).await.expect(200);
}

async fn decisions(w: &World, lead: &Value) -> Value {
    w.mona.get(&format!("{}/decisions", path(lead))).await.expect(200).json()
}

fn pair(lead: &Value) -> (&str, &str) {
    (lead["state"].as_str().unwrap(), lead["why"].as_str().unwrap_or_default())
}

#[tokio::test]
async fn direct_to_the_owner_named_to_the_partner_together_by_the_rules() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let owner = t
            .system(|work| async move { person(&work, "Olaf Direct", "olaf@kestrel.example", Role::ChannelManager, None).await })
            .await
            .unwrap();
        let of = |domain: &str| format!("account.domain == \"{domain}\"");
        let plan = json!({
            "rules": [
                { "name": "Ours", "condition": of("isar-logistik.de"), "served": { "way": "direct", "owner_id": owner } },
                { "name": "Theirs", "condition": of("neckar-spedition.de"), "served": { "way": "partner_led", "partners": [w.gamma] } },
                { "name": "Both", "condition": of("donau-fracht.de"), "served": { "way": "co_sell", "partners": [w.beta, w.gamma], "owner_id": owner } },
            ],
            "otherwise": { "way": "open" },
        });
        w.mona.json("PUT", "/api/v1/coverage-plan/draft", &plan).await.expect(200);
        publish(&w).await;

        // Direct: nobody is asked, the owner hears of it, and the page says why.
        let ours = w.capture("Isar Logistik GmbH", "isar-logistik.de").await;
        assert_eq!(pair(&ours), ("waiting", "direct"));
        let decided = decisions(&w, &ours).await;
        let cover = &decided[0]["coverage"];
        assert_eq!((cover["way"].as_str(), cover["rule"].as_str(), cover["version"].as_i64()), (Some("direct"), Some("Ours"), Some(1)));
        assert_eq!((&decided[0]["chosen"], decided[0]["why"].as_str()), (&json!([]), Some("direct")));
        assert_eq!(w.told("olaf@kestrel.example").await, ["lead.direct"]);
        assert!(w.told("mona@kestrel.example").await.is_empty());
        let shown = w.mona.get(&page(&ours)).await.expect(200).text;
        assert!(shown.contains("by the rule “Ours”") && shown.contains("Olaf Direct"), "{shown}");
        w.ada.get(&path(&ours)).await.expect(404);

        // Named: to that partner, though the rules would leave it out, and to no other when it declines.
        let theirs = w.capture("Neckar Spedition", "neckar-spedition.de").await;
        assert_eq!(w.asked(&theirs).await, [w.gamma.to_string()]);
        let told = w.gil.get(&page(&theirs)).await.expect(200).text;
        assert!(!told.contains("Theirs") && !told.contains("overage plan"), "{told}");
        w.gil.json("POST", &format!("{}/decline", path(&theirs)), &json!({ "reason": "no_capacity" })).await.expect(200);
        t.settle().await;
        assert_eq!(pair(&w.read(&w.mona, &theirs).await), ("waiting", "coverage"));

        // Together: the rules choose, among those that the plan names.
        let both = w.capture("Donau Fracht KG", "donau-fracht.de").await;
        assert_eq!(w.asked(&both).await, [w.beta.to_string()]);
        let decided = decisions(&w, &both).await;
        let left = decided[0]["left_out"].as_array().unwrap();
        let reason = |id: base::PartnerId| left.iter().find(|l| l["partner_id"] == id.to_string()).unwrap()["reason"].clone();
        assert_eq!((reason(w.alpha), reason(w.gamma)), (json!("coverage"), json!("territory")));
        assert_eq!(w.told("olaf@kestrel.example").await.len(), 2);

        // A named account goes before the rules of the plan; whom nothing names goes by the routing rules.
        let details = accounts::Details { name: "Lech Papier AG".to_owned(), domain: "lech-papier.de".to_owned(), country: "DE".to_owned(), ..accounts::Details::default() };
        let new = &accounts::NewAccount::new(details, accounts::Origin::Manual);
        let account = t.system(|work| async move { accounts::create(&work, new).await }).await.unwrap().id;
        let named = json!({ "served": { "way": "partner_led", "partners": [w.beta] }, "note": "Theirs for years" });
        w.mona.json("PUT", &format!("/api/v1/coverage-plan/draft/names/{account}"), &named).await.expect(204);
        publish(&w).await;
        let lech = w.capture("Lech Papier AG", "lech-papier.de").await;
        assert_eq!(w.asked(&lech).await, [w.beta.to_string()]);
        assert_eq!(decisions(&w, &lech).await[0]["coverage"]["by"], "name");
        let free = w.capture("Elbe Kurier", "elbe-kurier.de").await;
        assert_eq!((w.asked(&free).await, decisions(&w, &free).await[0]["rule"].clone()), (vec![w.alpha.to_string()], json!("everybody")));

        // What was decided under the first version stands, and a trial of other rules obeys the plan as it was.
        let id = ours["id"].as_str().unwrap().parse().unwrap();
        let (then, now) = super::super::actions::replay(&t.app.read(&t.app.system("test")), id, 1).await.unwrap().unwrap();
        assert_eq!(then, now);
        let mut rules = w.mona.get("/api/v1/lead-rules").await.expect(200).json();
        rules["rules"][0]["territory"] = json!(false);
        rules["rules"][0]["method"] = json!("longest");
        let trial = w.mona.json("POST", "/api/v1/lead-rules/trials", &rules).await.expect(200).json();
        let of = |lead: &Value| trial.as_array().unwrap().iter().find(|d| d["lead_id"] == lead["id"]).unwrap()["moves"].clone();
        assert_eq!((of(&ours), of(&theirs), of(&lech)), (json!(false), json!(false), json!(false)));

        // Rules can speak about the plan; and what is ours is closed as ours, by us alone.
        rules["rules"][0]["condition"] = json!("lead.coverage == \"co_sell\"");
        w.mona.json("PUT", "/api/v1/lead-rules", &rules).await.expect(200);
        let own = json!({ "reason": "own_sales" });
        w.mona.json("POST", &format!("{}/disqualification", path(&ours)), &own).await.expect(200);
        w.ada.json("POST", &format!("{}/acceptance", path(&free)), &Value::Null).await.expect(200);
        w.ada.json("POST", &format!("{}/disqualification", path(&free)), &own).await.expect(422);
        t.assert_audit_whole().await;
    })
    .await;
}
