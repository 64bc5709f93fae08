//! What is done with merges: one function for each verb.

use access::{Permission, Resource};
use base::{AccountId, Error, FieldError, Invalid, Kind, MergeId, Result, check_length, one_line};
use facts::accounts::{AccountMerged, AccountUnmerged};
use serde_json::json;
use work::{Entry, Work};

use super::model::{Deed, Merge, NewMerge};
use super::{rules, store};
use crate::accounts::actions as accounts;
use crate::accounts::fields::Field;
use crate::accounts::model::Account;
use crate::families;

fn may(work: &Work, id: AccountId) -> Result<()> {
    work.may(Permission::AccountManage, &Resource::general("account").id(id))
}

/// Two accounts side by side, each as it stands by itself.
pub(crate) async fn compare(work: &Work, survivor: AccountId, absorbed: AccountId) -> Result<(Account, Account)> {
    let (one, other) = (accounts::get(work, survivor).await?, accounts::get(work, absorbed).await?);
    may(work, one.id)?;
    Ok((one, other))
}

/// The merges in which an account had a part, newest first.
pub(crate) async fn history(work: &Work, id: AccountId) -> Result<Vec<Merge>> {
    accounts::get(work, id).await?;
    store::of(work, &accounts::ids_of(work, id).await?).await
}

fn checked(reason: &str) -> Result<String> {
    let mut invalid = Invalid::new();
    let clean = one_line(reason);
    if reason.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r')) {
        invalid.push(FieldError::new("reason", "account.control"));
    }
    if let Err(e) = check_length("reason", &clean, 1, 500) {
        invalid.push(e);
    }
    invalid.finish()?;
    Ok(clean)
}

/// Merges an account into another.
pub(crate) async fn merge(work: &Work, new: &NewMerge) -> Result<Merge> {
    let (survivor, absorbed) = (accounts::bare(work, new.survivor).await?, accounts::bare(work, new.absorbed).await?);
    may(work, survivor.id)?;
    let line = async |id: AccountId| -> Result<Vec<AccountId>> {
        Ok(families::actions::family(work, id).await?.ancestors.into_iter().map(|a| a.id).collect())
    };
    rules::check(survivor.id, absorbed.id, [&line(survivor.id).await?, &line(absorbed.id).await?])?;
    let reason = checked(&new.reason)?;
    if new.versions.is_some_and(|(one, other)| one != survivor.version || other != absorbed.version) {
        return Err(Error::stale());
    }
    let details = rules::merged(&survivor.details, &absorbed.details, &new.take);
    let along = accounts::absorb(work, &survivor, &absorbed, &details).await?;
    let after = accounts::bare(work, survivor.id).await?;
    let (was, is) = rules::change(&survivor.details, &after.details);
    let made = Deed { at: work.now(), by: work.actor().name.clone() };
    let told = AccountMerged { account: survivor.id, absorbed: absorbed.id, merge: work.new_id(), along: along.clone() };
    let done = Merge {
        id: told.merge,
        survivor: survivor.id,
        absorbed: absorbed.id,
        before: was.clone(),
        after: is,
        along,
        reason: reason.clone(),
        made,
        undone: None,
    };
    store::add(work, &done).await?;
    work.record_change(&told, Some(was), Some(&reason))?;
    work.audit(
        Entry::new("account.absorbed", "account", absorbed.id).after(json!({ "survivor": survivor.id, "merge": done.id })).reason(&reason),
    );
    Ok(done)
}

/// Undoes a merge; returns the fields of the survivor that somebody changed since and that therefore stay.
pub(crate) async fn unmerge(work: &Work, id: MergeId, reason: &str) -> Result<Vec<Field>> {
    let merge = store::get(work, id).await?;
    may(work, merge.survivor)?;
    let reason = checked(reason)?;
    if merge.undone.is_some() {
        return Err(base::refuse("account.merge_undone", Kind::Conflict));
    }
    let (survivor, absorbed) = (accounts::bare(work, merge.survivor).await?, accounts::bare(work, merge.absorbed).await?);
    let (details, kept) = rules::restored(&survivor.details, &merge.before, &merge.after);
    accounts::update(work, survivor.id, &details, Some(survivor.version)).await?;
    accounts::release(work, survivor.id, &absorbed, &merge.along).await?;
    store::undo(work, id, &Deed { at: work.now(), by: work.actor().name.clone() }).await?;
    let told = AccountUnmerged { account: merge.survivor, absorbed: merge.absorbed, merge: id };
    work.record_change(&told, None, Some(&reason))?;
    work.audit(
        Entry::new("account.released", "account", absorbed.id).after(json!({ "survivor": survivor.id, "merge": id })).reason(&reason),
    );
    Ok(kept)
}
