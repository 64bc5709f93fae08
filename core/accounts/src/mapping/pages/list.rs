//! A list of the own side: added from a file, looked at, replaced, removed.

use access::Permission;
use askama::Template;
use axum::extract::State;
use base::{AccountMapListId, Error, Invalid, Result};
use ui::{Choice, Errors, Ui};
use web::{App, Me, Multi, Page, Path, Reply, flash_to, html};

use super::wrong;
use crate::mapping::model::{Company, NewList, Origin, Population};
use crate::mapping::{actions, rules};

/// The largest file.
const MOST_BYTES: usize = 4 * 1024 * 1024;

#[derive(Template)]
#[template(path = "mapping/pages/list.html")]
struct ListPage {
    ui: Ui,
    /// Its id; empty for a new one.
    id: String,
    /// Where it is removed.
    removal: String,
    title: String,
    name: String,
    population: String,
    populations: Vec<Choice>,
    stage: String,
    is_staff: bool,
    columns: String,
    n: i64,
    first: Vec<Company>,
    can_manage: bool,
    errors: Errors,
}

fn populations(ui: &Ui) -> Vec<Choice> {
    Population::ALL.into_iter().map(|p| Choice::new(p.code(), ui.t(p.label_key()))).collect()
}

async fn page(app: &App, me: &Me, id: Option<AccountMapListId>, form: Option<&Multi>, errors: Errors) -> Result<ListPage> {
    let ui = Page::full(app, me).await?;
    let mut page = ListPage {
        id: id.map(|id| id.to_string()).unwrap_or_default(),
        removal: id.map(|id| format!("/mapping/lists/{id}/removal")).unwrap_or_default(),
        title: ui.t("mapping-list-new"),
        name: String::new(),
        population: Population::Customer.code().to_owned(),
        populations: populations(&ui),
        stage: String::new(),
        is_staff: me.is_staff(),
        columns: rules::COLUMNS.join(", "),
        n: 0,
        first: Vec::new(),
        can_manage: me.can(app, Permission::MappingManage),
        errors,
        ui,
    };
    if let Some(id) = id {
        let (list, first) = actions::lists::get(&app.read(&me.actor), id).await?;
        page.title.clone_from(&list.name);
        page.name = list.name;
        page.population = list.population.code().to_owned();
        page.stage = list.stage.unwrap_or_default();
        page.n = list.n;
        page.first = first;
    }
    if let Some(form) = form {
        page.name = form.get("name").to_owned();
        page.population = form.get("population").to_owned();
        page.stage = form.get("stage").to_owned();
    }
    Ok(page)
}

pub(super) async fn new(State(app): State<App>, me: Me) -> Reply {
    html(&page(&app, &me, None, None, Errors::none()).await?)
}

pub(super) async fn show(State(app): State<App>, me: Me, Path(id): Path<AccountMapListId>) -> Reply {
    html(&page(&app, &me, Some(id), None, Errors::none()).await?)
}

fn read(form: &Multi) -> Result<NewList> {
    let mut invalid = Invalid::new();
    let population = Population::from_code(form.get("population"));
    invalid.check(population.is_some(), "population", "choice");
    let (file, stage) = (form.file("file"), form.get("stage"));
    invalid.check(file.is_some() || !stage.is_empty(), "file", "mapping.file_missing");
    invalid.check(file.is_none_or(|f| f.bytes.len() <= MOST_BYTES), "file", "mapping.file_size");
    let Some(population) = population else { return Err(invalid.into()) };
    invalid.finish()?;
    let origin = match file {
        Some(file) => Origin::Given(rules::rows(&file.bytes).map_err(Error::from)?),
        None => Origin::Accounts(stage.to_owned()),
    };
    Ok(NewList { name: form.get("name").to_owned(), population, origin })
}

async fn kept(app: &App, me: &Me, id: Option<AccountMapListId>, form: &Multi) -> Result<()> {
    let new = &read(form)?;
    app.transact(&me.actor, |work| async move { actions::lists::put(&work, id, new).await }).await.map(|_| ())
}

async fn keep(app: &App, me: &Me, id: Option<AccountMapListId>, form: &Multi) -> Reply {
    match kept(app, me, id, form).await {
        Ok(()) => Ok(flash_to(app, "/mapping", "mapping-list-saved")),
        Err(e) => {
            let errors = wrong(e, &Page::plain(app, me))?;
            Page::refused(&page(app, me, id, Some(form), errors).await?)
        }
    }
}

/// Adds a list, or puts other companies on the one that the form names.
pub(super) async fn add(State(app): State<App>, me: Me, form: Multi) -> Reply {
    let id = match form.get("list") {
        "" => None,
        id => Some(id.parse().map_err(|_| Error::missing())?),
    };
    keep(&app, &me, id, &form).await
}

pub(super) async fn remove(State(app): State<App>, me: Me, Path(id): Path<AccountMapListId>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::lists::remove(&work, id).await }).await?;
    Ok(flash_to(&app, "/mapping", "mapping-list-removed"))
}
