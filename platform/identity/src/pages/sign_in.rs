//! Signing in and out.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use base::UserId;
use http::HeaderMap;
use serde::Deserialize;
use ui::{Errors, Ui};
use web::{App, Form, FormErrors, Gate, Me, Page, Query, Reply, Routes, back_to, flash_to, html, redirect};

use super::{home, role_names};
use crate::sessions::actions::SECOND_STEP_MINUTES;
use crate::sign_in::{self, Outcome, browser};
use crate::users::store as users;
use crate::{cookie, sessions};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/sign-in", Gate::Public, show)
        .post("/sign-in", Gate::Public, enter)
        .get("/sign-in/second-step", Gate::Public, show_second)
        .post("/sign-in/second-step", Gate::Public, enter_second)
        .post("/sign-in/persona", Gate::Public, enter_persona)
        .post("/sign-out", Gate::Public, sign_out)
}

struct Persona {
    id: String,
    name: String,
    about: String,
    initials: String,
    hue: u8,
}

#[derive(Template)]
#[template(path = "pages/sign_in.html")]
struct SignInPage {
    ui: Ui,
    errors: Errors,
    email: String,
    next: String,
    personas: Vec<Persona>,
}

impl SignInPage {
    async fn new(app: &App, me: &Me, next: &str) -> base::Result<Self> {
        let ui = Page::plain(app, me);
        let mut personas = Vec::new();
        if app.settings().demo {
            for u in users::personas(&app.read(&app.system("sign-in"))).await? {
                let (initials, hue) = (base::initials(&u.name), ui::hue(&u.name));
                let label = u.persona.filter(|p| !p.is_empty()).unwrap_or_else(|| role_names(&ui, &u.roles));
                let about = if label.contains(&u.org) { label } else { format!("{label} · {}", u.org) };
                personas.push(Persona { id: u.id.to_string(), about, initials, hue, name: u.name });
            }
        }
        Ok(Self { ui, errors: Errors::none(), email: String::new(), next: back_to(next, ""), personas })
    }
}

#[derive(Deserialize)]
struct Next {
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
struct Entered {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

async fn show(State(app): State<App>, me: Me, Query(query): Query<Next>) -> Reply {
    if me.account.is_some() {
        return Ok(redirect(&back_to(&query.next, home(me.is_staff()))));
    }
    html(&SignInPage::new(&app, &me, &query.next).await?)
}

/// The answer to a person who is signed in from now on.
pub(super) fn entered(app: &App, secret: &str, to: &str) -> Response {
    let mut response = redirect(to);
    cookie::set(app, response.headers_mut(), secret, app.settings().session_hours * 3600);
    response
}

async fn enter(State(app): State<App>, me: Me, headers: HeaderMap, Form(form): Form<Entered>) -> Reply {
    let outcome = sign_in::with_password(&app, &me, &form.email, &form.password, &browser(&me, &headers)).await;
    match outcome {
        Ok(Outcome::Open(secret)) => Ok(entered(&app, &secret, &back_to(&form.next, "/sign-in"))),
        Ok(Outcome::SecondStep(secret)) => {
            let next = percent_encoding::utf8_percent_encode(&form.next, percent_encoding::NON_ALPHANUMERIC);
            let mut response = redirect(&format!("/sign-in/second-step?next={next}"));
            cookie::set(&app, response.headers_mut(), &secret, SECOND_STEP_MINUTES * 60);
            Ok(response)
        }
        Err(e) => {
            tracing::info!(address = ?me.actor.address, "a sign-in was refused");
            let mut page = SignInPage::new(&app, &me, &form.next).await?;
            page.errors = FormErrors::of(e, &page.ui.l)?;
            page.email = form.email;
            Page::refused(&page)
        }
    }
}

#[derive(Template)]
#[template(path = "pages/second_step.html")]
struct SecondStepPage {
    ui: Ui,
    errors: Errors,
    next: String,
}

async fn show_second(State(app): State<App>, me: Me, headers: HeaderMap, Query(query): Query<Next>) -> Reply {
    let half = cookie::get(&app, &headers).unwrap_or_default();
    if sign_in::second_step(&app, &half).await?.is_none() {
        return Ok(redirect("/sign-in"));
    }
    html(&SecondStepPage { ui: Page::plain(&app, &me), errors: Errors::none(), next: back_to(&query.next, "") })
}

#[derive(Deserialize)]
struct Code {
    #[serde(default)]
    code: String,
    #[serde(default)]
    next: String,
}

async fn enter_second(State(app): State<App>, me: Me, headers: HeaderMap, Form(form): Form<Code>) -> Reply {
    let half = cookie::get(&app, &headers).unwrap_or_default();
    match sign_in::with_code(&app, &me, &half, &form.code, &browser(&me, &headers)).await {
        Ok(secret) => Ok(entered(&app, &secret, &back_to(&form.next, "/sign-in"))),
        Err(e) => {
            let ui = Page::plain(&app, &me);
            let errors = FormErrors::of(e, &ui.l)?.named("code", ui.t("second-step-code"));
            Page::refused(&SecondStepPage { ui, errors, next: back_to(&form.next, "") })
        }
    }
}

#[derive(Deserialize)]
struct Chosen {
    user: UserId,
}

async fn enter_persona(State(app): State<App>, me: Me, headers: HeaderMap, Form(form): Form<Chosen>) -> Reply {
    let secret = sign_in::as_persona(&app, &me, form.user, &browser(&me, &headers)).await?;
    Ok(entered(&app, &secret, "/sign-in"))
}

async fn sign_out(State(app): State<App>, me: Me) -> Reply {
    if let (web::Via::Session(id), Some(user)) = (me.via, me.actor.user) {
        app.transact(&me.actor, |work| async move { sessions::actions::sign_out(&work, user, id).await }).await?;
    }
    let mut response = flash_to(&app, "/sign-in", "signed-out");
    cookie::clear(&app, response.headers_mut());
    Ok(response)
}
