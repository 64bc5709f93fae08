//! A member reads what was agreed and nothing else of the deal; to others nothing is there, over every door.

use axum::body::Body;
use futures::StreamExt as _;
use http::Request;
use serde_json::{Value, json};
use testkit::{Persona, each_db};

use super::world::{Joint, path_of, stages};

const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n";

#[tokio::test]
async fn each_reads_what_was_agreed_with_it_and_strangers_nothing() {
    each_db(stages, |t| async move {
        let j = Joint::new(&t).await;
        let w = &j.w;
        let files = format!("{}/files", path_of(&j.deal));
        let file = w.amara.upload(&files, &[("paper", "evidence")], &[("file", "meeting.pdf", PDF)]).await.expect(201).json();
        let hidden = w.jonas.upload(&files, &[("internal", "1")], &[("file", "margin.pdf", PDF)]).await.expect(201).json();
        w.amara
            .json("POST", &format!("{}/notes", path_of(&j.deal)), &json!({ "body": "Kittiwake is their word for it." }))
            .await
            .expect(201);
        let offered = json!({ "email": "erik@nordic.example", "role": "service", "sees": { "files": true } });
        w.amara.json("POST", &j.api("invitations"), &offered).await.expect(201);
        t.settle().await;
        let id = |v: &Value| v["id"].as_str().unwrap().to_owned();
        let invitation = id(&j.asked(&w.erik).await[0]);
        let bytes = |f: &Value| j.api(&format!("files/{}", id(f)));
        let doors = || {
            let all = ["", "notes"].map(|n| j.api(n));
            let mut all = all.to_vec();
            all.extend([j.page(""), format!("/joint/{}", j.id), bytes(&file), j.page(&format!("files/{}", id(&file)))]);
            all
        };
        let asked = [format!("/api/v1/team-invitations/{invitation}"), format!("/joint/invitations/{invitation}")];
        // To a stranger nothing is there: not the team, not the invitation, and nothing that it could do.
        let shut = async |who: &Persona, invited: bool| {
            for door in doors() {
                assert_eq!(who.get(&door).await.status, 404, "{door}");
            }
            for door in &asked {
                assert_eq!(who.get(door).await.status, if invited { 200 } else { 404 }, "{door}");
            }
            let task = json!({ "title": "Look around" });
            for (method, noun, body) in [
                ("POST", "tasks", task),
                ("POST", "notes", json!({ "body": "Hello there." })),
                ("POST", "consent", json!({ "version": 0, "agrees": true })),
                ("POST", "departure", json!({})),
                ("DELETE", "shares", Value::Null),
            ] {
                assert_eq!(who.json(method, &j.api(noun), &body).await.status, 404, "{noun}");
            }
        };
        shut(&j.cleo, false).await;
        shut(&w.erik, true).await;
        assert_eq!(j.cleo.json("POST", &format!("/api/v1/team-invitations/{invitation}/acceptance"), &Value::Null).await.status, 404);
        j.accept(&w.erik).await.expect(200);
        w.amara.json("POST", &j.api("notes"), &json!({ "body": "Between us.", "own": true })).await.expect(201);
        w.amara.json("POST", &j.api("tasks"), &json!({ "title": "Plover visits" })).await.expect(201);
        t.settle().await;
        // On the team: name, stage and files, and no word of the rest on any page or address.
        let team = j.read(&w.erik).await;
        assert_eq!(
            ["company", "stage", "value_minor", "products", "contact"].map(|k| team[k].clone()),
            [json!("Nordvik Shipping AS"), json!("qualified"), Value::Null, Value::Null, Value::Null]
        );
        assert_eq!((team["files"].as_array().unwrap().len(), team["invitations"].as_array().unwrap().len()), (1, 0));
        let secrets = ["45,000", "4500000", "Ingrid", "ingrid@", "Kittiwake", "margin.pdf", "Between us.", "spring"];
        let mut open = doors();
        open.extend(
            ["/joint", "/", "/search?q=nordvik", "/api/v1/joint-deals", "/deals", "/api/v1/deals", "/notices", "/api/v1/notices"]
                .map(str::to_owned),
        );
        for door in &open {
            let answer = w.erik.get(door).await;
            assert!(answer.status.as_u16() < 500, "{door}: {}", answer.status);
            for secret in secrets {
                assert!(!answer.text.contains(secret), "{door} tells {secret}");
            }
        }
        assert_eq!(w.erik.get(&bytes(&hidden)).await.status, 404);
        // The deal itself stays the lead's.
        for door in [
            format!("/deals/{}", j.id),
            path_of(&j.deal),
            files.clone(),
            format!("{}/notes", path_of(&j.deal)),
            format!("{files}/{}", id(&file)),
        ] {
            assert_eq!(w.erik.get(&door).await.status, 404, "{door}");
        }
        let list = w.read(&w.erik, "/api/v1/deals").await;
        assert_eq!(list["data"].as_array().unwrap().len(), 0);
        // Who has left is a stranger again, and a file is gone with that; what it did stays its own, and leads nowhere.
        let touches = w.read(&w.erik, "/api/v1/touches").await["data"].clone();
        let touch = touches.as_array().unwrap().iter().find(|t| t["kind"] == "co_sell").map(|t| format!("/touches/{}", id(t))).unwrap();
        assert!(w.erik.get(&touch).await.expect(200).text.contains(&j.page("")));
        w.erik.json("POST", &j.api("departure"), &json!({})).await.expect(204);
        assert!(!w.erik.get(&touch).await.expect(200).text.contains(&j.page("")));
        shut(&w.erik, false).await;
        assert_eq!(j.asked(&w.erik).await.len(), 0);
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn open_pages_of_the_team_follow_and_those_of_others_hear_nothing() {
    each_db(stages, |t| async move {
        let j = Joint::new(&t).await;
        let w = &j.w;
        j.invite("erik@nordic.example", 0).await.expect(201);
        j.accept(&w.erik).await.expect(200);
        let open = |who: Persona| {
            let topics = format!("/events?topics=team,deal,{}", j.id);
            async move { who.open(Request::get(topics).body(Body::empty()).unwrap()).await.into_body().into_data_stream() }
        };
        let running = web::start(&t.app);
        let (mut amara, mut erik, mut cleo) = (open(w.amara.clone()).await, open(w.erik.clone()).await, open(j.cleo.clone()).await);
        // What the lead does with its deal alone is not for the team to hear.
        w.amara.json("PUT", &format!("{}/stage", path_of(&j.deal)), &json!({ "stage": "proposal" })).await;
        w.amara.json("POST", &j.api("notes"), &json!({ "body": "We meet on Monday." })).await.expect(201);
        let wait = std::time::Duration::from_millis(1500);
        tokio::time::timeout(wait, amara.next()).await.expect("the lead hears").unwrap().unwrap();
        let heard = tokio::time::timeout(wait, erik.next()).await.expect("the member hears").unwrap().unwrap();
        assert!(String::from_utf8_lossy(&heard).contains("team.changed"), "{heard:?}");
        assert!(tokio::time::timeout(wait, cleo.next()).await.is_err(), "nothing for others");
        running.stop().await;
    })
    .await;
}
