//! What is done with families: one function for each verb.

use access::{Permission, Resource};
use base::{AccountId, Error, FieldError, Invalid, Result};
use serde_json::json;
use work::{Entry, Work};

use super::model::{DEEPEST, Family};
use super::{rules, store};
use crate::accounts;
use crate::accounts::model::Account;

/// How many children are shown.
const SHOWN: u64 = 100;

/// Where an account that the actor may see stands in its family.
pub(crate) async fn family(work: &Work, id: AccountId) -> Result<Family> {
    let id = accounts::actions::get(work, id).await?.id;
    let line = line(work, id).await?;
    let below = children(work, &[id], SHOWN).await?;
    let mut known = accounts::actions::bulk::by_ids(work, &[line.clone(), below].concat()).await?;
    let ancestors = line.iter().filter_map(|a| known.remove(a)).collect();
    let mut children: Vec<Account> = known.into_values().collect();
    children.sort_by(|a, b| a.name.cmp(&b.name).then(a.id.cmp(&b.id)));
    Ok(Family { ancestors, children })
}

/// The parent of an account, then its parent, and so on, each as it stands now.
async fn line(work: &Work, id: AccountId) -> Result<Vec<AccountId>> {
    let (mut line, mut at) = (Vec::new(), id);
    while line.len() < DEEPEST {
        let Some(parent) = store::parent(work, at).await? else { break };
        at = accounts::actions::standing_for(work, parent).await?;
        if at == id || line.contains(&at) {
            break;
        }
        line.push(at);
    }
    Ok(line)
}

/// The children of these accounts; who belonged to an account that was merged into one of them belongs to that one.
async fn children(work: &Work, ids: &[AccountId], limit: u64) -> Result<Vec<AccountId>> {
    let absorbed = accounts::actions::absorbed_by(work, ids).await?;
    let all: Vec<AccountId> = ids.iter().copied().chain(absorbed.into_iter().map(|a| a.0)).collect();
    let mut found = store::children(work, &all, limit).await?;
    let gone = accounts::actions::survivors(work, &found).await?;
    found.retain(|id| !gone.contains_key(id));
    Ok(found)
}

/// How many levels are below an account.
async fn depth_below(work: &Work, id: AccountId) -> Result<usize> {
    let (mut level, mut depth) = (vec![id], 0);
    while depth < DEEPEST {
        // More than this in one level is no family that a person put together; its depth is what counts.
        level = children(work, &level, 1000).await?;
        if level.is_empty() {
            break;
        }
        depth += 1;
    }
    Ok(depth)
}

/// Gives an account a parent, or takes it away.
pub(crate) async fn set_parent(work: &Work, id: AccountId, parent: Option<AccountId>) -> Result<()> {
    let id = accounts::actions::get(work, id).await?.id;
    work.may(Permission::AccountManage, &Resource::general("account").id(id))?;
    store::take_turn(work).await?;
    let before = line(work, id).await?.first().copied();
    let parent = match parent {
        Some(parent) => Some(accounts::actions::standing_for(work, parent).await?),
        None => None,
    };
    if before == parent {
        return Ok(());
    }
    if let Some(parent) = parent {
        if accounts::actions::find(work, parent).await?.is_none() {
            return Err(wrong(FieldError::new("parent", "account.parent_unknown")));
        }
        let mut above = vec![parent];
        above.extend(line(work, parent).await?);
        rules::check(id, &above, depth_below(work, id).await?)?;
    }
    store::put(work, id, parent).await?;
    work.audit(Entry::new("account.parent_set", "account", id).change(json!({ "parent": before }), json!({ "parent": parent })));
    for (action, other) in [("account.child_lost", before), ("account.child_won", parent)] {
        if let Some(other) = other {
            work.audit(Entry::new(action, "account", other).after(json!({ "child": id })));
        }
    }
    Ok(())
}

/// One thing that is wrong.
fn wrong(error: FieldError) -> Error {
    let mut invalid = Invalid::new();
    invalid.push(error);
    invalid.into()
}

/// The one account that a text names: by its id, its main domain or its name.
pub(crate) async fn named(work: &Work, text: &str) -> Result<AccountId> {
    let unknown = || wrong(FieldError::new("parent", "account.parent_unknown"));
    if let Ok(id) = text.trim().parse::<AccountId>() {
        return Ok(id);
    }
    if text.chars().count() > 200 || text.chars().any(char::is_control) {
        return Err(unknown());
    }
    let mut found: Vec<AccountId> = Vec::new();
    if let Some(domain) = accounts::actions::domain(text) {
        found.extend(accounts::actions::bulk::by_domains(work, &[domain]).await?.into_values().flatten());
    }
    if found.is_empty() {
        let fold = accounts::actions::fold(text);
        found.extend(accounts::actions::bulk::named(work, &[fold.as_str()]).await?.into_values().flatten());
    }
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(unknown()),
        _ => Err(wrong(FieldError::new("parent", "account.parent_several"))),
    }
}
