//! What is done with mappings: one function for each verb.

pub(crate) mod compare;
pub(crate) mod consent;
pub(crate) mod introduce;
pub(crate) mod lists;
pub(crate) mod see;

use access::{ActorKind, Permission, Resource};
use base::{AccountMapId, Error, Result};
use identity::User;
use notices::Message;
use serde_json::{Value, json};
use work::{Entry, Role, Work};

use super::model::{Map, Seen, Side};
use super::{rules, store};

/// The job that compares lists.
pub(crate) const COMPARE_JOB: &str = "accounts.mapping";
/// The job that ends requests nobody answered.
pub(crate) const LAPSE_JOB: &str = "accounts.introductions";
/// The job that takes a list from the accounts.
pub(crate) const FILL_JOB: &str = "accounts.mapping_list";

/// For which side somebody acts; staff who look at the portal as a partner act for none, or lists would cross.
fn side(work: &Work) -> Result<Side> {
    let actor = work.actor();
    match (actor.kind, actor.partner) {
        (ActorKind::Member, Some(partner)) if actor.on_behalf_of.is_none() => Ok(Side::Partner(partner)),
        (ActorKind::Staff, _) => Ok(Side::Vendor),
        _ => Err(Error::missing()),
    }
}

fn may_read(work: &Work) -> Result<Side> {
    work.may(Permission::MappingRead, &Resource::own("mapping", work.actor()))?;
    side(work)
}

fn may_manage(work: &Work) -> Result<Side> {
    work.may(Permission::MappingManage, &Resource::own("mapping", work.actor()))?;
    side(work)
}

/// What a side calls the other.
async fn name(work: &Work, side: Side) -> Result<String> {
    match side {
        Side::Vendor => Ok(work.vendor().to_owned()),
        Side::Partner(id) => Ok(partners::find(work, id).await?.map(|p| p.name).unwrap_or_default()),
    }
}

/// The people of a side who answer for its mappings.
async fn people(work: &Work, side: Side) -> Result<Vec<User>> {
    match side {
        Side::Vendor => identity::staff_with(work, Role::PartnerOps).await,
        Side::Partner(id) => {
            let mut people = identity::of_partner(work, id).await?;
            people.retain(|u| u.roles.contains(&Role::PartnerAdmin));
            Ok(people)
        }
    }
}

/// Tells a side what the other did.
async fn tell(work: &Work, topic: &'static str, to: Side, by: Side, id: AccountMapId) -> Result<()> {
    let message = Message { topic, args: vec![("name", name(work, by).await?.into())], href: format!("/mapping/{id}"), mail: true };
    notices::tell(work, &identity::recipients(&people(work, to).await?), &message).await
}

/// Notes in the audit record of a side what was done to a mapping.
fn note(work: &Work, action: &str, id: AccountMapId, side: Side, after: Value) {
    work.audit(Entry::new(action, "mapping", id).partner(side.partner()).after(after));
}

/// Has a mapping compared, when both agree to it.
fn ask_compare(work: &Work, map: &Map) {
    if map.consents.0.is_some() && map.consents.1.is_some() {
        work.enqueue(COMPARE_JOB, json!({ "mapping": map.id }));
    }
}

/// The mappings of the actor's side, latest first.
pub(crate) async fn list(work: &Work) -> Result<Vec<Seen>> {
    let side = may_read(work)?;
    let mut out = Vec::new();
    for map in store::list(work, side).await? {
        out.push(seen(work, side, &map).await?);
    }
    Ok(out)
}

/// A mapping of the actor's side.
pub(crate) async fn get(work: &Work, id: AccountMapId) -> Result<Seen> {
    let side = may_read(work)?;
    seen(work, side, &store::get(work, side, id).await?).await
}

/// A mapping from the place of one of its sides.
async fn seen(work: &Work, side: Side, map: &Map) -> Result<Seen> {
    let is_first = map.one == side;
    let other = if is_first { map.two } else { Some(map.one) };
    let (mine, theirs) = if is_first { map.consents.clone() } else { (map.consents.1.clone(), map.consents.0.clone()) };
    let theirs = match theirs {
        None => None,
        Some(c) => {
            let mut populations: Vec<_> = store::lists::find_many(work, &c.terms.lists).await?.into_iter().map(|l| l.population).collect();
            populations.sort_unstable();
            populations.dedup();
            Some((c.terms.level, c.at, populations))
        }
    };
    let other = match other {
        None => None,
        Some(other) => Some((other, name(work, other).await?)),
    };
    let level = rules::level(mine.as_ref().map(|c| c.terms.level), theirs.as_ref().map(|t| t.0));
    Ok(Seen { id: map.id, is_first, other, begun_at: map.begun_at, mine, theirs, level })
}
