use chrono::TimeDelta;
use serde_json::json;
use testkit::each_db;
use work::{Actor, Role};

use super::{House, add, partner, stages};

fn shown(page: &str) -> String {
    let at = page.find("value=\"tp_").unwrap_or_else(|| panic!("no token in {page}")) + 7;
    page[at..].split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_token_does_what_its_scopes_name_and_no_more() {
    each_db(stages, async |t| {
        add(&t, "ada@brightpath.example", Role::PartnerAdmin, Some(partner(1))).await;
        let house = House::new(&t);
        let mut ada = house.signed_in("ada@brightpath.example").await;
        ada.post("/account/tokens", &[("name", "CRM"), ("days", "30")]).await.expect(422);
        let page = ada.post("/account/tokens", &[("name", "CRM"), ("days", "30"), ("scopes", "member.read")]).await.expect(200).text;
        let secret = shown(&page);
        assert!(!ada.get("/account/tokens").await.expect(200).text.contains(&secret), "shown once");
        let mut crm = ada.program(&secret);
        let me = crm.get("/api/v1/me").await.expect(200).json();
        assert_eq!(me["permissions"], json!(["member.read"]));
        assert_eq!(crm.get("/api/v1/members").await.expect(200).json()["data"].as_array().unwrap().len(), 1);
        let new = json!({ "email": "bob@brightpath.example", "name": "Bob", "roles": ["sales"] });
        crm.json("POST", "/api/v1/members", &new).await.expect(403);
        crm.get("/api/v1/tokens").await.expect(403);
        crm.get("/api/v1/sessions").await.expect(403);
        // Pages about one's own account are for browsers.
        assert_eq!(crm.get("/account").await.status, 403);
        let work = t.app.read(&Actor::system("test"));
        assert_eq!(crate::find_by_email(&work, "bob@brightpath.example").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_token_makes_no_token_that_can_do_more() {
    each_db(stages, async |t| {
        add(&t, "ada@brightpath.example", Role::PartnerAdmin, Some(partner(1))).await;
        let house = House::new(&t);
        let mut ada = house.signed_in("ada@brightpath.example").await;
        let scopes = json!({ "name": "maker", "scopes": ["token.manage", "member.read"] });
        let made = ada.json("POST", "/api/v1/tokens", &scopes).await.expect(201).json();
        let mut maker = ada.program(made["secret"].as_str().unwrap());
        maker.json("POST", "/api/v1/tokens", &json!({ "name": "x", "scopes": ["member.manage"] })).await.expect(422);
        maker.json("POST", "/api/v1/tokens", &json!({ "name": "x", "scopes": ["nonsense"] })).await.expect(422);
        maker.json("POST", "/api/v1/tokens", &json!({ "name": "x", "scopes": ["member.read"], "days": 1000 })).await.expect(422);
        let small = maker.json("POST", "/api/v1/tokens", &json!({ "name": "x", "scopes": ["member.read"] })).await.expect(201).json();
        assert_eq!(small["token"]["scopes"], json!(["member.read"]));
        assert_eq!(
            small["token"]["expires_at"],
            "2027-02-16T09:00:00Z".replace("09:00:00Z", &small["token"]["expires_at"].as_str().unwrap()[11..])
        );
        let id = small["token"]["id"].as_str().unwrap();
        let mut other = ada.program(small["secret"].as_str().unwrap());
        other.get("/api/v1/me").await.expect(200);
        maker.json("DELETE", &format!("/api/v1/tokens/{id}"), &json!({})).await.expect(204);
        maker.json("DELETE", &format!("/api/v1/tokens/{id}"), &json!({})).await.expect(404);
        other.get("/api/v1/me").await.expect(401);
    })
    .await;
}

#[tokio::test]
async fn a_token_ends_with_its_time_and_with_its_persons_access() {
    each_db(stages, async |t| {
        let id = add(&t, "ada@brightpath.example", Role::PartnerAdmin, Some(partner(1))).await;
        let house = House::new(&t);
        let mut ada = house.signed_in("ada@brightpath.example").await;
        let make = async |ada: &mut super::Browser, days: &str| {
            shown(&ada.post("/account/tokens", &[("name", "CRM"), ("days", days), ("scopes", "member.read")]).await.expect(200).text)
        };
        let (seven, ninety) = (make(&mut ada, "7").await, make(&mut ada, "90").await);
        let (mut short, mut long) = (ada.program(&seven), ada.program(&ninety));
        t.advance(TimeDelta::days(6));
        short.get("/api/v1/me").await.expect(200);
        t.advance(TimeDelta::days(1));
        short.get("/api/v1/me").await.expect(401);
        long.get("/api/v1/me").await.expect(200);
        t.system(|work| async move { crate::suspend(&work, id).await }).await.unwrap();
        long.get("/api/v1/me").await.expect(401);
        t.system(|work| async move { crate::resume(&work, id).await }).await.unwrap();
        long.get("/api/v1/me").await.expect(401);
        for made_up in ["", "tp_", "tp_nonsense", "nonsense", &"tp_".repeat(200)] {
            ada.program(made_up).get("/api/v1/me").await.expect(401);
        }
    })
    .await;
}

#[tokio::test]
async fn the_secret_is_nowhere_but_in_the_answer() {
    each_db(stages, async |t| {
        add(&t, "ada@brightpath.example", Role::PartnerAdmin, Some(partner(1))).await;
        let house = House::new(&t);
        let mut ada = house.signed_in("ada@brightpath.example").await;
        let made = ada.json("POST", "/api/v1/tokens", &json!({ "name": "CRM", "scopes": ["member.read"] })).await.expect(201).json();
        let secret = made["secret"].as_str().unwrap();
        let records = audit::list(t.app.db().reader(), &audit::Filter::default(), &base::PageRequest::first(200)).await.unwrap();
        let session = ada.session().unwrap();
        for record in records.items {
            let text = format!("{record:?}");
            assert!(!text.contains(secret) && !text.contains(&session) && !text.contains("argon2"), "{text}");
        }
        assert!(!ada.get("/api/v1/tokens").await.expect(200).text.contains(secret));

        // A repeat hears that it took place, and gets no second look at the secret.
        let maker = ada.json("POST", "/api/v1/tokens", &json!({ "name": "maker", "scopes": ["token.manage", "member.read"] })).await.json();
        let mut maker = ada.program(maker["secret"].as_str().unwrap());
        maker.key = Some("once".to_owned());
        let body = json!({ "name": "CRM", "scopes": ["member.read"] });
        maker.json("POST", "/api/v1/tokens", &body).await.expect(201);
        let again = maker.json("POST", "/api/v1/tokens", &body).await.expect(409).text;
        assert!(again.contains("idempotency.effect"), "{again}");
    })
    .await;
}
