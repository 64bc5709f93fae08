//! A partner and the way it takes, step by step, as its people and the vendor's would call the API.

use axum::body::Body;
use axum::http::Request;
use axum::http::header::{CONTENT_TYPE, COOKIE, SET_COOKIE};
use base::{PageRequest, PartnerId};
use serde_json::{Value, json};
use testkit::Persona;
use work::{Permission, Role};

use crate::vendor::{PASSWORD, Person, Vendor, is_right, person};

/// A company that wants to be a partner.
#[derive(Clone, Copy)]
pub(crate) struct Company {
    pub(crate) name: &'static str,
    pub(crate) domain: &'static str,
    pub(crate) admin: &'static str,
}

/// A partner with its people, once its administrator is in.
pub(crate) struct Partner {
    pub(crate) id: PartnerId,
    pub(crate) admin: Persona,
    pub(crate) sales: Person,
    pub(crate) technical: Person,
}

/// What is filled in by whoever applies.
pub(crate) fn application(c: &Company) -> Value {
    json!({
        "kind": "reseller", "company": c.name, "website": c.domain, "country": "DE", "city": "Hamburg", "size": "50-249",
        "models": ["resale", "implementation"], "skills": ["iot", "data", "support"], "certifications": ["ISO 27001"],
        "industries": ["logistics", "retail"], "customers": 120, "deals": 12,
        "why": "Our customers run fleets and ask us for planning that they can trust.",
        "name": c.admin, "email": c.email("admin"), "role": "Managing director", "phone": "+49 40 5550 0100",
        "privacy": true, "accuracy": true,
    })
}

/// A deal about a customer, as it is registered.
pub(crate) fn registration(v: &Vendor, company: &str, domain: &str, amount_minor: i64) -> Value {
    json!({
        "customer": {
            "company": company, "domain": domain, "country": "NO", "city": "Bergen", "contact_name": "Ingrid Aas",
            "contact_email": format!("ingrid@{domain}"), "contact_role": "Head of operations",
        },
        "need": "They plan their routes by hand and want to stop before the next season.",
        "lines": [{ "product_id": v.product, "quantity": 1, "amount_minor": amount_minor }],
        "currency": "EUR",
        "close_on": v.t.app.now().date_naive() + chrono::TimeDelta::days(40),
        "next_step": "Demo with the depot",
    })
}

/// A text field of an answer.
#[track_caller]
pub(crate) fn text<'a>(answer: &'a Value, pointer: &str) -> &'a str {
    answer.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("no text at {pointer} in {answer:#}"))
}

impl Company {
    pub(crate) fn email(&self, who: &str) -> String {
        format!("{who}@{}", self.domain)
    }
}

impl Vendor {
    /// The link in the newest mail to an address about a topic: what its reader clicks on.
    pub(crate) async fn link(&self, email: &str, topic: &str) -> String {
        self.t.settle().await;
        let app = &self.t.app;
        let mails = notices::mails(&app.read(&app.system("test")), None, &PageRequest::first(200)).await.unwrap().items;
        let mail = mails.iter().find(|m| m.to.email == email && m.topic == topic);
        mail.unwrap_or_else(|| {
            panic!("no mail to {email} about {topic}; there are {:?}", mails.iter().map(|m| &m.topic).collect::<Vec<_>>())
        })
        .href
        .clone()
    }

    /// A stranger applies and confirms the address; returns the application's id.
    pub(crate) async fn applies(&self, c: &Company) -> String {
        let stranger = self.t.anyone();
        let waiting = stranger.json("POST", "/api/v1/applications", &application(c)).await.expect(202).json();
        let confirm = self.link(&c.email("admin"), "application.confirm").await;
        stranger.post(&confirm, &[]).await;
        text(&waiting, "/id").to_owned()
    }

    /// Partner operations approve; returns the partner that the company became.
    pub(crate) async fn approves(&self, application: &str) -> PartnerId {
        let path = format!("/api/v1/applications/{application}/decision");
        let decided = self.api(Role::PartnerOps).json("POST", &path, &json!({ "reason": "fits" })).await.expect(200).json();
        self.t.settle().await;
        text(&decided, "/partner").parse().unwrap()
    }

    /// The administrator accepts the invitation, makes a token in the browser and goes on by the API.
    pub(crate) async fn accepts_invitation(&self, c: &Company) -> Persona {
        let invitation = self.link(&c.email("admin"), "account.invited").await;
        let form = [("name", c.admin), ("password", PASSWORD), ("again", PASSWORD)];
        let entered = self.t.anyone().post(&invitation, &form).await.expect(303);
        let cookies: Vec<&str> = entered.headers.get_all(SET_COOKIE).iter().filter_map(|c| c.to_str().ok()?.split(';').next()).collect();
        let scopes: Vec<&str> = Permission::ALL.iter().map(|p| p.code()).collect();
        let request = Request::post("/api/v1/tokens")
            .header(CONTENT_TYPE, "application/json")
            .header(COOKIE, cookies.join("; "))
            .body(Body::from(json!({ "name": "Scripts", "scopes": scopes, "days": 200 }).to_string()));
        let made = self.t.anyone().send(request.unwrap()).await.expect(201).json();
        self.t.bearer(text(&made, "/secret"))
    }

    /// Both sides sign; returns the agreement's id.
    pub(crate) async fn signs(&self, c: &Company, admin: &Persona) -> String {
        let list = admin.get("/api/v1/agreements").await.expect(200).json();
        let id = text(&list, "/data/0/id").to_owned();
        let signature = json!({ "name": c.admin, "title": "Managing director", "consent": true });
        admin.json("POST", &format!("/api/v1/agreements/{id}/signature"), &signature).await.expect(200);
        self.t.settle().await;
        let signature = json!({ "name": "Mara Okafor", "title": "Head of channel operations", "consent": true });
        let path = format!("/api/v1/agreements/{id}/countersignature");
        let signed = self.api(Role::PartnerOps).json("POST", &path, &signature).await.expect(200).json();
        assert_eq!(text(&signed, "/state"), "in_force");
        self.t.settle().await;
        id
    }

    /// A company goes all the way to an active partner.
    pub(crate) async fn partner(&self, c: &Company) -> Partner {
        let application = self.applies(c).await;
        let id = self.approves(&application).await;
        let admin = self.accepts_invitation(c).await;
        self.signs(c, &admin).await;
        let partner = self.with_people(id, admin, c).await;
        self.activates(&partner, c).await;
        partner
    }

    /// The partner's sellers and engineers.
    pub(crate) async fn with_people(&self, id: PartnerId, admin: Persona, c: &Company) -> Partner {
        let sales = person(&self.t, &c.email("sales"), Role::Sales, Some(id), c.name).await;
        let technical = person(&self.t, &c.email("technical"), Role::Technical, Some(id), c.name).await;
        Partner { id, admin, sales, technical }
    }

    /// Does one required step of the activation plan after the other, each as its owner; returns what kinds there were.
    pub(crate) async fn activates(&self, p: &Partner, c: &Company) -> Vec<String> {
        let mut kinds = Vec::new();
        for _ in 0..40 {
            let plans = p.admin.get("/api/v1/activation-plans").await.expect(200).json();
            let plan = p.admin.get(&format!("/api/v1/activation-plans/{}", text(&plans, "/data/0/id"))).await.expect(200).json();
            let open = |s: &&Value| s["required"] == true && !["done", "skipped", "locked"].contains(&text(s, "/state"));
            let Some(step) = plan["steps"].as_array().unwrap().iter().find(open) else { return kinds };
            self.does(p, c, step).await;
            kinds.push(text(step, "/kind").to_owned());
            self.t.settle().await;
        }
        panic!("the activation plan has no end: {kinds:?}")
    }

    async fn does(&self, p: &Partner, c: &Company, step: &Value) {
        let id = text(step, "/id");
        let submission = format!("/api/v1/activation-steps/{id}/submission");
        let review = format!("/api/v1/activation-steps/{id}/review");
        match text(step, "/kind") {
            "form" => {
                let answers = json!({ "answers": answers(c, text(step, "/subject")) });
                p.admin.json("POST", &submission, &answers).await.expect(200);
            }
            "document" => {
                p.admin.upload(&submission, &[], &[("file", "document.pdf", PDF)]).await.expect(200);
                self.api(Role::PartnerOps).json("POST", &review, &json!({ "verdict": "accept" })).await.expect(200);
            }
            "course" => {
                let who = if text(step, "/owner") == "technical" { &p.technical } else { &p.sales };
                self.learns(&who.api, text(step, "/subject")).await;
            }
            "approval" => {
                self.api(Role::PartnerOps).json("POST", &review, &json!({ "verdict": "accept" })).await.expect(200);
            }
            other => panic!("nobody knows how to do a step of the kind {other}: {step:#}"),
        }
    }

    /// Somebody reads the lessons and passes the quiz.
    pub(crate) async fn learns(&self, who: &Persona, course: &str) {
        let path = format!("/api/v1/courses/{course}");
        let lessons = who.get(&path).await.expect(200).json()["lessons"].as_array().unwrap().len();
        for n in 1..=lessons {
            who.json("PUT", &format!("{path}/lessons/{n}/completion"), &Value::Null).await.expect(204);
        }
        let attempt = who.json("POST", &format!("{path}/attempts"), &Value::Null).await.expect(201).json();
        let id = text(&attempt, "/id");
        for (n, question) in attempt["questions"].as_array().unwrap().iter().enumerate() {
            let choices = question["choices"].as_array().unwrap();
            let right: Vec<usize> = (0..choices.len()).filter(|i| choices[*i].as_str().is_some_and(is_right)).collect();
            let answer = json!({ "question": n, "chosen": right });
            who.json("PUT", &format!("/api/v1/attempts/{id}/answers"), &answer).await.expect(200);
        }
        let result = who.json("POST", &format!("/api/v1/attempts/{id}/result"), &Value::Null).await.expect(200).json();
        assert_eq!(text(&result, "/state"), "passed");
        self.t.settle().await;
    }

    /// A seller registers a deal and it is approved, by rule or by a person; returns its id.
    pub(crate) async fn registers(&self, who: &Persona, company: &str, domain: &str, amount_minor: i64) -> String {
        let deal = who.json("POST", "/api/v1/deals", &registration(self, company, domain, amount_minor)).await.expect(201).json();
        let id = text(&deal, "/id").to_owned();
        if text(&deal, "/state") == "in_review" {
            let approval = json!({ "note": "A clear need." });
            self.api(Role::PartnerOps).json("POST", &format!("/api/v1/deals/{id}/approval"), &approval).await.expect(200);
        }
        self.t.settle().await;
        id
    }

    /// The seller wins a deal.
    pub(crate) async fn wins(&self, who: &Persona, deal: &str) {
        who.json("PUT", &format!("/api/v1/deals/{deal}/stage"), &json!({ "stage": "proposal" })).await.expect(200);
        let won = json!({ "won_on": self.t.app.now().date_naive() });
        who.json("POST", &format!("/api/v1/deals/{deal}/win"), &won).await.expect(200);
        self.t.settle().await;
    }

    /// Finance approves what waits; returns the accruals' ids.
    pub(crate) async fn approves_earnings(&self) -> Vec<String> {
        let finance = self.api(Role::PartnerFinance);
        let waiting = finance.get("/api/v1/accruals?state=accrued&limit=200").await.expect(200).json();
        let ids: Vec<String> = waiting["data"].as_array().unwrap().iter().map(|a| text(a, "/id").to_owned()).collect();
        for id in &ids {
            finance.json("POST", &format!("/api/v1/accruals/{id}/approval"), &Value::Null).await.expect(200);
        }
        self.t.settle().await;
        ids
    }
}

fn answers(c: &Company, form: &str) -> Value {
    match form {
        "company_profile" => json!({
            "legal_name": c.name, "street": "Kaistraße 12", "postal_code": "10115", "city": "Hamburg", "country": "DE",
            "tax_number": "DE811907980", "bank_country": "DE", "billing_email": c.email("billing"),
        }),
        "contacts" => json!({
            "sales_name": "Tariq Khan", "sales_email": c.email("sales"),
            "technical_name": "Lena Strand", "technical_email": c.email("technical"),
        }),
        _ => json!({
            "focus": "Planning for regional carriers and retailers.", "target_customers": "Fleets of 20 to 400 vehicles.",
            "sellers": "4", "engineers": "6", "first_deals": "3",
        }),
    }
}

/// A small document, for the steps that ask for one.
const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>endobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n166\n%%EOF\n";
