//! The thread through the product, over the API alone: a stranger applies, becomes a partner, wins a
//! deal, is paid for it, and gives the money back when the deal turns out not to be won.

use chrono::TimeDelta;
use serde_json::{Value, json};
use testkit::{Persona, Test};
use work::Role;

use crate::access::{check, recorded};
use crate::cast::{Company, application, registration, text};
use crate::vendor::Vendor;

const BRIGHTPATH: Company = Company { name: "Brightpath Systems", domain: "brightpath.example", admin: "Amara Diallo" };
const NORDIC: Company = Company { name: "Nordic Haulage IT", domain: "nordichaulage.example", admin: "Torsten Vale" };

#[tokio::test]
async fn from_application_to_payout() {
    testkit::each_db_by(towpath::stages, identity::authenticate, |t| async move { told(&t).await }).await;
}

async fn told(t: &std::sync::Arc<Test>) {
    let v = Vendor::open(t).await;
    let (stranger, ops, finance) = (t.anyone(), v.api(Role::PartnerOps), v.api(Role::PartnerFinance));

    // A stranger applies. Until the address is confirmed, nobody can decide.
    let waiting = stranger.json("POST", "/api/v1/applications", &application(&BRIGHTPATH)).await.expect(202).json();
    assert_eq!(text(&waiting, "/state"), "draft");
    let path = format!("/api/v1/applications/{}", text(&waiting, "/id"));
    ops.json("POST", &format!("{path}/decision"), &json!({ "reason": "fits" })).await.expect(409);
    let confirm = v.link(&BRIGHTPATH.email("admin"), "application.confirm").await;
    assert!(stranger.post(&confirm, &[]).await.status.as_u16() < 400);
    let filed = ops.get(&path).await.expect(200).json();
    assert_eq!(text(&filed, "/state"), "submitted");
    assert!(filed["score"].as_i64().unwrap() > 0 && filed["shares"].as_array().is_some_and(|s| !s.is_empty()), "{filed:#}");

    // Operations ask, the stranger answers, operations approve and say why.
    let question = json!({ "question": "Who will run first-line support?" });
    ops.json("POST", &format!("{path}/info-request"), &question).await.expect(200);
    let status = v.link(&BRIGHTPATH.email("admin"), "application.asked").await;
    assert!(stranger.post(&format!("{status}/answer"), &[("answer", "Two of our engineers, from Hamburg.")]).await.status.as_u16() < 400);
    let decision = json!({ "reason": "fits_soon", "words": "Welcome. Please train a second engineer this quarter." });
    let decided = ops.json("POST", &format!("{path}/decision"), &decision).await.expect(200).json();
    assert_eq!((text(&decided, "/state"), text(&decided, "/reason")), ("approved", "fits_soon"));
    let partner = text(&decided, "/partner").to_owned();
    t.settle().await;

    // Its administrator accepts the invitation and is in, with the partner's rows and no others.
    let admin = v.accepts_invitation(&BRIGHTPATH).await;
    let me = admin.get("/api/v1/me").await.expect(200).json();
    assert_eq!((text(&me, "/partner"), text(&me, "/org")), (partner.as_str(), BRIGHTPATH.name));
    assert_eq!(state(&admin, &partner).await, "contracting");

    // The agreement waits. Both sides sign, and the sealed document is there.
    let agreement = v.signs(&BRIGHTPATH, &admin).await;
    let document = admin.get(&format!("/api/v1/agreements/{agreement}/document")).await.expect(200);
    assert!(document.bytes.starts_with(b"%PDF-"), "the signed agreement is no PDF");
    assert_eq!(state(&admin, &partner).await, "onboarding");

    // Nobody sells yet: the right to register comes with being active.
    let p = v.with_people(partner.parse().unwrap(), admin, &BRIGHTPATH).await;
    let (admin, seller) = (&p.admin, &p.sales.api);
    let deal = registration(&v, "Nordvik Shipping AS", "nordvik-shipping.example", 1_250_050);
    let refused = seller.json("POST", "/api/v1/deals", &deal).await.expect(409).json();
    assert_eq!(text(&refused, "/code"), "deal.partner_not_active");

    // Step by step: the forms, the documents, the courses with their quizzes, the vendor's word.
    let kinds = v.activates(&p, &BRIGHTPATH).await;
    for kind in ["form", "course"] {
        assert!(kinds.iter().any(|k| k == kind), "the plan has no step of the kind {kind}: {kinds:?}");
    }
    let certificates = admin.get("/api/v1/certificates").await.expect(200).json();
    let number = text(&certificates, "/0/number");
    assert!(stranger.get(&format!("/certificates/{number}")).await.expect(200).text.contains(text(&certificates, "/0/holder")));
    assert_eq!(state(admin, &partner).await, "active");
    let standing = partners::standing(&t.app.read(&t.app.system("test")), p.id).await.unwrap();
    assert!(standing.holds("deal.register", None) && standing.holds("incentive.earn", None), "{:?}", standing.grants);

    // Now the deal: the customer is free, the registration is approved and protected.
    let asked = json!({ "company": "Nordvik Shipping AS", "domain": "nordvik-shipping.example", "country": "NO" });
    let free = seller.json("POST", "/api/v1/deal-checks", &asked).await.expect(200).json();
    assert_eq!(free["overlap"], false, "{free:#}");
    let deal = v.registers(seller, "Nordvik Shipping AS", "nordvik-shipping.example", 1_250_050).await;
    let approved = seller.get(&format!("/api/v1/deals/{deal}")).await.expect(200).json();
    assert_eq!(text(&approved, "/state"), "approved");
    assert!(approved["protected_until"].is_string(), "{approved:#}");

    // Another partner hears that there is an overlap, and not whose.
    let other = v.partner(&NORDIC).await;
    let overlap = other.sales.api.json("POST", "/api/v1/deal-checks", &asked).await.expect(200);
    assert_eq!(overlap.json(), json!({ "answer": "conflict", "overlap": true, "own_deals": [] }));
    let second = registration(&v, "Nordvik Shipping", "nordvik-shipping.example", 900_000);
    let second = other.sales.api.json("POST", "/api/v1/deals", &second).await.expect(201);
    assert!(!second.text.contains("Brightpath") && !second.text.contains(&deal), "{}", second.text);
    assert_eq!(text(&second.json(), "/state"), "in_review");

    // Won: eight percent of 12,500.50 is accrued, to the cent, and the ledger stays at zero.
    v.wins(seller, &deal).await;
    let accruals = admin.get(&format!("/api/v1/accruals?deal={deal}")).await.expect(200).json();
    let accrual = &accruals["data"][0];
    assert_eq!((text(accrual, "/state"), accrual["amount_minor"].as_i64()), ("accrued", Some(100_004)), "{accruals:#}");
    assert_eq!(balance(admin, "accrued").await, -100_004);
    balanced(finance).await;

    // Finance approves; when the month is over the statement is there, and finance pays it.
    assert_eq!(v.approves_earnings().await.len(), 1);
    assert_eq!(balance(admin, "payable").await, -100_004);
    t.advance(TimeDelta::days(14));
    t.tick().await;
    let statements = admin.get("/api/v1/statements").await.expect(200).json();
    assert_eq!(text(&statements, "/data/0/period"), "2026-11");
    let statement = format!("/api/v1/statements/{}", text(&statements, "/data/0/id"));
    finance.json("POST", &format!("{statement}/payment"), &Value::Null).await.expect(200);
    let again = finance.json("POST", &format!("{statement}/payment"), &Value::Null).await.expect(409).json();
    assert_eq!(text(&again, "/code"), "statement.paid");

    // Each line explains itself: base × rate under which plan, for which deal.
    let paid = admin.get(&statement).await.expect(200).json();
    assert!(paid["paid_at"].is_string() && paid["total_minor"] == 100_004, "{paid:#}");
    let line = &paid["lines"][0]["accrual"];
    assert_eq!(paid["lines"][0]["amount_minor"], 100_004);
    assert_eq!((text(line, "/deal"), text(line, "/company"), text(line, "/state")), (deal.as_str(), "Nordvik Shipping AS", "paid"));
    let rate: f64 = text(line, "/rate").trim_end_matches('%').trim().parse().unwrap();
    let share = if text(line, "/rate").contains('%') { rate / 100.0 } else { rate };
    assert!((share - 0.08).abs() < 1e-9 && line["base_minor"] == 1_250_050 && line["plan_version"].is_i64(), "{line:#}");
    let plans = admin.get("/api/v1/plans").await.expect(200).text;
    assert!(plans.contains(text(line, "/plan")), "the plan of a line can be read: {plans}");
    balanced(finance).await;

    // The deal was not won after all: what it earned is booked back, and nothing is erased.
    let reason = json!({ "reason": "The customer withdrew within the cooling-off period." });
    ops.json("POST", &format!("/api/v1/deals/{deal}/reopening"), &reason).await.expect(200);
    t.settle().await;
    let after = admin.get(&format!("/api/v1/accruals?deal={deal}")).await.expect(200).json();
    assert!(after["data"].as_array().unwrap().iter().any(|a| a["state"] == "reversed"), "{after:#}");
    assert_eq!(balance(admin, "commission_expense").await, 0, "the cost is taken back");
    assert_eq!(balance(admin, "payable").await, 100_004, "what was paid is owed against later earnings");
    assert_eq!(balance(admin, "paid_out").await, -100_004, "what was paid stays paid");
    balanced(finance).await;

    // Who did all that is on record, call by call, and the record is whole.
    check(&recorded(t).await);
    t.assert_audit_whole().await;
}

async fn state(who: &Persona, partner: &str) -> String {
    text(&who.get(&format!("/api/v1/partners/{partner}")).await.expect(200).json(), "/state").to_owned()
}

async fn balance(who: &Persona, account: &str) -> i64 {
    let all = who.get("/api/v1/balances").await.expect(200).json();
    all.as_array().unwrap().iter().filter(|b| b["account"] == account).map(|b| b["minor"].as_i64().unwrap()).sum()
}

/// The ledger sums to zero in each currency.
async fn balanced(who: &Persona) {
    let all = who.get("/api/v1/balances").await.expect(200).json();
    let sum: i64 = all.as_array().unwrap().iter().map(|b| b["minor"].as_i64().unwrap()).sum();
    assert_eq!(sum, 0, "{all:#}");
}
