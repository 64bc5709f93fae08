//! Whether registrations are answered by the time that was promised: the figure, and the rows behind it.

use std::collections::HashMap;

use base::{Instant, Page, PageRequest, PartnerId, Result};
use chrono::TimeDelta;
use work::{Permission, Resource, Scope, Work};

use super::super::model::Promised;
use super::super::store;

/// How many days the figure looks back.
pub const PROMISE_DAYS: i64 = 90;

fn since(work: &Work) -> Instant {
    work.now() - TimeDelta::days(PROMISE_DAYS)
}

/// How many of the registrations whose answer by a person fell due lately, in the actor's scope, were answered in time.
pub async fn promise(work: &Work) -> Result<(i64, i64)> {
    work.may(Permission::DealRead, &Resource::own("deal", work.actor()))?;
    store::answers::in_time(work, since(work), work.now()).await
}

/// Those registrations, with the names of their partners for those who see several.
pub async fn promised(work: &Work, page: &PageRequest) -> Result<(Page<Promised>, HashMap<PartnerId, String>)> {
    work.may(Permission::DealRead, &Resource::own("deal", work.actor()))?;
    let found = store::answers::page(work, since(work), work.now(), page).await?;
    let names = match work.scope() {
        Scope::All => {
            let mut ids: Vec<PartnerId> = found.items.iter().map(|p| p.partner).collect();
            ids.sort_unstable();
            ids.dedup();
            partners::names(work, &ids).await?
        }
        Scope::Partners(_) | Scope::Nothing => HashMap::new(),
    };
    Ok((found, names))
}
