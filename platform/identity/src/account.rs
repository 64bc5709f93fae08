//! What people change about themselves: profile, password, address; and what links let them do.

use base::{FieldError, Invalid, Kind, Result, UserId, refuse};
use i18n::{Locale, Tz};
use notices::Message;
use serde_json::json;
use ui::Theme;
use work::{Entry, Role, Work};

use crate::links::model::LinkKind;
use crate::sessions::actions::changeable;
use crate::users::model::{NewUser, User, UserState, normal_email};
use crate::users::{rules, store};
use crate::{links, sessions};

/// A person's own settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Profile {
    pub(crate) name: String,
    pub(crate) locale: String,
    pub(crate) zone: String,
    pub(crate) theme: Theme,
}

/// The person who is signed in.
pub(crate) async fn own(work: &Work, id: UserId) -> Result<User> {
    store::any(work, id).await?.ok_or_else(|| refuse("unauthenticated", Kind::Unauthenticated))
}

/// Saves a person's own settings.
pub(crate) async fn save_profile(work: &Work, id: UserId, profile: &Profile) -> Result<User> {
    changeable(work)?;
    let mut invalid = Invalid::new();
    rules::check_name(&mut invalid, &profile.name);
    invalid.check(profile.locale.parse::<Locale>().is_ok_and(|l| !l.is_pseudo()), "locale", "choice");
    invalid.check(profile.zone.parse::<Tz>().is_ok(), "zone", "choice");
    invalid.finish()?;
    let before = own(work, id).await?;
    let after = User {
        name: base::one_line(&profile.name),
        locale: profile.locale.clone(),
        zone: profile.zone.clone(),
        theme: profile.theme,
        ..before.clone()
    };
    store::save(work, &after).await?;
    let said = |u: &User| json!({ "name": u.name, "locale": u.locale, "zone": u.zone, "theme": u.theme.as_str() });
    work.audit(Entry::new("user.profile_changed", "user", id).partner(after.partner).change(said(&before), said(&after)));
    Ok(after)
}

/// Sets a new password; every other session of the person ends.
pub(crate) async fn set_password(work: &Work, id: UserId, hash: &str, keep: Option<base::SessionId>) -> Result<()> {
    changeable(work)?;
    let user = own(work, id).await?;
    store::set_password(work, id, Some(hash)).await?;
    sessions::store::remove_all(work, id, keep).await?;
    links::store::end(work, Some(id), Some(LinkKind::Reset)).await?;
    work.audit(Entry::new("user.password_changed", "user", id).partner(user.partner));
    tell_password_changed(work, &user).await
}

async fn tell_password_changed(work: &Work, user: &User) -> Result<()> {
    let message = Message { topic: "account.password_changed", args: Vec::new(), href: "/account".to_owned(), mail: true };
    notices::tell(work, &[user.recipient()], &message).await
}

/// Sends a link to a new address; the address changes when the link is used.
pub(crate) async fn ask_for_email(work: &Work, id: UserId, email: &str) -> Result<()> {
    changeable(work)?;
    let mut invalid = Invalid::new();
    invalid.check(notices::is_email(email.trim()), "email", "email");
    invalid.finish()?;
    let user = own(work, id).await?;
    let email = normal_email(email);
    let href = links::actions::make(work, LinkKind::Email, Some(id), Some(&email)).await?;
    let to = crate::users::actions::outsider(&email, &user.name, &user.locale);
    let message = Message { topic: "account.email_confirm", args: Vec::new(), href, mail: true };
    work.audit(Entry::new("user.email_asked", "user", id).partner(user.partner).after(json!({ "email": email })));
    notices::mail(work, &to, &message).await
}

/// Takes the new address over, by the link that was sent to it; the old address hears of it.
pub(crate) async fn confirm_email(work: &Work, secret: &str) -> Result<()> {
    let link = links::actions::use_up(work, LinkKind::Email, secret).await?;
    let (user, email) = match (link.user, link.email) {
        (Some(id), Some(email)) => (reachable(work, id).await?, email),
        _ => return Err(over()),
    };
    let before = user.recipient();
    store::save(work, &User { email: email.clone(), ..user.clone() }).await?;
    let entry = Entry::new("user.email_changed", "user", user.id).partner(user.partner);
    work.audit(entry.change(json!({ "email": user.email }), json!({ "email": email })));
    let message =
        Message { topic: "account.email_changed", args: vec![("email", email.as_str().into())], href: "/account".to_owned(), mail: true };
    notices::mail(work, &before, &message).await
}

fn over() -> base::Error {
    refuse("link.over", Kind::Expired)
}

/// The person of a link, if they may still use one.
async fn reachable(work: &Work, id: UserId) -> Result<User> {
    let user = store::any(work, id).await?.ok_or_else(over)?;
    if user.state == UserState::Active { Ok(user) } else { Err(over()) }
}

/// Who an invitation is for.
pub(crate) async fn invited(work: &Work, secret: &str) -> Result<User> {
    let link = links::actions::get(work, LinkKind::Invitation, secret).await?;
    let user = match link.user {
        Some(id) => store::any(work, id).await?,
        None => None,
    };
    user.filter(|u| u.state == UserState::Invited).ok_or_else(over)
}

/// Accepts an invitation: name and password, and the person is active.
pub(crate) async fn accept(work: &Work, secret: &str, name: &str, hash: &str) -> Result<User> {
    let mut invalid = Invalid::new();
    rules::check_name(&mut invalid, name);
    invalid.finish()?;
    let user = invited(work, secret).await?;
    links::actions::use_up(work, LinkKind::Invitation, secret).await?;
    let user = User { name: base::one_line(name), state: UserState::Active, ..user };
    store::save(work, &user).await?;
    store::set_password(work, user.id, Some(hash)).await?;
    work.audit(Entry::new("user.accepted", "user", user.id).partner(user.partner).after(json!({ "name": user.name })));
    Ok(user)
}

/// Sends a link for a new password, if the address is of somebody who may sign in; nobody is told whether it is.
pub(crate) async fn send_reset(work: &Work, email: &str) -> Result<()> {
    let Some((user, _)) = store::credentials(work, email).await? else { return Ok(()) };
    let (kind, topic) = match user.state {
        UserState::Active => (LinkKind::Reset, "account.reset"),
        // Whoever forgot that they never answered gets the invitation again.
        UserState::Invited => (LinkKind::Invitation, "account.invited"),
        UserState::Suspended | UserState::Removed => return Ok(()),
    };
    let href = links::actions::make(work, kind, Some(user.id), None).await?;
    work.audit(Entry::new("user.reset_asked", "user", user.id).partner(user.partner));
    notices::mail(work, &user.recipient(), &Message { topic, args: vec![("org", user.org.as_str().into())], href, mail: true }).await
}

/// Who a link for a new password is for.
pub(crate) async fn resetting(work: &Work, secret: &str) -> Result<User> {
    let link = links::actions::get(work, LinkKind::Reset, secret).await?;
    match link.user {
        Some(id) => reachable(work, id).await,
        None => Err(over()),
    }
}

/// Sets a new password by a link; all sessions end.
pub(crate) async fn reset(work: &Work, secret: &str, hash: &str) -> Result<User> {
    let user = resetting(work, secret).await?;
    links::actions::use_up(work, LinkKind::Reset, secret).await?;
    store::set_password(work, user.id, Some(hash)).await?;
    sessions::store::remove_all(work, user.id, None).await?;
    work.audit(Entry::new("user.password_reset", "user", user.id).partner(user.partner));
    tell_password_changed(work, &user).await?;
    Ok(user)
}

/// Makes the first owner of an empty deployment.
pub(crate) async fn set_up(work: &Work, secret: &str, name: &str, email: &str, hash: &str, org: &str, locale: Locale) -> Result<User> {
    let new = NewUser {
        email: email.trim().to_owned(),
        name: name.to_owned(),
        roles: vec![Role::Owner],
        partner: None,
        org: org.to_owned(),
        locale: locale.tag().to_owned(),
        zone: "UTC".to_owned(),
    };
    rules::check_new(&new)?;
    links::actions::use_up(work, LinkKind::Setup, secret).await?;
    // The link is older than the first user, if there is one by now.
    if !store::is_empty(work).await? {
        return Err(over());
    }
    let id = crate::users::actions::add_active(work, &new, Some(hash.to_owned()), None).await?;
    store::any(work, id).await?.ok_or_else(|| base::Fault::plain("the first owner is not there").into())
}

/// Makes the link for the first owner, if there is nobody yet.
pub(crate) async fn setup_path(work: &Work) -> Result<Option<String>> {
    if !store::is_empty(work).await? {
        return Ok(None);
    }
    links::actions::make(work, LinkKind::Setup, None, None).await.map(Some)
}

/// A password that is not right.
pub(crate) fn wrong_password(field: &str) -> Invalid {
    let mut invalid = Invalid::new();
    invalid.push(FieldError::new(field, "password.wrong"));
    invalid
}
