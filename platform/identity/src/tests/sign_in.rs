use chrono::TimeDelta;
use testkit::{each_db, on_sqlite};
use work::Role;

use super::{House, PASSWORD, add, partner, person, stages};
use crate::Cost;

#[tokio::test]
async fn signing_in_makes_a_session_that_ends_with_signing_out() {
    each_db(stages, async |t| {
        add(&t, "ada@brightpath.example", Role::Sales, Some(partner(1))).await;
        let house = House::new(&t);
        let mut ada = house.browser();
        assert_eq!(ada.get("/account").await.expect(303).location, "/sign-in?next=%2Faccount");
        let answer = ada.post("/sign-in", &[("email", " Ada@Brightpath.example "), ("password", PASSWORD), ("next", "/account")]).await;
        assert_eq!(answer.expect(303).location, "/account");
        let page = ada.get("/account").await.expect(200).text;
        assert!(page.contains("ada@brightpath.example · Sales"), "{page}");
        assert!(page.contains("value=\"Person ada\""), "{page}");
        assert!(page.contains("Firefox · Linux") && page.contains("This browser"), "{page}");
        let stolen = ada.clone();
        ada.post("/sign-out", &[]).await.expect(303);
        assert_eq!(ada.session(), None);
        assert_eq!(stolen.clone().get("/account").await.status, 303, "the old secret opens nothing");
        assert_eq!(t.audited().await, ["user.added", "user.signed_in", "user.signed_out"]);
        t.assert_audit_whole().await;
        assert_eq!(house.app.catalogs().unknown(), Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn whether_an_account_exists_cannot_be_told() {
    each_db(stages, async |t| {
        add(&t, "ada@brightpath.example", Role::Sales, Some(partner(1))).await;
        let gone = add(&t, "bob@brightpath.example", Role::Sales, Some(partner(1))).await;
        let invited = &person("eve@brightpath.example", &[Role::Sales], Some(partner(1)));
        t.system(|work| async move { crate::invite(&work, invited).await }).await.unwrap();
        t.system(|work| async move { crate::suspend(&work, gone).await }).await.unwrap();
        let house = House::new(&t);
        let mut texts = Vec::new();
        for email in ["ada@brightpath.example", "bob@brightpath.example", "eve@brightpath.example", "zoe@brightpath.example"] {
            let mut browser = house.browser();
            let refused = browser.post("/sign-in", &[("email", email), ("password", "not the password")]).await.expect(422).text;
            assert!(refused.contains("do not fit together"), "{refused}");
            let forgot = browser.post("/password/forgot", &[("email", email)]).await.expect(200).text;
            texts.push((refused.replace(email, "EMAIL"), forgot));
        }
        for other in &texts[1..] {
            assert_eq!(other, &texts[0]);
        }
        // The suspended and the invited cannot sign in with the right password either.
        for email in ["bob@brightpath.example", "eve@brightpath.example"] {
            house.browser().post("/sign-in", &[("email", email), ("password", PASSWORD)]).await.expect(422);
        }
    })
    .await;
}

#[tokio::test]
async fn guessing_waits_longer_each_time_for_known_and_unknown_alike() {
    each_db(stages, async |t| {
        add(&t, "ada@brightpath.example", Role::Sales, Some(partner(1))).await;
        let house = House::new(&t);
        for email in ["ada@brightpath.example", "nobody@brightpath.example"] {
            let mut statuses = Vec::new();
            for _ in 0..7 {
                let answer = house.browser().post("/sign-in", &[("email", email), ("password", "wrong wrong wrong")]).await.expect(422);
                statuses.push(answer.text.contains("Too many tries"));
            }
            assert_eq!(statuses, [false, false, false, false, false, true, true], "{email}");
        }
        // Even the right password waits, and then forgets the count.
        let right = [("email", "ada@brightpath.example"), ("password", PASSWORD)];
        assert!(house.browser().post("/sign-in", &right).await.expect(422).text.contains("Too many tries"));
        t.advance(TimeDelta::seconds(3));
        house.browser().post("/sign-in", &right).await.expect(303);
        for _ in 0..4 {
            let again = house.browser().post("/sign-in", &[("email", "ada@brightpath.example"), ("password", "wrong")]).await.expect(422);
            assert!(!again.text.contains("Too many tries"));
        }
    })
    .await;
}

#[tokio::test]
async fn many_guesses_from_one_place_wait_whomever_they_are_about_and_successes_do_not_count() {
    on_sqlite(stages, async |t| {
        add(&t, "ada@brightpath.example", Role::Sales, Some(partner(1))).await;
        let house = House::new(&t);
        for _ in 0..5 {
            house.signed_in("ada@brightpath.example").await;
        }
        let mut late = 0;
        for n in 0..105 {
            let email = format!("person{n}@x.example");
            let answer = house.browser().post("/sign-in", &[("email", &email), ("password", "wrong wrong wrong")]).await.expect(422);
            late += u32::from(answer.text.contains("Too many tries"));
        }
        assert_eq!(late, 5);
        t.advance(TimeDelta::seconds(3));
        house.signed_in("ada@brightpath.example").await;
    })
    .await;
}

#[tokio::test]
async fn signing_in_again_renews_the_session() {
    each_db(stages, async |t| {
        add(&t, "ada@brightpath.example", Role::Sales, Some(partner(1))).await;
        let house = House::new(&t);
        let mut ada = house.signed_in("ada@brightpath.example").await;
        let before = ada.clone();
        ada.post("/sign-in", &[("email", "ada@brightpath.example"), ("password", PASSWORD)]).await.expect(303);
        assert_ne!(ada.session(), before.session());
        assert_eq!(before.clone().get("/account").await.status, 303);
        assert_eq!(ada.get("/account").await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_when_idle_and_after_its_lifetime() {
    each_db(stages, async |t| {
        add(&t, "ada@brightpath.example", Role::Sales, Some(partner(1))).await;
        let house = House::with(&t, |s| {
            s.session_idle_minutes = 60;
            s.session_hours = 5;
        });
        let mut ada = house.signed_in("ada@brightpath.example").await;
        let mut idle = house.signed_in("ada@brightpath.example").await;
        for hour in 0..5 {
            assert_eq!(ada.get("/account").await.status, 200, "hour {hour}");
            // The note of the last use is written beside the request.
            let mut waits = 0;
            while !seen_since(&house, &t, TimeDelta::seconds(30)).await && waits < 200 {
                tokio::task::yield_now().await;
                tokio::time::sleep(std::time::Duration::from_millis(5)).await;
                waits += 1;
            }
            t.advance(TimeDelta::minutes(59));
        }
        assert_eq!(idle.get("/account").await.status, 303);
        t.advance(TimeDelta::minutes(10));
        assert_eq!(ada.get("/account").await.status, 303, "no use moves the end of the lifetime");
    })
    .await;
}

/// Whether some session was used in the last moments.
async fn seen_since(house: &House, t: &testkit::Test, within: TimeDelta) -> bool {
    let work = house.app.read(&work::Actor::system("test"));
    let user = crate::find_by_email(&work, "ada@brightpath.example").await.unwrap().unwrap();
    let sessions = crate::sessions::store::of_user(&work, user.id).await.unwrap();
    let now = t.app.now();
    sessions.iter().any(|s| now - s.last_seen_at < within)
}

#[tokio::test]
async fn the_way_back_stays_on_this_site() {
    on_sqlite(stages, async |t| {
        add(&t, "ada@brightpath.example", Role::Sales, Some(partner(1))).await;
        let house = House::new(&t);
        for next in ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""] {
            let form = [("email", "ada@brightpath.example"), ("password", PASSWORD), ("next", next)];
            assert_eq!(house.browser().post("/sign-in", &form).await.expect(303).location, "/sign-in", "{next}");
        }
        let mut ada = house.signed_in("ada@brightpath.example").await;
        assert_eq!(ada.get("/sign-in?next=//evil.example").await.expect(303).location, "/");
    })
    .await;
}

#[tokio::test]
async fn the_cookie_is_for_this_host_over_https_only() {
    on_sqlite(stages, async |t| {
        add(&t, "ada@brightpath.example", Role::Sales, Some(partner(1))).await;
        let house = House::with(&t, |s| s.base_url = "https://partners.kestrel.example".to_owned());
        let ada = house.signed_in("ada@brightpath.example").await;
        let cookie = ada.set.iter().find(|c| c.starts_with("__Host-session=")).unwrap();
        for attribute in ["Path=/", "HttpOnly", "SameSite=Lax", "Secure", "Max-Age=1209600"] {
            assert!(cookie.split("; ").any(|a| a == attribute), "{attribute} in {cookie}");
        }
        assert!(!cookie.contains("Domain"));
    })
    .await;
}

#[tokio::test]
async fn personas_open_the_door_in_the_demo_only() {
    each_db(stages, async |t| {
        let hash = crate::hash_password(PASSWORD, [3; 16], Cost::Invented).await.unwrap();
        let (new, hash) = (&person("mira@kestrel.example", &[Role::Owner], None), &hash);
        let id = t
            .system(|work| async move { crate::add_active(&work, new, Some(hash.clone()), Some("The owner")).await })
            .await
            .unwrap()
            .to_string();
        let plain = add(&t, "ada@brightpath.example", Role::Sales, Some(partner(1))).await.to_string();

        let real = House::new(&t);
        let mut browser = real.browser();
        assert!(!browser.get("/sign-in").await.expect(200).text.contains("Person mira"));
        browser.post("/sign-in/persona", &[("user", &id)]).await.expect(404);
        assert_eq!(browser.session(), None);
        assert_eq!(t.audited().await, ["user.added", "user.added"]);

        let demo = House::with(&t, |s| s.demo = true);
        let mut browser = demo.browser();
        let page = browser.get("/sign-in").await.expect(200).text;
        assert!(page.contains("Person mira") && page.contains("The owner"), "{page}");
        browser.post("/sign-in/persona", &[("user", &plain)]).await.expect(404);
        browser.post("/sign-in/persona", &[("user", &id)]).await.expect(303);
        assert_eq!(browser.get("/admin/users").await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn a_form_of_another_site_signs_nobody_in_or_out() {
    on_sqlite(stages, async |t| {
        use axum::body::Body;
        use axum::http::Request;
        use tower::ServiceExt as _;
        add(&t, "ada@brightpath.example", Role::Sales, Some(partner(1))).await;
        let house = House::new(&t);
        let mut ada = house.signed_in("ada@brightpath.example").await;
        let request = Request::post("/sign-out")
            .header("cookie", format!("session={}", ada.session().unwrap()))
            .header("sec-fetch-site", "cross-site")
            .body(Body::empty())
            .unwrap();
        assert_eq!(house.router.clone().oneshot(request).await.unwrap().status(), 403);
        assert_eq!(ada.get("/account").await.status, 200);
    })
    .await;
}
