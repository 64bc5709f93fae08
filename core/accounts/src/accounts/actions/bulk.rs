//! Many accounts at once, for imports and synchronization.

use std::collections::HashMap;

use base::{AccountId, Result};
use work::{Entry, Work};

use super::{count, key_changes, made, tell_changed, tell_created};
use crate::accounts::fields;
use crate::accounts::model::{Account, Details, NewAccount};
use crate::accounts::store::tallies::{self, Changes};
use crate::accounts::{rules, store};

/// Creates many accounts with a handful of statements, in the order given.
pub async fn create_many(work: &Work, new: &[NewAccount]) -> Result<Vec<Account>> {
    let accounts: Vec<Account> = new.iter().map(|n| made(work, n)).collect::<Result<_>>()?;
    let mut counts = Changes::new();
    let mut keys = Vec::with_capacity(accounts.len());
    for account in &accounts {
        let n = rules::normalized(&account.details, "");
        count(&mut counts, &account.details, &n, 1);
        keys.push((account.id, rules::keys(&n)));
        tell_created(work, account)?;
    }
    let rows: Vec<(&Account, String)> = accounts.iter().map(|a| (a, rules::fold(&a.name))).collect();
    store::insert(work, &rows).await?;
    store::keys::add(work, &keys).await?;
    tallies::add(work, &counts).await?;
    Ok(accounts)
}

/// Saves new details of accounts that were read in this transaction; those that did not change are left out.
pub(crate) async fn update_many(work: &Work, changes: &[(&Account, Details)]) -> Result<Vec<Account>> {
    let mut counts = Changes::new();
    let (mut gone, mut fresh, mut saved) = (Vec::new(), Vec::new(), Vec::new());
    for (before, details) in changes.iter().filter(|c| c.0.details != c.1) {
        let after = Account { details: details.clone(), updated_at: work.now(), version: before.version + 1, ..(*before).clone() };
        let (old, new) = (rules::normalized(&before.details, ""), rules::normalized(&after.details, ""));
        count(&mut counts, &before.details, &old, -1);
        count(&mut counts, &after.details, &new, 1);
        let (less, more) = key_changes(&old, &new);
        gone.push((after.id, less));
        fresh.push((after.id, more));
        tell_changed(work, before, &after)?;
        saved.push(after);
    }
    let rows: Vec<(&Account, String)> = saved.iter().map(|a| (a, rules::fold(&a.name))).collect();
    store::save_many(work, &rows).await?;
    store::keys::remove(work, &gone).await?;
    store::keys::add(work, &fresh).await?;
    tallies::add(work, &counts).await?;
    Ok(saved)
}

/// Removes accounts to which nothing refers; returns those that are gone.
pub(crate) async fn remove_many(work: &Work, accounts: &[Account], reason: &str) -> Result<Vec<AccountId>> {
    let ids: Vec<AccountId> = accounts.iter().map(|a| a.id).collect();
    let gone = store::delete(work, &ids).await?;
    let mut counts = Changes::new();
    let mut keys = Vec::with_capacity(gone.len());
    for account in accounts.iter().filter(|a| gone.contains(&a.id)) {
        let n = rules::normalized(&account.details, "");
        count(&mut counts, &account.details, &n, -1);
        keys.push((account.id, rules::keys(&n)));
        let mut entry = Entry::new("account.removed", "account", account.id).reason(reason);
        entry.before = Some(fields::known(&account.details));
        work.audit(entry);
    }
    store::keys::remove(work, &keys).await?;
    tallies::add(work, &counts).await?;
    Ok(gone)
}

/// The accounts with these keys in another system, by key.
pub(crate) async fn by_external(work: &Work, source: &str, ids: &[&str]) -> Result<HashMap<String, Account>> {
    let found = store::by_external(work, source, ids).await?;
    Ok(found.into_iter().filter_map(|a| Some((a.external.as_ref()?.id.clone(), a))).collect())
}

/// The accounts with these folded names, by name, oldest first, each as it stands by itself.
pub(crate) async fn by_folds(work: &Work, folds: &[&str]) -> Result<HashMap<String, Vec<Account>>> {
    let mut out: HashMap<String, Vec<Account>> = HashMap::new();
    for account in store::by_folds(work, folds).await? {
        out.entry(rules::fold(&account.name)).or_default().push(account);
    }
    Ok(out)
}

/// The accounts that these folded names lead to, by name.
pub(crate) async fn named(work: &Work, folds: &[&str]) -> Result<HashMap<String, Vec<AccountId>>> {
    let found = store::by_folds(work, folds).await?;
    standing(work, found.into_iter().map(|a| (rules::fold(&a.name), a.id))).await
}

/// The accounts that these main domains lead to, by domain.
pub(crate) async fn by_domains(work: &Work, domains: &[String]) -> Result<HashMap<String, Vec<AccountId>>> {
    let found = store::by_domains(work, domains).await?;
    standing(work, found.into_iter().map(|a| (a.details.domain, a.id))).await
}

/// By each text the accounts that those found under it stand for now.
async fn standing(work: &Work, found: impl Iterator<Item = (String, AccountId)>) -> Result<HashMap<String, Vec<AccountId>>> {
    let found: Vec<(String, AccountId)> = found.collect();
    let ids: Vec<AccountId> = found.iter().map(|f| f.1).collect();
    let survivors = store::aliases::survivors(work, &ids).await?;
    let mut out: HashMap<String, Vec<AccountId>> = HashMap::new();
    for (text, id) in found {
        let (same, id) = (out.entry(text).or_default(), survivors.get(&id).copied().unwrap_or(id));
        if !same.contains(&id) {
            same.push(id);
        }
    }
    Ok(out)
}

/// The accounts of these ids.
pub(crate) async fn by_ids(work: &Work, ids: &[AccountId]) -> Result<HashMap<AccountId, Account>> {
    Ok(store::by_ids(work, ids).await?.into_iter().map(|a| (a.id, a)).collect())
}
