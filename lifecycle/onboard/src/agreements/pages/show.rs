//! One agreement: the text, where it is, its signatures, its document.

use access::{Permission, Resource};
use askama::Template;
use axum::body::Body;
use axum::extract::State;
use axum::response::IntoResponse;
use base::{AgreementId, Error, Fault};
use files::{Disposition, content_disposition};
use http::HeaderMap;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE, ETAG};
use serde::Deserialize;
use ui::{Errors, Html, Ui};
use web::{App, Form, FormErrors, Me, Page, Path, Reply, flash_to, html};

use super::super::model::{Agreement, AgreementState, CONSENT, Side, Signature, SignatureForm};
use super::super::{actions, jobs};
use super::{agent, day, email, named, state_name, tone};

struct Signed {
    name: String,
    title: String,
    side: String,
    how: String,
    machine: String,
    when: String,
}

#[derive(Template)]
#[template(path = "agreements/pages/show.html")]
struct ShowPage {
    ui: Ui,
    a: Agreement,
    state: String,
    tone: &'static str,
    text: Html,
    signed: Vec<Signed>,
    sent: String,
    since: String,
    until: String,
    ended: String,
    reason: String,
    governing: String,
    can_sign: bool,
    can_countersign: bool,
    can_terminate: bool,
    consent: String,
    countersign: CountersignForm,
    termination: String,
    errors: Errors,
}

#[derive(Deserialize, Default)]
pub(super) struct CountersignForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    consent: String,
    #[serde(default)]
    version: String,
}

pub(super) async fn show(State(app): State<App>, me: Me, Path(id): Path<AgreementId>) -> Reply {
    // Opening it is what the partner's side is seen to have done.
    let is_new = *actions::get(&app.read(&me.actor), id).await?.state() == AgreementState::Sent;
    if is_new && me.can(&app, Permission::AgreementSign) {
        app.transact(&me.actor, |work| async move { actions::view(&work, id).await }).await?;
    }
    let name = me.account.as_ref().map(|a| a.name.clone()).unwrap_or_default();
    let form = CountersignForm { name, ..CountersignForm::default() };
    html(&shown(&app, &me, id, form, String::new(), Errors::none()).await?)
}

async fn shown(app: &App, me: &Me, id: AgreementId, form: CountersignForm, termination: String, errors: Errors) -> Result<ShowPage, Error> {
    let work = app.read(&me.actor);
    let a = actions::get(&work, id).await?;
    let signatures = actions::signatures(&work, &a).await?;
    let ui = Page::full(app, me).await?;
    let own = Resource::of("agreement", a.partner);
    let (ended, reason) = match a.state() {
        AgreementState::Terminated { at, reason, .. } | AgreementState::Declined { at, reason, .. } => (day(&ui, *at), reason.clone()),
        AgreementState::Expired { at, .. } | AgreementState::Superseded { at, .. } => (day(&ui, *at), String::new()),
        AgreementState::Sent | AgreementState::Viewed { .. } | AgreementState::Signed { .. } | AgreementState::InForce { .. } => {
            Default::default()
        }
    };
    let is_live = a.is_open() || a.is_signed() || a.is_in_force();
    Ok(ShowPage {
        state: state_name(&ui, &a),
        tone: tone(a.state()).as_str(),
        text: ui::markdown(&a.body),
        signed: signatures.iter().map(|s| signed(&ui, &a, s)).collect(),
        sent: day(&ui, a.sent_at),
        since: a.state().since().map(|s| day(&ui, s)).unwrap_or_default(),
        until: a.state().until().map(|u| day(&ui, u)).unwrap_or_default(),
        ended,
        reason,
        governing: ui.t(&format!("onboard-language-{}", a.governing)),
        can_sign: me.is_member() && a.is_open() && work.can(Permission::AgreementSign, &own),
        can_countersign: actions::may_countersign(&work, &a),
        can_terminate: is_live && work.can(Permission::AgreementManage, &own),
        consent: ui.t(&format!("agreement-consent-{CONSENT}")),
        countersign: form,
        termination,
        errors,
        a,
        ui,
    })
}

fn signed(ui: &Ui, a: &Agreement, s: &Signature) -> Signed {
    Signed {
        name: s.name.clone(),
        title: s.title.clone(),
        side: match s.side {
            Side::Partner => a.party.clone(),
            Side::Vendor => a.vendor.clone(),
        },
        how: ui.t(&format!("agreement-method-{}", s.method.name())),
        machine: ui.machine(&s.at),
        when: ui.date_time(&s.at),
    }
}

/// The document: the sealed one once both have signed, the one to sign before.
pub(in crate::agreements) async fn document(State(app): State<App>, me: Me, Path(id): Path<AgreementId>) -> Reply {
    let agreement = actions::get(&app.read(&me.actor), id).await?;
    let (_, document) =
        if agreement.state().since().is_some() { jobs::ensure_sealed(&app, id).await? } else { jobs::ensure_document(&app, id).await? };
    let digest: files::Digest = document.digest.parse()?;
    let download = app.files().get(&digest).await?;
    let name = content_disposition(Disposition::Inline, &format!("{} {}.pdf", agreement.title, agreement.number));
    let headers = [
        (CONTENT_TYPE, "application/pdf".to_owned()),
        (CONTENT_LENGTH, download.size.to_string()),
        (CONTENT_DISPOSITION, name),
        (CACHE_CONTROL, "private, no-cache".to_owned()),
        (ETAG, format!("\"{digest}\"")),
    ];
    let body = futures::TryStreamExt::map_err(download.body, |e| std::io::Error::other(Fault::new("sending a document", e)));
    Ok((headers, Body::from_stream(body)).into_response())
}

pub(super) async fn countersign(
    State(app): State<App>,
    me: Me,
    Path(id): Path<AgreementId>,
    headers: HeaderMap,
    Form(form): Form<CountersignForm>,
) -> Reply {
    let signature = SignatureForm {
        name: form.name.clone(),
        title: form.title.clone(),
        consent: !form.consent.is_empty(),
        version: form.version.parse().ok(),
        agent: agent(&headers),
        email: email(&me)?,
        ..SignatureForm::default()
    };
    let signature = &signature;
    match app.transact(&me.actor, |work| async move { actions::countersign(&work, id, signature).await }).await {
        Ok(_) => Ok(flash_to(&app, &format!("/agreements/{id}"), "agreement-was-countersigned")),
        Err(e) => {
            let l = me.l10n(&app);
            let errors = named(FormErrors::of(e, &l)?, &l);
            Page::refused(&shown(&app, &me, id, form, String::new(), errors).await?)
        }
    }
}

#[derive(Deserialize)]
pub(super) struct TerminationForm {
    #[serde(default)]
    reason: String,
}

pub(super) async fn terminate(State(app): State<App>, me: Me, Path(id): Path<AgreementId>, Form(form): Form<TerminationForm>) -> Reply {
    let reason = form.reason.as_str();
    match app.transact(&me.actor, |work| async move { actions::terminate(&work, id, reason, None).await }).await {
        Ok(_) => Ok(flash_to(&app, &format!("/agreements/{id}"), "agreement-was-terminated")),
        Err(e) => {
            let l = me.l10n(&app);
            let errors = named(FormErrors::of(e, &l)?, &l);
            Page::refused(&shown(&app, &me, id, CountersignForm::default(), form.reason, errors).await?)
        }
    }
}
