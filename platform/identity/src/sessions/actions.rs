//! Beginning and ending sessions, and looking at a partner's view.

use base::{Error, Kind, PartnerId, Result, SessionId, UserId, refuse};
use chrono::TimeDelta;
use serde_json::json;
use work::{Entry, Permission, Resource, Work};

use super::model::{Session, SessionState};
use super::store;
use crate::secret;
use crate::users::model::User;
use crate::users::store as users;

/// How long the second step may take.
pub(crate) const SECOND_STEP_MINUTES: i64 = 10;

/// A browser that signs in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Browser {
    /// What it calls itself.
    pub(crate) agent: String,
    /// The session that it had until now, which ends.
    pub(crate) old: Option<SessionId>,
}

/// How somebody showed who they are, for the audit record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Proof {
    Password,
    SecondFactor,
    RecoveryCode,
    Link,
    Persona,
}

impl Proof {
    const fn code(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::SecondFactor => "second_factor",
            Self::RecoveryCode => "recovery_code",
            Self::Link => "link",
            Self::Persona => "persona",
        }
    }
}

/// Begins a session and returns its secret; the browser's session before, if any, ends.
pub(crate) async fn begin(work: &Work, user: &User, browser: &Browser, proof: Proof, hours: i64) -> Result<String> {
    let secret = add(work, user, browser, SessionState::Open, TimeDelta::hours(hours)).await?;
    users::seen_now(work, user.id).await?;
    let entry = Entry::new("user.signed_in", "user", user.id).partner(user.partner);
    work.audit(entry.after(json!({ "name": user.name, "with": proof.code() })));
    Ok(secret)
}

/// Notes that the password was right and that a second factor is asked for.
pub(crate) async fn begin_second_step(work: &Work, user: &User, browser: &Browser) -> Result<String> {
    add(work, user, browser, SessionState::SecondStep, TimeDelta::minutes(SECOND_STEP_MINUTES)).await
}

async fn add(work: &Work, user: &User, browser: &Browser, state: SessionState, lifetime: TimeDelta) -> Result<String> {
    if let Some(old) = browser.old {
        store::remove_any(work, old).await?;
    }
    let secret = secret::new(work);
    let session = Session {
        id: work.new_id(),
        user: user.id,
        state,
        created_at: work.now(),
        last_seen_at: work.now(),
        expires_at: work.after(lifetime),
        address: work.actor().address.map(|a| a.to_string()),
        agent: (!browser.agent.is_empty()).then(|| browser.agent.chars().filter(|c| !c.is_control()).take(300).collect()),
        view_as: None,
    };
    store::add(work, &session, secret::hash(&secret)).await?;
    Ok(secret)
}

/// A user's sessions, latest first.
pub(crate) async fn list(work: &Work, user: UserId) -> Result<Vec<Session>> {
    store::of_user(work, user).await
}

/// Ends one of the caller's sessions.
pub(crate) async fn end(work: &Work, user: UserId, id: SessionId) -> Result<()> {
    changeable(work)?;
    if !store::remove(work, user, id).await? {
        return Err(Error::missing());
    }
    work.audit(Entry::new("session.ended", "session", id).partner(work.actor().partner));
    Ok(())
}

/// Ends all of the caller's sessions, but one if it is named; returns how many.
pub(crate) async fn end_all(work: &Work, user: UserId, but: Option<SessionId>) -> Result<u64> {
    changeable(work)?;
    let n = store::remove_all(work, user, but).await?;
    work.audit(Entry::new("session.all_ended", "user", user).partner(work.actor().partner).after(json!({ "sessions": n })));
    Ok(n)
}

/// Signs out.
pub(crate) async fn sign_out(work: &Work, user: UserId, id: SessionId) -> Result<()> {
    store::remove(work, user, id).await?;
    work.audit(Entry::new("user.signed_out", "user", user).partner(work.actor().partner));
    Ok(())
}

/// Begins to look at a partner's view, read-only.
pub(crate) async fn view_as(work: &Work, id: SessionId, partner: PartnerId, name: &str) -> Result<()> {
    work.may(Permission::ViewAsUse, &Resource::of("partner", partner))?;
    store::view_as(work, id, Some((partner, name))).await?;
    work.audit(Entry::new("view_as.started", "partner", partner.uuid()).partner(Some(partner)).after(json!({ "partner": partner })));
    Ok(())
}

/// Ends looking at a partner's view.
pub(crate) async fn end_view_as(work: &Work, id: SessionId, partner: PartnerId) -> Result<()> {
    store::view_as(work, id, None).await?;
    work.audit(Entry::new("view_as.ended", "partner", partner.uuid()).partner(Some(partner)));
    Ok(())
}

/// Refuses changes to one's own access while only looking.
pub(crate) fn changeable(work: &Work) -> Result<()> {
    if work.actor().read_only { Err(refuse("forbidden", Kind::Forbidden)) } else { Ok(()) }
}
