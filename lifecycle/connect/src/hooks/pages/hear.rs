//! The address at which messages come in.

use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Response};
use base::{ConnectionId, Error};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use web::{App, Failed, Me, Path};
use work::Actor;

use super::super::{actions, rules};
use super::address;
use crate::connections::actions as connections;
use crate::contract::model::System;
use crate::secrets;

/// How long a message may be.
const MOST: usize = 512 * 1024;
/// How many messages one sender may send to one address in a minute.
const OFTEN: u32 = 300;
/// How many refused messages of one connection are written down in a minute; more are only measured.
const NOTED: u32 = 10;

/// What Salesforce waits for; without it, it sends the message again for a day.
const ACK: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
    "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>",
    "<notificationsResponse xmlns=\"http://soap.sforce.com/2005/09/outbound\"><Ack>true</Ack></notificationsResponse>",
    "</soapenv:Body></soapenv:Envelope>"
);

/// A message with a signature.
pub(super) async fn signed(State(app): State<App>, me: Me, Path(id): Path<ConnectionId>, request: Request) -> Result<Response, Failed> {
    hear(&app, &me, id, None, request).await
}

/// A message to the address with the secret in it.
pub(super) async fn named(
    State(app): State<App>,
    me: Me,
    Path((id, secret)): Path<(ConnectionId, String)>,
    request: Request,
) -> Result<Response, Failed> {
    hear(&app, &me, id, Some(&secret), request).await
}

async fn hear(app: &App, me: &Me, id: ConnectionId, named: Option<&str>, request: Request) -> Result<Response, Failed> {
    let from = me.actor.address.map(|a| a.to_string()).unwrap_or_default();
    app.throttle(format!("hook {id} {from}"), OFTEN)?;
    let actor = Actor { address: me.actor.address, request: me.actor.request.clone(), ..app.system("connect.hook") };
    let work = app.read(&actor);
    let found = connections::find(&work, id).await?.zip(connections::find_hook(&work, id).await?);
    let Some((connection, hook)) = found else { return refuse(app, &actor, None).await };
    let secret = secrets::open_hook(app, &hook)?;
    let proven = match (connection.system, named) {
        // What is signed is proven when it was read.
        (System::HubSpot, None) => true,
        (System::Odoo | System::Salesforce, Some(named)) => rules::is_secret(named, &secret),
        _ => false,
    };
    if !proven {
        return refuse(app, &actor, Some(id)).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, MOST).await else { return Ok(StatusCode::PAYLOAD_TOO_LARGE.into_response()) };
    if named.is_none() {
        let mut address = address(app, id);
        if let Some(query) = parts.uri.query() {
            address = format!("{address}?{query}");
        }
        let of = |name| header(&parts.headers, name);
        let (timestamp, signature) = (of("x-hubspot-request-timestamp"), of("x-hubspot-signature-v3"));
        let message = rules::Signed { method: parts.method.as_str(), address: &address, body: &body, timestamp, signature };
        if !rules::is_signed(&message, &secret, app.now()) {
            return refuse(app, &actor, Some(id)).await;
        }
    }
    let Some(changes) = rules::read(connection.system, &body) else { return refuse(app, &actor, Some(id)).await };
    let (connection, changes) = (&connection, changes.as_slice());
    app.transact(&actor, |work| async move { actions::heard(&work, connection, changes).await }).await?;
    metrics::counter!("connection_hooks_total", "system" => connection.system.code(), "outcome" => "heard").increment(1);
    Ok(match connection.system {
        System::Salesforce => ([(CONTENT_TYPE, "text/xml; charset=utf-8")], ACK).into_response(),
        System::Odoo | System::HubSpot => StatusCode::NO_CONTENT.into_response(),
    })
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default()
}

/// Answers like an address that is not there, and counts it where a connection is.
async fn refuse(app: &App, actor: &Actor, known: Option<ConnectionId>) -> Result<Response, Failed> {
    metrics::counter!("connection_hooks_total", "system" => "", "outcome" => "refused").increment(1);
    if let Some(id) = known
        && app.throttle(format!("hook refused {id}"), NOTED).is_ok()
    {
        app.transact(actor, |work| async move { actions::refused(&work, id).await }).await?;
    }
    Err(Error::missing().into())
}
