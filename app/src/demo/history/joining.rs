//! Applying, signing and becoming active.

use anyhow::{Context as _, Result};
use base::{PartnerId, UserId};
use identity::NewUser;
use recruit::applications::{Details, Reason, Verdict};
use serde_json::{Value, json};
use work::Role;

use super::{Event, Fate, History, token};
use crate::demo::client::Client;
use crate::demo::courses::is_right;
use crate::demo::people::PartnerSeed;

impl History<'_> {
    pub(super) async fn apply(&mut self, i: usize) -> Result<()> {
        let seed = self.seed(i)?;
        let details = &self.details(seed);
        let system = self.app.system("demo");
        let begun = self
            .app
            .transact(&system, |work| async move { recruit::applications::begin(&work, None, details, &seed.locale).await })
            .await?;
        let confirm = begun.confirm.as_str();
        self.app.transact(&system, |work| async move { recruit::applications::verify(&work, confirm).await }).await?;
        self.known(i)?.application = Some(begun.id);
        if seed.fate != Fate::Applying {
            self.later((0, 2), Event::Decide(i));
        }
        Ok(())
    }

    pub(super) fn details(&mut self, seed: &PartnerSeed) -> Details {
        let text = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
        let strong = seed.fate != Fate::Refused;
        Details {
            kind: seed.kind.clone(),
            company: seed.name.clone(),
            website: seed.domain(),
            country: seed.country.clone(),
            city: seed.city.clone(),
            size: if strong { "50-249" } else { "1-9" }.to_owned(),
            models: text(if strong { &["resale", "implementation"] } else { &["consulting"] }),
            skills: text(if strong { &["iot", "data", "support"] } else { &["training"] }),
            certifications: if self.dice.chance(50) { text(&["ISO 27001"]) } else { Vec::new() },
            industries: text(if strong { &["logistics", "retail", "manufacturing"] } else { &["other"] }),
            customers: self.dice.between(8, 240),
            deals: self.dice.between(2, 24),
            why: "Our customers run fleets and yards and ask us for planning they can trust.".to_owned(),
            name: seed.admin.clone(),
            email: seed.email(&seed.admin),
            role: "Managing director".to_owned(),
            phone: "+49 30 5550 0100".to_owned(),
            privacy: true,
            accuracy: true,
        }
    }

    pub(super) async fn decide(&mut self, i: usize) -> Result<()> {
        let seed = self.seed(i)?;
        let id = self.known(i)?.application.context("no application")?;
        let refused = seed.fate == Fate::Refused;
        let verdict = &Verdict {
            reason: if refused { Reason::Skills } else { Reason::Fits },
            words: if refused { "Come back once two people are trained in telematics." } else { "" }.to_owned(),
            version: None,
        };
        self.app.transact(&self.ops_actor, |work| async move { recruit::applications::decide(&work, id, verdict).await }).await?;
        if refused {
            return Ok(());
        }
        web::settle(self.app).await?;
        let system = self.app.system("demo");
        let email = seed.email(&seed.admin);
        let work = self.app.read(&system);
        let admin = identity::find_by_email(&work, &email).await?.context("the administrator was not invited")?;
        let partner = admin.partner.context("the administrator has no partner")?;
        self.settle_in(admin.id, &seed.persona).await?;
        let client = self.client(admin.id, &admin.name, &[Role::PartnerAdmin], &seed.persona, &seed.name, &email).await?;
        let seller = self.member(seed, partner, &seed.seller, Role::Sales).await?;
        let engineer = self.member(seed, partner, &seed.engineer, Role::Technical).await?;
        let deals = self.dice.between(4, 9);
        let known = self.known(i)?;
        known.partner = Some(partner);
        known.admin = Some(client);
        known.seller = Some(seller);
        known.engineer = Some(engineer);
        known.deals_left = deals;
        if seed.fate != Fate::Contracting {
            self.later((1, 6), Event::Sign(i));
        }
        Ok(())
    }

    pub(super) async fn settle_in(&self, user: UserId, persona: &str) -> Result<()> {
        let label = Some(persona).filter(|p| !p.is_empty());
        let (hash, system) = (self.hash, self.app.system("demo"));
        Ok(self.app.transact(&system, |work| async move { identity::settle_in(&work, user, Some(hash.to_owned()), label).await }).await?)
    }

    pub(super) async fn member(&mut self, seed: &PartnerSeed, partner: PartnerId, name: &str, role: Role) -> Result<Client> {
        let email = seed.email(name);
        let persona = if seed.persona.is_empty() {
            String::new()
        } else {
            format!("{} at {}", if role == Role::Sales { "Sales" } else { "Technical" }, seed.name)
        };
        let new = &NewUser {
            email: email.clone(),
            name: name.to_owned(),
            roles: vec![role],
            partner: Some(partner),
            org: seed.name.clone(),
            locale: seed.locale.clone(),
            zone: "Europe/Berlin".to_owned(),
        };
        let (hash, system) = (self.hash, self.app.system("demo"));
        let label = Some(persona.as_str()).filter(|p| !p.is_empty());
        let id =
            self.app.transact(&system, |work| async move { identity::add_active(&work, new, Some(hash.to_owned()), label).await }).await?;
        self.client(id, name, &[role], &persona, &seed.name, &email).await
    }

    pub(super) async fn client(&mut self, id: UserId, name: &str, roles: &[Role], persona: &str, org: &str, email: &str) -> Result<Client> {
        let token = token(self.app, id, self.until).await?;
        if !persona.is_empty() {
            let role = roles.first().map_or("", |r| r.code());
            self.personas.push(json!({ "email": email, "name": name, "role": role, "org": org, "token": token }));
        }
        Ok(Client { router: self.router.clone(), token })
    }

    pub(super) async fn sign(&mut self, i: usize) -> Result<()> {
        let seed = self.seed(i)?;
        let admin = self.known(i)?.admin.clone().context("no administrator")?;
        let list = admin.call("GET", "/api/v1/agreements", None).await?;
        let id = list.pointer("/data/0/id").and_then(Value::as_str).context("no agreement was sent")?.to_owned();
        let signature = json!({ "name": seed.admin, "title": "Managing director", "consent": true });
        admin.call("POST", &format!("/api/v1/agreements/{id}/signature"), Some(&signature)).await?;
        self.known(i)?.agreement = Some(id);
        self.later((0, 2), Event::Countersign(i));
        Ok(())
    }

    pub(super) async fn countersign(&mut self, i: usize) -> Result<()> {
        let id = self.known(i)?.agreement.clone().context("no agreement")?;
        let signature = json!({ "name": "Mara Okafor", "title": "Head of channel operations", "consent": true });
        self.ops.call("POST", &format!("/api/v1/agreements/{id}/countersignature"), Some(&signature)).await?;
        self.later((0, 2), Event::Step(i));
        Ok(())
    }

    /// Does the next open step of the plan, as its owner would.
    pub(super) async fn step(&mut self, i: usize) -> Result<()> {
        let seed = self.seed(i)?;
        let admin = self.known(i)?.admin.clone().context("no administrator")?;
        let plans = admin.call("GET", "/api/v1/activation-plans", None).await?;
        let plan = plans.pointer("/data/0/id").and_then(Value::as_str).context("no activation plan")?.to_owned();
        let detail = admin.call("GET", &format!("/api/v1/activation-plans/{plan}"), None).await?;
        let steps = detail.get("steps").and_then(Value::as_array).cloned().unwrap_or_default();
        let text = |s: &Value, name: &str| s.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let waits = |s: &&Value| {
            s.get("required").and_then(Value::as_bool) == Some(true) && !matches!(text(s, "state").as_str(), "done" | "skipped" | "locked")
        };
        let done = steps.iter().filter(|s| text(s, "state") == "done").count();
        let Some(step) = steps.iter().find(waits).cloned() else {
            self.later((2, 9), Event::Register(i));
            return Ok(());
        };
        if seed.fate == Fate::Onboarding && done > 1 + i % 4 {
            return Ok(());
        }
        let id = text(&step, "id");
        match text(&step, "kind").as_str() {
            "form" => {
                let answers = json!({ "answers": seed.answers(&text(&step, "subject")) });
                admin.call("POST", &format!("/api/v1/activation-steps/{id}/submission"), Some(&answers)).await?;
            }
            "document" => {
                if !matches!(text(&step, "state").as_str(), "submitted" | "in_review") {
                    admin.upload(&format!("/api/v1/activation-steps/{id}/submission"), "document.pdf", PDF).await?;
                }
                // Some documents still wait for their review when the year ends.
                if seed.fate == Fate::Active || self.dice.chance(40) {
                    self.ops.call("POST", &format!("/api/v1/activation-steps/{id}/review"), Some(&json!({ "verdict": "accept" }))).await?;
                } else {
                    return Ok(());
                }
            }
            "course" => {
                let known = self.known(i)?;
                let who = if text(&step, "owner") == "technical" { known.engineer.clone() } else { known.seller.clone() };
                self.learn(&who.context("nobody to learn")?, &text(&step, "subject")).await?;
            }
            "approval" => {
                self.ops.call("POST", &format!("/api/v1/activation-steps/{id}/review"), Some(&json!({ "verdict": "accept" }))).await?;
            }
            _ => return Ok(()),
        }
        self.later((0, 3), Event::Step(i));
        Ok(())
    }

    /// Reads the lessons and passes the quiz.
    pub(super) async fn learn(&mut self, who: &Client, key: &str) -> Result<()> {
        let course = who.call("GET", &format!("/api/v1/courses/{key}"), None).await?;
        let lessons = course.get("lessons").and_then(Value::as_array).map_or(0, Vec::len);
        for n in 1..=lessons {
            who.call("PUT", &format!("/api/v1/courses/{key}/lessons/{n}/completion"), None).await?;
        }
        // The right answers stand first in the demo's courses, but attempts are shuffled: try until it is passed.
        for _ in 0..5 {
            let (status, attempt) = who.try_call("POST", &format!("/api/v1/courses/{key}/attempts"), None).await?;
            if status != 201 {
                return Ok(());
            }
            let id = attempt.get("id").and_then(Value::as_str).context("an attempt without id")?.to_owned();
            for (n, q) in attempt.get("questions").and_then(Value::as_array).into_iter().flatten().enumerate() {
                let choices: Vec<&str> =
                    q.get("choices").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
                let right: Vec<usize> = choices.iter().enumerate().filter(|(_, c)| is_right(c)).map(|(at, _)| at).collect();
                who.call("PUT", &format!("/api/v1/attempts/{id}/answers"), Some(&json!({ "question": n, "chosen": right }))).await?;
            }
            let result = who.call("POST", &format!("/api/v1/attempts/{id}/result"), None).await?;
            if result.get("state").and_then(Value::as_str) == Some("passed") {
                return Ok(());
            }
        }
        Ok(())
    }
}

/// A small document, for the steps that ask for one.
const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>endobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n166\n%%EOF\n";
