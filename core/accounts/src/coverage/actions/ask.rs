//! Asking who serves an account.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use base::{AccountId, Error, Result};
use work::Work;

use crate::accounts;
use crate::coverage::model::{Coverage, Name, Whom};
use crate::coverage::rules::{self, Parsed};
use crate::coverage::store;

/// Plans whose conditions have been read, by the digest of their content.
///
/// A published plan never changes, so what is here is never out of date; and the digest tells the plans of
/// two databases apart.
static READ: LazyLock<Mutex<HashMap<String, Arc<Parsed>>>> = LazyLock::new(Mutex::default);
/// More plans than one process ever asks at a time.
const KEPT: usize = 32;

/// The plan in force with its conditions read; the database is asked for no more than its version, once it was.
pub(super) async fn plan(work: &Work) -> Result<Option<Arc<Parsed>>> {
    match store::in_force(work).await? {
        Some((version, digest)) => read(work, version, digest).await.map(Some),
        None => Ok(None),
    }
}

/// A published plan with its conditions read.
pub(super) async fn read(work: &Work, version: i64, digest: String) -> Result<Arc<Parsed>> {
    let known = READ.lock().unwrap_or_else(PoisonError::into_inner).get(&digest).cloned();
    if let Some(known) = known {
        return Ok(known);
    }
    let plan = store::find(work, version).await?.ok_or_else(Error::missing)?;
    let parsed = Arc::new(rules::parse(&plan)?);
    let mut kept = READ.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.len() >= KEPT {
        kept.clear();
    }
    kept.insert(digest, parsed.clone());
    Ok(parsed)
}

/// Who serves an account or a company by the plan in force, and why.
///
/// A verb of the core: it asks no permission, because what may be told of the answer to whom is the rule of
/// the stage that calls. Two statements that read one row each.
pub async fn coverage_of(work: &Work, whom: Whom<'_>) -> Result<Coverage> {
    let plan = plan(work).await?;
    let name = match (&plan, whom) {
        (Some(plan), Whom::Account(account)) => named(work, plan.version, account.id).await?,
        _ => None,
    };
    Ok(rules::decide(plan.as_deref(), name.as_ref(), &rules::facts_of(whom), work.now().date_naive()))
}

/// What a version says of an account by name: by its own, or by that of an account that was merged into it.
pub(super) async fn named(work: &Work, version: i64, id: AccountId) -> Result<Option<Name>> {
    if let Some(own) = store::names::find(work, version, id).await? {
        return Ok(Some(own));
    }
    let absorbed: Vec<AccountId> = accounts::actions::absorbed_by(work, &[id]).await?.into_iter().map(|a| a.0).collect();
    Ok(store::names::find_many(work, version, &absorbed).await?.into_iter().min_by_key(|n| n.account))
}

/// Who serves an account, for a person of the vendor who may see it.
pub(crate) async fn explain(work: &Work, id: AccountId) -> Result<Coverage> {
    let account = accounts::actions::get(work, id).await?;
    super::may_read(work)?;
    coverage_of(work, Whom::Account(&account)).await
}
