//! The calls that pages had alone for a long time do what those pages do.

use serde_json::{Value, json};
use testkit::Persona;
use work::Role;

use crate::cast::{Company, text};
use crate::vendor::Vendor;

const COMPANY: Company = Company { name: "Brightpath Systems", domain: "brightpath.example", admin: "Amara Diallo" };
const APPLICANT: Company = Company { name: "Vista Fleet", domain: "vistafleet.example", admin: "Marek Zielinski" };

/// The code of what is wrong with the first field.
fn wrong(problem: &Value) -> (&str, &str) {
    (text(problem, "/errors/0/field"), text(problem, "/errors/0/code"))
}

async fn state(who: &Persona, method: &str, path: &str, body: &Value, status: u16) -> String {
    text(&who.json(method, path, body).await.expect(status).json(), "/state").to_owned()
}

#[tokio::test]
async fn an_owner_looks_after_the_vendors_people_and_everybody_after_themselves() {
    testkit::each_db_by(towpath::stages, identity::authenticate, |t| async move {
        let v = Vendor::open(&t).await;
        let owner = v.api(Role::Owner);
        let new = json!({ "email": "lena@kestrel.example", "name": "Lena Fuchs", "roles": ["support"] });
        let made = owner.json("POST", "/api/v1/users", &new).await.expect(201).json();
        let (place, member) = (format!("/api/v1/users/{}", text(&made, "/id")), format!("/api/v1/members/{}", text(&made, "/id")));
        assert_eq!((text(&made, "/org"), text(&made, "/state"), &made["version"]), ("Kestrel", "invited", &json!(1)));
        let found = owner.get("/api/v1/users?q=lena").await.expect(200).json();
        assert_eq!((found["data"].as_array().unwrap().len(), text(&found, "/data/0/email")), (1, "lena@kestrel.example"));
        // Whoever is of the vendor is nobody's member, and nobody but an owner looks after them.
        owner.get(&member).await.expect(404);
        owner.json("DELETE", &format!("{member}/sessions"), &Value::Null).await.expect(404);
        v.api(Role::PartnerOps).get(&place).await.expect(403);
        let roles = json!({ "roles": ["auditor"] });
        owner.json_with("PUT", &format!("{place}/roles"), &roles, &[("if-match", "\"9\"")]).await.expect(412);
        let set = owner.json_with("PUT", &format!("{place}/roles"), &roles, &[("if-match", "\"1\"")]).await.expect(200).json();
        assert_eq!(set["roles"], json!(["auditor"]));
        let partners_role = owner.json("PUT", &format!("{place}/roles"), &json!({ "roles": ["sales"] })).await.expect(422).json();
        assert_eq!(wrong(&partners_role), ("roles", "choice"));
        owner.json("POST", &format!("{place}/invitation"), &Value::Null).await.expect(200);
        assert_eq!(state(owner, "POST", &format!("{place}/suspension"), &Value::Null, 200).await, "suspended");
        owner.json("POST", &format!("{place}/invitation"), &Value::Null).await.expect(409);
        assert_eq!(state(owner, "DELETE", &format!("{place}/suspension"), &Value::Null, 200).await, "invited");
        for end in ["/second-factor", "/sessions", ""] {
            owner.json("DELETE", &format!("{place}{end}"), &Value::Null).await.expect(204);
        }
        owner.get(&place).await.expect(404);
        let audited: Vec<String> = t.audited().await.into_iter().filter(|a| a.starts_with("user.") || a.starts_with("second")).collect();
        let last = [
            "user.invited",
            "user.roles_changed",
            "user.invited_again",
            "user.suspended",
            "user.resumed",
            "second_factor.reset",
            "user.sessions_ended",
            "user.removed",
        ];
        assert_eq!(audited[audited.len() - last.len()..], last);

        let me = v.api(Role::Support);
        let own = json!({ "name": "Sam Ito", "locale": "de", "zone": "Europe/Berlin", "theme": "dark" });
        assert_eq!(me.json("PUT", "/api/v1/me/profile", &own).await.expect(200).json(), own);
        assert_eq!(me.get("/api/v1/me/profile").await.expect(200).json(), own);
        assert_eq!(text(&me.get("/api/v1/me").await.expect(200).json(), "/name"), "Sam Ito");
        let nowhere = json!({ "name": "Sam Ito", "locale": "de", "zone": "Mars/Base", "theme": "dark" });
        assert_eq!(wrong(&me.json("PUT", "/api/v1/me/profile", &nowhere).await.expect(422).json()), ("zone", "choice"));

        let wishes = json!({ "wishes": [{ "topic": "other", "timing": "never" }] });
        let set = me.json("PUT", "/api/v1/notice-settings", &wishes).await.expect(200).json();
        assert_eq!(me.get("/api/v1/notice-settings").await.expect(200).json(), set);
        let other = set["data"].as_array().unwrap().iter().find(|s| s["topic"] == "other").unwrap();
        assert_eq!(text(other, "/timing"), "never");
        let unknown = json!({ "wishes": [{ "topic": "weather", "timing": "now" }] });
        let refused = me.json("PUT", "/api/v1/notice-settings", &unknown).await.expect(422).json();
        assert_eq!(wrong(&refused), ("wishes.0.topic", "choice"));
        me.json("DELETE", "/api/v1/sessions", &Value::Null).await.expect(204);
        // The invitations went by mail, which only an owner reads, and that is on record.
        let mails = owner.get("/api/v1/mails").await.expect(200).json();
        let mail = format!("/api/v1/mails/{}", text(&mails, "/data/0/id"));
        assert_eq!(text(&owner.get(&mail).await.expect(200).json(), "/mail/topic"), "account.invited");
        assert_eq!(t.audited().await.last().map(String::as_str), Some("mail.read"));
        let sent = owner.json("POST", &format!("{mail}/attempts"), &Value::Null).await.expect(409).json();
        assert_eq!(text(&sent, "/code"), "mail.not_failed");
        assert_eq!(owner.get("/api/v1/facts-aside").await.expect(200).json(), json!({ "data": [] }));
    })
    .await;
}

#[tokio::test]
async fn what_a_program_is_made_of_is_published_by_calls() {
    testkit::each_db_by(towpath::stages, identity::authenticate, |t| async move {
        let v = Vendor::open(&t).await;
        let (ops, enablement) = (v.api(Role::PartnerOps), v.api(Role::EnablementManager));
        let course = json!({
            "key": "claims", "title": "Claims", "path": "sales", "valid_months": 0, "pass_mark": 80, "draw": 0, "attempts": 3,
            "text": "# Who was first (4 min)\nThe day counts.",
        });
        let made = enablement.json("POST", "/api/v1/courses", &course).await.expect(201);
        assert_eq!(made.location(), "/api/v1/courses/claims");
        assert_eq!((&made.json()["course"]["lessons"], &made.json()["lessons"][0]["minutes"]), (&json!(1), &json!(4)));
        enablement.json("POST", "/api/v1/courses", &course).await.expect(409);

        let profile = ops.get("/api/v1/ideal-profile").await.expect(200).json();
        assert_eq!((&profile["number"], profile["criteria"].as_array().unwrap().len()), (&json!(1), 8));
        let mut next = json!({ "criteria": profile["criteria"] });
        let published = ops.json("PUT", "/api/v1/ideal-profile", &next).await.expect(200).json();
        assert_eq!((&published["number"], &published["criteria"]), (&json!(2), &profile["criteria"]));
        next["criteria"][0]["weight"] = json!(99);
        assert_eq!(wrong(&ops.json("PUT", "/api/v1/ideal-profile", &next).await.expect(422).json()), ("weight_size", "profile.sum"));

        let words = json!({ "language": "en", "title": "On data", "body": "Between {{vendor}} and {{partner}}, about data." });
        let template = json!({
            "key": "data", "kind": "data_protection", "vendor": "Kestrel Inc.", "governing_language": "en", "texts": [words], "months": 12,
            "countries": ["DE"],
        });
        let written = ops.json("POST", "/api/v1/agreement-templates", &template).await.expect(201);
        let place = written.location().to_owned();
        assert_eq!(ops.get(&place).await.expect(200).json(), written.json());
        assert_eq!((&written.json()["version"], &written.json()["reach"], &written.json()["texts"][0]), (&json!(1), &json!(0), &words));
        assert_eq!(ops.json("POST", &format!("{place}/sending"), &Value::Null).await.expect(200).json(), json!({ "sent": 0 }));

        let application = format!("/api/v1/applications/{}", v.applies(&APPLICANT).await);
        assert_eq!(state(ops, "POST", &format!("{application}/review"), &Value::Null, 200).await, "in_review");
        ops.json("POST", &format!("{application}/review"), &Value::Null).await.expect(409);

        let csv = "Firma,Land\nHarbor Lines,NO\n";
        let path = "/api/v1/account-imports?dry_run=true&column=name%3DFirma";
        let begun = ops.upload(path, &[], &[("file", "list.csv", csv.as_bytes())]).await.expect(202).json();
        t.settle().await;
        let import = format!("/api/v1/account-imports/{}", text(&begun, "/id"));
        let mapping = json!({ "columns": ["name", "country"] });
        assert_eq!(state(ops, "PUT", &format!("{import}/mapping"), &mapping, 202).await, "checking");
        ops.json("PUT", &format!("{import}/mapping"), &mapping).await.expect(409);
        t.settle().await;
        ops.json("PUT", &format!("{import}/mapping"), &json!({ "columns": ["country", null] })).await.expect(422);
        assert_eq!(state(ops, "POST", &format!("{import}/execution"), &json!({}), 202).await, "running");
        t.settle().await;
        let done = ops.get(&import).await.expect(200).json();
        assert_eq!((text(&done, "/state"), &done["created"], text(&done, "/columns/1/field")), ("done", &json!(1), "country"));
    })
    .await;
}

#[tokio::test]
async fn steps_are_done_out_of_turn_left_out_and_rated_and_a_sealed_document_is_known() {
    testkit::each_db_by(towpath::stages, identity::authenticate, |t| async move {
        let v = Vendor::open(&t).await;
        let ops = v.api(Role::PartnerOps);
        let application = v.applies(&COMPANY).await;
        v.approves(&application).await;
        let admin = v.accepts_invitation(&COMPANY).await;
        let agreement = v.signs(&COMPANY, &admin).await;
        let plan = text(&admin.get("/api/v1/activation-plans").await.expect(200).json(), "/data/0/id").to_owned();
        let plan = admin.get(&format!("/api/v1/activation-plans/{plan}")).await.expect(200).json();
        let steps = plan["steps"].as_array().unwrap();
        let first = |wanted: &str| {
            let step = steps.iter().find(|s| s["state"] == wanted).unwrap_or_else(|| panic!("no step is {wanted}: {steps:#?}"));
            format!("/api/v1/activation-steps/{}", text(step, "/id"))
        };
        let (locked, open, why) = (first("locked"), first("open"), json!({ "reason": "They begin in June." }));
        admin.json("POST", &format!("{locked}/exception"), &why).await.expect(403);
        let admitted = ops.json("POST", &format!("{locked}/exception"), &why).await.expect(200).json();
        assert_eq!((text(&admitted, "/state"), text(&admitted, "/exception").contains("They begin in June.")), ("open", true));
        let rating = json!({ "clear": 4, "note": "An example would help." });
        admin.json("PUT", &format!("{open}/rating"), &rating).await.expect(409);
        assert_eq!(state(ops, "POST", &format!("{open}/waiver"), &why, 200).await, "skipped");
        ops.json("PUT", &format!("{open}/rating"), &rating).await.expect(403);
        let rated = admin.json("PUT", &format!("{open}/rating"), &rating).await.expect(200).json();
        assert_eq!((&rated["clear"], text(&rated, "/clear_note")), (&json!(4), "An example would help."));

        t.settle().await;
        let sealed = admin.get(&format!("/api/v1/agreements/{agreement}")).await.expect(200).json();
        let ask = |digest: &str| format!("/api/v1/agreement-verification?digest={digest}");
        let known = t.anyone().get(&ask(text(&sealed, "/sealed_digest"))).await.expect(200).json();
        assert_eq!((&known["genuine"], text(&known, "/party")), (&json!(true), "Brightpath Systems"));
        let unknown = t.anyone().get(&ask(&"0".repeat(64))).await.expect(200).json();
        assert_eq!(unknown, json!({ "genuine": false, "title": null, "vendor": null, "party": null, "since": null }));
        t.anyone().get(&ask("no-digest")).await.expect(422);
    })
    .await;
}
