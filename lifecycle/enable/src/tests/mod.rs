//! The world that the tests of the capabilities stand on: two partners with their people, two courses.

use std::sync::Arc;

use base::{Currency, PartnerId, UserId};
use serde_json::{Value, json};
use testkit::{Persona, Test};
use web::Stage;
use work::{Role, Work};

use crate::courses::model::NewCourse;

/// This stage and what it stands on.
pub(crate) fn stages() -> Vec<Stage> {
    vec![notices::stage(), identity::stage(), partners::stage(), crate::stage()]
}

pub(crate) struct World {
    pub(crate) test: Arc<Test>,
    pub(crate) brightpath: PartnerId,
    /// The vendor's enablement manager.
    pub(crate) elena: Persona,
    /// The partner manager.
    pub(crate) jonas: Persona,
    pub(crate) auditor: Persona,
    /// Brightpath's administrator.
    pub(crate) pia: Persona,
    /// Brightpath's engineer.
    pub(crate) tomas: Persona,
    /// Sells for Nordic.
    pub(crate) erik: Persona,
}

async fn person(work: &Work, name: &str, email: &str, role: Role, partner: Option<PartnerId>) -> base::Result<UserId> {
    let new = identity::NewUser {
        email: email.to_owned(),
        name: name.to_owned(),
        roles: vec![role],
        partner,
        org: "Brightpath Systems".to_owned(),
        locale: "en".to_owned(),
        zone: "Europe/Berlin".to_owned(),
    };
    identity::add_active(work, &new, None, None).await
}

async fn partner(work: &Work, name: &str, manager: UserId) -> base::Result<PartnerId> {
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
    Ok(partners::admit(work, &new).await?.id)
}

/// A course of two lessons and four questions, of which two are drawn; two tries, half is enough.
pub(crate) fn certifying() -> NewCourse {
    let question = |n: i32| format!("? Question {n}\n+ Right\n- Wrong\n- Other\n\n");
    NewCourse {
        key: "route-planner".to_owned(),
        title: "Route Planner".to_owned(),
        summary: "How to plan routes.".to_owned(),
        path: "technical".to_owned(),
        certification: "route-planner".to_owned(),
        valid_months: 24,
        pass_mark: 50,
        draw: 2,
        attempts: 2,
        text: format!(
            "# First steps (7 min)\nHello *there*.\n\n# Second steps\nMore of it.\n\n{}",
            (1..=4).map(question).collect::<Vec<_>>().concat()
        ),
    }
}

/// A course of one lesson that asks nothing.
pub(crate) fn plain() -> NewCourse {
    NewCourse {
        key: "pricing".to_owned(),
        title: "Pricing".to_owned(),
        path: "sales".to_owned(),
        certification: String::new(),
        text: "# All there is\nThe price list.\n".to_owned(),
        ..certifying()
    }
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
                let program = partners::NewProgram { name: "Kestrel".to_owned(), purpose: String::new(), tiers: vec![tier] };
                partners::open_program(work, &program).await?;
                let jonas = person(work, "Jonas Lind", "jonas@kestrel.example", Role::ChannelManager, None).await?;
                let brightpath = partner(work, "Brightpath Systems", jonas).await?;
                let nordic = partner(work, "Nordic IT Partners", jonas).await?;
                let pia = person(work, "Pia Berg", "pia@brightpath.example", Role::PartnerAdmin, Some(brightpath)).await?;
                let tomas = person(work, "Tomas Vik", "tomas@brightpath.example", Role::Technical, Some(brightpath)).await?;
                let erik = person(work, "Erik Holm", "erik@nordic.example", Role::Sales, Some(nordic)).await?;
                crate::courses::actions::publish(work, &certifying()).await?;
                crate::courses::actions::publish(work, &plain()).await?;
                Ok((jonas, brightpath, nordic, pia, tomas, erik))
            })
            .await
            .unwrap();
        let (jonas, brightpath, nordic, pia, tomas, erik) = made;
        Self {
            brightpath,
            elena: test.staff(Role::EnablementManager),
            jonas: test.staff(Role::ChannelManager).as_user(jonas),
            auditor: test.staff(Role::Auditor),
            pia: test.member(Role::PartnerAdmin, brightpath).as_user(pia),
            tomas: test.member(Role::Technical, brightpath).as_user(tomas),
            erik: test.member(Role::Sales, nordic).as_user(erik),
            test: test.clone(),
        }
    }

    pub(crate) async fn read(&self, who: &Persona, path: &str) -> Value {
        who.get(path).await.expect(200).json()
    }

    /// Somebody does both lessons of the certifying course.
    pub(crate) async fn learn(&self, who: &Persona) {
        for n in 1..=2 {
            who.json("PUT", &format!("/api/v1/courses/route-planner/lessons/{n}/completion"), &json!({})).await.expect(204);
        }
    }

    /// Somebody tries the quiz, with so many right answers; returns the attempt.
    pub(crate) async fn attempt(&self, who: &Persona, right: usize) -> Value {
        let begun = who.json("POST", "/api/v1/courses/route-planner/attempts", &json!({})).await.expect(201).json();
        let path = format!("/api/v1/attempts/{}", begun["id"].as_str().unwrap());
        for (n, question) in begun["questions"].as_array().unwrap().iter().enumerate() {
            let wanted = if n < right { "Right" } else { "Wrong" };
            let at = question["choices"].as_array().unwrap().iter().position(|c| c == wanted).unwrap();
            who.json("PUT", &format!("{path}/answers"), &json!({ "question": n, "chosen": [at] })).await.expect(200);
        }
        who.json("POST", &format!("{path}/result"), &json!({})).await.expect(200).json()
    }

    /// Somebody passes, and so is certified; returns the number of the certificate.
    pub(crate) async fn certify(&self, who: &Persona) -> String {
        self.learn(who).await;
        assert_eq!(self.attempt(who, 2).await["state"], "passed");
        self.read(who, "/api/v1/certificates").await[0]["number"].as_str().unwrap().to_owned()
    }

    /// The rights that the people of Brightpath hold, with their end as a day.
    pub(crate) async fn rights(&self) -> Vec<(String, String)> {
        let work = self.test.app.read(&self.test.app.system("test"));
        let grants = partners::grants_of(&work, self.brightpath).await.unwrap();
        grants.into_iter().map(|g| (g.right, g.until.map(|u| u.date_naive().to_string()).unwrap_or_default())).collect()
    }

    /// The topics of a person's notices, newest first.
    pub(crate) async fn notices(&self, who: &Persona) -> Vec<String> {
        let work = self.test.app.read(&who.actor);
        let page = notices::list(&work, who.actor.user.unwrap(), false, &base::PageRequest::first(100)).await.unwrap();
        page.items.into_iter().map(|n| n.topic).collect()
    }

    pub(crate) async fn audited(&self, action: &str) -> usize {
        self.test.audited().await.iter().filter(|a| *a == action).count()
    }
}
