//! A deal that stands in a CRM too.

use base::PartnerId;
use serde_json::{Value, json};
use testkit::Persona;
use work::Role;

use crate::cast::text;
use crate::vendor::Vendor;

/// A connection to a CRM that is not there; it is paused, as new ones are, so nobody waits for it.
pub(super) async fn connection(ops: &Persona) -> String {
    let crm = json!({
        "name": "CRM", "system": "odoo", "url": "https://crm.invalid", "database": "crm", "login": "towpath", "token": "key",
    });
    text(&ops.json("POST", "/api/v1/connections", &crm).await.expect(201).json(), "/id").to_owned()
}

/// A connection with a deal on it, about which a person is asked.
pub(super) async fn mirrored(v: &Vendor, partner: PartnerId, deal: &str) -> [(&'static str, String); 3] {
    let ops = v.api(Role::PartnerOps);
    let connection = connection(ops).await;
    v.t.settle().await;
    let told = &facts::sell::DealChangeRefused {
        deal: deal.parse().unwrap(),
        partner,
        connection: connection.parse().unwrap(),
        field: "stage".to_owned(),
        code: "deal.wrong_state".to_owned(),
    };
    v.t.system(|work| async move { work.signal(told) }).await.unwrap();
    v.t.settle().await;
    let first = |answer: &Value| text(answer, "/data/0/id").to_owned();
    let records = ops.get(&format!("/api/v1/connections/{connection}/records")).await.expect(200).json();
    let conflicts = ops.get(&format!("/api/v1/connections/{connection}/conflicts")).await.expect(200).json();
    [("sync", first(&records)), ("conflict", first(&conflicts)), ("connection", connection)]
}
