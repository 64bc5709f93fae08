//! A small program: two partners with their people, staff, two products.

use std::sync::Arc;

use base::{Currency, DealId, PartnerId, ProductId, UserId};
use serde_json::{Value, json};
use testkit::{Persona, Test};
use web::Stage;
use work::{Role, Work};

/// The stages that deals stand on.
pub(crate) fn stages() -> Vec<Stage> {
    vec![notices::stage(), identity::stage(), partners::stage(), accounts::stage(), crate::stage()]
}

pub(crate) struct World {
    pub(crate) test: Arc<Test>,
    pub(crate) brightpath: PartnerId,
    pub(crate) nordic: PartnerId,
    pub(crate) route: ProductId,
    pub(crate) fleet: ProductId,
    /// Sells for Brightpath.
    pub(crate) amara: Persona,
    /// Sells for Nordic.
    pub(crate) erik: Persona,
    /// The partner manager of both.
    pub(crate) jonas: Persona,
    /// Partner operations.
    pub(crate) mona: Persona,
    pub(crate) auditor: Persona,
}

pub(crate) async fn person(work: &Work, name: &str, email: &str, role: Role, partner: Option<PartnerId>) -> base::Result<UserId> {
    let new = identity::NewUser {
        email: email.to_owned(),
        name: name.to_owned(),
        roles: vec![role],
        partner,
        org: "Kestrel".to_owned(),
        locale: "en".to_owned(),
        zone: "Europe/Berlin".to_owned(),
    };
    identity::add_active(work, &new, None, None).await
}

pub(crate) async fn partner(work: &Work, name: &str, manager: UserId) -> base::Result<PartnerId> {
    let new = partners::NewPartner {
        name: name.to_owned(),
        kind: partners::PartnerType::Reseller,
        country: "NO".to_owned(),
        city: "Oslo".to_owned(),
        website: String::new(),
        locale: "en".to_owned(),
        currency: Currency::EUR,
        manager: Some(manager),
    };
    let partner = partners::admit(work, &new).await?;
    partners::move_to(work, partner.id, partners::Lifecycle::Onboarding, None).await?;
    partners::activate(work, partner.id, "test").await?;
    Ok(partner.id)
}

impl World {
    pub(crate) async fn new(test: &Arc<Test>) -> Self {
        let made = test
            .system(|work| async move {
                let work = &work;
                let tier = |name: &str, min: i64| partners::NewTier {
                    name: name.to_owned(),
                    min_revenue_minor: min,
                    currency: Currency::EUR,
                    min_certified: 0,
                    margin_points: 0,
                    protection_days: 90,
                    benefits: String::new(),
                };
                let program = partners::NewProgram {
                    name: "Kestrel".to_owned(),
                    purpose: "Sell".to_owned(),
                    tiers: vec![tier("Registered", 0), tier("Silver", 100)],
                };
                partners::open_program(work, &program).await?;
                let product = |key: &str, name: &str| partners::NewProduct {
                    key: key.to_owned(),
                    name: name.to_owned(),
                    family: "Software".to_owned(),
                };
                let route = partners::add_product(work, &product("route-planner", "Route Planner")).await?.id;
                let fleet = partners::add_product(work, &product("fleet-insights", "Fleet Insights")).await?.id;
                let jonas = person(work, "Jonas Lind", "jonas@kestrel.example", Role::ChannelManager, None).await?;
                let mona = person(work, "Mona Ops", "mona@kestrel.example", Role::PartnerOps, None).await?;
                let brightpath = partner(work, "Brightpath Systems", jonas).await?;
                let nordic = partner(work, "Nordic IT Partners", jonas).await?;
                let amara = person(work, "Amara Diallo", "amara@brightpath.example", Role::Sales, Some(brightpath)).await?;
                let erik = person(work, "Erik Holm", "erik@nordic.example", Role::Sales, Some(nordic)).await?;
                Ok((brightpath, nordic, route, fleet, amara, erik, jonas, mona))
            })
            .await
            .unwrap();
        let (brightpath, nordic, route, fleet, amara, erik, jonas, mona) = made;
        Self {
            brightpath,
            nordic,
            route,
            fleet,
            amara: test.member(Role::Sales, brightpath).as_user(amara),
            erik: test.member(Role::Sales, nordic).as_user(erik),
            jonas: test.staff(Role::ChannelManager).as_user(jonas),
            mona: test.staff(Role::PartnerOps).as_user(mona),
            auditor: test.staff(Role::Auditor),
            test: test.clone(),
        }
    }

    /// A registration as the API takes it.
    pub(crate) fn body(&self, company: &str, domain: &str, minor: i64) -> Value {
        json!({
            "customer": { "company": company, "domain": domain, "country": "NO", "contact_name": "Ingrid Aas", "contact_email": format!("ingrid@{domain}") },
            "need": "They want to replace manual planning before spring.",
            "lines": [{ "product_id": self.route, "quantity": 1, "amount_minor": minor }],
            "currency": "EUR",
            "close_on": "2027-02-15",
        })
    }

    /// Hands a registration in over the API.
    pub(crate) async fn register(&self, who: &Persona, company: &str, domain: &str, minor: i64) -> Value {
        who.json("POST", "/api/v1/deals", &self.body(company, domain, minor)).await.expect(201).json()
    }

    /// Lets time pass, and what falls due happen.
    pub(crate) async fn pass(&self, by: chrono::TimeDelta) {
        // The schedules begin with the first look at them.
        self.test.tick().await;
        self.test.advance(by);
        self.test.tick().await;
        self.test.tick().await;
        self.test.settle().await;
    }

    /// Where the latest mail to an address about a topic leads.
    pub(crate) async fn mail(&self, email: &str, topic: &str) -> Option<String> {
        let work = self.test.app.read(&self.test.app.system("test"));
        let mails = notices::mails(&work, None, &base::PageRequest::first(100)).await.unwrap();
        mails.items.into_iter().find(|m| m.to.email == email && m.topic == topic).map(|m| m.href)
    }

    /// Sets one parameter of the rules of engagement.
    pub(crate) async fn set_terms(&self, name: &str, value: Value) {
        let mut terms = self.read(&self.mona, "/api/v1/deal-terms").await["terms"].clone();
        terms[name] = value;
        self.mona.json("PUT", "/api/v1/deal-terms", &terms).await.expect(200);
    }

    /// What somebody finds under an address.
    pub(crate) async fn read(&self, who: &Persona, path: &str) -> Value {
        who.get(path).await.expect(200).json()
    }

    /// How many protections there are.
    pub(crate) async fn protections(&self) -> u64 {
        super::super::store::customers::protections(&self.test.app.read(&self.test.app.system("test"))).await.unwrap()
    }

    /// What waits for a person of the vendor.
    pub(crate) async fn queue(&self, who: &Persona) -> Vec<web::QueueItem> {
        let me = web::Me { actor: who.actor.clone(), ..web::Me::nobody(i18n::Locale::En) };
        let l = me.l10n(&self.test.app);
        let work = self.test.app.read(&me.actor);
        let reader = web::Reader { me: &me, l: &l };
        let mut out = Vec::new();
        for source in self.test.app.sources() {
            if let web::Source::Queue(_, list) = source {
                out.extend(list(&work, &reader).await.unwrap());
            }
        }
        out
    }

    /// The notices of a person, newest first: topic and where it leads.
    pub(crate) async fn notices(&self, who: &Persona) -> Vec<String> {
        let page =
            notices::list(&self.test.app.read(&who.actor), who.actor.user.unwrap(), false, &base::PageRequest::first(100)).await.unwrap();
        page.items.into_iter().map(|n| n.topic).collect()
    }
}

pub(crate) fn id_of(deal: &Value) -> DealId {
    deal["id"].as_str().unwrap().parse().unwrap()
}

pub(crate) fn path_of(deal: &Value) -> String {
    format!("/api/v1/deals/{}", deal["id"].as_str().unwrap())
}
