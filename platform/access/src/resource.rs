//! What something is done to.

use base::{PartnerId, UserId};
use uuid::Uuid;

use crate::Actor;

/// The thing that a permission is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resource {
    /// What it is, such as `deal`; for logs and explanations.
    pub kind: &'static str,
    /// Which one; none for "a new one" or "the list of them".
    pub id: Option<Uuid>,
    /// The partner that it belongs to; none for what belongs to no partner.
    pub partner: Option<PartnerId>,
    /// The user that it belongs to.
    pub owner: Option<UserId>,
}

impl Resource {
    /// A general resource: it belongs to no partner.
    pub const fn general(kind: &'static str) -> Self {
        Self { kind, id: None, partner: None, owner: None }
    }

    /// A resource of one partner.
    pub const fn of(kind: &'static str, partner: PartnerId) -> Self {
        Self { kind, id: None, partner: Some(partner), owner: None }
    }

    /// A resource of the actor's own partner, such as the deal that a member is about to register.
    pub const fn own(kind: &'static str, actor: &Actor) -> Self {
        Self { kind, id: None, partner: actor.partner, owner: actor.user }
    }

    /// Names which one it is.
    #[must_use]
    pub fn id(mut self, id: impl Into<Uuid>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Names the partner, when there is one.
    #[must_use]
    pub const fn partner(mut self, partner: Option<PartnerId>) -> Self {
        self.partner = partner;
        self
    }

    /// Names the user that it belongs to.
    #[must_use]
    pub const fn owner(mut self, owner: UserId) -> Self {
        self.owner = Some(owner);
        self
    }
}
