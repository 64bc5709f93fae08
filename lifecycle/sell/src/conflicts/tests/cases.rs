//! From the registration that meets another to the letters, on both databases.

use chrono::TimeDelta;
use serde_json::{Value, json};
use testkit::each_db;
use work::Role;

use super::world::{Contest, World, only_case, path_of, stages};
use crate::deals::tests::world::person;

#[tokio::test]
async fn a_case_opens_with_the_registration_and_both_sides_are_told() {
    each_db(stages, |test| async move {
        let c = Contest::new(&test).await;
        let w = &c.w;
        let case = c.read(&w.jonas).await;
        assert_eq!(
            (case["state"].as_str(), case["trigger"].as_str(), case["assignee"].as_str()),
            (Some("open"), Some("overlap"), Some("Jonas Lind"))
        );
        // Five business days from Wednesday, 11:00 in Berlin.
        assert!(case["decide_by"].as_str().unwrap().starts_with("2026-11-25T10:00:00"), "{case}");
        assert_eq!(case["sides"].as_array().unwrap().len(), 2);
        assert_eq!(case["proposal"]["kind"], "confirm");
        assert_eq!((&case["proposal"]["lead_id"], case["proposal"]["because"].as_str()), (&c.side(&c.first).await, Some("protection")));
        assert_eq!(w.notices(&w.jonas).await.iter().filter(|t| *t == "conflict.opened").count(), 1);
        for who in [&w.amara, &w.erik] {
            assert_eq!(w.notices(who).await.iter().filter(|t| *t == "conflict.joined").count(), 1);
            assert_eq!(c.read(who).await["sides"].as_array().unwrap().len(), 1);
        }
        // A third joins; the same pair is never before two cases.
        let third = w.register(&w.erik, "Nordvik Shipping A.S.", "nordvik-shipping.no", 2_000_000).await;
        test.settle().await;
        assert_eq!(only_case(w, &w.jonas).await, c.case);
        assert_eq!(c.read(&w.jonas).await["sides"].as_array().unwrap().len(), 3);
        // Taken back, both, there is nothing left to decide.
        for deal in [&c.second, &third] {
            w.erik.json("POST", &format!("{}/withdrawal", path_of(deal)), &json!({ "note": "Not ours." })).await.expect(200);
        }
        assert_eq!(c.read(&w.jonas).await["state"], "dropped");
        assert_eq!(c.rule(&w.jonas, &json!({})).await.expect(409).json()["code"], "case.wrong_state");
        // And the next one opens another.
        w.register(&w.erik, "NORDVIK Shipping", "nordvik-shipping.no", 3_000_000).await;
        test.settle().await;
        assert_eq!(w.read(&w.jonas, "/api/v1/conflicts?state=open").await["data"].as_array().unwrap().len(), 1);
        test.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn the_proposal_is_accepted_and_everything_follows_from_it() {
    each_db(stages, |test| async move {
        let c = Contest::new(&test).await;
        let w = &c.w;
        let ruled = c.rule(&w.jonas, &json!({})).await.expect(200).json();
        assert_eq!((ruled["state"].as_str(), ruled["rulings"][0]["followed"].as_bool()), (Some("decided"), Some(true)));
        assert_eq!(ruled["rulings"][0]["clause"], "protection");
        assert_eq!((c.state(&c.first).await.as_str(), c.state(&c.second).await.as_str()), ("approved", "rejected"));
        assert_eq!(w.protections().await, 2, "one protection, under two names");
        let letters = c.path("letters");
        let (winner, loser) = (w.read(&w.amara, &letters).await, w.read(&w.erik, &letters).await);
        assert_eq!((winner[0]["fate"].as_str(), loser[0]["fate"].as_str()), (Some("confirmed"), Some("ended")));
        assert_eq!(winner[0]["appeal_until"], Value::Null);
        assert!(loser[0]["appeal_until"].as_str().unwrap().starts_with("2026-11-25T10:00:00"), "{loser}");
        assert!(w.notices(&w.amara).await.contains(&"conflict.confirmed".to_owned()));
        assert!(w.notices(&w.erik).await.contains(&"conflict.ended".to_owned()));
        for who in [&w.amara, &w.erik] {
            let page = who.get(&format!("/conflicts/{}/letter", c.case)).await.expect(200).text;
            assert!(page.contains("First approved keeps, rules of engagement v1") && !page.contains('⟦'), "{page}");
        }
        // The term passes: it is final.
        // The schedules begin with the first look at them.
        test.tick().await;
        test.advance(TimeDelta::days(8));
        test.tick().await;
        assert_eq!(c.read(&w.jonas).await["state"], "closed");
        let found = crate::conflicts::replay(&test.app.read(&test.app.system("test")), base::Instant::default(), 10).await.unwrap();
        assert_eq!((found.proposals, found.differ), (1, 0));
        test.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn who_came_later_can_be_given_the_customer_and_shares_go_into_what_is_won() {
    each_db(stages, |test| async move {
        let c = Contest::new(&test).await;
        let w = &c.w;
        let (first, second) = (c.side(&c.first).await, c.side(&c.second).await);
        let refused = c.rule(&w.jonas, &json!({ "kind": "confirm", "lead_id": second })).await.expect(422).json();
        assert_eq!(refused["errors"][0]["field"], "reason");
        assert_eq!(c.state(&c.first).await, "approved", "nothing happened");
        let parts = json!([{ "side_id": first, "share": 30 }, { "side_id": second, "share": 60 }]);
        let refused =
            c.rule(&w.jonas, &json!({ "kind": "split", "lead_id": second, "parts": parts, "reason": "Shared." })).await.expect(422).json();
        assert_eq!(refused["errors"][0]["code"], "case.shares");
        let parts = json!([{ "side_id": first, "share": 30 }, { "side_id": second, "share": 70 }]);
        c.rule(&w.jonas, &json!({ "kind": "split", "lead_id": second, "parts": parts, "reason": "Erik met them." })).await.expect(200);
        assert_eq!((c.state(&c.first).await.as_str(), c.state(&c.second).await.as_str()), ("released", "approved"));
        w.erik.json("POST", &format!("{}/win", path_of(&c.second)), &json!({ "won_on": "2026-11-18" })).await.expect(200);
        let page = audit::list(test.app.db().reader(), &audit::Filter::default(), &base::PageRequest::first(200)).await.unwrap();
        let won = page.items.into_iter().find(|r| r.action == "deal.won").unwrap().after.unwrap();
        let credits: Vec<(String, i64)> = won["credits"]
            .as_array()
            .unwrap()
            .iter()
            .map(|c| (c["partner"].as_str().unwrap().to_owned(), c["share"].as_i64().unwrap()))
            .collect();
        assert_eq!(credits, [(w.brightpath.to_string(), 30), (w.nordic.to_string(), 70)]);
    })
    .await;
}

#[tokio::test]
async fn working_together_approves_both_and_names_them_to_each_other() {
    each_db(stages, |test| async move {
        let c = Contest::new(&test).await;
        let w = &c.w;
        let (first, second) = (c.side(&c.first).await, c.side(&c.second).await);
        let parts = json!([{ "side_id": first, "share": 50, "role": "Sells" }, { "side_id": second, "share": 50, "role": "Delivers" }]);
        c.rule(&w.jonas, &json!({ "kind": "co_sell", "lead_id": first, "parts": parts, "reason": "Together." })).await.expect(200);
        assert_eq!((c.state(&c.first).await.as_str(), c.state(&c.second).await.as_str()), ("approved", "approved"));
        let letter = w.read(&w.erik, &c.path("letters")).await;
        assert_eq!((letter[0]["fate"].as_str(), &letter[0]["with"]), (Some("together"), &json!(["Brightpath Systems"])));
        assert!(w.erik.get(&format!("/conflicts/{}/letter", c.case)).await.expect(200).text.contains("50%"));
    })
    .await;
}

#[tokio::test]
async fn a_customer_of_the_vendor_itself_is_a_case_with_the_direct_team() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let held = w.register(&w.amara, "Solvang Dairies", "solvang.no", 4_500_000).await;
        let account = held["account_id"].as_str().unwrap().to_owned();
        let new = |more: Value| {
            let mut body = json!({ "account_id": account, "note": "They asked our own team for a pilot." });
            body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            body
        };
        let path = "/api/v1/direct-opportunities";
        assert_eq!(w.jonas.json("POST", path, &new(json!({}))).await.expect(409).json()["code"], "case.protected");
        let own = w.jonas.actor.user.unwrap();
        let mine = new(json!({ "approver_id": own, "reason": "It is a pilot only." }));
        assert_eq!(w.jonas.json("POST", path, &mine).await.expect(422).json()["errors"][0]["code"], "case.approver");
        assert_eq!(w.amara.json("POST", path, &new(json!({}))).await.status.as_u16(), 403);
        // On the page the account is found by its name; what fits several is asked about first.
        w.register(&w.amara, "Solvberg Textiles", "solvberg.no", 1_000_000).await;
        let page = async |form: &[(&str, &str)]| w.jonas.post("/conflicts/opportunities", form).await.expect(422).text;
        assert!(page(&[("account", "Nobody Knows"), ("note", "A pilot.")]).await.contains("No account is called this"));
        let several = page(&[("account", "solv"), ("note", "A pilot.")]).await;
        assert!(
            several.contains("Choose which of these") && several.contains(&account) && several.contains("Solvberg Textiles"),
            "{several}"
        );
        for form in [[("account", "solvang dairies"), ("asked", "")], [("account", "solv"), ("asked", "solv")]] {
            let stopped = page(&[form[0], form[1], ("chosen", &account), ("note", "A pilot.")]).await;
            assert!(stopped.contains("Brightpath Systems is protected until"), "{stopped}");
        }
        assert_eq!(w.read(&w.jonas, path).await["data"], json!([]), "nothing was noted");

        let mona = w.mona.actor.user.unwrap();
        let ask = new(json!({ "approver_id": mona, "reason": "The customer insists on us." }));
        let asked = w.jonas.json("POST", path, &ask).await.expect(201).json();
        assert_eq!((asked["consent"].as_str(), asked["approver_name"].as_str()), (Some("waiting"), Some("Mona Ops")));
        // Two business days from Wednesday, 10:00 in Berlin; nothing goes on before.
        assert!(asked["answer_by"].as_str().unwrap().starts_with("2026-11-20"), "{asked}");
        test.settle().await;
        assert_eq!(w.read(&w.jonas, "/api/v1/conflicts").await["data"], json!([]), "no case yet");
        assert!(!w.notices(&w.amara).await.iter().any(|t| t.starts_with("conflict.")), "the partner hears nothing yet");
        assert!(w.notices(&w.mona).await.contains(&"conflict.override_asked".to_owned()));
        // Who asked does not answer, nor does anybody but the one who was named.
        let one = format!("{path}/{}", asked["id"].as_str().unwrap());
        let yes = json!({ "allow": true });
        assert_eq!(w.jonas.json("POST", &format!("{one}/answer"), &yes).await.expect(403).json()["code"], "case.not_the_approver");
        let other = test.staff(work::Role::Owner);
        assert_eq!(other.json("POST", &format!("{one}/answer"), &yes).await.expect(403).json()["code"], "case.not_the_approver");
        let no = w.mona.json("POST", &format!("{one}/answer"), &json!({ "allow": false })).await.expect(422).json();
        assert_eq!(no["errors"][0]["field"], "reason");
        let page = w.mona.get(&one.replace("/api/v1/direct-opportunities", "/conflicts/opportunities")).await.expect(200).text;
        assert!(page.contains("You are asked") && page.contains("Say no") && !page.contains('⟦'), "{page}");
        let said = json!({ "allow": false, "reason": "The partner works well there." });
        assert_eq!(w.mona.json("POST", &format!("{one}/answer"), &said).await.expect(200).json()["consent"], "refused");
        assert_eq!(w.mona.json("POST", &format!("{one}/answer"), &yes).await.expect(409).json()["code"], "case.not_asked");
        assert!(w.notices(&w.jonas).await.contains(&"conflict.override_refused".to_owned()));
        // Not answered in time, it stays stopped.
        let late = w.jonas.json("POST", path, &ask).await.expect(201).json();
        w.pass(TimeDelta::days(5)).await;
        let late = format!("{path}/{}", late["id"].as_str().unwrap());
        assert_eq!(w.read(&w.jonas, &late).await["consent"], "lapsed");
        assert_eq!(w.mona.json("POST", &format!("{late}/answer"), &yes).await.expect(409).json()["code"], "case.not_asked");
        assert!(w.notices(&w.jonas).await.contains(&"conflict.override_lapsed".to_owned()));
        assert_eq!(w.read(&w.jonas, "/api/v1/conflicts").await["data"], json!([]), "still none");

        let asked = w.jonas.json("POST", path, &ask).await.expect(201).json();
        w.mona.json("POST", &format!("{path}/{}/answer", asked["id"].as_str().unwrap()), &yes).await.expect(200);
        test.settle().await;
        let case = only_case(&w, &w.jonas).await;
        let seen = w.read(&w.jonas, &format!("/api/v1/conflicts/{case}")).await;
        assert_eq!((seen["trigger"].as_str(), seen["sides"].as_array().unwrap().len()), (Some("override"), 2));
        assert!(w.notices(&w.amara).await.contains(&"conflict.joined".to_owned()), "the partner is told");
        // Later registrations there are weighed against it, and join.
        let late = w.register(&w.erik, "Solvang Dairies", "solvang.no", 1_000_000).await;
        assert_eq!(late["state"], "in_review");
        assert_eq!(only_case(&w, &w.jonas).await, case);
        let page = w.jonas.get(&format!("/conflicts/opportunities?account={account}")).await.expect(200).text;
        assert!(
            page.contains("Brightpath Systems is protected until")
                && page.contains("Allowed by Mona Ops")
                && page.contains("Mona Ops said no"),
            "{page}"
        );
        // The direct team says its part, through staff; the vendor speaks for no partner.
        let said = json!({ "body": "We met them in October." });
        w.jonas.json("POST", &format!("/api/v1/conflicts/{case}/statements"), &said).await.expect(201);
        test.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn a_late_case_goes_up_the_chain_with_a_name_and_a_time() {
    each_db(stages, |test| async move {
        let c = Contest::new(&test).await;
        let w = &c.w;
        let mut terms = w.read(&w.mona, "/api/v1/deal-terms").await["terms"].clone();
        terms["disputes"]["director_id"] = json!(w.mona.actor.user);
        w.mona.json("PUT", "/api/v1/deal-terms", &terms).await.expect(200);
        test.tick().await;
        test.advance(TimeDelta::days(7));
        test.tick().await;
        let case = c.read(&w.jonas).await;
        assert_eq!((case["level"].as_i64(), case["assignee"].as_str()), (Some(1), Some("Mona Ops")));
        assert!(case["decide_by"].as_str().unwrap() > "2026-11-26", "{case}");
        assert!(w.notices(&w.mona).await.contains(&"conflict.escalated".to_owned()));
        let queue = crate::conflicts::actions::waiting(&test.app.read(&w.jonas.actor), 10).await.unwrap();
        assert_eq!(queue.len(), 1);
        let page = w.jonas.get(&format!("/conflicts/{}", c.case)).await.expect(200).text;
        for words in [
            "Needs a decision",
            "Claims side by side",
            "Your rules favor Brightpath Systems",
            "accesskey=\"y\"",
            "Nordic IT Partners",
            "with Mona Ops",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(
            !page.contains('⟦'),
            "a word is missing: {}",
            page.split('⟦').nth(1).unwrap_or_default().chars().take(60).collect::<String>()
        );
        let figures = w.jonas.get("/conflicts/figures").await.expect(200).text;
        assert!(figures.contains("50%") && !figures.contains('⟦'), "{figures}");
    })
    .await;
}

#[tokio::test]
async fn a_stage_that_sells_directly_to_a_protected_customer_is_stopped_whoever_sets_it() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let other = test.staff(work::Role::PartnerOps);
        let held = w.register(&w.amara, "Solvang Dairies", "solvang.no", 4_500_000).await;
        let account = format!("/api/v1/accounts/{}", held["account_id"].as_str().unwrap());
        let sets = async |stage: &str| other.json("PATCH", &account, &json!({ "lifecycle_stage": stage })).await.expect(200);
        let stage = async || w.read(&w.mona, &account).await["lifecycle_stage"].as_str().unwrap().to_owned();
        let asked = async || w.read(&w.mona, "/api/v1/direct-opportunities").await["data"].as_array().unwrap().clone();
        sets("lead").await;
        assert_eq!((stage().await.as_str(), asked().await.len()), ("lead", 0), "nobody sells directly at that stage");
        // In whatever letters it is written; as often as the other system says it again.
        for _ in 0..2 {
            sets("Opportunity").await;
        }
        let found = asked().await;
        assert_eq!((stage().await.as_str(), found.len()), ("", 1));
        assert_eq!((found[0]["consent"].as_str(), found[0]["note"].as_str()), (Some("waiting"), Some("Opportunity")));
        test.settle().await;
        assert!(w.notices(&w.mona).await.contains(&"conflict.override_asked".to_owned()), "who may set the rules and did not do it");
        let one = format!("/conflicts/opportunities/{}", found[0]["id"].as_str().unwrap());
        let page = w.mona.get(&one).await.expect(200).text;
        assert!(page.contains("was set to the stage") && page.contains("You are asked"), "{page}");
        let answer = async |allow: bool| {
            let body = json!({ "allow": allow, "reason": "The partner works well there." });
            w.mona.json("POST", &format!("/api/v1/direct-opportunities/{}/answer", found[0]["id"].as_str().unwrap()), &body).await
        };
        answer(false).await.expect(200);
        // What was not allowed stays stopped, and nobody is asked again.
        sets("opportunity").await;
        assert_eq!((stage().await.as_str(), asked().await.len()), ("", 1));
        // So does an import, of a new row and of one that is known.
        for _ in 0..2 {
            let text = "Record ID,Company name,Company Domain Name,Country/Region,Lifecycle Stage\n7,Solvang Dairies,solvang.no,Norway,opportunity\n";
            let options = accounts::Options { layout: accounts::Layout::Hubspot, ..accounts::Options::default() };
            let l = test.app.l10n(test.app.settings().locale, i18n::Tz::UTC);
            let file =
                accounts::FileImport { file_name: "crm.csv".to_owned(), bytes: text.as_bytes().into(), options, errors_to: None, l };
            let counts = accounts::import_file(&test.app, &other.actor, &file, &mut |_, _| {}).await.unwrap().counts;
            assert_eq!(counts.rejected, 0, "{counts:?}");
            test.settle().await;
            let all = w.read(&w.mona, "/api/v1/accounts?q=Solvang").await["data"].as_array().unwrap().clone();
            assert!(all.iter().all(|a| a["lifecycle_stage"] == ""), "{counts:?} {all:?}");
        }
        // Where nobody is protected, the stage is the team's own affair; and so it is after the protection.
        w.amara
            .json(
                "POST",
                &format!("/api/v1/deals/{}/withdrawal", held["id"].as_str().unwrap()),
                &json!({ "note": "They build it themselves." }),
            )
            .await
            .expect(200);
        sets("opportunity").await;
        assert_eq!((stage().await.as_str(), asked().await.len()), ("opportunity", 2), "one for each account");
        // Who sets it is named and does not answer for it, even who may set the rules; the harness calls everybody by the role.
        let bakery = w.register(&w.amara, "Fjellheim Bakery", "fjellheim.no", 1_000_000).await["account_id"].clone();
        let nils = test.system(|work| async move { person(&work, "Test partner_ops", "nils@kestrel.example", Role::PartnerOps, None).await });
        let nils = test.staff(Role::PartnerOps).as_user(nils.await.unwrap());
        let path = format!("/api/v1/accounts/{}", bakery.as_str().unwrap());
        nils.json("PATCH", &path, &json!({ "lifecycle_stage": "opportunity" })).await.expect(200);
        let all = asked().await;
        let one = all.iter().find(|o| o["account_id"] == bakery).unwrap();
        assert_eq!((one["owner_name"].as_str(), one["approver_name"].as_str()), (Some("Test partner_ops"), Some("Mona Ops")), "{one}");
        assert_eq!(w.read(&w.mona, &path).await["lifecycle_stage"], "", "and it is stopped all the same");
    })
    .await;
}
