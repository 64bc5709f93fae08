//! A person's own page: profile, password, address, sessions.

use askama::Template;
use axum::extract::State;
use base::SessionId;
use serde::Deserialize;
use ui::{Choice, Errors, Theme, Ui};
use web::{App, Form, FormErrors, Gate, Me, Page, Path, Reply, Routes, flash_to, html};
use work::Permission;

use super::links::new_password;
use super::{languages, role_names, session};
use crate::account::{self, Profile};
use crate::sessions::model::device;
use crate::throttle::{self, Key};
use crate::users::store as users;
use crate::{User, cookie, password, sessions};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/account", Gate::SignedIn, show)
        .post("/account", Gate::SignedIn, save)
        .post("/account/password", Gate::SignedIn, change_password)
        .post("/account/email", Gate::SignedIn, change_email)
        .post("/account/sessions/end", Gate::SignedIn, end_sessions)
        .post("/account/sessions/{id}/end", Gate::SignedIn, end_session)
}

struct SessionLine {
    id: String,
    device: String,
    about: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "pages/account.html")]
struct AccountPage {
    ui: Ui,
    errors: Errors,
    name: String,
    email: String,
    org: String,
    roles: String,
    locale: String,
    zone: String,
    theme: String,
    languages: Vec<Choice>,
    zones: Vec<Choice>,
    themes: Vec<Choice>,
    second_factor: bool,
    sessions: Vec<SessionLine>,
    may_make_tokens: bool,
    new_email: String,
}

/// Every time zone by its name.
fn zones() -> Vec<Choice> {
    chrono_tz::TZ_VARIANTS.iter().map(|z| Choice::new(z.name(), z.name().replace('_', " "))).collect()
}

impl AccountPage {
    async fn new(app: &App, me: &Me) -> base::Result<Self> {
        let own = session(me)?;
        let ui = Page::full(app, me).await?;
        let work = app.read(&me.actor);
        let id = me.user()?;
        let user = account::own(&work, id).await?;
        let second_factor = users::totp(&work, id).await?.is_some();
        let sessions = sessions::actions::list(&work, id).await?;
        let lines = sessions.into_iter().map(|s| {
            let seen = ui.relative(&s.last_seen_at);
            SessionLine {
                id: s.id.to_string(),
                device: s.agent.as_deref().map_or_else(|| ui.t("session-unknown"), device),
                about: ui.t2("session-about", "address", s.address.as_deref().unwrap_or("–"), "seen", seen),
                current: s.id == own,
            }
        });
        Ok(Self {
            errors: Errors::none(),
            roles: role_names(&ui, &user.roles),
            languages: languages(),
            zones: zones(),
            themes: ["system", "light", "dark"].iter().map(|t| Choice::new(*t, ui.t(&format!("theme-{t}")))).collect(),
            second_factor,
            sessions: lines.collect(),
            may_make_tokens: me.can(app, Permission::TokenManage),
            new_email: String::new(),
            name: user.name,
            email: user.email,
            org: user.org,
            locale: user.locale,
            zone: user.zone,
            theme: user.theme.as_str().to_owned(),
            ui,
        })
    }

    fn refused(mut self, e: base::Error) -> Reply {
        let words = [
            ("name", "person-name"),
            ("locale", "person-language"),
            ("zone", "person-zone"),
            ("email", "account-email-new"),
            ("current", "password-current"),
            ("password", "password-new"),
            ("again", "password-again"),
        ];
        let errors = FormErrors::of(e, &self.ui.l)?;
        self.errors = words.iter().fold(errors, |e, (field, key)| e.named(field, self.ui.t(key)));
        Page::refused(&self)
    }
}

async fn show(State(app): State<App>, me: Me) -> Reply {
    html(&AccountPage::new(&app, &me).await?)
}

#[derive(Deserialize)]
struct Saved {
    #[serde(default)]
    name: String,
    #[serde(default)]
    locale: String,
    #[serde(default)]
    zone: String,
    #[serde(default)]
    theme: String,
}

async fn save(State(app): State<App>, me: Me, Form(form): Form<Saved>) -> Reply {
    session(&me)?;
    let id = me.user()?;
    let profile = Profile { name: form.name, locale: form.locale, zone: form.zone, theme: Theme::parse(&form.theme) };
    let wanted = &profile;
    match app.transact(&me.actor, |work| async move { account::save_profile(&work, id, wanted).await }).await {
        Ok(user) => {
            let mut response = flash_to(&app, "/account", "own-profile-saved");
            cookie::prefer(&app, response.headers_mut(), "theme", user.theme.as_str());
            cookie::prefer(&app, response.headers_mut(), "lang", &user.locale);
            Ok(response)
        }
        Err(e) => {
            let mut page = AccountPage::new(&app, &me).await?;
            page.name = profile.name;
            page.refused(e)
        }
    }
}

/// Asks for the password once more before something that whoever found an open browser must not do.
pub(super) async fn confirm(app: &App, me: &Me, user: &User, field: &str, typed: &str) -> base::Result<()> {
    let key = Key::account("confirm", &user.id.to_string());
    let keys = std::slice::from_ref(&key);
    let actor = &me.actor;
    app.transact(actor, |work| async move { throttle::take(&work, keys).await }).await?;
    let hash = users::password_hash(&app.read(actor), user.id).await?;
    if !password::verify(typed, hash.as_deref()).await? {
        return Err(account::wrong_password(field).into());
    }
    let key = &key;
    app.transact(actor, |work| async move { throttle::clear(&work, key).await }).await
}

#[derive(Deserialize)]
struct Changed {
    #[serde(default)]
    current: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
    #[serde(default)]
    email: String,
}

async fn change_password(State(app): State<App>, me: Me, Form(form): Form<Changed>) -> Reply {
    let own = session(&me)?;
    if me.actor.read_only {
        return Err(base::Error::forbidden().into());
    }
    let user = account::own(&app.read(&me.actor), me.user()?).await?;
    let outcome = async {
        confirm(&app, &me, &user, "current", &form.current).await?;
        let hash = &new_password(&app, &form.password, &form.again, &[&user.email, &user.name, &user.org]).await?;
        app.transact(&me.actor, |work| async move { account::set_password(&work, user.id, hash, Some(own)).await }).await
    };
    match outcome.await {
        Ok(()) => Ok(flash_to(&app, "/account", "account-password-changed")),
        Err(e) => AccountPage::new(&app, &me).await?.refused(e),
    }
}

async fn change_email(State(app): State<App>, me: Me, Form(form): Form<Changed>) -> Reply {
    session(&me)?;
    if me.actor.read_only {
        return Err(base::Error::forbidden().into());
    }
    let user = account::own(&app.read(&me.actor), me.user()?).await?;
    let (id, email) = (user.id, form.email.as_str());
    let outcome = async {
        confirm(&app, &me, &user, "current", &form.current).await?;
        app.transact(&me.actor, |work| async move { account::ask_for_email(&work, id, email).await }).await
    };
    match outcome.await {
        Ok(()) => Ok(flash_to(&app, "/account", "account-email-asked")),
        Err(e) => {
            let mut page = AccountPage::new(&app, &me).await?;
            page.new_email = form.email;
            page.refused(e)
        }
    }
}

async fn end_session(State(app): State<App>, me: Me, Path(id): Path<SessionId>) -> Reply {
    session(&me)?;
    let user = me.user()?;
    app.transact(&me.actor, |work| async move { sessions::actions::end(&work, user, id).await }).await?;
    Ok(flash_to(&app, "/account", "session-ended"))
}

async fn end_sessions(State(app): State<App>, me: Me) -> Reply {
    session(&me)?;
    let user = me.user()?;
    app.transact(&me.actor, |work| async move { sessions::actions::end_all(&work, user, None).await }).await?;
    let mut response = flash_to(&app, "/sign-in", "signed-out-everywhere");
    cookie::clear(&app, response.headers_mut());
    Ok(response)
}
