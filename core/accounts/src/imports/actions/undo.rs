//! Taking back what an import made and nobody changed since.

use base::{AccountId, ImportId, Result};
use facts::accounts::ImportUndone;
use work::Work;

use super::still;
use crate::accounts::actions::bulk;
use crate::accounts::fields::{Field, known};
use crate::accounts::model::{Account, Details};
use crate::imports::model::{Import, State};
use crate::imports::rules::{Move, to};
use crate::imports::store::{self, changes::Change};

/// Takes back the last `limit` changes that are still to be taken back; the import is undone when none is left.
pub(crate) async fn step(work: &Work, id: ImportId, limit: u64) -> Result<Import> {
    let import = store::get(work, id).await?;
    still(&import, State::Undoing)?;
    let changes = store::changes::open(work, id, limit).await?;
    if changes.is_empty() {
        let state = to(import.state, Move::Undone)?;
        work.record(&ImportUndone { import: id, reverted: import.reverted, kept: import.kept })?;
        return store::save(work, &Import { state, ended_at: Some(work.now()), ..import }).await;
    }
    let ids: Vec<AccountId> = changes.iter().map(|c| c.account).collect();
    let accounts = bulk::by_ids(work, &ids).await?;
    let (mut reverted, mut kept, mut gone) = (Vec::new(), Vec::new(), Vec::new());
    let (mut remove, mut updates): (Vec<Account>, Vec<(&Account, Details)>) = (Vec::new(), Vec::new());
    for change in &changes {
        match accounts.get(&change.account) {
            // Removed since by other means: there is nothing to take back.
            None => gone.push(change.row),
            Some(account) if change.is_new && known(&account.details) == change.after => remove.push(account.clone()),
            Some(_) if change.is_new => kept.push(change.row),
            Some(account) => {
                let (details, whole) = set_back(account, change);
                if whole {
                    reverted.push(change.row);
                } else {
                    kept.push(change.row);
                }
                updates.push((account, details));
            }
        }
    }
    let removed = bulk::remove_many(work, &remove, "import.undone").await?;
    for change in changes.iter().filter(|c| c.is_new && remove.iter().any(|a| a.id == c.account)) {
        // What something refers to, such as a deal or a verdict, is in use and stays.
        if removed.contains(&change.account) { reverted.push(change.row) } else { kept.push(change.row) }
    }
    bulk::update_many(work, &updates).await?;
    store::changes::settle(work, id, &reverted, "reverted").await?;
    store::changes::settle(work, id, &kept, "kept").await?;
    store::changes::settle(work, id, &gone, "gone").await?;
    let n = |rows: &[i64]| i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let import = Import {
        reverted: import.reverted + n(&reverted),
        kept: import.kept + n(&kept),
        place: import.place + n(&reverted) + n(&kept) + n(&gone),
        moved_at: Some(work.now()),
        ..import
    };
    store::save(work, &import).await
}

/// The details with the import's fields as they were before it, where they are still as it left them; and
/// whether all of them were.
fn set_back(account: &Account, change: &Change) -> (Details, bool) {
    let mut details = account.details.clone();
    let mut whole = true;
    for (code, after) in change.after.as_object().into_iter().flatten() {
        let Some(field) = Field::from_code(code) else { continue };
        if field.value(&account.details) == *after {
            field.restore(&mut details, change.before.get(code).unwrap_or(&serde_json::Value::Null));
        } else {
            whole = false;
        }
    }
    (details, whole)
}
