//! From a claim to its answer, and what it counts for; on both databases.

use chrono::TimeDelta;
use serde_json::{Value, json};
use testkit::each_db;
use work::Role;

use super::world::{World, claim, claimed, confirmed, journey, listed, stages, touch, win, wrong};

#[tokio::test]
async fn a_claim_counts_once_the_partners_manager_has_confirmed_it() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let deal = w.register(&w.amara, "Nordvik Shipping AS", "nordvik-shipping.no", 1_000_000).await;
        t.settle().await;
        let account = deal["account_id"].clone();
        let body = claimed("Nordvik Shipping", "nordvik-shipping.no", "meeting", "2026-11-16");
        let made = claim(&w.erik, &body).await.expect(201).json();
        // Nothing in the answer says that the vendor knows one customer and not the other.
        let unknown = claim(&w.erik, &claimed("Nobody Knows AS", "nobody-knows.no", "meeting", "2026-11-16")).await.expect(201).json();
        let mut like = unknown.clone();
        for field in ["id", "company", "domain", "recorded_at", "answer_by"] {
            like[field] = made[field].clone();
        }
        assert_eq!(made, like);
        assert_eq!((made["state"].as_str(), &made["account_id"]), (Some("claimed"), &Value::Null));
        // Wednesday at 10:00 and three business days.
        assert!(made["answer_by"].as_str().unwrap().starts_with("2026-11-23T09:00:00"), "{made}");
        assert_eq!(claim(&w.erik, &body).await.expect(409).json()["code"], "touch.repeated");
        t.settle().await;
        assert_eq!(w.notices(&w.jonas).await.iter().filter(|n| *n == "touch.claimed").count(), 2);
        let queue = w.queue(&w.jonas).await;
        let waiting: Vec<_> = queue.iter().filter(|q| q.kind == "Contribution to confirm").collect();
        assert_eq!((waiting.len(), waiting[0].partner.as_deref()), (2, Some("Nordic IT Partners")));
        // The partner reads who answers, and by when.
        let page = w.erik.get(&format!("/touches/{}", made["id"].as_str().unwrap())).await.expect(200).text;
        assert!(page.contains("Jonas Lind answers by") && !page.contains("Confirm</button>"), "{page}");
        assert!(!page.contains(account.as_str().unwrap()));

        // Neither the partner nor who only reads answers; nothing changes by asking.
        let path = format!("{}/answer", touch(&made));
        let yes = json!({ "confirmed": true });
        for (who, status) in [(&w.erik, 403), (&w.amara, 403), (&w.auditor, 403)] {
            who.json("POST", &path, &yes).await.expect(status);
        }
        claim(&w.jonas, &body).await.expect(403);
        claim(&t.member(Role::Technical, w.nordic), &body).await.expect(403);
        assert_eq!(wrong(&w.jonas.json("POST", &path, &json!({ "confirmed": false })).await.expect(422)), ["reason:required"]);
        assert_eq!(w.read(&w.erik, &touch(&made)).await["state"], "claimed");

        let done = w.jonas.json("POST", &path, &yes).await.expect(200).json();
        assert_eq!((done["state"].as_str(), &done["account_id"]), (Some("confirmed"), &account));
        assert_eq!(w.jonas.json("POST", &path, &yes).await.expect(409).json()["code"], "touch.not_waiting");
        let no = json!({ "confirmed": false, "reason": "They say they never met you." });
        w.mona.json("POST", &format!("{}/answer", touch(&unknown)), &no).await.expect(200);
        let read = w.read(&w.erik, &touch(&unknown)).await;
        assert_eq!((read["state"].as_str(), read["answer"]["reason"].as_str()), (Some("refused"), no["reason"].as_str()));
        t.settle().await;
        let told = w.notices(&w.erik).await;
        assert!(told.contains(&"touch.confirmed".to_owned()) && told.contains(&"touch.refused".to_owned()), "{told:?}");
        assert_eq!(journey(&w, &account).await, ["meeting", "registration"]);
        // What was refused can be said again, with better evidence.
        claim(&w.erik, &claimed("Nobody Knows AS", "nobody-knows.no", "meeting", "2026-11-16")).await.expect(201);
        t.assert_audit_whole().await;
    })
    .await;
}

#[tokio::test]
async fn the_form_says_everything_that_is_wrong_and_where() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        let fine = claimed("Nordvik Shipping", "nordvik-shipping.no", "demo", "2026-11-18");
        let with = |field: &str, value: Value| {
            let mut body = fine.clone();
            body[field] = value;
            body
        };
        for (field, value, code) in [
            ("on", json!("2026-11-19"), "on:touch.future"),
            ("on", json!("2025-11-17"), "on:touch.old"),
            ("on", json!("-0001-01-01"), "on:touch.old"),
            ("company", json!("A"), "company:too_short"),
            ("company", json!("Nord\u{0}vik"), "company:plain_text"),
            ("country", json!("XX"), "country:choice"),
            ("domain", json!("not a host"), "domain:url"),
            ("evidence", json!("  short  "), "evidence:too_short"),
            ("what", json!("x".repeat(2_001)), "what:too_long"),
            ("link", json!("http://files.example/minutes"), "link:touch.link"),
            ("link", json!("javascript:alert(1)//https://"), "link:touch.link"),
            ("link", json!("https://me:pass@files.example/"), "link:touch.link"),
            ("link", json!("https://files.example/\"onload=1"), "link:touch.link"),
        ] {
            assert_eq!(wrong(&claim(&w.erik, &with(field, value)).await.expect(422)), [code]);
        }
        // What only the system records, nobody claims.
        let answer = claim(&w.erik, &with("kind", json!("win"))).await;
        assert!(answer.status.is_client_error(), "{}", answer.text);
        // The page says the same, beside what was typed.
        let typed = [("company", "Nordvik"), ("country", "NO"), ("kind", "win"), ("on", "2027-01-01"), ("what", "<b>met</b> them there")];
        let page = w.erik.post("/touches", &typed).await.expect(422).text;
        assert!(page.contains("This day has not come yet") && page.contains("&#60;b&#62;met"), "{page}");
        assert_eq!(listed(&w, &w.mona, "/api/v1/touches", "id").await, Vec::<String>::new());
        for query in ["quarter=2026-Q9", "kind=nothing", "state=x", "limit=0", "after=zz"] {
            w.erik.get(&format!("/api/v1/touches?{query}")).await.expect(422);
        }
        claim(&w.erik, &with("on", json!("2025-11-18"))).await.expect(201);
        assert_eq!(listed(&w, &w.erik, "/api/v1/touches?quarter=2025-Q4&kind=demo&state=claimed&q=nord", "kind").await, ["demo"]);
        assert_eq!(listed(&w, &w.erik, "/api/v1/touches?quarter=2026-Q4", "kind").await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn figures_are_those_that_one_counts_by_hand() {
    each_db(stages, |t| async move {
        let w = World::new(&t).await;
        // Erik brought the first customer; at the second he helped on the day it was registered.
        confirmed(&w, &w.erik, &claimed("Nordvik Shipping", "nordvik-shipping.no", "referral", "2026-11-10")).await;
        confirmed(&w, &w.erik, &claimed("Nordvik Shipping", "nordvik-shipping.no", "demo", "2026-11-12")).await;
        confirmed(&w, &w.erik, &claimed("Solvang Dairies", "solvang.no", "demo", "2026-11-18")).await;
        // A claim that waits counts for nothing.
        claim(&w.erik, &claimed("Kvitfjell Resort", "kvitfjell.no", "meeting", "2026-11-12")).await.expect(201);
        for (company, domain) in
            [("Nordvik Shipping", "nordvik-shipping.no"), ("Solvang Dairies", "solvang.no"), ("Kvitfjell Resort", "kvitfjell.no")]
        {
            let deal = w.register(&w.amara, company, domain, 1_000_000).await;
            win(&w.amara, &deal, "2026-11-18").await;
        }
        t.settle().await;
        let figures = async |who: &testkit::Persona, of: &str| {
            let f = w.read(who, &format!("/api/v1/touch-figures{of}")).await;
            ["customers", "customers_won", "sourced", "influenced", "waiting"].map(|k| f[k].as_i64().unwrap())
        };
        // This month's wins count from the next.
        assert_eq!(figures(&w.erik, "").await, [2, 0, 0, 0, 1]);
        t.advance(TimeDelta::days(14));
        assert_eq!(figures(&w.erik, "").await, [2, 2, 1, 1, 1]);
        assert_eq!(figures(&w.amara, "").await, [3, 0, 0, 0, 0]);
        assert_eq!(figures(&w.mona, "").await, [3, 2, 1, 1, 1]);
        assert_eq!(figures(&w.mona, &format!("?partner_id={}", w.nordic)).await, [2, 2, 1, 1, 1]);
        // A partner that asks for another's reads its own.
        assert_eq!(figures(&w.amara, &format!("?partner_id={}", w.nordic)).await, [3, 0, 0, 0, 0]);
        let page = w.erik.get("/touches").await.expect(200).text;
        assert!(page.contains("Deals sourced"), "{page}");
    })
    .await;
}
