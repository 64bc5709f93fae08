use base::{EndpointId, PartnerId};
use serde_json::json;
use testkit::each_db;
use uuid::Uuid;
use work::Role;

use super::{Receiver, allowing, endpoint, happen, stages};

#[tokio::test]
async fn an_administrator_makes_changes_and_removes_a_webhook() {
    each_db(stages, async |t| {
        let ops = t.staff(Role::PartnerOps);
        assert!(ops.get("/admin/webhooks").await.expect(200).text.contains("No webhooks yet"));
        ops.get("/admin/webhooks/new").await.expect(200);
        for (url, why) in
            [("https://127.0.0.1/x", "private network"), ("http://hooks.example.com/", "https://"), ("nonsense", "web address")]
        {
            let page = ops.post("/admin/webhooks", &[("url", url)]).await.expect(422).text;
            assert!(page.contains(why), "{page}");
        }
        ops.post("/admin/webhooks", &[("url", "https://hooks.example.com/a"), ("kinds", "Not A Kind!")]).await.expect(422);
        let form = [("url", "https://hooks.example.com/a"), ("description", "CRM"), ("kinds", "deal.*\npartner.approved")];
        let page = ops.post("/admin/webhooks", &form).await.expect(200).text;
        assert!(page.contains("value=\"whsec_"), "{page}");
        let made = ops.get("/api/v1/webhooks").await.expect(200).json();
        let id = made["data"][0]["id"].as_str().unwrap().to_owned();
        assert_eq!(made["data"][0]["kinds"], json!(["deal.*", "partner.approved"]));
        assert!(!made.to_string().contains("whsec_"));
        let page = ops.get(&format!("/admin/webhooks/{id}")).await.expect(200).text;
        assert!(page.contains("No deliveries yet") && !page.contains("whsec_"), "{page}");
        ops.get(&format!("/admin/webhooks/{id}/edit")).await.expect(200);
        ops.post(&format!("/admin/webhooks/{id}/edit"), &[("url", "https://hooks.example.com/b"), ("version", "1")]).await.expect(303);
        ops.post(&format!("/admin/webhooks/{id}/edit"), &[("url", "https://hooks.example.com/c"), ("version", "1")]).await.expect(412);
        let put = json!({ "url": "https://hooks.example.com/d" });
        ops.json_with("PUT", &format!("/api/v1/webhooks/{id}"), &put, &[("if-match", "\"1\"")]).await.expect(412);
        let put = ops.json_with("PUT", &format!("/api/v1/webhooks/{id}"), &put, &[("if-match", "\"2\"")]).await.expect(200);
        assert_eq!(put.headers.get("etag").unwrap(), "\"3\"");
        let secret = ops.json("POST", &format!("/api/v1/webhooks/{id}/secret"), &json!({})).await.expect(201).json();
        assert!(secret["secret"].as_str().unwrap().starts_with("whsec_"));
        ops.json("POST", &format!("/api/v1/webhooks/{id}/pause"), &json!({})).await.expect(200);
        ops.json("POST", &format!("/api/v1/webhooks/{id}/pause"), &json!({})).await.expect(409);
        ops.json("DELETE", &format!("/api/v1/webhooks/{id}/pause"), &json!({})).await.expect(200);
        let ping = ops.json("POST", &format!("/api/v1/webhooks/{id}/pings"), &json!({})).await.expect(202).json();
        let delivery = ping["id"].as_str().unwrap();
        ops.get(&format!("/admin/webhooks/{id}/deliveries/{delivery}")).await.expect(200);
        let other: EndpointId = Uuid::from_u128(9).into();
        ops.get(&format!("/admin/webhooks/{other}/deliveries/{delivery}")).await.expect(404);
        ops.json("POST", &format!("/api/v1/webhooks/{id}/deliveries/{delivery}/redelivery"), &json!({})).await.expect(409);
        assert_eq!(
            ops.get(&format!("/api/v1/webhooks/{id}/deliveries?state=waiting")).await.expect(200).json()["data"].as_array().unwrap().len(),
            1
        );
        ops.get(&format!("/api/v1/webhooks/{id}/deliveries?state=nonsense")).await.expect(422);
        ops.post(&format!("/admin/webhooks/{id}/removal"), &[]).await.expect(303);
        ops.get(&format!("/api/v1/webhooks/{id}")).await.expect(404);
        let actions = t.audited().await;
        assert_eq!(
            actions,
            [
                "webhook.made",
                "webhook.changed",
                "webhook.changed",
                "webhook.secret_rotated",
                "webhook.paused",
                "webhook.resumed",
                "webhook.pinged",
                "webhook.removed"
            ]
        );
        assert_eq!(t.app.catalogs().unknown(), Vec::<String>::new());
        let problems: Vec<String> = t.app.catalogs().check().iter().map(ToString::to_string).collect();
        assert_eq!(problems, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn nobody_else_sees_or_touches_webhooks() {
    each_db(stages, async |t| {
        let app = allowing(&t, &["127.0.0.1"]);
        let (made, _) = endpoint(&app, "http://127.0.0.1:1/hook", &[]).await;
        let id = made.id;
        let partner: PartnerId = Uuid::from_u128(1).into();
        let before = t.audited().await.len();
        let people = [
            t.member(Role::PartnerAdmin, partner),
            t.member(Role::Technical, partner),
            t.staff(Role::ChannelManager),
            t.staff(Role::Auditor),
        ];
        for person in people {
            for path in [
                "/admin/webhooks".to_owned(),
                format!("/admin/webhooks/{id}"),
                "/api/v1/webhooks".to_owned(),
                format!("/api/v1/webhooks/{id}"),
            ] {
                person.get(&path).await.expect(403);
            }
            person.json("POST", &format!("/api/v1/webhooks/{id}/secret"), &json!({})).await.expect(403);
            person.json("DELETE", &format!("/api/v1/webhooks/{id}"), &json!({})).await.expect(403);
            person.post(&format!("/admin/webhooks/{id}/removal"), &[]).await.expect(403);
        }
        assert_eq!(t.anyone().get("/admin/webhooks").await.expect(303).location(), "/sign-in?next=%2Fadmin%2Fwebhooks");
        t.anyone().get("/api/v1/webhooks").await.expect(401);
        assert_eq!(t.audited().await.len(), before);
    })
    .await;
}

#[tokio::test]
async fn the_log_shows_what_was_sent_and_answered() {
    each_db(stages, async |t| {
        let receiver = Receiver::start().await;
        receiver.answers(503, "<b>come back</b>");
        let app = allowing(&t, &["127.0.0.1"]);
        let (made, _) = endpoint(&app, &receiver.url, &["thing.happened"]).await;
        happen(&t, 1).await;
        web::settle(&app).await.unwrap();
        let ops = t.staff(Role::Owner);
        let page = ops.get(&format!("/admin/webhooks/{}", made.id)).await.expect(200).text;
        assert!(page.contains("thing.happened") && page.contains("503"), "{page}");
        let id = ops.get(&format!("/api/v1/webhooks/{}/deliveries", made.id)).await.json()["data"][0]["id"].as_str().unwrap().to_owned();
        let page = ops.get(&format!("/admin/webhooks/{}/deliveries/{id}", made.id)).await.expect(200).text;
        assert!(page.contains("thing.happened.v1") && page.contains("Next try"), "{page}");
        assert!(page.contains("&#60;b&#62;come back") && !page.contains("<b>come back"), "{page}");
    })
    .await;
}
