use chrono::TimeDelta;
use testkit::each_db;
use work::{Actor, Role};

use super::browser::Browser;
use super::{House, PASSWORD, add, partner, stages};
use crate::factors::rules;

fn hidden(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let at = page.find(&mark).unwrap_or_else(|| panic!("no {name} in {page}")) + mark.len();
    page[at..].split('"').next().unwrap().to_owned()
}

/// Turns the second factor on; returns the app's secret and the recovery codes.
async fn enroll(house: &House, ada: &mut Browser, id: base::UserId) -> (Vec<u8>, Vec<String>) {
    let page = ada.get("/account/second-factor").await.expect(200).text;
    assert!(page.contains("<svg xmlns"), "{page}");
    let sealed = hidden(&page, "sealed");
    let secret = house.app.seal().unwrap().open_sealed(&format!("totp {id}"), &sealed).unwrap();
    let wrong = ada.post("/account/second-factor", &[("sealed", &sealed), ("code", "000000")]).await.expect(422).text;
    assert_eq!(hidden(&wrong, "sealed"), sealed, "the app has this secret already");
    let code = rules::code(&secret, house.app.now());
    let page = ada.post("/account/second-factor", &[("sealed", &sealed), ("code", &code)]).await.expect(200).text;
    let codes: Vec<String> = page
        .split("<li>")
        .filter_map(|p| p.split("</li>").next())
        .filter(|c| c.len() == 14 && c.contains('-'))
        .map(str::to_owned)
        .collect();
    assert_eq!(codes.len(), 8, "{page}");
    (secret, codes)
}

#[tokio::test]
async fn a_second_step_is_asked_for_and_a_code_is_used_once() {
    each_db(stages, async |t| {
        let id = add(&t, "ada@brightpath.example", Role::Sales, Some(partner(1))).await;
        let house = House::new(&t);
        let mut ada = house.signed_in("ada@brightpath.example").await;
        let (secret, codes) = enroll(&house, &mut ada, id).await;
        let work = t.app.read(&Actor::system("test"));
        let (sealed, _) = crate::users::store::totp(&work, id).await.unwrap().unwrap();
        assert!(!sealed.contains(&hex::encode(&secret)), "the secret is sealed");

        let mut phone = house.browser();
        let answer = phone.post("/sign-in", &[("email", "ada@brightpath.example"), ("password", PASSWORD), ("next", "/account")]).await;
        assert_eq!(answer.expect(303).location, "/sign-in/second-step?next=%2Faccount");
        assert_eq!(phone.get("/account").await.status, 303, "half way is nobody");
        phone.get("/sign-in/second-step").await.expect(200);
        let half = phone.session().unwrap();
        let code = rules::code(&secret, t.app.now());
        phone.post("/sign-in/second-step", &[("code", &code)]).await.expect(422);
        t.advance(TimeDelta::seconds(30));
        let code = rules::code(&secret, t.app.now());
        let answer = phone.post("/sign-in/second-step", &[("code", &code), ("next", "/account")]).await;
        assert_eq!(answer.expect(303).location, "/account");
        assert_ne!(phone.session(), Some(half));
        phone.get("/account").await.expect(200);

        let mut again = house.browser();
        again.post("/sign-in", &[("email", "ada@brightpath.example"), ("password", PASSWORD)]).await.expect(303);
        again.post("/sign-in/second-step", &[("code", &code)]).await.expect(422);
        // The phone is lost.
        again.post("/sign-in/second-step", &[("code", &codes[0].to_uppercase())]).await.expect(303);
        again.get("/account").await.expect(200);
        let mut third = house.browser();
        third.post("/sign-in", &[("email", "ada@brightpath.example"), ("password", PASSWORD)]).await.expect(303);
        third.post("/sign-in/second-step", &[("code", &codes[0])]).await.expect(422);
        let page = again.get("/account/second-factor").await.expect(200).text;
        assert!(page.contains("7 unused recovery codes"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn guessing_codes_waits_and_half_a_session_ends() {
    each_db(stages, async |t| {
        let id = add(&t, "ada@brightpath.example", Role::Sales, Some(partner(1))).await;
        let house = House::new(&t);
        let mut ada = house.signed_in("ada@brightpath.example").await;
        let (secret, _) = enroll(&house, &mut ada, id).await;
        let mut thief = house.browser();
        thief.post("/sign-in", &[("email", "ada@brightpath.example"), ("password", PASSWORD)]).await.expect(303);
        let mut late = Vec::new();
        for n in 0..7 {
            let code = format!("{n:06}");
            late.push(thief.post("/sign-in/second-step", &[("code", &code)]).await.expect(422).text.contains("Too many tries"));
        }
        assert_eq!(late, [false, false, false, false, false, true, true]);
        t.advance(TimeDelta::minutes(11));
        let code = rules::code(&secret, t.app.now());
        assert!(thief.post("/sign-in/second-step", &[("code", &code)]).await.expect(422).text.contains("took too long"));
    })
    .await;
}

#[tokio::test]
async fn turning_it_off_asks_for_the_password() {
    each_db(stages, async |t| {
        let id = add(&t, "ada@brightpath.example", Role::Sales, Some(partner(1))).await;
        let house = House::new(&t);
        let mut ada = house.signed_in("ada@brightpath.example").await;
        let (_, codes) = enroll(&house, &mut ada, id).await;
        ada.post("/account/second-factor/end", &[("current", "wrong")]).await.expect(422);
        ada.post("/account/recovery-codes", &[("current", "wrong")]).await.expect(422);
        let page = ada.post("/account/recovery-codes", &[("current", PASSWORD)]).await.expect(200).text;
        assert!(codes.iter().all(|c| !page.contains(c.as_str())));
        ada.post("/account/second-factor/end", &[("current", PASSWORD)]).await.expect(303);
        house.browser().post("/sign-in", &[("email", "ada@brightpath.example"), ("password", PASSWORD)]).await.expect(303);
        let mut plain = house.signed_in("ada@brightpath.example").await;
        plain.get("/account").await.expect(200);
        let told: Vec<String> = t.audited().await.into_iter().filter(|a| a.starts_with("second_factor")).collect();
        assert_eq!(told, ["second_factor.enrolled", "second_factor.codes_renewed", "second_factor.ended"]);
    })
    .await;
}
