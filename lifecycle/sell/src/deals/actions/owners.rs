//! Who owns a deal: its owner, those beside it, and who owned it before.

use base::{DealId, Error, Instant, PageRequest, PartnerId, Result, UserId};
use facts::sell::DealChanged;
use notices::Message;
use serde_json::json;
use work::{Entry, Permission, Work};

use super::super::model::{CoOwner, Deal, FirstClaim, Holder, Outcome};
use super::super::rules;
use super::super::store;
use super::{fresh, may};
use crate::links::sells;

/// The most members who own a deal beside its owner.
const CO_OWNERS: usize = 10;

/// The members of a partner who can own its deals, by name.
pub async fn sellers(work: &Work, partner: PartnerId) -> Result<Vec<identity::User>> {
    let mut all: Vec<_> = identity::of_partner(work, partner).await?.into_iter().filter(sells).collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(all)
}

/// A member who sells for a deal's partner; anybody else is missing.
async fn seller(work: &Work, deal: &Deal, user: UserId) -> Result<identity::User> {
    sellers(work, deal.partner).await?.into_iter().find(|u| u.id == user).ok_or_else(Error::missing)
}

/// The members who own a deal beside its owner.
pub async fn co_owners(work: &Work, id: DealId) -> Result<Vec<CoOwner>> {
    let deal = store::get(work, id).await?;
    may(work, Permission::DealRead, &deal)?;
    store::owners::of(work, id).await
}

/// Lets another member of the partner own a deal too: it is told of it, and finds it among its own.
pub async fn add_co_owner(work: &Work, id: DealId, user: UserId) -> Result<Vec<CoOwner>> {
    let deal = store::get(work, id).await?;
    may(work, Permission::DealEdit, &deal)?;
    let user = seller(work, &deal, user).await?;
    let known = store::owners::of(work, id).await?;
    if deal.owner == Some(user.id) || known.iter().any(|o| o.user == user.id) {
        return Ok(known);
    }
    if known.len() >= CO_OWNERS {
        return Err(rules::DealRefusal::TooManyOwners { most: CO_OWNERS }.into());
    }
    store::owners::add(work, &deal, user.id, &user.name).await?;
    owners_changed(work, &deal, "deal.co_owner_added", &user)?;
    tell(work, &deal, user, "deal.co_owner").await?;
    store::owners::of(work, id).await
}

/// A member owns a deal beside its owner no longer.
pub async fn remove_co_owner(work: &Work, id: DealId, user: UserId) -> Result<()> {
    let deal = store::get(work, id).await?;
    may(work, Permission::DealEdit, &deal)?;
    let known = store::owners::of(work, id).await?;
    let gone = known.into_iter().find(|o| o.user == user).ok_or_else(Error::missing)?;
    store::owners::remove(work, id, user).await?;
    let entry = Entry::new("deal.co_owner_removed", "deal", id).partner(Some(deal.partner));
    work.audit(entry.after(json!({ "user": user, "name": gone.name })));
    work.signal(&DealChanged { deal: id, partner: deal.partner, fields: vec!["owners".to_owned()] })
}

/// Makes another member of the partner the owner of a deal; who was it stays known.
pub async fn assign(work: &Work, id: DealId, version: Option<i64>, user: UserId) -> Result<Deal> {
    let mut deal = store::get(work, id).await?;
    may(work, Permission::DealEdit, &deal)?;
    fresh(&deal, version)?;
    let user = seller(work, &deal, user).await?;
    if deal.owner == Some(user.id) {
        return Ok(deal);
    }
    store::owners::owned_until_now(work, &deal).await?;
    store::owners::remove(work, id, user.id).await?;
    deal.owner = Some(user.id);
    deal.owner_name.clone_from(&user.name);
    let alarm = rules::alarm(&deal, &store::terms::current(work).await?);
    let deal = store::save(work, deal, alarm).await?;
    owners_changed(work, &deal, "deal.assigned", &user)?;
    if work.actor().user != Some(user.id) {
        tell(work, &deal, user, "deal.assigned").await?;
    }
    Ok(deal)
}

fn owners_changed(work: &Work, deal: &Deal, action: &'static str, user: &identity::User) -> Result<()> {
    let entry = Entry::new(action, "deal", deal.id).partner(Some(deal.partner));
    work.audit(entry.after(json!({ "user": user.id, "name": user.name })));
    work.signal(&DealChanged { deal: deal.id, partner: deal.partner, fields: vec!["owners".to_owned()] })
}

async fn tell(work: &Work, deal: &Deal, user: identity::User, topic: &'static str) -> Result<()> {
    let args = vec![("company", deal.registration.customer.company.clone().into()), ("who", work.actor().name.clone().into())];
    notices::tell(work, &identity::recipients(&[user]), &Message { topic, args, href: format!("/deals/{}", deal.id), mail: true }).await
}

/// How a deal began: what was claimed when it was handed in first.
pub async fn first_claim(work: &Work, id: DealId) -> Result<Option<FirstClaim>> {
    let deal = store::get(work, id).await?;
    may(work, Permission::DealRead, &deal)?;
    store::origins::of(work, id).await
}

/// Who owned a deal at a moment, whether it protected its customer then, and the decision that made it so.
pub async fn holder_at(work: &Work, id: DealId, at: Instant) -> Result<Holder> {
    let deal = store::get(work, id).await?;
    may(work, Permission::DealRead, &deal)?;
    if at < deal.created_at {
        return Err(Error::missing());
    }
    let (owner, owner_name) = store::owners::owner_at(work, id, at).await?.unwrap_or((deal.owner, deal.owner_name.clone()));
    let settles = |o: &Outcome| match o {
        Outcome::Protected { .. }
        | Outcome::Review { .. }
        | Outcome::Rejected { .. }
        | Outcome::Extended { .. }
        | Outcome::Expired
        | Outcome::Released => true,
        Outcome::Asked | Outcome::Declined | Outcome::Warned | Outcome::Escalated | Outcome::Refused { .. } => false,
    };
    let all = store::decisions::of(work, id, &PageRequest::first(200)).await?.items;
    let decided = all.into_iter().find(|d| d.at <= at && settles(&d.outcome));
    let mut protected = decided.as_ref().is_some_and(|d| {
        matches!(d.outcome, Outcome::Protected { .. } | Outcome::Extended { .. }) && d.outcome.moment().is_some_and(|until| until > at)
    });
    if let Some(d) = decided.as_ref().filter(|_| protected) {
        // The ends that nobody decides: the customer bought or did not, the partner took it back.
        let done = store::notes::activity(work, id, 200).await?;
        let ends = |action: &str| matches!(action, "deal.won" | "deal.lost" | "deal.withdrawn");
        protected = !done.iter().any(|r| ends(&r.action) && r.at >= d.at && r.at <= at);
    }
    Ok(Holder { partner: deal.partner, owner, owner_name, decided, protected })
}
