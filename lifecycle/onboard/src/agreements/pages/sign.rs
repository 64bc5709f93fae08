//! Signing and declining: pages with one job.

use askama::Template;
use axum::extract::State;
use base::{AgreementId, Error};
use http::HeaderMap;
use serde::Deserialize;
use ui::{Errors, Html, Ui};
use web::{App, Form, FormErrors, Me, Page, Path, Reply, flash_to, html, redirect};

use super::super::model::{Agreement, CONSENT, SignatureForm};
use super::super::{actions, jobs};
use super::{agent, email, named};

#[derive(Deserialize, Default)]
pub(super) struct SignForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    drawing: String,
    #[serde(default)]
    consent: String,
    #[serde(default)]
    document: String,
}

#[derive(Template)]
#[template(path = "agreements/pages/sign.html")]
struct SignPage {
    ui: Ui,
    a: Agreement,
    text: Html,
    digest: String,
    consent: String,
    form: SignForm,
    errors: Errors,
}

/// The form; an agreement that cannot be signed any more is shown instead.
pub(super) async fn form(State(app): State<App>, me: Me, Path(id): Path<AgreementId>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::view(&work, id).await }).await?;
    let name = me.account.as_ref().map(|a| a.name.clone()).unwrap_or_default();
    match asked(&app, &me, id, SignForm { name, ..SignForm::default() }, Errors::none()).await? {
        Some(page) => html(&page),
        None => Ok(redirect(&format!("/agreements/{id}"))),
    }
}

async fn asked(app: &App, me: &Me, id: AgreementId, form: SignForm, errors: Errors) -> Result<Option<SignPage>, Error> {
    let a = actions::get(&app.read(&me.actor), id).await?;
    if actions::check_open(&a).is_err() {
        return Ok(None);
    }
    // Whoever signs must have something to sign, however fast they are.
    let (a, document) = if let Some(d) = a.document.clone() { (a, d) } else { jobs::ensure_document(app, id).await? };
    let mut ui = Page::full(app, me).await?;
    ui.task = true;
    let consent = ui.t(&format!("agreement-consent-{CONSENT}"));
    Ok(Some(SignPage { text: ui::markdown(&a.body), digest: document.digest, consent, form, errors, a, ui }))
}

pub(super) async fn sign(
    State(app): State<App>,
    me: Me,
    Path(id): Path<AgreementId>,
    headers: HeaderMap,
    Form(form): Form<SignForm>,
) -> Reply {
    let signature = SignatureForm {
        name: form.name.clone(),
        title: form.title.clone(),
        drawing: form.drawing.clone(),
        consent: !form.consent.is_empty(),
        document: Some(form.document.clone()).filter(|d| !d.is_empty()),
        version: None,
        agent: agent(&headers),
        email: email(&me)?,
    };
    let signature = &signature;
    match app.transact(&me.actor, |work| async move { actions::sign(&work, id, signature).await }).await {
        Ok(_) => Ok(flash_to(&app, &format!("/agreements/{id}"), "agreement-was-signed")),
        Err(e) => {
            let l = me.l10n(&app);
            let errors = named(FormErrors::of(e, &l)?, &l);
            match asked(&app, &me, id, form, errors).await? {
                Some(page) => Page::refused(&page),
                None => Ok(redirect(&format!("/agreements/{id}"))),
            }
        }
    }
}

#[derive(Deserialize, Default)]
pub(super) struct DeclineForm {
    #[serde(default)]
    reason: String,
}

#[derive(Template)]
#[template(path = "agreements/pages/decline.html")]
struct DeclinePage {
    ui: Ui,
    a: Agreement,
    form: DeclineForm,
    errors: Errors,
}

pub(super) async fn decline_form(State(app): State<App>, me: Me, Path(id): Path<AgreementId>) -> Reply {
    html(&declining(&app, &me, id, DeclineForm::default(), Errors::none()).await?)
}

async fn declining(app: &App, me: &Me, id: AgreementId, form: DeclineForm, errors: Errors) -> Result<DeclinePage, Error> {
    let a = actions::get(&app.read(&me.actor), id).await?;
    actions::check_open(&a)?;
    let mut ui = Page::full(app, me).await?;
    ui.task = true;
    Ok(DeclinePage { ui, a, form, errors })
}

pub(super) async fn decline(State(app): State<App>, me: Me, Path(id): Path<AgreementId>, Form(form): Form<DeclineForm>) -> Reply {
    let reason = form.reason.as_str();
    match app.transact(&me.actor, |work| async move { actions::decline(&work, id, reason, None).await }).await {
        Ok(_) => Ok(flash_to(&app, &format!("/agreements/{id}"), "agreement-was-declined")),
        Err(e) => {
            let l = me.l10n(&app);
            let errors = named(FormErrors::of(e, &l)?, &l);
            Page::refused(&declining(&app, &me, id, form, errors).await?)
        }
    }
}
