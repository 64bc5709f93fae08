use chrono::TimeDelta;
use testkit::each_db;
use work::{Actor, Role};

use super::{House, PASSWORD, add, mailed_path, notices_mails, partner, person, stages};
use crate::UserState;

const NEW: &str = "seven violet wagons hum";

#[tokio::test]
async fn an_invitation_is_used_once() {
    each_db(stages, async |t| {
        let house = House::new(&t);
        let new = &person("ada@brightpath.example", &[Role::PartnerAdmin], Some(partner(1)));
        t.system(|work| async move { crate::invite(&work, new).await }).await.unwrap();
        let path = mailed_path(&house, "ada@brightpath.example").await;
        assert!(path.starts_with("/invitation/"), "{path}");
        let mut ada = house.browser();
        let page = ada.get(&path).await.expect(200).text;
        assert!(page.contains("Brightpath invited ada@brightpath.example"), "{page}");

        let weak = ada.post(&path, &[("name", "Ada"), ("password", "Brightpath1234"), ("again", "Brightpath1234")]).await.expect(422).text;
        assert!(weak.contains("easy to guess"), "{weak}");
        let short = ada.post(&path, &[("name", "Ada"), ("password", "short"), ("again", "short")]).await.expect(422).text;
        assert!(short.contains("at least 12 characters"), "{short}");
        let differs = ada.post(&path, &[("name", "Ada"), ("password", NEW), ("again", "something else entirely")]).await.expect(422).text;
        assert!(differs.contains("do not match"), "{differs}");

        ada.post(&path, &[("name", "Ada Okafor"), ("password", NEW), ("again", NEW)]).await.expect(303);
        assert_eq!(ada.get("/members").await.status, 200);
        let mut late = house.browser();
        late.get(&path).await.expect(410);
        late.post(&path, &[("name", "Eve"), ("password", NEW), ("again", NEW)]).await.expect(410);
        let work = t.app.read(&Actor::system("test"));
        let user = crate::find_by_email(&work, "ADA@brightpath.example").await.unwrap().unwrap();
        assert_eq!((user.name.as_str(), user.state), ("Ada Okafor", UserState::Active));
        assert_eq!(t.audited().await, ["user.invited", "user.accepted", "user.signed_in"]);
    })
    .await;
}

#[tokio::test]
async fn a_newer_link_ends_the_older_and_time_ends_both() {
    each_db(stages, async |t| {
        let house = House::new(&t);
        let new = &person("ada@brightpath.example", &[Role::Sales], Some(partner(1)));
        let id = t.system(|work| async move { crate::invite(&work, new).await }).await.unwrap();
        let first = mailed_path(&house, "ada@brightpath.example").await;
        t.advance(TimeDelta::minutes(1));
        t.system(|work| async move { crate::invite_again(&work, id).await }).await.unwrap();
        let second = mailed_path(&house, "ada@brightpath.example").await;
        assert_ne!(first, second);
        let mut ada = house.browser();
        ada.get(&first).await.expect(410);
        ada.get(&second).await.expect(200);
        t.advance(TimeDelta::days(7));
        ada.get(&second).await.expect(410);
        ada.get("/invitation/made-up").await.expect(410);
        // A link of one kind is none of another.
        ada.get(&second.replace("/invitation/", "/password/reset/")).await.expect(410);
    })
    .await;
}

#[tokio::test]
async fn a_forgotten_password_is_reset_once_and_ends_all_sessions() {
    each_db(stages, async |t| {
        add(&t, "ada@brightpath.example", Role::Sales, Some(partner(1))).await;
        let house = House::new(&t);
        let mut elsewhere = house.signed_in("ada@brightpath.example").await;
        let mut ada = house.browser();
        ada.post("/password/forgot", &[("email", "Ada@brightpath.example")]).await.expect(200);
        let path = mailed_path(&house, "ada@brightpath.example").await;
        ada.get(&path).await.expect(200);
        assert_eq!(ada.post(&path, &[("password", NEW), ("again", NEW)]).await.expect(303).location, "/sign-in");
        assert_eq!(elsewhere.get("/account").await.status, 303);
        ada.post(&path, &[("password", NEW), ("again", NEW)]).await.expect(410);
        ada.post("/sign-in", &[("email", "ada@brightpath.example"), ("password", PASSWORD)]).await.expect(422);
        ada.post("/sign-in", &[("email", "ada@brightpath.example"), ("password", NEW)]).await.expect(303);
        web::settle(&house.app).await.unwrap();
        let told = notices_mails(&house, &Actor::system("test"), "ada@brightpath.example").await;
        assert!(told.iter().any(|m| m.contains("Your password was changed")), "{told:?}");

        ada.post("/password/forgot", &[("email", "nobody@brightpath.example")]).await.expect(200);
        web::settle(&house.app).await.unwrap();
        assert_eq!(notices_mails(&house, &Actor::system("test"), "nobody@brightpath.example").await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_new_address_holds_once_its_link_is_used() {
    each_db(stages, async |t| {
        add(&t, "ada@brightpath.example", Role::Sales, Some(partner(1))).await;
        add(&t, "bob@brightpath.example", Role::Sales, Some(partner(1))).await;
        let house = House::new(&t);
        let mut ada = house.signed_in("ada@brightpath.example").await;
        ada.post("/account/email", &[("email", "ada@new.example"), ("current", "wrong")]).await.expect(422);
        ada.post("/account/email", &[("email", "ada@new.example"), ("current", PASSWORD)]).await.expect(303);
        let path = mailed_path(&house, "ada@new.example").await;
        let mut anyone = house.browser();
        anyone.get(&path).await.expect(200);
        anyone.post(&path, &[]).await.expect(303);
        anyone.post(&path, &[]).await.expect(410);
        house.browser().post("/sign-in", &[("email", "ada@new.example"), ("password", PASSWORD)]).await.expect(303);
        let told = {
            web::settle(&house.app).await.unwrap();
            notices_mails(&house, &Actor::system("test"), "ada@brightpath.example").await
        };
        assert!(told[0].contains("You now sign in with ada@new.example"), "{told:?}");
        // Somebody else's address is refused only where the link was read, which is their mail.
        ada.post("/account/email", &[("email", "bob@brightpath.example"), ("current", PASSWORD)]).await.expect(303);
        let path = mailed_path(&house, "bob@brightpath.example").await;
        anyone.post(&path, &[]).await.expect(422);
    })
    .await;
}

#[tokio::test]
async fn the_first_owner_is_made_by_a_link_that_only_an_empty_deployment_gives() {
    each_db(stages, async |t| {
        let house = House::new(&t);
        let old = crate::setup_link(&house.app).await.unwrap().unwrap();
        let link = crate::setup_link(&house.app).await.unwrap().unwrap();
        let path = link.strip_prefix("http://127.0.0.1:8080").unwrap();
        let mut mira = house.browser();
        mira.get(old.strip_prefix("http://127.0.0.1:8080").unwrap()).await.expect(410);
        mira.get(path).await.expect(200);
        let form = [("name", "Mira Kovač"), ("email", "mira@kestrel.example"), ("password", NEW), ("again", NEW)];
        mira.post(path, &form).await.expect(303);
        assert_eq!(mira.get("/admin/users").await.status, 200);
        house.browser().post(path, &form).await.expect(410);
        assert_eq!(crate::setup_link(&house.app).await.unwrap(), None);
    })
    .await;
}
