//! A Salesforce: tokens that end, opportunities with a unique external id, a restricted list of stages.

use base::Instant;
use chrono::{DateTime, SecondsFormat, Utc};
use http::Method;
use serde_json::{Map, Value, json};

use super::{Call, Hook, Message, Side, Table, put};

const KEY: &str = "Towpath_Deal__c";
const STAGES: [&str; 6] = ["Prospecting", "Qualification", "Proposal/Price Quote", "Negotiation/Review", "Closed Won", "Closed Lost"];
const FIELDS: [&str; 9] = ["Id", "Name", "Description", "Amount", "CloseDate", "StageName", "AccountId", "SystemModstamp", KEY];

/// The organization.
pub(super) struct Salesforce {
    opportunities: Table,
    place: String,
    /// How many tokens were given; only the last one is good.
    tokens: u64,
    good: bool,
    forbidden: Option<String>,
}

type Answer = (u16, Value);

fn error(status: u16, code: &str, message: &str, fields: &[&str]) -> Answer {
    (status, json!([{ "message": message, "errorCode": code, "fields": fields }]))
}

fn missing() -> Answer {
    (404, json!([{ "errorCode": "NOT_FOUND", "message": "The requested resource does not exist" }]))
}

impl Salesforce {
    pub(super) fn new(place: String) -> Self {
        Self { opportunities: Table::default(), place, tokens: 0, good: false, forbidden: None }
    }

    fn token(&mut self, call: &Call, now: Instant) -> Answer {
        let form = call.form();
        let of = |name: &str| form.get(name).map(String::as_str).unwrap_or_default();
        let good = match of("grant_type") {
            "refresh_token" => of("client_id") == "app-1" && of("client_secret") == "secret-1" && of("refresh_token") == "refresh-1",
            "client_credentials" => of("client_id") == "app-1" && of("client_secret") == "secret-1",
            _ => false,
        };
        if !good {
            return (400, json!({ "error": "invalid_grant", "error_description": "expired access/refresh token" }));
        }
        self.tokens += 1;
        self.good = true;
        let token = format!("00D-{}", self.tokens);
        let issued = now.timestamp_millis().to_string();
        (200, json!({ "access_token": token, "instance_url": self.place, "token_type": "Bearer", "issued_at": issued, "signature": "s" }))
    }

    fn row(&self, id: u64) -> Answer {
        let Some(row) = self.opportunities.rows.get(&id) else { return missing() };
        let mut shown = row.fields.clone();
        shown.insert("Id".to_owned(), json!(id18(id)));
        shown.insert("SystemModstamp".to_owned(), json!(stamp(row.at)));
        (200, Value::Object(shown))
    }

    /// What is wrong with fields that are to be written.
    fn objection(&self, set: &Map<String, Value>, new: bool, own: Option<u64>) -> Option<Answer> {
        for (name, value) in set {
            if !FIELDS.contains(&name.as_str()) || (name == KEY && self.forbidden.as_deref() == Some(KEY)) {
                let why = format!("No such column '{name}' on sobject of type Opportunity");
                return Some(error(400, "INVALID_FIELD", &why, &[]));
            }
            let right = match name.as_str() {
                "Amount" => value.is_number() || value.is_null(),
                "CloseDate" => value.as_str().is_some_and(|t| t.parse::<chrono::NaiveDate>().is_ok()),
                "StageName" => {
                    if !value.as_str().is_some_and(|s| STAGES.contains(&s)) {
                        let why = format!("bad value for restricted picklist field: {value}");
                        return Some(error(400, "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", &why, &["StageName"]));
                    }
                    true
                }
                "Name" => value.as_str().is_some_and(|t| !t.is_empty() && t.chars().count() <= 120),
                _ => true,
            };
            if !right {
                return Some(error(400, "JSON_PARSER_ERROR", &format!("Cannot deserialize {name}"), &[name.as_str()]));
            }
        }
        let lacking: Vec<&str> = ["Name", "StageName", "CloseDate"].into_iter().filter(|f| new && !set.contains_key(*f)).collect();
        if !lacking.is_empty() {
            let why = format!("Required fields are missing: [{}]", lacking.join(", "));
            return Some(error(400, "REQUIRED_FIELD_MISSING", &why, &lacking));
        }
        let taken = set.get(KEY).and_then(|key| self.opportunities.with(KEY, key)).filter(|id| Some(*id) != own);
        taken.map(|_| error(400, "DUPLICATE_VALUE", &format!("duplicate value found: {KEY} duplicates value on record"), &[KEY]))
    }

    fn by_key(&mut self, call: &Call, key: &str, now: Instant) -> Answer {
        let found = self.opportunities.with(KEY, &json!(key));
        if call.method == Method::GET {
            return found.map_or_else(missing, |id| self.row(id));
        }
        let mut set = call.json().as_object().cloned().unwrap_or_default();
        if let Some(answer) = self.objection(&set, found.is_none(), found) {
            return answer;
        }
        set.insert(KEY.to_owned(), json!(key));
        let (id, created) = match found {
            Some(id) => {
                self.opportunities.set(id, set, now);
                (id, false)
            }
            None => (self.opportunities.add(set, now), true),
        };
        (if created { 201 } else { 200 }, json!({ "id": id18(id), "success": true, "errors": [], "created": created }))
    }

    fn by_id(&mut self, call: &Call, id: &str, now: Instant) -> Answer {
        let Some(id) = self.opportunities.rows.keys().copied().find(|n| id18(*n) == id) else { return missing() };
        if call.method == Method::GET {
            return self.row(id);
        }
        let set = call.json().as_object().cloned().unwrap_or_default();
        if let Some(answer) = self.objection(&set, false, Some(id)) {
            return answer;
        }
        self.opportunities.set(id, set, now);
        (204, Value::Null)
    }

    fn query(&self, soql: &str) -> Answer {
        if soql.contains("FROM Account") {
            return (200, json!({ "totalSize": 0, "done": true, "records": [] }));
        }
        let bound = soql.split_once("SystemModstamp >").map(|(_, rest)| rest.trim_start_matches(['=', ' ']));
        let from = bound.and_then(|b| b.split([' ', ')']).next()).and_then(|t| DateTime::parse_from_rfc3339(t).ok());
        let Some(from) = from.map(|at| at.with_timezone(&Utc)) else {
            return error(400, "MALFORMED_QUERY", "unexpected token", &[]);
        };
        let after = soql.split_once("Id > '").and_then(|(_, rest)| rest.split('\'').next()).map(str::to_owned);
        let mut rows: Vec<(Instant, String, Value)> = Vec::new();
        for (id, row) in &self.opportunities.rows {
            let at = whole(row.at);
            let beyond = at > from || (at == from && after.as_ref().is_none_or(|a| id18(*id) > *a));
            if beyond && row.fields.contains_key(KEY) {
                let shown = json!({ "Id": id18(*id), "SystemModstamp": stamp(row.at), KEY: row.fields.get(KEY) });
                rows.push((at, id18(*id), shown));
            }
        }
        rows.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        let records: Vec<Value> = rows.into_iter().take(200).map(|r| r.2).collect();
        (200, json!({ "totalSize": records.len(), "done": true, "records": records }))
    }

    fn describe(&self) -> Answer {
        let has = |name: &str| self.forbidden.as_deref() != Some(name);
        let mut fields: Vec<Value> = Vec::new();
        for name in FIELDS {
            if name == KEY && !has(KEY) {
                continue;
            }
            let own = name == KEY;
            let mut field = json!({ "name": name, "updateable": has(name), "createable": true, "externalId": own, "unique": own });
            if name == "StageName" {
                put(&mut field, "picklistValues", STAGES.iter().map(|s| json!({ "value": s, "active": true })).collect());
            }
            fields.push(field);
        }
        (200, json!({ "name": "Opportunity", "createable": has("create"), "updateable": has("edit"), "fields": fields }))
    }
}

impl Side for Salesforce {
    fn answer(&mut self, call: &Call, now: Instant) -> Answer {
        if call.path == "/services/oauth2/token" {
            return self.token(call, now);
        }
        let current = format!("00D-{}", self.tokens);
        if !self.good || call.token.as_deref() != Some(current.as_str()) {
            return error(401, "INVALID_SESSION_ID", "Session expired or invalid", &[]);
        }
        if self.forbidden.as_deref() == Some("api") {
            return error(403, "API_DISABLED_FOR_ORG", "API is not enabled for this Organization or Partner", &[]);
        }
        if self.forbidden.as_deref() == Some("limit") {
            return error(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.", &[]);
        }
        let Some(path) = call.path.strip_prefix("/services/data/v61.0") else { return missing() };
        let path = path.to_owned();
        match path.split('/').collect::<Vec<_>>().as_slice() {
            ["", "query"] => self.query(call.query.get("q").map(String::as_str).unwrap_or_default()),
            ["", "sobjects", "Opportunity", "describe"] => self.describe(),
            ["", "sobjects", "Opportunity", KEY, key] => {
                if self.forbidden.as_deref() == Some(KEY) {
                    return missing();
                }
                // The id of a deal has an underscore, which comes escaped.
                let key = key.replace("%5F", "_");
                self.by_key(call, &key, now)
            }
            ["", "sobjects", "Opportunity", id] => {
                let id = (*id).to_owned();
                self.by_id(call, &id, now)
            }
            _ => missing(),
        }
    }

    fn deals(&mut self) -> &mut Table {
        &mut self.opportunities
    }

    fn expire(&mut self) {
        self.good = false;
    }

    fn forbid(&mut self, what: Option<&str>) {
        self.forbidden = what.map(str::to_owned);
    }

    fn id_of(&self, number: u64) -> String {
        id18(number)
    }

    fn message(&self, told: &[(String, Instant)], _: &Hook<'_>) -> Message {
        let notification = |(id, at): &(String, Instant)| {
            let at = whole(*at).to_rfc3339_opts(SecondsFormat::Millis, true);
            format!(
                "<Notification><Id>04l800000{}</Id><sObject xsi:type=\"sf:Opportunity\" xmlns:sf=\"urn:sobject.enterprise.soap.sforce.com\"><sf:Id>{id}</sf:Id><sf:SystemModstamp>{at}</sf:SystemModstamp></sObject></Notification>",
                id.get(9..).unwrap_or_default()
            )
        };
        let told: String = told.iter().map(notification).collect();
        let body = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body><notifications xmlns=\"http://soap.sforce.com/2005/09/outbound\"><OrganizationId>00D800000000001EAA</OrganizationId><ActionId>04k800000000001AAA</ActionId><SessionId xsi:nil=\"true\"/><EnterpriseUrl>https://kestrel.my.salesforce.com/services/Soap/c/61.0</EnterpriseUrl><PartnerUrl>https://kestrel.my.salesforce.com/services/Soap/u/61.0</PartnerUrl>{told}</notifications></soapenv:Body></soapenv:Envelope>"
        );
        Message { headers: vec![("content-type", "text/xml; charset=UTF-8".to_owned()), ("soapaction", "\"\"".to_owned())], body }
    }
}

fn id18(number: u64) -> String {
    format!("006{number:015}")
}

/// The moment as it is kept: without the parts of a second.
fn whole(at: Instant) -> Instant {
    DateTime::from_timestamp(at.timestamp(), 0).unwrap_or(at)
}

fn stamp(at: Instant) -> String {
    whole(at).to_rfc3339_opts(SecondsFormat::Millis, true).replace('Z', "+0000")
}
