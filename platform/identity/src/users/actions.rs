//! Inviting people, changing and ending their access.

use access::Role;
use base::{Error, Invalid, PartnerId, Result, UserId};
use notices::{Message, Recipient};
use serde_json::{Value, json};
use ui::Theme;
use work::{Entry, Permission, Resource, Work};

use super::model::{NewUser, User, UserState, normal_email};
use super::{rules, store};
use crate::links::model::LinkKind;
use crate::{links, sessions, tokens};

/// The right that managing a person of this side asks for.
pub(crate) fn may_manage(work: &Work, partner: Option<PartnerId>) -> Result<()> {
    match partner {
        Some(partner) => work.may(Permission::MemberManage, &Resource::of("member", partner)),
        None => work.may(Permission::UserManage, &Resource::general("user")),
    }
}

/// What an audit record holds of a person.
fn told(u: &User) -> Value {
    let roles: Vec<&str> = u.roles.iter().map(|r| r.code()).collect();
    json!({ "email": u.email, "name": u.name, "roles": roles, "org": u.org, "state": u.state.code() })
}

/// Invites a person: they get a mail with a link to set their name and password.
///
/// Refused for an address that is in use; the roles must belong to the person's side.
pub async fn invite(work: &Work, new: &NewUser) -> Result<UserId> {
    may_manage(work, new.partner)?;
    let mut new = new.clone();
    if new.locale.is_empty() {
        new.locale = "en".to_owned();
    }
    if new.zone.is_empty() {
        new.zone = "UTC".to_owned();
    }
    rules::check_new(&new)?;
    let user = User { state: UserState::Invited, ..made(work, &new) };
    store::add(work, &user, None).await?;
    work.audit(Entry::new("user.invited", "user", user.id).partner(user.partner).after(told(&user)));
    send_invitation(work, &user).await?;
    Ok(user.id)
}

fn made(work: &Work, new: &NewUser) -> User {
    let mut roles = new.roles.clone();
    roles.sort_unstable();
    roles.dedup();
    User {
        id: work.new_id(),
        email: normal_email(&new.email),
        name: base::one_line(&new.name),
        roles,
        partner: new.partner,
        org: base::one_line(&new.org),
        locale: new.locale.clone(),
        zone: new.zone.clone(),
        theme: Theme::System,
        state: UserState::Active,
        persona: None,
        second_factor: false,
        created_at: work.now(),
        last_seen_at: None,
        version: 1,
    }
}

async fn send_invitation(work: &Work, user: &User) -> Result<()> {
    let href = links::actions::make(work, LinkKind::Invitation, Some(user.id), None).await?;
    let message = Message { topic: "account.invited", args: vec![("org", user.org.as_str().into())], href, mail: true };
    notices::mail(work, &user.recipient(), &message).await
}

/// Sends the invitation again; the link of the one before ends.
pub async fn invite_again(work: &Work, id: UserId) -> Result<User> {
    let user = store::get_own(work, id).await?;
    may_manage(work, user.partner)?;
    if user.state != UserState::Invited {
        return Err(rules::UserRefusal::State.into());
    }
    send_invitation(work, &user).await?;
    work.audit(Entry::new("user.invited_again", "user", user.id).partner(user.partner));
    Ok(user)
}

/// Adds a person who can sign in at once, for the demo and for restoring; no mail is sent.
///
/// `persona` puts them on the demo's sign-in page under that label.
pub async fn add_active(work: &Work, new: &NewUser, password_hash: Option<String>, persona: Option<&str>) -> Result<UserId> {
    may_manage(work, new.partner)?;
    rules::check_new(new)?;
    let user = User { persona: persona.map(str::to_owned), ..made(work, new) };
    store::add(work, &user, password_hash).await?;
    work.audit(Entry::new("user.added", "user", user.id).partner(user.partner).after(told(&user)));
    Ok(user.id)
}

/// Lets an invited person sign in without the mailed link, for the demo's invented people only.
///
/// `persona` puts them on the demo's sign-in page under that label.
pub async fn settle_in(work: &Work, id: UserId, password_hash: Option<String>, persona: Option<&str>) -> Result<()> {
    let user = store::get(work, id).await?;
    may_manage(work, user.partner)?;
    let user = User { state: UserState::Active, ..user };
    store::save(work, &user).await?;
    store::set_password(work, id, password_hash.as_deref()).await?;
    store::set_persona(work, id, persona).await?;
    work.audit(Entry::new("user.settled_in", "user", id).partner(user.partner));
    Ok(())
}

/// One person whom the actor may see: their own partner's people, themselves, and the vendor's.
pub async fn get(work: &Work, id: UserId) -> Result<User> {
    store::get(work, id).await
}

/// The person with an address, if the actor may see them.
pub async fn find_by_email(work: &Work, email: &str) -> Result<Option<User>> {
    store::find_by_email(work, email).await
}

/// The people of a partner, by name.
pub async fn of_partner(work: &Work, partner: PartnerId) -> Result<Vec<User>> {
    store::of_partner(work, partner).await
}

/// The active people of the vendor with a role; whoever acts, so that they can be told.
pub async fn staff_with(work: &Work, role: Role) -> Result<Vec<User>> {
    store::staff_with(work, role).await
}

/// The partners that have active people with one of some roles; for the vendor's own routing.
pub async fn partners_with(work: &Work, roles: &[Role]) -> Result<Vec<PartnerId>> {
    store::partners_with(work, roles).await
}

/// Gives a partner's people the partner's new name as their organization.
pub async fn rename_org(work: &Work, partner: PartnerId, name: &str) -> Result<()> {
    let n = store::rename_org(work, partner, &base::one_line(name)).await?;
    work.audit(Entry::new("user.org_renamed", "partner", partner.uuid()).partner(Some(partner)).after(json!({ "org": name, "people": n })));
    Ok(())
}

/// Ends the access of all people of a partner: suspended, with sessions, tokens and links gone.
pub async fn end_access_of_partner(work: &Work, partner: PartnerId) -> Result<()> {
    for mut user in store::of_partner(work, partner).await? {
        let Ok(state) = rules::suspend(user.state) else { continue };
        let before = told(&user);
        user.state = state;
        store::save(work, &user).await?;
        end_access(work, user.id).await?;
        work.audit(Entry::new("user.suspended", "user", user.id).partner(user.partner).change(before, told(&user)));
    }
    Ok(())
}

/// Lets the suspended people of a partner back in.
pub async fn resume_access_of_partner(work: &Work, partner: PartnerId) -> Result<()> {
    for user in store::of_partner(work, partner).await? {
        if user.state == UserState::Suspended {
            resume_one(work, user).await?;
        }
    }
    Ok(())
}

/// Ends everything by which a person gets in: sessions, tokens, links.
async fn end_access(work: &Work, id: UserId) -> Result<()> {
    sessions::store::remove_all(work, id, None).await?;
    tokens::store::remove_all(work, id).await?;
    notices::leave_digest(work, id).await?;
    links::store::end(work, Some(id), None).await
}

async fn resume_one(work: &Work, mut user: User) -> Result<User> {
    let before = told(&user);
    let has_password = store::password_hash(work, user.id).await?.is_some() || user.persona.is_some();
    user.state = rules::resume(user.state, has_password)?;
    store::save(work, &user).await?;
    if user.state == UserState::Invited {
        send_invitation(work, &user).await?;
    }
    work.audit(Entry::new("user.resumed", "user", user.id).partner(user.partner).change(before, told(&user)));
    Ok(user)
}

/// Loads a person to be changed by somebody else.
async fn managed(work: &Work, id: UserId, version: Option<i64>) -> Result<User> {
    let user = store::get_own(work, id).await?;
    may_manage(work, user.partner)?;
    if version.is_some_and(|v| v != user.version) {
        return Err(Error::stale());
    }
    Ok(user)
}

/// A person whom the actor may look after.
pub(crate) async fn manageable(work: &Work, id: UserId) -> Result<User> {
    managed(work, id, None).await
}

/// Changes a person's roles; their sessions get a new look at their rights with the next request.
pub async fn set_roles(work: &Work, id: UserId, roles: &[Role], version: Option<i64>) -> Result<User> {
    let mut user = managed(work, id, version).await?;
    let mut invalid = Invalid::new();
    rules::check_roles(&mut invalid, roles, user.is_staff());
    invalid.finish()?;
    rules::not_yourself(&user, work.actor().user)?;
    let others = store::count_other_owners(work, user.id).await?;
    rules::keeps_an_owner(&user, roles, user.state, others)?;
    let before = told(&user);
    user.roles = roles.to_vec();
    user.roles.sort_unstable();
    user.roles.dedup();
    store::save(work, &user).await?;
    // Rights that changed ask for signing in again, so that no session outlives its old rights unseen.
    sessions::store::remove_all(work, user.id, None).await?;
    work.audit(Entry::new("user.roles_changed", "user", user.id).partner(user.partner).change(before, told(&user)));
    Ok(User { version: user.version + 1, ..user })
}

/// Suspends a person: no session, token or link lets them in any more.
pub async fn suspend(work: &Work, id: UserId) -> Result<User> {
    let mut user = managed(work, id, None).await?;
    rules::not_yourself(&user, work.actor().user)?;
    let state = rules::suspend(user.state)?;
    let others = store::count_other_owners(work, user.id).await?;
    rules::keeps_an_owner(&user, &user.roles, state, others)?;
    let before = told(&user);
    user.state = state;
    store::save(work, &user).await?;
    end_access(work, user.id).await?;
    work.audit(Entry::new("user.suspended", "user", user.id).partner(user.partner).change(before, told(&user)));
    Ok(User { version: user.version + 1, ..user })
}

/// Lets a suspended person back in.
pub async fn resume(work: &Work, id: UserId) -> Result<User> {
    let user = managed(work, id, None).await?;
    let user = resume_one(work, user).await?;
    Ok(User { version: user.version + 1, ..user })
}

/// Removes a person for good: the address is free again, the name stays in what they did.
pub async fn remove(work: &Work, id: UserId) -> Result<()> {
    let mut user = managed(work, id, None).await?;
    rules::not_yourself(&user, work.actor().user)?;
    let state = rules::remove(user.state)?;
    let others = store::count_other_owners(work, user.id).await?;
    rules::keeps_an_owner(&user, &user.roles, state, others)?;
    let before = told(&user);
    user.state = state;
    user.email = format!("{}@removed.invalid", user.id);
    store::save(work, &user).await?;
    store::set_password(work, user.id, None).await?;
    store::set_totp(work, user.id, None, 0).await?;
    end_access(work, user.id).await?;
    work.audit(Entry::new("user.removed", "user", user.id).partner(user.partner).change(before, json!({ "state": state.code() })));
    Ok(())
}

/// Ends a person's sessions everywhere.
pub async fn end_sessions(work: &Work, id: UserId) -> Result<u64> {
    let user = managed(work, id, None).await?;
    let n = sessions::store::remove_all(work, user.id, None).await?;
    work.audit(Entry::new("user.sessions_ended", "user", user.id).partner(user.partner).after(json!({ "sessions": n })));
    Ok(n)
}

/// Whoever a recipient is, as an address for mail.
pub(crate) fn outsider(email: &str, name: &str, locale: &str) -> Recipient {
    Recipient { user: None, email: email.to_owned(), name: name.to_owned(), locale: locale.to_owned() }
}
