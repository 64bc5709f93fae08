//! Changing a product, or taking it off sale.

use askama::Template;
use axum::extract::State;
use base::ProductId;
use serde::Deserialize;
use ui::{Errors, Ui};
use web::{App, Form, FormErrors, Me, Page, Path, Reply, flash_to, html};

use super::super::actions;
use super::super::model::{Product, ProductChange};

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct ChangeForm {
    version: String,
    name: String,
    family: String,
    active: String,
}

#[derive(Template)]
#[template(path = "programs/pages/product.html")]
struct ProductPage {
    ui: Ui,
    p: Product,
    name: String,
    family: String,
    active: bool,
    errors: Errors,
}

async fn page(app: &App, me: &Me, p: Product, typed: Option<ChangeForm>, errors: Errors) -> base::Result<ProductPage> {
    let mut ui = Page::full(app, me).await?;
    ui.task = true;
    let (name, family, active) = match typed {
        Some(f) => (f.name, f.family, !f.active.is_empty()),
        None => (p.name.clone(), p.family.clone(), p.active),
    };
    Ok(ProductPage { ui, p, name, family, active, errors })
}

pub(super) async fn edit(State(app): State<App>, me: Me, Path(id): Path<ProductId>) -> Reply {
    let p = actions::product(&app.read(&me.actor), id).await?;
    html(&page(&app, &me, p, None, Errors::none()).await?)
}

pub(super) async fn save(State(app): State<App>, me: Me, Path(id): Path<ProductId>, Form(form): Form<ChangeForm>) -> Reply {
    let change = &ProductChange { name: form.name.clone(), family: form.family.clone(), active: !form.active.is_empty() };
    let version = form.version.parse().ok();
    match app.transact(&me.actor, |work| async move { actions::change_product(&work, id, version, change).await }).await {
        Ok(_) => Ok(flash_to(&app, "/program", "product-saved")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            let p = actions::product(&app.read(&me.actor), id).await?;
            Page::refused(&page(&app, &me, p, Some(form), errors).await?)
        }
    }
}
