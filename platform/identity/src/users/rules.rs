//! What a person's data must be, and who may not be changed how.

use access::Role;
use base::{Invalid, Kind, Refusal, UserId, check_length};
use i18n::{Locale, Tz};

use super::model::{NewUser, User, UserState};

/// Why a person is not changed so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UserRefusal {
    /// One cannot take one's own rights away.
    #[error("people do not change their own roles or access")]
    Yourself,
    /// Somebody must hold the keys.
    #[error("the last owner stays")]
    LastOwner,
    /// The person is not in a state for this.
    #[error("not in this state")]
    State,
}

impl Refusal for UserRefusal {
    fn code(&self) -> &'static str {
        match self {
            Self::Yourself => "user.yourself",
            Self::LastOwner => "user.last_owner",
            Self::State => "user.state",
        }
    }
    fn kind(&self) -> Kind {
        Kind::Conflict
    }
}

/// Checks a person to invite.
pub fn check_new(new: &NewUser) -> Result<(), Invalid> {
    let mut invalid = Invalid::new();
    invalid.check(notices::is_email(&new.email), "email", "email");
    check_name(&mut invalid, &new.name);
    check_roles(&mut invalid, &new.roles, new.partner.is_none());
    if let Err(e) = check_length("org", &new.org, 0, 200) {
        invalid.push(e);
    }
    invalid.check(!new.org.chars().any(char::is_control), "org", "characters");
    invalid.check(new.locale.parse::<Locale>().is_ok(), "locale", "choice");
    invalid.check(new.zone.parse::<Tz>().is_ok(), "zone", "choice");
    invalid.finish()
}

/// Checks a person's name.
pub fn check_name(invalid: &mut Invalid, name: &str) {
    if let Err(e) = check_length("name", name, 1, 120) {
        invalid.push(e);
    }
    invalid.check(!name.chars().any(char::is_control), "name", "characters");
}

/// Checks that there are roles and that all belong to the person's side.
pub fn check_roles(invalid: &mut Invalid, roles: &[Role], staff: bool) {
    invalid.check(!roles.is_empty(), "roles", "required");
    invalid.check(roles.iter().all(|r| r.is_staff() == staff), "roles", "choice");
}

/// Refuses to change one's own roles or access.
pub fn not_yourself(user: &User, by: Option<UserId>) -> Result<(), UserRefusal> {
    if by == Some(user.id) { Err(UserRefusal::Yourself) } else { Ok(()) }
}

/// Refuses to leave the deployment without an owner who can sign in.
pub fn keeps_an_owner(user: &User, roles: &[Role], state: UserState, n_other_owners: u64) -> Result<(), UserRefusal> {
    let was = user.has(Role::Owner) && user.state == UserState::Active;
    let is = roles.contains(&Role::Owner) && state == UserState::Active;
    if was && !is && n_other_owners == 0 { Err(UserRefusal::LastOwner) } else { Ok(()) }
}

/// The state after suspending.
pub fn suspend(state: UserState) -> Result<UserState, UserRefusal> {
    match state {
        UserState::Invited | UserState::Active => Ok(UserState::Suspended),
        UserState::Suspended | UserState::Removed => Err(UserRefusal::State),
    }
}

/// The state after lifting a suspension; who never set a password is invited again.
pub fn resume(state: UserState, has_password: bool) -> Result<UserState, UserRefusal> {
    match state {
        UserState::Suspended if has_password => Ok(UserState::Active),
        UserState::Suspended => Ok(UserState::Invited),
        UserState::Invited | UserState::Active | UserState::Removed => Err(UserRefusal::State),
    }
}

/// The state after removing.
pub fn remove(state: UserState) -> Result<UserState, UserRefusal> {
    match state {
        UserState::Invited | UserState::Active | UserState::Suspended => Ok(UserState::Removed),
        UserState::Removed => Err(UserRefusal::State),
    }
}
