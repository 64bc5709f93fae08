//! The link of a reminder: a quick update of one deal, for one person, without signing in.

use std::collections::BTreeMap;

use base::{DealId, Result, UserId};
use chrono::TimeDelta;
use notices::Recipient;
use work::{Actor, Entry, Work};

use super::super::model::Deal;
use super::super::rules::{DealRefusal, LINK_DAYS};
use super::super::store;
use super::{Update, update, withdraw};
use crate::links::{fresh, kept, seller};

/// What somebody says by the link of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ByLink {
    /// How it stands.
    Update(Update),
    /// The deal is taken back.
    Withdraw {
        /// Why.
        note: String,
    },
}

/// A link for each member of the deal's partner among these people who may change the deal.
pub(super) async fn links(work: &Work, deal: &Deal, people: &[Recipient]) -> Result<BTreeMap<UserId, String>> {
    let mut out = BTreeMap::new();
    for user in people.iter().filter_map(|p| p.user) {
        if member(work, deal, user).await?.is_some() {
            let (secret, kept) = fresh(work);
            store::links::add(work, &kept, deal, user, work.now() + TimeDelta::days(LINK_DAYS)).await?;
            out.insert(user, format!("/deal-updates/{secret}"));
        }
    }
    Ok(out)
}

/// The person as who acts, where it is a member of the deal's partner that may still change the deal.
async fn member(work: &Work, deal: &Deal, user: UserId) -> Result<Option<Actor>> {
    let active = partners::find(work, deal.partner).await?.is_some_and(|p| p.state == partners::Lifecycle::Active);
    if active { seller(work, deal.partner, user).await } else { Ok(None) }
}

/// The deal behind the secret of a link, and the person it was sent to; asked as the system.
pub async fn linked(work: &Work, secret: &str) -> Result<(DealId, Actor)> {
    let link = store::links::find(work, &kept(secret)?).await?.ok_or_else(base::Error::missing)?;
    let ended = || base::Error::from(DealRefusal::LinkEnded);
    if link.until <= work.now() {
        return Err(ended());
    }
    let deal = store::find(work, link.deal).await?.ok_or_else(ended)?;
    Ok((deal.id, member(work, &deal, link.user).await?.ok_or_else(ended)?))
}

/// Does what the person of a link says; the caller acts as that person, and the link is asked for again.
pub async fn by_link(work: &Work, secret: &str, version: Option<i64>, said: &ByLink) -> Result<Deal> {
    let link = store::links::find(work, &kept(secret)?).await?.ok_or_else(base::Error::missing)?;
    if link.until <= work.now() || work.actor().user != Some(link.user) {
        return Err(DealRefusal::LinkEnded.into());
    }
    let deal = match said {
        ByLink::Update(new) => update(work, link.deal, version, new).await?,
        ByLink::Withdraw { note } => withdraw(work, link.deal, version, note).await?,
    };
    work.audit(Entry::new("deal.updated_by_link", "deal", deal.id).partner(Some(deal.partner)));
    Ok(deal)
}

/// Forgets links that are over.
pub async fn forget_links(work: &Work) -> Result<()> {
    store::links::forget(work, work.now()).await
}
