mod browser;
mod factors;
mod links;
mod people;
mod sign_in;
mod tokens;
mod view_as;

use std::sync::Arc;

use base::{PartnerId, UserId};
use testkit::Test;
use uuid::Uuid;
use web::{App, AppConfig, Settings, Stage};
use work::Role;

use crate::{Cost, NewUser};
use browser::Browser;

pub(super) const PASSWORD: &str = "quiet otters paint rivers";

pub(super) fn stages() -> Vec<Stage> {
    // The headings of the menu are said by core.
    const HEADINGS: &[(&str, &str)] =
        &[("en", "nav-run = Run\nnav-together = Together\n"), ("de", "nav-run = Betrieb\nnav-together = Gemeinsam\n")];
    vec![notices::stage(), crate::stage(), Stage { messages: vec![HEADINGS], ..Stage::new("headings") }]
}

pub(super) fn partner(n: u128) -> PartnerId {
    Uuid::from_u128(1000 + n).into()
}

/// The application of a test as the binary builds it: people sign in for real.
pub(super) struct House {
    pub(super) app: App,
    pub(super) router: axum::Router,
}

impl House {
    pub(super) fn new(t: &Arc<Test>) -> Self {
        Self::with(t, |_| {})
    }

    pub(super) fn with(t: &Arc<Test>, change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = t.app.settings().clone();
        change(&mut settings);
        let desk = (*t.app).clone();
        let config = AppConfig { desk, settings, stages: stages(), authenticate: crate::authenticate, files: t.app.files().clone() };
        let (app, router) = App::build(config).unwrap();
        Self { app, router }
    }

    pub(super) fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// Somebody who signed in with address and password.
    pub(super) async fn signed_in(&self, email: &str) -> Browser {
        let mut browser = self.browser();
        browser.post("/sign-in", &[("email", email), ("password", PASSWORD)]).await.expect(303);
        browser
    }
}

pub(super) fn person(email: &str, roles: &[Role], partner: Option<PartnerId>) -> NewUser {
    NewUser {
        email: email.to_owned(),
        name: format!("Person {}", email.split('@').next().unwrap()),
        roles: roles.to_vec(),
        partner,
        org: if partner.is_some() { "Brightpath".to_owned() } else { "Kestrel".to_owned() },
        locale: "en".to_owned(),
        zone: "Europe/Berlin".to_owned(),
    }
}

/// Adds somebody who can sign in with [`PASSWORD`].
pub(super) async fn add(t: &Test, email: &str, role: Role, partner: Option<PartnerId>) -> UserId {
    let hash = crate::hash_password(PASSWORD, [3; 16], Cost::Invented).await.unwrap();
    let (new, hash) = (&person(email, &[role], partner), &hash);
    t.system(|work| async move { crate::add_active(&work, new, Some(hash.clone()), None).await }).await.unwrap()
}

/// The newest mail to an address: what it holds after the host.
pub(super) async fn mailed_path(house: &House, email: &str) -> String {
    web::settle(&house.app).await.unwrap();
    let owner = work::Actor::system("test");
    let found = notices_mails(house, &owner, email).await;
    let text = found.first().unwrap_or_else(|| panic!("no mail to {email}")).clone();
    let base = &house.app.settings().base_url;
    let at = text.find(base.as_str()).unwrap_or_else(|| panic!("no link in {text}")) + base.len();
    text[at..].split_whitespace().next().unwrap().to_owned()
}

/// The texts of the mails to an address, newest first.
pub(super) async fn notices_mails(house: &House, actor: &work::Actor, email: &str) -> Vec<String> {
    let page = notices::mails(&house.app.read(actor), None, &base::PageRequest::first(200)).await.unwrap();
    page.items.into_iter().filter(|m| m.to.email == email).filter_map(|m| m.written.map(|w| w.text)).collect()
}
