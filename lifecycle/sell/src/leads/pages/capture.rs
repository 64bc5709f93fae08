//! Capturing a lead by hand.

use askama::Template;
use axum::extract::State;
use base::{FieldError, Invalid};
use serde::Deserialize;
use ui::{Choice, Errors, Ui};
use web::{App, Form, FormErrors, Me, Page, Reply, flash_to, html};

use super::super::actions;
use super::super::model::{Contact, Customer, NewLead, Source, StateKind, Wish};
use super::choices;
use crate::choices::countries;

/// What the form sends.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct LeadForm {
    company: String,
    domain: String,
    country: String,
    region: String,
    postal_code: String,
    city: String,
    name: String,
    email: String,
    phone: String,
    role: String,
    need: String,
    products: Vec<String>,
    industry: String,
    language: String,
    size: String,
    source: String,
    campaign: String,
}

impl LeadForm {
    fn read(&self) -> (NewLead, Invalid) {
        let mut invalid = Invalid::new();
        let size = self.size.trim();
        let number = size.parse::<i64>().ok();
        invalid.check(size.is_empty() || number.is_some(), "size", "lead.size");
        let source = Source::from_code(&self.source);
        if source.is_none() {
            invalid.push(FieldError::new("source", "choice"));
        }
        let new = NewLead {
            customer: Customer {
                company: self.company.clone(),
                domain: self.domain.clone(),
                country: self.country.clone(),
                region: self.region.clone(),
                postal_code: self.postal_code.clone(),
                city: self.city.clone(),
            },
            contact: Contact { name: self.name.clone(), email: self.email.clone(), phone: self.phone.clone(), role: self.role.clone() },
            wish: Wish {
                need: self.need.clone(),
                products: self.products.clone(),
                industry: self.industry.clone(),
                language: self.language.clone(),
                size: number,
            },
            source: source.unwrap_or(Source::Other),
            campaign: self.campaign.clone(),
            external_id: String::new(),
        };
        (new, invalid)
    }
}

#[derive(Template)]
#[template(path = "leads/pages/form.html")]
struct FormPage {
    ui: Ui,
    f: LeadForm,
    errors: Errors,
    countries: Vec<Choice>,
    sources: Vec<Choice>,
    products: Vec<(String, String, bool)>,
}

async fn page(app: &App, me: &Me, f: LeadForm, errors: Errors) -> base::Result<FormPage> {
    let mut ui = Page::plain(app, me);
    ui.task = true;
    let catalog = partners::products(&app.read(&me.actor)).await?;
    let products = catalog.into_iter().filter(|p| p.active).map(|p| (p.key.clone(), p.name, f.products.contains(&p.key))).collect();
    Ok(FormPage { countries: countries(&ui), sources: choices(&ui, Source::ALL, Source::code, Source::label_key), products, f, errors, ui })
}

pub(super) async fn new(State(app): State<App>, me: Me) -> Reply {
    html(&page(&app, &me, LeadForm::default(), Errors::none()).await?)
}

pub(super) async fn create(State(app): State<App>, me: Me, Form(form): Form<LeadForm>) -> Reply {
    let (new, unread) = form.read();
    let (new, unread) = (&new, &unread);
    match app.transact(&me.actor, |work| async move { actions::capture(&work, new, unread).await }).await {
        Ok(done) => {
            let said = match done.lead.kind() {
                StateKind::Duplicate => "leads-captured-duplicate",
                StateKind::Waiting => "leads-captured-waiting",
                _ => "leads-captured",
            };
            Ok(flash_to(&app, &format!("/leads/{}", done.lead.id), said))
        }
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&page(&app, &me, form, errors).await?)
        }
    }
}
