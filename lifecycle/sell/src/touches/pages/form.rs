//! A partner says what it did at a customer.

use askama::Template;
use axum::extract::State;
use base::Invalid;
use serde::Deserialize;
use ui::{Choice, Errors, Ui};
use web::{App, Form, FormErrors, Me, Page, Reply, flash_to, html};

use super::super::actions;
use super::super::model::{Company, Kind, NewTouch};
use super::super::rules::OLDEST_DAYS;
use super::choices;
use crate::choices::countries;

/// What the form sends.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct TouchForm {
    company: String,
    domain: String,
    country: String,
    kind: String,
    on: String,
    what: String,
    evidence: String,
    link: String,
}

impl TouchForm {
    fn read(&self) -> (NewTouch, Invalid) {
        let mut invalid = Invalid::new();
        let kind = Kind::from_code(&self.kind);
        invalid.check(kind.is_some() || self.kind.is_empty(), "kind", "choice");
        let new = NewTouch {
            company: Company { name: self.company.clone(), domain: self.domain.clone(), country: self.country.clone() },
            kind,
            on: self.on.trim().parse().ok(),
            what: self.what.clone(),
            evidence: self.evidence.clone(),
            link: self.link.clone(),
        };
        (new, invalid)
    }
}

#[derive(Template)]
#[template(path = "touches/pages/form.html")]
struct FormPage {
    ui: Ui,
    f: TouchForm,
    errors: Errors,
    countries: Vec<Choice>,
    kinds: Vec<Choice>,
    on_hint: String,
    today: String,
}

fn page(app: &App, me: &Me, f: TouchForm, errors: Errors) -> FormPage {
    let mut ui = Page::plain(app, me);
    ui.task = true;
    FormPage {
        countries: countries(&ui),
        kinds: choices(&ui, &Kind::claimable(), Kind::code, Kind::label_key),
        on_hint: ui.t1("touches-on-hint", "days", OLDEST_DAYS),
        today: ui.now.date_naive().to_string(),
        f,
        errors,
        ui,
    }
}

pub(super) async fn new(State(app): State<App>, me: Me) -> Reply {
    if !actions::may_claim(&app.read(&me.actor)) {
        return Err(base::Error::forbidden().into());
    }
    html(&page(&app, &me, TouchForm::default(), Errors::none()))
}

pub(super) async fn create(State(app): State<App>, me: Me, Form(form): Form<TouchForm>) -> Reply {
    let (new, unread) = form.read();
    let (new, unread) = (&new, &unread);
    match app.transact(&me.actor, |work| async move { actions::claim(&work, new, unread).await }).await {
        Ok(touch) => Ok(flash_to(&app, &format!("/touches/{}", touch.id), "touches-claimed")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&page(&app, &me, form, errors))
        }
    }
}
