//! The page that anybody opens: one form, no script, no signing in.

use askama::Template;
use axum::extract::State;
use base::{Invalid, Result};
use i18n::Locale;
use serde::Deserialize;
use ui::{Choice, Errors, Html, Ui};
use web::{App, Form, FormErrors, Gate, Me, Page, Path, Reply, Routes, html, redirect, visitor};
use work::Actor;

use super::super::actions;
use super::super::model::{Field, InquiryForm};
use super::super::rules::InquiryRefusal;
use crate::choices::countries;
use crate::leads::model::{Contact, Customer, NewLead, Wish};

/// What the moment is about at which a form was opened.
const STAMP: &str = "sell.inquiry";

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/contact/{key}", Gate::Public, show)
        .post("/contact/{key}", Gate::Public, send)
        .get("/contact/{key}/thanks", Gate::Public, thanks)
        .get("/contact-confirmations/{secret}", Gate::Public, ask)
        .post("/contact-confirmations/{secret}", Gate::Public, confirm)
}

fn stranger(app: &App, me: &Me) -> Actor {
    visitor::stranger(app, me, "inquiry")
}

/// What the form sends, as typed.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Filled {
    name: String,
    email: String,
    company: String,
    country: String,
    need: String,
    phone: String,
    role: String,
    domain: String,
    city: String,
    postal_code: String,
    industry: String,
    size: String,
    products: Vec<String>,
    consent: String,
    stamp: String,
    /// People do not see this field; whatever fills it in is not one.
    fax: String,
}

impl Filled {
    /// The lead, as far as the form asks for it: what it does not ask is not taken.
    fn read(&self, form: &InquiryForm) -> (NewLead, Invalid) {
        let mut invalid = Invalid::new();
        let asks = |field: Field| form.new.fields.contains(&field);
        let given = |field: Field, text: &str| if asks(field) { text.to_owned() } else { String::new() };
        let size = given(Field::Size, &self.size);
        let digits: String = size.chars().filter(char::is_ascii_digit).collect();
        let number = digits.parse::<i64>().ok();
        invalid.check(size.trim().is_empty() || number.is_some(), "size", "lead.size");
        invalid.check(self.consent == "1", "consent", "required");
        let products = if asks(Field::Products) { self.products.iter().take(40).cloned().collect() } else { Vec::new() };
        let lead = NewLead {
            customer: Customer {
                company: self.company.clone(),
                domain: given(Field::Domain, &self.domain),
                country: self.country.clone(),
                region: String::new(),
                postal_code: given(Field::PostalCode, &self.postal_code),
                city: given(Field::City, &self.city),
            },
            contact: Contact {
                name: self.name.clone(),
                email: self.email.clone(),
                phone: given(Field::Phone, &self.phone),
                role: given(Field::Role, &self.role),
            },
            wish: Wish {
                need: given(Field::Need, &self.need),
                products,
                industry: given(Field::Industry, &self.industry),
                language: form.new.locale.clone(),
                size: number,
            },
            source: form.new.source,
            campaign: form.new.campaign.clone(),
            external_id: String::new(),
        };
        (lead, invalid)
    }
}

/// One line of text that the form asks.
struct Line {
    name: &'static str,
    label: String,
    value: String,
    error: String,
}

#[derive(Template)]
#[template(path = "inquiries/pages/contact.html")]
struct ContactPage {
    ui: Ui,
    errors: Errors,
    title: String,
    intro: Html,
    consent: String,
    action: String,
    stamp: String,
    f: Filled,
    countries: Vec<Choice>,
    needs: bool,
    lines: Vec<Line>,
    products: Vec<(String, String, bool)>,
}

/// The page in the language of its form, whatever the reader's is.
fn in_language(app: &App, me: &Me, form: &InquiryForm) -> Ui {
    let mut ui = Page::plain(app, me);
    if let Some(locale) = [Locale::En, Locale::De].into_iter().find(|l| l.tag() == form.new.locale) {
        ui.l = ui.l.in_locale(locale);
    }
    ui
}

async fn page(app: &App, me: &Me, form: &InquiryForm, f: Filled, errors: Errors) -> Result<ContactPage> {
    let ui = in_language(app, me, form);
    let asks = |field: Field| form.new.fields.contains(&field);
    let catalog = if asks(Field::Products) { partners::products(&app.read(&stranger(app, me))).await? } else { Vec::new() };
    let line = |field: Field, value: &str, error: &str| Line {
        name: field.code(),
        label: ui.t(&field.label_key()),
        value: value.to_owned(),
        error: errors.of(error).to_owned(),
    };
    let all = [
        (Field::Phone, &f.phone, "contact.phone"),
        (Field::Role, &f.role, "contact.role"),
        (Field::Domain, &f.domain, "customer.domain"),
        (Field::City, &f.city, "customer.city"),
        (Field::PostalCode, &f.postal_code, "customer.postal_code"),
        (Field::Industry, &f.industry, "industry"),
        (Field::Size, &f.size, "size"),
    ];
    let lines = all.into_iter().filter(|(field, ..)| asks(*field)).map(|(field, value, error)| line(field, value, error)).collect();
    Ok(ContactPage {
        title: form.new.title.clone(),
        intro: ui::markdown(&form.new.intro),
        consent: form.new.consent.clone(),
        action: format!("/contact/{}", form.new.key),
        stamp: if visitor::is_fresh(app, STAMP, &f.stamp) { f.stamp.clone() } else { visitor::stamp(app, STAMP)? },
        countries: countries(&ui),
        needs: asks(Field::Need),
        lines,
        products: catalog.into_iter().filter(|p| p.active).map(|p| (p.key.clone(), p.name, f.products.contains(&p.key))).collect(),
        f,
        errors,
        ui,
    })
}

async fn show(State(app): State<App>, me: Me, Path(key): Path<String>) -> Reply {
    let form = actions::live(&app.read(&stranger(&app, &me)), &key).await?;
    html(&page(&app, &me, &form, Filled::default(), Errors::none()).await?)
}

async fn send(State(app): State<App>, me: Me, Path(key): Path<String>, Form(f): Form<Filled>) -> Reply {
    let form = actions::live(&app.read(&stranger(&app, &me)), &key).await?;
    let after = format!("/contact/{}/thanks", form.new.key);
    if !f.fax.is_empty() {
        // A machine is thanked like a person, and nothing is written.
        return Ok(redirect(&after));
    }
    let outcome = async {
        if !visitor::is_fresh(&app, STAMP, &f.stamp) {
            return Err(InquiryRefusal::Stamp.into());
        }
        turn(&app, &me).await?;
        let (lead, unread) = f.read(&form);
        let (key, lead, unread) = (form.new.key.as_str(), &lead, &unread);
        app.transact(&stranger(&app, &me), |work| async move { actions::send(&work, key, lead, unread).await }).await
    };
    match outcome.await {
        Ok(_) => Ok(redirect(&after)),
        Err(e) => {
            let errors = FormErrors::of(e, &in_language(&app, &me, &form).l)?;
            Page::refused(&page(&app, &me, &form, f, errors).await?)
        }
    }
}

/// Counts a turn in a transaction of its own: it counts even when what follows fails.
async fn turn(app: &App, me: &Me) -> Result<()> {
    if app.settings().api_per_minute == 0 {
        return Ok(());
    }
    let place = visitor::place(me);
    let place = place.as_str();
    let actor = Actor { idempotency: None, ..stranger(app, me) };
    let n = app.transact(&actor, |work| async move { actions::take_turn(&work, place).await }).await?;
    if n > super::super::rules::AN_HOUR { Err(InquiryRefusal::TooMany.into()) } else { Ok(()) }
}

#[derive(Template)]
#[template(path = "inquiries/pages/thanks.html")]
struct ThanksPage {
    ui: Ui,
    title: String,
    thanks: Html,
    /// Where to confirm; empty where there is nothing to confirm.
    action: String,
    more: String,
}

async fn thanks(State(app): State<App>, me: Me, Path(key): Path<String>) -> Reply {
    let form = actions::live(&app.read(&stranger(&app, &me)), &key).await?;
    let ui = in_language(&app, &me, &form);
    let more = if form.new.verifies { ui.t("inquiries-look-at-mail") } else { String::new() };
    html(&ThanksPage { title: form.new.title.clone(), thanks: ui::markdown(&form.new.thanks), action: String::new(), more, ui })
}

/// Asks for one press of a button, because programs that look at mails open their links too.
async fn ask(State(app): State<App>, me: Me, Path(secret): Path<String>) -> Reply {
    let form = actions::confirming(&app.read(&stranger(&app, &me)), &secret).await?;
    let ui = in_language(&app, &me, &form);
    let action = format!("/contact-confirmations/{secret}");
    html(&ThanksPage { title: form.new.title.clone(), thanks: ui::markdown(""), action, more: ui.t("inquiries-confirm-text"), ui })
}

async fn confirm(State(app): State<App>, me: Me, Path(secret): Path<String>) -> Reply {
    let key = secret.as_str();
    let form = app.transact(&stranger(&app, &me), |work| async move { actions::confirm(&work, key).await }).await?;
    let ui = in_language(&app, &me, &form);
    let more = ui.t("inquiries-confirmed");
    html(&ThanksPage { title: form.new.title.clone(), thanks: ui::markdown(&form.new.thanks), action: String::new(), more, ui })
}
