mod conflicts;
mod drivers;
mod faults;
mod hooks;
mod merge;
mod pages;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

use axum::Router;
use base::{ConnectionId, DealId, PartnerId};
use chrono::{NaiveDate, TimeDelta};
use facts::connect::{CrmDealChanged, DealImageAsked};
use facts::sell::{DealApproved, DealChangeRefused, DealChanged, DealImage, DealImaged};
use testkit::{Persona, Test};
use uuid::Uuid;
use web::{App, AppConfig, Listener, Settings, Stage};
use work::{Actor, ActorKind, Envelope, Fact, Role, Work};

use crate::connections::model::{Connection, NewConnection};
use crate::contract::model::{Mark, Protocol, Secrets, Settings as Set, System};
use crate::records::model::{Record, SyncState};
use crate::simulators::Simulator;

/// The deals of the stage that sells, which is played here: stages meet by facts, also in tests.
static DEALS: LazyLock<Mutex<HashMap<DealId, (PartnerId, DealImage)>>> = LazyLock::new(Mutex::default);

pub(super) fn stages() -> Vec<Stage> {
    const HEADINGS: &[(&str, &str)] = &[("en", "nav-run = Run\n"), ("de", "nav-run = Betrieb\n")];
    let sell = Listener {
        name: "played.sell",
        kinds: &[DealImageAsked::KIND, CrmDealChanged::KIND],
        run: |work, event| Box::pin(play(work, event)),
    };
    let played = Stage { messages: vec![HEADINGS], listeners: vec![sell], ..Stage::new("played") };
    vec![notices::stage(), identity::stage(), crate::stage(), played]
}

async fn play(work: &Work, event: &Envelope) -> base::Result<()> {
    let id = DealId::from(event.subject);
    let told = {
        let mut deals = DEALS.lock().unwrap();
        let (partner, image) = deals.get_mut(&id).unwrap();
        let partner = *partner;
        if let Some(changed) = event.fact::<CrmDealChanged>() {
            if image.company == "Stubborn" {
                let (connection, field, code) = (changed.connection, "stage".to_owned(), "deal.wrong_state".to_owned());
                drop(deals);
                return work.signal(&DealChangeRefused { deal: id, partner, connection, field, code });
            }
            image.version += 1;
            image.active_at = work.now();
            image.value_minor = changed.value_minor.unwrap_or(image.value_minor);
            image.close_on = changed.close_on.or(image.close_on);
            match changed.stage.as_deref() {
                Some("won" | "lost") => image.state = changed.stage.clone().unwrap(),
                Some(_) => image.stage = changed.stage.clone(),
                None => {}
            }
        }
        DealImaged { deal: id, partner, image: image.clone() }
    };
    work.signal(&told)
}

/// How a deal stands here.
pub(super) fn image(id: DealId) -> DealImage {
    DEALS.lock().unwrap()[&id].1.clone()
}

/// An application that may call the own machine, its CRM, and the deals.
pub(super) struct World {
    pub(super) test: Arc<Test>,
    pub(super) app: App,
    pub(super) router: Router,
    pub(super) crm: Simulator,
    pub(super) system: System,
    protocol: Protocol,
}

/// Every system, and the ways to speak to the one that has several.
pub(super) const WAYS: [(System, Protocol); 5] = [
    (System::Odoo, Protocol::JsonRpc),
    (System::Odoo, Protocol::XmlRpc),
    (System::Odoo, Protocol::Json2),
    (System::Salesforce, Protocol::Auto),
    (System::HubSpot, Protocol::Auto),
];

impl World {
    pub(super) async fn new(test: &Arc<Test>, system: System) -> Self {
        Self::over(test, system, Protocol::Auto).await
    }

    pub(super) async fn over(test: &Arc<Test>, system: System, protocol: Protocol) -> Self {
        let settings = Settings {
            webhook_allowed_hosts: vec!["127.0.0.1".to_owned()],
            base_url: "https://partners.kestrel.example".to_owned(),
            ..test.app.settings().clone()
        };
        let desk = (*test.app).clone();
        let (app, router) =
            App::build(AppConfig { desk, settings, stages: stages(), authenticate: authenticate_as_test, files: test.app.files().clone() })
                .unwrap();
        let crm = Simulator::start(system, test.clock.clone()).await.unwrap();
        Self { test: test.clone(), app, router, crm, system, protocol }
    }

    /// Somebody of the vendor who looks after connections.
    pub(super) fn ops(&self) -> Persona {
        self.test.staff(Role::PartnerOps).at(self.router.clone())
    }

    pub(super) fn wanted(&self) -> (NewConnection, Secrets) {
        let mut settings = Set::usual(self.system);
        let secrets = match self.system {
            System::Odoo => {
                settings.protocol = self.protocol;
                settings.database = "crm".to_owned();
                settings.login = "towpath@kestrel.example".to_owned();
                Secrets { token: "key-1".to_owned(), client: String::new() }
            }
            System::Salesforce => {
                settings.client_id = "app-1".to_owned();
                Secrets { token: "refresh-1".to_owned(), client: "secret-1".to_owned() }
            }
            System::HubSpot => Secrets { token: "pat-1".to_owned(), client: String::new() },
        };
        let (token, client) = (secrets.token.clone(), secrets.client.clone());
        let new = NewConnection { name: "CRM".to_owned(), system: self.system, url: self.crm.url.clone(), settings, token, client };
        (new, secrets)
    }

    /// A world with a connection, and a deal that stands on both sides.
    pub(super) async fn with_deal(t: &Arc<Test>, system: System) -> (Self, Connection, DealId) {
        Self::over_with_deal(t, system, Protocol::Auto).await
    }

    pub(super) async fn over_with_deal(t: &Arc<Test>, system: System, protocol: Protocol) -> (Self, Connection, DealId) {
        let w = Self::over(t, system, protocol).await;
        let connection = w.connect().await;
        let deal = w.deal("Nordvik Shipping AS");
        w.approve(deal).await;
        w.settle().await;
        (w, connection, deal)
    }

    /// Makes the connection, with what the other side needs for it.
    pub(super) async fn connect(&self) -> Connection {
        let (new, secrets) = self.wanted();
        let id: ConnectionId = self.app.ids().next(self.app.now()).into();
        let sealed = crate::secrets::seal(&self.app, id, &secrets).unwrap();
        let (new, sealed, allowed) = (&new, sealed.as_str(), &self.app.settings().webhook_allowed_hosts);
        let actor = Actor::system("test");
        let made = self
            .app
            .transact(&actor, |work| async move { crate::connections::actions::make(&work, id, new, sealed, allowed).await })
            .await
            .unwrap();
        let driver = crate::drivers::driver(crate::secrets::target(&self.app, &made).unwrap());
        driver.prepare().await.unwrap();
        self.resume(id).await;
        // The schedules begin to count, and the first look says from when on changes are looked for.
        web::tick(&self.app).await.unwrap();
        self.pass(TimeDelta::minutes(1)).await;
        made
    }

    /// Uses a connection from now on.
    pub(super) async fn resume(&self, id: ConnectionId) {
        let actor = Actor::system("test");
        self.app.transact(&actor, |work| async move { crate::records::actions::resume(&work, id).await }).await.unwrap();
    }

    pub(super) async fn connection(&self, id: ConnectionId) -> Connection {
        crate::connections::actions::find(&self.app.read(&Actor::system("test")), id).await.unwrap().unwrap()
    }

    /// A partner's deal that is not known anywhere yet.
    pub(super) fn deal(&self, company: &str) -> DealId {
        let id: DealId = self.app.ids().next(self.app.now()).into();
        let image = DealImage {
            version: 3,
            active_at: self.app.now(),
            state: "approved".to_owned(),
            stage: Some("qualified".to_owned()),
            account: Some(Uuid::from_u128(5).into()),
            company: company.to_owned(),
            domain: "nordvik-shipping.example".to_owned(),
            country: "NO".to_owned(),
            city: "Bergen".to_owned(),
            contact_name: "Ingrid Aas".to_owned(),
            contact_email: "ingrid@nordvik-shipping.example".to_owned(),
            contact_role: "Head of operations".to_owned(),
            partner_name: "Brightpath Systems".to_owned(),
            owner_name: "Amara Diallo".to_owned(),
            products: "Route Planner".to_owned(),
            need: "They plan by hand & want <b>more</b>.".to_owned(),
            next_step: "Demo".to_owned(),
            lines: Vec::new(),
            value_minor: 2_845_000,
            currency: "EUR".to_owned(),
            close_on: NaiveDate::from_ymd_opt(2027, 2, 15),
            won_on: None,
            protected_until: Some(self.app.now() + TimeDelta::days(90)),
        };
        DEALS.lock().unwrap().insert(id, (Uuid::from_u128(1).into(), image));
        id
    }

    /// Approves a deal: the fact, and nothing else.
    pub(super) async fn approve(&self, deal: DealId) {
        let told = &DealApproved {
            deal,
            partner: Uuid::from_u128(1).into(),
            owner: None,
            company: String::new(),
            protected_until: self.app.now(),
            automatic: true,
            first: true,
        };
        self.app.transact(&Actor::system("test"), |work| async move { work.record(told) }).await.unwrap();
    }

    /// The partner changes a deal.
    pub(super) async fn change(&self, deal: DealId, change: impl FnOnce(&mut DealImage)) {
        {
            let mut deals = DEALS.lock().unwrap();
            let image = &mut deals.get_mut(&deal).unwrap().1;
            change(image);
            image.version += 1;
            image.active_at = self.app.now();
        }
        let told = &DealChanged { deal, partner: Uuid::from_u128(1).into(), fields: vec!["value".to_owned()] };
        self.app.transact(&Actor::system("test"), |work| async move { work.record(told) }).await.unwrap();
    }

    /// Lets listeners and jobs do what is due.
    pub(super) async fn settle(&self) {
        web::settle(&self.app).await.unwrap();
    }

    /// Lets time pass, and everything do what is due by then.
    pub(super) async fn pass(&self, by: TimeDelta) {
        self.test.advance(by);
        web::tick(&self.app).await.unwrap();
    }

    /// The record of a deal.
    pub(super) async fn record(&self, connection: ConnectionId, deal: DealId) -> Record {
        let work = self.app.read(&Actor::system("test"));
        crate::records::store::find_of(&work, connection, deal).await.unwrap().unwrap()
    }

    /// The fields of the only deal on the other side, by this system's names: value in minor units, day, stage.
    pub(super) fn theirs(&self) -> (i64, String, String) {
        let ids = self.crm.deals();
        assert_eq!(ids.len(), 1, "exactly one record: {ids:?}");
        let of = |name: &str| self.crm.field(&ids[0], name);
        let (amount, day, stage) = match self.system {
            System::Odoo => {
                let stage = if of("active") == false { "lost".to_owned() } else { of("stage_id")[1].as_str().unwrap().to_owned() };
                (of("expected_revenue"), of("date_deadline"), stage)
            }
            System::Salesforce => (of("Amount"), of("CloseDate"), of("StageName").as_str().unwrap().to_owned()),
            System::HubSpot => (of("amount"), of("closedate"), of("dealstage").as_str().unwrap().to_owned()),
        };
        (crate::amount::minor(&amount, base::Currency::EUR).unwrap(), day.as_str().unwrap_or_default().chars().take(10).collect(), stage)
    }

    /// Somebody over there changes the day.
    pub(super) fn they_set_day(&self, day: &str) {
        let id = self.crm.deals()[0].clone();
        match self.system {
            System::Odoo => self.crm.change(&id, "date_deadline", day.into()),
            System::Salesforce => self.crm.change(&id, "CloseDate", day.into()),
            System::HubSpot => self.crm.change(&id, "closedate", format!("{day}T00:00:00Z").into()),
        }
    }

    /// Somebody over there moves the sale on.
    pub(super) fn they_set_stage(&self, mark: Mark) {
        let id = self.crm.deals()[0].clone();
        let name = Set::usual(self.system).stage_name(mark).to_owned();
        match (self.system, mark) {
            (System::Odoo, Mark::Lost) => self.crm.change(&id, "active", false.into()),
            (System::Odoo, Mark::Won) => self.crm.change(&id, "stage_id", serde_json::json!([4, "Won"])),
            (System::Odoo, _) => self.crm.change(&id, "stage_id", serde_json::json!([3, "Proposition"])),
            (System::Salesforce, _) => self.crm.change(&id, "StageName", name.into()),
            (System::HubSpot, _) => self.crm.change(&id, "dealstage", name.into()),
        }
    }

    pub(super) async fn assert_synced(&self, connection: ConnectionId, deal: DealId) {
        let record = self.record(connection, deal).await;
        assert_eq!((record.state, record.error.clone()), (SyncState::Synced, None), "{record:#?}");
        let image = image(deal);
        let (value, day, stage) = self.theirs();
        assert_eq!(value, image.value_minor);
        assert_eq!(Some(day), image.close_on.map(|d| d.to_string()));
        let settings = Set::usual(self.system);
        let mark = Mark::from_code(&image.state).or(image.stage.as_deref().and_then(Mark::from_code)).unwrap();
        let wanted = settings.stage_name(mark);
        assert!(stage == wanted || (wanted == "won" && stage == "Won"), "{stage} is not {wanted}");
    }
}

/// The persona that the test names in its token, as the kit of tests does.
fn authenticate_as_test<'a>(
    _: &'a App,
    credentials: web::middleware::Credentials,
    mut me: web::Me,
) -> web::Boxed<'a, base::Result<web::Me>> {
    Box::pin(async move {
        let Some(_) = credentials.token else { return Ok(me) };
        let mut actor = Actor::anonymous();
        actor.kind = ActorKind::Staff;
        actor.user = Some(Uuid::from_u128(77).into());
        actor.name = "Mona Ops".to_owned();
        actor.roles = vec![Role::PartnerOps];
        me.account = Some(web::Account {
            id: actor.user.unwrap(),
            name: actor.name.clone(),
            email: "mona@kestrel.example".to_owned(),
            org: String::new(),
        });
        me.actor = Actor { address: me.actor.address, request: me.actor.request.clone(), ..actor };
        me.via = web::Via::Token;
        Ok(me)
    })
}
