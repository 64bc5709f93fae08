//! The moves of a lead as buttons and small pages: each asks what it needs, and says what follows.

use askama::Template;
use axum::extract::State;
use base::{LeadId, PageRequest, PartnerId, Result};
use serde::Deserialize;
use ui::{Choice, Errors, Ui};
use web::{App, Form, FormErrors, Me, Page, Path, Reply, flash_to, html};

use super::super::actions::{self, Answer};
use super::super::model::{Channel, Decline, Drop};
use super::choices;

/// Takes the lead for the reader's partner.
pub(super) async fn accept(State(app): State<App>, me: Me, Path(id): Path<LeadId>) -> Reply {
    let done = |work| async move { actions::answer(&work, id, None, &Answer::Accept, Channel::Portal).await };
    app.transact(&me.actor, done).await?;
    Ok(flash_to(&app, &format!("/leads/{id}"), "leads-accepted"))
}

/// Notes the first contact.
pub(super) async fn contact(State(app): State<App>, me: Me, Path(id): Path<LeadId>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::contact(&work, id, None).await }).await?;
    Ok(flash_to(&app, &format!("/leads/{id}"), "leads-contact-noted"))
}

/// Makes it a draft of a deal and goes on there.
pub(super) async fn convert(State(app): State<App>, me: Me, Path(id): Path<LeadId>) -> Reply {
    let (_, deal) = app.transact(&me.actor, |work| async move { actions::convert(&work, id, None).await }).await?;
    Ok(flash_to(&app, &format!("/deals/{}/edit", deal.id), "leads-converted"))
}

/// Which question a page asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ask {
    Decline,
    Disqualification,
    Assignment,
    Recall,
}

impl Ask {
    const fn noun(self) -> &'static str {
        match self {
            Self::Decline => "decline",
            Self::Disqualification => "disqualification",
            Self::Assignment => "assignment",
            Self::Recall => "recall",
        }
    }
}

/// What the small forms send.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct MoveForm {
    reason_code: String,
    note: String,
    reason: String,
    partner_id: String,
}

#[derive(Template)]
#[template(path = "leads/pages/move.html")]
struct MovePage {
    ui: Ui,
    title: String,
    text: String,
    verb: String,
    action: String,
    back: String,
    ask: &'static str,
    f: MoveForm,
    reasons: Vec<Choice>,
    partners: Vec<Choice>,
    errors: Errors,
}

async fn page(app: &App, me: &Me, id: LeadId, ask: Ask, f: MoveForm, errors: Errors) -> Result<MovePage> {
    let mut ui = Page::plain(app, me);
    ui.task = true;
    let work = app.read(&me.actor);
    let lead = actions::get(&work, id).await?;
    let noun = ask.noun();
    let reasons = match ask {
        Ask::Decline => choices(&ui, Decline::ALL, Decline::code, Decline::label_key),
        Ask::Disqualification => choices(&ui, Drop::ALL, Drop::code, Drop::label_key),
        Ask::Assignment | Ask::Recall => Vec::new(),
    };
    let partners = if ask == Ask::Assignment {
        let filter = partners::Filter { state: Some(partners::Lifecycle::Active), ..partners::Filter::default() };
        let found = partners::list(&work, &filter, &PageRequest::first(500)).await?;
        found.items.into_iter().map(|p| Choice::new(p.id.to_string(), p.name)).collect()
    } else {
        Vec::new()
    };
    Ok(MovePage {
        title: ui.t1(&format!("leads-ask-{noun}"), "company", lead.customer.company.as_str()),
        text: ui.t(&format!("leads-ask-{noun}-text")),
        verb: ui.t(&format!("leads-ask-{noun}-verb")),
        action: format!("/leads/{id}/{noun}"),
        back: format!("/leads/{id}"),
        ask: noun,
        f,
        reasons,
        partners,
        errors,
        ui,
    })
}

async fn asked(app: &App, me: &Me, id: LeadId, ask: Ask) -> Reply {
    html(&page(app, me, id, ask, MoveForm::default(), Errors::none()).await?)
}

async fn refused(app: &App, me: &Me, id: LeadId, ask: Ask, form: MoveForm, e: base::Error) -> Reply {
    let errors = FormErrors::of(e, &me.l10n(app))?;
    Page::refused(&page(app, me, id, ask, form, errors).await?)
}

fn choice(field: &str) -> base::Error {
    let mut invalid = base::Invalid::new();
    invalid.push(base::FieldError::new(field, "choice"));
    invalid.into()
}

pub(super) async fn ask_decline(State(app): State<App>, me: Me, Path(id): Path<LeadId>) -> Reply {
    asked(&app, &me, id, Ask::Decline).await
}

pub(super) async fn decline(State(app): State<App>, me: Me, Path(id): Path<LeadId>, Form(form): Form<MoveForm>) -> Reply {
    let Some(reason) = Decline::from_code(&form.reason_code) else {
        return refused(&app, &me, id, Ask::Decline, form, choice("reason_code")).await;
    };
    let said = &Answer::Decline { reason, note: form.note.clone() };
    match app.transact(&me.actor, |work| async move { actions::answer(&work, id, None, said, Channel::Portal).await }).await {
        Ok(_) => Ok(flash_to(&app, "/leads", "leads-declined")),
        Err(e) => refused(&app, &me, id, Ask::Decline, form, e).await,
    }
}

pub(super) async fn ask_drop(State(app): State<App>, me: Me, Path(id): Path<LeadId>) -> Reply {
    asked(&app, &me, id, Ask::Disqualification).await
}

pub(super) async fn drop(State(app): State<App>, me: Me, Path(id): Path<LeadId>, Form(form): Form<MoveForm>) -> Reply {
    let Some(reason) = Drop::from_code(&form.reason_code) else {
        return refused(&app, &me, id, Ask::Disqualification, form, choice("reason_code")).await;
    };
    let note = &form.note;
    match app.transact(&me.actor, |work| async move { actions::disqualify(&work, id, None, reason, note).await }).await {
        Ok(_) => Ok(flash_to(&app, &format!("/leads/{id}"), "leads-dropped")),
        Err(e) => refused(&app, &me, id, Ask::Disqualification, form, e).await,
    }
}

pub(super) async fn ask_assignment(State(app): State<App>, me: Me, Path(id): Path<LeadId>) -> Reply {
    asked(&app, &me, id, Ask::Assignment).await
}

pub(super) async fn assign(State(app): State<App>, me: Me, Path(id): Path<LeadId>, Form(form): Form<MoveForm>) -> Reply {
    let Ok(partner) = form.partner_id.parse::<PartnerId>() else {
        return refused(&app, &me, id, Ask::Assignment, form, choice("partner_id")).await;
    };
    let reason = &form.reason;
    match app.transact(&me.actor, |work| async move { actions::assign(&work, id, None, partner, reason).await }).await {
        Ok(_) => Ok(flash_to(&app, &format!("/leads/{id}"), "leads-assigned")),
        Err(e) => refused(&app, &me, id, Ask::Assignment, form, e).await,
    }
}

pub(super) async fn ask_recall(State(app): State<App>, me: Me, Path(id): Path<LeadId>) -> Reply {
    asked(&app, &me, id, Ask::Recall).await
}

pub(super) async fn recall(State(app): State<App>, me: Me, Path(id): Path<LeadId>, Form(form): Form<MoveForm>) -> Reply {
    let reason = &form.reason;
    match app.transact(&me.actor, |work| async move { actions::recall(&work, id, None, reason).await }).await {
        Ok(_) => Ok(flash_to(&app, &format!("/leads/{id}"), "leads-recalled")),
        Err(e) => refused(&app, &me, id, Ask::Recall, form, e).await,
    }
}
