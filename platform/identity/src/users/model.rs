//! What a person who signs in is.

use access::Role;
use base::{FieldError, Instant, Kind, PartnerId, Refusal, UserId};
use i18n::{Locale, Tz};
use notices::Recipient;
use ui::Theme;

/// Where a person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UserState {
    /// Has a link and has not used it yet.
    Invited,
    /// May sign in.
    Active,
    /// May not sign in for now.
    Suspended,
    /// Is gone; the name stays in what was done.
    Removed,
}

impl UserState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Invited, Self::Active, Self::Suspended, Self::Removed];

    /// The name in the database and the API.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Removed => "removed",
        }
    }

    /// The state of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

/// A person of the vendor or of a partner.
#[derive(Debug, Clone, PartialEq)]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// Their e-mail address, in lower case.
    pub email: String,
    /// Their full name.
    pub name: String,
    /// What they may do, on their own side only.
    pub roles: Vec<Role>,
    /// Their partner; none for people of the vendor.
    pub partner: Option<PartnerId>,
    /// The name of their partner or team.
    pub org: String,
    /// The tag of their language.
    pub locale: String,
    /// The name of their time zone.
    pub zone: String,
    /// Light or dark.
    pub theme: Theme,
    /// Where they are.
    pub state: UserState,
    /// Their place on the demo's sign-in page.
    pub persona: Option<String>,
    /// Whether they use a second factor.
    pub second_factor: bool,
    /// Since when they are known.
    pub created_at: Instant,
    /// When they were here last, to the minute.
    pub last_seen_at: Option<Instant>,
    /// The version of the row, for updates.
    pub version: i64,
}

impl User {
    /// The person as notices and mails address them.
    pub fn recipient(&self) -> Recipient {
        Recipient { user: Some(self.id), email: self.email.clone(), name: self.name.clone(), locale: self.locale.clone() }
    }

    /// Whether they belong to the vendor.
    pub fn is_staff(&self) -> bool {
        self.partner.is_none()
    }

    /// Whether they hold a role.
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Their language.
    pub fn language(&self) -> Locale {
        self.locale.parse().unwrap_or_default()
    }

    /// Their time zone.
    pub fn time_zone(&self) -> Tz {
        self.zone.parse().unwrap_or(Tz::UTC)
    }
}

/// The people of a list who can be told something: those who may sign in, now or soon.
pub fn recipients(users: &[User]) -> Vec<Recipient> {
    let reachable = users.iter().filter(|u| matches!(u.state, UserState::Active | UserState::Invited));
    reachable.map(User::recipient).collect()
}

/// A person to invite.
#[derive(Debug, Clone, PartialEq)]
pub struct NewUser {
    /// The e-mail address, which gets the link.
    pub email: String,
    /// The full name.
    pub name: String,
    /// What they may do.
    pub roles: Vec<Role>,
    /// Their partner; none for people of the vendor.
    pub partner: Option<PartnerId>,
    /// The name of their partner or team.
    pub org: String,
    /// The tag of their language; empty is English.
    pub locale: String,
    /// The name of their time zone; empty is UTC.
    pub zone: String,
}

/// The address is somebody's already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the address is in use")]
pub struct EmailUnavailable;

impl Refusal for EmailUnavailable {
    fn code(&self) -> &'static str {
        "user.email_unavailable"
    }
    fn kind(&self) -> Kind {
        Kind::Conflict
    }
    fn fields(&self) -> Vec<FieldError> {
        vec![FieldError::new("email", self.code())]
    }
}

/// Which users are asked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// People of this partner.
    pub partner: Option<PartnerId>,
    /// Only people of the vendor.
    pub staff: bool,
    /// Only people of partners.
    pub members: bool,
    /// In this state; without it, all but the removed.
    pub state: Option<UserState>,
    /// With this role.
    pub role: Option<Role>,
    /// Whose name or address holds this text.
    pub text: String,
}

/// The roles as the database and the policy's list hold them.
pub(crate) fn roles_text(roles: &[Role]) -> String {
    // Each code stands between commas, so that one is found whole.
    roles.iter().fold(",".to_owned(), |text, role| text + role.code() + ",")
}

/// The roles back from their text; what is no role any more is left out.
pub(crate) fn roles_of(text: &str) -> Vec<Role> {
    text.split(',').filter_map(Role::from_code).collect()
}

/// The form of an address in which it is stored and compared.
pub(crate) fn normal_email(text: &str) -> String {
    text.trim().to_lowercase()
}
