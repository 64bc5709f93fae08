//! Is this account free? Answered before anybody fills in a form.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use ui::{Choice, Errors, Tone, Ui};
use web::{App, Form, Me, Page, Reply, html};

use super::super::actions::{self, Asked, Freedom};
use super::super::api::asked;
use super::form::register_href;
use super::input::errors_of;
use crate::choices::countries;

/// What the form sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct CheckForm {
    company: String,
    domain: String,
    country: String,
}

#[derive(Template)]
#[template(path = "deals/pages/check.html")]
struct CheckPage {
    ui: Ui,
    f: CheckForm,
    countries: Vec<Choice>,
    found: Option<Asked>,
    tone: Tone,
    /// Where a registration of this customer begins; empty where nobody may register.
    register: String,
    errors: Errors,
}

impl CheckPage {
    fn said(&self, asked: &Asked) -> String {
        self.ui.t(&format!("free-{}", asked.answer.code().replace('_', "-")))
    }

    fn text(&self, asked: &Asked) -> String {
        self.ui.t(&format!("free-{}-text", asked.answer.code().replace('_', "-")))
    }
}

fn page(app: &App, me: &Me, f: CheckForm, found: Option<Asked>, errors: Errors) -> CheckPage {
    let ui = Page::plain(app, me);
    let goes_on = me.is_member() && found.as_ref().is_some_and(|a| a.answer != Freedom::NotEligible);
    let register = if goes_on { register_href(&f.company, &f.domain, &f.country) } else { String::new() };
    let tone = match found.as_ref().map(|a| a.answer) {
        Some(Freedom::Free) => Tone::Success,
        Some(Freedom::Conflict) => Tone::Warning,
        Some(Freedom::NotEligible) => Tone::Danger,
        Some(Freedom::Own | Freedom::Unsaid) | None => Tone::Info,
    };
    CheckPage { countries: countries(&ui), register, f, found, tone, errors, ui }
}

pub(super) async fn show(State(app): State<App>, me: Me) -> Reply {
    let mut shown = page(&app, &me, CheckForm::default(), None, Errors::none());
    shown.ui = Page::full(&app, &me).await?;
    html(&shown)
}

pub(super) async fn ask(State(app): State<App>, me: Me, Form(f): Form<CheckForm>) -> Reply {
    let done = match asked(&f.company, &f.domain, &f.country) {
        Ok(customer) => {
            let customer = &customer;
            app.transact(&me.actor, |work| async move { actions::check_customer(&work, customer).await }).await
        }
        Err(invalid) => Err(invalid.into()),
    };
    match done {
        Ok(found) => {
            let mut shown = page(&app, &me, f, Some(found), Errors::none());
            shown.ui = Page::full(&app, &me).await?;
            html(&shown)
        }
        Err(e) => {
            let errors = errors_of(e, &Page::plain(&app, &me))?;
            Page::refused(&page(&app, &me, f, None, errors))
        }
    }
}
