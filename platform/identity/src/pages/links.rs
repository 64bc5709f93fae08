//! The pages behind links: invitation, forgotten password, new address, first owner.

use askama::Template;
use axum::extract::State;
use base::{FieldError, Invalid};
use http::HeaderMap;
use serde::Deserialize;
use serde_json::json;
use ui::{Errors, Ui};
use web::{App, Form, FormErrors, Gate, Me, Page, Path, Reply, Routes, flash_to, html};

use super::sign_in::entered;
use crate::links::model::LinkKind;
use crate::password::{self, Cost};
use crate::sessions::actions::Proof;
use crate::sign_in::{begin, browser, nobody};
use crate::throttle::{self, Key};
use crate::{account, links};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/invitation/{secret}", Gate::Public, show_invitation)
        .post("/invitation/{secret}", Gate::Public, accept)
        .get("/password/forgot", Gate::Public, show_forgot)
        .post("/password/forgot", Gate::Public, forgot)
        .get("/password/reset/{secret}", Gate::Public, show_reset)
        .post("/password/reset/{secret}", Gate::Public, reset)
        .get("/account/email/{secret}", Gate::Public, show_email)
        .post("/account/email/{secret}", Gate::Public, confirm_email)
        .get("/setup/{secret}", Gate::Public, show_setup)
        .post("/setup/{secret}", Gate::Public, set_up)
}

/// The one page for all links: which fields it shows depends on what the link is for.
#[derive(Template)]
#[template(path = "pages/link.html")]
struct LinkPage {
    ui: Ui,
    errors: Errors,
    title: String,
    sub: String,
    go: String,
    action: String,
    ask_name: bool,
    ask_email: bool,
    ask_password: bool,
    name: String,
    email: String,
}

impl LinkPage {
    fn new(app: &App, me: &Me, words: &str, action: String) -> Self {
        let ui = Page::plain(app, me);
        Self {
            errors: Errors::none(),
            title: ui.t(&format!("{words}-title")),
            sub: ui.t(&format!("{words}-sub")),
            go: ui.t(&format!("{words}-go")),
            action,
            ask_name: false,
            ask_email: false,
            ask_password: true,
            name: String::new(),
            email: String::new(),
            ui,
        }
    }

    fn refused(mut self, e: base::Error) -> Reply {
        // A link that is over is a page that is gone, not a form to mend.
        if e.kind() == Some(base::Kind::Expired) {
            return Err(e.into());
        }
        self.errors = FormErrors::of(e, &self.ui.l)?
            .named("name", self.ui.t("person-name"))
            .named("email", self.ui.t("person-email"))
            .named("password", self.ui.t("password-new"))
            .named("again", self.ui.t("password-again"));
        Page::refused(&self)
    }
}

#[derive(Deserialize, Default)]
struct Filled {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

/// Checks and hashes a new password that was typed twice.
pub(super) async fn new_password(app: &App, typed: &str, again: &str, about: &[&str]) -> base::Result<String> {
    password::check("password", typed, about)?;
    if typed != again {
        let mut invalid = Invalid::new();
        invalid.push(FieldError::new("again", "password.differs"));
        return Err(invalid.into());
    }
    password::hash(typed, app.ids().random::<16>(), Cost::Real).await
}

async fn show_invitation(State(app): State<App>, me: Me, Path(secret): Path<String>) -> Reply {
    let user = account::invited(&app.read(&nobody(&app, &me)), &secret).await?;
    html(&invitation(&app, &me, &secret, &user))
}

fn invitation(app: &App, me: &Me, secret: &str, user: &crate::User) -> LinkPage {
    let mut page = LinkPage::new(app, me, "invitation", format!("/invitation/{secret}"));
    page.sub = page.ui.ta("invitation-sub", &[("org", user.org.as_str().into()), ("email", user.email.as_str().into())]);
    page.ask_name = true;
    page.name.clone_from(&user.name);
    page.email.clone_from(&user.email);
    page
}

async fn accept(State(app): State<App>, me: Me, headers: HeaderMap, Path(secret): Path<String>, Form(form): Form<Filled>) -> Reply {
    let actor = nobody(&app, &me);
    let invited = account::invited(&app.read(&actor), &secret).await?;
    let (form, key) = (&form, secret.as_str());
    let outcome = async {
        let about = [invited.email.as_str(), form.name.as_str(), invited.org.as_str()];
        let hash = &new_password(&app, &form.password, &form.again, &about).await?;
        app.transact(&actor, |work| async move { account::accept(&work, key, &form.name, hash).await }).await
    };
    match outcome.await {
        Ok(user) => {
            let opened = begin(&app, &me, &user, &browser(&me, &headers), Proof::Link).await?;
            Ok(entered(&app, &opened, "/sign-in"))
        }
        Err(e) => {
            let mut page = invitation(&app, &me, &secret, &invited);
            page.name.clone_from(&form.name);
            page.refused(e)
        }
    }
}

#[derive(Template)]
#[template(path = "pages/forgot.html")]
struct ForgotPage {
    ui: Ui,
    errors: Errors,
    sent: bool,
}

async fn show_forgot(State(app): State<App>, me: Me) -> Reply {
    html(&ForgotPage { ui: Page::plain(&app, &me), errors: Errors::none(), sent: false })
}

/// Asks for a link. What is done is the same whoever asks for whom: a job looks whether there is anybody.
async fn forgot(State(app): State<App>, me: Me, Form(form): Form<Filled>) -> Reply {
    let actor = nobody(&app, &me);
    let email = form.email.trim().to_lowercase();
    let keys = [Key::account("forgot", &email), Key::place("forgot", me.actor.address)];
    let (keys, email) = (&keys, email.as_str());
    let asked = app
        .transact(&actor, |work| async move {
            throttle::take(&work, keys).await?;
            if notices::is_email(email) {
                work.enqueue(crate::jobs::RESET, json!({ "email": email }));
            }
            Ok(())
        })
        .await;
    let ui = Page::plain(&app, &me);
    match asked {
        Ok(()) => html(&ForgotPage { ui, errors: Errors::none(), sent: true }),
        Err(e) => {
            let errors = FormErrors::of(e, &ui.l)?;
            Page::refused(&ForgotPage { ui, errors, sent: false })
        }
    }
}

async fn show_reset(State(app): State<App>, me: Me, Path(secret): Path<String>) -> Reply {
    account::resetting(&app.read(&nobody(&app, &me)), &secret).await?;
    html(&LinkPage::new(&app, &me, "reset", format!("/password/reset/{secret}")))
}

async fn reset(State(app): State<App>, me: Me, Path(secret): Path<String>, Form(form): Form<Filled>) -> Reply {
    let actor = nobody(&app, &me);
    let user = account::resetting(&app.read(&actor), &secret).await?;
    let key = secret.as_str();
    let outcome = async {
        let hash = &new_password(&app, &form.password, &form.again, &[&user.email, &user.name, &user.org]).await?;
        app.transact(&actor, |work| async move { account::reset(&work, key, hash).await }).await
    };
    match outcome.await {
        Ok(_) => Ok(flash_to(&app, "/sign-in", "reset-done")),
        Err(e) => LinkPage::new(&app, &me, "reset", format!("/password/reset/{secret}")).refused(e),
    }
}

fn email_page(app: &App, me: &Me, secret: &str) -> LinkPage {
    LinkPage { ask_password: false, ..LinkPage::new(app, me, "email-confirm", format!("/account/email/{secret}")) }
}

async fn show_email(State(app): State<App>, me: Me, Path(secret): Path<String>) -> Reply {
    links::actions::get(&app.read(&nobody(&app, &me)), LinkKind::Email, &secret).await?;
    html(&email_page(&app, &me, &secret))
}

async fn confirm_email(State(app): State<App>, me: Me, Path(secret): Path<String>) -> Reply {
    let key = secret.as_str();
    let outcome = app.transact(&nobody(&app, &me), |work| async move { account::confirm_email(&work, key).await }).await;
    match outcome {
        Ok(()) => Ok(flash_to(&app, if me.account.is_some() { "/account" } else { "/sign-in" }, "email-confirmed")),
        Err(e) => email_page(&app, &me, &secret).refused(e),
    }
}

fn setup_page(app: &App, me: &Me, secret: &str) -> LinkPage {
    LinkPage { ask_name: true, ask_email: true, ..LinkPage::new(app, me, "setup", format!("/setup/{secret}")) }
}

async fn show_setup(State(app): State<App>, me: Me, Path(secret): Path<String>) -> Reply {
    links::actions::get(&app.read(&nobody(&app, &me)), LinkKind::Setup, &secret).await?;
    html(&setup_page(&app, &me, &secret))
}

async fn set_up(State(app): State<App>, me: Me, headers: HeaderMap, Path(secret): Path<String>, Form(form): Form<Filled>) -> Reply {
    let actor = nobody(&app, &me);
    links::actions::get(&app.read(&actor), LinkKind::Setup, &secret).await?;
    let (form, key, org, locale) = (&form, secret.as_str(), app.settings().vendor.as_str(), me.locale);
    let outcome = async {
        let hash = &new_password(&app, &form.password, &form.again, &[&form.email, &form.name, org]).await?;
        app.transact(&actor, |work| async move { account::set_up(&work, key, &form.name, &form.email, hash, org, locale).await }).await
    };
    match outcome.await {
        Ok(user) => {
            let opened = begin(&app, &me, &user, &browser(&me, &headers), Proof::Link).await?;
            Ok(entered(&app, &opened, "/sign-in"))
        }
        Err(e) => {
            let mut page = setup_page(&app, &me, &secret);
            page.name.clone_from(&form.name);
            page.email.clone_from(&form.email);
            page.refused(e)
        }
    }
}
