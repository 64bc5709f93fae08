//! The life of an invitation and of shares, over the API, on both databases.

use chrono::TimeDelta;
use serde_json::{Value, json};
use testkit::each_db;

use super::world::{Joint, code, offer, path_of, stages};

#[tokio::test]
async fn what_was_offered_and_accepted_becomes_the_credit_of_the_deal() {
    each_db(stages, |t| async move {
        let j = Joint::new(&t).await;
        let w = &j.w;
        assert_eq!((j.shares().await, j.credit().await), ([100, 0, 0], vec![]));
        // Found or not, the answer is the same but for what was typed and the id.
        let found = j.invite("Erik@Nordic.example", 30).await.expect(201).json();
        let nobody = j.invite("nobody@nowhere.example", 30).await.expect(201).json();
        let same = |v: &Value| {
            let mut v = v.clone();
            v.as_object_mut().unwrap().retain(|k, _| !["id", "to", "at", "answer_by"].contains(&k.as_str()));
            v
        };
        assert_eq!(same(&found), same(&nobody));
        let listed = j.read(&w.amara).await["invitations"].as_array().unwrap().clone();
        assert_eq!(listed.iter().map(|i| i["state"].clone()).collect::<Vec<_>>(), ["waiting", "waiting"]);
        assert_eq!(same(&listed[0]), same(&listed[1]), "the list tells no more");
        // What is wrong is said, and nothing is sent.
        for (field, value) in [("role", json!("overlay")), ("basis_points", json!(1_050)), ("days", json!(0)), ("email", json!("erik"))] {
            let mut wrong = offer("erik@nordic.example", 10);
            wrong[field] = value;
            w.amara.json("POST", &j.api("invitations"), &wrong).await.expect(422);
        }
        assert_eq!(w.amara.json("POST", &j.api("invitations"), &json!({ "partner_id": w.nordic, "role": "co_sell" })).await.status, 403);
        // Nordic reads what it is offered, and nothing of the deal yet.
        assert_eq!(w.notices(&w.erik).await, ["team.invited"]);
        let asked = j.asked(&w.erik).await;
        assert_eq!(asked.len(), 1);
        let shown = ["lead", "company", "basis_points", "role", "message"].map(|k| asked[0][k].clone());
        assert_eq!(
            shown,
            [json!("Brightpath Systems"), json!("Nordvik Shipping AS"), json!(3_000), json!("co_sell"), json!("You know the **port**.")]
        );
        let page = w.erik.get(&format!("/joint/invitations/{}", asked[0]["id"].as_str().unwrap())).await.expect(200).text;
        assert!(page.contains("30%") && page.contains("70%") && page.contains("<strong>port</strong>"), "{page}");
        w.erik.get(&j.api("")).await.expect(404);
        // Accepted: everybody on the team has agreed, so the share is the credit, by the same door as a ruling's.
        j.accept(&w.erik).await.expect(200);
        assert_eq!((j.shares().await, j.credit().await), ([70, 30, 0], vec![(w.brightpath, 70), (w.nordic, 30)]));
        assert_eq!(w.notices(&w.amara).await[..2], ["team.accepted", "team.agreed"]);
        assert_eq!(
            code(
                &w.erik
                    .json("POST", &format!("/api/v1/team-invitations/{}/acceptance", asked[0]["id"].as_str().unwrap()), &Value::Null)
                    .await
            ),
            "team.not_waiting"
        );
        let joined = j.facts("team.joined").await;
        assert_eq!((joined.len(), &joined[0]["partner"], &joined[0]["role"]), (1, &json!(w.nordic), &json!("co_sell")));
        // A third joins: the others are asked again, and until the last yes nothing changes.
        j.invite("cleo@cato.example", 20).await.expect(201);
        j.accept(&j.cleo).await.expect(200);
        assert_eq!((j.shares().await, j.credit().await.len()), ([70, 30, 0], 2));
        assert_eq!(w.notices(&w.erik).await[0], "team.proposed");
        let stale = json!({ "version": 1, "agrees": true });
        w.erik.json("POST", &j.api("consent"), &stale).await.expect(412);
        assert_eq!(
            w.jonas.json("POST", &j.api("consent"), &json!({ "version": j.read(&w.mona).await["version"], "agrees": true })).await.status,
            403
        );
        j.answer(&w.erik, true).await.expect(200);
        assert_eq!(j.shares().await, [50, 30, 20]);
        // Refused with a reason, or not come to the whole, shares stay.
        for wrong in [[50, 30, 19], [50, 30, 21], [0, 0, 99]] {
            assert_eq!(code(&j.propose(&w.amara, wrong).await), "team.shares");
        }
        assert_eq!(j.propose(&w.erik, [0, 100, 0]).await.status, 403);
        j.propose(&w.amara, [40, 30, 30]).await.expect(200);
        j.answer(&j.cleo, true).await.expect(200);
        j.answer(&w.erik, false).await.expect(200);
        assert_eq!(code(&j.answer(&j.cleo, true).await), "team.nothing_proposed");
        assert_eq!(j.shares().await, [50, 30, 20]);
        // Won: incentives hear of exactly these shares; after that only partner operations proposes.
        j.propose(&w.amara, [40, 40, 20]).await.expect(200);
        j.win().await;
        let won = j.facts("deal.won").await;
        let credits = won[0]["credits"].as_array().unwrap();
        assert_eq!(credits.iter().map(|c| c["share"].as_i64().unwrap()).collect::<Vec<_>>(), [50, 30, 20]);
        assert_eq!(code(&j.answer(&w.erik, true).await), "team.frozen", "what waited at the win is void");
        assert_eq!(code(&j.propose(&w.amara, [40, 40, 20]).await), "team.frozen");
        assert_eq!(code(&j.propose(&w.jonas, [40, 40, 20]).await), "team.frozen");
        j.propose(&w.mona, [40, 40, 20]).await.expect(200);
        for who in [&w.amara, &w.erik, &j.cleo] {
            assert_eq!(j.shares().await, [50, 30, 20]);
            j.answer(who, true).await.expect(200);
        }
        assert_eq!(j.shares().await, [40, 40, 20]);
        let again = j.facts("deal.recredited").await;
        assert_eq!(again.len(), 1, "told again, because it had been won");
        assert_eq!(again[0]["credits"].as_array().unwrap().iter().map(|c| c["share"].as_i64().unwrap()).collect::<Vec<_>>(), [40, 40, 20]);
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn invitations_are_declined_taken_back_reminded_of_and_lapse() {
    each_db(stages, |t| async move {
        let j = Joint::new(&t).await;
        let w = &j.w;
        let path = |i: &Value, noun: &str| format!("/api/v1/team-invitations/{}{noun}", i["id"].as_str().unwrap());
        // Declined with a reason, which the lead reads.
        j.invite("erik@nordic.example", 30).await.expect(201);
        let asked = j.asked(&w.erik).await;
        w.erik.json("POST", &path(&asked[0], "/refusal"), &json!({ "reason": "" })).await.expect(422);
        w.erik.json("POST", &path(&asked[0], "/refusal"), &json!({ "reason": "We have no people for it." })).await.expect(204);
        t.settle().await;
        assert_eq!(w.notices(&w.amara).await[0], "team.declined");
        let listed = j.read(&w.amara).await["invitations"][0].clone();
        assert_eq!((listed["state"].clone(), listed["reason"].clone()), (json!("declined"), json!("We have no people for it.")));
        // Taken back while it waits.
        let made = j.invite("erik@nordic.example", 30).await.expect(201).json();
        let own = format!("{}/{}", j.api("invitations"), made["id"].as_str().unwrap());
        w.erik.json("DELETE", &own, &Value::Null).await.expect(404);
        w.amara.json("DELETE", &own, &Value::Null).await.expect(204);
        assert_eq!(code(&w.amara.json("DELETE", &own, &Value::Null).await), "team.not_waiting");
        assert_eq!(j.asked(&w.erik).await.len(), 0);
        // Reminded of once, then over; late answers are refused also before the clock comes by.
        j.invite("erik@nordic.example", 30).await.expect(201);
        let asked = j.asked(&w.erik).await;
        w.pass(TimeDelta::days(12) + TimeDelta::hours(1)).await;
        w.pass(TimeDelta::hours(5)).await;
        assert_eq!(w.notices(&w.erik).await.iter().filter(|n| *n == "team.reminder").count(), 1);
        t.advance(TimeDelta::days(2));
        assert_eq!(code(&w.erik.json("POST", &path(&asked[0], "/acceptance"), &Value::Null).await), "team.not_waiting");
        w.pass(TimeDelta::minutes(1)).await;
        assert_eq!(j.read(&w.amara).await["invitations"][0]["state"], "lapsed");
        assert_eq!(w.notices(&w.amara).await.iter().filter(|n| *n == "team.lapsed").count(), 1);
        assert_eq!((j.shares().await, j.facts("team.joined").await.len()), ([100, 0, 0], 0), "nobody joined, nothing was given");
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn who_leaves_gives_its_share_back_and_who_has_one_is_not_removed() {
    each_db(stages, |t| async move {
        let j = Joint::whole(&t).await;
        let w = &j.w;
        let member = format!("{}/{}", j.api("members"), w.nordic);
        assert_eq!(code(&w.amara.json("DELETE", &member, &Value::Null).await), "team.has_share");
        assert_eq!(j.cleo.json("DELETE", &member, &Value::Null).await.status, 403);
        j.propose(&w.amara, [20, 30, 50]).await.expect(200);
        w.erik.json("POST", &j.api("departure"), &json!({ "reason": "Other plans." })).await.expect(204);
        t.settle().await;
        w.erik.get(&j.api("")).await.expect(404);
        assert_eq!((j.shares().await, j.credit().await), ([80, 0, 20], vec![(w.brightpath, 80), (j.cato, 20)]));
        assert_eq!(code(&j.answer(&j.cleo, true).await), "team.nothing_proposed", "what was proposed was for another team");
        assert_eq!((w.notices(&w.amara).await[0].as_str(), j.facts("team.left").await.len()), ("team.partner_left", 1));
        // Removed once it has nothing; after the win who leaves keeps what it has.
        j.invite("erik@nordic.example", 0).await.expect(201);
        j.accept(&w.erik).await.expect(200);
        w.amara.json("DELETE", &member, &Value::Null).await.expect(204);
        t.settle().await;
        assert_eq!(w.notices(&w.erik).await[0], "team.removed");
        w.erik.get(&j.api("")).await.expect(404);
        j.win().await;
        j.cleo.json("POST", &j.api("departure"), &json!({})).await.expect(204);
        assert_eq!(j.credit().await, vec![(w.brightpath, 80), (j.cato, 20)]);
        // A lost deal has a team that stays as it is.
        let lost = w.register(&w.amara, "Fjord Foods", "fjordfoods.no", 1_000_000).await;
        let team = format!("{}/team", path_of(&lost));
        w.amara.json("POST", &format!("{}/loss", path_of(&lost)), &json!({ "reason": "price" })).await.expect(200);
        let refused = w.amara.json("POST", &format!("{team}/invitations"), &offer("erik@nordic.example", 0)).await;
        assert_eq!(code(&refused), "team.closed");
        // One that was only written has none.
        let mut draft = w.body("Castellan Bank", "castellan-bank.com", 1_000_000);
        draft["draft"] = json!(true);
        let draft = w.amara.json("POST", "/api/v1/deals", &draft).await.expect(201).json();
        w.amara.get(&format!("{}/team", path_of(&draft))).await.expect(404);
        t.assert_audit_whole().await;
    })
    .await;
}
