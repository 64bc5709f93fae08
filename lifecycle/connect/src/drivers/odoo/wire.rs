//! How an Odoo is spoken to: by JSON-RPC, by XML-RPC, or by JSON-2, which version 19 brought.

use std::slice;

use reqwest::Method;
use serde_json::{Map, Value, json};
use tokio::sync::OnceCell;

use super::words::{fault, trouble};
use crate::client::{Body, Reply, call, call_with};
use crate::contract::Answer;
use crate::contract::model::{Protocol, Target, Trouble};
use crate::xmlrpc;

/// In this order they are tried, where nobody chose.
const WAYS: [Protocol; 3] = [Protocol::JsonRpc, Protocol::XmlRpc, Protocol::Json2];

/// What is asked.
pub(super) enum Ask<'a> {
    /// Which version it is.
    Version,
    /// Who the key belongs to.
    Login,
    /// A method of a model, on behalf of a user.
    Method { user: i64, model: &'a str, method: &'a str, args: Value, named: Value },
}

/// Why there is no answer.
enum Miss {
    /// Nobody answers there.
    Elsewhere(u16),
    /// Somebody does, and says no.
    Trouble(Trouble),
}

impl From<Trouble> for Miss {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

/// The way that is spoken, once it is known.
pub(super) struct Wire {
    way: OnceCell<Protocol>,
}

impl Wire {
    pub(super) fn new() -> Self {
        Self { way: OnceCell::new() }
    }

    /// The way that is spoken; none before the first answer.
    pub(super) fn way(&self) -> Option<Protocol> {
        self.way.get().copied()
    }

    /// Asks by the way that was chosen, or by the first that somebody answers on.
    ///
    /// The next way is tried only where an address is not there at all, so that nothing is done twice.
    pub(super) async fn ask(&self, target: &Target, ask: &Ask<'_>) -> Answer<Value> {
        let chosen = self.way().unwrap_or(target.settings.protocol);
        let ways = if chosen == Protocol::Auto { WAYS.as_slice() } else { slice::from_ref(&chosen) };
        let mut status = 404;
        for way in ways.iter().copied() {
            let answer = match way {
                Protocol::Auto | Protocol::JsonRpc => json_rpc(target, ask).await,
                Protocol::XmlRpc => xml_rpc(target, ask).await,
                Protocol::Json2 => json_2(target, ask).await,
            };
            match answer {
                Ok(value) => {
                    // Whoever was first has set it.
                    let _ = self.way.set(way);
                    return Ok(value);
                }
                Err(Miss::Trouble(trouble)) => return Err(trouble),
                Err(Miss::Elsewhere(found)) => status = found,
            }
        }
        Err(Trouble::Unavailable(format!("answer {status}: is this the address of an Odoo?")))
    }
}

/// The service, its method and its arguments, as both older ways name them.
fn service(target: &Target, ask: &Ask<'_>) -> (&'static str, &'static str, Vec<Value>) {
    let (s, token) = (&target.settings, &target.secrets.token);
    match ask {
        Ask::Version => ("common", "version", Vec::new()),
        Ask::Login => ("common", "authenticate", vec![json!(s.database), json!(s.login), json!(token), json!({})]),
        Ask::Method { user, model, method, args, named } => {
            let who = [json!(s.database), json!(user), json!(token), json!(model), json!(method)];
            ("object", "execute_kw", who.into_iter().chain([args.clone(), named.clone()]).collect())
        }
    }
}

/// Trouble that any server has; and whether there is an Odoo at all.
fn usable(reply: &Reply) -> Result<(), Miss> {
    if let Some(trouble) = reply.usual_trouble() {
        return Err(trouble.into());
    }
    if reply.is_good() { Ok(()) } else { Err(Miss::Elsewhere(reply.status)) }
}

async fn json_rpc(target: &Target, ask: &Ask<'_>) -> Result<Value, Miss> {
    let (service, method, args) = service(target, ask);
    let params = json!({ "service": service, "method": method, "args": args });
    let body = json!({ "jsonrpc": "2.0", "method": "call", "id": 1, "params": params });
    let reply = call(&target.allowed, Method::POST, &format!("{}/jsonrpc", target.url), None, Body::Json(body)).await?;
    usable(&reply)?;
    let mut answer = reply.json()?;
    if let Some(error) = answer.get("error") {
        return Err(trouble(error).into());
    }
    let result = answer.get_mut("result").map(Value::take);
    result.ok_or_else(|| Trouble::Unavailable("the answer has no result".to_owned()).into())
}

async fn xml_rpc(target: &Target, ask: &Ask<'_>) -> Result<Value, Miss> {
    let (service, method, args) = service(target, ask);
    let url = format!("{}/xmlrpc/2/{service}", target.url);
    let reply = call(&target.allowed, Method::POST, &url, None, Body::Xml(xmlrpc::call(method, &args))).await?;
    usable(&reply)?;
    match xmlrpc::read_answer(&reply.bytes) {
        Some(Ok(value)) => Ok(value),
        Some(Err(told)) => Err(fault(&told).into()),
        None => Err(Trouble::Unavailable(format!("answer {} is not readable: {}", reply.status, reply.words)).into()),
    }
}

/// By names only: what the older ways put in order is named as the methods name it.
fn by_name(method: &str, args: &Value, named: &Value) -> Value {
    let names: &[&str] = match method {
        "search_read" => &["domain"],
        "load" => &["fields", "data"],
        "read" => &["ids", "fields"],
        "write" => &["ids", "vals"],
        "has_access" => &["ids", "operation"],
        "check_access_rights" => &["operation", "raise_exception"],
        _ => &[],
    };
    let mut body: Map<String, Value> = named.as_object().cloned().unwrap_or_default();
    let args = args.as_array().map(Vec::as_slice).unwrap_or_default();
    body.extend(names.iter().zip(args).map(|(name, arg)| ((*name).to_owned(), arg.clone())));
    Value::Object(body)
}

async fn json_2(target: &Target, ask: &Ask<'_>) -> Result<Value, Miss> {
    let at = |path: String| format!("{}{path}", target.url);
    let headers = [("x-odoo-database", target.settings.database.as_str())];
    let (method, url, body) = match ask {
        Ask::Version => (Method::GET, at("/web/version".to_owned()), Body::Empty),
        Ask::Login => (Method::POST, at("/json/2/res.users/context_get".to_owned()), Body::Json(json!({}))),
        Ask::Method { model, method, args, named, .. } => {
            (Method::POST, at(format!("/json/2/{model}/{method}")), Body::Json(by_name(method, args, named)))
        }
    };
    let reply = call_with(&target.allowed, method, &url, Some(&target.secrets.token), &headers, body).await?;
    if !reply.is_good() {
        // An error that names itself is Odoo's own, whatever its status.
        if let Some(error) = reply.body.as_ref().filter(|b| b.get("name").is_some_and(Value::is_string)) {
            let denied = matches!(reply.status, 401 | 403);
            return Err(match trouble(&json!({ "data": error })) {
                Trouble::Unavailable(why) if denied => Trouble::Denied(why),
                Trouble::Unavailable(why) if matches!(reply.status, 404 | 422) => Trouble::Refused { field: String::new(), why },
                other => other,
            }
            .into());
        }
    }
    usable(&reply)?;
    let answer = reply.json()?;
    match ask {
        Ask::Login => Ok(answer.get("uid").cloned().unwrap_or_default()),
        Ask::Version | Ask::Method { .. } => Ok(answer),
    }
}
