//! The ideal partner profile, read and published by staff.

use access::{Permission, Resource};
use askama::Template;
use axum::extract::State;
use base::{FieldError, Invalid};
use serde::Deserialize;
use ui::{Errors, Ui};
use web::{App, Form, FormErrors, Gate, Me, Page, Reply, Routes, flash_to, html};

use super::actions;
use super::model::{Criterion, Key, Profile};

pub(crate) fn routes() -> Routes {
    Routes::new().get("/profile", Gate::May(Permission::ApplicationRead), show).post(
        "/profile",
        Gate::May(Permission::ProfileManage),
        publish,
    )
}

struct Row {
    key: &'static str,
    name: String,
    weight: String,
    must: bool,
    wanted: String,
    full_at: String,
    number: bool,
    error: String,
}

#[derive(Template)]
#[template(path = "scoring/pages/profile.html")]
struct ProfilePage {
    ui: Ui,
    errors: Errors,
    sub: String,
    rows: Vec<Row>,
    can_publish: bool,
    past: Vec<(String, String)>,
}

/// What the form sends: the fields of a criterion end in its name.
#[derive(Deserialize)]
struct Published(Vec<(String, String)>);

async fn page(app: &App, me: &Me, profile: &Profile, errors: Errors) -> Result<ProfilePage, web::Failed> {
    let ui = Page::full(app, me).await?;
    let rows = profile.criteria.iter().map(|c| {
        let name = ui.t(&format!("criterion-{}", c.key.code()));
        let of = |field: &str| errors.of(&format!("{field}_{}", c.key.code())).to_owned();
        Row {
            key: c.key.code(),
            name,
            weight: c.weight.to_string(),
            must: c.must,
            wanted: c.wanted.join(", "),
            full_at: c.full_at.to_string(),
            number: c.key.is_number(),
            error: [of("weight"), of("full_at"), of("wanted")].into_iter().find(|e| !e.is_empty()).unwrap_or_default(),
        }
    });
    let rows = rows.collect();
    let past = actions::latest(&app.read(&me.actor)).await?;
    let past = past
        .iter()
        .map(|p| (ui.t1("profile-number", "n", p.number), format!("{} · {}", ui.date_time(&p.published_at), p.published_by)))
        .collect();
    let sub = if profile.number == 0 { ui.t("profile-sub-default") } else { ui.t1("profile-sub", "n", profile.number) };
    let can_publish = Page::may(app, me, Permission::ProfileManage, &Resource::general("profile"));
    Ok(ProfilePage { ui, errors, sub, rows, can_publish, past })
}

async fn show(State(app): State<App>, me: Me) -> Reply {
    let profile = actions::current(&app.read(&me.actor)).await?;
    html(&page(&app, &me, &profile, Errors::none()).await?)
}

async fn publish(State(app): State<App>, me: Me, Form(Published(fields)): Form<Published>) -> Reply {
    let mut invalid = Invalid::new();
    let get = |name: &str| fields.iter().find(|f| f.0 == name).map_or("", |f| f.1.trim());
    let mut criteria = Vec::new();
    for key in Key::ALL {
        let mut number = |name: &str| {
            let field = format!("{name}_{}", key.code());
            get(&field).parse::<i64>().unwrap_or_else(|_| {
                invalid.push(FieldError::new(field, "number"));
                0
            })
        };
        criteria.push(Criterion {
            key,
            weight: number("weight"),
            full_at: number("full_at"),
            must: get(&format!("must_{}", key.code())) == "1",
            wanted: get(&format!("wanted_{}", key.code())).split(',').map(base::one_line).filter(|w| !w.is_empty()).collect(),
        });
    }
    let wish = &criteria;
    let done = match invalid.finish() {
        Ok(()) => app.transact(&me.actor, |work| async move { actions::publish(&work, wish.clone()).await }).await,
        Err(e) => Err(e.into()),
    };
    match done {
        Ok(_) => Ok(flash_to(&app, "/profile", "profile-published")),
        Err(e) => {
            let errors = FormErrors::of(e, &me.l10n(&app))?;
            let current = actions::current(&app.read(&me.actor)).await?;
            let profile = Profile { criteria, ..current };
            Page::refused(&page(&app, &me, &profile, errors).await?)
        }
    }
}
