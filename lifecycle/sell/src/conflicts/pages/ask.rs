//! Two questions to a partner: why it appeals, and why it disputes a decision.

use askama::Template;
use axum::extract::State;
use base::{CaseId, DealId, Result};
use serde::Deserialize;
use ui::{Errors, Ui};
use web::{App, Form, FormErrors, Me, Page, Path, Reply, flash_to, html};

use super::super::actions;
use crate::deals::actions as deals;

/// What both forms send.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct AskForm {
    version: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "conflicts/pages/ask.html")]
struct AskPage {
    ui: Ui,
    title: String,
    text: String,
    label: String,
    verb: String,
    back: String,
    action: String,
    f: AskForm,
    errors: Errors,
}

async fn appeal_page(app: &App, me: &Me, id: CaseId, mut f: AskForm, errors: Errors) -> Result<AskPage> {
    let mut ui = Page::plain(app, me);
    ui.task = true;
    let seen = actions::seen(&app.read(&me.actor), id).await?;
    f.version = seen.case.version.to_string();
    let company = seen.sides.first().map(|s| s.company.clone()).unwrap_or_default();
    let until = seen.case.state.settled().map(|s| ui.day_and_time(&s.appeal_until)).unwrap_or_default();
    Ok(AskPage {
        title: ui.t1("cases-appeal-title", "company", company),
        text: ui.t1("cases-appeal-text", "until", until),
        label: ui.t("cases-appeal-why"),
        verb: ui.t("cases-appeal"),
        back: format!("/conflicts/{id}"),
        action: format!("/conflicts/{id}/appeal"),
        f,
        errors,
        ui,
    })
}

pub(super) async fn ask_appeal(State(app): State<App>, me: Me, Path(id): Path<CaseId>) -> Reply {
    html(&appeal_page(&app, &me, id, AskForm::default(), Errors::none()).await?)
}

pub(super) async fn appeal(State(app): State<App>, me: Me, Path(id): Path<CaseId>, Form(f): Form<AskForm>) -> Reply {
    let (version, reason) = (f.version.parse().ok(), &f.reason);
    match app.transact(&me.actor, |work| async move { actions::appeal(&work, id, version, None, reason).await }).await {
        Ok(_) => Ok(flash_to(&app, &format!("/conflicts/{id}"), "cases-appealed")),
        Err(e) => {
            let errors = FormErrors::of(e, &Page::plain(&app, &me).l)?;
            Page::refused(&appeal_page(&app, &me, id, f, errors).await?)
        }
    }
}

async fn dispute_page(app: &App, me: &Me, id: DealId, mut f: AskForm, errors: Errors) -> Result<AskPage> {
    let mut ui = Page::plain(app, me);
    ui.task = true;
    let work = app.read(&me.actor);
    let deal = deals::get(&work, id).await?;
    if me.is_staff() {
        return Err(base::Error::forbidden());
    }
    let terms = deals::terms(&work).await?;
    f.version = deal.version.to_string();
    Ok(AskPage {
        title: ui.t1("cases-dispute-title", "company", deal.registration.customer.company.as_str()),
        text: ui.t1("cases-dispute-text", "days", terms.disputes.dispute_days),
        label: ui.t("cases-dispute-why"),
        verb: ui.t("cases-dispute"),
        back: format!("/deals/{id}"),
        action: format!("/deals/{id}/dispute"),
        f,
        errors,
        ui,
    })
}

pub(super) async fn ask_dispute(State(app): State<App>, me: Me, Path(id): Path<DealId>) -> Reply {
    html(&dispute_page(&app, &me, id, AskForm::default(), Errors::none()).await?)
}

pub(super) async fn dispute(State(app): State<App>, me: Me, Path(id): Path<DealId>, Form(f): Form<AskForm>) -> Reply {
    let (version, reason) = (f.version.parse().ok(), &f.reason);
    match app.transact(&me.actor, |work| async move { actions::dispute(&work, id, version, reason).await }).await {
        Ok(case) => Ok(flash_to(&app, &format!("/conflicts/{}", case.id), "cases-disputed")),
        Err(e) => {
            let errors = FormErrors::of(e, &Page::plain(&app, &me).l)?;
            Page::refused(&dispute_page(&app, &me, id, f, errors).await?)
        }
    }
}
