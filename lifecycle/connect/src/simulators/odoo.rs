//! An Odoo as it comes out of the box: users with a key, leads, partners, stages and external ids.

use std::collections::BTreeMap;

use base::Instant;
use serde_json::{Map, Value, json};

use super::{Call, Hook, Message, Side, Table};
use crate::xmlrpc::{self, Fault};

/// The stages of a new database, in their order: name, and whether it counts as won.
const STAGES: [(i64, &str, bool); 4] = [(1, "New", false), (2, "Qualified", false), (3, "Proposition", false), (4, "Won", true)];

/// The fields of a lead that this part of Odoo has.
const LEAD: [&str; 18] = [
    "id",
    "name",
    "type",
    "active",
    "probability",
    "stage_id",
    "expected_revenue",
    "date_deadline",
    "referred",
    "description",
    "contact_name",
    "function",
    "email_from",
    "partner_id",
    "write_date",
    "partner_name",
    "automated_probability",
    "lost_reason_id",
];

const PARTNER: [&str; 7] = ["id", "name", "is_company", "website", "city", "country_id", "write_date"];

/// The database.
pub(super) struct Odoo {
    leads: Table,
    partners: Table,
    /// External ids: each is there once.
    names: BTreeMap<String, u64>,
    forbidden: Option<String>,
    /// Whether somebody else writes just now.
    crowded: bool,
}

/// An error in Odoo's words.
type Failed = (&'static str, String);

impl Odoo {
    pub(super) fn new() -> Self {
        Self { leads: Table::default(), partners: Table::default(), names: BTreeMap::new(), forbidden: None, crowded: false }
    }

    fn run(&mut self, params: &Value, now: Instant) -> Result<Value, Failed> {
        let empty = Vec::new();
        let args = params.get("args").and_then(Value::as_array).unwrap_or(&empty);
        let arg = |i: usize| args.get(i).cloned().unwrap_or_default();
        let named = |s: &str| params.get("service").and_then(Value::as_str) == Some(s);
        let method = params.get("method").and_then(Value::as_str).unwrap_or_default();
        match method {
            "version" if named("common") => Ok(json!({ "server_version": "18.0", "protocol_version": 1 })),
            "authenticate" if named("common") => {
                let good = arg(0) == "crm" && arg(1) == "towpath@kestrel.example" && arg(2) == "key-1";
                Ok(if good { json!(7) } else { json!(false) })
            }
            "execute_kw" if named("object") => {
                if arg(0) != "crm" || arg(1) != 7 || arg(2) != "key-1" {
                    return Err(("odoo.exceptions.AccessDenied", "Access Denied".to_owned()));
                }
                let (model, method) = (arg(3), arg(4));
                self.call(model.as_str().unwrap_or_default(), method.as_str().unwrap_or_default(), &arg(5), &arg(6), now)
            }
            _ => Err(("builtins.KeyError", method.to_owned())),
        }
    }

    fn call(&mut self, model: &str, method: &str, args: &Value, named: &Value, now: Instant) -> Result<Value, Failed> {
        let first = args.get(0).cloned().unwrap_or_default();
        let right = match method {
            "search_read" | "read" => "read",
            "load" => "create",
            "write" => "write",
            _ => "",
        };
        if self.forbidden.as_deref() == Some(format!("{model}: {right}").as_str()) {
            return Err(("odoo.exceptions.AccessError", format!("You are not allowed to {right} records of {model}.")));
        }
        match (model, method) {
            ("crm.lead", "search_read") => self.search(true, &first, named),
            ("res.partner", "search_read") => self.search(false, &first, named),
            ("crm.stage", "search_read") => {
                Ok(STAGES.iter().map(|(id, name, won)| json!({ "id": id, "name": name, "is_won": won })).collect())
            }
            ("res.country", "search_read") => Ok(json!([{ "id": 166 }])),
            ("res.users", "read") => Ok(json!([{ "id": 7, "company_id": [1, "Kestrel"] }])),
            ("res.company", "read") => Ok(json!([{ "id": 1, "currency_id": [1, "EUR"] }])),
            ("crm.lead" | "res.partner", "load") => self.load(model, &first, args.get(1).unwrap_or(&Value::Null), now),
            ("crm.lead", "write") => self.write(&first, args.get(1).unwrap_or(&Value::Null), now),
            ("crm.lead" | "res.partner", "has_access") => {
                let asked = args.get(1).and_then(Value::as_str).unwrap_or_default();
                Ok(json!(self.forbidden.as_deref() != Some(format!("{model}: {asked}").as_str())))
            }
            _ => Err(("builtins.AttributeError", format!("The method '{model}.{method}' does not exist"))),
        }
    }

    fn search(&self, leads: bool, domain: &Value, named: &Value) -> Result<Value, Failed> {
        let (table, fields) = if leads { (&self.leads, &LEAD[..]) } else { (&self.partners, &PARTNER[..]) };
        let terms = domain.as_array().cloned().unwrap_or_default();
        let unknown = |f: &str| !fields.contains(&f);
        let wanted = named.get("fields").and_then(Value::as_array).cloned().unwrap_or_default();
        let asked = terms.iter().filter_map(|t| t.get(0)?.as_str()).chain(wanted.iter().filter_map(Value::as_str));
        if let Some(odd) = asked.into_iter().find(|f| unknown(f)) {
            return Err(("builtins.ValueError", format!("Invalid field '{odd}' on model")));
        }
        let archived = named.pointer("/context/active_test") == Some(&Value::Bool(false));
        let mut found = Vec::new();
        for (id, row) in &table.rows {
            let mut shown = row.fields.clone();
            shown.insert("id".to_owned(), json!(id));
            shown.insert("write_date".to_owned(), json!(row.at.format("%Y-%m-%d %H:%M:%S").to_string()));
            if (archived || shown.get("active") != Some(&Value::Bool(false))) && terms.iter().all(|t| fits(&shown, t)) {
                found.push(shown);
            }
        }
        if named.get("order").and_then(Value::as_str).is_some_and(|o| o.starts_with("write_date")) {
            found.sort_by_key(|row| row.get("write_date").and_then(Value::as_str).unwrap_or_default().to_owned());
        }
        let number = |name: &str, usual: u64| named.get(name).and_then(Value::as_u64).unwrap_or(usual);
        let (skip, most) = (number("offset", 0), number("limit", 10_000));
        let page = found.into_iter().skip(usize::try_from(skip).unwrap_or(0)).take(usize::try_from(most).unwrap_or(0));
        Ok(page.map(|row| show(row, &wanted)).collect())
    }

    /// The import: makes or updates by external id, all or nothing.
    fn load(&mut self, model: &str, fields: &Value, rows: &Value, now: Instant) -> Result<Value, Failed> {
        let refused = |field: &str, why: &str| json!({ "ids": false, "messages": [{ "type": "error", "field": field, "message": why }] });
        // It does not try again by itself, as other calls do, and names no field.
        if std::mem::take(&mut self.crowded) {
            let rows = json!({ "from": 0, "to": 0 });
            let why = "could not serialize access due to concurrent update\n";
            return Ok(json!({ "ids": false, "messages": [{ "rows": rows, "record": 0, "type": "error", "message": why }], "nextrow": 0 }));
        }
        let names: Vec<&str> = fields.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let values: Vec<&str> = rows.pointer("/0").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
        if names.len() != values.len() {
            return Err(("builtins.IndexError", "list index out of range".to_owned()));
        }
        let (mut xid, mut set) = (None, Map::new());
        let known = if model == "crm.lead" { &LEAD[..] } else { &PARTNER[..] };
        for (name, value) in names.into_iter().zip(values) {
            let field = name.split('/').next().unwrap_or_default();
            if !known.contains(&field) {
                return Ok(refused(name, &format!("Column {name} does not exist")));
            }
            let read = match (name, field) {
                ("id", _) => {
                    xid = Some(value.to_owned());
                    continue;
                }
                (_, "stage_id") => STAGES.iter().find(|s| s.0.to_string() == value).map(|s| json!([s.0, s.1])),
                (_, "partner_id") => value.parse::<u64>().ok().filter(|id| self.partners.rows.contains_key(id)).map(|id| json!([id, "?"])),
                (_, "country_id") => Some(json!([166, "NO"])),
                (_, "expected_revenue") => value.parse::<serde_json::Number>().ok().map(Value::Number),
                (_, "date_deadline") => value.parse::<chrono::NaiveDate>().ok().map(|d| json!(d.to_string())),
                (_, "is_company") => Some(json!(value == "True")),
                (_, "type") => Some(json!(value)).filter(|_| matches!(value, "lead" | "opportunity")),
                _ => Some(if value.is_empty() { json!(false) } else { json!(value) }),
            };
            let Some(read) = read else { return Ok(refused(field, &format!("No matching record found for '{value}' in field '{field}'"))) };
            set.insert(field.to_owned(), read);
        }
        if set.get("name").is_none_or(|n| n == &Value::Bool(false)) {
            return Ok(refused("name", "Missing required value for the field 'Name' (name)"));
        }
        let Some(xid) = xid else { return Ok(refused("id", "No external id")) };
        let name = format!("{model} {xid}");
        let table = if model == "crm.lead" { &mut self.leads } else { &mut self.partners };
        let linked = set.get("partner_id").cloned().zip(set.get("email_from").cloned());
        let id = match self.names.get(&name).copied().filter(|id| table.rows.contains_key(id)) {
            Some(id) => {
                table.set(id, set, now);
                id
            }
            None => {
                set.entry("active").or_insert(json!(true));
                set.entry("stage_id").or_insert(json!([1, "New"]));
                set.entry("expected_revenue").or_insert(json!(0.0));
                table.add(set, now)
            }
        };
        self.names.insert(name, id);
        self.share_address(linked);
        Ok(json!({ "ids": [id], "messages": [], "nextrow": 0 }))
    }

    /// A lead's address is that of its customer, and of all leads of that customer.
    fn share_address(&mut self, linked: Option<(Value, Value)>) {
        let Some((partner, address)) = linked else { return };
        for row in self.leads.rows.values_mut().filter(|row| row.fields.get("partner_id") == Some(&partner)) {
            row.fields.insert("email_from".to_owned(), address.clone());
        }
    }

    fn write(&mut self, ids: &Value, values: &Value, now: Instant) -> Result<Value, Failed> {
        let mut set = Map::new();
        for (field, value) in values.as_object().into_iter().flatten() {
            if !LEAD.contains(&field.as_str()) {
                return Err(("builtins.ValueError", format!("Invalid field '{field}' on model 'crm.lead'")));
            }
            let kept = if field == "stage_id" {
                let stage = STAGES.iter().find(|s| json!(s.0) == *value);
                stage.map(|s| json!([s.0, s.1])).ok_or(("odoo.exceptions.MissingError", "no such stage".to_owned()))?
            } else {
                value.clone()
            };
            set.insert(field.clone(), kept);
        }
        // Moved into a stage that counts as won, a lead is won, whatever else is said.
        if set.get("stage_id").is_some_and(is_won) {
            set.extend([("active".to_owned(), json!(true)), ("probability".to_owned(), json!(100))]);
        }
        for id in ids.as_array().into_iter().flatten().filter_map(Value::as_u64) {
            let before = self.leads.rows.get(&id).map(|row| row.fields.clone()).unwrap_or_default();
            let after = |field: &str| set.get(field).or_else(|| before.get(field));
            if after("stage_id").is_some_and(is_won) && after("probability").and_then(Value::as_f64).is_some_and(|p| p < 100.0) {
                let why = "A lead in a Won stage cannot be lost. Move it to another stage first.";
                return Err(("odoo.exceptions.ValidationError", why.to_owned()));
            }
        }
        for id in ids.as_array().into_iter().flatten().filter_map(Value::as_u64) {
            if !self.leads.set(id, set.clone(), now) {
                return Err(("odoo.exceptions.MissingError", "Record does not exist or has been deleted.".to_owned()));
            }
            let partner = self.leads.rows.get(&id).and_then(|row| row.fields.get("partner_id").cloned());
            self.share_address(partner.zip(set.get("email_from").cloned()));
        }
        Ok(json!(true))
    }
}

/// Whether a value of `stage_id` counts as won.
fn is_won(stage: &Value) -> bool {
    STAGES.iter().any(|(id, _, won)| *won && stage.get(0) == Some(&json!(id)))
}

/// The fields that were asked for; what is not set reads as false.
fn show(row: Map<String, Value>, wanted: &[Value]) -> Value {
    let names = wanted.iter().filter_map(Value::as_str).chain(["id"]);
    let value = |name: &str| row.get(name).filter(|v| !v.is_null()).cloned().unwrap_or(Value::Bool(false));
    Value::Object(names.map(|name| (name.to_owned(), value(name))).collect())
}

/// Whether a record fits a term of a domain.
fn fits(row: &Map<String, Value>, term: &Value) -> bool {
    let field = term.get(0).and_then(Value::as_str).unwrap_or_default();
    let operator = term.get(1).and_then(Value::as_str).unwrap_or_default();
    let (has, wants) = (row.get(field).cloned().unwrap_or_default(), term.get(2).cloned().unwrap_or_default());
    let (text, pattern) = (has.as_str().unwrap_or_default(), wants.as_str().unwrap_or_default());
    match operator {
        "=" => has == wants,
        ">=" => text >= pattern,
        "=like" => text.starts_with(pattern.trim_end_matches('%').replace('\\', "").as_str()),
        "=ilike" => text.to_lowercase() == pattern.replace('\\', "").to_lowercase(),
        _ => false,
    }
}

/// A failure as XML-RPC tells it: by a number, or with a traceback.
fn fault((name, message): Failed) -> Fault {
    let class = name.rsplit('.').next().unwrap_or_default();
    match class {
        "AccessDenied" => Fault { code: 3, text: message },
        "AccessError" => Fault { code: 4, text: message },
        "MissingError" | "UserError" | "ValidationError" => Fault { code: 2, text: message },
        _ => Fault { code: 1, text: format!("Traceback (most recent call last):\n  File \"…\", line 1, in f\n{class}: {message}\n") },
    }
}

impl Odoo {
    /// JSON-2: the arguments have names, and errors a status.
    fn by_name(&mut self, call: &Call, model: &str, method: &str, now: Instant) -> (u16, Value) {
        let error = |status: u16, name: &str, message: &str| {
            let debug = "Traceback (most recent call last): …";
            (status, json!({ "name": name, "message": message, "arguments": [message], "context": {}, "debug": debug }))
        };
        if call.token.as_deref() != Some("key-1") {
            return error(401, "werkzeug.exceptions.Unauthorized", "Invalid apikey");
        }
        let mut body = call.json().as_object().cloned().unwrap_or_default();
        if (model, method) == ("res.users", "context_get") {
            return (200, json!({ "lang": "en_US", "tz": "Europe/Berlin", "uid": 7 }));
        }
        let names: &[&str] = match method {
            "search_read" => &["domain"],
            "load" => &["fields", "data"],
            "read" => &["ids", "fields"],
            "write" => &["ids", "vals"],
            "has_access" => &["ids", "operation"],
            _ => return error(404, "werkzeug.exceptions.NotFound", &format!("The method '{model}.{method}' does not exist")),
        };
        let mut args = Vec::new();
        for name in names {
            match body.remove(*name) {
                Some(arg) => args.push(arg),
                None => return error(422, "werkzeug.exceptions.UnprocessableEntity", &format!("missing a required argument: '{name}'")),
            }
        }
        match self.call(model, method, &Value::Array(args), &Value::Object(body), now) {
            Ok(value) => (200, value),
            Err((name, message)) => {
                let status = match name.rsplit('.').next().unwrap_or_default() {
                    "AccessError" | "AccessDenied" => 403,
                    "MissingError" => 404,
                    "UserError" | "ValidationError" => 422,
                    _ => 500,
                };
                error(status, name, &message)
            }
        }
    }

    fn by_xml(&mut self, call: &Call, service: &str, now: Instant) -> (u16, Value) {
        let outcome = match xmlrpc::read_call(&call.body) {
            Some((method, args)) => self.run(&json!({ "service": service, "method": method, "args": args }), now).map_err(fault),
            None => Err(Fault { code: 1, text: "xml.parsers.expat.ExpatError: syntax error".to_owned() }),
        };
        (200, Value::String(xmlrpc::answer(&outcome)))
    }

    /// Whether an address is let through by what stands before the server.
    fn is_shut(&self, path: &str) -> bool {
        let shut = self.forbidden.as_deref().filter(|f| f.starts_with('/')).unwrap_or_default();
        shut.split_whitespace().any(|place| path.starts_with(place))
    }
}

impl Side for Odoo {
    fn answer(&mut self, call: &Call, now: Instant) -> (u16, Value) {
        if self.is_shut(&call.path) {
            return (404, Value::Null);
        }
        match call.path.split('/').collect::<Vec<_>>().as_slice() {
            ["", "jsonrpc"] => {}
            ["", "xmlrpc", "2", service @ ("common" | "object")] => return self.by_xml(call, service, now),
            ["", "web", "version"] => return (200, json!({ "version_info": [19, 0, 0, "final", 0, ""], "version": "19.0" })),
            ["", "json", "2", model, method] => return self.by_name(call, model, method, now),
            _ => return (404, Value::Null),
        }
        let body = call.json();
        let answer = match self.run(body.get("params").unwrap_or(&Value::Null), now) {
            Ok(result) => json!({ "jsonrpc": "2.0", "id": body.get("id"), "result": result }),
            Err((name, message)) => {
                let data = json!({ "name": name, "message": message, "debug": "Traceback (most recent call last): …" });
                json!({ "jsonrpc": "2.0", "id": body.get("id"), "error": { "code": 200, "message": "Odoo Server Error", "data": data } })
            }
        };
        (200, answer)
    }

    fn deals(&mut self) -> &mut Table {
        &mut self.leads
    }

    fn crowd(&mut self) {
        self.crowded = true;
    }

    fn forbid(&mut self, what: Option<&str>) {
        self.forbidden = what.map(str::to_owned);
    }

    fn id_of(&self, number: u64) -> String {
        number.to_string()
    }

    fn message(&self, told: &[(String, Instant)], _: &Hook<'_>) -> Message {
        // One message for each record, as its rules send them.
        let (id, at) = told.first().cloned().unwrap_or_default();
        let number = id.parse::<u64>().unwrap_or(0);
        let at = at.format("%Y-%m-%d %H:%M:%S").to_string();
        let body =
            json!({ "_action": "Send Webhook Notification(#412)", "_id": number, "_model": "crm.lead", "id": number, "write_date": at });
        Message { headers: vec![("content-type", "application/json".to_owned())], body: body.to_string() }
    }
}
