//! What messages say: the ids of records that changed, and when, where they tell it.

use base::Instant;
use chrono::{DateTime, NaiveDateTime};
use serde_json::Value;

use crate::contract::model::{Change, System};
use crate::xml::{self, Node};

/// How many records one message may name.
const MOST: usize = 1_000;

/// The records that a message names; none when it cannot be read.
pub fn read(system: System, body: &[u8]) -> Option<Vec<Change>> {
    let mut changes = match system {
        System::HubSpot => hubspot(&serde_json::from_slice(body).ok()?)?,
        System::Odoo => odoo(&serde_json::from_slice(body).ok()?)?,
        System::Salesforce => salesforce(&xml::parse(body)?)?,
    };
    changes.truncate(MOST);
    Some(changes)
}

fn change(id: String, at: Option<Instant>) -> Change {
    Change { id, key: None, at }
}

/// A number as an id, written as a number or as a text.
fn number(value: &Value) -> Option<String> {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    (text.len() <= 20 && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then_some(text)
}

/// A list of events; those about deals are `deal.…`, or `object.…` of the type `0-3`.
fn hubspot(message: &Value) -> Option<Vec<Change>> {
    let mut changes = Vec::new();
    for event in message.as_array()? {
        let kind = event.get("subscriptionType").or_else(|| event.get("eventType")).and_then(Value::as_str).unwrap_or_default();
        let of_deals = event.get("objectTypeId").and_then(Value::as_str) == Some("0-3");
        if !(kind.starts_with("deal.") || of_deals && kind.starts_with("object.")) {
            continue;
        }
        let at = event.get("occurredAt").and_then(Value::as_i64).and_then(DateTime::from_timestamp_millis);
        let merged = event.get("mergedObjectIds").and_then(Value::as_array);
        let named = ["objectId", "primaryObjectId", "newObjectId"].into_iter().filter_map(|name| event.get(name));
        let ids = named.chain(merged.into_iter().flatten()).filter_map(number);
        changes.extend(ids.map(|id| change(id, at)));
    }
    Some(changes)
}

/// One record with its model; the moment only where the rule sends `write_date` along.
fn odoo(message: &Value) -> Option<Vec<Change>> {
    let message = message.as_object()?;
    let model = message.get("_model").and_then(Value::as_str)?;
    let id = number(message.get("_id").or_else(|| message.get("id"))?)?;
    if model != "crm.lead" {
        return Some(Vec::new());
    }
    let text = message.get("write_date").and_then(Value::as_str);
    let at = text.and_then(|t| NaiveDateTime::parse_from_str(t, "%Y-%m-%d %H:%M:%S%.f").ok()).map(|at| at.and_utc());
    Some(vec![change(id, at)])
}

/// An outbound message: up to a hundred notifications, each with a record.
fn salesforce(message: &Node) -> Option<Vec<Change>> {
    let told = message.child("Body")?.child("notifications")?;
    let record = |notification: &Node| {
        let record = notification.child("sObject")?;
        let id = record.text_of("Id").filter(|id| matches!(id.len(), 15 | 18) && id.bytes().all(|b| b.is_ascii_alphanumeric()))?;
        let at = record.text_of("SystemModstamp").or_else(|| record.text_of("LastModifiedDate"));
        let at = at.and_then(|t| DateTime::parse_from_rfc3339(t).ok()).map(|at| at.to_utc());
        Some(change(id.to_owned(), at))
    };
    Some(told.children.iter().filter(|c| c.name == "Notification").filter_map(record).collect())
}
