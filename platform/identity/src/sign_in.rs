//! Signing in: password, second step, persona.

use access::Actor;
use base::{FieldError, Invalid, Kind, Result, UserId, refuse};
use web::{App, Me, Via};

use crate::factors::actions as factors;
use crate::sessions::actions::{self as sessions, Browser, Proof};
use crate::sessions::model::SessionState;
use crate::throttle::{self, Key};
use crate::users::model::UserState;
use crate::users::store as users;
use crate::{password, secret};

/// How far somebody came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Signed in: the session's secret.
    Open(String),
    /// The second factor is asked for: the half session's secret.
    SecondStep(String),
}

/// The actor for what happens before anybody is signed in; it keeps where the request came from.
pub(crate) fn nobody(app: &App, me: &Me) -> Actor {
    Actor { address: me.actor.address, request: me.actor.request.clone(), ..app.system("sign-in") }
}

/// The browser of a request.
pub(crate) fn browser(me: &Me, headers: &http::HeaderMap) -> Browser {
    let agent = headers.get(http::header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
    let old = match me.via {
        Via::Session(id) => Some(id),
        Via::Nothing | Via::Token => None,
    };
    Browser { agent, old }
}

/// Address or password do not fit; which of them is nobody's business.
fn refused() -> Invalid {
    let mut invalid = Invalid::new();
    invalid.push(FieldError::new("", "sign_in.refused"));
    invalid
}

/// Signs in with address and password.
pub(crate) async fn with_password(app: &App, me: &Me, email: &str, typed: &str, browser: &Browser) -> Result<Outcome> {
    let nobody = nobody(app, me);
    let keys = [Key::account("sign-in", email), Key::place("sign-in", me.actor.address)];
    let tries = &keys;
    app.transact(&nobody, |work| async move { throttle::take(&work, tries).await }).await?;
    let found = users::credentials(&app.read(&nobody), email).await?;
    let active = found.filter(|(user, _)| user.state == UserState::Active);
    let hash = active.as_ref().and_then(|(_, hash)| hash.as_deref());
    let fits = password::verify(typed, hash).await?;
    let Some((user, _)) = active.filter(|_| fits) else {
        return Err(refused().into());
    };
    let (user, [account, place], hours) = (&user, &keys, app.settings().session_hours);
    let actor = &Actor { address: me.actor.address, request: me.actor.request.clone(), ..crate::authenticate::actor(user) };
    app.transact(actor, |work| async move {
        throttle::clear(&work, account).await?;
        throttle::give_back(&work, place).await?;
        if user.second_factor {
            return sessions::begin_second_step(&work, user, browser).await.map(Outcome::SecondStep);
        }
        sessions::begin(&work, user, browser, Proof::Password, hours).await.map(Outcome::Open)
    })
    .await
}

/// Whose second step a half session's secret is, if it is still open.
pub(crate) async fn second_step(app: &App, half: &str) -> Result<Option<(base::SessionId, UserId)>> {
    let actor = app.system("sign-in");
    let work = app.read(&actor);
    let found = crate::sessions::store::find(&work, &secret::hash(half)).await?;
    let open = found
        .filter(|f| f.session.state == SessionState::SecondStep && f.session.expires_at > work.now() && f.user.state == UserState::Active);
    Ok(open.map(|f| (f.session.id, f.user.id)))
}

/// Signs in with a code of the second factor or a recovery code.
pub(crate) async fn with_code(app: &App, me: &Me, half: &str, code: &str, browser: &Browser) -> Result<String> {
    let over = || refuse("sign_in.step_over", Kind::Expired);
    let (id, person) = second_step(app, half).await?.ok_or_else(over)?;
    let nobody = nobody(app, me);
    let keys = [Key::account("second-step", &person.to_string()), Key::place("second-step", me.actor.address)];
    let tries = &keys;
    app.transact(&nobody, |work| async move { throttle::take(&work, tries).await }).await?;
    let work = app.read(&nobody);
    let user = users::any(&work, person).await?.ok_or_else(over)?;
    let (sealed, _) = users::totp(&work, person).await?.ok_or_else(over)?;
    let secret = app.seal()?.open_sealed(&factors::about(person), &sealed)?;
    let browser = Browser { old: Some(id), ..browser.clone() };
    let (user, secret, browser, hours) = (&user, &secret, &browser, app.settings().session_hours);
    let actor = &Actor { address: me.actor.address, request: me.actor.request.clone(), ..crate::authenticate::actor(user) };
    let [account, place] = &keys;
    app.transact(actor, |work| async move {
        let proof = factors::show(&work, user.id, secret, code).await?;
        throttle::clear(&work, account).await?;
        throttle::give_back(&work, place).await?;
        sessions::begin(&work, user, browser, proof, hours).await
    })
    .await
}

/// Signs in as one of the demo's personas; only in the demo.
pub(crate) async fn as_persona(app: &App, me: &Me, id: UserId, browser: &Browser) -> Result<String> {
    if !app.settings().demo {
        return Err(base::Error::missing());
    }
    let nobody = nobody(app, me);
    let user = users::any(&app.read(&nobody), id).await?;
    let user = user.filter(|u| u.persona.is_some() && u.state == UserState::Active).ok_or_else(base::Error::missing)?;
    begin(app, me, &user, browser, Proof::Persona).await
}

/// Begins a session for a person who has shown who they are.
pub(crate) async fn begin(app: &App, me: &Me, user: &crate::User, browser: &Browser, proof: Proof) -> Result<String> {
    let hours = app.settings().session_hours;
    let actor = &Actor { address: me.actor.address, request: me.actor.request.clone(), ..crate::authenticate::actor(user) };
    app.transact(actor, |work| async move { sessions::begin(&work, user, browser, proof, hours).await }).await
}
