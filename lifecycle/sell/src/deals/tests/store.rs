//! What the database itself promises: one protection, reminders once, nothing twice.

use chrono::TimeDelta;
use futures::future::join_all;
use serde_json::json;
use testkit::each_db;

use super::world::{World, path_of, stages};

#[tokio::test]
async fn a_hundred_at_once_give_one_protection() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let body = w.body("Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000);
        let (body, amara, erik) = (&body, &w.amara, &w.erik);
        let answers = join_all((0..100).map(|i| async move {
            let who = if i % 2 == 0 { amara } else { erik };
            who.json("POST", "/api/v1/deals", body).await.expect(201).json()["state"].as_str().unwrap().to_owned()
        }))
        .await;
        let count = |state: &str| answers.iter().filter(|s| *s == state).count();
        assert_eq!((count("approved"), count("in_review")), (1, 99));
        // One scope for the domain, one for the one account.
        assert_eq!(w.protections().await, 2);
        let accounts =
            accounts::list(&test.app.read(&w.jonas.actor), &accounts::Filter::default(), &base::PageRequest::first(10)).await.unwrap();
        assert_eq!(accounts.items.len(), 1);
        test.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn a_customer_written_otherwise_meets_the_same_protection_by_its_account() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        // The account knows both domains, so the second one is the same customer under another name.
        test.system(|work| async move {
            let details = accounts::Details {
                name: "Aurora Parcel AS".to_owned(),
                domain: "auroraparcel.no".to_owned(),
                domains: vec!["aurora-post.com".to_owned()],
                country: "NO".to_owned(),
                ..accounts::Details::default()
            };
            accounts::create(&work, &accounts::NewAccount::new(details, accounts::Origin::Manual)).await
        })
        .await
        .unwrap();
        let first = w.register(&w.amara, "Aurora Parcel AS", "auroraparcel.no", 4_500_000).await;
        assert_eq!(first["state"], "approved");
        let second = w.register(&w.erik, "Aurora Parcel", "aurora-post.com", 4_500_000).await;
        assert_eq!((second["state"].as_str(), second["overlap"].as_bool()), (Some("in_review"), Some(true)));
    })
    .await;
}

#[tokio::test]
async fn a_customer_that_the_vendor_sells_to_goes_to_a_person() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        test.system(|work| async move {
            let details = accounts::Details {
                name: "Kolding Print".to_owned(),
                domain: "koldingprint.dk".to_owned(),
                country: "DK".to_owned(),
                lifecycle_stage: "opportunity".to_owned(),
                ..accounts::Details::default()
            };
            accounts::create(&work, &accounts::NewAccount::new(details, accounts::Origin::Import)).await
        })
        .await
        .unwrap();
        let deal = w.register(&w.amara, "Kolding Print", "koldingprint.dk", 4_500_000).await;
        assert_eq!((deal["state"].as_str(), deal["overlap"].as_bool()), (Some("in_review"), Some(false)));
        assert_eq!(w.read(&w.jonas, &path_of(&deal)).await["review_reasons"], json!(["direct"]));
    })
    .await;
}

#[tokio::test]
async fn reminders_come_once_and_a_protection_ends_once() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let deal = w.register(&w.amara, "Solvang Dairies", "solvang.no", 4_500_000).await;
        test.settle().await;
        let mut told = Vec::new();
        for day in [59, 60, 61, 76, 87, 89, 90, 91] {
            test.clock.set(testkit::beginning() + TimeDelta::days(day) + TimeDelta::minutes(5));
            // Twice, as two nodes or a restart would.
            test.tick().await;
            test.tick().await;
            told.push((day, w.notices(&w.amara).await.len()));
        }
        // One for the approval, one because nothing happens, one for each reminder, one for the end.
        assert_eq!(told, [(59, 1), (60, 3), (61, 3), (76, 4), (87, 5), (89, 6), (90, 7), (91, 7)]);
        let ended = w.read(&w.amara, &path_of(&deal)).await;
        assert_eq!(ended["state"], "expired");
        assert_eq!(w.protections().await, 0);
        let audited = test.audited().await;
        assert_eq!(audited.iter().filter(|a| *a == "deal.expired").count(), 1);
        assert_eq!(audited.iter().filter(|a| *a == "deal.reminded").count(), 4);
        assert_eq!(w.notices(&w.jonas).await.len(), 6);
        // Somebody else may register it now.
        let next = w
            .erik
            .json("POST", "/api/v1/deals", &{
                let mut b = w.body("Solvang Dairies", "solvang.no", 4_500_000);
                b["close_on"] = json!("2027-06-30");
                b
            })
            .await
            .expect(201)
            .json();
        assert_eq!(next["state"], "approved");
        // And the first cannot be opened again while it does.
        let refused =
            w.jonas.json("POST", &format!("{}/reopening", path_of(&deal)), &json!({ "reason": "Still at it" })).await.expect(409).json();
        assert_eq!(refused["code"], "deal.protected_by_other");
    })
    .await;
}

#[tokio::test]
async fn a_deal_on_which_nobody_works_is_told_and_then_released_once() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let mut terms: serde_json::Value = w.read(&w.mona, "/api/v1/deal-terms").await["terms"].clone();
        (terms["idle_days"], terms["idle_grace_days"]) = (json!(20), json!(10));
        w.mona.json("PUT", "/api/v1/deal-terms", &terms).await.expect(200);
        let idle = w.register(&w.amara, "Solvang Dairies", "solvang.no", 4_500_000).await;
        let busy = w.register(&w.amara, "Castellan Bank", "castellan-bank.com", 4_500_000).await;
        test.tick().await;
        let at = |day: i64| test.clock.set(testkit::beginning() + TimeDelta::days(day) + TimeDelta::minutes(5));
        at(20);
        test.tick().await;
        test.tick().await;
        let told = || async { w.notices(&w.amara).await.iter().filter(|n| *n == "deal.idle").count() };
        assert_eq!(told().await, 2);
        // A note of the partner is progress; a note of the vendor is not.
        at(25);
        w.amara.json("POST", &format!("{}/notes", path_of(&busy)), &json!({ "body": "They asked for an offer" })).await.expect(201);
        w.jonas.json("POST", &format!("{}/notes", path_of(&idle)), &json!({ "body": "Any news?" })).await.expect(201);
        at(31);
        test.tick().await;
        test.tick().await;
        assert_eq!(w.read(&w.amara, &path_of(&idle)).await["state"], "released");
        assert_eq!(w.read(&w.amara, &path_of(&busy)).await["state"], "approved");
        assert_eq!(test.audited().await.iter().filter(|a| *a == "deal.released").count(), 1);
        // The customer is free for others, and the page of the deal says what happened.
        assert_eq!(w.register(&w.erik, "Solvang Dairies", "solvang.no", 4_500_000).await["state"], "approved");
        let page = w.amara.get(&format!("/deals/{}", super::world::id_of(&idle))).await.expect(200).text;
        assert!(page.contains("because nobody worked on it") && !page.contains("⟦"));
        // Silent again for as long, the other is told again.
        at(46);
        test.tick().await;
        test.tick().await;
        assert_eq!(told().await, 3);
        // A person may end a protection too, and says why.
        let release = format!("{}/release", path_of(&busy));
        w.amara.json("POST", &release, &json!({ "reason": "Please" })).await.expect(403);
        w.jonas.json("POST", &release, &json!({ "reason": "" })).await.expect(422);
        let released = w.jonas.json("POST", &release, &json!({ "reason": "The customer chose another" })).await.expect(200).json();
        assert_eq!((released["state"].as_str(), released["reason"].as_str()), (Some("released"), Some("The customer chose another")));
        let replayed = super::super::actions::replay(&test.app.read(&w.mona.actor), base::Instant::default(), 10).await.unwrap();
        assert_eq!((replayed.differ, replayed.differences), (0, vec![]));
    })
    .await;
}

#[tokio::test]
async fn silence_at_the_desk_escalates_once() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let deal = w.register(&w.amara, "Castellan Bank", "castellan-bank.com", 9_000_000).await;
        test.settle().await;
        assert_eq!(w.notices(&w.jonas).await, ["deal.submitted"]);
        // Wednesday 10:00 in Berlin and sixteen business hours: Friday 10:00.
        assert!(deal["answer_by"].as_str().unwrap().starts_with("2026-11-20T09:00:00"), "{}", deal["answer_by"]);
        test.clock.set(testkit::beginning() + TimeDelta::days(2) - TimeDelta::minutes(1));
        test.tick().await;
        assert_eq!(w.notices(&w.mona).await, [""; 0]);
        test.clock.set(testkit::beginning() + TimeDelta::days(2) + TimeDelta::minutes(1));
        test.tick().await;
        test.tick().await;
        assert_eq!(w.notices(&w.mona).await, ["deal.escalated"]);
        assert_eq!(w.notices(&w.jonas).await, ["deal.escalated", "deal.submitted"]);
    })
    .await;
}

#[tokio::test]
async fn an_extension_is_asked_declined_and_given() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let deal = w.register(&w.amara, "Tallinn Ferry Co", "tallinnferry.ee", 4_500_000).await;
        let path = format!("{}/extension", path_of(&deal));
        test.advance(TimeDelta::days(80));
        let asked = w.amara.json("POST", &path, &json!({ "reason": "Budget comes in March" })).await.expect(200).json();
        assert_eq!(asked["extension_asked"], true);
        assert_eq!(w.amara.json("POST", &path, &json!({ "reason": "Please" })).await.expect(409).json()["code"], "deal.extension_pending");
        let declined =
            w.jonas.json("POST", &path, &json!({ "reason": "No contact since November", "grant": false })).await.expect(200).json();
        assert_eq!((declined["extension_asked"].as_bool(), declined["extensions"].as_i64()), (Some(false), Some(0)));
        assert_eq!(
            w.jonas.json("POST", &path, &json!({ "reason": "No", "grant": false })).await.expect(422).json()["errors"][0]["field"],
            "note"
        );
        let given = w.jonas.json("POST", &path, &json!({ "reason": "They called" })).await.expect(200).json();
        assert_eq!(given["extensions"], 1);
        let twice = w.jonas.json("POST", &path, &json!({ "reason": "Again" })).await.expect(200).json();
        assert_eq!(twice["extensions"], 2);
        assert_eq!(w.jonas.json("POST", &path, &json!({ "reason": "And again" })).await.expect(409).json()["code"], "deal.extension_limit");
        assert_eq!(w.mona.json("POST", &path, &json!({ "reason": "As agreed" })).await.expect(200).json()["extensions"], 3);
        test.settle().await;
        assert_eq!(w.notices(&w.jonas).await, ["deal.extension_asked"]);
        let of_amara = w.notices(&w.amara).await;
        assert_eq!(of_amara, ["deal.extended", "deal.extended", "deal.extended", "deal.extension_declined", "deal.approved"]);
    })
    .await;
}
