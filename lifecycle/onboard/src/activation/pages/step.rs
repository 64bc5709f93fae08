//! One step: its task, its review, its exceptions.

use askama::Template;
use axum::body::Body;
use axum::extract::State;
use axum::response::IntoResponse as _;
use base::{ActivationStepId, Error, Fault, FieldError, FileId, Invalid};
use files::{Disposition, content_disposition};
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use serde::Deserialize;
use ui::{Choice, Errors, Ui};
use web::{App, Form, FormErrors, Me, Page, Path, Reply, flash_to, html};

use super::super::actions;
use super::super::model::{Answers, FieldKind, FormKind, Step, StepKind, StepState, Verdict, Whole};
use super::hand_in::{HandIn, take_in};
use super::view::{StepView, step_view};

/// A field of the form with what is in it.
struct FieldView {
    name: &'static str,
    label: String,
    value: String,
    shown: String,
    hint: String,
    error: String,
    optional: bool,
    autocomplete: &'static str,
    control: &'static str,
    inputmode: &'static str,
}

struct DocumentView {
    href: String,
    name: String,
    detail: String,
}

#[derive(Template)]
#[template(path = "activation/pages/step.html")]
struct StepPage {
    ui: Ui,
    id: ActivationStepId,
    v: StepView,
    back: String,
    back_href: String,
    kind: &'static str,
    state: &'static str,
    late: String,
    why: String,
    takes: String,
    proof: String,
    partner: String,
    required: String,
    missing: Vec<(String, String)>,
    reason: String,
    by: String,
    exception: String,
    fields: Vec<FieldView>,
    countries: Vec<Choice>,
    documents: Vec<DocumentView>,
    can_hand_in: bool,
    can_review: bool,
    can_accept: bool,
    can_admit: bool,
    can_skip: bool,
    can_rate: bool,
    clear: String,
    clear_note: String,
    scale: Vec<Choice>,
    errors: Errors,
}

pub(super) async fn show(State(app): State<App>, me: Me, Path(id): Path<ActivationStepId>) -> Reply {
    html(&shown(&app, &me, id, None, Errors::none()).await?)
}

async fn shown(app: &App, me: &Me, id: ActivationStepId, given: Option<&Answers>, errors: Errors) -> Result<StepPage, Error> {
    let work = app.read(&me.actor);
    let (step, whole) = actions::get_step(&work, id).await?;
    let mut ui = Page::full(app, me).await?;
    let l = &ui.l;
    let partner = partners::get(&work, step.partner).await?.name;
    let v = step_view(&work, l, &whole, &step);
    let language = l.lang();
    let (reason, by) = match step.state() {
        StepState::Returned { reason, by, .. } | StepState::Skipped { reason, by, .. } => (reason.clone(), by.clone()),
        StepState::Submitted { by, .. } | StepState::InReview { by, .. } | StepState::Done { by, .. } => (String::new(), by.clone()),
        StepState::Locked | StepState::Open { .. } => (String::new(), String::new()),
    };
    let documents = actions::documents(&work, &step).await?.into_iter().map(|d| DocumentView {
        href: format!("/activation/documents/{}", d.id),
        detail: format!("{} · {} · {}", d.by, ui.date_time(&d.at), size(&ui, d.size)),
        name: d.name,
    });
    let decides = actions::may_review(&work, &step) && whole.plan.is_open();
    let is_document = step.spec.kind == StepKind::Document;
    let is_form = matches!(step.spec.kind, StepKind::Form(_));
    let can_hand_in = (is_document || is_form) && step.state().is_workable() && actions::may_work(&work, &step) && whole.plan.is_open();
    let page = StepPage {
        id,
        back: if ui.console { partner.clone() } else { whole.plan.title.get(language).to_owned() },
        back_href: if ui.console { format!("/activation/plans/{}", whole.plan.id) } else { "/activation".to_owned() },
        kind: step.spec.kind.name(),
        state: step.state().name(),
        // Who waits for the other side is not told off.
        late: if v.is_late && step.state().is_workable() { ui.t1("activation-late-title", "date", v.due.as_str()) } else { String::new() },
        why: step.spec.why.get(language).to_owned(),
        takes: step.spec.takes.get(language).to_owned(),
        proof: step.spec.proof.get(language).to_owned(),
        required: ui.t(if step.spec.required { "activation-required-yes" } else { "activation-required-no" }),
        missing: missing(language, &step, &whole),
        reason,
        by,
        exception: step.exception.clone().unwrap_or_default(),
        fields: fields(&ui, &step, given, &errors),
        countries: ui.l.countries().into_iter().map(|(code, name)| Choice::new(code, name)).collect(),
        documents: documents.collect(),
        can_hand_in,
        can_review: decides && is_document && step.state().is_waiting(),
        can_accept: decides && step.spec.kind == StepKind::Approval && step.state().is_workable(),
        can_admit: decides && *step.state() == StepState::Locked,
        can_skip: decides && !step.state().is_over(),
        can_rate: me.is_member() && step.state().is_over() && actions::may_work(&work, &step),
        clear: step.clear.map(|c| c.to_string()).unwrap_or_default(),
        clear_note: step.clear_note.clone().unwrap_or_default(),
        scale: (1..=5).map(|n| Choice::new(n.to_string(), ui.t(&format!("activation-clear-{n}")))).collect(),
        v,
        partner,
        errors,
        ui: {
            ui.task = can_hand_in;
            ui
        },
    };
    Ok(page)
}

fn size(ui: &Ui, bytes: i64) -> String {
    let kilobytes = (bytes / 1000).max(1);
    format!("{} kB", ui.number(kilobytes))
}

/// What comes before and is not over, each with its page.
fn missing(language: &str, step: &Step, whole: &Whole) -> Vec<(String, String)> {
    let names = actions::missing(step, &whole.steps).into_iter();
    names.map(|m| (m.spec.title.get(language).to_owned(), format!("/activation/steps/{}", m.id))).collect()
}

fn fields(ui: &Ui, step: &Step, given: Option<&Answers>, errors: &Errors) -> Vec<FieldView> {
    let StepKind::Form(form) = step.spec.kind else { return Vec::new() };
    let answers = given.unwrap_or(&step.answers);
    let field = |f: &super::super::model::Field| {
        let slug = f.name.replace('_', "-");
        let value = answers.iter().find(|a| a.0 == f.name).map(|a| a.1.clone()).unwrap_or_default();
        let is_country = f.kind == FieldKind::Country;
        FieldView {
            name: f.name,
            label: ui.t(&format!("activation-field-{slug}")),
            shown: if is_country { ui.l.country(&value).to_owned() } else { value.clone() },
            value,
            hint: if f.hint { ui.t(&format!("activation-hint-{slug}")) } else { String::new() },
            error: errors.of(f.name).to_owned(),
            optional: !f.required,
            autocomplete: f.autocomplete,
            control: match f.kind {
                FieldKind::Line(_) | FieldKind::Vat(_) | FieldKind::Number(_) => "text",
                FieldKind::Lines(_) => "lines",
                FieldKind::Email => "email",
                FieldKind::Phone => "tel",
                FieldKind::Country => "country",
            },
            inputmode: if matches!(f.kind, FieldKind::Number(_)) { "numeric" } else { "" },
        }
    };
    form.fields().iter().map(field).collect()
}

/// Shows the page again with what is wrong.
async fn refused(app: &App, me: &Me, id: ActivationStepId, given: Option<&Answers>, e: Error) -> Reply {
    let l = me.l10n(app);
    let mut errors = FormErrors::of(e, &l)?;
    for field in FormKind::ALL.iter().flat_map(|f| f.fields()) {
        errors = errors.named(field.name, l.t(&format!("activation-field-{}", field.name.replace('_', "-"))));
    }
    let errors = errors.named("file", l.t("activation-file")).named("reason", l.t("agreement-reason"));
    Page::refused(&shown(app, me, id, given, errors).await?)
}

pub(super) async fn submit(State(app): State<App>, me: Me, Path(id): Path<ActivationStepId>, given: HandIn) -> Reply {
    let answers = match &given {
        HandIn::Answers(answers) => Some(answers.clone()),
        HandIn::File(_) => None,
    };
    match take_in(&app, &me, id, given, None).await {
        Ok(step) => {
            let key = if step.state().is_over() { "activation-step-done" } else { "activation-step-handed-in" };
            Ok(flash_to(&app, &format!("/activation/steps/{id}"), key))
        }
        Err(e) => refused(&app, &me, id, answers.as_ref(), e).await,
    }
}

#[derive(Deserialize)]
pub(super) struct ReviewForm {
    #[serde(default)]
    verdict: String,
    #[serde(default)]
    reason: String,
}

pub(super) async fn review(State(app): State<App>, me: Me, Path(id): Path<ActivationStepId>, Form(form): Form<ReviewForm>) -> Reply {
    let (verdict, key) = match form.verdict.as_str() {
        "take" => (Verdict::Take, "activation-step-taken"),
        "accept" => (Verdict::Accept, "activation-step-accepted"),
        "return" => (Verdict::Return(form.reason.clone()), "activation-step-returned"),
        _ => {
            let mut invalid = Invalid::new();
            invalid.push(FieldError::new("verdict", "choice"));
            return refused(&app, &me, id, None, invalid.into()).await;
        }
    };
    let verdict = &verdict;
    match app.transact(&me.actor, |work| async move { actions::review(&work, id, verdict, None).await }).await {
        Ok(_) => Ok(flash_to(&app, &format!("/activation/steps/{id}"), key)),
        Err(e) => refused(&app, &me, id, None, e).await,
    }
}

#[derive(Deserialize)]
pub(super) struct ReasonForm {
    #[serde(default)]
    reason: String,
}

pub(super) async fn admit(State(app): State<App>, me: Me, Path(id): Path<ActivationStepId>, Form(form): Form<ReasonForm>) -> Reply {
    let reason = form.reason.as_str();
    match app.transact(&me.actor, |work| async move { actions::admit(&work, id, reason, None).await }).await {
        Ok(_) => Ok(flash_to(&app, &format!("/activation/steps/{id}"), "activation-step-admitted")),
        Err(e) => refused(&app, &me, id, None, e).await,
    }
}

pub(super) async fn skip(State(app): State<App>, me: Me, Path(id): Path<ActivationStepId>, Form(form): Form<ReasonForm>) -> Reply {
    let reason = form.reason.as_str();
    match app.transact(&me.actor, |work| async move { actions::skip(&work, id, reason, None).await }).await {
        Ok(_) => Ok(flash_to(&app, &format!("/activation/steps/{id}"), "activation-step-skipped")),
        Err(e) => refused(&app, &me, id, None, e).await,
    }
}

#[derive(Deserialize)]
pub(super) struct RatingForm {
    #[serde(default)]
    clear: String,
    #[serde(default)]
    note: String,
}

pub(super) async fn rate(State(app): State<App>, me: Me, Path(id): Path<ActivationStepId>, Form(form): Form<RatingForm>) -> Reply {
    let (clear, note) = (form.clear.parse().unwrap_or(0), form.note.as_str());
    match app.transact(&me.actor, |work| async move { actions::rate(&work, id, clear, note).await }).await {
        Ok(_) => Ok(flash_to(&app, &format!("/activation/steps/{id}"), "activation-step-rated")),
        Err(e) => refused(&app, &me, id, None, e).await,
    }
}

/// A document that was handed in; always to save, never to run here.
pub(super) async fn document(State(app): State<App>, me: Me, Path(id): Path<FileId>) -> Reply {
    let document = actions::get_document(&app.read(&me.actor), id).await?;
    let digest: files::Digest = document.digest.parse()?;
    let download = app.files().get(&digest).await?;
    let headers = [
        (CONTENT_TYPE, document.content),
        (CONTENT_LENGTH, download.size.to_string()),
        (CONTENT_DISPOSITION, content_disposition(Disposition::Attachment, &document.name)),
        (CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    let body = futures::TryStreamExt::map_err(download.body, |e| std::io::Error::other(Fault::new("sending a document", e)));
    Ok((headers, Body::from_stream(body)).into_response())
}
