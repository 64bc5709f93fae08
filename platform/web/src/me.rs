//! Who is asking, as every handler gets it.

use access::{Actor, ActorKind, Permission, Resource};
use axum::extract::FromRequestParts;
use base::{PartnerId, SessionId, UserId};
use http::request::Parts;
use i18n::{L10n, Locale, Tz};
use ui::Theme;

use crate::{App, Failed};

/// How the request was authenticated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// Not at all.
    Nothing,
    /// By the session cookie.
    Session(SessionId),
    /// By a token in the `Authorization` header.
    Token,
}

/// The signed-in person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Their id.
    pub id: UserId,
    /// Their full name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// Their partner's or team's name.
    pub org: String,
}

/// Who is asking, in which language, by which means.
#[derive(Debug, Clone)]
pub struct Me {
    /// The actor for actions.
    pub actor: Actor,
    /// The person, if one is signed in.
    pub account: Option<Account>,
    /// The language.
    pub locale: Locale,
    /// The time zone.
    pub zone: Tz,
    /// Light or dark.
    pub theme: Theme,
    /// How it was authenticated.
    pub via: Via,
    /// The partner whose view staff are looking at.
    pub view_as: Option<String>,
    /// Unread notices.
    pub unread: u64,
    /// The path and query of the request.
    pub path: String,
    /// What has just happened, from the redirect before.
    pub flash: Option<String>,
}

impl Me {
    /// Nobody, with defaults.
    pub fn nobody(locale: Locale) -> Self {
        Self {
            actor: Actor::anonymous(),
            account: None,
            locale,
            zone: Tz::UTC,
            theme: Theme::System,
            via: Via::Nothing,
            view_as: None,
            unread: 0,
            path: "/".to_owned(),
            flash: None,
        }
    }

    /// Whether a person of the vendor asks.
    pub fn is_staff(&self) -> bool {
        self.actor.kind == ActorKind::Staff
    }

    /// Whether a person of a partner asks (or staff who view as one).
    pub fn is_member(&self) -> bool {
        self.actor.kind == ActorKind::Member
    }

    /// The member's own partner, or "missing" for others.
    pub fn partner(&self) -> base::Result<PartnerId> {
        self.actor.partner.ok_or_else(base::Error::missing)
    }

    /// The signed-in user, or "unauthenticated".
    pub fn user(&self) -> base::Result<UserId> {
        self.actor.user.ok_or_else(|| base::refuse("unauthenticated", base::Kind::Unauthenticated))
    }

    /// The words in the reader's language and time zone.
    pub fn l10n(&self, app: &App) -> L10n {
        app.l10n(self.locale, self.zone)
    }

    /// Whether the actor may do this to anything of their own.
    pub fn can(&self, app: &App, permission: Permission) -> bool {
        let own = Resource { kind: "any", id: None, partner: self.actor.partner, owner: self.actor.user };
        app.policy().may(&self.actor, permission, &own)
    }
}

impl FromRequestParts<App> for Me {
    type Rejection = Failed;
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Failed> {
        parts
            .extensions
            .get::<Self>()
            .cloned()
            .ok_or_else(|| Failed::from(base::Error::from(base::Fault::plain("a request without its reader"))))
    }
}
