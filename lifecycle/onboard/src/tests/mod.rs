//! What the tests of both capabilities stand on: a program, its people, and a partner that was approved.

use base::{AgreementId, ApplicationId, Currency, PartnerId, UserId};
use facts::recruit::PartnerApproved;
use identity::NewUser;
use partners::{Lifecycle, NewPartner, NewProgram, NewTier, PartnerType};
use testkit::{Persona, Test};
use web::Stage;
use work::{Envelope, Role};

use crate::activation::model::Whole;
use crate::agreements::model::{Agreement, Filter};

/// The stages under test, with those they stand on.
pub(crate) fn stages() -> Vec<Stage> {
    vec![notices::stage(), identity::stage(), partners::stage(), crate::stage()]
}

/// A vendor with its program and one partner.
pub(crate) struct World {
    pub(crate) partner: PartnerId,
    pub(crate) admin: Persona,
    pub(crate) sales: Persona,
    pub(crate) ops: Persona,
    pub(crate) cam: Persona,
    pub(crate) approved: PartnerApproved,
}

async fn person(t: &Test, email: &str, name: &str, role: Role, partner: Option<PartnerId>, locale: &str) -> UserId {
    let new = NewUser {
        email: email.to_owned(),
        name: name.to_owned(),
        roles: vec![role],
        partner,
        org: "Org".to_owned(),
        locale: locale.to_owned(),
        zone: "Europe/Berlin".to_owned(),
    };
    let new = &new;
    t.system(|work| async move { identity::add_active(&work, new, None, None).await }).await.unwrap()
}

async fn partner(t: &Test, name: &str, kind: PartnerType, manager: UserId) -> PartnerId {
    let new = NewPartner {
        name: name.to_owned(),
        kind,
        country: "DE".to_owned(),
        city: "Hamburg".to_owned(),
        website: "brightpath.example".to_owned(),
        locale: "de".to_owned(),
        currency: Currency::EUR,
        manager: Some(manager),
    };
    let new = &new;
    t.system(|work| async move { partners::admit(&work, new).await }).await.unwrap().id
}

impl World {
    /// A partner that was just admitted; its approval is not told yet.
    pub(crate) async fn begin(t: &Test) -> Self {
        let program = NewProgram {
            name: "Kestrel Partners".to_owned(),
            purpose: "Selling and delivering with partners".to_owned(),
            tiers: vec![NewTier {
                name: "Registered".to_owned(),
                min_revenue_minor: 0,
                currency: Currency::EUR,
                min_certified: 0,
                margin_points: 0,
                protection_days: 90,
                benefits: String::new(),
            }],
        };
        let program = &program;
        t.system(|work| async move { partners::open_program(&work, program).await }).await.unwrap();
        let ops = person(t, "ops@kestrel.example", "Olga Petrova", Role::PartnerOps, None, "en").await;
        let cam = person(t, "cam@kestrel.example", "Jonas Lind", Role::ChannelManager, None, "en").await;
        let id = partner(t, "Brightpath *Systems* <b>", PartnerType::Reseller, cam).await;
        let admin = person(t, "admin@brightpath.example", "Amara Diallo", Role::PartnerAdmin, Some(id), "de").await;
        let sales = person(t, "sales@brightpath.example", "Tom Keller", Role::Sales, Some(id), "en").await;
        let application: ApplicationId = t.app.ids().next(t.app.now()).into();
        let approved = PartnerApproved {
            application,
            partner: id,
            admin,
            manager: Some(cam),
            partner_type: "reseller".to_owned(),
            country: "DE".to_owned(),
            locale: "de".to_owned(),
        };
        Self {
            partner: id,
            admin: t.member(Role::PartnerAdmin, id).as_user(admin),
            sales: t.member(Role::Sales, id).as_user(sales),
            ops: t.staff(Role::PartnerOps).as_user(ops),
            cam: t.staff(Role::ChannelManager).as_user(cam),
            approved,
        }
    }

    /// The same with the approval told and everything that follows done.
    pub(crate) async fn approved(t: &Test) -> Self {
        let w = Self::begin(t).await;
        w.tell_approval(t).await;
        w
    }

    /// The same with the agreement in force: the clock runs.
    pub(crate) async fn signed(t: &Test) -> Self {
        let w = Self::approved(t).await;
        let id = w.agreement(t).await.id;
        sign(&w.admin, id).await;
        countersign(&w.ops, id).await;
        t.settle().await;
        w
    }

    pub(crate) async fn tell_approval(&self, t: &Test) {
        tell(t, &self.approved).await;
    }

    /// The one agreement of the partner.
    pub(crate) async fn agreement(&self, t: &Test) -> Agreement {
        let mut all = self.agreements(t).await;
        assert_eq!(all.len(), 1, "the partner has one agreement");
        all.remove(0)
    }

    pub(crate) async fn agreements(&self, t: &Test) -> Vec<Agreement> {
        let work = t.app.read(&work::Actor::system("test"));
        let filter = Filter { partner: Some(self.partner), ..Filter::default() };
        crate::agreements::actions::list(&work, &filter, &base::PageRequest::first(50)).await.unwrap().items
    }

    /// The plan of the partner.
    pub(crate) async fn plan(&self, t: &Test) -> Whole {
        let work = t.app.read(&work::Actor::system("test"));
        crate::activation::actions::of_partner(&work, self.partner).await.unwrap().expect("the partner has a plan")
    }

    pub(crate) async fn lifecycle(&self, t: &Test) -> Lifecycle {
        let work = t.app.read(&work::Actor::system("test"));
        partners::get(&work, self.partner).await.unwrap().state
    }

    /// The rights of the whole partner.
    pub(crate) async fn rights(&self, t: &Test) -> Vec<String> {
        let work = t.app.read(&work::Actor::system("test"));
        let mut rights: Vec<_> = partners::grants_of(&work, self.partner).await.unwrap().into_iter().map(|g| g.right).collect();
        rights.sort();
        rights
    }

    /// The topics that a person was told, oldest first.
    pub(crate) async fn told(&self, t: &Test, who: &Persona) -> Vec<String> {
        let work = t.app.read(&work::Actor::system("test"));
        let page = notices::list(&work, who.actor.user.unwrap(), false, &base::PageRequest::first(100)).await.unwrap();
        page.items.into_iter().rev().map(|n| n.topic).collect()
    }
}

/// Another partner with an administrator.
pub(crate) async fn stranger(t: &Test) -> Persona {
    let cam = person(t, "cam2@kestrel.example", "Second Manager", Role::ChannelManager, None, "en").await;
    let id = partner(t, "Rival", PartnerType::Msp, cam).await;
    t.member(Role::PartnerAdmin, id)
}

/// Tells a fact and lets everything that follows happen.
pub(crate) async fn tell<F: work::Fact + Clone>(t: &Test, fact: &F) {
    let fact = &fact.clone();
    t.system(|work| async move { work.record(fact) }).await.unwrap();
    t.settle().await;
}

/// Lets a listener hear a fact once more, as after a crash between effect and cursor.
pub(crate) async fn replay<F: work::Fact>(t: &Test, listener: &web::Listener, fact: &F) {
    let event = Envelope {
        id: t.app.ids().next(t.app.now()).into(),
        seq: None,
        at: t.app.now(),
        kind: F::KIND.to_owned(),
        version: F::VERSION,
        subject_kind: F::SUBJECT.to_owned(),
        subject: fact.subject(),
        partner: fact.partner(),
        actor: "test".to_owned(),
        data: serde_json::to_value(fact).unwrap(),
    };
    let event = &event;
    t.system(|work| async move { (listener.run)(&work, event).await }).await.unwrap();
    t.settle().await;
}

pub(crate) async fn sign(who: &Persona, id: AgreementId) {
    let form = [("name", "Amara Diallo"), ("title", "CEO"), ("consent", "1")];
    who.post(&format!("/agreements/{id}/signature"), &form).await.expect(303);
}

pub(crate) async fn countersign(who: &Persona, id: AgreementId) {
    let form = [("name", "Olga Petrova"), ("title", "Head of partners"), ("consent", "1")];
    who.post(&format!("/agreements/{id}/countersignature"), &form).await.expect(303);
}

/// A page in German.
pub(crate) async fn german(who: &Persona, path: &str) -> testkit::Answer {
    let request = axum::http::Request::get(path).header("accept-language", "de").body(axum::body::Body::empty()).unwrap();
    who.send(request).await
}
