//! Proposing a mapping, and taking part in one by a code.

use askama::Template;
use axum::extract::State;
use base::{FieldError, Invalid, PageRequest, Result};
use serde::Deserialize;
use ui::{Choice, Errors, Ui};
use web::{App, Form, Me, Page, Reply, flash_to, html};

use super::{Pick, levels, picks, terms, wrong};
use crate::mapping::actions;
use crate::mapping::model::{Level, With};

#[derive(Debug, Clone, Deserialize, Default)]
#[serde(default)]
pub(super) struct ProposeForm {
    with: String,
    code: String,
    level: String,
    lists: Vec<String>,
}

#[derive(Template)]
#[template(path = "mapping/pages/propose.html")]
struct ProposePage {
    ui: Ui,
    /// Whether somebody comes with a code.
    joins: bool,
    is_partner: bool,
    with: String,
    partners: Vec<Choice>,
    code: String,
    level: String,
    levels: Vec<Choice>,
    picks: Vec<Pick>,
    errors: Errors,
}

async fn page(app: &App, me: &Me, joins: bool, f: &ProposeForm, errors: Errors) -> Result<ProposePage> {
    let mut ui = Page::full(app, me).await?;
    ui.task = true;
    let work = app.read(&me.actor);
    let partners = if me.is_staff() {
        let found = partners::list(&work, &partners::Filter::default(), &PageRequest::first(200)).await?;
        found.items.into_iter().map(|p| Choice::new(p.id.to_string(), p.name)).collect()
    } else {
        vec![
            Choice::new("vendor", work.vendor().to_owned()).hint(ui.t("mapping-with-vendor-hint")),
            Choice::new("invited", ui.t("mapping-with-invited")).hint(ui.t("mapping-with-invited-hint")),
        ]
    };
    let chosen: Vec<_> = f.lists.iter().filter_map(|l| l.parse().ok()).collect();
    Ok(ProposePage {
        joins,
        is_partner: me.is_member(),
        with: if f.with.is_empty() && me.is_member() { "vendor".to_owned() } else { f.with.clone() },
        partners,
        code: f.code.clone(),
        level: if f.level.is_empty() { Level::Count.code().to_owned() } else { f.level.clone() },
        levels: levels(&ui),
        picks: picks(&work, &ui, &chosen).await?,
        errors,
        ui,
    })
}

pub(super) async fn new(State(app): State<App>, me: Me) -> Reply {
    html(&page(&app, &me, false, &ProposeForm::default(), Errors::none()).await?)
}

/// The code that lets the other partner in, shown once.
#[derive(Template)]
#[template(path = "mapping/pages/code.html")]
struct CodePage {
    ui: Ui,
    href: String,
    code: String,
    address: String,
}

pub(super) async fn propose(State(app): State<App>, me: Me, Form(form): Form<ProposeForm>) -> Reply {
    match proposed(&app, &me, &form).await {
        Ok((href, None)) => Ok(flash_to(&app, &href, "mapping-proposed")),
        Ok((href, Some(code))) => html(&CodePage { ui: Page::full(&app, &me).await?, href, code, address: app.url("/mapping/join") }),
        Err(e) => {
            let errors = wrong(e, &Page::plain(&app, &me))?;
            Page::refused(&page(&app, &me, false, &form, errors).await?)
        }
    }
}

async fn proposed(app: &App, me: &Me, form: &ProposeForm) -> Result<(String, Option<String>)> {
    let with = match form.with.as_str() {
        "vendor" => Some(With::Vendor),
        "invited" => Some(With::Invited),
        other => other.parse().ok().map(With::Partner),
    };
    let Some(with) = with else {
        let mut invalid = Invalid::new();
        invalid.push(FieldError::new("with", "mapping.with"));
        return Err(invalid.into());
    };
    let terms = &terms(&form.level, &form.lists)?;
    let (id, code) = app.transact(&me.actor, |work| async move { actions::consent::propose(&work, with, terms).await }).await?;
    Ok((format!("/mapping/{id}"), code))
}

pub(super) async fn ask_join(State(app): State<App>, me: Me) -> Reply {
    html(&page(&app, &me, true, &ProposeForm::default(), Errors::none()).await?)
}

pub(super) async fn join(State(app): State<App>, me: Me, Form(form): Form<ProposeForm>) -> Reply {
    match joined(&app, &me, &form).await {
        Ok(href) => Ok(flash_to(&app, &href, "mapping-agreed")),
        Err(e) => {
            let errors = wrong(e, &Page::plain(&app, &me))?;
            Page::refused(&page(&app, &me, true, &form, errors).await?)
        }
    }
}

async fn joined(app: &App, me: &Me, form: &ProposeForm) -> Result<String> {
    let terms = &terms(&form.level, &form.lists)?;
    let code = form.code.as_str();
    let id = app.transact(&me.actor, |work| async move { actions::consent::join(&work, code, terms).await }).await?;
    Ok(format!("/mapping/{id}"))
}
