//! Renewals, expansions and tenders: who goes first, until when, and what sets it aside.

use base::{Instant, Refusal as _};
use chrono::{NaiveDate, TimeDelta};
use serde_json::{Value, json};
use testkit::{Persona, each_db};
use uuid::Uuid;

use super::super::actions;
use super::super::model::*;
use super::super::rules::{self, Candidate};
use super::sample::*;
use super::world::{World, id_of, path_of, stages};

/// What a partner sold and that runs until the first of March 2027.
fn sold(own: bool) -> Sold {
    let (won_on, ends) = (day(2026, 3, 1), Some(day(2027, 3, 1)));
    Sold { deal: Uuid::from_u128(8).into(), own, same_product: false, won_on, ends, active: true, acted_at: None }
}

fn case(business: Business, sold: Vec<Sold>) -> Case {
    let r = Registration { business, ..registration() };
    Case { sold, ..rules::case(&r, &Findings::default(), Uuid::from_u128(200).into(), Standing::default()) }
}

fn noon(on: NaiveDate) -> Instant {
    on.and_hms_opt(12, 0, 0).unwrap().and_utc()
}

#[test]
fn who_serves_the_customer_goes_first_for_as_long_as_the_terms_say() {
    let terms = Terms::default();
    let why = |business, sold: Sold, on: NaiveDate| rules::route(&case(business, vec![sold]), &terms, noon(on));
    let waits = |business, sold: Sold, on: NaiveDate| why(business, sold, on) == [Why::Incumbent];
    // A renewal belongs to the seller from 90 days before the end until 30 days before it.
    for (on, first) in [
        (day(2026, 11, 30), false),
        (day(2026, 12, 1), true),
        (day(2027, 1, 30), true),
        (day(2027, 1, 31), false),
        (day(2027, 3, 2), false),
    ] {
        assert_eq!(waits(Business::Renewal, sold(false), on), first, "{on}");
    }
    // Who registered in time keeps the right until the end; who was late has lost it.
    let acted = |at: NaiveDate| Sold { acted_at: Some(noon(at)), ..sold(false) };
    assert!(waits(Business::Renewal, acted(day(2027, 1, 30)), day(2027, 3, 1)));
    assert!(!waits(Business::Renewal, acted(day(2027, 1, 30)), day(2027, 3, 2)));
    assert!(!waits(Business::Renewal, acted(day(2027, 1, 31)), day(2027, 2, 1)));
    // An expansion belongs to the seller as long as what was sold runs.
    assert!(waits(Business::Expansion, sold(false), day(2026, 6, 1)) && !waits(Business::Expansion, sold(false), day(2027, 3, 2)));
    // A renewal that calls itself new is one where the product is the same, in the same days.
    let same = Sold { same_product: true, ..sold(false) };
    assert!(waits(Business::New, same, day(2026, 12, 1)) && !waits(Business::New, same, day(2026, 11, 30)));
    assert!(!waits(Business::New, sold(false), day(2026, 12, 1)));
    // Nobody waits for a partner that has left, for itself, or where the terms know no such right.
    assert!(!waits(Business::Renewal, Sold { active: false, ..sold(false) }, day(2026, 12, 1)));
    assert!(!waits(Business::Renewal, sold(true), day(2026, 12, 1)));
    let off = Terms { renewal_days: 0, renewal_lapse_days: 0, ..Terms::default() };
    assert_eq!(rules::route(&case(Business::Renewal, vec![sold(false)]), &off, noon(day(2026, 12, 1))), []);
    // Without a day it runs as many months as the terms say.
    let open = Sold { ends: None, ..sold(false) };
    assert!(waits(Business::Renewal, open, day(2026, 12, 1)) && !waits(Business::Renewal, open, day(2026, 11, 30)));
    // Its own renewal does not wait for another that waits itself, but for one that is protected.
    let rival = |held| Rival { deal: Uuid::from_u128(3).into(), own: false, held, same_product: true, won_at: None };
    let own = |held, business| Case { rivals: vec![rival(held)], ..case(business, vec![sold(true)]) };
    let at = noon(day(2026, 12, 1));
    assert_eq!(rules::route(&own(Held::Open, Business::Renewal), &terms, at), []);
    assert_eq!(rules::route(&own(Held::Protected, Business::Renewal), &terms, at), [Why::Overlap]);
    assert_eq!(rules::route(&own(Held::Open, Business::New), &terms, at), [Why::Overlap]);
    // What is decided for it rests on the clause.
    let question = Question::Register(Case {
        standing: Standing { active: true, may_register: true, ..Standing::default() },
        ..own(Held::Open, Business::Renewal)
    });
    let answer = rules::judge(&question, &terms, at);
    assert!(matches!(answer, Outcome::Protected { .. }) && rules::clauses(&question, &answer).contains(&Clause::Incumbency));
}

#[test]
fn an_approval_over_the_right_of_another_needs_a_choice_or_a_ruling() {
    let terms = Terms::default();
    let ask = |sold: Sold, over| Question::Approve {
        tier_days: None,
        separate: false,
        decide_by: None,
        incumbency: Some(Incumbency { business: Business::Renewal, sold: vec![sold], over }),
    };
    let (window, lapsed) = (noon(day(2026, 12, 1)), noon(day(2027, 1, 31)));
    let refused = Outcome::Refused { code: "deal.incumbent_first".to_owned() };
    assert_eq!(rules::judge(&ask(sold(false), None), &terms, window), refused);
    assert_eq!(rules::clauses(&ask(sold(false), None), &refused), [Clause::Incumbency]);
    for question in [ask(sold(false), Some(Over::Choice)), ask(sold(false), Some(Over::Ruling)), ask(sold(true), None)] {
        assert!(matches!(rules::judge(&question, &terms, window), Outcome::Protected { .. }), "{question:?}");
    }
    assert!(matches!(rules::judge(&ask(sold(false), None), &terms, lapsed), Outcome::Protected { .. }), "lost by inaction");
}

#[test]
fn the_last_sale_of_a_product_or_its_family_counts() {
    let known = rules::prepare(&customer());
    let won = |deal: u128, partner: u128, made: u128, on: NaiveDate| Candidate {
        deal: Uuid::from_u128(deal).into(),
        partner: Uuid::from_u128(partner).into(),
        state: StateKind::Won,
        closed_at: Some(noon(on)),
        customer: customer(),
        products: vec![product(made)],
        submitted_at: Some(noon(on)),
        won_on: Some(on),
        term_ends: None,
    };
    let next = Candidate { state: StateKind::InReview, won_on: None, closed_at: None, ..won(4, 9, 2, day(2026, 12, 5)) };
    let all = [won(1, 5, 1, day(2025, 5, 1)), won(2, 9, 2, day(2026, 2, 1)), won(3, 7, 3, day(2026, 6, 1)), next];
    let found = rules::weigh(&known, &[product(1)], &all);
    let family = |a: base::ProductId, b: base::ProductId| [a, b].iter().all(|p| [product(1), product(2)].contains(p));
    let of = |kin: &dyn Fn(base::ProductId, base::ProductId) -> bool| {
        let all = rules::sales(&found, &all, &[product(1)], kin);
        all.into_iter().map(|s| (s.partner, s.sold.same_product, s.sold.acted_at)).collect::<Vec<_>>()
    };
    assert_eq!(of(&|_, _| false), [(Uuid::from_u128(5).into(), true, None)], "the product alone");
    assert_eq!(
        of(&family),
        [(Uuid::from_u128(9).into(), false, Some(noon(day(2026, 12, 5))))],
        "its family, and what its seller did since"
    );
}

#[test]
fn a_published_tender_is_protected_as_the_terms_say() {
    let at = |published: Option<NaiveDate>, tenders| {
        let r = Registration { tender: true, published_on: published, ..registration() };
        let standing = Standing { active: true, may_register: true, ..Standing::default() };
        let case = rules::case(&r, &Findings::default(), Uuid::from_u128(200).into(), standing);
        let terms = Terms { tenders, ..Terms::default() };
        let question = Question::Register(case);
        let answer = rules::judge(&question, &terms, now());
        (answer.code(), rules::clauses(&question, &answer).contains(&Clause::Tender))
    };
    let (published, later) = (Some(day(2026, 11, 18)), Some(day(2026, 11, 19)));
    assert_eq!(at(published, Tenders::Review), ("review", true));
    assert_eq!(at(published, Tenders::Exclude), ("refused", true));
    assert_eq!(at(published, Tenders::Protect), ("protected", false));
    for tenders in Tenders::ALL {
        assert_eq!((at(None, *tenders), at(later, *tenders)), (("protected", false), ("protected", false)), "{tenders}");
    }
    assert_eq!(rules::DealRefusal::TenderPublished.code(), "deal.tender_published");
}

/// A registration of a kind of business with a customer that is known.
async fn registers(w: &World, who: &Persona, business: &str) -> Value {
    let mut body = w.body("Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000);
    body["business"] = json!(business);
    body["close_on"] = json!("2027-03-01");
    who.json("POST", "/api/v1/deals", &body).await.expect(201).json()
}

#[tokio::test]
async fn a_renewal_waits_for_the_partner_that_serves_the_customer() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let first = w.register(&w.amara, "Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000).await;
        let won = json!({ "won_on": "2026-11-18", "term_ends_on": "2027-03-01" });
        for wrong in ["2026-11-18", "2046-11-18"] {
            let body = json!({ "won_on": "2026-11-18", "term_ends_on": wrong });
            w.amara.json("POST", &format!("{}/win", path_of(&first)), &body).await.expect(422);
        }
        let shown = w.amara.json("POST", &format!("{}/win", path_of(&first)), &won).await.expect(200).json();
        assert_eq!(shown["term_ends_on"], "2027-03-01");
        w.set_terms("incumbency_days", json!(0)).await;
        // In the window the seller is told until when the renewal is its own.
        w.pass(TimeDelta::days(20)).await;
        assert!(
            w.notices(&w.amara).await.contains(&"deal.renewal".to_owned())
                && w.notices(&w.jonas).await.contains(&"deal.renewal".to_owned())
        );
        let page = w.amara.get(&format!("/deals/{}", id_of(&first))).await.expect(200).text;
        assert!(page.contains("business=renewal") && !page.contains("⟦"));
        // Another's waits, and reads only that somebody is there; the desk reads who goes first.
        let theirs = registers(&w, &w.erik, "renewal").await;
        assert_eq!((theirs["state"].clone(), theirs["overlap"].clone()), (json!("in_review"), json!(true)));
        let path = path_of(&theirs);
        let open = w.read(&w.erik, &format!("{path}/decisions")).await["data"][0].clone();
        assert_eq!((open["why"].clone(), open["clauses"].clone()), (json!(["overlap"]), json!(["decision", "overlap"])));
        let whole = w.read(&w.jonas, &format!("{path}/decisions")).await["data"][0].clone();
        assert_eq!((whole["why"].clone(), whole["clauses"].clone()), (json!(["incumbent"]), json!(["decision", "incumbency"])));
        // Nobody approves it over that right, unless the customer chose and its letter is there.
        let approve = |choice: bool| {
            let (w, path) = (&w, format!("{path}/approval"));
            async move { w.jonas.json("POST", &path, &json!({ "customer_choice": choice })).await }
        };
        assert_eq!(approve(false).await.expect(409).json()["code"], "deal.incumbent_first");
        assert_eq!(approve(true).await.expect(409).json()["code"], "deal.letter_missing");
        let page = w.jonas.get(&format!("/deals/{}/decision", id_of(&theirs))).await.expect(200).text;
        assert!(page.contains("The customer chose this partner in writing") && !page.contains("⟦"));
        w.erik.upload(&format!("{path}/files"), &[("paper", "letter")], &[("file", "choice.txt", b"We choose Nordic.")]).await.expect(201);
        assert_eq!(approve(true).await.expect(200).json()["state"], "approved");
        let kept = w.read(&w.jonas, &format!("{path}/decisions")).await["data"][0].clone();
        assert_eq!(kept["clauses"], json!(["protection", "incumbency"]));
        // All of it is decided again as it was; without the clause the rival would have been approved at once.
        let replayed = actions::replay(&test.app.read(&w.mona.actor), Instant::default(), 10).await.unwrap();
        assert_eq!(replayed.differ, 0, "{:?}", replayed.differences);
        let mut draft = w.read(&w.mona, "/api/v1/deal-terms").await["terms"].clone();
        (draft["renewal_days"], draft["renewal_lapse_days"]) = (json!(0), json!(0));
        let tried = w.mona.json("POST", "/api/v1/deal-terms/trial", &draft).await.expect(200).json();
        assert!(tried["kinds"].as_array().unwrap().iter().any(|k| k["was"] == "review" && k["now"] == "protected"), "{tried}");
        let rules = w.amara.get("/deals/rules").await.expect(200).text;
        assert!(rules.contains("In the 90 days before") && rules.contains("30 days before that end") && !rules.contains("⟦"));
    })
    .await;
}

#[tokio::test]
async fn the_right_to_a_renewal_is_used_or_lost() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let first = w.register(&w.amara, "Nordvik Shipping AS", "nordvik-shipping.no", 4_500_000).await;
        let won = json!({ "won_on": "2026-11-18", "term_months": 3 });
        let won = w.amara.json("POST", &format!("{}/win", path_of(&first)), &won).await.expect(200).json();
        assert_eq!(won["term_ends_on"], "2027-02-18");
        w.set_terms("incumbency_days", json!(0)).await;
        w.test.advance(TimeDelta::days(3));
        // Used: its own renewal is approved at once although another's waits.
        let theirs = registers(&w, &w.erik, "renewal").await;
        assert_eq!(theirs["state"], "in_review");
        let own = registers(&w, &w.amara, "renewal").await;
        assert_eq!(own["state"], "approved");
        let kept = w.read(&w.amara, &format!("{}/decisions", path_of(&own))).await["data"][0].clone();
        assert_eq!(kept["clauses"], json!(["protection", "automatic", "incumbency"]));
        assert_eq!(
            w.jonas.json("POST", &format!("{}/approval", path_of(&theirs)), &json!({})).await.expect(409).json()["code"],
            "deal.incumbent_first"
        );
        // Lost: it took its registration back, and nothing else came until thirty days before the end.
        for deal in [&own, &theirs] {
            let who = if deal["id"] == own["id"] { &w.amara } else { &w.erik };
            who.json("POST", &format!("{}/withdrawal", path_of(deal)), &json!({ "note": "Not now" })).await.expect(200);
        }
        w.pass(TimeDelta::days(63)).await;
        assert_eq!(registers(&w, &w.erik, "renewal").await["state"], "approved");
    })
    .await;
}

#[tokio::test]
async fn a_tender_goes_to_a_person_with_its_clause_or_is_not_taken() {
    each_db(stages, |test| async move {
        let w = World::new(&test).await;
        let tender = |published: Option<&str>, company: &str, domain: &str| {
            let mut body = w.body(company, domain, 4_500_000);
            body["tender"] = json!(true);
            body["tender_published_on"] = json!(published);
            body
        };
        let open = tender(Some("2026-11-10"), "Castellan Bank", "castellan-bank.com");
        let waits = w.amara.json("POST", "/api/v1/deals", &open).await.expect(201).json();
        assert_eq!((waits["state"].clone(), waits["tender_published_on"].clone()), (json!("in_review"), json!("2026-11-10")));
        let told = w.read(&w.amara, &format!("{}/decisions", path_of(&waits))).await["data"][0].clone();
        assert_eq!((told["why"].clone(), told["clauses"].clone()), (json!(["tender"]), json!(["decision", "tender"])));
        let free = tender(None, "Fjord Foods", "fjordfoods.no");
        assert_eq!(w.amara.json("POST", "/api/v1/deals", &free).await.expect(201).json()["state"], "approved");
        w.set_terms("tenders", json!("exclude")).await;
        let next = tender(Some("2026-11-10"), "Tallinn Ferry Co", "tallinnferry.ee");
        assert_eq!(w.amara.json("POST", "/api/v1/deals", &next).await.expect(409).json()["code"], "deal.tender_published");
        assert!(w.amara.get("/deals/rules").await.expect(200).text.contains("cannot be registered: everybody may bid"));
        // By form the same, with the day as it was typed.
        let mut form = vec![("company", "Kolding Print"), ("domain", "koldingprint.dk"), ("country", "DK"), ("contact_name", "Ida Holm")];
        form.extend([("contact_email", "ida@koldingprint.dk"), ("need", "They replace manual planning."), ("amount", "4000")]);
        form.extend([("amount_currency", "EUR"), ("close_on", "2027-02-15"), ("business", "expansion"), ("tender", "1")]);
        let route = w.route.to_string();
        form.extend([("product", route.as_str()), ("tender_published_on", "2026-11-10")]);
        let again = w.amara.post("/deals", &form).await.expect(422).text;
        assert!(again.contains("This tender is published already") && again.contains("value=\"2026-11-10\"") && !again.contains("⟦"));
        form.pop();
        let place = w.amara.post("/deals", &form).await.expect(303).location().to_owned();
        let made = w.read(&w.amara, &format!("/api/v1{place}")).await;
        assert_eq!(
            (made["business"].clone(), made["tender"].clone(), made["tender_published_on"].clone()),
            (json!("expansion"), json!(true), Value::Null)
        );
    })
    .await;
}
