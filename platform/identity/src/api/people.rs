//! What is done about the access of people, alike for partners' people and the vendor's own.

use access::Role;
use base::{FieldError, Invalid, UserId};
use web::{App, Me};
use work::Work;

use super::choice;
use crate::users::actions as people;
use crate::users::model::{Filter, UserState};
use crate::{User, factors};

/// Whose people a call is about; those of the other side are not there for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Partners,
    Vendor,
}

/// A person of a side whom the caller may look after.
pub(super) async fn look_after(work: &Work, id: UserId, side: Side) -> base::Result<User> {
    let user = people::manageable(work, id).await?;
    if user.is_staff() == (side == Side::Vendor) { Ok(user) } else { Err(base::Error::missing()) }
}

/// The part of a filter that both lists share.
pub(super) fn filter(state: Option<&str>, q: Option<&str>) -> base::Result<Filter> {
    let state = match state.filter(|s| !s.is_empty()) {
        Some(code) => Some(UserState::from_code(code).ok_or_else(|| choice("state"))?),
        None => None,
    };
    let text = q.unwrap_or_default();
    if text.chars().count() > 100 {
        let mut invalid = Invalid::new();
        invalid.push(FieldError::new("q", "too_long").with("max", 100));
        return Err(invalid.into());
    }
    Ok(Filter { state, text: base::one_line(text), ..Filter::default() })
}

/// The roles of these codes.
pub(super) fn roles_of(codes: &[String]) -> base::Result<Vec<Role>> {
    let roles: Option<Vec<Role>> = codes.iter().map(|c| Role::from_code(c)).collect();
    roles.ok_or_else(|| choice("roles"))
}

/// The language of an invitation, which the action fills in when none is wished.
pub(super) fn language_of(wish: Option<String>) -> base::Result<String> {
    match wish {
        Some(tag) if tag.parse::<i18n::Locale>().is_err() => Err(choice("locale")),
        other => Ok(other.unwrap_or_default()),
    }
}

/// Sets the roles of a person.
pub(super) async fn set_roles(app: &App, me: &Me, id: UserId, side: Side, roles: &[Role], version: Option<i64>) -> base::Result<User> {
    app.transact(&me.actor, |work| async move {
        look_after(&work, id, side).await?;
        people::set_roles(&work, id, roles, version).await
    })
    .await
}

/// Suspends a person.
pub(super) async fn suspend(app: &App, me: &Me, id: UserId, side: Side) -> base::Result<User> {
    app.transact(&me.actor, |work| async move {
        look_after(&work, id, side).await?;
        people::suspend(&work, id).await
    })
    .await
}

/// Lets a suspended person back in.
pub(super) async fn resume(app: &App, me: &Me, id: UserId, side: Side) -> base::Result<User> {
    app.transact(&me.actor, |work| async move {
        look_after(&work, id, side).await?;
        people::resume(&work, id).await
    })
    .await
}

/// Sends an invitation again.
pub(super) async fn invite_again(app: &App, me: &Me, id: UserId, side: Side) -> base::Result<User> {
    app.transact(&me.actor, |work| async move {
        look_after(&work, id, side).await?;
        people::invite_again(&work, id).await
    })
    .await
}

/// Signs a person out everywhere.
pub(super) async fn end_sessions(app: &App, me: &Me, id: UserId, side: Side) -> base::Result<u64> {
    app.transact(&me.actor, |work| async move {
        look_after(&work, id, side).await?;
        people::end_sessions(&work, id).await
    })
    .await
}

/// Ends the second factor of a person.
pub(super) async fn end_factor(app: &App, me: &Me, id: UserId, side: Side) -> base::Result<()> {
    app.transact(&me.actor, |work| async move {
        look_after(&work, id, side).await?;
        factors::actions::end_for(&work, id).await
    })
    .await
}

/// Removes a person for good.
pub(super) async fn remove(app: &App, me: &Me, id: UserId, side: Side) -> base::Result<()> {
    app.transact(&me.actor, |work| async move {
        look_after(&work, id, side).await?;
        people::remove(&work, id).await
    })
    .await
}
