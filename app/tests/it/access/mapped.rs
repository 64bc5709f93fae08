//! Two partners that compare their customers with the vendor's.

use serde_json::{Value, json};
use testkit::Persona;
use work::Role;

use crate::cast::{Partner, text};
use crate::vendor::Vendor;

const LISTS: &str = "/api/v1/account-mapping-lists";
const MAPS: &str = "/api/v1/account-mappings";

/// A mapping and two lists.
type Found = [(&'static str, String); 3];

/// Adds a list of customers; twelve of them stand on the lists of all.
async fn list(who: &Persona, owner: &str, names: &[&str]) -> Value {
    let company = |name: &str| json!({ "name": name, "owner": owner });
    let many = "abcdefghijkl".chars().map(|c| company(&format!("Company {}", c.to_string().repeat(4))));
    let all: Vec<Value> = many.chain(names.iter().map(|n| company(n))).collect();
    who.json("POST", LISTS, &json!({ "name": "Customers", "population": "customer", "companies": all })).await.expect(201).json()
}

/// What a side agrees to: one list, and to show all there is.
fn terms(list: &Value) -> Value {
    json!({ "level": "owner", "list_ids": [text(list, "/id")] })
}

/// A partner proposes to compare its customers, and the vendor agrees.
async fn mapping(ops: &Persona, ours: &Value, p: &Partner, owner: &str, name: &str) -> Found {
    let (theirs, more) = (list(&p.admin, owner, &[name]).await, list(&p.admin, owner, &[name]).await);
    let map = p.admin.json("POST", MAPS, &terms(&theirs)).await.expect(201).json();
    let map = text(&map, "/id").to_owned();
    ops.json("PUT", &format!("{MAPS}/{map}/consent"), &terms(ours)).await.expect(200);
    [("mapping", map), ("mapping_list", text(&theirs, "/id").to_owned()), ("mapping_list_too", text(&more, "/id").to_owned())]
}

/// Each compares what it has, with one customer that the other has not.
pub(super) async fn mapped(v: &Vendor, one: (&Partner, &str, &str), other: (&Partner, &str, &str)) -> (Found, Found) {
    let ops = v.api(Role::PartnerOps);
    let ours = list(ops, "Kestrel Person", &["Kvarner Trucks", "Aalto Cargo", "Fjordline Freight"]).await;
    let found = (mapping(ops, &ours, one.0, one.1, one.2).await, mapping(ops, &ours, other.0, other.1, other.2).await);
    v.t.settle().await;
    found
}
