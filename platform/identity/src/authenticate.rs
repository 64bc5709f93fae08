//! Finding out who asks: by the session's cookie or by a token.

use access::{Actor, Permission, Resource, Role};
use base::{Kind, Result, refuse};
use chrono::TimeDelta;
use ui::Theme;
use web::middleware::Credentials;
use web::{Account, App, Boxed, Me, Via};

use crate::sessions::model::SessionState;
use crate::tokens::model::PREFIX;
use crate::users::model::{User, UserState};
use crate::{secret, sessions, tokens, users};

/// Finds out who asks, as the web kit wants it.
///
/// A token that is not valid is refused; a session that is not valid is nobody's.
pub fn authenticate(app: &App, credentials: Credentials, me: Me) -> Boxed<'_, Result<Me>> {
    Box::pin(async move {
        match (&credentials.token, &credentials.session) {
            (Some(token), _) => by_token(app, token, me).await,
            (None, Some(session)) if !session.is_empty() => by_session(app, session, me).await,
            (None, _) => Ok(me),
        }
    })
}

/// The person as an actor, with all their rights.
pub fn actor(user: &User) -> Actor {
    match user.partner {
        Some(partner) => Actor::member(user.id, user.name.clone(), partner, user.roles.clone()),
        None => Actor::staff(user.id, user.name.clone(), user.roles.clone()),
    }
}

/// The reader with a person's account, language, look and rights.
fn with(me: Me, user: &User, via: Via) -> Me {
    let actor = Actor { address: me.actor.address, request: me.actor.request.clone(), ..actor(user) };
    Me {
        actor,
        account: Some(Account { id: user.id, name: user.name.clone(), email: user.email.clone(), org: user.org.clone() }),
        locale: user.language(),
        zone: user.time_zone(),
        // The switch of the shell keeps its choice in a cookie, which is more recent than the account's.
        theme: if me.theme == Theme::System { user.theme } else { me.theme },
        via,
        ..me
    }
}

async fn by_session(app: &App, secret: &str, me: Me) -> Result<Me> {
    let nobody = app.system("sign-in");
    let work = app.read(&nobody);
    let Some(found) = sessions::store::find(&work, &secret::hash(secret)).await? else { return Ok(me) };
    let (session, user, now) = (found.session, found.user, work.now());
    let idle = session.last_seen_at + TimeDelta::minutes(app.settings().session_idle_minutes);
    let valid = session.state == SessionState::Open && session.expires_at > now && idle > now && user.state == UserState::Active;
    if !valid {
        return Ok(me);
    }
    if now - session.last_seen_at >= TimeDelta::minutes(1) {
        let (app, id, person) = (app.clone(), session.id, user.id);
        // Not in the way of the request; when it is lost, the next one notes it.
        tokio::spawn(async move {
            let noted = app
                .transact(&app.system("sessions"), |work| async move {
                    sessions::store::seen(&work, id).await?;
                    users::store::seen_now(&work, person).await
                })
                .await;
            if let Err(e) = noted {
                tracing::warn!(error = %e, "a session's use was not noted");
            }
        });
    }
    let mut me = with(me, &user, Via::Session(session.id));
    me.unread = found.unread;
    if let Some((partner, name)) = session.view_as
        && app.policy().may(&me.actor, Permission::ViewAsUse, &Resource::of("partner", partner))
    {
        let staff = me.actor;
        me.actor = Actor {
            on_behalf_of: staff.user,
            read_only: true,
            address: staff.address,
            request: staff.request,
            ..Actor::member(user.id, staff.name, partner, [Role::PartnerAdmin])
        };
        me.view_as = Some(name);
        // The bell is the staff person's own, not the partner's.
        me.unread = 0;
    }
    Ok(me)
}

async fn by_token(app: &App, token: &str, me: Me) -> Result<Me> {
    let refused = || refuse("unauthenticated", Kind::Unauthenticated);
    if !token.starts_with(PREFIX) || token.len() > 200 {
        return Err(refused());
    }
    let nobody = app.system("tokens");
    let work = app.read(&nobody);
    let (token, user) = tokens::store::find(&work, &secret::hash(token)).await?.ok_or_else(refused)?;
    let now = work.now();
    if user.state != UserState::Active || token.expires_at.is_some_and(|end| end <= now) {
        return Err(refused());
    }
    if token.last_used_at.is_none_or(|at| now - at >= TimeDelta::minutes(1)) {
        let (app, id) = (app.clone(), token.id);
        tokio::spawn(async move {
            let noted = app.transact(&app.system("tokens"), |work| async move { tokens::store::used(&work, id).await }).await;
            if let Err(e) = noted {
                tracing::warn!(error = %e, "a token's use was not noted");
            }
        });
    }
    let mut me = with(me, &user, Via::Token);
    me.actor.token = Some(token.id);
    me.actor.scopes = Some(token.scopes);
    Ok(me)
}
