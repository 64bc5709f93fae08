//! The moves of a deal as small pages: each asks what it needs, and says what follows.

use askama::Template;
use axum::extract::State;
use base::{AccountId, DealId, Result};
use serde::Deserialize;
use ui::{Choice, Errors, Ui};
use web::{App, Form, Me, Page, Path, Reply, back_to, flash_to, html, redirect};

use super::super::actions::{self, Approval};
use super::super::model::{Deal, LossReason, Over, RejectReason, Stage, Why};
use super::around::{FileRow, row};
use super::input::errors_of;
use super::show::{Line, Rival, named, rivals};
use super::view::PLACES;

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct StageForm {
    stage: String,
    back: String,
}

/// Moves a card; dropped on "won" it is won today.
pub(super) async fn stage(State(app): State<App>, me: Me, Path(id): Path<DealId>, Form(form): Form<StageForm>) -> Reply {
    let back = back_to(&form.back, &format!("/deals/{id}"));
    let Some(place) = PLACES.iter().find(|p| p.key == form.stage) else { return Err(base::refuse("choice", base::Kind::Invalid).into()) };
    match (place.key, place.stage) {
        ("won", _) => {
            let today = me.l10n(&app).day_of(app.now());
            app.transact(&me.actor, |work| async move { actions::win(&work, id, None, today, None).await }).await?;
        }
        (_, Some(to)) => move_to(&app, &me, id, to).await?,
        (_, None) => return Err(base::refuse("choice", base::Kind::Invalid).into()),
    }
    Ok(redirect(&back))
}

async fn move_to(app: &App, me: &Me, id: DealId, to: Stage) -> Result<()> {
    app.transact(&me.actor, |work| async move { actions::move_stage(&work, id, None, to).await }).await?;
    Ok(())
}

/// Which question a page asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ask {
    Win,
    Loss,
    Withdrawal,
    Extension,
    Reopening,
    Release,
}

impl Ask {
    const fn noun(self) -> &'static str {
        match self {
            Self::Win => "win",
            Self::Loss => "loss",
            Self::Withdrawal => "withdrawal",
            Self::Extension => "extension",
            Self::Reopening => "reopening",
            Self::Release => "release",
        }
    }
}

/// What the small forms send.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct MoveForm {
    version: String,
    won_on: String,
    term_ends_on: String,
    reason_code: String,
    reason: String,
    note: String,
    answer: String,
}

#[derive(Template)]
#[template(path = "deals/pages/move.html")]
struct MovePage {
    ui: Ui,
    title: String,
    text: String,
    verb: String,
    action: String,
    back: String,
    danger: bool,
    ask: &'static str,
    f: MoveForm,
    today: String,
    reasons: Vec<Choice>,
    /// What the partner said when it asked for more time; staff answer it.
    asked: Option<String>,
    errors: Errors,
}

async fn ask_page(app: &App, me: &Me, id: DealId, ask: Ask, mut f: MoveForm, errors: Errors) -> Result<MovePage> {
    let mut ui = Page::plain(app, me);
    ui.task = true;
    let work = app.read(&me.actor);
    let deal = actions::get(&work, id).await?;
    let terms = actions::terms(&work).await?;
    if f.version.is_empty() || !errors.is_empty() {
        f.version = deal.version.to_string();
    }
    let company = deal.registration.customer.company.as_str();
    let noun = ask.noun();
    let today = ui.l.day_of(ui.now).to_string();
    if f.won_on.is_empty() {
        f.won_on.clone_from(&today);
    }
    let text = match ask {
        Ask::Extension if me.is_staff() => ui.t1("deals-ask-extension-staff", "days", terms.extension_days),
        Ask::Extension => ui.t1("deals-ask-extension-text", "days", terms.extension_days),
        Ask::Win | Ask::Loss | Ask::Withdrawal | Ask::Reopening | Ask::Release => ui.t(&format!("deals-ask-{noun}-text")),
    };
    Ok(MovePage {
        title: ui.t1(&format!("deals-ask-{noun}"), "company", company),
        text,
        verb: ui.t(&format!("deals-ask-{noun}-verb")),
        action: format!("/deals/{id}/{noun}"),
        back: format!("/deals/{id}"),
        danger: matches!(ask, Ask::Loss | Ask::Withdrawal),
        ask: noun,
        today,
        reasons: LossReason::ALL.iter().map(|r| Choice::new(r.code(), ui.t(&r.label_key()))).collect(),
        asked: deal.protected().and_then(|p| p.ask.as_ref()).filter(|_| me.is_staff()).map(|a| a.reason.clone()),
        f,
        errors,
        ui,
    })
}

async fn asked(app: &App, me: &Me, id: DealId, ask: Ask) -> Reply {
    html(&ask_page(app, me, id, ask, MoveForm::default(), Errors::none()).await?)
}

/// The answer to a small form: back to the deal, or the question again with what is wrong.
async fn done(app: &App, me: &Me, id: DealId, ask: Ask, f: MoveForm, outcome: Result<Deal>, said: &'static str) -> Reply {
    match outcome {
        Ok(_) => Ok(flash_to(app, &format!("/deals/{id}"), said)),
        Err(e) => {
            let errors = errors_of(e, &Page::plain(app, me))?;
            Page::refused(&ask_page(app, me, id, ask, f, errors).await?)
        }
    }
}

fn version(f: &MoveForm) -> Option<i64> {
    f.version.parse().ok()
}

fn one_wrong(field: &str, code: &'static str) -> base::Error {
    let mut invalid = base::Invalid::new();
    invalid.push(base::FieldError::new(field, code));
    invalid.into()
}

pub(super) async fn ask_win(State(app): State<App>, me: Me, Path(id): Path<DealId>) -> Reply {
    asked(&app, &me, id, Ask::Win).await
}

pub(super) async fn win(State(app): State<App>, me: Me, Path(id): Path<DealId>, Form(f): Form<MoveForm>) -> Reply {
    let ends = Some(f.term_ends_on.trim()).filter(|t| !t.is_empty()).map(str::parse::<chrono::NaiveDate>).transpose();
    let outcome = match (f.won_on.trim().parse(), ends) {
        (Ok(on), Ok(ends)) => {
            app.transact(&me.actor, |work| {
                let v = version(&f);
                async move { actions::win(&work, id, v, on, ends).await }
            })
            .await
        }
        (Err(_), _) => Err(one_wrong("won_on", "date")),
        (_, Err(_)) => Err(one_wrong("term_ends_on", "date")),
    };
    done(&app, &me, id, Ask::Win, f, outcome, "deals-won").await
}

pub(super) async fn ask_loss(State(app): State<App>, me: Me, Path(id): Path<DealId>) -> Reply {
    asked(&app, &me, id, Ask::Loss).await
}

pub(super) async fn lose(State(app): State<App>, me: Me, Path(id): Path<DealId>, Form(f): Form<MoveForm>) -> Reply {
    let outcome = match LossReason::from_code(&f.reason_code) {
        Some(reason) => {
            let (form, v) = (&f, version(&f));
            app.transact(&me.actor, |work| async move { actions::lose(&work, id, v, reason, &form.note).await }).await
        }
        None => Err(one_wrong("reason_code", "choice")),
    };
    done(&app, &me, id, Ask::Loss, f, outcome, "deals-lost").await
}

pub(super) async fn ask_withdrawal(State(app): State<App>, me: Me, Path(id): Path<DealId>) -> Reply {
    asked(&app, &me, id, Ask::Withdrawal).await
}

pub(super) async fn withdraw(State(app): State<App>, me: Me, Path(id): Path<DealId>, Form(f): Form<MoveForm>) -> Reply {
    let (form, v) = (&f, version(&f));
    let outcome = app.transact(&me.actor, |work| async move { actions::withdraw(&work, id, v, &form.note).await }).await;
    done(&app, &me, id, Ask::Withdrawal, f, outcome, "deals-withdrawn").await
}

pub(super) async fn ask_extension(State(app): State<App>, me: Me, Path(id): Path<DealId>) -> Reply {
    asked(&app, &me, id, Ask::Extension).await
}

pub(super) async fn extend(State(app): State<App>, me: Me, Path(id): Path<DealId>, Form(f): Form<MoveForm>) -> Reply {
    let (form, v, staff) = (&f, version(&f), me.is_staff());
    let outcome = app
        .transact(&me.actor, |work| async move {
            if staff {
                actions::answer_extension(&work, id, v, form.answer != "no", &form.reason).await
            } else {
                actions::ask_extension(&work, id, v, &form.reason).await
            }
        })
        .await;
    let waits = outcome.as_ref().is_ok_and(|d| d.protected().is_some_and(|p| p.ask.is_some()));
    let said = if waits {
        "deals-extension-asked"
    } else if staff && f.answer == "no" {
        "deals-extension-declined"
    } else {
        "deals-extended"
    };
    done(&app, &me, id, Ask::Extension, f, outcome, said).await
}

pub(super) async fn ask_reopening(State(app): State<App>, me: Me, Path(id): Path<DealId>) -> Reply {
    asked(&app, &me, id, Ask::Reopening).await
}

pub(super) async fn reopen(State(app): State<App>, me: Me, Path(id): Path<DealId>, Form(f): Form<MoveForm>) -> Reply {
    let (form, v) = (&f, version(&f));
    let outcome = app.transact(&me.actor, |work| async move { actions::reopen(&work, id, v, &form.reason).await }).await;
    done(&app, &me, id, Ask::Reopening, f, outcome, "deals-reopened").await
}

pub(super) async fn ask_release(State(app): State<App>, me: Me, Path(id): Path<DealId>) -> Reply {
    asked(&app, &me, id, Ask::Release).await
}

pub(super) async fn release(State(app): State<App>, me: Me, Path(id): Path<DealId>, Form(f): Form<MoveForm>) -> Reply {
    let (form, v) = (&f, version(&f));
    let outcome = app.transact(&me.actor, |work| async move { actions::release(&work, id, v, &form.reason).await }).await;
    done(&app, &me, id, Ask::Release, f, outcome, "deals-released").await
}

/// What the decision form sends.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct DecisionForm {
    version: String,
    decision: String,
    note: String,
    reason: String,
    separate: String,
    choice: String,
    account: String,
}

struct AccountChoice {
    id: String,
    name: String,
    place: String,
}

#[derive(Template)]
#[template(path = "deals/pages/decision.html")]
struct DecisionPage {
    ui: Ui,
    d: Deal,
    partner: String,
    value: String,
    country: String,
    due: String,
    need: ui::Html,
    lines: Vec<Line>,
    rivals: Vec<Rival>,
    /// Whether another partner was given a lead about the customer.
    claimed: bool,
    /// Whether another partner goes first with the renewal or expansion.
    incumbent: bool,
    files: Vec<FileRow>,
    why: Vec<String>,
    accounts: Vec<AccountChoice>,
    reasons: Vec<Choice>,
    answer: String,
    f: DecisionForm,
    errors: Errors,
}

impl DecisionPage {
    fn back_href(&self) -> String {
        format!("/deals/{}", self.d.id)
    }

    fn action(&self) -> String {
        format!("/deals/{}/decision", self.d.id)
    }
}

async fn decision_page(app: &App, me: &Me, id: DealId, mut f: DecisionForm, errors: Errors) -> Result<DecisionPage> {
    let mut ui = Page::plain(app, me);
    ui.task = true;
    let work = app.read(&me.actor);
    let d = actions::get(&work, id).await?;
    f.version = d.version.to_string();
    let catalog = partners::products(&work).await?;
    let matches = actions::accounts_like(&work, &d).await?;
    let evidence = actions::evidence(&work, &d).await?;
    if f.account.is_empty() {
        f.account = d.account.map(|a| a.to_string()).unwrap_or_default();
    }
    let account = |m: accounts::Match| AccountChoice {
        place: [m.account.city.as_str(), m.account.country.as_str()]
            .iter()
            .filter(|t| !t.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(", "),
        id: m.account.id.to_string(),
        name: m.account.name.clone(),
    };
    Ok(DecisionPage {
        partner: actions::people(&work, d.partner).await?.partner,
        value: ui.l.money(d.value()),
        country: accounts::countries::name(&ui.l, &d.registration.customer.country),
        due: d.review().map(|r| ui.l.deadline(r.decide_by)).unwrap_or_default(),
        need: ui::markdown(&d.registration.need),
        lines: named(&ui, &d, &catalog),
        rivals: rivals(&ui, evidence),
        incumbent: d.review().is_some_and(|r| r.why.contains(&Why::Incumbent)),
        files: actions::files(&work, id).await?.iter().map(|file| row(&ui, file)).collect(),
        claimed: d.review().is_some_and(|r| r.why.contains(&Why::Claimed)),
        why: d.review().map(|r| r.why.iter().map(|w| ui.t(&w.label_key())).collect()).unwrap_or_default(),
        accounts: matches.into_iter().map(account).collect(),
        reasons: RejectReason::ALL.iter().map(|r| Choice::new(r.code(), ui.t(&r.label_key()))).collect(),
        answer: d.registration.answer.map(|a| ui.t(&a.label_key())).unwrap_or_default(),
        f,
        errors,
        d,
        ui,
    })
}

pub(super) async fn ask_decision(State(app): State<App>, me: Me, Path(id): Path<DealId>) -> Reply {
    html(&decision_page(&app, &me, id, DecisionForm::default(), Errors::none()).await?)
}

pub(super) async fn decide(State(app): State<App>, me: Me, Path(id): Path<DealId>, Form(f): Form<DecisionForm>) -> Reply {
    let version = f.version.parse().ok();
    let form = &f;
    let (outcome, said) = if f.decision == "approve" {
        let over = (!f.choice.is_empty()).then_some(Over::Choice);
        let account = f.account.parse::<AccountId>().ok();
        let approval = &Approval { note: f.note.clone(), separate: !f.separate.is_empty(), account, over };
        let outcome = app.transact(&me.actor, |work| async move { actions::approve(&work, id, version, approval).await }).await;
        (outcome, "deals-approved")
    } else {
        let outcome = match RejectReason::from_code(&f.reason) {
            Some(reason) => {
                app.transact(&me.actor, |work| async move { actions::reject(&work, id, version, reason, &form.note).await }).await
            }
            None => Err(one_wrong("reason", "choice")),
        };
        (outcome, "deals-rejected")
    };
    match outcome {
        Ok(_) => Ok(flash_to(&app, &format!("/deals/{id}"), said)),
        Err(e) => {
            let errors = errors_of(e, &Page::plain(&app, &me))?;
            Page::refused(&decision_page(&app, &me, id, f, errors).await?)
        }
    }
}
