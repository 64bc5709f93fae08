//! A named account of the draft as a form.

use askama::Template;
use axum::extract::State;
use base::{AccountId, Error, Invalid, Result};
use serde::Deserialize;
use ui::{Choice, Errors, Ui};
use web::{App, Form, Me, Page, Query, Reply, flash_to, html};

use super::form::{ServedForm, owners, ways};
use super::view::People;
use super::{staff_only, wrong};
use crate::accounts;
use crate::coverage::actions;
use crate::coverage::model::{Name, Validity};

/// What the form of a named account sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct NameForm {
    account: String,
    note: String,
    /// `remove` takes the account out.
    verb: String,
    way: String,
    partners: String,
    segment: String,
    territory: String,
    owner: String,
    from: String,
    until: String,
}

impl NameForm {
    fn served(&self) -> ServedForm {
        let f = self.clone();
        ServedForm {
            way: f.way,
            partners: f.partners,
            segment: f.segment,
            territory: f.territory,
            owner: f.owner,
            from: f.from,
            until: f.until,
        }
    }
}

#[derive(Template)]
#[template(path = "coverage/pages/name.html")]
struct NamePage {
    ui: Ui,
    f: NameForm,
    name: String,
    /// Whether the draft names it already.
    known: bool,
    ways: Vec<Choice>,
    owners: Vec<Choice>,
    errors: Errors,
}

async fn page(app: &App, me: &Me, id: AccountId, f: NameForm, known: bool, errors: Errors) -> Result<NamePage> {
    let mut ui = Page::full(app, me).await?;
    ui.task = true;
    let work = app.read(&me.actor);
    let account = accounts::actions::get(&work, id).await?;
    let mut errors = errors;
    for (field, label) in [
        ("way", "coverage-way"),
        ("partners", "coverage-partners"),
        ("owner", "coverage-owner"),
        ("from", "coverage-valid-from"),
        ("until", "coverage-valid-until"),
        ("note", "coverage-note"),
    ] {
        errors = errors.named(field, ui.t(label));
    }
    Ok(NamePage { name: account.details.name, ways: ways(&ui), owners: owners(&work).await?, f, known, errors, ui })
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct NameQuery {
    account: String,
}

pub(super) async fn edit(State(app): State<App>, me: Me, Query(query): Query<NameQuery>) -> Reply {
    staff_only(&me)?;
    let id: AccountId = query.account.parse().map_err(|_| Error::missing())?;
    let work = app.read(&me.actor);
    accounts::actions::get(&work, id).await?;
    let there = match actions::draft(&work).await? {
        Some(draft) => actions::named(&work, draft.version, id).await?,
        // Naming an account begins a draft; until then the plan in force says what there is.
        None => match actions::in_force(&work).await? {
            Some(plan) => actions::named(&work, plan.version, id).await?,
            None => None,
        },
    };
    let mut f = NameForm { account: id.to_string(), ..NameForm::default() };
    let known = there.is_some();
    if let Some(n) = there {
        let people = People::of(&work, None, std::slice::from_ref(&n)).await?;
        let s = ServedForm::of(&n.served, n.validity, &people);
        f = NameForm {
            way: s.way,
            partners: s.partners,
            segment: s.segment,
            territory: s.territory,
            owner: s.owner,
            from: s.from,
            until: s.until,
            note: n.note,
            ..f
        };
    }
    html(&page(&app, &me, id, f, known, Errors::none()).await?)
}

pub(super) async fn save(State(app): State<App>, me: Me, Form(form): Form<NameForm>) -> Reply {
    staff_only(&me)?;
    let id: AccountId = form.account.parse().map_err(|_| Error::missing())?;
    if form.verb == "remove" {
        app.transact(&me.actor, |work| async move {
            actions::begin(&work).await?;
            actions::unname(&work, id).await
        })
        .await?;
        return Ok(flash_to(&app, "/coverage/draft", "coverage-unnamed"));
    }
    match saved(&app, &me, id, &form).await {
        Ok(()) => Ok(flash_to(&app, "/coverage/draft", "coverage-named")),
        Err(e) => {
            let errors = wrong(e, &Page::plain(&app, &me))?;
            Page::refused(&page(&app, &me, id, form, false, errors).await?)
        }
    }
}

async fn saved(app: &App, me: &Me, id: AccountId, form: &NameForm) -> Result<()> {
    let work = app.read(&me.actor);
    let mut invalid = Invalid::new();
    let (served, validity): (_, Validity) = form.served().read(&work, &mut invalid).await?;
    let new = &Name { account: id, served, validity, note: form.note.clone() };
    let invalid = &invalid;
    app.transact(&me.actor, |work| async move {
        actions::begin(&work).await?;
        actions::name(&work, new, invalid.clone()).await.map(|_| ())
    })
    .await
}
