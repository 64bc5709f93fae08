//! May this actor do this, and which rows can they see at all?
//!
//! Two gates, both always on. [`Policy::may`] asks the Cedar policies in `policies/` whether an actor
//! may do one thing on one resource; [`Actor::scope`] says which rows a query may return. Neither
//! stands in for the other: every store applies the scope, every action asks the policy.
//!
//! **Words.** An *actor* is who asks: a person of the vendor, a member of a partner, the system itself,
//! or nobody in particular. A *permission* is a verb on a noun, such as `deal.register`. A *resource* is
//! what it is done to; one that belongs to no partner (a course in the catalog) is *general*.
//!
//! **Invariants**
//! - What no policy permits is denied; a policy that fails to evaluate denies.
//! - A member never reaches a resource of another partner, whatever their roles.
//! - A read-only actor (view as partner, auditor) never does what changes something.
//! - A token never does more than its scopes name, nor more than its user may.
//! - A member changes nothing that belongs to no partner, except where `limits.cedar` names it.
//! - Roles of the other side count for nothing: a member with `owner` in the list is no owner.
//!
//! Absent on purpose: the database, HTTP, and the audit of what was refused; callers have those.

mod actor;
mod permission;
mod policy;
mod resource;
mod role;
#[cfg(test)]
mod tests;

pub use actor::{Actor, ActorKind, Scope};
pub use permission::Permission;
pub use policy::Policy;
pub use resource::Resource;
pub use role::Role;
