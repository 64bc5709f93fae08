//! The family of an account: a card on its page, and a form for its parent.

use access::{Permission, Resource};
use askama::Template;
use axum::extract::State;
use base::{AccountId, Error, Fault, Result};
use serde::Deserialize;
use ui::{Errors, Ui};
use web::{App, Form, FormErrors, Gate, Me, Page, Path, Reader, Reply, Routes, flash_to, html};
use work::Work;

use super::actions;
use crate::accounts;

pub(crate) fn routes() -> Routes {
    Routes::new().get("/accounts/{id}/parent", Gate::May(Permission::AccountManage), edit).post(
        "/accounts/{id}/parent",
        Gate::May(Permission::AccountManage),
        save,
    )
}

struct Member {
    href: String,
    name: String,
}

fn member(a: accounts::model::Account) -> Member {
    Member { href: format!("/accounts/{}", a.id), name: a.details.name }
}

#[derive(Template)]
#[template(path = "families/pages/card.html")]
struct Card {
    ui: Ui,
    /// The head of the family first.
    ancestors: Vec<Member>,
    name: String,
    children: Vec<Member>,
    /// Where the parent is changed; empty for those who may not.
    edit: String,
}

/// The card, for those who see accounts.
pub(crate) async fn of_account(work: &Work, reader: &Reader<'_>, id: AccountId) -> Result<Option<String>> {
    if !reader.me.is_staff() {
        return Ok(None);
    }
    let found = actions::family(work, id).await?;
    let name = accounts::actions::get(work, id).await?.details.name;
    let may = work.can(Permission::AccountManage, &Resource::general("account").id(id));
    let card = Card {
        ui: Ui::new(reader.l.clone(), work.now()),
        ancestors: found.ancestors.into_iter().rev().map(member).collect(),
        name,
        children: found.children.into_iter().map(member).collect(),
        edit: if may { format!("/accounts/{id}/parent") } else { String::new() },
    };
    Ok(Some(card.render().map_err(|e| Fault::new("rendering the family of an account", e))?))
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct ParentForm {
    parent: String,
}

#[derive(Template)]
#[template(path = "families/pages/parent.html")]
struct ParentPage {
    ui: Ui,
    /// The account's address.
    href: String,
    name: String,
    parent: String,
    errors: Errors,
}

async fn page(app: &App, me: &Me, id: AccountId, parent: Option<String>, errors: Errors) -> Result<ParentPage> {
    let work = app.read(&me.actor);
    let account = accounts::actions::get(&work, id).await?;
    let parent = match parent {
        Some(typed) => typed,
        None => actions::family(&work, id).await?.ancestors.into_iter().next().map(|a| a.details.name).unwrap_or_default(),
    };
    let ui = Page::full(app, me).await?;
    let errors = errors.named("parent", ui.t("account-parent"));
    Ok(ParentPage { ui, href: format!("/accounts/{id}"), name: account.details.name, parent, errors })
}

fn staff_only(me: &Me) -> Result<()> {
    if me.is_staff() { Ok(()) } else { Err(Error::missing()) }
}

async fn edit(State(app): State<App>, me: Me, Path(id): Path<AccountId>) -> Reply {
    staff_only(&me)?;
    html(&page(&app, &me, id, None, Errors::none()).await?)
}

async fn save(State(app): State<App>, me: Me, Path(id): Path<AccountId>, Form(form): Form<ParentForm>) -> Reply {
    staff_only(&me)?;
    let typed = form.parent.trim();
    let saved = app
        .transact(&me.actor, |work| async move {
            accounts::actions::get(&work, id).await?;
            let parent = if typed.is_empty() { None } else { Some(actions::named(&work, typed).await?) };
            actions::set_parent(&work, id, parent).await
        })
        .await;
    match saved {
        Ok(()) => Ok(flash_to(&app, &format!("/accounts/{id}"), "account-parent-saved")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&page(&app, &me, id, Some(form.parent), errors).await?)
        }
    }
}
