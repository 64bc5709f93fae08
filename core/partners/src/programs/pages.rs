//! Pages of the program: its tiers and products, for partners and staff.

use access::Permission;
use askama::Template;
use axum::extract::State;
use base::{Money, Rate};
use serde::Deserialize;
use ui::{Errors, Ui};
use web::{App, Form, FormErrors, Gate, Me, Page, Reply, Routes, flash_to, html};

use super::actions;
use super::model::{NewProduct, Product, Program, Tier};

pub(crate) fn routes() -> Routes {
    Routes::new().get("/program", Gate::May(Permission::ProgramRead), show).post(
        "/program/products",
        Gate::May(Permission::ProgramManage),
        add_product,
    )
}

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
    levels: Vec<Level>,
    products: Vec<Product>,
    can_manage: bool,
    typed: ProductForm,
    errors: Errors,
}

async fn show(State(app): State<App>, me: Me) -> Reply {
    html(&page(&app, &me, ProductForm::default(), Errors::none()).await?)
}

async fn page(app: &App, me: &Me, typed: ProductForm, errors: Errors) -> base::Result<ProgramPage> {
    let work = app.read(&me.actor);
    let ui = Page::full(app, me).await?;
    let program = super::store::default_program(&work).await?;
    let mine = match me.actor.partner {
        Some(id) => crate::directory::store::get(&work, id).await?.tier,
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
    let products = actions::products(&work).await?;
    Ok(ProgramPage { can_manage: me.can(app, Permission::ProgramManage), ui, program, levels, products, typed, errors })
}

#[derive(Deserialize, Default)]
struct ProductForm {
    #[serde(default)]
    key: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    family: String,
}

async fn add_product(State(app): State<App>, me: Me, Form(form): Form<ProductForm>) -> Reply {
    let new = &NewProduct { key: form.key.trim().to_lowercase(), name: form.name.clone(), family: form.family.clone() };
    match app.transact(&me.actor, |work| async move { actions::add_product(&work, new).await }).await {
        Ok(_) => Ok(flash_to(&app, "/program", "product-added")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            Page::refused(&page(&app, &me, form, errors).await?)
        }
    }
}
