//! What a partner claims: a lead that it was given, a protection whose end it disputed, a need that it may answer.

use base::PartnerId;
use serde_json::{Value, json};
use work::Role;

use crate::cast::{Partner, text};
use crate::vendor::Vendor;

/// The end of a protection that a partner disputed, and that was ruled.
pub(super) async fn conflict(v: &Vendor, p: &Partner, domain: &str) -> String {
    let (ops, seller) = (v.api(Role::PartnerOps), &p.sales.api);
    let deal = v.registers(seller, &format!("Disputed {domain}"), &format!("disputed-{domain}"), 1_000_000).await;
    let why = json!({ "reason": "There is no project." });
    ops.json("POST", &format!("/api/v1/deals/{deal}/release"), &why).await.expect(200);
    let why = json!({ "reason": "There is one now." });
    let case = seller.json("POST", &format!("/api/v1/deals/{deal}/dispute"), &why).await.expect(201).json();
    let id = text(&case, "/id").to_owned();
    ops.json("POST", &format!("/api/v1/conflicts/{id}/ruling"), &json!({ "kind": "reject", "reason": "It is not enough." }))
        .await
        .expect(200);
    id
}

/// What a partner is asked of the ruling about it.
pub(super) async fn fairness(v: &Vendor, p: &Partner) -> String {
    v.t.settle().await;
    let asked = p.sales.api.get("/api/v1/fairness-questions").await.expect(200).json();
    text(&asked, "/0/id").to_owned()
}

/// What the vendor's own team follows at an account where nobody is protected.
pub(super) async fn opportunity(v: &Vendor, account: &str) -> String {
    let new = json!({ "account_id": account, "note": "They asked our own team." });
    text(&v.api(Role::PartnerOps).json("POST", "/api/v1/direct-opportunities", &new).await.expect(201).json(), "/id").to_owned()
}

/// A lead that a partner was given and took.
pub(super) async fn lead(v: &Vendor, p: &Partner, domain: &str) -> String {
    let ops = v.api(Role::PartnerOps);
    let body = json!({
        "customer": { "company": format!("Hafen {domain}"), "domain": format!("hafen-{domain}"), "country": "DE" },
        "contact": { "name": "Ines Bauer", "email": format!("ines@hafen-{domain}") },
        "source": "web",
    });
    let id = text(&ops.json("POST", "/api/v1/leads", &body).await.expect(201).json(), "/id").to_owned();
    // The rules may have chosen another, or nobody.
    ops.json("POST", &format!("/api/v1/leads/{id}/assignment"), &json!({ "partner_id": p.id, "reason": "For the test." })).await;
    p.sales.api.json("POST", &format!("/api/v1/leads/{id}/acceptance"), &Value::Null).await.expect(200);
    id
}

/// What a partner says that it did at a customer, before anybody has answered.
pub(super) async fn touch(v: &Vendor, p: &Partner, domain: &str) -> String {
    let body = json!({
        "company": format!("Visited {domain}"),
        "country": "NO",
        "kind": "meeting",
        "on": v.t.app.now().date_naive(),
        "what": "We met their head of logistics.",
        "evidence": "The minutes of the meeting.",
    });
    text(&p.sales.api.json("POST", "/api/v1/touches", &body).await.expect(201).json(), "/id").to_owned()
}

/// A request for proposals that one partner was asked to answer.
pub(super) async fn proposal_request(v: &Vendor, p: &Partner) -> String {
    let ops = v.api(Role::PartnerOps);
    let body = json!({
        "title": "A port that plans by hand",
        "body": "They want to replace it before spring.",
        "pool": { "partner_ids": [p.id] },
        "questions": [{ "text": "How do you go about it?", "kind": "long" }],
        "criteria": [{ "text": "Experience", "weight": 1 }],
    });
    let id = text(&ops.json("POST", "/api/v1/proposal-requests", &body).await.expect(201).json(), "/id").to_owned();
    ops.json("POST", &format!("/api/v1/proposal-requests/{id}/publication"), &Value::Null).await.expect(200);
    id
}

/// An invitation of one partner to sell a deal of another together with it.
pub(super) async fn team_invitation(v: &Vendor, lead: &Partner, to: PartnerId, customer: &str, domain: &str) -> String {
    let deal = v.registers(&lead.sales.api, customer, domain, 1_000_000).await;
    let body = json!({ "partner_id": to, "role": "co_sell", "basis_points": 1_000 });
    let path = format!("/api/v1/deals/{deal}/team/invitations");
    text(&v.api(Role::PartnerOps).json("POST", &path, &body).await.expect(201).json(), "/id").to_owned()
}

/// A public form that captures leads, at `/contact/fuel-study`.
pub(super) async fn contact_form(v: &Vendor) -> String {
    let page = json!({
        "key": "fuel-study", "title": "Talk to us", "consent": "A partner may call me.", "thanks": "Thank you.", "locale": "en",
        "source": "web", "live": true,
    });
    text(&v.api(Role::PartnerOps).json("POST", "/api/v1/lead-forms", &page).await.expect(201).json(), "/id").to_owned()
}
