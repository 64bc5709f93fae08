//! What staff do with a request: publish, give points, decide, take back.

use askama::Template;
use axum::extract::State;
use base::{FieldError, Invalid, ProposalId, ProposalRequestId, Result};
use serde::Deserialize;
use ui::{Choice, Errors, Ui};
use web::{App, Form, FormErrors, Me, Page, Path, Reply, flash_to, html, redirect};

use super::super::actions::{self, Points};
use super::super::model::StateKind;
use super::hundredths;
use super::show::of_staff;

/// What the button of a request sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct VersionForm {
    version: String,
}

pub(super) async fn publish(State(app): State<App>, me: Me, Path(id): Path<ProposalRequestId>, Form(f): Form<VersionForm>) -> Reply {
    let version = f.version.parse().ok();
    match app.transact(&me.actor, |work| async move { actions::publish(&work, id, version).await }).await {
        Ok(_) => Ok(flash_to(&app, &format!("/proposals/{id}"), "proposals-published")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            let request = actions::get(&app.read(&me.actor), id).await?;
            of_staff(&app, &me, request, &ReviewForm::default(), errors).await
        }
    }
}

/// What a reviewer sends: the same places in three lists are one criterion.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ReviewForm {
    pub(super) proposal: String,
    criterion: Vec<String>,
    points: Vec<String>,
    note: Vec<String>,
}

impl ReviewForm {
    fn at<'a>(&self, key: &str, list: &'a [String]) -> &'a str {
        let place = self.criterion.iter().position(|c| c == key);
        place.and_then(|i| list.get(i)).map_or("", String::as_str)
    }

    /// The points of a criterion, as typed.
    pub(super) fn points(&self, key: &str) -> String {
        self.at(key, &self.points).to_owned()
    }

    /// The note of a criterion, as typed.
    pub(super) fn note(&self, key: &str) -> String {
        self.at(key, &self.note).to_owned()
    }

    fn read(&self) -> (Vec<Points>, Invalid) {
        let (mut invalid, mut all) = (Invalid::new(), Vec::new());
        for key in self.criterion.iter().take(40) {
            let typed = self.at(key, &self.points).trim();
            if typed.is_empty() {
                continue;
            }
            let points = typed.parse().unwrap_or_else(|_| {
                invalid.push(FieldError::new(format!("points.{key}"), "number"));
                0
            });
            all.push(Points { criterion: key.clone(), points, note: self.note(key) });
        }
        (all, invalid)
    }
}

pub(super) async fn review(State(app): State<App>, me: Me, Path(id): Path<ProposalRequestId>, Form(f): Form<ReviewForm>) -> Reply {
    let Ok(proposal) = f.proposal.parse::<ProposalId>() else { return Err(base::Error::missing().into()) };
    let (given, unread) = f.read();
    let (given, unread) = (&given, &unread);
    match app.transact(&me.actor, |work| async move { actions::review(&work, id, proposal, given, unread).await }).await {
        Ok(_) => Ok(flash_to(&app, &format!("/proposals/{id}"), "proposals-points-saved")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            let request = actions::get(&app.read(&me.actor), id).await?;
            of_staff(&app, &me, request, &f, errors).await
        }
    }
}

/// What deciding and taking back send.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct VerdictForm {
    version: String,
    proposal: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "proposals/pages/decide.html")]
struct DecidePage {
    ui: Ui,
    title: String,
    text: String,
    verb: String,
    action: String,
    back: String,
    f: VerdictForm,
    choices: Vec<Choice>,
    errors: Errors,
}

/// The value of the choice of nobody.
const NOBODY: &str = "nobody";

async fn award_page(app: &App, me: &Me, id: ProposalRequestId, mut f: VerdictForm, errors: Errors) -> Result<DecidePage> {
    let mut ui = Page::plain(app, me);
    ui.task = true;
    let work = app.read(&me.actor);
    let request = actions::get(&work, id).await?;
    let opened = actions::opened(&work, &request).await?;
    let choice = |(p, c): &(super::super::model::Proposal, super::super::rules::Compared)| {
        let total = c.total.map_or_else(|| ui.t("proposals-no-total"), |t| hundredths(&ui, t));
        Choice::new(p.id.to_string(), opened.names.get(&p.partner).cloned().unwrap_or_default()).hint(total)
    };
    let mut choices: Vec<Choice> = opened.answers.iter().map(choice).collect();
    choices.push(Choice::new(NOBODY, ui.t("proposals-nobody")).hint(ui.t("proposals-nobody-hint")));
    f.version = request.version.to_string();
    let text = if request.new.lead.is_some() { "proposals-decide-lead" } else { "proposals-decide-text" };
    Ok(DecidePage {
        title: ui.t1("proposals-decide-title", "title", request.new.need.title.as_str()),
        text: ui.t(text),
        verb: ui.t("proposals-decide"),
        action: format!("/proposals/{id}/award"),
        back: format!("/proposals/{id}"),
        f,
        choices,
        errors,
        ui,
    })
}

pub(super) async fn ask_award(State(app): State<App>, me: Me, Path(id): Path<ProposalRequestId>) -> Reply {
    // Before the deadline, and once it is decided, there is nothing to decide: its page says why.
    if actions::get(&app.read(&me.actor), id).await?.kind() != StateKind::Closed {
        return Ok(redirect(&format!("/proposals/{id}")));
    }
    html(&award_page(&app, &me, id, VerdictForm::default(), Errors::none()).await?)
}

pub(super) async fn award(State(app): State<App>, me: Me, Path(id): Path<ProposalRequestId>, Form(f): Form<VerdictForm>) -> Reply {
    let (version, reason) = (f.version.parse().ok(), &f.reason);
    let chosen = if f.proposal == NOBODY { Ok(None) } else { f.proposal.parse::<ProposalId>().map(Some) };
    let outcome = match chosen {
        Ok(chosen) => app.transact(&me.actor, |work| async move { actions::award(&work, id, version, chosen, reason).await }).await,
        Err(_) => {
            let mut invalid = Invalid::new();
            invalid.push(FieldError::new("proposal", "required"));
            Err(invalid.into())
        }
    };
    match outcome {
        Ok(_) => Ok(flash_to(&app, &format!("/proposals/{id}"), "proposals-decided")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&award_page(&app, &me, id, f, errors).await?)
        }
    }
}

async fn withdrawal_page(app: &App, me: &Me, id: ProposalRequestId, mut f: VerdictForm, errors: Errors) -> Result<DecidePage> {
    let mut ui = Page::plain(app, me);
    ui.task = true;
    let request = actions::get(&app.read(&me.actor), id).await?;
    f.version = request.version.to_string();
    Ok(DecidePage {
        title: ui.t1("proposals-withdraw-title", "title", request.new.need.title.as_str()),
        text: ui.t("proposals-withdraw-text"),
        verb: ui.t("proposals-withdraw"),
        action: format!("/proposals/{id}/withdrawal"),
        back: format!("/proposals/{id}"),
        f,
        choices: Vec::new(),
        errors,
        ui,
    })
}

pub(super) async fn ask_withdrawal(State(app): State<App>, me: Me, Path(id): Path<ProposalRequestId>) -> Reply {
    html(&withdrawal_page(&app, &me, id, VerdictForm::default(), Errors::none()).await?)
}

pub(super) async fn withdraw(State(app): State<App>, me: Me, Path(id): Path<ProposalRequestId>, Form(f): Form<VerdictForm>) -> Reply {
    let (version, reason) = (f.version.parse().ok(), &f.reason);
    match app.transact(&me.actor, |work| async move { actions::withdraw(&work, id, version, reason).await }).await {
        Ok(_) => Ok(flash_to(&app, &format!("/proposals/{id}"), "proposals-withdrawn")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&withdrawal_page(&app, &me, id, f, errors).await?)
        }
    }
}
