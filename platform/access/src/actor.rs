//! Who asks.

use std::net::IpAddr;

use base::{PartnerId, TokenId, UserId};

use crate::{Permission, Role};

/// What sort of actor it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ActorKind {
    /// Nobody is signed in.
    Anonymous,
    /// A person of the vendor.
    Staff,
    /// A person of a partner.
    Member,
    /// The deployment itself: jobs, listeners, the command line.
    System,
}

impl ActorKind {
    /// The name in the audit record.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Anonymous => "anonymous",
            Self::Staff => "staff",
            Self::Member => "member",
            Self::System => "system",
        }
    }
}

/// Who does something, for whom, and within which limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// What sort of actor it is.
    pub kind: ActorKind,
    /// The signed-in user.
    pub user: Option<UserId>,
    /// The name for the audit record.
    pub name: String,
    /// The roles held; those of the other side are ignored.
    pub roles: Vec<Role>,
    /// The member's own partner.
    pub partner: Option<PartnerId>,
    /// The partners that a channel manager looks after.
    pub assigned: Vec<PartnerId>,
    /// The user behind it: who views as a partner, or whose machine it is.
    pub on_behalf_of: Option<UserId>,
    /// Whether nothing may be changed, as when viewing as a partner.
    pub read_only: bool,
    /// Where the request came from.
    pub address: Option<IpAddr>,
    /// The id of the request.
    pub request: Option<String>,
    /// The access token that was used instead of a session.
    pub token: Option<TokenId>,
    /// The token's scopes; none is no limit.
    pub scopes: Option<Vec<Permission>>,
    /// The caller's idempotency key with the request's fingerprint; the first transaction uses it up.
    pub idempotency: Option<(String, String)>,
}

/// Which rows an actor may see at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// Every row.
    All,
    /// The rows of these partners, and those of no partner where the store says so.
    Partners(Vec<PartnerId>),
    /// No row.
    Nothing,
}

impl Scope {
    /// Whether a row of this partner is within the scope; a row of no partner is within all but `Nothing`.
    pub fn holds(&self, partner: Option<PartnerId>) -> bool {
        match self {
            Self::All => true,
            Self::Partners(own) => partner.is_none_or(|p| own.contains(&p)),
            Self::Nothing => false,
        }
    }
}

impl Actor {
    /// The deployment itself, under the name of the job or listener.
    pub fn system(name: impl Into<String>) -> Self {
        Self::bare(ActorKind::System, None, name.into())
    }

    /// Nobody in particular.
    pub fn anonymous() -> Self {
        Self::bare(ActorKind::Anonymous, None, String::new())
    }

    /// A person of the vendor.
    pub fn staff(user: UserId, name: impl Into<String>, roles: impl Into<Vec<Role>>) -> Self {
        Self { roles: roles.into(), ..Self::bare(ActorKind::Staff, Some(user), name.into()) }
    }

    /// A person of a partner.
    pub fn member(user: UserId, name: impl Into<String>, partner: PartnerId, roles: impl Into<Vec<Role>>) -> Self {
        Self { roles: roles.into(), partner: Some(partner), ..Self::bare(ActorKind::Member, Some(user), name.into()) }
    }

    fn bare(kind: ActorKind, user: Option<UserId>, name: String) -> Self {
        Self {
            kind,
            user,
            name,
            roles: Vec::new(),
            partner: None,
            assigned: Vec::new(),
            on_behalf_of: None,
            read_only: false,
            address: None,
            request: None,
            token: None,
            scopes: None,
            idempotency: None,
        }
    }

    /// Which rows this actor may see at all.
    pub fn scope(&self) -> Scope {
        match self.kind {
            ActorKind::Staff | ActorKind::System => Scope::All,
            ActorKind::Member => self.partner.map_or(Scope::Nothing, |p| Scope::Partners(vec![p])),
            ActorKind::Anonymous => Scope::Nothing,
        }
    }

    /// Whether the role is held and counts on this actor's side.
    pub fn has(&self, role: Role) -> bool {
        let counts = match self.kind {
            ActorKind::Staff => role.is_staff(),
            ActorKind::Member => !role.is_staff(),
            ActorKind::Anonymous | ActorKind::System => false,
        };
        counts && self.roles.contains(&role)
    }

    /// Whether somebody is signed in.
    pub fn is_signed_in(&self) -> bool {
        self.user.is_some()
    }
}
