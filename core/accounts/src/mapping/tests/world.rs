//! The vendor and three partners, each with a list.

use std::sync::Arc;

use base::PartnerId;
use serde_json::{Value, json};
use testkit::{Persona, Test};
use work::Role;

use crate::tests::{ops, partners_named};

pub(super) const MAPS: &str = "/api/v1/account-mappings";
pub(super) const LISTS: &str = "/api/v1/account-mapping-lists";

/// The stages that mapping stands on.
pub(super) fn stages() -> Vec<web::Stage> {
    vec![notices::stage(), identity::stage(), partners::stage(), crate::stage()]
}

/// One of the sides.
pub(super) struct SideOf {
    pub(super) who: Persona,
    pub(super) list: String,
}

pub(super) struct World {
    pub(super) vendor: SideOf,
    pub(super) bright: SideOf,
    pub(super) nordic: SideOf,
    pub(super) bright_id: PartnerId,
    pub(super) nordic_id: PartnerId,
    /// Of a third partner, that takes no part.
    pub(super) stranger: Persona,
}

/// Companies that the named side has and no other, and those that all have.
pub(super) fn companies(side: &str, shared: usize) -> Vec<Value> {
    let word = |n: usize| ["Amber", "Birch", "Cedar", "Dune", "Ember", "Fjord", "Grove", "Heron", "Islet", "Jetty"][n % 10];
    let own = (0..12)
        .map(|n| json!({ "name": format!("{side} {} Works", word(n)), "domain": format!("{}-{n}.example.com", side.to_lowercase()) }));
    let all = (0..shared).map(|n| {
        let name = format!("{} Shipping", ["Nordvik", "Aurora", "Solvang", "Kvarner", "Lofoten", "Mandal", "Narvik", "Tromso"][n]);
        let domain = format!("{}.no", name.to_lowercase().replace(' ', "-"));
        json!({ "name": if side == "Vendor" { name } else { format!("{name} AS") }, "domain": domain, "owner": format!("{side} Person") })
    });
    own.chain(all).collect()
}

pub(super) async fn list(who: &Persona, population: &str, companies: &[Value]) -> String {
    let body = json!({ "name": format!("{population} list"), "population": population, "companies": companies });
    who.json("POST", LISTS, &body).await.expect(201).json()["id"].as_str().unwrap().to_owned()
}

impl World {
    /// Seven companies stand on the lists of all.
    pub(super) async fn new(t: &Arc<Test>) -> Self {
        let made = partners_named(t, &["Brightpath Systems", "Nordic Haulage IT", "Vista Fleet"]).await;
        let admin = |id: PartnerId| t.member(Role::PartnerAdmin, id);
        let (vendor, bright, nordic) = (ops(t), admin(made[0]), admin(made[1]));
        let ours = list(&vendor, "customer", &companies("Vendor", 7)).await;
        let brights = list(&bright, "prospect", &companies("Bright", 7)).await;
        let nordics = list(&nordic, "opportunity", &companies("Nordic", 7)).await;
        Self {
            vendor: SideOf { who: vendor, list: ours },
            bright: SideOf { who: bright, list: brights },
            nordic: SideOf { who: nordic, list: nordics },
            bright_id: made[0],
            nordic_id: made[1],
            stranger: admin(made[2]),
        }
    }

    /// A mapping of Brightpath and the vendor at these levels; its address in the API.
    pub(super) async fn agreed(&self, t: &Test, bright: &str, vendor: &str) -> String {
        let id = propose(&self.bright, bright).await;
        let path = format!("{MAPS}/{id}");
        agree(&self.vendor, &path, vendor).await;
        t.settle().await;
        path
    }
}

pub(super) fn terms(side: &SideOf, level: &str) -> Value {
    json!({ "level": level, "list_ids": [side.list] })
}

/// Proposes a mapping to the vendor.
pub(super) async fn propose(side: &SideOf, level: &str) -> String {
    side.who.json("POST", MAPS, &terms(side, level)).await.expect(201).json()["id"].as_str().unwrap().to_owned()
}

pub(super) async fn agree(side: &SideOf, path: &str, level: &str) {
    side.who.json("PUT", &format!("{path}/consent"), &terms(side, level)).await.expect(200);
}

pub(super) async fn overlaps(who: &Persona, path: &str) -> Value {
    who.get(&format!("{path}/overlaps")).await.expect(200).json()
}
