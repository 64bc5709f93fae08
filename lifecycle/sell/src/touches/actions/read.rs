//! Reading touches: one, many, and journeys.

use std::collections::HashMap;

use base::{AccountId, Page, PageRequest, PartnerId, Result, TouchId};
use work::{Permission, Resource, Scope, Work};

use super::super::model::{Filter, Touch};
use super::super::store;
use super::resource;

/// A touch that the actor may see; a missing and a forbidden one look alike.
pub async fn get(work: &Work, id: TouchId) -> Result<Touch> {
    let touch = store::get(work, id).await?;
    work.may(Permission::DealRead, &resource(&touch))?;
    Ok(touch)
}

fn may_read(work: &Work) -> bool {
    work.can(Permission::DealRead, &Resource::own("touch", work.actor()))
}

async fn names(work: &Work, touches: &[Touch]) -> Result<HashMap<PartnerId, String>> {
    if !matches!(work.scope(), Scope::All) {
        return Ok(HashMap::new());
    }
    let mut ids: Vec<PartnerId> = touches.iter().map(|t| t.partner).collect();
    ids.sort_unstable();
    ids.dedup();
    partners::names(work, &ids).await
}

/// A page of touches, the latest first, with the names of their partners for those who see several.
pub async fn list(work: &Work, filter: &Filter, page: &PageRequest) -> Result<(Page<Touch>, HashMap<PartnerId, String>)> {
    if !may_read(work) {
        return Ok((Page { items: Vec::new(), next: None }, HashMap::new()));
    }
    let found = store::page(work, filter, None, page).await?;
    let names = names(work, &found.items).await?;
    Ok((found, names))
}

/// One stop of a journey: a touch with the name of its partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// The touch.
    pub touch: Touch,
    /// The name of its partner.
    pub partner: String,
}

/// The journey of an account, under every id that stands for it, the first touch first; for the vendor's people.
pub async fn journey(
    work: &Work,
    account: AccountId,
    of: Option<PartnerId>,
    page: &PageRequest,
) -> Result<(accounts::Account, Page<Stop>)> {
    let account = accounts::get(work, account).await?;
    work.may(Permission::DealRead, &Resource::general("touch"))?;
    let ids = accounts::ids_of(work, account.id).await?;
    let filter = Filter { partner: of, ..Filter::default() };
    let found = store::page(work, &filter, Some(&ids), page).await?;
    let names = names(work, &found.items).await?;
    let stop = |touch: Touch| Stop { partner: names.get(&touch.partner).cloned().unwrap_or_default(), touch };
    Ok((account, Page { next: found.next, items: found.items.into_iter().map(stop).collect() }))
}

/// The partners that have a part in the journey of an account, by name; for the vendor's people.
pub async fn partners_at(work: &Work, account: AccountId) -> Result<HashMap<PartnerId, String>> {
    work.may(Permission::DealRead, &Resource::general("touch"))?;
    let ids = store::partners_at(work, &accounts::ids_of(work, account).await?).await?;
    partners::names(work, &ids).await
}

/// What the partner of a touch did at the same customer, the first first.
///
/// The customer is the same where it was written the same: what the vendor knows of it changes nothing here.
pub async fn part(work: &Work, touch: &Touch) -> Result<Vec<Touch>> {
    work.may(Permission::DealRead, &resource(touch))?;
    store::known_parts(work, touch.partner, &touch.company).await
}

/// The claims that the actor can answer, by deadline, with the names of their partners.
pub async fn waiting(work: &Work, n: u64) -> Result<(Vec<Touch>, HashMap<PartnerId, String>)> {
    let mut found = store::waiting(work, n).await?;
    found.retain(|t| work.can(Permission::DealDecide, &resource(t)));
    let names = names(work, &found).await?;
    Ok((found, names))
}

/// How many claims wait, in the actor's scope.
pub async fn waiting_count(work: &Work) -> Result<i64> {
    if may_read(work) { store::waiting_of(work, None).await } else { Ok(0) }
}
