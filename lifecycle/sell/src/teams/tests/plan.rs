//! The common plan: tasks, reminders, notes, and the pages that do it.

use chrono::TimeDelta;
use serde_json::{Value, json};
use testkit::each_db;

use super::world::{Joint, code, path_of, stages};

#[tokio::test]
async fn tasks_have_an_owner_of_the_team_are_reminded_of_and_done() {
    each_db(stages, |t| async move {
        let j = Joint::whole(&t).await;
        let w = &j.w;
        let (erik, amara) = (w.erik.actor.user.unwrap(), w.amara.actor.user.unwrap());
        let due = t.app.now().date_naive() + chrono::Days::new(5);
        let demo = json!({ "title": "Show the planner", "owner_id": erik, "due_on": due });
        let task = w.amara.json("POST", &j.api("tasks"), &demo).await.expect(201).json();
        t.settle().await;
        assert_eq!((task["owner_name"].as_str(), task["owner_partner_id"] == json!(w.nordic)), (Some(w.erik.actor.name.as_str()), true));
        assert_eq!(w.notices(&w.erik).await[0], "team.task");
        // Somebody of no organization on the team can have none, and titles are checked.
        let mona = json!({ "title": "Sign", "owner_id": w.auditor.actor.user });
        j.cleo.json("POST", &j.api("tasks"), &mona).await.expect(422);
        j.cleo.json("POST", &j.api("tasks"), &json!({ "title": "ab" })).await.expect(422);
        let own =
            j.cleo.json("POST", &j.api("tasks"), &json!({ "title": "Price the service", "owner_id": amara })).await.expect(201).json();
        let path = |task: &Value, noun: &str| format!("{}/{}{noun}", j.api("tasks"), task["id"].as_str().unwrap());
        // Who wrote it or has it changes it, the lead changes all, others none.
        assert_eq!(j.cleo.json("POST", &path(&task, "/closure"), &json!({ "done": true })).await.status, 403);
        j.cleo.json("PUT", &path(&own, ""), &json!({ "title": "Price the services", "owner_id": amara })).await.expect(200);
        w.amara.json("POST", &path(&own, "/precedence"), &Value::Null).await.expect(200);
        let titles =
            |team: &Value| team["tasks"].as_array().unwrap().iter().map(|t| t["title"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
        assert_eq!(titles(&j.read(&w.erik).await), ["Price the services", "Show the planner"]);
        // Told once before the day and once after it.
        let told = async || w.notices(&w.erik).await.into_iter().filter(|n| n.starts_with("team.task_")).collect::<Vec<_>>();
        w.pass(TimeDelta::days(2)).await;
        assert_eq!(told().await, Vec::<String>::new());
        w.pass(TimeDelta::days(2)).await;
        w.pass(TimeDelta::hours(3)).await;
        assert_eq!(told().await, ["team.task_due"]);
        w.pass(TimeDelta::days(3)).await;
        w.pass(TimeDelta::days(3)).await;
        assert_eq!(told().await, ["team.task_late", "team.task_due"]);
        // Done, with who and when; others hear of it as a fact, once.
        w.erik.json("POST", &path(&task, "/closure"), &json!({ "done": true })).await.expect(200);
        assert_eq!(code(&w.erik.json("POST", &path(&task, "/closure"), &json!({ "done": true })).await), "team.task_closed");
        w.amara.json("POST", &path(&own, "/closure"), &json!({ "done": false })).await.expect(200);
        t.settle().await;
        let done = j.facts("team.task_done").await;
        assert_eq!((done.len(), &done[0]["task"], &done[0]["partner"]), (1, &task["id"], &json!(w.nordic)));
        // Joining and a done task are its part in the customer's journey, of whom it knows the name.
        let touches = w.read(&w.erik, "/api/v1/touches").await["data"].as_array().unwrap().clone();
        let together: Vec<_> = touches.iter().filter(|t| t["kind"] == "co_sell" && t["state"] == "recorded").collect();
        assert_eq!(together.len(), 2, "{touches:?}");
        assert!(!json!(together).to_string().contains("nordvik-shipping.no"), "{together:?}");
        let tasks = j.read(&j.cleo).await["tasks"].clone();
        let closed = |i: usize| ["state", "closed_by"].map(|k| tasks[i][k].as_str().unwrap().to_owned());
        assert_eq!(
            [closed(0), closed(1)],
            [["dropped".to_owned(), w.amara.actor.name.clone()], ["done".to_owned(), w.erik.actor.name.clone()]]
        );
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn the_pages_invite_answer_agree_plan_note_and_leave() {
    each_db(stages, |t| async move {
        let j = Joint::new(&t).await;
        let w = &j.w;
        assert!(w.erik.get("/joint").await.expect(200).text.contains("No joint opportunities"));
        assert!(w.amara.get(&format!("/deals/{}", j.id)).await.expect(200).text.contains(&j.page("")));
        assert!(w.amara.get(&j.page("")).await.expect(200).text.contains("Nobody was invited yet"));
        let mut form = vec![("email", "erik@nordic.example"), ("role", "service"), ("share", "many"), ("days", "7"), ("contact", "1")];
        let refused = w.amara.post(&j.page("invitations"), &form).await.expect(422).text;
        assert!(refused.contains("erik@nordic.example") && refused.contains("whole number from 0 to 100"), "{refused}");
        form[2].1 = "25";
        assert_eq!(w.amara.post(&j.page("invitations"), &form).await.expect(303).location(), j.page(""));
        t.settle().await;
        let asked = j.asked(&w.erik).await;
        let place = format!("/joint/invitations/{}", asked[0]["id"].as_str().unwrap());
        assert!(w.erik.get("/joint").await.expect(200).text.contains(&place));
        w.erik.post(&place, &[("then", "decline")]).await.expect(422);
        assert_eq!(w.erik.post(&place, &[("then", "accept")]).await.expect(303).location(), format!("/joint/{}", j.id));
        t.settle().await;
        let shown = w.erik.get(&format!("/joint/{}", j.id)).await.expect(200).text;
        assert!(shown.contains("Ingrid Aas") && shown.contains("25%") && !shown.contains("45,000"), "{shown}");
        // Staff chooses from the list; the lead and Nordic are asked.
        let cato = j.cato.to_string();
        w.jonas.post(&j.page("invitations"), &[("partner", &cato), ("role", "influence"), ("share", "5"), ("days", "7")]).await.expect(303);
        t.settle().await;
        j.accept(&j.cleo).await.expect(200);
        assert_eq!(j.shares().await, [75, 25, 0]);
        let asks = w.erik.get(&format!("/joint/{}", j.id)).await.expect(200).text;
        assert!(asks.contains("Other shares are proposed"), "{asks}");
        assert_eq!(w.read(&w.erik, "/api/v1/joint-deals").await["teams"][0]["asked"], true);
        for who in [&w.amara, &w.erik] {
            let version = j.read(&w.mona).await["version"].to_string();
            who.post(&j.page("consent"), &[("version", &version), ("then", "agree")]).await.expect(303);
        }
        assert_eq!(j.shares().await, [70, 25, 5]);
        let (a, n) = (w.brightpath.to_string(), w.nordic.to_string());
        let shares = [
            ("partner", a.as_str()),
            ("percent", "60"),
            ("partner", n.as_str()),
            ("percent", "30"),
            ("partner", cato.as_str()),
            ("percent", "x"),
        ];
        assert!(w.amara.post(&j.page("shares"), &shares).await.expect(422).text.contains("whole number from 0 to 100"));
        let shares = [shares[0], shares[1], shares[2], shares[3], shares[4], ("percent", "10")];
        w.amara.post(&j.page("shares"), &shares).await.expect(303);
        w.amara.post(&j.page("shares/removal"), &[]).await.expect(303);
        // The vendor's people, tasks and notes.
        let mona = w.mona.actor.user.unwrap().to_string();
        w.jonas.post(&j.page("staff"), &[("user", &mona), ("staff_role", "overlay")]).await.expect(303);
        assert_eq!(w.amara.post(&j.page("staff"), &[("user", &mona), ("staff_role", "overlay")]).await.status, 403);
        w.erik.post(&j.page("tasks"), &[("title", "")]).await.expect(422);
        w.erik.post(&j.page("tasks"), &[("title", "Call the port"), ("owner", &mona), ("due_on", "2026-12-01")]).await.expect(303);
        let task = j.read(&w.erik).await["tasks"][0].clone();
        assert_eq!((task["owner_name"].as_str(), task["due_on"].as_str()), (Some("Mona Ops"), Some("2026-12-01")));
        let at = format!("{}/{}", j.page("tasks"), task["id"].as_str().unwrap());
        let version = task["version"].to_string();
        w.erik.post(&at, &[("version", &version), ("then", "done")]).await.expect(303);
        w.erik.post(&j.page("notes"), &[("body", "Their **port** closes in May.")]).await.expect(303);
        w.erik.post(&j.page("notes"), &[("body", "We want half next time."), ("own", "1")]).await.expect(303);
        for (who, own) in [(&w.erik, true), (&w.amara, false), (&j.cleo, false), (&w.mona, false)] {
            let page = who.get(&j.page("")).await.expect(200).text;
            assert!(page.contains("<strong>port</strong>") && page.contains("Call the port"), "{page}");
            assert_eq!(page.contains("We want half next time."), own, "a note of one organization");
        }
        let viewer = t.member(work::Role::Sales, w.nordic).as_user(w.erik.actor.user.unwrap()).read_only();
        assert!(!viewer.get(&j.page("")).await.expect(200).text.contains("We want half next time."));
        assert_eq!(w.erik.post(&j.page("departure"), &[("reason", "Too busy.")]).await.expect(303).location(), "/joint");
        assert_eq!(j.shares().await, [95, 0, 5]);
        w.amara.get(&format!("{}/team/notes", path_of(&j.deal))).await.expect(200);
        t.assert_audit_whole().await;
    })
    .await;
}
