use testkit::each_db;
use work::{Actor, Role};

use super::{House, add, partner, stages};
use crate::UserState;

#[tokio::test]
async fn looking_as_a_partner_shows_their_rows_and_changes_nothing() {
    each_db(stages, async |t| {
        let sam = add(&t, "sam@brightpath.example", Role::Sales, Some(partner(1))).await;
        add(&t, "olga@northwind.example", Role::Sales, Some(partner(2))).await;
        add(&t, "cam@kestrel.example", Role::ChannelManager, None).await;
        let house = House::new(&t);
        let mut cam = house.signed_in("cam@kestrel.example").await;
        let chosen = partner(1).to_string();
        assert_eq!(cam.post("/view-as", &[("partner", &chosen)]).await.expect(303).location, "/");
        let page = cam.get("/members").await.expect(200).text;
        assert!(page.contains("You see the portal as Brightpath"), "{page}");
        assert!(page.contains("sam@brightpath.example") && !page.contains("olga@"), "{page}");
        let me = cam.get("/api/v1/me").await.expect(200).json();
        assert_eq!(me["partner"], chosen);
        assert!(me["permissions"].as_array().unwrap().iter().all(|p| p != "member.manage"), "{me}");

        cam.post(&format!("/members/{sam}/suspension"), &[]).await.expect(403);
        cam.post("/members", &[("email", "x@brightpath.example"), ("name", "X"), ("roles", "sales")]).await.expect(403);
        cam.post("/account", &[("name", "X"), ("locale", "en"), ("zone", "UTC")]).await.expect(403);
        cam.post("/account/password", &[("current", super::PASSWORD)]).await.expect(403);
        cam.post("/account/sessions/end", &[]).await.expect(403);
        cam.post("/notices/settings", &[("other", "never")]).await.expect(403);
        cam.get("/account/second-factor").await.expect(403);
        cam.get("/account/tokens").await.expect(403);
        cam.post("/view-as", &[("partner", &partner(2).to_string())]).await.expect(403);
        let work = t.app.read(&Actor::system("test"));
        assert_eq!(crate::get(&work, sam).await.unwrap().state, UserState::Active);
        assert_eq!(crate::find_by_email(&work, "cam@kestrel.example").await.unwrap().unwrap().name, "Person cam");

        assert_eq!(cam.post("/view-as/end", &[]).await.expect(303).location, "/console");
        assert!(cam.get("/members").await.expect(200).text.contains("olga@northwind.example"));
        let records = audit::list(t.app.db().reader(), &audit::Filter::default(), &base::PageRequest::first(50)).await.unwrap().items;
        let views: Vec<(&str, &str, Option<base::PartnerId>)> = records
            .iter()
            .rev()
            .filter(|r| r.action.starts_with("view_as"))
            .map(|r| (r.action.as_str(), r.actor_kind.as_str(), r.partner))
            .collect();
        assert_eq!(views, [("view_as.started", "staff", Some(partner(1))), ("view_as.ended", "staff", Some(partner(1)))]);
    })
    .await;
}

#[tokio::test]
async fn only_who_may_looks_as_a_partner() {
    each_db(stages, async |t| {
        add(&t, "admin@brightpath.example", Role::PartnerAdmin, Some(partner(1))).await;
        add(&t, "fin@kestrel.example", Role::PartnerFinance, None).await;
        add(&t, "aud@kestrel.example", Role::Auditor, None).await;
        let house = House::new(&t);
        for email in ["admin@brightpath.example", "fin@kestrel.example", "aud@kestrel.example"] {
            let mut person = house.signed_in(email).await;
            person.post("/view-as", &[("partner", &partner(2).to_string())]).await.expect(403);
        }
        assert!(!t.audited().await.iter().any(|a| a.starts_with("view_as")));
    })
    .await;
}
