//! Two partners and a few accounts to cover.

use std::sync::Arc;

use base::{PartnerId, UserId};
use serde_json::{Value, json};
use testkit::{Persona, Test};
use web::Stage;
use work::Role;

use crate::tests::{company, create, partners_named};
use crate::{Account, Details};

/// The stages that coverage stands on.
pub(super) fn stages() -> Vec<Stage> {
    vec![notices::stage(), identity::stage(), partners::stage(), crate::stage()]
}

/// Somebody who is in the database.
pub(super) async fn person(t: &Arc<Test>, name: &str, role: Role, partner: Option<PartnerId>) -> UserId {
    let new = &identity::NewUser {
        email: format!("{name}@example.com"),
        name: name.to_owned(),
        roles: vec![role],
        partner,
        org: "Org".to_owned(),
        locale: "en".to_owned(),
        zone: "UTC".to_owned(),
    };
    t.system(|work| async move { identity::add_active(&work, new, None, None).await }).await.unwrap()
}

/// What somebody was told of, oldest first.
pub(super) async fn told(t: &Arc<Test>, user: UserId) -> Vec<String> {
    let work = t.app.read(&work::Actor::system("test"));
    let found = notices::list(&work, user, false, &base::PageRequest::first(9)).await.unwrap();
    found.items.into_iter().rev().map(|n| n.topic).collect()
}

pub(super) struct World {
    pub(super) ops: Persona,
    pub(super) brightpath: PartnerId,
    pub(super) nordic: PartnerId,
    /// Large, in Germany.
    pub(super) alpha: Account,
    /// Small, in Norway.
    pub(super) beta: Account,
    /// Of which hardly anything is known.
    pub(super) gamma: Account,
}

impl World {
    pub(super) async fn new(t: &Arc<Test>) -> Self {
        let made = partners_named(t, &["Brightpath Systems", "Nordic Haulage IT"]).await;
        let (brightpath, nordic) = (made[0], made[1]);
        let large = Details { employees: Some(1200), postal: "10115".to_owned(), ..company("Alpha Logistics", "alpha.de", "DE") };
        let small = Details { employees: Some(12), ..company("Beta Freight", "beta.no", "NO") };
        let (alpha, beta) = (create(t, large).await, create(t, small).await);
        let gamma = create(t, company("Gamma Cargo", "gamma.com", "")).await;
        Self { ops: t.staff(Role::PartnerOps), brightpath, nordic, alpha, beta, gamma }
    }

    /// Large German customers go direct, Norway to Nordic, all others to any partner.
    pub(super) fn plan(&self) -> Value {
        json!({
            "rules": [
                { "name": "Large in Germany", "condition": "account.country == \"DE\" && account.employees >= 250",
                  "served": { "way": "direct", "segment": "Enterprise", "territory": "DACH" } },
                { "name": "Norway", "condition": "account.country in [\"NO\", \"SE\"]",
                  "served": { "way": "partner_led", "partners": [self.nordic] } },
            ],
            "otherwise": { "way": "partner_led" },
        })
    }

    /// Puts a plan in force.
    pub(super) async fn publish(&self, plan: Value) {
        self.ops.json("PUT", "/api/v1/coverage-plan/draft", &plan).await.expect(200);
        let reason = json!({ "reason": "Agreed with sales" });
        self.ops.json("POST", "/api/v1/coverage-plan/draft/publication", &reason).await.expect(200);
    }

    /// Who serves an account, as the API tells it.
    pub(super) async fn of(&self, account: &Account) -> Value {
        self.ops.get(&format!("/api/v1/accounts/{}/coverage", account.id)).await.expect(200).json()
    }
}
