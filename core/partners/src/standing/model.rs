//! What standing is.

use base::{GrantId, Instant, PartnerId, UserId};

use crate::directory::model::Partner;
use crate::programs::model::{Program, Tier};

/// A right held by someone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Its id.
    pub id: GrantId,
    /// Of which partner.
    pub partner: PartnerId,
    /// Of which person; none is the whole partner.
    pub user: Option<UserId>,
    /// Which right, such as `deal.register` or `certified:route-planner`.
    pub right: String,
    /// From when.
    pub from: Instant,
    /// Until when; none is open.
    pub until: Option<Instant>,
    /// Why.
    pub reason: String,
}

/// A right to be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewGrant {
    /// To which partner.
    pub partner: PartnerId,
    /// To which person; none is the whole partner.
    pub user: Option<UserId>,
    /// Which right.
    pub right: String,
    /// Until when; none is open.
    pub until: Option<Instant>,
    /// Why.
    pub reason: String,
}

/// Where a partner stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The partner.
    pub partner: Partner,
    /// Its tier.
    pub tier: Option<Tier>,
    /// Its program.
    pub program: Option<Program>,
    /// The grants that hold now.
    pub grants: Vec<Grant>,
}

impl Standing {
    /// Whether the partner, or this person of it, holds a right.
    pub fn holds(&self, right: &str, user: Option<UserId>) -> bool {
        self.grants.iter().any(|g| g.right == right && (g.user.is_none() || g.user == user))
    }

    /// How many of the partner's people hold a right that begins with this text, each counted once.
    pub fn people_with(&self, prefix: &str) -> usize {
        let mut people: Vec<UserId> = self.grants.iter().filter(|g| g.right.starts_with(prefix)).filter_map(|g| g.user).collect();
        people.sort_unstable();
        people.dedup();
        people.len()
    }
}
