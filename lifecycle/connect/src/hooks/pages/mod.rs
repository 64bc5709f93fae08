//! The page of a hook in the console, and the address itself.

mod hear;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use base::ConnectionId;
use serde::Deserialize;
use ui::{Errors, Ui};
use web::{App, Form, FormErrors, Gate, Me, Page, Path, Reply, Routes, flash_to, html};
use work::Permission;

use crate::connections::actions as connections;
use crate::connections::model::{Connection, Hook};
use crate::connections::pages::system_name;
use crate::contract::model::System;
use crate::secrets;

pub(crate) fn routes() -> Routes {
    let gate = Gate::May(Permission::ConnectionManage);
    Routes::new()
        .get("/admin/connections/{id}/hook", gate, show)
        .post("/admin/connections/{id}/hook", gate, open)
        .post("/admin/connections/{id}/hook/end", gate, close)
        .post("/hooks/crm/{id}", Gate::Public, hear::signed)
        .post("/hooks/crm/{id}/{secret}", Gate::Public, hear::named)
}

/// The address of a hook, without a secret.
pub(super) fn address(app: &App, id: ConnectionId) -> String {
    app.url(&format!("/hooks/crm/{id}"))
}

/// The address that is entered on the other side.
pub(super) fn whole_address(app: &App, connection: &Connection, secret: &str) -> String {
    match connection.system {
        System::HubSpot => address(app, connection.id),
        System::Odoo | System::Salesforce => format!("{}/{secret}", address(app, connection.id)),
    }
}

/// What is to be done on the other side, step by step.
fn steps(ui: &Ui, system: System) -> Vec<String> {
    (1..=4).map(|n| ui.t(&format!("hook-step-{}-{n}", system.code()))).collect()
}

/// How a hook is, in words.
#[derive(Default)]
struct Known {
    since: String,
    heard: String,
    heard_at: String,
    looked: String,
    refused: String,
    refused_at: String,
}

impl Known {
    fn of(ui: &Ui, h: &Hook) -> Self {
        let moment = |at: Option<base::Instant>| at.map_or_else(|| ui.t("hook-never"), |at| ui.date_time(&at));
        Self {
            since: ui.t2("hook-since-who", "when", ui.date_time(&h.made_at), "who", h.made_by.clone()),
            heard: ui.number(h.heard),
            heard_at: moment(h.heard_at),
            looked: ui.number(h.looked),
            refused: ui.number(h.refused),
            refused_at: moment(h.refused_at),
        }
    }
}

#[derive(Template)]
#[template(path = "hooks/pages/hook.html")]
struct HookPage {
    ui: Ui,
    errors: Errors,
    name: String,
    up: String,
    place: String,
    system: &'static str,
    signs: bool,
    has_secret: bool,
    known: Option<Known>,
    address: String,
    steps: Vec<String>,
}

async fn page(app: &App, me: &Me, id: ConnectionId) -> base::Result<HookPage> {
    let (connection, hook) = connections::hook(&app.read(&me.actor), id).await?;
    let ui = Page::full(app, me).await?;
    let signs = connection.system == System::HubSpot;
    Ok(HookPage {
        errors: Errors::none(),
        up: format!("/admin/connections/{id}"),
        place: format!("/admin/connections/{id}/hook"),
        system: system_name(connection.system),
        signs,
        has_secret: signs && !secrets::open(app, &connection)?.client.is_empty(),
        known: hook.as_ref().map(|h| Known::of(&ui, h)),
        address: whole_address(app, &connection, "…"),
        steps: steps(&ui, connection.system),
        name: connection.name,
        ui,
    })
}

async fn show(State(app): State<App>, me: Me, Path(id): Path<ConnectionId>) -> Reply {
    html(&page(&app, &me, id).await?)
}

/// The page that shows a secret, once.
#[derive(Template)]
#[template(path = "hooks/pages/secret.html")]
struct SecretPage {
    ui: Ui,
    name: String,
    place: String,
    address: String,
    steps: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct HookForm {
    secret: String,
}

async fn open(State(app): State<App>, me: Me, Path(id): Path<ConnectionId>, Form(form): Form<HookForm>) -> Reply {
    let connection = connections::get(&app.read(&me.actor), id).await?;
    let outcome = async {
        let (secret, sealed) = secrets::new_hook_secret(&app, &connection, form.secret.trim())?;
        let sealed = sealed.as_str();
        let opened = app.transact(&me.actor, |work| async move { connections::open_hook(&work, id, sealed).await }).await;
        opened.map(|_| secret)
    };
    match outcome.await {
        Ok(_) if connection.system == System::HubSpot => Ok(flash_to(&app, &format!("/admin/connections/{id}/hook"), "hook-opened")),
        Ok(secret) => unkept(&app, &me, &connection, &secret).await,
        Err(e) => {
            let mut page = page(&app, &me, id).await?;
            page.errors = FormErrors::of(e, &page.ui.l)?.named("secret", page.ui.t("hook-secret-hubspot"));
            Page::refused(&page)
        }
    }
}

/// The page with the secret, which nothing on its way may keep.
async fn unkept(app: &App, me: &Me, connection: &Connection, secret: &str) -> Result<Response, web::Failed> {
    let ui = Page::full(app, me).await?;
    let mut response = html(&SecretPage {
        name: connection.name.clone(),
        place: format!("/admin/connections/{}/hook", connection.id),
        address: whole_address(app, connection, secret),
        steps: steps(&ui, connection.system),
        ui,
    })?;
    response.headers_mut().insert(http::header::CACHE_CONTROL, http::HeaderValue::from_static("no-store"));
    Ok(response)
}

async fn close(State(app): State<App>, me: Me, Path(id): Path<ConnectionId>) -> Reply {
    app.transact(&me.actor, |work| async move { connections::close_hook(&work, id).await }).await?;
    Ok(flash_to(&app, &format!("/admin/connections/{id}/hook"), "hook-closed"))
}
