//! The second factor of the person who is signed in.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use ui::{Errors, Ui};
use web::{App, Form, FormErrors, Gate, Me, Page, Reply, Routes, flash_to, html};

use super::account::confirm;
use super::{session, unkept};
use crate::factors::{actions, rules};
use crate::users::store as users;
use crate::{User, account};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/account/second-factor", Gate::SignedIn, show)
        .post("/account/second-factor", Gate::SignedIn, enroll)
        .post("/account/second-factor/end", Gate::SignedIn, end)
        .post("/account/recovery-codes", Gate::SignedIn, renew)
}

#[derive(Template)]
#[template(path = "pages/second_factor.html")]
struct FactorPage {
    ui: Ui,
    errors: Errors,
    on: bool,
    left: u64,
    drawing: String,
    spelled: String,
    sealed: String,
}

#[derive(Template)]
#[template(path = "pages/recovery_codes.html")]
struct CodesPage {
    ui: Ui,
    codes: Vec<String>,
}

async fn me_and_user(app: &App, me: &Me) -> base::Result<User> {
    session(me)?;
    if me.actor.read_only {
        return Err(base::Error::forbidden());
    }
    account::own(&app.read(&me.actor), me.user()?).await
}

impl FactorPage {
    async fn new(app: &App, me: &Me, user: &User) -> base::Result<Self> {
        let work = app.read(&me.actor);
        let on = users::totp(&work, user.id).await?.is_some();
        let mut page = Self {
            ui: Page::full(app, me).await?,
            errors: Errors::none(),
            on,
            left: actions::codes_left(&work, user.id).await?,
            drawing: String::new(),
            spelled: String::new(),
            sealed: String::new(),
        };
        if !on {
            let secret = app.ids().random::<20>();
            let sealed = app.seal()?.seal(app.ids().random::<12>(), &actions::about(user.id), &secret)?;
            page.draw(app, user, &secret, sealed)?;
        }
        Ok(page)
    }

    fn draw(&mut self, app: &App, user: &User, secret: &[u8], sealed: String) -> base::Result<()> {
        self.drawing = rules::drawing(secret, &user.email, &app.settings().vendor)?;
        self.spelled = rules::spelled(secret);
        self.sealed = sealed;
        Ok(())
    }

    fn refused(mut self, e: base::Error) -> Reply {
        let errors = FormErrors::of(e, &self.ui.l)?;
        self.errors = errors.named("code", self.ui.t("second-step-code")).named("current", self.ui.t("password-current"));
        Page::refused(&self)
    }
}

async fn show(State(app): State<App>, me: Me) -> Reply {
    let user = me_and_user(&app, &me).await?;
    unkept(&FactorPage::new(&app, &me, &user).await?)
}

#[derive(Deserialize)]
struct Filled {
    /// The secret between showing it and its first code, sealed about this person.
    #[serde(default)]
    sealed: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    current: String,
}

async fn enroll(State(app): State<App>, me: Me, Form(form): Form<Filled>) -> Reply {
    let user = me_and_user(&app, &me).await?;
    if users::totp(&app.read(&me.actor), user.id).await?.is_some() {
        return Ok(flash_to(&app, "/account/second-factor", "second-factor-on"));
    }
    let Ok(secret) = app.seal()?.open_sealed(&actions::about(user.id), &form.sealed) else {
        return html(&FactorPage::new(&app, &me, &user).await?);
    };
    let outcome = match rules::step(&secret, &form.code, app.now())? {
        Some(step) => {
            let sealed = form.sealed.as_str();
            app.transact(&me.actor, |work| async move { actions::enroll(&work, user.id, sealed, step).await }).await
        }
        None => Err(actions::wrong().into()),
    };
    match outcome {
        Ok(codes) => unkept(&CodesPage { ui: Page::full(&app, &me).await?, codes }),
        Err(e) => {
            // The same secret again: the app has it already.
            let mut page = FactorPage::new(&app, &me, &user).await?;
            page.draw(&app, &user, &secret, form.sealed)?;
            page.refused(e)
        }
    }
}

async fn renew(State(app): State<App>, me: Me, Form(form): Form<Filled>) -> Reply {
    let user = me_and_user(&app, &me).await?;
    let outcome = async {
        confirm(&app, &me, &user, "current", &form.current).await?;
        app.transact(&me.actor, |work| async move { actions::renew_codes(&work, user.id).await }).await
    };
    match outcome.await {
        Ok(codes) => unkept(&CodesPage { ui: Page::full(&app, &me).await?, codes }),
        Err(e) => FactorPage::new(&app, &me, &user).await?.refused(e),
    }
}

async fn end(State(app): State<App>, me: Me, Form(form): Form<Filled>) -> Reply {
    let user = me_and_user(&app, &me).await?;
    let outcome = async {
        confirm(&app, &me, &user, "current", &form.current).await?;
        app.transact(&me.actor, |work| async move { actions::end(&work, user.id).await }).await
    };
    match outcome.await {
        Ok(()) => Ok(flash_to(&app, "/account", "second-factor-ended")),
        Err(e) => FactorPage::new(&app, &me, &user).await?.refused(e),
    }
}
