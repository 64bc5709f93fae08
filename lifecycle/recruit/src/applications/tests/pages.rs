//! The forms as a browser sends them, and who may see what.

use access::Role;
use chrono::TimeDelta;
use testkit::{Test, each_db, on_sqlite};

use super::sample::{details, filed, open_program, stages};
use crate::applications::actions;

fn stamp(page: &str) -> String {
    page.split("name=\"stamp\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

fn form(stamp: &str) -> Vec<(&str, &str)> {
    vec![
        ("company", "Brightpath"),
        ("website", "brightpath.example"),
        ("country", "DE"),
        ("city", "Hamburg"),
        ("size", "10-49"),
        ("models", "resale"),
        ("models", "support"),
        ("skills", "cloud"),
        ("industries", "retail"),
        ("customers", "1.200"),
        ("deals", "12"),
        ("why", "Our customers ask for exactly this."),
        ("name", "Amara Diallo"),
        ("email", "amara@brightpath.example"),
        ("role", "Sales"),
        ("phone", ""),
        ("privacy", "1"),
        ("accuracy", "1"),
        ("stamp", stamp),
        ("fax", ""),
        ("then", "send"),
    ]
}

async fn opened(t: &Test) -> String {
    let page = t.anyone().get("/apply/reseller").await.expect(200);
    assert!(!page.text.contains('⟦'), "a word is missing: {}", page.text);
    stamp(&page.text)
}

#[tokio::test]
async fn the_form_is_taken_from_people_only() {
    each_db(stages, |t| async move {
        open_program(&t).await;
        let (anyone, ops) = (t.anyone(), t.staff(Role::PartnerOps));
        anyone.get("/apply").await.expect(200);
        anyone.get("/apply/oem").await.expect(404);
        let s = opened(&t).await;
        let drafts = async || ops.get("/api/v1/applications?state=draft").await.expect(200).json()["data"].as_array().unwrap().len();
        // Faster than anybody types, with a forged stamp, or with the hidden field filled in.
        anyone.post("/apply/reseller", &form(&s)).await.expect(422);
        t.advance(TimeDelta::seconds(30));
        anyone.post("/apply/reseller", &form("00")).await.expect(422);
        let mut machine = form(&s);
        machine.iter_mut().filter(|f| f.0 == "fax").for_each(|f| f.1 = "1");
        anyone.post("/apply/reseller", &machine).await.expect(303);
        assert_eq!(drafts().await, 0);
        let mut gap = form(&s);
        gap.retain(|f| f.0 != "company");
        let refused = anyone.post("/apply/reseller", &gap).await.expect(422);
        assert!(refused.text.contains("href=\"#f-company\"") && refused.text.contains("Amara Diallo"));
        let sent = anyone.post("/apply/reseller", &form(&s)).await.expect(303);
        assert_eq!(sent.location(), "/apply/sent");
        assert_eq!(drafts().await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_program_that_looks_at_the_link_confirms_nothing() {
    each_db(stages, |t| async move {
        open_program(&t).await;
        let d = &details();
        let begun = t.system(|work| async move { actions::begin(&work, None, d, "en").await }).await.unwrap();
        let path = format!("/apply/confirm/{}", begun.confirm);
        t.anyone().get(&path).await.expect(200);
        t.anyone().get(&path).await.expect(200);
        let done = t.anyone().post(&path, &[]).await.expect(303);
        assert!(done.location().starts_with("/applications/status/"));
        t.anyone().get(done.location()).await.expect(200);
        t.anyone().post(&path, &[]).await.expect(410);
    })
    .await;
}

#[tokio::test]
async fn only_those_who_decide_see_applications() {
    each_db(stages, |t| async move {
        open_program(&t).await;
        let id = filed(&t, &details()).await.application.id;
        let (list, one) = ("/applications".to_owned(), format!("/applications/{id}"));
        for role in [Role::PartnerOps, Role::ChannelManager, Role::Support] {
            let page = t.staff(role).get(&list).await.expect(200);
            assert!(page.text.contains("Brightpath") && !page.text.contains('⟦'), "{role}");
            let page = t.staff(role).get(&one).await.expect(200);
            assert!(!page.text.contains('⟦'), "{}", page.text);
        }
        t.staff(Role::Support).post(&format!("{one}/decision"), &[("reason", "fits")]).await.expect(403);
        t.staff(Role::ChannelMarketing).get(&list).await.expect(403);
        let partner = t.app.ids().next(t.app.now()).into();
        t.member(Role::PartnerAdmin, partner).get(&one).await.expect(403);
        let refused = t.staff(Role::PartnerOps).post(&format!("{one}/decision"), &[("reason", "other"), ("words", "")]).await.expect(422);
        assert!(refused.text.contains("f-words"));
        t.staff(Role::PartnerOps)
            .post(&format!("{one}/decision"), &[("reason", "no_fit"), ("words", ""), ("version", "1")])
            .await
            .expect(412);
        t.staff(Role::PartnerOps).post(&format!("{one}/decision"), &[("reason", "no_fit"), ("words", "")]).await.expect(303);
    })
    .await;
}

#[tokio::test]
async fn the_profile_is_published_as_a_new_version_by_those_who_may() {
    each_db(stages, |t| async move {
        open_program(&t).await;
        let ops = t.staff(Role::PartnerOps);
        let page = ops.get("/profile").await.expect(200);
        assert!(!page.text.contains('⟦'), "{}", page.text);
        let keys = ["size", "country", "industry", "skills", "certifications", "customers", "deals", "model"];
        let fields: Vec<(String, String)> = keys
            .iter()
            .flat_map(|k| {
                [(format!("weight_{k}"), if *k == "size" { "30" } else { "10" }.to_owned()), (format!("full_at_{k}"), "1".to_owned())]
            })
            .collect();
        let form: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        t.staff(Role::ChannelManager).post("/profile", &form).await.expect(403);
        ops.post("/profile", &form).await.expect(303);
        let mut heavy = form.clone();
        heavy[0].1 = "50";
        let refused = ops.post("/profile", &heavy).await.expect(422);
        assert!(refused.text.contains("120"), "{}", refused.text);
        let a = filed(&t, &details()).await.application;
        assert_eq!(a.found.unwrap().score.profile, 1);
    })
    .await;
}

#[tokio::test]
async fn the_api_takes_an_application_and_refuses_what_cannot_be_kept() {
    on_sqlite(stages, |t| async move {
        open_program(&t).await;
        let mut body = serde_json::json!({
            "kind": "msp", "company": "Brightpath", "website": "brightpath.example", "country": "DE", "city": "Hamburg", "size": "10-49",
            "models": ["managed_services"], "skills": ["cloud"], "industries": ["retail"], "customers": 10, "deals": 3,
            "why": "Our customers ask for exactly this.", "name": "Amara Diallo", "email": "amara@brightpath.example", "role": "Sales",
            "privacy": true, "accuracy": true,
        });
        let taken = t.anyone().json("POST", "/api/v1/applications", &body).await.expect(202).json();
        assert_eq!(taken["state"], "draft");
        assert!(taken.get("confirm").is_none());
        body["company"] = "a\u{0}b".into();
        body["customers"] = (-1).into();
        t.anyone().json("POST", "/api/v1/applications", &body).await.expect(422);
        body["extra"] = 1.into();
        t.anyone().json("POST", "/api/v1/applications", &body).await.expect(422);
        t.anyone().get("/api/v1/applications").await.expect(401);
    })
    .await;
}
