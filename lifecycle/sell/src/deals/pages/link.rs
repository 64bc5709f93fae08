//! The page behind the link of a reminder: one deal, updated on a phone without signing in.
//!
//! Looking changes nothing, so that a program that follows the links of mails does no harm.

use askama::Template;
use axum::extract::State;
use base::{FieldError, Invalid, Result};
use serde::Deserialize;
use ui::{Choice, Errors, Ui};
use web::{App, Form, Me, Page, Path, Reply, flash_to, html};
use work::Actor;

use super::super::actions::{self, ByLink, Update};
use super::super::model::{Deal, Stage, StateKind};
use super::input::errors_of;
use super::view::{left, place_of};

#[derive(Template)]
#[template(path = "deals/pages/link.html")]
struct LinkPage {
    ui: Ui,
    errors: Errors,
    path: String,
    d: Deal,
    place: String,
    value: String,
    /// How long the protection still lasts; empty when there is nothing left to update.
    left: String,
    until: String,
    who: String,
    stages: Vec<Choice>,
    f: LinkForm,
}

/// What the buttons send.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub(super) struct LinkForm {
    version: String,
    answer: String,
    stage: String,
    close_on: String,
    note: String,
    reason: String,
}

impl LinkForm {
    /// What was said, or what cannot be read of it.
    fn read(&self) -> Result<ByLink, Invalid> {
        let mut invalid = Invalid::new();
        let said = match self.answer.as_str() {
            "withdraw" => ByLink::Withdraw { note: self.reason.clone() },
            "no_change" => ByLink::Update(Update::default()),
            "update" => {
                let stage = Stage::from_code(&self.stage);
                invalid.check(stage.is_some() || self.stage.is_empty(), "stage", "choice");
                let close_on = self.close_on.trim().parse().ok();
                invalid.check(close_on.is_some() || self.close_on.trim().is_empty(), "close_on", "date");
                ByLink::Update(Update { stage, close_on, note: self.note.clone() })
            }
            _ => {
                invalid.push(FieldError::new("answer", "choice"));
                ByLink::Update(Update::default())
            }
        };
        invalid.finish().map(|()| said)
    }
}

impl LinkPage {
    /// What is wrong with the text of one of the two forms.
    fn wrong_in(&self, form: &str) -> String {
        if (self.f.answer == "withdraw") == (form == "withdraw") { self.errors.of("note").to_owned() } else { String::new() }
    }
}

fn page(app: &App, me: &Me, secret: &str, actor: &Actor, d: Deal, mut f: LinkForm, errors: Errors) -> LinkPage {
    let ui = Page::plain(app, me);
    let protected = d.protected();
    if f.answer.is_empty() {
        f.stage = d.stage().map(|s| s.code().to_owned()).unwrap_or_default();
        f.close_on = d.registration.close_on.map(|on| on.to_string()).unwrap_or_default();
    }
    f.version = d.version.to_string();
    LinkPage {
        path: format!("/deal-updates/{secret}"),
        place: place_of(&ui, d.kind(), d.stage()).0,
        value: ui.l.money(d.value()),
        left: protected.map(|p| left(&ui, p.until)).unwrap_or_default(),
        until: protected.map(|p| ui.l.date(ui.l.day_of(p.until))).unwrap_or_default(),
        who: actor.name.clone(),
        stages: Stage::ALL.iter().map(|s| Choice::new(s.code(), ui.t(&s.label_key()))).collect(),
        errors,
        f,
        d,
        ui,
    }
}

/// The person of a link as who acts now, and the deal as that person may see it.
async fn opened(app: &App, me: &Me, secret: &str) -> Result<(Actor, Deal)> {
    let (id, person) = actions::linked(&app.read(&app.system("deal link")), secret).await?;
    let actor = Actor { address: me.actor.address, request: me.actor.request.clone(), ..person };
    let deal = actions::get(&app.read(&actor), id).await?;
    Ok((actor, deal))
}

pub(super) async fn show(State(app): State<App>, me: Me, Path(secret): Path<String>) -> Reply {
    let (actor, deal) = opened(&app, &me, &secret).await?;
    html(&page(&app, &me, &secret, &actor, deal, LinkForm::default(), Errors::none()))
}

pub(super) async fn answer(State(app): State<App>, me: Me, Path(secret): Path<String>, Form(form): Form<LinkForm>) -> Reply {
    let (actor, _) = opened(&app, &me, &secret).await?;
    let done = match form.read() {
        Ok(said) => {
            let (said, key, version) = (&said, secret.as_str(), form.version.parse().ok());
            app.transact(&actor, |work| async move { actions::by_link(&work, key, version, said).await }).await
        }
        Err(invalid) => Err(invalid.into()),
    };
    let said = match (&done, form.answer.as_str()) {
        (Ok(d), _) if d.kind() == StateKind::Withdrawn => "deals-withdrawn",
        (_, "no_change") => "deals-link-confirmed",
        _ => "deals-link-updated",
    };
    match done {
        Ok(_) => Ok(flash_to(&app, &format!("/deal-updates/{secret}"), said)),
        Err(e) => {
            let errors = errors_of(e, &Page::plain(&app, &me))?;
            let (actor, deal) = opened(&app, &me, &secret).await?;
            Page::refused(&page(&app, &me, &secret, &actor, deal, form, errors))
        }
    }
}
