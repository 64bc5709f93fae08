//! A small program: three partners with their people, staff, two products.

use std::sync::Arc;

use base::{Currency, PartnerId, UserId};
use serde_json::{Value, json};
use testkit::{Persona, Test};
use web::Stage;
use work::{Role, Work};

/// The stages that leads stand on.
pub(crate) fn stages() -> Vec<Stage> {
    vec![notices::stage(), identity::stage(), partners::stage(), accounts::stage(), crate::stage()]
}

pub(crate) struct World {
    pub(crate) test: Arc<Test>,
    /// In Germany.
    pub(crate) alpha: PartnerId,
    /// In Germany.
    pub(crate) beta: PartnerId,
    /// In France.
    pub(crate) gamma: PartnerId,
    pub(crate) ada: Persona,
    pub(crate) bea: Persona,
    pub(crate) gil: Persona,
    pub(crate) mona: Persona,
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

async fn partner(work: &Work, name: &str, country: &str, locale: &str) -> base::Result<PartnerId> {
    let new = partners::NewPartner {
        name: name.to_owned(),
        kind: partners::PartnerType::Reseller,
        country: country.to_owned(),
        city: "Köln".to_owned(),
        website: String::new(),
        locale: locale.to_owned(),
        currency: Currency::EUR,
        manager: None,
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
                let tier = partners::NewTier {
                    name: "Registered".to_owned(),
                    min_revenue_minor: 0,
                    currency: Currency::EUR,
                    min_certified: 0,
                    margin_points: 0,
                    protection_days: 90,
                    benefits: String::new(),
                };
                let program = partners::NewProgram { name: "Kestrel".to_owned(), purpose: "Sell".to_owned(), tiers: vec![tier] };
                partners::open_program(work, &program).await?;
                for (key, name) in [("route-planner", "Route Planner"), ("fleet-insights", "Fleet Insights")] {
                    let new = partners::NewProduct { key: key.to_owned(), name: name.to_owned(), family: "Software".to_owned() };
                    partners::add_product(work, &new).await?;
                }
                let mona = person(work, "Mona Ops", "mona@kestrel.example", Role::PartnerOps, None).await?;
                let alpha = partner(work, "Alpha GmbH", "DE", "de").await?;
                let beta = partner(work, "Beta GmbH", "DE", "de").await?;
                let gamma = partner(work, "Gamma SA", "FR", "en").await?;
                let ada = person(work, "Ada Kern", "ada@alpha.example", Role::Sales, Some(alpha)).await?;
                let bea = person(work, "Bea Roth", "bea@beta.example", Role::Sales, Some(beta)).await?;
                let gil = person(work, "Gil Noir", "gil@gamma.example", Role::Sales, Some(gamma)).await?;
                Ok((alpha, beta, gamma, ada, bea, gil, mona))
            })
            .await
            .unwrap();
        let (alpha, beta, gamma, ada, bea, gil, mona) = made;
        Self {
            alpha,
            beta,
            gamma,
            ada: test.member(Role::Sales, alpha).as_user(ada),
            bea: test.member(Role::Sales, beta).as_user(bea),
            gil: test.member(Role::Sales, gamma).as_user(gil),
            mona: test.staff(Role::PartnerOps).as_user(mona),
            test: test.clone(),
        }
    }

    pub(crate) fn body(company: &str, domain: &str) -> Value {
        json!({
            "customer": { "company": company, "domain": domain, "country": "DE", "postal_code": "80331", "city": "München" },
            "contact": { "name": "Ines Bauer", "email": format!("ines@{domain}"), "phone": "+49 89 123456" },
            "need": "They plan their routes by hand and want to replace that before spring.",
            "products": ["route-planner"],
            "language": "de",
            "size": 300,
            "source": "web",
        })
    }

    /// Captures a lead over the API.
    pub(crate) async fn capture(&self, company: &str, domain: &str) -> Value {
        self.mona.json("POST", "/api/v1/leads", &Self::body(company, domain)).await.expect(201).json()
    }

    pub(crate) async fn read(&self, who: &Persona, lead: &Value) -> Value {
        who.get(&path(lead)).await.expect(200).json()
    }

    /// Who was offered the lead in its latest round and may answer.
    pub(crate) async fn asked(&self, lead: &Value) -> Vec<String> {
        let lead = self.read(&self.mona, lead).await;
        let offers = lead["offers"].as_array().unwrap();
        offers.iter().filter(|o| o["state"] == "open").map(|o| o["partner_id"].as_str().unwrap().to_owned()).collect()
    }

    async fn mails_to(&self, email: &str) -> Vec<notices::Mail> {
        let work = self.test.app.read(&self.test.app.system("test"));
        let mails = notices::mails(&work, None, &base::PageRequest::first(100)).await.unwrap();
        mails.items.into_iter().filter(|m| m.to.email == email).collect()
    }

    /// About what an address was sent a mail.
    pub(crate) async fn told(&self, email: &str) -> Vec<String> {
        self.mails_to(email).await.into_iter().map(|m| m.topic).collect()
    }

    /// The link in the latest mail to an address.
    pub(crate) async fn link(&self, email: &str) -> String {
        self.mail_link(email, "lead.offer_mail").await
    }

    /// The link in the latest mail about something to an address.
    pub(crate) async fn mail_link(&self, email: &str, topic: &str) -> String {
        self.mails_to(email).await.into_iter().find(|m| m.topic == topic).unwrap().href
    }
}

pub(crate) fn path(lead: &Value) -> String {
    format!("/api/v1/leads/{}", lead["id"].as_str().unwrap())
}

pub(crate) fn page(lead: &Value) -> String {
    format!("/leads/{}", lead["id"].as_str().unwrap())
}
