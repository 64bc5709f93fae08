//! The API, on both databases: from the form to the win, and everything that is refused on the way.

use chrono::TimeDelta;
use serde_json::json;
use testkit::each_db;

use super::world::{World, id_of, path_of, stages};

#[tokio::test]
async fn a_free_and_small_deal_is_protected_at_once() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let answer =
            w.amara.json("POST", "/api/v1/deals", &w.body("Nordvik Shipping AS", "www.nordvik-shipping.no", 4_500_000)).await.expect(201);
        let deal = answer.json();
        assert_eq!(answer.location(), path_of(&deal));
        assert_eq!(answer.headers["etag"], "\"1\"");
        assert_eq!(
            (deal["state"].as_str(), deal["stage"].as_str(), deal["automatic"].as_bool()),
            (Some("approved"), Some("qualified"), Some(true))
        );
        assert_eq!(deal["customer"]["domain"], "nordvik-shipping.no");
        assert_eq!(deal["value_minor"], 4_500_000);
        assert!(deal["account_id"].as_str().unwrap().starts_with("acct_"));
        // One for the domain, one for the account that was made.
        assert_eq!(w.protections().await, 2);
        let mut last: Vec<String> = test.audited().await.into_iter().rev().take(3).collect();
        last.sort();
        assert_eq!(last, ["account.created", "deal.approved", "deal.submitted"]);
        // A second customer finds the account that is there.
        let mut same = w.body("Nordvik Shipping", "nordvik-shipping.no", 1_000_000);
        same["lines"][0]["product_id"] = json!(w.fleet);
        let other = w.amara.json("POST", "/api/v1/deals", &same).await.expect(201).json();
        assert_eq!(other["account_id"], deal["account_id"]);
        test.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn an_overlap_goes_to_a_person_and_tells_the_partner_nothing() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let first = w.register(&w.amara, "Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000).await;
        let second = w.register(&w.erik, "NORDVIK Shipping", "nordvik-shipping.no", 3_000_000).await;
        assert_eq!((second["state"].as_str(), second["overlap"].as_bool()), (Some("in_review"), Some(true)));
        assert!(second["answer_by"].as_str().unwrap().starts_with("2026-11-20T09:00:00"), "{}", second["answer_by"]);
        assert_eq!(second["review_reasons"], json!([]));
        let text = second.to_string();
        assert!(!text.contains("Brightpath") && !text.contains(first["id"].as_str().unwrap()), "{text}");
        let for_staff = w.read(&w.jonas, &path_of(&second)).await;
        assert_eq!(for_staff["review_reasons"], json!(["overlap"]));
        let evidence = crate::deals::actions::evidence(
            &test.app.read(&w.jonas.actor),
            &crate::deals::actions::get(&test.app.read(&w.jonas.actor), id_of(&second)).await.unwrap(),
        )
        .await
        .unwrap();
        assert_eq!(evidence.len(), 1);
        assert_eq!(
            (evidence[0].partner.as_str(), evidence[0].finding.same, evidence[0].finding.same_product),
            ("Brightpath Systems", true, true)
        );
        assert_eq!(evidence[0].other.id, id_of(&first));

        test.settle().await;
        // It cannot be approved beside the first, except as a project of its own.
        let refused = w.jonas.json("POST", &format!("{}/approval", path_of(&second)), &json!({})).await.expect(409).json();
        assert_eq!(refused["code"], "deal.protected_by_other");
        assert_eq!(w.read(&w.jonas, &path_of(&second)).await["state"], "in_review");
        let approved = w
            .jonas
            .json("POST", &format!("{}/approval", path_of(&second)), &json!({ "separate": true, "note": "Another site." }))
            .await
            .expect(200)
            .json();
        assert_eq!((approved["state"].as_str(), approved["decision_note"].as_str()), (Some("approved"), Some("Another site.")));
        test.settle().await;
        let of_deals = |all: Vec<String>| all.into_iter().filter(|t| t.starts_with("deal.")).collect::<Vec<_>>();
        assert_eq!(of_deals(w.notices(&w.jonas).await), ["deal.submitted"]);
        assert_eq!(of_deals(w.notices(&w.erik).await), ["deal.approved"]);
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let mut body = w.body("N", "nowhere", 0);
        body["customer"]["contact_email"] = json!("ingrid@nordvik");
        body["close_on"] = json!("2020-01-01");
        let problem = w.amara.json("POST", "/api/v1/deals", &body).await.expect(422).json();
        let fields: Vec<String> = problem["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| format!("{} {}", e["field"].as_str().unwrap(), e["code"].as_str().unwrap()))
            .collect();
        assert_eq!(
            fields,
            ["customer.company too_short", "customer.contact_email email", "customer.domain url", "lines no_value", "close_on past_date"]
        );
        let unknown = json!({ "customer": {}, "surprise": 1 });
        assert_eq!(w.amara.json("POST", "/api/v1/deals", &unknown).await.expect(422).json()["errors"][0]["code"], "unreadable");
        let mut nul = w.body("Nord\u{0}vik", "nordvik.no", 100);
        assert_eq!(w.amara.json("POST", "/api/v1/deals", &nul).await.expect(422).json()["errors"][0]["code"], "plain_text");
        nul["customer"]["company"] = json!("Nordvik");
        nul["lines"][0]["product_id"] = json!("prod_01h455vb4pex5vsknk084sn02q");
        assert_eq!(w.amara.json("POST", "/api/v1/deals", &nul).await.expect(422).json()["errors"][0]["field"], "lines.0.product_id");
        // A filter or a text that means nothing is refused, never a fault; a cursor made up gives some page.
        for path in [
            "/api/v1/deals?after=zz",
            "/api/v1/deals?limit=0",
            "/api/v1/deals?state=gone",
            "/api/v1/deals?closing_from=-4000-01-01",
            "/api/v1/deals?product_id=x",
        ] {
            w.amara.get(path).await.expect(422);
        }
        w.amara.get("/api/v1/deals?q=%00%01").await.expect(200);
        w.amara.get(&format!("/api/v1/deals?sort=company&after={}00", "0".repeat(32))).await.expect(200);
        w.amara.get("/api/v1/deals/deal_zzz").await.expect(404);
        assert_eq!(w.protections().await, 0);
    })
    .await;
}

#[tokio::test]
async fn the_way_of_a_deal() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let deal = w.register(&w.amara, "Castellan Bank", "castellan-bank.com", 9_000_000).await;
        assert_eq!(deal["state"], "in_review");
        let path = path_of(&deal);
        let to = |noun: &str| format!("{path}/{noun}");
        // A version that is gone is refused, the current one is taken.
        let stale = w.amara.json_with("PATCH", &path, &json!({ "next_step": "Demo" }), &[("if-match", "\"7\"")]).await.expect(412).json();
        assert_eq!(stale["code"], "stale");
        let changed = w
            .amara
            .json_with("PATCH", &path, &json!({ "next_step": "Demo", "customer": { "city": "London" } }), &[("if-match", "\"1\"")])
            .await
            .expect(200)
            .json();
        assert_eq!((changed["version"].as_i64(), changed["customer"]["city"].as_str()), (Some(2), Some("London")));
        assert_eq!(changed["submitted_at"], deal["submitted_at"]);
        // Members do not decide.
        w.amara.json("POST", &to("approval"), &json!({})).await.expect(403);
        w.jonas.json("POST", &to("approval"), &json!({ "note": "Well qualified." })).await.expect(200);
        // Customer and products are fixed now, the value is not.
        assert_eq!(
            w.amara.json("PATCH", &path, &json!({ "customer": { "company": "Other Bank" } })).await.expect(409).json()["code"],
            "deal.customer_fixed"
        );
        let lines = json!({ "lines": [{ "product_id": w.route, "amount_minor": 12_000_000 }] });
        assert_eq!(w.amara.json("PATCH", &path, &lines).await.expect(200).json()["value_minor"], 12_000_000);
        assert_eq!(w.amara.json("PUT", &to("stage"), &json!({ "stage": "negotiation" })).await.expect(200).json()["stage"], "negotiation");
        assert_eq!(w.amara.json("POST", &to("submission"), &json!({})).await.expect(409).json()["code"], "deal.wrong_state");
        // Too early for more time; later, progress gives it at once.
        assert_eq!(
            w.amara.json("POST", &to("extension"), &json!({ "reason": "Budget" })).await.expect(409).json()["code"],
            "deal.extension_early"
        );
        test.advance(TimeDelta::days(70));
        w.amara.json("POST", &to("notes"), &json!({ "body": "Met the board." })).await.expect(201);
        let extended = w.amara.json("POST", &to("extension"), &json!({ "reason": "Budget in March" })).await.expect(200).json();
        assert_eq!((extended["extensions"].as_i64(), extended["extension_asked"].as_bool()), (Some(1), Some(false)));
        let won = w.amara.json("POST", &to("win"), &json!({ "won_on": "2027-01-26" })).await.expect(200).json();
        assert_eq!((won["state"].as_str(), won["won_on"].as_str()), (Some("won"), Some("2027-01-26")));
        assert_eq!(w.protections().await, 0);
        let reopened = w.jonas.json("POST", &to("reopening"), &json!({ "reason": "Signed by the wrong company" })).await.expect(200).json();
        assert_eq!(reopened["state"], "approved");
        assert_eq!(w.protections().await, 2);
        w.amara.json("POST", &to("loss"), &json!({ "reason": "price" })).await.expect(200);
        assert_eq!(w.protections().await, 0);
        test.settle().await;
        let facts: Vec<String> = test.audited().await.into_iter().filter(|a| a.starts_with("deal.")).collect();
        assert_eq!(
            facts,
            [
                "deal.submitted",
                "deal.changed",
                "deal.approved",
                "deal.changed",
                "deal.stage_moved",
                "deal.changed",
                "deal.extended",
                "deal.won",
                "deal.reopened",
                "deal.lost"
            ]
        );
        test.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn drafts_are_the_partners_own_until_they_are_handed_in() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let draft = w
            .amara
            .json("POST", "/api/v1/deals", &json!({ "draft": true, "customer": { "company": "Fjord Foods" } }))
            .await
            .expect(201)
            .json();
        assert_eq!(draft["state"], "draft");
        w.jonas.get(&path_of(&draft)).await.expect(404);
        w.erik.get(&path_of(&draft)).await.expect(404);
        assert_eq!(w.read(&w.jonas, "/api/v1/deals").await["data"], json!([]));
        let refused = w.amara.json("POST", &format!("{}/submission", path_of(&draft)), &json!({})).await.expect(422).json();
        assert_eq!(refused["errors"].as_array().unwrap().len(), 6);
        let change = json!({
            "customer": { "domain": "fjordfoods.no", "country": "no", "contact_name": "Ola Berg", "contact_email": "ola@fjordfoods.no" },
            "need": "They asked for an offer at the fair.", "close_on": "2027-01-31",
            "lines": [{ "product_id": w.route, "quantity": 3, "amount_minor": 1_000_000 }],
        });
        w.amara.json("PATCH", &path_of(&draft), &change).await.expect(200);
        let deal = w.amara.json("POST", &format!("{}/submission", path_of(&draft)), &json!({})).await.expect(200).json();
        assert_eq!((deal["state"].as_str(), deal["customer"]["country"].as_str()), (Some("approved"), Some("NO")));
        assert_eq!(w.read(&w.jonas, "/api/v1/deals").await["data"].as_array().unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn nobody_reads_or_touches_another_partners_deal() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let deal = w.register(&w.amara, "Meridian Health", "meridian-health.co.uk", 9_000_000).await;
        let path = path_of(&deal);
        let note = json!({ "body": "Hello there" });
        w.amara.json("POST", &format!("{path}/notes"), &note).await.expect(201);
        w.jonas.json("POST", &format!("{path}/notes"), &json!({ "body": "Watch this one.", "internal": true })).await.expect(201);
        assert_eq!(w.read(&w.amara, &format!("{path}/notes")).await["data"].as_array().unwrap().len(), 1);
        assert_eq!(w.read(&w.jonas, &format!("{path}/notes")).await["data"].as_array().unwrap().len(), 2);
        w.amara.json("POST", &format!("{path}/notes"), &json!({ "body": "Mine alone", "internal": true })).await.expect(403);

        let calls = [
            ("PATCH", String::new(), json!({ "next_step": "Steal it" })),
            ("POST", "/submission".to_owned(), json!({})),
            ("PUT", "/stage".to_owned(), json!({ "stage": "proposal" })),
            ("PUT", "/next-step".to_owned(), json!({ "next_step": "Steal it" })),
            ("POST", "/win".to_owned(), json!({ "won_on": "2026-11-18" })),
            ("POST", "/loss".to_owned(), json!({ "reason": "price" })),
            ("POST", "/withdrawal".to_owned(), json!({ "note": "Not mine" })),
            ("POST", "/extension".to_owned(), json!({ "reason": "More" })),
            ("POST", "/notes".to_owned(), note.clone()),
        ];
        for (method, place, body) in &calls {
            w.erik.json(method, &format!("{path}{place}"), body).await.expect(404);
        }
        w.erik.get(&path).await.expect(404);
        w.erik.get(&format!("{path}/notes")).await.expect(404);
        // Not by naming the other partner either.
        assert_eq!(w.read(&w.erik, &format!("/api/v1/deals?partner_id={}", w.brightpath)).await["data"], json!([]));
        let mut body = w.body("Trick", "trick.no", 100);
        body["partner_id"] = json!(w.brightpath);
        w.erik.json("POST", "/api/v1/deals", &body).await.expect(404);
        // Whoever only reads changes nothing.
        let looking = w.amara.clone().read_only();
        for (method, place, body) in &calls {
            w.auditor.json(method, &format!("{path}{place}"), body).await.expect(403);
            looking.json(method, &format!("{path}{place}"), body).await.expect(403);
        }
        w.auditor.json("POST", "/api/v1/deal-checks", &json!({ "company": "Meridian Health" })).await.expect(403);
        w.auditor.get(&path).await.expect(200);
        let marketing = test.member(work::Role::Marketing, w.brightpath);
        marketing.get(&path).await.expect(403);
        w.test.anyone().get(&path).await.expect(401);
        let after = w.read(&w.amara, &path).await;
        assert_eq!((after["version"].as_i64(), after["next_step"].as_str()), (Some(1), Some("")));
    })
    .await;
}

#[tokio::test]
async fn a_check_says_only_that_an_overlap_exists() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let third = test.member(work::Role::Sales, w.nordic);
        let ask = |company: &str, domain: &str| json!({ "company": company, "domain": domain, "country": "NO" });
        let free = third.json("POST", "/api/v1/deal-checks", &ask("Nordvik Shipping AS", "nordvik-shipping.no")).await.expect(200);
        assert_eq!(free.json(), json!({ "answer": "free", "overlap": false, "own_deals": [] }));
        // Held by Brightpath, protected; and Ostrava waits for review.
        w.register(&w.amara, "Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000).await;
        w.register(&w.amara, "Ostrava Transit a.s.", "ostrava-transit.cz", 40_000_000).await;
        let protected = third.json("POST", "/api/v1/deal-checks", &ask("Nordvik Shipping AS", "nordvik-shipping.no")).await.expect(200);
        let waiting = third.json("POST", "/api/v1/deal-checks", &ask("Ostrava Transit", "ostrava-transit.cz")).await.expect(200);
        assert_eq!(protected.text, waiting.text);
        assert_eq!(protected.json(), json!({ "answer": "conflict", "overlap": true, "own_deals": [] }));
        // Its own deals are named, and are no overlap.
        let own = w.amara.json("POST", "/api/v1/deal-checks", &ask("Nordvik Shipping AS", "nordvik-shipping.no")).await.expect(200).json();
        assert_eq!((own["overlap"].as_bool(), own["own_deals"].as_array().unwrap().len()), (Some(false), 1));
        let user = third.actor.user.unwrap();
        let noted = crate::deals::store::notes::checks_of(&test.app.read(&third.actor), user).await.unwrap();
        assert_eq!(noted, [false, true, true]);
        // With the hint switched off nobody learns anything before the submission.
        let terms = w.read(&w.mona, "/api/v1/deal-terms").await;
        let mut quiet = terms["terms"].clone();
        quiet["overlap_hint"] = json!(false);
        quiet["checks_per_hour"] = json!(4);
        w.jonas.json("PUT", "/api/v1/deal-terms", &quiet).await.expect(403);
        w.mona.json_with("PUT", "/api/v1/deal-terms", &quiet, &[("if-match", "\"1\"")]).await.expect(200);
        w.mona.json_with("PUT", "/api/v1/deal-terms", &quiet, &[("if-match", "\"1\"")]).await.expect(412);
        let hidden = third.json("POST", "/api/v1/deal-checks", &ask("Nordvik Shipping AS", "nordvik-shipping.no")).await.expect(200);
        assert_eq!(hidden.json(), json!({ "answer": "unsaid", "overlap": false, "own_deals": [] }));
        let limited = third.json("POST", "/api/v1/deal-checks", &ask("Anything", "")).await.expect(429).json();
        assert_eq!(limited["code"], "deal.too_many_checks");
        test.advance(TimeDelta::hours(1));
        third.json("POST", "/api/v1/deal-checks", &ask("Anything", "")).await.expect(200);
    })
    .await;
}

#[tokio::test]
async fn who_may_not_register_hears_why() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let terms = w.read(&w.mona, "/api/v1/deal-terms").await;
        let mut strict = terms["terms"].clone();
        strict["certificates"] = json!([{ "product_id": w.route, "certificate": "route-planner" }]);
        w.mona.json("PUT", "/api/v1/deal-terms", &strict).await.expect(200);
        let body = w.body("Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000);
        let refused = w.amara.json("POST", "/api/v1/deals", &body).await.expect(409).json();
        assert_eq!(refused["code"], "deal.not_certified");
        let (partner, user) = (w.brightpath, w.amara.actor.user);
        test.system(|work| async move {
            let grant =
                partners::NewGrant { partner, user, right: "certified:route-planner".to_owned(), until: None, reason: "test".to_owned() };
            partners::give_grant(&work, &grant).await
        })
        .await
        .unwrap();
        let deal = w.amara.json("POST", "/api/v1/deals", &body).await.expect(201).json();
        assert_eq!(deal["terms_version"], 2);
        test.system(|work| async move { partners::move_to(&work, partner, partners::Lifecycle::Suspended, Some("Unpaid")).await })
            .await
            .unwrap();
        let refused = w.amara.json("POST", "/api/v1/deals", &w.body("Other", "other.no", 100)).await.expect(409).json();
        assert_eq!(refused["code"], "deal.partner_not_active");
        // Staff register for a partner that they name.
        w.jonas.json("POST", "/api/v1/deals", &w.body("Other", "other.no", 100)).await.expect(422);
        let mut named = w.body("Fjord Foods", "fjordfoods.no", 100);
        named["partner_id"] = json!(w.nordic);
        let deal = w.jonas.json("POST", "/api/v1/deals", &named).await.expect(409).json();
        assert_eq!(deal["code"], "deal.not_certified");
    })
    .await;
}

#[tokio::test]
async fn lists_filter_and_turn_pages() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        for (i, name) in ["Alfa Lines", "Beta Lines", "Gamma Yards", "Delta Yards", "Epsilon Ports"].iter().enumerate() {
            let domain = format!("{}.no", name.to_lowercase().replace(' ', "-"));
            w.register(&w.amara, name, &domain, 1_000_000 * i64::try_from(i + 1).unwrap()).await;
            test.advance(TimeDelta::minutes(1));
        }
        let names = |page: &serde_json::Value| -> Vec<String> {
            page["data"].as_array().unwrap().iter().map(|d| d["company"].as_str().unwrap().to_owned()).collect()
        };
        for (sort, expected) in [
            ("recent", ["Epsilon Ports", "Delta Yards", "Gamma Yards", "Beta Lines", "Alfa Lines"]),
            ("company", ["Alfa Lines", "Beta Lines", "Delta Yards", "Epsilon Ports", "Gamma Yards"]),
            ("value", ["Epsilon Ports", "Delta Yards", "Gamma Yards", "Beta Lines", "Alfa Lines"]),
        ] {
            let mut seen = Vec::new();
            let mut path = format!("/api/v1/deals?limit=2&sort={sort}");
            loop {
                let page = w.read(&w.amara, &path).await;
                seen.extend(names(&page));
                let Some(next) = page["next"].as_str() else { break };
                path = format!("/api/v1/deals?limit=2&sort={sort}&after={next}");
            }
            assert_eq!(seen, expected, "{sort}");
        }
        let close = w.read(&w.amara, "/api/v1/deals?limit=3&sort=close").await;
        let rest = w.read(&w.amara, &format!("/api/v1/deals?limit=3&sort=close&after={}", close["next"].as_str().unwrap())).await;
        assert_eq!((names(&close).len(), names(&rest).len()), (3, 2));
        assert_eq!(names(&w.read(&w.amara, "/api/v1/deals?q=yard").await), ["Delta Yards", "Gamma Yards"]);
        assert_eq!(names(&w.read(&w.amara, "/api/v1/deals?q=route%20plan").await).len(), 5);
        assert_eq!(names(&w.read(&w.jonas, "/api/v1/deals?q=gam").await), ["Gamma Yards"]);
        assert_eq!(names(&w.read(&w.jonas, "/api/v1/deals?q=yards").await), [""; 0]);
        assert_eq!(names(&w.read(&w.amara, &format!("/api/v1/deals?product_id={}", w.fleet)).await), [""; 0]);
        assert_eq!(names(&w.read(&w.amara, "/api/v1/deals?state=approved&state=won&stage=qualified").await).len(), 5);
        assert_eq!(names(&w.read(&w.amara, "/api/v1/deals?closing_from=2027-03-01").await), [""; 0]);
        assert_eq!(names(&w.read(&w.erik, "/api/v1/deals?mine=true").await), [""; 0]);
        assert_eq!(names(&w.read(&w.amara, "/api/v1/deals?mine=true").await).len(), 5);
    })
    .await;
}
