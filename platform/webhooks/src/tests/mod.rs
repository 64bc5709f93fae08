mod console;
mod deliveries;
mod guard;
mod pages;
mod signature;

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::routing::post;
use base::{EndpointId, PartnerId};
use http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use testkit::Test;
use uuid::Uuid;
use web::{App, AppConfig, Settings, Stage};
use work::{Actor, Fact};

use crate::endpoints::model::{Endpoint, NewEndpoint};

pub(super) fn stages() -> Vec<Stage> {
    // The headings of the menu are said by core.
    const HEADINGS: &[(&str, &str)] =
        &[("en", "nav-run = Run\nnav-together = Together\n"), ("de", "nav-run = Betrieb\nnav-together = Gemeinsam\n")];
    vec![notices::stage(), identity::stage(), crate::stage(), Stage { messages: vec![HEADINGS], ..Stage::new("headings") }]
}

/// A fact for tests.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ThingHappened {
    pub(super) thing: Uuid,
    pub(super) partner: PartnerId,
}

impl Fact for ThingHappened {
    const KIND: &'static str = "thing.happened";
    const VERSION: i64 = 1;
    const SUBJECT: &'static str = "thing";

    fn subject(&self) -> Uuid {
        self.thing
    }

    fn partner(&self) -> Option<PartnerId> {
        Some(self.partner)
    }
}

pub(super) async fn happen(t: &Test, n: u128) {
    let fact = &ThingHappened { thing: Uuid::from_u128(n), partner: Uuid::from_u128(1).into() };
    t.system(|work| async move { work.record(fact) }).await.unwrap();
}

/// One message as a receiver got it.
#[derive(Debug, Clone)]
pub(super) struct Message {
    pub(super) id: String,
    pub(super) timestamp: String,
    pub(super) signature: String,
    pub(super) body: String,
}

/// A receiver that keeps what it gets and answers as it is told.
#[derive(Clone)]
pub(super) struct Receiver {
    pub(super) url: String,
    pub(super) got: Arc<Mutex<Vec<Message>>>,
    pub(super) answer: Arc<Mutex<(u16, String)>>,
}

impl Receiver {
    pub(super) async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hook", listener.local_addr().unwrap());
        let receiver = Self { url, got: Arc::default(), answer: Arc::new(Mutex::new((200, "thanks".to_owned()))) };
        let router = Router::new().route("/hook", post(take)).route("/inside", post(take)).with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        receiver
    }

    pub(super) fn answers(&self, status: u16, text: &str) {
        *self.answer.lock().unwrap() = (status, text.to_owned());
    }

    pub(super) fn got(&self) -> Vec<Message> {
        self.got.lock().unwrap().clone()
    }
}

async fn take(State(receiver): State<Receiver>, headers: HeaderMap, body: Bytes) -> (StatusCode, [(&'static str, String); 1], String) {
    let text = |name: &str| headers.get(name).map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default();
    receiver.got.lock().unwrap().push(Message {
        id: text("webhook-id"),
        timestamp: text("webhook-timestamp"),
        signature: text("webhook-signature"),
        body: String::from_utf8(body.to_vec()).unwrap(),
    });
    let (status, answer) = receiver.answer.lock().unwrap().clone();
    (StatusCode::from_u16(status).unwrap(), [("location", receiver.url.replace("/hook", "/inside"))], answer)
}

/// The application of a test whose settings allow private hosts.
pub(super) fn allowing(t: &Test, hosts: &[&str]) -> App {
    let allowed = hosts.iter().map(|h| (*h).to_owned()).collect();
    let settings =
        Settings { webhook_allowed_hosts: allowed, base_url: "https://partners.kestrel.example".to_owned(), ..t.app.settings().clone() };
    let desk = (*t.app).clone();
    App::build(AppConfig { desk, settings, stages: stages(), authenticate: identity::authenticate, files: t.app.files().clone() })
        .unwrap()
        .0
}

/// Makes an endpoint and returns it with its secret.
pub(super) async fn endpoint(app: &App, url: &str, kinds: &[&str]) -> (Endpoint, String) {
    let id: EndpointId = app.ids().next(app.now()).into();
    let (secret, sealed) = crate::pages::new_secret(app, id).unwrap();
    let new = &NewEndpoint { url: url.to_owned(), description: String::new(), kinds: kinds.iter().map(|k| (*k).to_owned()).collect() };
    let (sealed, allowed) = (sealed.as_str(), &app.settings().webhook_allowed_hosts);
    let made = app
        .transact(&Actor::system("test"), |work| async move { crate::endpoints::actions::make(&work, id, new, sealed, allowed).await })
        .await
        .unwrap();
    (made, secret)
}
