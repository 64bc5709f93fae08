//! A partner's deal in the vendor's CRM: approved here, it stands there once; what is done there is followed here.

use std::sync::Arc;

use chrono::TimeDelta;
use connect::contract::model::System;
use connect::simulators::Simulator;
use serde_json::{Value, json};
use testkit::Test;
use web::{App, AppConfig, Settings};
use work::Role;

use crate::cast::{Company, text};
use crate::vendor::Vendor;

const BRIGHTPATH: Company = Company { name: "Brightpath Systems", domain: "brightpath.example", admin: "Amara Diallo" };

#[tokio::test]
async fn an_approved_deal_stands_in_the_crm_once_and_follows_it() {
    testkit::each_db_by(towpath::stages, identity::authenticate, |t| async move { told(&t).await }).await;
}

async fn told(t: &Arc<Test>) {
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

    // Approved before there is a connection: it stands there too, once there is one.
    let deal = v.registers(&p.sales.api, "Nordvik Shipping AS", "nordvik-shipping.example", 4_500_000).await;
    let wanted = json!({
        "name": "CRM Europe", "system": "odoo", "url": crm.url, "database": "crm", "login": "towpath@kestrel.example", "token": "key-1",
    });
    let made = ops.json("POST", "/api/v1/connections", &wanted).await.expect(201).json();
    let place = format!("/api/v1/connections/{}", text(&made, "/id"));
    // It is paused, so that somebody can test it and look at what would be written.
    assert_eq!(ops.json("POST", &format!("{place}/tests"), &Value::Null).await.expect(200).json()["good"], true);
    t.settle().await;
    let waiting = ops.get(&format!("{place}/records")).await.expect(200).json();
    assert_eq!((text(&waiting, "/data/0/deal"), text(&waiting, "/data/0/state")), (deal.as_str(), "waiting"));
    let rehearsal = format!("{place}/records/{}/rehearsal", text(&waiting, "/data/0/id"));
    assert_eq!(text(&ops.json("POST", &rehearsal, &Value::Null).await.expect(200).json(), "/would"), "make");
    assert_eq!(crm.deals(), Vec::<String>::new());

    ops.json("DELETE", &format!("{place}/pause"), &Value::Null).await.expect(200);
    web::settle(&app).await.unwrap();
    let ids = crm.deals();
    assert_eq!(ids.len(), 1, "one approved deal, one record");
    assert_eq!(crm.field(&ids[0], "expected_revenue").to_string(), "45000.0");
    assert_eq!(crm.field(&ids[0], "referred"), json!(deal));
    assert!(crm.field(&ids[0], "name").as_str().unwrap().starts_with("Nordvik Shipping AS: "));

    // Somebody there moves the sale on; the deal follows, with a record that names the CRM.
    t.advance(TimeDelta::minutes(1));
    web::tick(&app).await.unwrap();
    t.advance(TimeDelta::minutes(1));
    crm.change(&ids[0], "stage_id", json!([3, "Proposition"]));
    crm.change(&ids[0], "date_deadline", json!("2027-03-31"));
    web::tick(&app).await.unwrap();
    let read = p.sales.api.get(&format!("/api/v1/deals/{deal}")).await.expect(200).json();
    assert_eq!((text(&read, "/stage"), text(&read, "/close_on")), ("proposal", "2027-03-31"));
    let recorded = audit::list(t.app.db().reader(), &audit::Filter::default(), &base::PageRequest::first(100)).await.unwrap().items;
    let followed = recorded.iter().find(|r| r.action == "deal.followed_crm").unwrap();
    assert_eq!(followed.reason.as_deref(), Some("CRM Europe"));

    // The partner changes the value; the CRM follows.
    t.advance(TimeDelta::minutes(1));
    p.sales.api.json("PUT", &format!("/api/v1/deals/{deal}/stage"), &json!({ "stage": "negotiation" })).await.expect(200);
    web::tick(&app).await.unwrap();
    assert_eq!(crm.deals().len(), 1);

    // Won there is won here, and earns.
    t.advance(TimeDelta::minutes(1));
    crm.change(&ids[0], "stage_id", json!([4, "Won"]));
    web::tick(&app).await.unwrap();
    web::tick(&app).await.unwrap();
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
        web::tick(&app).await.unwrap();
    }
    assert_eq!(crm.deals().len(), 2);
    t.assert_audit_whole().await;
}
