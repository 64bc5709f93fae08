//! Two accounts side by side, merged and taken apart again.

use access::{Permission, Resource};
use askama::Template;
use axum::extract::State;
use base::{AccountId, Error, Fault, Kind, MergeId, Result};
use serde::Deserialize;
use ui::{Errors, Ui};
use web::{App, Form, FormErrors, Gate, Me, Page, Path, Query, Reader, Reply, Routes, flash_to, html};
use work::Work;

use super::model::NewMerge;
use super::{actions, rules};
use crate::accounts::fields::Field;
use crate::accounts::model::{Account, Details};

pub(crate) fn routes() -> Routes {
    let manage = Gate::May(Permission::AccountManage);
    Routes::new().get("/accounts/{id}/merge", manage, compare).post("/accounts/{id}/merge", manage, merge).post(
        "/accounts/{id}/unmerge",
        manage,
        unmerge,
    )
}

fn staff_only(me: &Me) -> Result<()> {
    if me.is_staff() { Ok(()) } else { Err(Error::missing()) }
}

/// A field in which the two differ.
struct Choice {
    field: &'static str,
    label: String,
    own: String,
    other: String,
    /// Whether the other's value is taken over.
    take: bool,
}

#[derive(Template)]
#[template(path = "merges/pages/compare.html")]
struct ComparePage {
    ui: Ui,
    href: String,
    /// The same question with the other one staying.
    turned: String,
    name: String,
    other: String,
    other_id: String,
    version: i64,
    other_version: i64,
    choices: Vec<Choice>,
    reason: String,
    errors: Errors,
}

/// A value as people read it.
fn shown(ui: &Ui, field: Field, d: &Details) -> String {
    match field {
        Field::Domains => d.domains.join(", "),
        Field::Country => crate::countries::name(&ui.l, &d.country),
        Field::Employees => d.employees.map(|n| ui.number(n)).unwrap_or_default(),
        Field::Revenue => d.revenue.map(|m| ui.money(&m)).unwrap_or_default(),
        other => other.value(d).as_str().unwrap_or_default().to_owned(),
    }
}

fn page(ui: Ui, one: &Account, other: &Account, take: &[Field], reason: String, errors: Errors) -> ComparePage {
    let choice = |f: Field| Choice {
        field: f.code(),
        label: ui.t(f.label_key()),
        own: shown(&ui, f, &one.details),
        other: shown(&ui, f, &other.details),
        take: take.contains(&f),
    };
    ComparePage {
        choices: rules::choices(&one.details, &other.details).into_iter().map(choice).collect(),
        href: format!("/accounts/{}", one.id),
        turned: format!("/accounts/{}/merge?other={}", other.id, one.id),
        name: one.name.clone(),
        other: other.name.clone(),
        other_id: other.id.to_string(),
        version: one.version,
        other_version: other.version,
        reason,
        errors,
        ui,
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct CompareQuery {
    other: String,
}

async fn compare(State(app): State<App>, me: Me, Path(id): Path<AccountId>, Query(query): Query<CompareQuery>) -> Reply {
    staff_only(&me)?;
    let other: AccountId = query.other.parse().map_err(|_| Error::missing())?;
    let (one, other) = actions::compare(&app.read(&me.actor), id, other).await?;
    let take = rules::proposed(&one.details, &other.details);
    html(&page(Page::full(&app, &me).await?, &one, &other, &take, String::new(), Errors::none()))
}

#[derive(Debug, Clone, Deserialize, Default)]
#[serde(default)]
struct MergeForm {
    other: String,
    version: String,
    other_version: String,
    /// The codes of the fields that are taken over.
    take: Vec<String>,
    reason: String,
}

fn wrong(e: Error, ui: &Ui) -> Result<Errors, web::Failed> {
    if e.kind() == Some(Kind::Stale) {
        return Ok(Errors::from_refusal(&ui.l, &base::Simple::new("stale", Kind::Stale)));
    }
    Ok(FormErrors::of(e, &ui.l)?.named("reason", ui.t("account-merge-reason")))
}

async fn merge(State(app): State<App>, me: Me, Path(id): Path<AccountId>, Form(form): Form<MergeForm>) -> Reply {
    staff_only(&me)?;
    let other: AccountId = form.other.parse().map_err(|_| Error::missing())?;
    let take: Vec<Field> = form.take.iter().filter_map(|c| Field::from_code(c)).collect();
    let versions = form.version.parse().ok().zip(form.other_version.parse().ok());
    let new = &NewMerge { survivor: id, absorbed: other, take, reason: form.reason.clone(), versions };
    match app.transact(&me.actor, |work| async move { actions::merge(&work, new).await }).await {
        Ok(_) => Ok(flash_to(&app, &format!("/accounts/{id}"), "account-merged")),
        Err(e) => {
            let ui = Page::full(&app, &me).await?;
            let errors = wrong(e, &ui)?;
            let (one, other) = actions::compare(&app.read(&me.actor), id, other).await?;
            Page::refused(&page(ui, &one, &other, &new.take, form.reason, errors))
        }
    }
}

#[derive(Debug, Clone, Deserialize, Default)]
#[serde(default)]
struct UnmergeForm {
    merge: String,
    reason: String,
}

async fn unmerge(State(app): State<App>, me: Me, Path(id): Path<AccountId>, Form(form): Form<UnmergeForm>) -> Reply {
    staff_only(&me)?;
    let merge: MergeId = form.merge.parse().map_err(|_| Error::missing())?;
    let reason = form.reason.as_str();
    let kept = app.transact(&me.actor, |work| async move { actions::unmerge(&work, merge, reason).await }).await?;
    let said = if kept.is_empty() { "account-unmerged" } else { "account-unmerged-kept" };
    Ok(flash_to(&app, &format!("/accounts/{id}"), said))
}

struct Past {
    id: String,
    text: String,
    reason: String,
    /// Whether it can be undone here.
    open: bool,
}

#[derive(Template)]
#[template(path = "merges/pages/card.html")]
struct Card {
    ui: Ui,
    href: String,
    merges: Vec<Past>,
}

/// The merges of an account, where there are any.
pub(crate) async fn of_account(work: &Work, reader: &Reader<'_>, id: AccountId) -> Result<Option<String>> {
    if !reader.me.is_staff() {
        return Ok(None);
    }
    let found = actions::history(work, id).await?;
    if found.is_empty() {
        return Ok(None);
    }
    let ui = Ui::new(reader.l.clone(), work.now());
    let may = work.can(Permission::AccountManage, &Resource::general("account").id(id));
    let ids: Vec<AccountId> = found.iter().map(|m| m.absorbed).collect();
    let names = crate::accounts::actions::bulk::by_ids(work, &ids).await?;
    let past = |m: super::model::Merge| {
        let name = names.get(&m.absorbed).map(|a| a.name.clone()).unwrap_or_default();
        let deed = m.undone.as_ref().unwrap_or(&m.made);
        let key = if m.undone.is_some() { "account-merge-undone" } else { "account-merge-made" };
        Past {
            id: m.id.to_string(),
            text: ui.t3(key, "name", name, "who", deed.by.as_str(), "when", ui.date_time(&deed.at)),
            open: may && m.undone.is_none(),
            reason: m.reason,
        }
    };
    let merges = found.into_iter().map(past).collect();
    let card = Card { href: format!("/accounts/{id}"), merges, ui };
    Ok(Some(card.render().map_err(|e| Fault::new("rendering the merges of an account", e))?))
}
