//! The program as everybody reads it: its tiers and products.

use access::Permission;
use askama::Template;
use axum::extract::State;
use base::{Money, Rate};
use serde::Deserialize;
use ui::{Errors, Ui};
use web::{App, Form, FormErrors, Me, Page, Reply, flash_to, html};

use super::super::actions;
use super::super::model::{NewProduct, Product, Program, Tier};

struct Level {
    tier: Tier,
    revenue: String,
    margin: String,
    benefits: Vec<String>,
    mine: bool,
}

#[derive(Template)]
#[template(path = "programs/pages/show.html")]
struct ProgramPage {
    ui: Ui,
    program: Option<Program>,
    /// The types of partners it takes, in words; empty is all.
    kinds: String,
    levels: Vec<Level>,
    products: Vec<Product>,
    can_manage: bool,
    typed: ProductForm,
    errors: Errors,
}

pub(super) async fn show(State(app): State<App>, me: Me) -> Reply {
    html(&page(&app, &me, ProductForm::default(), Errors::none()).await?)
}

async fn page(app: &App, me: &Me, typed: ProductForm, errors: Errors) -> base::Result<ProgramPage> {
    let work = app.read(&me.actor);
    let ui = Page::full(app, me).await?;
    let program = actions::current(&work).await?;
    let mine = match me.actor.partner {
        Some(id) => crate::directory::actions::get(&work, id).await?.tier,
        None => None,
    };
    let mut levels = Vec::new();
    if let Some(p) = &program {
        for tier in actions::tiers(&work, p.id).await? {
            levels.push(Level {
                revenue: ui.money(&Money::new(tier.min_revenue_minor, tier.currency)),
                margin: ui.l.percent(Rate::from_basis_points(tier.margin_points)),
                benefits: tier.benefits.lines().map(str::to_owned).collect(),
                mine: Some(tier.id) == mine,
                tier,
            });
        }
    }
    let can_manage = me.can(app, Permission::ProgramManage);
    let mut products = actions::products(&work).await?;
    products.retain(|p| p.active || can_manage);
    let kinds = program.iter().flat_map(|p| &p.kinds).map(|k| ui.t(k.label_key())).collect::<Vec<_>>().join(", ");
    Ok(ProgramPage { ui, program, kinds, levels, products, can_manage, typed, errors })
}

#[derive(Deserialize, Default)]
pub(super) struct ProductForm {
    #[serde(default)]
    key: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    family: String,
}

pub(super) async fn add_product(State(app): State<App>, me: Me, Form(form): Form<ProductForm>) -> Reply {
    let new = &NewProduct { key: form.key.trim().to_lowercase(), name: form.name.clone(), family: form.family.clone() };
    match app.transact(&me.actor, |work| async move { actions::add_product(&work, new).await }).await {
        Ok(_) => Ok(flash_to(&app, "/program", "product-added")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&page(&app, &me, form, errors).await?)
        }
    }
}
