//! From a need to a deal, through the public doors, on both databases.

use chrono::TimeDelta;
use serde_json::{Value, json};
use testkit::each_db;
use work::Role;

use super::world::{Call, World, answers, stages, written};

fn code(value: &Value) -> &str {
    value["code"].as_str().unwrap_or_default()
}

#[tokio::test]
async fn a_need_is_published_answered_compared_and_becomes_a_deal() {
    each_db(stages, |t| async move {
        let call = Call::draft(&t, &written()).await;
        let w = &call.w;
        // A draft is seen by staff alone, with who would be asked.
        w.ada.get(&call.path("")).await.expect(404);
        let shown = w.mona.get(&call.page("")).await.expect(200).text;
        assert!(shown.contains("Alpha GmbH") && shown.contains("Beta GmbH") && !shown.contains("Gamma SA"), "{shown}");
        let mut longer = written();
        longer["answer_days"] = json!(61);
        w.mona.json("PUT", &call.path(""), &longer).await.expect(422);
        assert_eq!(call.mona("award", &json!({ "reason": "None." })).await.expect(409).json()["code"], "proposal.wrong_state");
        assert_eq!(w.mona.get(&call.page("award")).await.expect(303).location(), call.page(""), "there is nothing to decide yet");
        w.ada.json("POST", &call.path("publication"), &Value::Null).await.expect(403);
        let open = call.mona("publication", &Value::Null).await.expect(200).json();
        assert!(open["deadline"].as_str().unwrap().starts_with("2026-11-25T09:00:00"), "{open}");
        t.settle().await;
        assert_eq!(w.told("ada@alpha.example").await, ["proposal.asked"]);
        assert_eq!(w.told("gil@gamma.example").await, Vec::<String>::new());
        w.gil.get(&call.path("")).await.expect(404);
        assert_eq!(w.gil.get("/api/v1/proposal-requests").await.expect(200).json()["data"], json!([]));
        w.mona.json("PUT", &call.path(""), &written()).await.expect(409);
        // Typed, kept, refused, handed in, taken back, handed in again.
        let part = w.ada.get(&call.path("answer")).await.expect(200).json();
        assert_eq!(part["state"], "invited");
        let half = json!({ "answers": { "q1": "With two people", "q2": "about ten" } });
        assert_eq!(w.ada.json("PUT", &call.path("answer"), &half).await.expect(200).json()["state"], "begun");
        let wrong = w.ada.json("POST", &call.path("answer/submission"), &half).await.expect(422).json();
        let fields: Vec<&str> = wrong["errors"].as_array().unwrap().iter().map(|e| e["field"].as_str().unwrap()).collect();
        assert_eq!(fields, ["answers.q2", "answers.q3", "answers.q5"]);
        w.ada.json("POST", &call.path("answer/submission"), &json!({ "answers": { "q9": "?" } })).await.expect(422);
        let sent = call.answer(&w.ada, "With two people").await.expect(200).json();
        assert_eq!((sent["answers"]["q2"].as_str(), sent["answers"]["q3"].as_str()), (Some("12500.50"), Some("4")));
        w.ada.json("DELETE", &call.path("answer/submission"), &Value::Null).await.expect(200);
        assert_eq!(
            code(&w.ada.json("DELETE", &call.path("answer/submission"), &Value::Null).await.expect(409).json()),
            "proposal.not_answered"
        );
        call.answer(&w.ada, "With two people").await.expect(200);
        // Two days before the deadline only those that have not answered are reminded, once.
        t.advance(TimeDelta::days(5));
        t.tick().await;
        t.tick().await;
        assert_eq!(
            (w.told("ada@alpha.example").await.len(), w.told("bea@beta.example").await),
            (1, vec!["proposal.reminder".to_owned(), "proposal.asked".to_owned()])
        );
        call.answer(&w.bea, "With a plan").await.expect(200);
        // A minute before, one can answer; at the deadline not, though the clock has not come by.
        t.advance(TimeDelta::days(2) - TimeDelta::minutes(1));
        call.answer(&w.bea, "With a better plan").await.expect(200);
        t.advance(TimeDelta::minutes(1));
        assert_eq!(code(&call.answer(&w.bea, "Too late").await.expect(410).json()), "proposal.too_late");
        assert_eq!(call.opened().await, Vec::<Value>::new());
        t.tick().await;
        assert_eq!(w.told("mona@kestrel.example").await, ["proposal.closed"]);
        let all = call.opened().await;
        let said: Vec<&str> = all.iter().map(|p| p["answers"]["q1"].as_str().unwrap()).collect();
        assert_eq!(said, ["With two people", "With a better plan"]);
        // Two reviewers; the total is what stands beside it.
        let cem = t.staff(Role::ChannelManager);
        let cem = {
            let id = t
                .system(|work| async move {
                    crate::leads::tests::world::person(&work, "Cem", "cem@kestrel.example", Role::ChannelManager, None).await
                })
                .await
                .unwrap();
            cem.as_user(id)
        };
        let (alpha, beta) = (call.of(w.alpha).await, call.of(w.beta).await);
        call.review(&w.mona, &alpha, &[("c1", 6)]).await.expect(422);
        call.review(&w.ada, &alpha, &[("c1", 5)]).await.expect(403);
        call.review(&w.mona, &alpha, &[("c1", 4), ("c2", 2)]).await.expect(200);
        call.review(&cem, &alpha, &[("c1", 5), ("c2", 2)]).await.expect(200);
        call.review(&w.mona, &beta, &[("c1", 3), ("c2", 1)]).await.expect(200);
        call.review(&w.mona, &beta, &[("c1", 3), ("c2", 5)]).await.expect(200);
        let found = call.of(w.alpha).await;
        assert_eq!(
            (found["points"][0]["average_hundredths"].as_i64(), found["points"][1]["average_hundredths"].as_i64()),
            (Some(450), Some(200))
        );
        assert_eq!(
            (found["sum_hundredths"].as_i64(), found["weights"].as_i64(), found["total_hundredths"].as_i64()),
            (Some(35_000), Some(100), Some(350))
        );
        assert_eq!(call.of(w.beta).await["total_hundredths"], 380, "given again, the later points count");
        let shown = w.mona.get(&call.page("")).await.expect(200).text;
        assert!(shown.contains("(60 × 4.5 + 40 × 2) ÷ 100 = 3.5"), "{shown}");
        // Awarded with reasons; each partner reads its own letter.
        call.mona("award", &json!({ "proposal_id": beta["id"], "reason": "" })).await.expect(422);
        let why = json!({ "proposal_id": beta["id"], "reason": "The better plan for the money." });
        let done = call.mona("award", &why).await.expect(200).json();
        assert_eq!((done["state"].as_str(), done["partner_id"].as_str()), (Some("awarded"), Some(&*w.beta.to_string())));
        assert_eq!(code(&call.mona("award", &why).await.expect(409).json()), "proposal.wrong_state");
        assert_eq!(w.told("ada@alpha.example").await[0], "proposal.not_awarded");
        assert_eq!(w.told("bea@beta.example").await[0], "proposal.awarded");
        let (lost, won) = (call.read(&w.ada).await, call.read(&w.bea).await);
        assert_eq!((lost["letter"]["awarded"].as_bool(), lost["letter"]["total_hundredths"].as_i64()), (Some(false), Some(350)));
        assert_eq!(lost["letter"]["reason"], "The better plan for the money.");
        assert_eq!((lost["company"].as_str(), lost["partner_id"].as_str()), (Some(""), None));
        assert_eq!((won["company"].as_str(), won["letter"]["total_hundredths"].as_i64()), (Some("Isar Logistik GmbH"), Some(380)));
        assert!(w.ada.get(&call.page("")).await.expect(200).text.contains("We did not choose your proposal"));
        // Who has it makes it a deal, once.
        assert_eq!(code(&w.ada.json("POST", &call.path("deal"), &Value::Null).await.expect(409).json()), "proposal.no_deal");
        w.bea.json("POST", &call.path("deal"), &Value::Null).await.expect(200);
        w.bea.json("POST", &call.path("deal"), &Value::Null).await.expect(409);
        let deals = w.bea.get("/api/v1/deals").await.expect(200).json();
        assert_eq!((deals["data"].as_array().unwrap().len(), deals["data"][0]["company"].as_str()), (1, Some("Isar Logistik GmbH")));
        t.settle().await;
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn from_a_lead_the_award_is_the_lead_taken_at_once() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        t.tick().await;
        // No rule finds a partner in Poland, so the lead waits for a person.
        let mut body = World::body("Wisla Transport", "wisla.example");
        body["customer"]["country"] = json!("PL");
        let lead = w.mona.json("POST", "/api/v1/leads", &body).await.expect(201).json();
        assert_eq!(lead["state"], "waiting");
        let mut new = written();
        new["lead_id"] = lead["id"].clone();
        new["pool"] = json!({ "language": true });
        new["show_scores"] = json!(false);
        let made = w.mona.json("POST", "/api/v1/proposal-requests", &new).await.expect(201).json();
        let call = Call { id: made["id"].as_str().unwrap().to_owned(), w };
        let w = &call.w;
        assert!(
            w.mona.get(&format!("/proposals/new?lead={}", lead["id"].as_str().unwrap())).await.expect(200).text.contains("Wisla Transport")
        );
        call.mona("publication", &Value::Null).await.expect(200);
        let listed = w.ada.get(&format!("/api/v1/proposal-requests?lead_id={}", lead["id"].as_str().unwrap())).await.expect(200).json();
        assert_eq!(listed["data"].as_array().unwrap().len(), 1, "a partner cannot ask which lead it is");
        call.answer(&w.ada, "We drive there").await.expect(200);
        call.close().await;
        let alpha = call.of(w.alpha).await;
        let why = json!({ "proposal_id": alpha["id"], "reason": "You work there already." });
        call.mona("award", &why).await.expect(200);
        let taken = w.ada.get(&crate::leads::tests::world::path(&lead)).await.expect(200).json();
        assert_eq!((taken["state"].as_str(), taken["partner_id"].as_str()), (Some("accepted"), Some(&*w.alpha.to_string())));
        // Nobody is asked again to accept what is theirs.
        assert_eq!(w.told("ada@alpha.example").await[0], "proposal.awarded");
        assert!(!w.told("ada@alpha.example").await.contains(&"lead.offer_mail".to_owned()));
        let read = call.read(&w.ada).await;
        assert_eq!((read["lead_id"] == lead["id"], &read["letter"]["points"]), (true, &json!([])), "points only if the request says so");
        w.ada.json("POST", &call.path("deal"), &Value::Null).await.expect(409);
        // A lead that a partner has is no need to publish.
        assert_eq!(code(&w.mona.json("POST", "/api/v1/proposal-requests", &new).await.expect(409).json()), "proposal.lead_taken");
        t.settle().await;
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn the_pages_write_answer_score_decide_and_say_what_is_wrong() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        t.tick().await;
        assert!(w.mona.get("/proposals").await.expect(200).text.contains("No requests for proposals"));
        let mut form = vec![
            ("title", "Fleet insights"),
            ("body", "They want to know where their vans are."),
            ("country", "DE"),
            ("currency", "EUR"),
            ("territory", "1"),
            ("question", "Price?"),
            ("kind", "money"),
            ("options", ""),
            ("required", "yes"),
            ("question", ""),
            ("kind", "short"),
            ("options", ""),
            ("required", "yes"),
            ("criterion", "Price"),
            ("weight", "x"),
            ("answer_days", "5"),
            ("remind_days", "0"),
            ("decide_days", "2"),
        ];
        let refused = w.mona.post("/proposals", &form).await.expect(422).text;
        assert!(refused.contains("They want to know where their vans are.") && refused.contains("Enter a number"), "{refused}");
        for field in form.iter_mut().filter(|f| f.0 == "weight") {
            field.1 = "10";
        }
        let made = w.mona.post("/proposals", &form).await.expect(303);
        let id = made.location().trim_start_matches("/proposals/").to_owned();
        let call = Call { w, id };
        let w = &call.w;
        assert!(w.mona.get(&call.page("edit")).await.expect(200).text.contains("Fleet insights"));
        w.mona.post(&call.page("publication"), &[("version", "1")]).await.expect(303);
        t.settle().await;
        let asked = w.ada.get(&call.page("")).await.expect(200).text;
        assert!(asked.contains("Fleet insights") && asked.contains("Not answered yet"), "{asked}");
        assert!(w.ada.get("/proposals").await.expect(200).text.contains("Fleet insights"));
        assert!(w.ada.get(&call.page("answer")).await.expect(200).text.contains("In EUR"));
        let kept = w.ada.post(&call.page("answer/draft"), &[("version", "1"), ("answers.q1", "12")]).await.expect(200).text;
        assert!(kept.contains("Draft kept at") && kept.contains("value=\"2\""), "{kept}");
        let wrong = w.ada.post(&call.page("answer"), &[("version", "2"), ("answers.q1", "a lot"), ("then", "send")]).await.expect(422).text;
        assert!(wrong.contains("a lot") && wrong.contains("Price?"), "{wrong}");
        w.ada.post(&call.page("answer"), &[("version", "2"), ("answers.q1", "1,200"), ("then", "send")]).await.expect(303);
        assert!(w.ada.get(&call.page("")).await.expect(200).text.contains("1,200"));
        let before = w.mona.get(&call.page("")).await.expect(200).text;
        assert!(before.contains("Answers are sealed") && !before.contains("1,200"), "{before}");
        call.close().await;
        let shown = w.mona.get(&call.page("")).await.expect(200).text;
        assert!(shown.contains("1,200") && shown.contains("Compare and decide"), "{shown}");
        let proposal = call.of(w.alpha).await["id"].as_str().unwrap().to_owned();
        let points = [("proposal", &*proposal), ("criterion", "c1"), ("points", "9"), ("note", "Fair")];
        assert!(w.mona.post(&call.page("points"), &points).await.expect(422).text.contains("from 0 to 5"));
        let points = [("proposal", &*proposal), ("criterion", "c1"), ("points", "4"), ("note", "Fair")];
        w.mona.post(&call.page("points"), &points).await.expect(303);
        assert!(w.mona.get(&call.page("award")).await.expect(200).text.contains("Alpha GmbH"));
        w.mona.post(&call.page("award"), &[("reason", "A fair price.")]).await.expect(422);
        w.mona.post(&call.page("award"), &[("proposal", "nobody"), ("reason", "Too dear."), ("version", "1")]).await.expect(412);
        w.mona.post(&call.page("award"), &[("proposal", "nobody"), ("reason", "Too **dear**.")]).await.expect(303);
        let letter = w.ada.get(&call.page("")).await.expect(200).text;
        assert!(letter.contains("We did not choose your proposal") && letter.contains("<strong>dear</strong>"), "{letter}");
        assert!(w.mona.get(&call.page("withdrawal")).await.expect(200).text.contains("Take back"));
        w.mona.post(&call.page("withdrawal"), &[("reason", "A mistake.")]).await.expect(422);
        // Another, taken back while it is answered: it stays sealed.
        let other = Call {
            id: w.mona.json("POST", "/api/v1/proposal-requests", &written()).await.expect(201).json()["id"].as_str().unwrap().to_owned(),
            w: World { test: w.test.clone(), ada: w.ada.clone(), bea: w.bea.clone(), gil: w.gil.clone(), mona: w.mona.clone(), ..*w },
        };
        other.mona("publication", &Value::Null).await.expect(200);
        w.bea.json("POST", &other.path("answer/submission"), &answers("A secret way")).await.expect(200);
        other.mona("withdrawal", &json!({ "reason": "The customer has chosen." })).await.expect(200);
        assert_eq!(other.opened().await, Vec::<Value>::new());
        assert_eq!(other.read(&w.bea).await["letter"]["reason"], "The customer has chosen.");
        t.assert_audit_whole().await;
    })
    .await;
}
