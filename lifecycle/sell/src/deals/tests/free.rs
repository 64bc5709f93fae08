//! Whether an account is free: what a client that asks about everything can learn.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use testkit::{Persona, each_db};
use work::Role;

use super::world::{World, path_of, stages};

const HELD: [(&str, &str); 6] = [
    ("Nordvik Shipping AS", "nordvik-shipping.no"),
    ("Castellan Bank", "castellan-bank.com"),
    ("Tallinn Ferry Co", "tallinnferry.ee"),
    ("Fjord Foods", "fjordfoods.no"),
    ("Ostrava Transit", "ostrava-transit.cz"),
    ("Meridian Health", "meridian-health.example"),
];

const NOT_HELD: [(&str, &str); 5] = [
    ("Kolding Print", "koldingprint.dk"),
    ("Isar Logistik", "isar-logistik.example"),
    ("Helm Robotics", "helm-robotics.example"),
    ("Quayside Hotels", "quayside-hotels.example"),
    ("Alder Insurance", "alder-insurance.example"),
];

/// All that somebody is told about a customer, by every door that answers, without the words they asked with.
async fn told(who: &Persona, (company, domain): (&str, &str)) -> String {
    let mut all = String::new();
    let body = json!({ "company": company, "domain": domain });
    all.push_str(&who.json("POST", "/api/v1/deal-checks", &body).await.expect(200).text);
    let form = [("company", company), ("domain", domain)];
    all.push_str(&who.post("/deals/overlap", &form).await.expect(200).text);
    for page in ["/deals/check", "/deals/new"] {
        let text = who.post(page, &form).await.expect(200).text;
        let main = text.split("<main").nth(1).unwrap().split("</main>").next().unwrap().to_owned();
        let asked = main.replace(company, "…").replace(domain, "…");
        // The link that goes on names the customer in its address.
        all.push_str(asked.split("?company=").next().unwrap());
        all.push_str(asked.split("&#38;country=").nth(1).unwrap_or_default());
    }
    all
}

#[tokio::test]
async fn who_asks_about_everything_learns_nothing_about_who_holds_what() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        // Protected for one partner or the other, in review, and won: six ways to hold a customer.
        for (i, (company, domain)) in HELD.iter().enumerate() {
            let holder = if i.is_multiple_of(2) { &w.amara } else { &w.erik };
            let minor = if i < 4 { 4_500_000 } else { 90_000_000 };
            let deal = w.register(holder, company, domain, minor).await;
            if i == 3 {
                holder.json("POST", &format!("{}/win", path_of(&deal)), &json!({ "won_on": "2026-11-18" })).await.expect(200);
            }
        }
        // Not held: a draft of each, one that was withdrawn, one that was refused, and one that nobody knows.
        for (i, (company, domain)) in NOT_HELD.iter().enumerate() {
            let mut body = w.body(company, domain, 90_000_000);
            match i {
                0 | 1 => {
                    body["draft"] = json!(true);
                    let holder = if i == 0 { &w.amara } else { &w.erik };
                    holder.json("POST", "/api/v1/deals", &body).await.expect(201);
                }
                2 | 3 => {
                    let deal = w.register(&w.amara, company, domain, 90_000_000).await;
                    if i == 2 {
                        w.amara.json("POST", &format!("{}/withdrawal", path_of(&deal)), &json!({ "note": "Stopped" })).await.expect(200);
                    } else {
                        let no = json!({ "reason": "not_qualified", "note": "No budget" });
                        w.jonas.json("POST", &format!("{}/rejection", path_of(&deal)), &no).await.expect(200);
                    }
                }
                _ => {}
            }
        }
        let partner = test
            .system(|work| async move {
                let new = partners::NewPartner {
                    name: "Third Party".to_owned(),
                    kind: partners::PartnerType::Reseller,
                    country: "NO".to_owned(),
                    city: String::new(),
                    website: String::new(),
                    locale: "en".to_owned(),
                    currency: base::Currency::EUR,
                    manager: None,
                };
                let partner = partners::admit(&work, &new).await?.id;
                partners::move_to(&work, partner, partners::Lifecycle::Onboarding, None).await?;
                partners::activate(&work, partner, "test").await?;
                Ok(partner)
            })
            .await
            .unwrap();
        let asker = test.member(Role::Sales, partner);
        let (mut held, mut free) = (BTreeSet::new(), BTreeSet::new());
        for customer in HELD {
            held.insert(told(&asker, customer).await);
        }
        for customer in NOT_HELD {
            free.insert(told(&asker, customer).await);
        }
        // One answer for all that are held and one for all others: every guess about the holder, the state or a draft
        // is as good as without asking.
        assert_eq!((held.len(), free.len()), (1, 1), "{held:#?} {free:#?}");
        let (held, free) = (held.pop_first().unwrap(), free.pop_first().unwrap());
        assert!(held.contains("\"answer\":\"conflict\"") && held.contains("Another partner may be there"), "{held}");
        assert!(free.contains("\"answer\":\"free\"") && free.contains("Nothing is in the way"), "{free}");
        for name in ["Brightpath", "Nordic", "⟦"] {
            assert!(!held.contains(name) && !free.contains(name), "{name}");
        }
        // Each partner reads of its own.
        let own = told(&w.amara, HELD[0]).await;
        assert!(own.contains("\"answer\":\"own\"") && own.contains("Your company has a deal with this customer"));
        // Said nothing by setting, and limited.
        let answer = |customer: (&'static str, &'static str)| {
            let asker = asker.clone();
            async move {
                let body = json!({ "company": customer.0, "domain": customer.1 });
                asker.json("POST", "/api/v1/deal-checks", &body).await
            }
        };
        w.set_terms("overlap_hint", json!(false)).await;
        let quiet: BTreeSet<String> = [answer(HELD[0]).await.expect(200).text, answer(NOT_HELD[4]).await.expect(200).text].into();
        assert_eq!(quiet.len(), 1);
        assert_eq!(serde_json::from_str::<Value>(quiet.first().unwrap()).unwrap()["answer"], "unsaid");
        w.set_terms("checks_per_hour", json!(1)).await;
        answer(HELD[0]).await.expect(429);
        asker.post("/deals/check", &[("company", "Anybody")]).await.expect(422);
        asker.post("/deals/check", &[("company", "")]).await.expect(422);
        w.auditor.get("/deals/check").await.expect(403);
        // Whoever may not register hears that, and nothing of the customer.
        test.system(|work| async move { partners::move_to(&work, partner, partners::Lifecycle::Suspended, Some("Unpaid")).await })
            .await
            .unwrap();
        w.set_terms("checks_per_hour", json!(240)).await;
        let blocked: BTreeSet<String> = [answer(HELD[0]).await.text, answer(NOT_HELD[4]).await.text].into();
        assert_eq!(blocked.len(), 1, "{blocked:?}");
    })
    .await;
}
