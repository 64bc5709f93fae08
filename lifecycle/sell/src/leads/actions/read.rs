//! Reading leads: one, many, and what stands around them.

use std::collections::HashMap;

use base::{LeadId, Page, PageRequest, PartnerId, Result};
use work::{Permission, Resource, Scope, Work};

use super::super::model::{Card, Decided, Filter, Lead, Offer, StateKind};
use super::super::{rules, store};
use super::may;

/// A lead that the actor may see; a missing and a forbidden one look alike.
pub async fn get(work: &Work, id: LeadId) -> Result<Lead> {
    let lead = store::get(work, id).await?;
    may(work, Permission::LeadRead, &lead)?;
    Ok(lead)
}

/// A page of leads, with the names of their partners for those who see several.
pub async fn list(work: &Work, filter: &Filter, page: &PageRequest) -> Result<(Page<Card>, HashMap<PartnerId, String>)> {
    if !work.can(Permission::LeadRead, &Resource::own("lead", work.actor())) {
        return Ok((Page { items: Vec::new(), next: None }, HashMap::new()));
    }
    let found = store::list::page(work, filter, page).await?;
    let mut ids: Vec<PartnerId> = found.items.iter().filter_map(|c| c.holder).collect();
    ids.sort_unstable();
    ids.dedup();
    let names = if matches!(work.scope(), Scope::All) { partners::names(work, &ids).await? } else { HashMap::new() };
    Ok((found, names))
}

/// How many leads are in each state.
pub async fn counts(work: &Work) -> Result<HashMap<StateKind, i64>> {
    if !work.can(Permission::LeadRead, &Resource::own("lead", work.actor())) {
        return Ok(HashMap::new());
    }
    store::list::counts(work).await
}

/// What stands around a lead.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Seen {
    /// Its offers, the latest first; a member sees its own partner's.
    pub offers: Vec<Offer>,
    /// How it was routed, the latest first; for staff.
    pub decisions: Vec<Decided>,
    /// The names of the partners that are spoken of.
    pub names: HashMap<PartnerId, String>,
}

/// The offers of a lead as far as the reader may know, the latest first, and whether the reader sees all of it.
pub async fn offered(work: &Work, lead: &Lead) -> Result<(Vec<Offer>, bool)> {
    may(work, Permission::LeadRead, lead)?;
    let mut offers = store::offers::of_lead(work, lead.id).await?;
    let all = matches!(work.scope(), Scope::All);
    match work.scope() {
        Scope::All => {}
        Scope::Partners(own) => offers.retain(|o| own.contains(&o.partner)),
        Scope::Nothing => offers.clear(),
    }
    Ok((offers, all))
}

/// What stands around a lead, as far as the reader may know.
pub async fn seen(work: &Work, lead: &Lead) -> Result<Seen> {
    let (offers, all) = offered(work, lead).await?;
    if !all {
        return Ok(Seen { offers, ..Seen::default() });
    }
    let decisions = store::routing::decisions(work, lead.id).await?;
    let mut ids: Vec<PartnerId> = offers.iter().map(|o| o.partner).chain(lead.holder()).collect();
    for d in &decisions {
        let input = d.input.get("candidates").and_then(serde_json::Value::as_array);
        ids.extend(input.into_iter().flatten().filter_map(|c| c.get("partner")?.as_str()?.parse::<PartnerId>().ok()));
    }
    ids.sort_unstable();
    ids.dedup();
    let names = partners::names(work, &ids).await?;
    Ok(Seen { offers, decisions, names })
}

/// What conditions may speak about, with the products that there are.
pub async fn vocabulary(work: &Work) -> Result<ruleset::Vocabulary> {
    let products: Vec<(String, String)> =
        partners::products(work).await?.into_iter().filter(|p| p.active).map(|p| (p.key, p.name)).collect();
    Ok(rules::vocabulary(&products)?)
}
