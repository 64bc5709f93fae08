//! A HubSpot: deals with a property of unique values, a pipeline with its stages, properties that exist or not.

use base::Instant;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::SecondsFormat;
use http::Method;
use serde_json::{Map, Value, json};

use super::{Call, Hook, Message, Side, Table, put};

const KEY: &str = "towpath_deal";
const STAGES: [&str; 7] =
    ["appointmentscheduled", "qualifiedtobuy", "presentationscheduled", "decisionmakerboughtin", "contractsent", "closedwon", "closedlost"];
const PROPERTIES: [&str; 6] = ["dealname", "description", "amount", "closedate", "dealstage", "pipeline"];

/// The account.
pub(super) struct HubSpot {
    deals: Table,
    has_key: bool,
    forbidden: Option<String>,
}

type Answer = (u16, Value);

fn error(status: u16, category: &str, message: &str, property: Option<&str>) -> Answer {
    let context = property.map_or_else(|| json!({}), |p| json!({ "propertyName": [p] }));
    let inner = json!([{ "message": message, "code": category, "context": context }]);
    (status, json!({ "status": "error", "message": message, "category": category, "correlationId": "c-1", "errors": inner }))
}

fn missing() -> Answer {
    error(404, "OBJECT_NOT_FOUND", "resource not found", None)
}

impl HubSpot {
    pub(super) fn new() -> Self {
        Self { deals: Table::default(), has_key: false, forbidden: None }
    }

    fn shown(&self, id: u64) -> Option<Value> {
        let row = self.deals.rows.get(&id)?;
        let at = row.at.to_rfc3339_opts(SecondsFormat::Millis, true);
        let mut properties = row.fields.clone();
        properties.insert("hs_lastmodifieddate".to_owned(), json!(at));
        Some(json!({ "id": id.to_string(), "properties": properties, "createdAt": at, "updatedAt": at, "archived": false }))
    }

    fn objection(&self, set: &Map<String, Value>) -> Option<Answer> {
        for (name, value) in set {
            let Some(text) = value.as_str() else {
                return Some(error(400, "VALIDATION_ERROR", "Invalid input JSON: properties are strings", Some(name)));
            };
            let known = PROPERTIES.contains(&name.as_str()) || (name == KEY && self.has_key);
            if !known {
                return Some(error(400, "VALIDATION_ERROR", &format!("Property \"{name}\" does not exist"), Some(name)));
            }
            let good = match name.as_str() {
                "amount" => text.parse::<rust_decimal::Decimal>().is_ok(),
                "dealstage" => STAGES.contains(&text),
                "pipeline" => text == "default",
                "closedate" => text.is_empty() || chrono::DateTime::parse_from_rfc3339(text).is_ok(),
                _ => true,
            };
            if !good {
                return Some(error(400, "VALIDATION_ERROR", &format!("{text} was not a valid {name}"), Some(name)));
            }
        }
        None
    }

    fn upsert(&mut self, call: &Call, now: Instant) -> Answer {
        let body = call.json();
        let inputs = body.get("inputs").and_then(Value::as_array).cloned().unwrap_or_default();
        if inputs.is_empty() || inputs.len() > 100 {
            return error(400, "VALIDATION_ERROR", "between 1 and 100 inputs are taken", None);
        }
        let mut results = Vec::new();
        for input in inputs {
            if input.get("idProperty") != Some(&json!(KEY)) || !self.has_key {
                return error(400, "VALIDATION_ERROR", "idProperty is not a property with unique values", None);
            }
            let key = input.get("id").cloned().unwrap_or_default();
            let mut set = input.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
            if let Some(answer) = self.objection(&set) {
                return answer;
            }
            set.insert(KEY.to_owned(), key.clone());
            let found = self.deals.with(KEY, &key);
            let id = match found {
                Some(id) => {
                    self.deals.set(id, set, now);
                    id
                }
                None => self.deals.add(set, now),
            };
            let mut shown = self.shown(id).unwrap_or_default();
            put(&mut shown, "new", json!(found.is_none()));
            results.push(shown);
        }
        let at = now.to_rfc3339_opts(SecondsFormat::Millis, true);
        (200, json!({ "status": "COMPLETE", "results": results, "startedAt": at, "completedAt": at }))
    }

    fn one(&mut self, call: &Call, id: &str, now: Instant) -> Answer {
        let found = match call.query.get("idProperty").map(String::as_str) {
            Some(KEY) if self.has_key => self.deals.with(KEY, &json!(id.replace("%5F", "_"))),
            Some(other) => return error(400, "VALIDATION_ERROR", &format!("Property {other} is not unique"), None),
            None => id.parse::<u64>().ok().filter(|n| self.deals.rows.contains_key(n)),
        };
        let Some(number) = found else { return missing() };
        if call.method == Method::PATCH {
            let set = call.json().get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
            if let Some(answer) = self.objection(&set) {
                return answer;
            }
            let taken = set.get(KEY).and_then(|key| self.deals.with(KEY, key)).filter(|n| *n != number);
            if taken.is_some() {
                return error(409, "CONFLICT", "a deal with that value exists already", Some(KEY));
            }
            self.deals.set(number, set, now);
        }
        self.shown(number).map_or_else(missing, |shown| (200, shown))
    }

    fn search(&self, call: &Call) -> Answer {
        let body = call.json();
        let limit = body.get("limit").and_then(Value::as_u64).unwrap_or(10);
        if limit > 200 {
            return error(400, "VALIDATION_ERROR", "limit is too high", None);
        }
        let from = body.pointer("/filterGroups/0/filters/1/value").and_then(Value::as_str).and_then(|t| t.parse::<i64>().ok());
        let Some(from) = from else { return error(400, "VALIDATION_ERROR", "a filter needs a value", None) };
        let skip: usize = body.get("after").and_then(Value::as_str).and_then(|t| t.parse().ok()).unwrap_or(0);
        let mut rows: Vec<(Instant, u64)> = Vec::new();
        for (id, row) in &self.deals.rows {
            if row.at.timestamp_millis() >= from && row.fields.contains_key(KEY) {
                rows.push((row.at, *id));
            }
        }
        rows.sort_unstable();
        let limit = usize::try_from(limit).unwrap_or(0);
        let results: Vec<Value> = rows.iter().skip(skip).take(limit).filter_map(|(_, id)| self.shown(*id)).collect();
        let mut answer = json!({ "total": rows.len(), "results": results });
        if rows.len() > skip + limit {
            put(&mut answer, "paging", json!({ "next": { "after": (skip + limit).to_string() } }));
        }
        (200, answer)
    }

    fn property(&mut self, call: &Call) -> Answer {
        if call.method == Method::POST {
            if self.forbidden.as_deref() == Some("crm.schemas.deals.write") {
                return error(403, "MISSING_SCOPES", "This app hasn't been granted all required scopes: crm.schemas.deals.write", None);
            }
            self.has_key = call.json().get("name") == Some(&json!(KEY));
            return (201, call.json());
        }
        if self.has_key { (200, json!({ "name": KEY, "type": "string", "hasUniqueValue": true })) } else { missing() }
    }
}

impl Side for HubSpot {
    fn answer(&mut self, call: &Call, now: Instant) -> Answer {
        if call.token.as_deref() != Some("pat-1") {
            return error(401, "INVALID_AUTHENTICATION", "Authentication credentials not found.", None);
        }
        if self.forbidden.as_deref() == Some("crm.objects.deals.write") && call.method != Method::GET && !call.path.ends_with("/search") {
            return error(403, "MISSING_SCOPES", "This app hasn't been granted all required scopes: crm.objects.deals.write", None);
        }
        let path = call.path.clone();
        match path.as_str() {
            "/crm/v3/objects/deals/batch/upsert" => self.upsert(call, now),
            "/crm/v3/objects/deals/batch/read" => (200, json!({ "status": "COMPLETE", "results": [] })),
            "/crm/v3/objects/deals/search" => self.search(call),
            "/crm/v3/properties/deals" | "/crm/v3/properties/deals/towpath_deal" => self.property(call),
            "/crm/v3/pipelines/deals/default" => {
                let stages: Vec<Value> = STAGES.iter().map(|s| json!({ "id": s, "label": s })).collect();
                (200, json!({ "id": "default", "label": "Sales pipeline", "stages": stages }))
            }
            other => match other.strip_prefix("/crm/v3/objects/deals/") {
                Some(id) => {
                    let id = id.to_owned();
                    self.one(call, &id, now)
                }
                None => missing(),
            },
        }
    }

    fn deals(&mut self) -> &mut Table {
        &mut self.deals
    }

    fn forbid(&mut self, what: Option<&str>) {
        self.forbidden = what.map(str::to_owned);
    }

    fn id_of(&self, number: u64) -> String {
        number.to_string()
    }

    fn message(&self, told: &[(String, Instant)], hook: &Hook<'_>) -> Message {
        let event = |(n, (id, at)): (usize, &(String, Instant))| {
            json!({
                "eventId": 4_000 + n, "subscriptionId": 77, "portalId": 62_515, "appId": 54_321, "attemptNumber": 0, "changeSource": "CRM_UI",
                "occurredAt": at.timestamp_millis(), "subscriptionType": "deal.propertyChange", "objectId": id.parse::<u64>().unwrap_or(0),
                "propertyName": "dealstage", "propertyValue": "contractsent",
            })
        };
        let body = Value::Array(told.iter().enumerate().map(event).collect()).to_string();
        let timestamp = hook.now.timestamp_millis().to_string();
        let source = format!("POST{}{body}{timestamp}", hook.address);
        let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, hook.secret.as_bytes());
        let signature = STANDARD.encode(ring::hmac::sign(&key, source.as_bytes()));
        let headers = vec![
            ("content-type", "application/json".to_owned()),
            ("x-hubspot-signature-version", "v1".to_owned()),
            ("x-hubspot-signature-v3", signature),
            ("x-hubspot-request-timestamp", timestamp),
        ];
        Message { headers, body }
    }
}
