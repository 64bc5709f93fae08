//! A partner's deal in the vendor's CRM: approved here, it stands there once; what is done there is followed here.

use std::sync::Arc;

use chrono::TimeDelta;
use connect::contract::model::System;
use connect::simulators::{Mishap, Simulator};
use futures::future::join_all;
use serde_json::{Value, json};
use testkit::{Persona, Test};
use web::{App, AppConfig, Settings};
use work::Role;

use crate::cast::{Company, Partner, registration, text};
use crate::vendor::Vendor;

const BRIGHTPATH: Company = Company { name: "Brightpath Systems", domain: "brightpath.example", admin: "Amara Diallo" };
const NORDIC: Company = Company { name: "Nordic Haulage IT", domain: "nordichaulage.example", admin: "Torsten Vale" };

#[tokio::test]
async fn an_approved_deal_stands_in_the_crm_once_and_follows_it() {
    testkit::each_db_by(towpath::stages, identity::authenticate, |t| async move { told(&t).await }).await;
}

/// The application with a simulated CRM beside it, and a partner that sells.
struct Beside {
    v: Vendor,
    p: Partner,
    app: App,
    ops: Persona,
    crm: Simulator,
}

impl Beside {
    async fn open(t: &Arc<Test>) -> Self {
        let v = Vendor::open(t).await;
        let p = v.partner(&BRIGHTPATH).await;
        let settings = Settings { webhook_allowed_hosts: vec!["127.0.0.1".to_owned()], ..t.app.settings().clone() };
        let config = AppConfig {
            desk: (*t.app).clone(),
            settings,
            stages: towpath::stages(),
            authenticate: identity::authenticate,
            files: t.app.files().clone(),
        };
        let (app, router) = App::build(config).unwrap();
        let ops = v.api(Role::PartnerOps).clone().at(router);
        let crm = Simulator::start(System::Odoo, t.clock.clone()).await.unwrap();
        Self { v, p, app, ops, crm }
    }

    /// Connects the CRM; returns the connection's address.
    async fn connects(&self) -> String {
        let wanted = json!({
            "name": "CRM Europe", "system": "odoo", "url": self.crm.url, "database": "crm", "login": "towpath@kestrel.example", "token": "key-1",
        });
        let made = self.ops.json("POST", "/api/v1/connections", &wanted).await.expect(201).json();
        format!("/api/v1/connections/{}", text(&made, "/id"))
    }
}

#[tokio::test]
async fn a_hundred_submissions_of_one_deal_are_one_protection_and_one_record() {
    testkit::each_db_by(towpath::stages, identity::authenticate, |t| async move { hundred(&t).await }).await;
}

async fn hundred(t: &Arc<Test>) {
    let w = Beside::open(t).await;
    let rival = w.v.partner(&NORDIC).await;
    let place = w.connects().await;
    w.ops.json("DELETE", &format!("{place}/pause"), &Value::Null).await.expect(200);
    // Two companies hand the same deal in, a hundred times at once, written in three ways.
    let written = ["Nordvik Shipping AS", "NORDVIK SHIPPING", "Nordvik-Shipping A/S"];
    let (w_, rival_) = (&w, &rival);
    let answers = join_all((0..100).map(|i| async move {
        let who = if i % 2 == 0 { &w_.p.sales.api } else { &rival_.sales.api };
        let deal = registration(&w_.v, written[i % 3], "nordvik-shipping.example", 4_500_000);
        who.json("POST", "/api/v1/deals", &deal).await.expect(201).json()["state"].as_str().unwrap().to_owned()
    }))
    .await;
    let count = |state: &str| answers.iter().filter(|s| *s == state).count();
    assert_eq!((count("approved"), count("in_review")), (1, 99));
    // The answer to the first write is lost after it was done, and two workers are at it.
    w.crm.mishaps(&[Mishap::None, Mishap::LostAfter, Mishap::LostAfter, Mishap::TooMany(7)]);
    let (a, b) = tokio::join!(Box::pin(web::settle(&w.app)), Box::pin(web::settle(&t.app)));
    a.unwrap();
    b.unwrap();
    for _ in 0..8 {
        t.advance(TimeDelta::minutes(6));
        web::tick(&w.app).await.unwrap();
    }
    assert_eq!(w.crm.deals().len(), 1, "{:?}", w.crm.calls());
    let records = w.ops.get(&format!("{place}/records")).await.expect(200).json();
    let records = records["data"].as_array().unwrap();
    assert_eq!(records.len(), 1);
    let approved = w.ops.get("/api/v1/deals?state=approved").await.expect(200).json();
    let approved = approved["data"].as_array().unwrap();
    assert_eq!((approved.len(), &approved[0]["id"]), (1, &records[0]["deal"]));
    assert_eq!((text(&records[0], "/state"), w.crm.field(&w.crm.deals()[0], "referred")), ("synced", records[0]["deal"].clone()));
    t.assert_audit_whole().await;
}

async fn told(t: &Arc<Test>) {
    let w = Beside::open(t).await;
    let Beside { v, p, app, ops, crm } = &w;

    // Approved before there is a connection: it stands there too, once there is one.
    let deal = v.registers(&p.sales.api, "Nordvik Shipping AS", "nordvik-shipping.example", 4_500_000).await;
    let place = w.connects().await;
    // It is paused, so that somebody can test it and look at what would be written.
    assert_eq!(ops.json("POST", &format!("{place}/tests"), &Value::Null).await.expect(200).json()["good"], true);
    t.settle().await;
    let waiting = ops.get(&format!("{place}/records")).await.expect(200).json();
    assert_eq!((text(&waiting, "/data/0/deal"), text(&waiting, "/data/0/state")), (deal.as_str(), "waiting"));
    let rehearsal = format!("{place}/records/{}/rehearsal", text(&waiting, "/data/0/id"));
    assert_eq!(text(&ops.json("POST", &rehearsal, &Value::Null).await.expect(200).json(), "/would"), "make");
    assert_eq!(crm.deals(), Vec::<String>::new());

    ops.json("DELETE", &format!("{place}/pause"), &Value::Null).await.expect(200);
    web::settle(app).await.unwrap();
    let ids = crm.deals();
    assert_eq!(ids.len(), 1, "one approved deal, one record");
    assert_eq!(crm.field(&ids[0], "expected_revenue").to_string(), "45000.0");
    assert_eq!(crm.field(&ids[0], "referred"), json!(deal));
    assert!(crm.field(&ids[0], "name").as_str().unwrap().starts_with("Nordvik Shipping AS: "));

    // Somebody there moves the sale on; the deal follows, with a record that names the CRM.
    t.advance(TimeDelta::minutes(1));
    web::tick(app).await.unwrap();
    t.advance(TimeDelta::minutes(1));
    crm.change(&ids[0], "stage_id", json!([3, "Proposition"]));
    crm.change(&ids[0], "date_deadline", json!("2027-03-31"));
    web::tick(app).await.unwrap();
    let read = p.sales.api.get(&format!("/api/v1/deals/{deal}")).await.expect(200).json();
    assert_eq!((text(&read, "/stage"), text(&read, "/close_on")), ("proposal", "2027-03-31"));
    let recorded = audit::list(t.app.db().reader(), &audit::Filter::default(), &base::PageRequest::first(100)).await.unwrap().items;
    let followed = recorded.iter().find(|r| r.action == "deal.followed_crm").unwrap();
    assert_eq!(followed.reason.as_deref(), Some("CRM Europe"));

    // The partner changes the value; the CRM follows.
    t.advance(TimeDelta::minutes(1));
    p.sales.api.json("PUT", &format!("/api/v1/deals/{deal}/stage"), &json!({ "stage": "negotiation" })).await.expect(200);
    web::tick(app).await.unwrap();
    assert_eq!(crm.deals().len(), 1);

    // Won there is won here, and earns.
    t.advance(TimeDelta::minutes(1));
    crm.change(&ids[0], "stage_id", json!([4, "Won"]));
    web::tick(app).await.unwrap();
    web::tick(app).await.unwrap();
    let read = p.sales.api.get(&format!("/api/v1/deals/{deal}")).await.expect(200).json();
    assert_eq!(text(&read, "/state"), "won");
    let records = ops.get(&format!("{place}/records")).await.expect(200).json();
    assert_eq!(text(&records, "/data/0/state"), "synced", "{records}");
    let earned = p.admin.get("/api/v1/accruals").await.expect(200).json();
    assert_eq!(earned["data"].as_array().unwrap().len(), 1);
    assert_eq!(crm.deals().len(), 1);

    // Approved from now on, it stands there as well; a try that cannot get through is made again.
    v.registers(&p.sales.api, "Aalto Cargo", "aalto-cargo.example", 1_200_000).await;
    for _ in 0..3 {
        t.advance(TimeDelta::minutes(6));
        web::tick(app).await.unwrap();
    }
    assert_eq!(crm.deals().len(), 2);
    t.assert_audit_whole().await;
}
