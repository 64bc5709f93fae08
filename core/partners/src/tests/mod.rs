//! The world that the tests of the capabilities stand on.

use std::sync::Arc;

use base::{Currency, PartnerId, UserId};
use serde_json::{Value, json};
use testkit::{Persona, Test};
use web::Stage;
use work::{Role, Work};

use crate::{Lifecycle, NewPartner, NewProgram, NewTier, Partner, PartnerType};

/// This crate and what it stands on.
pub(crate) fn stages() -> Vec<Stage> {
    vec![notices::stage(), identity::stage(), crate::stage()]
}

/// A program of three tiers, two managers and two partners: one active, one that waits for its agreement.
pub(crate) struct World {
    pub(crate) test: Arc<Test>,
    pub(crate) brightpath: PartnerId,
    pub(crate) nordic: PartnerId,
    /// Partner operations.
    pub(crate) mona: Persona,
    /// The manager of both partners.
    pub(crate) jonas: Persona,
    /// Another manager.
    pub(crate) karin: UserId,
    pub(crate) auditor: Persona,
    /// Brightpath's administrator.
    pub(crate) pia: Persona,
    /// Sells for Nordic.
    pub(crate) erik: Persona,
}

pub(crate) fn tier(name: &str, revenue: i64) -> NewTier {
    NewTier {
        name: name.to_owned(),
        min_revenue_minor: revenue,
        currency: Currency::EUR,
        min_certified: 0,
        margin_points: 0,
        protection_days: 90,
        benefits: String::new(),
    }
}

pub(crate) fn program() -> NewProgram {
    NewProgram {
        name: "Kestrel Partners".to_owned(),
        purpose: "Sell together".to_owned(),
        tiers: vec![tier("Registered", 0), tier("Silver", 5_000_000), tier("Gold", 25_000_000)],
    }
}

pub(crate) fn new_partner(name: &str, manager: Option<UserId>) -> NewPartner {
    NewPartner {
        name: name.to_owned(),
        kind: PartnerType::Reseller,
        country: "NO".to_owned(),
        city: "Oslo".to_owned(),
        website: "example.no".to_owned(),
        locale: "en".to_owned(),
        currency: Currency::EUR,
        manager,
    }
}

pub(crate) async fn person(work: &Work, name: &str, email: &str, role: Role, partner: Option<PartnerId>) -> base::Result<UserId> {
    let new = identity::NewUser {
        email: email.to_owned(),
        name: name.to_owned(),
        roles: vec![role],
        partner,
        org: "Org".to_owned(),
        locale: "en".to_owned(),
        zone: "Europe/Berlin".to_owned(),
    };
    identity::add_active(work, &new, None, None).await
}

impl World {
    pub(crate) async fn new(test: &Arc<Test>) -> Self {
        let made = test
            .system(|work| async move {
                let work = &work;
                crate::open_program(work, &program()).await?;
                let jonas = person(work, "Jonas Lind", "jonas@kestrel.example", Role::ChannelManager, None).await?;
                let karin = person(work, "Karin Voss", "karin@kestrel.example", Role::ChannelManager, None).await?;
                let brightpath = crate::admit(work, &new_partner("Brightpath Systems", Some(jonas))).await?.id;
                crate::move_to(work, brightpath, Lifecycle::Onboarding, None).await?;
                crate::activate(work, brightpath, "test").await?;
                let nordic = crate::admit(work, &new_partner("Nordic IT Partners", Some(jonas))).await?.id;
                let pia = person(work, "Pia Berg", "pia@brightpath.example", Role::PartnerAdmin, Some(brightpath)).await?;
                let erik = person(work, "Erik Holm", "erik@nordic.example", Role::Sales, Some(nordic)).await?;
                Ok((jonas, karin, brightpath, nordic, pia, erik))
            })
            .await
            .unwrap();
        let (jonas, karin, brightpath, nordic, pia, erik) = made;
        Self {
            brightpath,
            nordic,
            mona: test.staff(Role::PartnerOps),
            jonas: test.staff(Role::ChannelManager).as_user(jonas),
            karin,
            auditor: test.staff(Role::Auditor),
            pia: test.member(Role::PartnerAdmin, brightpath).as_user(pia),
            erik: test.member(Role::Sales, nordic).as_user(erik),
            test: test.clone(),
        }
    }

    pub(crate) fn system(&self) -> Work {
        self.test.app.read(&self.test.app.system("test"))
    }

    pub(crate) async fn partner(&self, id: PartnerId) -> Partner {
        crate::get(&self.system(), id).await.unwrap()
    }

    pub(crate) async fn move_to(&self, id: PartnerId, to: Lifecycle, reason: Option<&str>) -> base::Result<Partner> {
        self.test.system(|work| async move { crate::move_to(&work, id, to, reason).await }).await
    }

    /// The rights that a partner and its people hold, in order.
    pub(crate) async fn rights(&self, id: PartnerId) -> Vec<String> {
        let mut rights: Vec<String> = crate::grants_of(&self.system(), id).await.unwrap().into_iter().map(|g| g.right).collect();
        rights.sort();
        rights
    }

    /// How often something was audited.
    pub(crate) async fn audited(&self, action: &str) -> usize {
        self.test.audited().await.iter().filter(|a| *a == action).count()
    }

    pub(crate) async fn read(&self, who: &Persona, path: &str) -> Value {
        who.get(path).await.expect(200).json()
    }

    /// The program as the API takes it, as it is.
    pub(crate) async fn design(&self) -> Value {
        let p = self.read(&self.mona, "/api/v1/program").await;
        let tiers: Vec<Value> = p["tiers"].as_array().unwrap().iter().map(design_of).collect();
        json!({ "name": p["name"], "purpose": p["purpose"], "types": p["types"], "tiers": tiers })
    }
}

fn design_of(tier: &Value) -> Value {
    let mut design = tier.clone();
    let fields = design.as_object_mut().unwrap();
    fields.remove("id");
    fields.remove("rank");
    design
}
