//! The partner's own company page.

use access::{Permission, Resource};
use askama::Template;
use axum::extract::State;
use base::Error;
use serde::Deserialize;
use ui::{Errors, Tone, Ui};
use web::{App, Form, FormErrors, Me, Page, Reply, flash_to, html};
use work::Actor;

use super::super::actions;
use super::super::model::Partner;
use super::tone;
use crate::standing;

#[derive(Template)]
#[template(path = "directory/pages/company.html")]
struct CompanyPage {
    ui: Ui,
    p: Partner,
    kind: String,
    state: String,
    tone: Tone,
    tier: String,
    program: String,
    country: String,
    manager: Option<(String, String)>,
    city: String,
    website: String,
    can_edit: bool,
    errors: Errors,
}

pub(super) async fn company(State(app): State<App>, me: Me) -> Reply {
    html(&own(&app, &me, None, Errors::none()).await?)
}

async fn own(app: &App, me: &Me, typed: Option<&CompanyForm>, errors: Errors) -> Result<CompanyPage, Error> {
    let work = app.read(&me.actor);
    let id = me.partner()?;
    let stand = standing::actions::standing(&work, id).await?;
    let ui = Page::full(app, me).await?;
    let p = stand.partner;
    // The manager is somebody of the vendor, whom a member could not look up.
    let system = app.read(&Actor::system("company page"));
    let manager = match p.manager {
        Some(m) => Some(identity::get(&system, m).await?).map(|u| (u.name, u.email)),
        None => None,
    };
    let resource = Resource { kind: "partner", id: Some(id.uuid()), partner: Some(id), owner: None };
    Ok(CompanyPage {
        kind: ui.t(p.kind.label_key()),
        state: ui.t(p.state.label_key()),
        tone: tone(p.state),
        tier: stand.tier.map(|t| t.name).unwrap_or_default(),
        program: stand.program.map(|x| x.name).unwrap_or_default(),
        country: ui.l.country(&p.country).to_owned(),
        manager,
        city: typed.map_or_else(|| p.city.clone(), |t| t.city.clone()),
        website: typed.map_or_else(|| p.website.clone(), |t| t.website.clone()),
        can_edit: work.can(Permission::MemberManage, &resource),
        errors,
        p,
        ui,
    })
}

#[derive(Deserialize)]
pub(super) struct CompanyForm {
    #[serde(default)]
    city: String,
    #[serde(default)]
    website: String,
    #[serde(default)]
    version: i64,
}

pub(super) async fn edit(State(app): State<App>, me: Me, Form(form): Form<CompanyForm>) -> Reply {
    let id = me.partner()?;
    let typed = &form;
    let outcome = app
        .transact(&me.actor, |work| async move { actions::edit(&work, id, Some(typed.version), &typed.city, &typed.website).await })
        .await;
    match outcome {
        Ok(_) => Ok(flash_to(&app, "/company", "company-saved")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&own(&app, &me, Some(&form), errors).await?)
        }
    }
}
