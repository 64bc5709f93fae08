//! Two accounts that are one, and two again: the part of it that the accounts themselves see to.

use base::{AccountId, Error, Result};
use work::Work;

use super::update;
use crate::accounts::model::{Account, Details};
use crate::accounts::store;

/// The account that an id stands for now: the survivor, where it was merged into one.
pub(crate) async fn standing_for(work: &Work, id: AccountId) -> Result<AccountId> {
    Ok(store::aliases::survivors(work, &[id]).await?.remove(&id).unwrap_or(id))
}

/// For those of these accounts that were merged into another, that one.
pub async fn survivors(work: &Work, ids: &[AccountId]) -> Result<std::collections::HashMap<AccountId, AccountId>> {
    store::aliases::survivors(work, ids).await
}

/// The accounts that went into these, each with the one that it went into.
pub async fn absorbed_by(work: &Work, ids: &[AccountId]) -> Result<Vec<(AccountId, AccountId)>> {
    store::aliases::absorbed(work, ids).await
}

/// Every id that stands for the same account as this one, itself first.
///
/// Whoever keeps ids of accounts asks by all of them; nothing outside is rewritten when accounts are merged.
pub async fn ids_of(work: &Work, id: AccountId) -> Result<Vec<AccountId>> {
    let own = standing_for(work, id).await?;
    let gone = store::aliases::absorbed(work, &[own]).await?;
    Ok(std::iter::once(own).chain(gone.into_iter().map(|g| g.0)).collect())
}

/// As [`ids_of`], and no merge changes the answer before the transaction ends.
///
/// For whoever gives something to an account that only one may have: without it, a merge could come between
/// the question and the gift.
pub async fn hold(work: &Work, id: AccountId) -> Result<Vec<AccountId>> {
    let mut own = id;
    loop {
        store::aliases::share(work, own).await?;
        let ids = ids_of(work, own).await?;
        match ids.first() {
            // Merged meanwhile: the one that it stands for now is to be held too.
            Some(now) if *now != own => own = *now,
            _ => return Ok(ids),
        }
    }
}

/// One account as it stands by itself, merged or not.
pub(crate) async fn bare(work: &Work, id: AccountId) -> Result<Account> {
    store::get(work, id).await
}

/// Puts an account into another, which gets these details; returns the accounts that went along.
pub(crate) async fn absorb(work: &Work, survivor: &Account, absorbed: &Account, details: &Details) -> Result<Vec<AccountId>> {
    store::aliases::seize(work, &[survivor.id, absorbed.id]).await?;
    let both = store::aliases::survivors(work, &[survivor.id, absorbed.id]).await?;
    if !both.is_empty() || survivor.id == absorbed.id {
        return Err(Error::stale());
    }
    update(work, survivor.id, details, Some(survivor.version)).await?;
    let along: Vec<AccountId> = store::aliases::absorbed(work, &[absorbed.id]).await?.into_iter().map(|a| a.0).collect();
    store::aliases::turn(work, &along, survivor.id).await?;
    store::aliases::add(work, absorbed.id, survivor.id).await?;
    Ok(along)
}

/// Lets an absorbed account stand for itself again, with those that had gone along.
pub(crate) async fn release(work: &Work, survivor: AccountId, absorbed: &Account, along: &[AccountId]) -> Result<()> {
    store::aliases::seize(work, &[survivor, absorbed.id]).await?;
    let own = store::aliases::survivors(work, &[absorbed.id]).await?.remove(&absorbed.id).ok_or_else(Error::stale)?;
    store::aliases::remove(work, absorbed.id).await?;
    // Those that were taken out by themselves meanwhile stay out.
    let still = store::aliases::survivors(work, along).await?;
    let back: Vec<AccountId> = along.iter().filter(|a| still.get(a).is_some_and(|s| *s == own || *s == survivor)).copied().collect();
    store::aliases::turn(work, &back, absorbed.id).await
}
