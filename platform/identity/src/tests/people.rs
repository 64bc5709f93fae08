use serde_json::json;
use testkit::each_db;
use work::{Actor, Role};

use super::{House, PASSWORD, add, partner, person, stages};
use crate::{User, UserState};

async fn by_email(t: &testkit::Test, email: &str) -> Option<User> {
    crate::find_by_email(&t.app.read(&Actor::system("test")), email).await.unwrap()
}

#[tokio::test]
async fn a_partner_admin_looks_after_people_of_their_own_partner_only() {
    each_db(stages, async |t| {
        add(&t, "admin@brightpath.example", Role::PartnerAdmin, Some(partner(1))).await;
        let own = add(&t, "sam@brightpath.example", Role::Sales, Some(partner(1))).await;
        let other = add(&t, "olga@northwind.example", Role::Sales, Some(partner(2))).await;
        let staff = add(&t, "mira@kestrel.example", Role::Owner, None).await;
        let house = House::new(&t);
        let mut admin = house.signed_in("admin@brightpath.example").await;
        let list = admin.get("/members").await.expect(200).text;
        assert!(list.contains("sam@brightpath.example") && !list.contains("olga@") && !list.contains("mira@"), "{list}");
        let asked = admin.get(&format!("/members?partner={}", partner(2))).await.expect(200).text;
        assert!(!asked.contains("olga@"), "{asked}");
        let api = admin.get(&format!("/api/v1/members?partner={}", partner(2))).await.expect(200).json();
        assert_eq!(api["data"], json!([]));
        let before = t.audited().await.len();
        for id in [other, staff] {
            admin.get(&format!("/members/{id}")).await.expect(404);
            admin.get(&format!("/api/v1/members/{id}")).await.expect(404);
            for what in ["suspension", "suspension/end", "sessions/end", "invitation", "removal", "second-factor/end"] {
                admin.post(&format!("/members/{id}/{what}"), &[]).await.expect(404);
            }
            admin.post(&format!("/members/{id}/roles"), &[("roles", "sales")]).await.expect(404);
            admin.json("DELETE", &format!("/api/v1/members/{id}"), &json!({})).await.expect(404);
            admin.json("POST", &format!("/api/v1/members/{id}/suspension"), &json!({})).await.expect(404);
            admin.json("PUT", &format!("/api/v1/members/{id}/roles"), &json!({ "roles": ["sales"] })).await.expect(404);
        }
        let into = json!({ "email": "x@northwind.example", "name": "X", "roles": ["sales"], "partner": partner(2) });
        admin.json("POST", "/api/v1/members", &into).await.expect(404);
        assert_eq!(t.audited().await.len(), before, "nothing changed");
        assert_eq!(by_email(&t, "olga@northwind.example").await.unwrap().state, UserState::Active);
        assert_eq!(by_email(&t, "x@northwind.example").await, None);

        // Staff roles are not theirs to give.
        let up = json!({ "email": "x@brightpath.example", "name": "X", "roles": ["owner"] });
        admin.json("POST", "/api/v1/members", &up).await.expect(422);
        admin.post(&format!("/members/{own}/roles"), &[("roles", "owner")]).await.expect(422);
        admin.get("/admin/users").await.expect(403);

        admin.post(&format!("/members/{own}/roles"), &[("roles", "technical"), ("roles", "sales")]).await.expect(303);
        assert_eq!(by_email(&t, "sam@brightpath.example").await.unwrap().roles, [Role::Sales, Role::Technical]);
        let made =
            admin.json("POST", "/api/v1/members", &json!({ "email": "new@brightpath.example", "name": "Nia", "roles": ["sales"] })).await;
        assert_eq!(made.expect(201).json()["org"], "Brightpath");
        let twice =
            admin.json("POST", "/api/v1/members", &json!({ "email": "new@brightpath.example", "name": "Nia", "roles": ["sales"] })).await;
        assert_eq!(twice.expect(409).json()["errors"][0]["field"], "email");
    })
    .await;
}

#[tokio::test]
async fn other_members_look_but_do_not_touch() {
    each_db(stages, async |t| {
        let admin = add(&t, "admin@brightpath.example", Role::PartnerAdmin, Some(partner(1))).await;
        for (email, role) in [("s@brightpath.example", Role::Sales), ("f@brightpath.example", Role::MemberFinance)] {
            add(&t, email, role, Some(partner(1))).await;
            let house = House::new(&t);
            let mut member = house.signed_in(email).await;
            assert!(member.get("/members").await.expect(200).text.contains("admin@brightpath.example"));
            member.get("/members/new").await.expect(403);
            member.get(&format!("/members/{admin}")).await.expect(403);
            member.post(&format!("/members/{admin}/suspension"), &[]).await.expect(403);
            member.json("DELETE", &format!("/api/v1/members/{admin}"), &json!({})).await.expect(403);
        }
        assert_eq!(by_email(&t, "admin@brightpath.example").await.unwrap().state, UserState::Active);
    })
    .await;
}

#[tokio::test]
async fn suspending_and_removing_end_access_at_once() {
    each_db(stages, async |t| {
        add(&t, "admin@brightpath.example", Role::PartnerAdmin, Some(partner(1))).await;
        let id = add(&t, "sam@brightpath.example", Role::Technical, Some(partner(1))).await;
        let house = House::new(&t);
        let mut admin = house.signed_in("admin@brightpath.example").await;
        let mut sam = house.signed_in("sam@brightpath.example").await;
        let made = sam.json("POST", "/api/v1/tokens", &json!({ "name": "x", "scopes": ["member.read"] })).await.expect(201).json();
        let mut program = sam.program(made["secret"].as_str().unwrap());
        program.get("/api/v1/me").await.expect(200);
        admin.post(&format!("/members/{id}/suspension"), &[]).await.expect(303);
        sam.get("/api/v1/me").await.expect(401);
        program.get("/api/v1/me").await.expect(401);
        house.browser().post("/sign-in", &[("email", "sam@brightpath.example"), ("password", PASSWORD)]).await.expect(422);
        admin.post(&format!("/members/{id}/suspension"), &[]).await.expect(422);
        admin.post(&format!("/members/{id}/suspension/end"), &[]).await.expect(303);
        let mut back = house.signed_in("sam@brightpath.example").await;
        admin.post(&format!("/members/{id}/removal"), &[]).await.expect(303);
        back.get("/api/v1/me").await.expect(401);
        admin.get(&format!("/members/{id}")).await.expect(404);
        // The address is free again.
        let again = json!({ "email": "sam@brightpath.example", "name": "Sam", "roles": ["sales"] });
        admin.json("POST", "/api/v1/members", &again).await.expect(201);
        let told: Vec<String> = t
            .audited()
            .await
            .into_iter()
            .filter(|a| a.starts_with("user.s") || a == "user.re" || a == "user.removed" || a == "user.resumed")
            .collect();
        assert_eq!(told, ["user.signed_in", "user.signed_in", "user.suspended", "user.resumed", "user.signed_in", "user.removed"]);
    })
    .await;
}

#[tokio::test]
async fn nobody_changes_their_own_access_and_the_last_owner_stays() {
    each_db(stages, async |t| {
        let mira = add(&t, "mira@kestrel.example", Role::Owner, None).await;
        let ops = add(&t, "ops@kestrel.example", Role::PartnerOps, None).await;
        let house = House::new(&t);
        let mut owner = house.signed_in("mira@kestrel.example").await;
        for what in ["suspension", "removal"] {
            owner.post(&format!("/admin/users/{mira}/{what}"), &[]).await.expect(422);
        }
        owner.post(&format!("/admin/users/{mira}/roles"), &[("roles", "owner"), ("roles", "auditor")]).await.expect(422);
        let last = t.system(|work| async move { crate::suspend(&work, mira).await }).await.unwrap_err();
        assert_eq!(last.code(), Some("user.last_owner"));
        owner.post(&format!("/admin/users/{ops}/roles"), &[("roles", "owner")]).await.expect(303);
        t.system(|work| async move { crate::suspend(&work, mira).await }).await.unwrap();
        owner.get("/admin/users").await.expect(303);
        // Only an owner looks after staff.
        add(&t, "cam@kestrel.example", Role::ChannelManager, None).await;
        let mut cam = house.signed_in("cam@kestrel.example").await;
        cam.get("/admin/users").await.expect(403);
        cam.post(&format!("/members/{ops}/suspension"), &[]).await.expect(403);
        cam.get(&format!("/members?partner={}", partner(1))).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn a_stale_form_overwrites_nothing() {
    each_db(stages, async |t| {
        add(&t, "admin@brightpath.example", Role::PartnerAdmin, Some(partner(1))).await;
        let id = add(&t, "sam@brightpath.example", Role::Sales, Some(partner(1))).await;
        let house = House::new(&t);
        let mut admin = house.signed_in("admin@brightpath.example").await;
        admin.post(&format!("/members/{id}/roles"), &[("roles", "technical"), ("version", "1")]).await.expect(303);
        admin.post(&format!("/members/{id}/roles"), &[("roles", "marketing"), ("version", "1")]).await.expect(412);
        assert_eq!(by_email(&t, "sam@brightpath.example").await.unwrap().roles, [Role::Technical]);
    })
    .await;
}

#[tokio::test]
async fn a_whole_partner_loses_access_and_gets_it_back() {
    each_db(stages, async |t| {
        add(&t, "sam@brightpath.example", Role::Sales, Some(partner(1))).await;
        add(&t, "olga@northwind.example", Role::Sales, Some(partner(2))).await;
        let invited = &person("eve@brightpath.example", &[Role::Sales], Some(partner(1)));
        t.system(|work| async move { crate::invite(&work, invited).await }).await.unwrap();
        let house = House::new(&t);
        let (mut sam, mut olga) = (house.signed_in("sam@brightpath.example").await, house.signed_in("olga@northwind.example").await);
        t.system(|work| async move { crate::rename_org(&work, partner(1), "Brightpath Group").await }).await.unwrap();
        assert!(sam.get("/account").await.expect(200).text.contains("Brightpath Group"));
        t.system(|work| async move { crate::end_access_of_partner(&work, partner(1)).await }).await.unwrap();
        sam.get("/api/v1/me").await.expect(401);
        olga.get("/api/v1/me").await.expect(200);
        let people = crate::of_partner(&t.app.read(&Actor::system("test")), partner(1)).await.unwrap();
        assert!(people.iter().all(|u| u.state == UserState::Suspended));
        assert_eq!(crate::recipients(&people), []);
        t.system(|work| async move { crate::resume_access_of_partner(&work, partner(1)).await }).await.unwrap();
        let people = crate::of_partner(&t.app.read(&Actor::system("test")), partner(1)).await.unwrap();
        assert_eq!(people.iter().map(|u| u.state).collect::<Vec<_>>(), [UserState::Invited, UserState::Active]);
    })
    .await;
}

#[tokio::test]
async fn sessions_are_listed_and_ended_by_their_person() {
    each_db(stages, async |t| {
        add(&t, "sam@brightpath.example", Role::Sales, Some(partner(1))).await;
        add(&t, "olga@northwind.example", Role::Sales, Some(partner(2))).await;
        let house = House::new(&t);
        let mut here = house.signed_in("sam@brightpath.example").await;
        let mut there = house.signed_in("sam@brightpath.example").await;
        let mut olga = house.signed_in("olga@northwind.example").await;
        let list = here.get("/api/v1/sessions").await.expect(200).json();
        let sessions = list["data"].as_array().unwrap();
        assert_eq!(sessions.len(), 2);
        let other = sessions.iter().find(|s| s["current"] == false).unwrap()["id"].as_str().unwrap().to_owned();
        olga.json("DELETE", &format!("/api/v1/sessions/{other}"), &json!({})).await.expect(404);
        there.get("/api/v1/me").await.expect(200);
        here.post(&format!("/account/sessions/{other}/end"), &[]).await.expect(303);
        there.get("/api/v1/me").await.expect(401);
        here.post("/account/sessions/end", &[]).await.expect(303);
        here.get("/api/v1/me").await.expect(401);
        olga.get("/api/v1/me").await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn pages_hold_no_word_that_is_not_in_the_catalogs() {
    each_db(stages, async |t| {
        add(&t, "mira@kestrel.example", Role::Owner, None).await;
        let sam = add(&t, "sam@brightpath.example", Role::PartnerAdmin, Some(partner(1))).await;
        let house = House::new(&t);
        let mut mira = house.signed_in("mira@kestrel.example").await;
        mira.post("/account", &[("name", "Mira"), ("locale", "de"), ("zone", "Europe/Berlin"), ("theme", "dark")]).await.expect(303);
        let account = mira.get("/account").await.expect(200).text;
        assert!(account.contains("lang=\"de\"") && account.contains("data-theme=\"dark\""), "{account}");
        for path in
            ["/admin/users", "/admin/users/new", "/members", "/account/tokens", "/account/second-factor", "/notices", "/notices/settings"]
        {
            let page = mira.get(path).await.expect(200).text;
            assert!(!page.contains('⟦') && !page.contains("style=\""), "{path}");
        }
        mira.get(&format!("/members/{sam}")).await.expect(200);
        mira.get(&format!("/members/new?partner={}", partner(1))).await.expect(200);
        assert_eq!(house.app.catalogs().unknown(), Vec::<String>::new());
        // The menu's headings are said by core.
        let problems: Vec<String> = house.app.catalogs().check().iter().map(ToString::to_string).collect();
        assert_eq!(problems, Vec::<String>::new());
    })
    .await;
}
