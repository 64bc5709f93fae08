//! The pages of the views: saving the list that is open, and removing one.

use access::Permission;
use askama::Template;
use axum::extract::State;
use base::DealViewId;
use serde::Deserialize;
use ui::{Errors, Ui};
use web::{App, Form, FormErrors, Gate, Me, Page, Path, Query, Reply, Routes, flash_to, html};

use super::actions;
use super::model::{NewView, View};

pub(crate) fn routes() -> Routes {
    let read = Gate::May(Permission::DealRead);
    Routes::new().get("/deals/views", read, show).post("/deals/views", read, save).post("/deals/views/{id}/removal", read, remove)
}

/// What is saved: a name, and the address that is open.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct ViewForm {
    name: String,
    query: String,
    shared: String,
}

struct Row {
    id: String,
    name: String,
    href: String,
    shared: bool,
    /// Whether the reader may remove it.
    own: bool,
}

#[derive(Template)]
#[template(path = "views/pages/views.html")]
struct ViewsPage {
    ui: Ui,
    rows: Vec<Row>,
    f: ViewForm,
    may_share: bool,
    errors: Errors,
}

/// The address that a view is a name for.
pub(crate) fn href(view: &View) -> String {
    if view.query.is_empty() { "/deals".to_owned() } else { format!("/deals?{}", view.query) }
}

async fn page(app: &App, me: &Me, f: ViewForm, errors: Errors) -> base::Result<ViewsPage> {
    let manages = me.can(app, Permission::DealManage);
    let row = |v: View| Row {
        href: href(&v),
        own: Some(v.owner) == me.actor.user || manages,
        id: v.id.to_string(),
        name: v.name,
        shared: v.shared,
    };
    let rows = actions::list(&app.read(&me.actor)).await?.into_iter().map(row).collect();
    Ok(ViewsPage { ui: Page::plain(app, me), rows, f, may_share: me.is_staff(), errors })
}

async fn show(State(app): State<App>, me: Me, Query(f): Query<ViewForm>) -> Reply {
    let mut shown = page(&app, &me, f, Errors::none()).await?;
    shown.ui = Page::full(&app, &me).await?;
    html(&shown)
}

async fn save(State(app): State<App>, me: Me, Form(f): Form<ViewForm>) -> Reply {
    let new = &NewView { name: f.name.clone(), query: f.query.clone(), shared: !f.shared.is_empty() };
    match app.transact(&me.actor, |work| async move { actions::save(&work, new).await }).await {
        Ok(view) => Ok(flash_to(&app, &href(&view), "views-saved")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&page(&app, &me, f, errors).await?)
        }
    }
}

async fn remove(State(app): State<App>, me: Me, Path(id): Path<DealViewId>) -> Reply {
    app.transact(&me.actor, |work| async move { actions::remove(&work, id).await }).await?;
    Ok(flash_to(&app, "/deals/views", "views-removed"))
}
