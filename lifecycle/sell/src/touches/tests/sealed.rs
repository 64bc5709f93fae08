//! No partner reads anything of another's touches, over any door; on both databases.

use serde_json::json;
use testkit::each_db;
use work::Role;

use super::world::{World, claim, claimed, confirmed, stages, touch};

#[tokio::test]
async fn a_partner_reads_its_own_touches_and_nothing_of_others() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let deal = w.register(&w.amara, "Nordvik Shipping", "nordvik-shipping.no", 1_000_000).await;
        confirmed(&w, &w.erik, &claimed("Nordvik Shipping", "nordvik-shipping.no", "workshop", "2026-11-12")).await;
        let waiting =
            claim(&w.erik, &claimed("Nordvik Shipping", "nordvik-shipping.no", "delivery", "2026-11-13")).await.expect(201).json();
        t.settle().await;
        let account = deal["account_id"].as_str().unwrap();
        let id = waiting["id"].as_str().unwrap();
        let admin = t.member(Role::PartnerAdmin, w.brightpath);
        let secrets = [
            "Workshop</",
            "Delivery</",
            "\"kind\":\"workshop\"",
            "\"kind\":\"delivery\"",
            "Erik Holm",
            "head of logistics",
            "Nordic IT",
            id,
        ];
        let doors = [
            "/".to_owned(),
            "/touches?q=nordvik".to_owned(),
            format!("/touches?partner={}", w.nordic),
            format!("/touches/{id}"),
            format!("/accounts/{account}/journey"),
            "/api/v1/touches".to_owned(),
            format!("/api/v1/touches?partner_id={}", w.nordic),
            touch(&waiting),
            format!("/api/v1/accounts/{account}/journey"),
            format!("/api/v1/touch-figures?partner_id={}", w.nordic),
            format!("/deals/{}", deal["id"].as_str().unwrap()),
            "/notices".to_owned(),
            "/search?q=nordvik".to_owned(),
        ];
        for who in [&w.amara, &admin] {
            for path in &doors {
                let answer = who.get(path).await;
                assert!(answer.status.as_u16() < 500, "{path}: {}", answer.text);
                // The names of kinds stand in the filter of the list; as an option, not as a row.
                for secret in secrets {
                    // So does the address that was asked for, in what the page offers to come back to.
                    let told = answer.text.replace("</option>", "").replace(path.as_str(), "").contains(secret);
                    assert!(!told, "{path} tells {secret}: {}", answer.text);
                }
            }
            who.get(&touch(&waiting)).await.expect(404);
            who.get(&format!("/touches/{id}")).await.expect(404);
            let page = who.get("/api/v1/touches").await.expect(200).json();
            assert_eq!(page["data"].as_array().unwrap().len(), 1, "{page}");
            assert_eq!(w.read(who, "/api/v1/touch-figures").await["waiting"], json!(0));
        }
        // Who looks at the deals of no partner's reads nothing either.
        for path in ["/touches", "/api/v1/touches"] {
            assert!(t.anyone().get(path).await.status.as_u16() != 200, "{path}");
        }
    })
    .await;
}
